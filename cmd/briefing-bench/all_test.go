//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// peer stands for Hugo: it looks whether the site is there, and copies its documents.
const peer = `#!/bin/sh
if [ "$1" = version ]; then echo "hugo v0.165.0 linux/amd64"; exit; fi
test -f "$4/layouts/page.html" && cp -r "$4/content/docs" "$6"
`

// TestAll measures tiny sites: every figure has to be there, and the tables end up in the file.
func TestAll(t *testing.T) {
	dir := t.TempDir()
	hugo, readme := filepath.Join(dir, "hugo"), filepath.Join(dir, "README.md")
	if err := os.WriteFile(hugo, []byte(peer), 0o755); err != nil {
		t.Fatal(err)
	}
	got := measured(t, dir, readme, "-hugo", hugo)
	for _, want := range []string{
		`(?m)^Measured on \d+ \w+ \d{4} by .make bench.: \d+ cores .*; medians of 1 runs and 2 edits\.$`,
		`(?m)^\| 3 \| [\d.]+ s \| [\d.]+ s \| \d+ MiB \| \d+ files, \d+ MiB \| [\d.]+ \| [\d.]+ s \| \d+ MiB \| [\d.]+ \| [\d.]+ \|$`,
		`(?m)^\| 6 \| `,
		`(?m)^From 3 to 6 clippings time grows [\d.]+ times, memory [\d.]+ times\.$`,
		`(?m)^\| 6 clippings, nothing changed \([\d.]+ of the time to build them\) \| [\d.]+ s \| [\d.]+ s \| \d+ MiB \|$`,
		`(?m)^\| the demo, from start to exit, with pictures to share \| [\d.]+ s \|`,
		`(?m)^\| 5 clippings \| [\d.]+ s \| [\d.]+ s \| [\d.]+ s \|$`,
		`(?m)^\| 6 clippings \| `,
	} {
		if !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("there is no %s in:\n%s", want, got)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "briefing-bench-*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

// measured runs the program, and returns what it prints; the file has to say the same.
func measured(t *testing.T, dir, readme string, args ...string) string {
	t.Helper()
	if err := os.WriteFile(readme, []byte("# A\n"+markBegin+"old\n"+markEnd+"Z\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	args = append(args, "-root", "../..", "-dir", dir, "-sizes", "6,3", "-runs", "1", "-edits", "2", "-benchtime", "0", "-readme", readme)
	if status := run(args, &out, &said); status != 0 {
		t.Fatalf("status %d\n%s", status, said.String())
	}
	body, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	if want := "# A\n" + markBegin + out.String() + markEnd + "Z\n"; string(body) != want {
		t.Errorf("the file has\n%s\nwant\n%s", body, want)
	}
	return out.String()
}
