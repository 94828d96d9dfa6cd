package site

import (
	"net/url"
	"strings"
)

// A place is where a page stands.
type place struct {
	path   string // in its edition
	folder string // path without "index.html"
	root   string // the way to the edition's root: "../../"
	top    string // the way to the site's root
	sheet  *sheet // what the page is written on; nil for what is no page
}

// placeOf returns the place of a page of the edition. The page of what isn't there is served at any address: its links
// begin with the path of the site's.
func (s *edition) placeOf(path string) place {
	at := place{path: path, folder: strings.TrimSuffix(path, "index.html")}
	if path == "404.html" {
		at.top = "/"
		if base, err := url.Parse(s.corpus.Content.Site.BaseURL); err == nil && base.Path != "" {
			at.top = base.EscapedPath()
		}
		at.root = at.top + s.prefix
		return at
	}
	n := strings.Count(path, "/")
	at.root, at.top = up(n), up(n+strings.Count(s.prefix, "/"))
	return at
}

// up returns the way up so many folders.
func up(n int) string {
	const way = "../../../../../../../../"
	switch {
	case n == 0:
		return "./"
	case n*len("../") <= len(way):
		return way[:n*len("../")]
	}
	return strings.Repeat("../", n)
}

// href returns a link from the page to an address of its edition: "documents/x/#s1".
func (p place) href(target string) string {
	path, fragment, anchored := strings.Cut(target, "#")
	if anchored && path == p.folder {
		return "#" + url.PathEscape(fragment)
	}
	return p.root + escapedTarget(target)
}

// file returns a link from the page to what stands at the site's root for all editions.
func (p place) file(target string) string { return p.top + escapedTarget(target) }

// to returns the link to a target.
func (p place) to(t target) Link {
	return Link{URL: p.href(t.path), Text: t.label, Lang: t.lang, Current: p.path == t.path+"index.html"}
}

// escapedTarget writes an address of the site as part of a URL.
func escapedTarget(target string) string {
	if plain(target) {
		return target
	}
	path, fragment, anchored := strings.Cut(target, "#")
	segments := strings.Split(path, "/")
	for i := range segments {
		segments[i] = url.PathEscape(segments[i])
	}
	link := strings.Join(segments, "/")
	if anchored {
		link += "#" + url.PathEscape(fragment)
	}
	return link
}

// plain reports whether an address needs no escaping, as nearly all do.
func plain(target string) bool {
	for i := range len(target) {
		switch c := target[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', 'A' <= c && c <= 'Z', c == '-', c == '/', c == '#', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}

// absolute returns the address of a file at the site's root from the site's own, which may be unknown: then it is
// relative to the root.
func (s *Site) absolute(target string) string {
	return s.corpus.Content.Site.BaseURL + escapedTarget(target)
}

// absolute returns the address of a target of the edition, likewise.
func (s *edition) absolute(target string) string { return s.Site.absolute(s.prefix + target) }

// address returns the address of a target for what is read away from the site, such as a feed: absolute where the
// site's own is known, else relative to the file.
func (s *edition) address(at place, target string) string {
	if s.corpus.Content.Site.BaseURL == "" {
		return at.href(target)
	}
	return s.absolute(target)
}
