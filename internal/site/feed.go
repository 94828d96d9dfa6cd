package site

import (
	"cmp"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// epoch stands for the date of what has none: Atom wants one, and the clock must not be asked.
const epoch = "1970-01-01T00:00:00Z"

// How many documents, and how many events, feeds tell of: the newest.
const feedLength = 60

// addFeeds adds what programs subscribe to: of the whole briefing, and of each entity.
func (s *edition) addFeeds() {
	site := &s.corpus.Content.Site
	whole := notices{title: site.Title.In(s.words.lang), subtitle: site.Description.In(s.words.lang), page: "", articles: s.articles, events: s.corpus.Timeline}
	s.addAtom("feed.xml", whole)
	at := s.placeOf("feed.json")
	s.addFinal(s.prefix+"feed.json", func(w io.Writer) error { return s.jsonFeed(w, whole, at) })
	s.addCalendar("timeline.ics", whole.title, whole.events)
	for _, d := range s.files {
		n := notices{title: d.Entity.Name.In(s.words.lang) + " · " + whole.title, subtitle: d.Entity.Description.In(s.words.lang), page: d.target, events: d.Events}
		for _, m := range d.Documents[max(0, len(d.Documents)-feedLength):] {
			n.articles = append(n.articles, s.articleOf(m.Document))
		}
		s.addAtom(d.target+"feed.xml", n)
		s.addCalendar(d.target+"timeline.ics", d.Entity.Name.In(s.words.lang), d.Events)
	}
}

// notices are what a feed tells of: documents and events in the order of the corpus.
type notices struct {
	title, subtitle string
	page            string // the address of what it is about
	articles        []*article
	events          []*corpus.Event
}

func (s *edition) addAtom(path string, n notices) {
	at := s.placeOf(path)
	s.addFinal(s.prefix+path, func(w io.Writer) error { return writeXML(w, s.feed(n, at)) })
}

func (s *edition) feed(n notices, at place) atomFeed {
	site := &s.corpus.Content.Site
	name := first(site.BaseURL, site.Title.In(s.words.lang))
	if s.prefix+n.page != "" {
		name += s.prefix + n.page
	}
	f := atomFeed{Lang: s.words.lang, ID: urn("feed", name), Title: n.title, Subtitle: n.subtitle, Updated: epoch,
		Author: atomPerson{first(site.Publisher, site.Title.In(s.words.lang))},
		Links:  []atomLink{{Type: "text/html", Href: s.address(at, n.page)}, {Rel: "self", Type: "application/atom+xml", Href: s.address(at, at.path)}}}
	for _, art := range n.articles[max(0, len(n.articles)-feedLength):] {
		f.Entries = append(f.Entries, s.entry(art, at))
	}
	for _, e := range n.events[max(0, len(n.events)-feedLength):] {
		f.Entries = append(f.Entries, s.eventEntry(e, at))
	}
	slices.SortStableFunc(f.Entries, func(a, b atomEntry) int { return cmp.Compare(b.Updated, a.Updated) }) // newest first
	for _, e := range f.Entries {
		f.Updated = max(f.Updated, e.Updated)
	}
	for i := range f.Entries {
		if f.Entries[i].Updated == epoch { // undated: no earlier than what stands beside it
			f.Entries[i].Updated = f.Updated
		}
	}
	return f
}

func (s *edition) entry(art *article, at place) atomEntry {
	doc := art.doc
	e := atomEntry{ID: urn("document", doc.ID()), Title: atomText{doc.Lang, art.title}, Updated: instant(doc.Published.Date),
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: s.address(at, art.target)}}, Summary: atomText{doc.Lang, s.opening(art)}}
	if _, ok := webLink(doc.URL().Text); ok {
		e.Links = append(e.Links, atomLink{Rel: "via", Href: doc.URL().Text})
	}
	if by := first(doc.Byline().Text, doc.Publisher().Text); by != "" {
		e.Author = &atomPerson{by}
	}
	return e
}

// eventEntry tells of an event: what it is, when, and the first sentence that reports it. It is as new as the newest
// document that does.
func (s *edition) eventEntry(e *corpus.Event, at place) atomEntry {
	title, lang := s.eventTitle(e)
	x := atomEntry{ID: urn("event", e.ID), Title: atomText{first(lang, s.words.lang), s.eventDate(e) + " · " + title}, Updated: instantOf(told(e)),
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: s.address(at, s.eventTarget(e))}}}
	if len(e.Statements) > 0 {
		st := e.Statements[0]
		x.Summary = atomText{st.Document.Lang, oneLine(st.Text())}
	}
	return x
}

// told returns the day on which the newest document that reports an event was published.
func told(e *corpus.Event) (newest edtf.Day) {
	for i := range e.Statements {
		newest = max(newest, beginning(e.Statements[i].Document.Published.Date))
	}
	return newest
}

// A jsonFeed is https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Description string       `json:"description,omitempty"`
	Home        string       `json:"home_page_url,omitempty"`
	Feed        string       `json:"feed_url,omitempty"`
	Language    string       `json:"language"`
	Authors     []atomAuthor `json:"authors,omitempty"`
	Entries     []jsonEntry  `json:"items"`
}

type atomAuthor struct {
	Name string `json:"name"`
}

type jsonEntry struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	External  string       `json:"external_url,omitempty"`
	Title     string       `json:"title"`
	Text      string       `json:"content_text"`
	Published string       `json:"date_published,omitempty"`
	Authors   []atomAuthor `json:"authors,omitempty"`
	Language  string       `json:"language,omitempty"`
}

// jsonFeed writes the same as the Atom feed.
func (s *edition) jsonFeed(w io.Writer, n notices, at place) error {
	a := s.feed(n, at)
	f := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: a.Title, Description: a.Subtitle, Home: a.Links[0].Href, Feed: s.address(at, at.path),
		Language: a.Lang, Authors: []atomAuthor{{a.Author.Name}}, Entries: []jsonEntry{}}
	for _, e := range a.Entries {
		x := jsonEntry{ID: e.ID, URL: e.Links[0].Href, Title: e.Title.Text, Text: e.Summary.Text, Published: e.Updated, Language: e.Title.Lang}
		if len(e.Links) > 1 {
			x.External = e.Links[1].Href
		}
		if e.Author != nil {
			x.Authors = []atomAuthor{{e.Author.Name}}
		}
		f.Entries = append(f.Entries, x)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(f)
}

// instant returns the first moment that a date may mean, in the form of RFC 3339.
func instant(v edtf.Value) string { return instantOf(beginning(v)) }

func instantOf(d edtf.Day) string { return d.String() + "T00:00:00Z" }

// beginning returns the first day that a date may mean; that of the epoch for none, and for what lies before.
func beginning(v edtf.Value) edtf.Day {
	from, to, hasFrom, hasTo := v.Bounds()
	if !hasFrom && hasTo {
		from, hasFrom = to, true
	}
	if y, _, _ := from.Date(); !hasFrom || y < 1970 || y > 9999 {
		return 0
	}
	return from
}

// urn returns a name-based UUID (version 5 of RFC 9562) of a thing of a kind: the same at any address and in any build.
func urn(kind, name string) string {
	var room [160]byte
	seed := append(room[:0], "\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8briefing:"...) // in the namespace of URLs
	sum := sha1.Sum(append(append(append(seed, kind...), ':'), name...))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	var h [32]byte
	hex.Encode(h[:], sum[:16])
	out := append(room[:0], "urn:uuid:"...)
	for i, b := range h {
		if i == 8 || i == 12 || i == 16 || i == 20 {
			out = append(out, '-')
		}
		out = append(out, b)
	}
	return string(out)
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
