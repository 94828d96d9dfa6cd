// Package check looks over a built site as a reader's browser, a feed reader and a search engine would meet it.
//
// It reads the folder alone, not the sources: what it passes can be published, whoever built it.
package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefing/internal/diag"
	"briefing/internal/host"
	"briefing/internal/text"
)

// Options are what the folder itself doesn't tell.
type Options struct {
	BaseURL string // the site's address, with a final slash; "" if it has none
	Budget  int    // the weight in bytes, compressed, that a page may have with its styles and scripts; 0 for any
}

// A Report is what was found.
type Report struct {
	Diagnostics diag.List
	Pages       int
	External    []External // links to other sites, by address
}

// An External is a link that leads off the site.
type External struct {
	URL   string
	Pages []string // the pages that hold it
}

// Base returns the address for which a site was built, as its home page says it; "" where it doesn't.
func Base(fsys fs.FS) string {
	raw, err := fs.ReadFile(fsys, "index.html")
	if err != nil {
		return ""
	}
	for z := html.NewTokenizer(bytes.NewReader(raw)); z.Next() != html.ErrorToken; {
		t := z.Token()
		if t.DataAtom != atom.Link {
			continue
		}
		attr := map[string]string{}
		for _, a := range t.Attr {
			attr[a.Key] = a.Val
		}
		if u, err := url.Parse(attr["href"]); attr["rel"] == "canonical" && err == nil && u.IsAbs() && strings.HasSuffix(u.Path, "/") {
			return u.String()
		}
	}
	return ""
}

// Site checks a built site's folder.
func Site(fsys fs.FS, opt Options) (*Report, error) {
	base, err := url.Parse(opt.BaseURL)
	if err != nil {
		return nil, err
	}
	if base.Path == "" {
		base.Path = "/"
	}
	c := &checker{fsys: fsys, opt: opt, base: base, files: map[string]int64{}, ids: map[string]map[string]bool{}, hrefs: map[string]string{}, external: map[string][]string{}, weights: map[string]int{}}
	if err := fs.WalkDir(fsys, ".", c.walk); err != nil {
		return nil, err
	}
	for _, l := range c.links {
		c.follow(l)
	}
	for _, s := range c.sealed {
		c.unseal(s)
	}
	c.weigh()
	return &Report{Diagnostics: c.diags.Sort(), Pages: len(c.ids), External: c.externals()}, nil
}

// A checker gathers all files first: a link may lead to a page that comes later.
type checker struct {
	fsys     fs.FS
	opt      Options
	base     *url.URL
	files    map[string]int64           // path → size
	ids      map[string]map[string]bool // page → its ids
	links    []link
	hrefs    map[string]string // each address once
	again    *text.Source      // the file that was last read again
	sealed   []sealed
	loads    map[string][]string // page → the styles and scripts that it loads
	weights  map[string]int      // file → compressed size
	external map[string][]string
	diags    diag.List
}

// A link is an address in a file of the site.
type link struct {
	file  string
	span  text.Span // of the tag or element that holds it
	href  string
	loads bool // a browser loads it with the page
}

// A sealed is a file that a page wants in just the bytes whose hash it gives.
type sealed struct {
	link
	hash string // as in the attribute integrity
}

func (c *checker) walk(name string, d fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if d.IsDir() {
		if hidden := d.Name(); len(hidden) > 1 && hidden[0] == '.' && hidden != ".well-known" { // RFC 8615
			return fs.SkipDir // no part of a site: a repository, files that a build left waiting
		}
		return nil
	}
	about, err := d.Info()
	if err != nil {
		return err
	}
	c.files[name] = about.Size()
	look := c.looker(name)
	if look == nil {
		return nil
	}
	raw, err := fs.ReadFile(c.fsys, name)
	if err != nil {
		return err
	}
	if !utf8.Valid(raw) {
		c.about(diag.Error, "not-utf8", name, "the file is not UTF-8")
	}
	look(text.NewSource(name, strings.ToValidUTF8(string(raw), "\uFFFD")))
	return nil
}

// looker returns what looks over a file of this name, or nil.
func (c *checker) looker(name string) func(*text.Source) {
	if name == host.HeadersFile || name == host.RedirectsFile {
		return func(src *text.Source) { c.diags = append(c.diags, host.Check(src)...) }
	}
	switch path.Ext(name) {
	case ".html":
		return c.page
	case ".json", ".webmanifest":
		return c.json
	case ".css":
		return c.style
	case ".svg":
		return c.drawing
	case ".ics":
		return c.calendar
	case ".xml":
		return c.xml
	}
	return nil
}

func (c *checker) at(id string, src *text.Source, span text.Span, format string, args ...any) {
	c.diags = append(c.diags, diag.At(diag.Error, id, src, span, format, args...))
}

func (c *checker) about(sev diag.Severity, id, name, format string, args ...any) {
	c.diags = append(c.diags, diag.About(sev, id, name, format, args...))
}

// size returns a number of bytes as people say it.
func size(n int) string { return fmt.Sprintf("%.1f KiB", float64(n)/1024) }
