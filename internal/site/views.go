package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// An EntityLink is an entity in a list.
type EntityLink struct {
	URL, Name, Lang string // Lang: of Name, where it isn't the interface's
	Type            string // "person"
	Description     string
	DescriptionLang string
	Count           int // what it counts, the list says
	Documents       int
	Sentences       int
}

func (s *edition) entityLink(e *corpus.Entity, at place) EntityLink {
	l := EntityLink{URL: at.href(s.entityTarget(e)), Type: string(e.Type)}
	l.Name, l.Lang = picked(e.Name, s.words.lang)
	l.Description, l.DescriptionLang = picked(e.Description, s.words.lang)
	return l
}

// entityLinks returns the links of entities named by id; an id that isn't declared is left out.
func (s *edition) entityLinks(ids []string, at place) (links []EntityLink) {
	for _, id := range ids {
		if e := s.entities[id]; e != nil {
			links = append(links, s.entityLink(e, at))
		}
	}
	return links
}

func (s *edition) linksOf(entities []*corpus.Entity, at place) (links []EntityLink) {
	for _, e := range entities {
		links = append(links, s.entityLink(e, at))
	}
	return links
}

func sortNamings(list []naming) {
	slices.SortStableFunc(list, func(a, b naming) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.entity.ID, b.entity.ID))
	})
}

// A DocumentLink is a document in a list.
type DocumentLink struct {
	URL, Title, Lang string
	Language         string // in words
	Publisher        string
	Date             Moment
	Words, Minutes   int
}

func (s *edition) documentLink(art *article, at place) DocumentLink {
	doc := art.doc
	return DocumentLink{URL: at.href(art.target), Title: art.title, Lang: doc.Lang, Language: s.words.languageName(doc.Lang),
		Publisher: doc.Publisher().Text, Date: s.moments[art.number], Words: art.words, Minutes: minutes(art.words)}
}

// wordsPerMinute is how fast people read, silently and in their own language: M. Brysbaert, "How many words do we read
// per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019): 238 in English,
// 214 in French.
const wordsPerMinute = 225

func minutes(words int) int { return max(1, (words+wordsPerMinute/2)/wordsPerMinute) }

// A Moment is a date as a page shows it.
type Moment struct {
	Text    string
	Machine string // for a datetime attribute; "" where HTML has no such value
	Known   bool
	Basis   string
	Lang    string // of Basis, where it isn't the interface's
	How     string // "editor" or "inferred"
}

func (s *edition) publication(doc *corpus.Document) Moment {
	p := doc.Published
	d := s.dating(p.Date)
	m := Moment{Text: d.words, Machine: d.machine, Known: !p.Date.IsZero(), Basis: s.words.reason(p.Basis), How: "editor"}
	if !m.Known {
		m.Text = s.words.say("document.date_unknown")
	}
	if p.Basis.Code == corpus.Told && !p.Inferred { // an editor's own words
		m.Lang = s.otherThan("")
		if len(doc.Meta.Basis) > 0 {
			m.Basis, m.Lang = s.written(doc.Meta.Basis)
		}
	}
	if p.Inferred {
		m.How = "inferred"
	}
	return m
}

// A Pager leads through the pages of a long list; it is nil where there is one page only.
type Pager struct {
	Label          string // what is paged through
	Pages          []PageLink
	Previous, Next string        // addresses; "" at the ends
	Links          template.HTML // the same as a list
}

// A PageLink is one page of a list.
type PageLink struct {
	URL     string
	Number  int
	Current bool
	Gap     bool // pages before it are left out
}

// pager returns the way through the pages of a list: the first, the last and those around the current one, from 0.
func (s *edition) pager(at place, current, of int, label string, target func(i int) string) *Pager {
	if of < 2 {
		return nil
	}
	p := &Pager{Label: label}
	last := -1
	for i := range of {
		if i != 0 && i != of-1 && (i < current-2 || i > current+2) {
			continue
		}
		p.Pages = append(p.Pages, PageLink{at.href(target(i)), i + 1, i == current, i > last+1})
		last = i
	}
	if current > 0 {
		p.Previous = at.href(target(current - 1))
	}
	if current+1 < of {
		p.Next = at.href(target(current + 1))
	}
	p.Links = s.pages(p, at)
	return p
}

