package site

import (
	"crypto/sha1"
	"encoding/hex"
	"encoding/xml"
	"io"
	"strings"

	"briefing/internal/edtf"
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

// epoch stands for the date of what has none: Atom wants one, and the clock must not be asked.
const epoch = "1970-01-01T00:00:00Z"

func (s *Site) feed(w io.Writer) error {
	site := &s.corpus.Content.Site
	title := site.Title.In(s.words.lang)
	f := atomFeed{Lang: s.words.lang, ID: urn("feed:" + first(site.BaseURL, title)), Title: title,
		Subtitle: site.Description.In(s.words.lang), Updated: epoch, Author: atomPerson{first(site.Publisher, title)},
		Links: []atomLink{{Type: "text/html", Href: first(s.absolute(""), "./")}, {Rel: "self", Type: "application/atom+xml", Href: s.absolute("feed.xml")}}}
	for i := len(s.articles) - 1; i >= 0; i-- { // newest first
		e := s.entry(s.articles[i])
		f.Updated = max(f.Updated, e.Updated)
		f.Entries = append(f.Entries, e)
	}
	for i := range f.Entries {
		if f.Entries[i].Updated == epoch { // undated: no earlier than what stands beside it
			f.Entries[i].Updated = f.Updated
		}
	}
	return writeXML(w, f)
}

func (s *Site) entry(art *article) atomEntry {
	doc := art.doc
	e := atomEntry{ID: urn("document:" + doc.ID()), Title: atomText{doc.Lang, titleOf(doc)}, Updated: instant(doc.Published.Date),
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: s.absolute(art.target)}}, Summary: atomText{doc.Lang, s.opening(art)}}
	if _, ok := webLink(doc.URL().Text); ok {
		e.Links = append(e.Links, atomLink{Rel: "via", Href: doc.URL().Text})
	}
	if by := first(doc.Byline().Text, doc.Publisher().Text); by != "" {
		e.Author = &atomPerson{by}
	}
	return e
}

// instant returns the first moment that a date may mean, in the form of RFC 3339.
func instant(v edtf.Value) string {
	from, to, hasFrom, hasTo := v.Bounds()
	if !hasFrom && hasTo {
		from, hasFrom = to, true
	}
	if y, _, _ := from.Date(); !hasFrom || y < 1970 || y > 9999 {
		return epoch
	}
	return from.String() + "T00:00:00Z"
}

// urn returns a name-based UUID (version 5 of RFC 9562) of a name: the same at any address and in any build.
func urn(name string) string {
	sum := sha1.Sum([]byte("\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8" + "briefing:" + name)) // in the namespace of URLs
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	h := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// first returns the first of the texts that isn't empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// The sitemap is that of https://www.sitemaps.org/protocol.html.
type siteMap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []siteMapURL `xml:"url"`
}

type siteMapURL struct {
	Loc string `xml:"loc"`
}

func (s *Site) sitemap(w io.Writer) error {
	var m siteMap
	away := map[string]bool{}
	for _, art := range s.articles {
		away[art.target] = art.doc.Meta.NoIndex
	}
	for _, p := range s.pages {
		if folder, ok := strings.CutSuffix(p.Path, "index.html"); ok && !away[folder] {
			m.URLs = append(m.URLs, siteMapURL{s.absolute(folder)})
		}
	}
	return writeXML(w, m)
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// robots tells crawlers what they may read: all, or nothing where the editors want the site left out of search engines.
func (s *Site) robots(w io.Writer) error {
	site := &s.corpus.Content.Site
	body := "User-agent: *\nAllow: /\n"
	switch {
	case site.NoIndex:
		body = "User-agent: *\nDisallow: /\n"
	case site.BaseURL != "":
		body += "\nSitemap: " + s.absolute("sitemap.xml") + "\n"
	}
	_, err := io.WriteString(w, body)
	return err
}
