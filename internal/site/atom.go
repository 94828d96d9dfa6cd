package site

import (
	"encoding/xml"
	"unicode/utf8"
)

// The feed is Atom, RFC 4287.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Author   atomPerson  `xml:"author"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomText struct {
	Lang string `xml:"xml:lang,attr,omitempty"`
	Text string `xml:",chardata"`
}

type atomEntry struct {
	ID      string      `xml:"id"`
	Title   atomText    `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  *atomPerson `xml:"author"`
	Summary atomText    `xml:"summary"`
}

// append writes the feed as encoding/xml would, from the tags of its fields, indented.
func (f *atomFeed) append(out []byte) []byte {
	out = append(out, xml.Header+`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="`...)
	out = append(appendXML(out, f.Lang), `">`...)
	out = appendElement(out, "\n  ", "id", f.ID)
	out = appendElement(out, "\n  ", "title", f.Title)
	if f.Subtitle != "" {
		out = appendElement(out, "\n  ", "subtitle", f.Subtitle)
	}
	out = appendElement(out, "\n  ", "updated", f.Updated)
	for i := range f.Links {
		out = f.Links[i].append(append(out, "\n  "...))
	}
	out = appendElement(append(out, "\n  <author>"...), "\n    ", "name", f.Author.Name)
	out = append(out, "\n  </author>"...)
	for i := range f.Entries {
		out = f.Entries[i].append(out)
	}
	return append(out, "\n</feed>"...)
}

func (e *atomEntry) append(out []byte) []byte {
	out = appendElement(append(out, "\n  <entry>"...), "\n    ", "id", e.ID)
	out = e.Title.append(out, "title")
	out = appendElement(out, "\n    ", "updated", e.Updated)
	for i := range e.Links {
		out = e.Links[i].append(append(out, "\n    "...))
	}
	if e.Author != nil {
		out = appendElement(append(out, "\n    <author>"...), "\n      ", "name", e.Author.Name)
		out = append(out, "\n    </author>"...)
	}
	return append(e.Summary.append(out, "summary"), "\n  </entry>"...)
}

func (t *atomText) append(out []byte, name string) []byte {
	out = append(append(out, "\n    <"...), name...)
	out = append(appendXMLAttr(out, ` xml:lang="`, t.Lang), '>')
	out = append(append(appendXML(out, t.Text), "</"...), name...)
	return append(out, '>')
}

func (l *atomLink) append(out []byte) []byte {
	out = appendXMLAttr(append(out, "<link"...), ` rel="`, l.Rel)
	out = appendXMLAttr(out, ` type="`, l.Type)
	return append(appendXML(append(out, ` href="`...), l.Href), `"></link>`...)
}

func appendElement(out []byte, before, name, words string) []byte {
	out = append(append(append(append(out, before...), '<'), name...), '>')
	out = append(append(appendXML(out, words), "</"...), name...)
	return append(out, '>')
}

// appendXMLAttr writes an attribute, unless it is empty.
func appendXMLAttr(out []byte, name, value string) []byte {
	if value == "" {
		return out
	}
	return append(appendXML(append(out, name...), value), '"')
}

var xmlReferences = [utf8.RuneSelf]string{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;", '\t': "&#x9;", '\n': "&#xA;", '\r': "&#xD;"}

// appendXML writes a text as [xml.EscapeText] does: what XML doesn't allow becomes U+FFFD.
func appendXML(out []byte, s string) []byte {
	last := 0
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		instead := ""
		switch {
		case r < utf8.RuneSelf && xmlReferences[r] != "":
			instead = xmlReferences[r]
		case r < ' ', r == utf8.RuneError && n == 1, r == 0xFFFE, r == 0xFFFF:
			instead = "\uFFFD"
		}
		if instead != "" {
			out = append(append(out, s[last:i]...), instead...)
			last = i + n
		}
		i += n
	}
	return append(out, s[last:]...)
}