// pages writes the links of a pager as a list.
func (s *edition) pages(p *Pager, at place) template.HTML {
	w := s.writer(at)
	turn := func(rel, words, address string) {
		if address != "" {
			w.write("<li><a")
			w.attr("rel", rel)
			w.attr("href", address)
			w.write(">")
			w.say(words)
			w.write("</a></li>")
		}
	}
	w.write("<ul>")
	turn("prev", "pager.previous", p.Previous)
	for _, page := range p.Pages {
		w.write("<li")
		if page.Gap {
			w.attr("class", "gap")
		}
		w.write("><a")
		w.attr("href", page.URL)
		w.attr("aria-label", s.words.say("pager.page", "n", page.Number))
		if page.Current {
			w.attr("aria-current", "page")
		}
		w.write(">")
		w.number(page.Number)
		w.write("</a></li>")
	}
	turn("next", "pager.next", p.Next)
	w.write("</ul>")
	return w.html()
}

func (s *edition) pagerOf(at place, list []leaf, current int, label string) *Pager {
	return s.pager(at, current, len(list), label, func(i int) string { return list[i].target })
}

// onPage adds the number of a page to a title, where there are several.
func (s *edition) onPage(title string, n, of int) string {
	if of < 2 || n == 0 {
		return title
	}
	return s.words.say("pager.title", "title", title, "n", n+1, "of", of)
}

// A List is what list.html is given: a page of a long list that belongs to another page.
type List struct {
	Owner Link   // the page it belongs to
	Type  string // of the entity, where that is one: "person"
	What  string // what is listed: "On the timeline"
	Count string // of how many, in words
	Body  template.HTML
	Pager *Pager
}

// eventTitle returns the title of an event and the language it is in, where that isn't the interface's.
func (s *edition) eventTitle(e *corpus.Event) (title, lang string) {
	if e.Curated != nil && len(e.Curated.Title) > 0 {
		title, lang = picked(e.Curated.Title, s.words.lang)
		return oneLine(title), lang
	}
	return oneLine(e.Title), e.TitleLang
}

// eventMoment returns the date of an event as it is shown.
func (s *edition) eventMoment(e *corpus.Event) Moment {
	return Moment{Text: s.eventDate(e), Machine: s.dating(e.Date).machine, Known: !e.Date.IsZero()}
}

// eventLines returns a list of events.
func (s *edition) eventLines(events []*corpus.Event, at place) template.HTML {
	w := s.writer(at)
	w.eventLines(events)
	return w.html()
}

// sourcesOf returns how many documents report an event.
func (s *Site) sourcesOf(e *corpus.Event) int {
	if e.Sources > 0 {
		return e.Sources
	}
	return s.sources[e]
}

// eventDate returns the date of an event in words.
func (s *edition) eventDate(e *corpus.Event) string {
	switch {
	case e.Date.IsZero() && !e.Before.IsZero():
		return s.words.say("timeline.first_told", "date", s.dating(e.Before).words)
	case e.Deadline:
		return s.dating(e.Date).deadline
	}
	return s.dating(e.Date).weekday
}

// repeats reports whether a title says nothing but what the first of n sentences under it says: it is part of the only
// one, or all of the first of several.
func repeats(title, sentence string, n int) bool {
	var room, more [512]byte
	told, whole := text.AppendFold(room[:0], title), text.AppendFold(more[:0], oneLine(sentence))
	for _, cut := range [...]string{"…", "..."} {
		told = bytes.TrimSuffix(told, []byte(cut))
	}
	return bytes.Contains(whole, told) && (n == 1 || len(told)+1 >= len(whole))
}

func precisionOf(e *corpus.Event) string {
	if p := e.Date.Precision().String(); p != "" {
		return p
	}
	return "unknown"
}

func anchorOfYear(year int) string { return "y" + strconv.Itoa(year) }

func anchorOfMonth(year, month int) string { return fmt.Sprintf("m%04d-%02d", year, month) }
