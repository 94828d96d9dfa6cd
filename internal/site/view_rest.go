package site

import (
	"html/template"
	"slices"

	"briefing/internal/corpus"
)

// Home is what home.html is given.
type Home struct {
	Title, Description string // of the site
	Text               template.HTML
	TextLang           string
	Planned            []Event
	Latest             []Event // newest first
	Who                []EntityGroup
	Documents          []DocumentLink
	Strip              *Strip
	Counts             struct{ Documents, Entities, Events int }
	Links              struct{ Documents, Entities, Timeline string }
}

// How much the home page shows of each kind.
const (
	latestEvents    = 6
	plannedEvents   = 8
	whoLength       = 5 // of each type
	latestDocuments = 12
)

func (s *Site) homeView(at place) (*Frame, any) {
	var v Home
	site := &s.corpus.Content.Site
	v.Title, v.Description = site.Title.In(s.words.lang), site.Description.In(s.words.lang)
	f := &Frame{Title: v.Title}
	if p := s.corpus.Content.Home; p != nil {
		r := s.markdown[bodyOf(p)]
		v.Text, f.HasCode = r.html, r.code
		if p.Lang != s.words.lang {
			v.TextLang = p.Lang
		}
	}
	for i := len(s.corpus.Timeline) - 1; i >= 0; i-- {
		e := s.corpus.Timeline[i]
		_, _, begins, _ := e.Date.Bounds()
		switch {
		case e.Status == corpus.Planned && len(v.Planned) < plannedEvents:
			v.Planned = append(v.Planned, s.eventLine(e, at))
		case e.Status == corpus.Past && begins && len(v.Latest) < latestEvents: // what has no beginning is background
			v.Latest = append(v.Latest, s.eventLine(e, at))
		}
	}
	slices.Reverse(v.Planned) // what comes first stands first
	for _, g := range s.entityGroups(at) {
		g.Entities = g.Entities[:min(len(g.Entities), whoLength)]
		v.Who = append(v.Who, g)
	}
	for _, art := range s.latest(latestDocuments) {
		v.Documents = append(v.Documents, s.documentLink(art, at))
	}
	v.Strip = s.strip(at)
	v.Counts.Documents, v.Counts.Entities, v.Counts.Events = len(s.articles), len(s.corpus.Dossiers), len(s.corpus.Timeline)
	v.Links.Documents, v.Links.Entities, v.Links.Timeline = at.href("documents/"), at.href("entities/"), at.href("timeline/")
	return f, v
}

// latest returns up to n documents, the newest, oldest first; undated ones only where there is room.
func (s *Site) latest(n int) []*article {
	dated := len(s.articles)
	for dated > 0 && s.articles[dated-1].doc.Published.Date.IsZero() {
		dated--
	}
	if len(s.articles) <= n {
		return s.articles
	}
	return s.articles[max(0, dated-n):max(n, dated)]
}

// Quotes is what quotes.html is given.
type Quotes struct{ Groups []QuoteGroup }

// A QuoteGroup is what one speaker says; the last is of those that aren't known.
type QuoteGroup struct {
	Speaker *EntityLink // nil where unknown
	Quotes  []Quotation
}

func (s *Site) quotesView(at place) (*Frame, any) {
	groups := map[string]*QuoteGroup{}
	for _, doc := range s.corpus.Documents {
		for i := range doc.Quotes {
			q, ok := s.quotation(corpus.QuoteRef{Document: doc, Quote: i}, at)
			if !ok {
				continue
			}
			id := ""
			if q.Speaker != nil {
				id = doc.Quotes[i].Speaker
			}
			g := groups[id]
			if g == nil {
				g = &QuoteGroup{Speaker: q.Speaker}
				groups[id] = g
			}
			g.Quotes = append(g.Quotes, q)
		}
	}
	var v Quotes
	for _, e := range s.corpus.Content.Entities {
		if g := groups[e.ID]; g != nil {
			v.Groups = append(v.Groups, *g)
		}
	}
	if g := groups[""]; g != nil {
		v.Groups = append(v.Groups, *g)
	}
	return &Frame{Title: s.words.say("quotes.title"), Description: s.words.say("quotes.intro")}, v
}

// FreePage is what page.html is given.
type FreePage struct {
	Title string
	Lang  string
	Text  template.HTML
}

func (s *Site) pageView(p *corpus.Page, at place) (*Frame, any) {
	r := s.markdown[bodyOf(p)]
	v := FreePage{Title: p.Title, Text: r.html}
	if p.Lang != s.words.lang {
		v.Lang = p.Lang
	}
	return &Frame{Title: p.Title, TitleLang: v.Lang, HasCode: r.code}, v
}

// Missing is what 404.html is given.
type Missing struct{ Links []Link }

func (s *Site) missingView(at place) (*Frame, any) {
	var v Missing
	for _, t := range [...]target{{s.words.say("site.home"), "", ""}, {s.words.say("documents.title"), "", "documents/"},
		{s.words.say("timeline.title"), "", "timeline/"}, {s.words.say("entities.title"), "", "entities/"}} {
		v.Links = append(v.Links, at.to(t))
	}
	return &Frame{Title: s.words.say("missing.title")}, v
}
