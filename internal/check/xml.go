package check

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// An element is an element of an XML file, for looking through it.
type element struct {
	XMLName  xml.Name
	Attr     []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) child(name string) (string, bool) {
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			return strings.TrimSpace(c.Text), true
		}
	}
	return "", false
}

func (e element) attr(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// xml looks over a feed or a sitemap.
func (c *checker) xml(src *text.Source) {
	var root element
	dec := xml.NewDecoder(bytes.NewReader([]byte(src.Text)))
	if err := dec.Decode(&root); err != nil {
		at := min(int(dec.InputOffset()), len(src.Text))
		c.at("bad-xml", src, text.NewSpan(at, at), "the file is not XML: %v", err)
		return
	}
	if _, err := dec.Token(); err != io.EOF {
		c.about(diag.Error, "bad-xml", src.Name, "something follows the root element")
	}
	switch root.XMLName.Local {
	case "feed":
		c.atom(src, root)
	case "urlset", "sitemapindex":
		c.sitemap(src, root)
	}
}

// atom holds a feed against RFC 4287: what must be there, ids that are unique, dates that are dates.
func (c *checker) atom(src *text.Source, root element) {
	if root.XMLName.Space != "http://www.w3.org/2005/Atom" {
		c.about(diag.Error, "bad-feed", src.Name, "the feed is not in the namespace of Atom")
	}
	seen := map[string]bool{}
	author := false
	check := func(e element, what string) {
		for _, name := range [...]string{"id", "title", "updated"} {
			v, ok := e.child(name)
			switch {
			case !ok || v == "":
				c.about(diag.Error, "bad-feed", src.Name, "%s has no %s", what, name)
			case name == "updated":
				if _, err := time.Parse(time.RFC3339, v); err != nil {
					c.about(diag.Error, "bad-feed", src.Name, "%s: %q is no date of RFC 3339", what, v)
				}
			case name == "id":
				if u, err := url.Parse(v); err != nil || !u.IsAbs() {
					c.about(diag.Error, "bad-feed", src.Name, "%s: the id %q is no address", what, v)
				}
				if seen[v] {
					c.about(diag.Error, "bad-feed", src.Name, "two entries have the id %s", v)
				}
				seen[v] = true
			}
		}
	}
	check(root, "the feed")
	_, author = root.child("author")
	for _, e := range root.Children {
		switch e.XMLName.Local {
		case "entry":
			id, _ := e.child("id")
			check(e, "entry "+id)
			if _, own := e.child("author"); !own && !author {
				c.about(diag.Error, "bad-feed", src.Name, "entry %s has no author", id)
			}
			c.atomBody(src, e, id)
		case "link":
			c.atomLink(src, e)
		}
	}
}

// atomBody looks for what an entry leads to: it needs a content, or a link to what it is about.
func (c *checker) atomBody(src *text.Source, e element, id string) {
	if _, ok := e.child("content"); !ok && !slices.ContainsFunc(e.Children, isAlternate) {
		c.about(diag.Error, "bad-feed", src.Name, "entry %s has neither content nor a link", id)
	}
	for _, l := range e.Children {
		if l.XMLName.Local == "link" {
			c.atomLink(src, l)
		}
	}
}

func isAlternate(e element) bool {
	return e.XMLName.Local == "link" && (e.attr("rel") == "" || e.attr("rel") == "alternate")
}

func (c *checker) atomLink(src *text.Source, l element) {
	href := l.attr("href")
	if href == "" {
		c.about(diag.Error, "bad-feed", src.Name, "a link has no address")
		return
	}
	c.link(src, find(src, href), href, false)
}

// find returns the first place of an address in a file, for pointing at it.
func find(src *text.Source, s string) text.Span {
	i := max(0, strings.Index(src.Text, s))
	return text.NewSpan(i, min(i+len(s), len(src.Text)))
}

// What a sitemap may hold: https://www.sitemaps.org/protocol.html
const (
	maxSitemap      = 50_000
	maxSitemapBytes = 50 << 20
	sitemapSpace    = "http://www.sitemaps.org/schemas/sitemap/0.9"
)

// sitemap holds a sitemap, or a list of them, against the protocol: absolute addresses of this site, each once.
func (c *checker) sitemap(src *text.Source, root element) {
	bad := func(format string, args ...any) { c.about(diag.Error, "bad-sitemap", src.Name, format, args...) }
	if root.XMLName.Space != sitemapSpace {
		bad("the sitemap is not in the namespace %s", sitemapSpace)
	}
	if len(root.Children) > maxSitemap {
		bad("the sitemap names %d addresses, more than %d", len(root.Children), maxSitemap)
	}
	if len(src.Text) > maxSitemapBytes {
		bad("the sitemap has %s, more than %s", size(len(src.Text)), size(maxSitemapBytes))
	}
	entry := map[string]string{"urlset": "url", "sitemapindex": "sitemap"}[root.XMLName.Local]
	seen := map[string]bool{}
	for _, e := range root.Children {
		loc, ok := e.child("loc")
		switch {
		case e.XMLName.Local != entry:
			bad("<%s> has no place in a <%s>", e.XMLName.Local, root.XMLName.Local)
		case !ok || !strings.HasPrefix(loc, "http"):
			bad("an entry has no absolute address")
		case seen[loc]:
			bad("the address %s stands there twice", loc)
		case c.base.Host != "" && !strings.HasPrefix(loc, c.base.String()):
			bad("the address %s is none of this site", loc)
		default:
			c.link(src, find(src, loc), loc, false)
		}
		seen[loc] = true
		if when, ok := e.child("lastmod"); ok && !isDate(when) {
			bad("%s: %q is no date", loc, when)
		}
	}
}

// isDate reports whether a text is a day or a moment as the W3C writes them: https://www.w3.org/TR/NOTE-datetime
func isDate(s string) bool {
	for _, layout := range [...]string{time.RFC3339, time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
