// Package browser holds the tests that need a browser: the built demo is served as a host would serve it, and walked
// with the keyboard, with and without scripts, in Chromium. axe-core looks for barriers, html-validate for faults of
// the markup. make test installs all three; where one is missing the tests fail.
package browser
