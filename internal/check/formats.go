package check

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// json looks over a data file: it must be one JSON value.
func (c *checker) json(src *text.Source) {
	var v any
	if err := json.Unmarshal([]byte(src.Text), &v); err != nil {
		span := text.Span{}
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at := max(0, min(int(syntax.Offset)-1, len(src.Text)))
			span = text.NewSpan(at, at)
		}
		c.at("bad-json", src, span, "the file is not JSON: %v", err)
	}
}

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
			c.atomLinks(src, e)
		case "link":
			c.atomLink(src, e)
		}
	}
}

func (c *checker) atomLinks(src *text.Source, e element) {
	for _, l := range e.Children {
		if l.XMLName.Local == "link" {
			c.atomLink(src, l)
		}
	}
}

func (c *checker) atomLink(src *text.Source, l element) {
	for _, a := range l.Attr {
		if a.Name.Local == "href" {
			c.links = append(c.links, link{src, find(src, a.Value), a.Value, false})
		}
	}
}

// find returns the first place of an address in a file, for pointing at it.
func find(src *text.Source, s string) text.Span {
	i := max(0, strings.Index(src.Text, s))
	return text.NewSpan(i, min(i+len(s), len(src.Text)))
}

// maxSitemap is the number of addresses that a sitemap may hold: https://www.sitemaps.org/protocol.html
const maxSitemap = 50_000

func (c *checker) sitemap(src *text.Source, root element) {
	if len(root.Children) > maxSitemap {
		c.about(diag.Error, "bad-sitemap", src.Name, "the sitemap names %d addresses, more than %d", len(root.Children), maxSitemap)
	}
	for _, e := range root.Children {
		loc, ok := e.child("loc")
		if !ok || !strings.HasPrefix(loc, "http") {
			c.about(diag.Error, "bad-sitemap", src.Name, "an entry has no absolute address")
			continue
		}
		c.links = append(c.links, link{src, find(src, loc), loc, false})
	}
}

// calendar holds an iCalendar file against RFC 5545: lines, blocks, and what each event must have.
func (c *checker) calendar(src *text.Source) {
	var open []string
	seen := map[string]bool{}
	event := map[string]string{}
	for n := 1; n <= src.LineCount(); n++ {
		span := src.LineSpan(n)
		line := src.Slice(span)
		if n < src.LineCount() && !strings.HasSuffix(src.Text[:span.End+1], "\r") {
			c.at("bad-calendar", src, span, "the line doesn't end with CRLF")
		}
		if len(line) > 75 {
			c.at("bad-calendar", src, span, "the line has %d bytes, more than 75", len(line))
		}
		name, value, _ := strings.Cut(line, ":")
		name, _, _ = strings.Cut(name, ";")
		switch {
		case strings.HasPrefix(line, " ") || line == "":
		case name == "BEGIN":
			open = append(open, value)
			if value == "VEVENT" {
				event = map[string]string{}
			}
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				c.at("bad-calendar", src, span, "END:%s closes nothing", value)
				return
			}
			open = open[:len(open)-1]
			if value == "VEVENT" {
				c.calendarEvent(src, span, event, seen)
			}
		default:
			event[name] = value
		}
	}
	if len(open) > 0 {
		c.about(diag.Error, "bad-calendar", src.Name, "%s is never closed", open[len(open)-1])
	}
}

func (c *checker) calendarEvent(src *text.Source, span text.Span, event map[string]string, seen map[string]bool) {
	for _, name := range [...]string{"UID", "DTSTAMP", "DTSTART", "SUMMARY"} {
		if event[name] == "" {
			c.at("bad-calendar", src, span, "the event has no %s", name)
		}
	}
	if seen[event["UID"]] {
		c.at("bad-calendar", src, span, "two events have the UID %s", event["UID"])
	}
	seen[event["UID"]] = true
}
