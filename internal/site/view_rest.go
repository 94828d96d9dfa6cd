package site

import (
	"html/template"
	"slices"
	"strings"

	"briefing/internal/corpus"
)

// Home is what home.html is given.
type Home struct {
	Title, Description string // of the site
	Text               template.HTML
	TextLang           string
	Planned            template.HTML
	Latest             template.HTML // newest first
	Who                []EntityGroup
	Documents          []DocumentLink
	Strip              *Strip
	Counts             struct{ Documents, Entities, Events int }
	Links              struct{ Documents, Entities, Timeline, Print string }
}

// How much the home page shows of each kind.
const (
	latestEvents    = 6
	plannedEvents   = 8
	whoLength       = 5 // of each type
	latestDocuments = 12
)

func (s *edition) homeView(at place) (*Frame, any) {
	var v Home
	site := &s.corpus.Content.Site
	v.Title, v.Description = site.Title.In(s.words.lang), site.Description.In(s.words.lang)
	f := &Frame{Title: v.Title, Card: s.card(""), Linked: s.siteLinked(at)}
	if p := s.corpus.Content.Home; p != nil {
		p = p.In(s.words.lang)
		r := s.markdown[bodyOf(p)]
		v.Text, f.HasCode = r.html, r.code
		v.TextLang = s.otherThan(p.Lang)
	}
	v.Planned, v.Latest = s.eventLines(s.planned(), at), s.eventLines(s.latestPast(), at)
	for _, g := range s.entityGroups(at) {
		g.Entities = g.Entities[:min(len(g.Entities), whoLength)]
		v.Who = append(v.Who, g)
	}
	for _, art := range s.latest(latestDocuments) {
		v.Documents = append(v.Documents, s.documentLink(art, at))
	}
	if s.printed {
		v.Links.Print = at.href("print/")
	}
	v.Strip = s.strip(at)
	v.Counts.Documents, v.Counts.Entities, v.Counts.Events = len(s.articles), len(s.corpus.Dossiers), len(s.corpus.Timeline)
	v.Links.Documents, v.Links.Entities, v.Links.Timeline = at.href("documents/"), at.href("entities/"), at.href("timeline/")
	return f, v
}

// planned returns the events that lie ahead, what comes first first.
func (s *edition) planned() (list []*corpus.Event) {
	for i := len(s.corpus.Timeline) - 1; i >= 0 && len(list) < plannedEvents; i-- {
		if e := s.corpus.Timeline[i]; e.Status == corpus.Planned {
			list = append(list, e)
		}
	}
	slices.Reverse(list)
	return list
}

// latestPast returns the last events, newest first. What has no beginning is background.
func (s *edition) latestPast() (list []*corpus.Event) {
	for i := len(s.corpus.Timeline) - 1; i >= 0 && len(list) < latestEvents; i-- {
		e := s.corpus.Timeline[i]
		if _, _, begins, _ := e.Date.Bounds(); e.Status == corpus.Past && begins {
			list = append(list, e)
		}
	}
	return list
}

// written returns what an editor wrote, and its language where that isn't the interface's.
func (s *edition) written(l corpus.Localized) (words, lang string) {
	words, lang = picked(l, s.words.lang)
	if _, own := l[s.words.lang]; !own && lang == "" { // in no language by name: the site's own
		lang = s.otherThan("")
	}
	return words, lang
}

// otherThan returns a language where it isn't the interface's; "" is the site's own.
func (s *edition) otherThan(lang string) string {
	if lang == "" {
		lang = s.corpus.Content.Site.Language
	}
	if lang == s.words.lang {
		return ""
	}
	return lang
}

// latest returns up to n documents, the newest, oldest first; undated ones only where there is room.
func (s *edition) latest(n int) []*article {
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
	Speaker *EntityLink   // nil where unknown
	Quotes  template.HTML // "" where they stand on pages of their own
	Count   int
	URL     string // of those pages
}

func (s *edition) addQuotes() {
	s.addView("quotes/index.html", "quotes", s.quotesView)
	for i, l := range s.unknownLeaves {
		s.addView(l.target+"index.html", "list", func(at place) (*Frame, any) {
			quotes := s.speeches[len(s.speeches)-1].quotes
			w := s.writer(at)
			w.quotations(quotes[l.first:l.last], false)
			v := List{Owner: Link{URL: at.href("quotes/"), Text: s.words.say("quotes.title")}, What: s.words.say("quotes.unknown"),
				Count: s.words.counted("document.quotes", len(quotes)), Body: w.html(), Pager: s.pagerOf(at, s.unknownLeaves, i, s.words.say("quotes.unknown"))}
			return &Frame{Title: s.onPage(v.What, i, len(s.unknownLeaves)), Pager: v.Pager}, v
		})
	}
}

func (s *edition) quotesView(at place) (*Frame, any) {
	var v Quotes
	for _, x := range s.speeches {
		g := QuoteGroup{Count: len(x.quotes)}
		if x.speaker != nil {
			l := s.entityLink(x.speaker, at)
			g.Speaker = &l
		}
		switch {
		case !s.quotesApart:
			w := s.writer(at)
			w.quotations(x.quotes, false)
			g.Quotes = w.html()
		case x.speaker == nil:
			g.URL = at.href(s.unknownLeaves[0].target)
		default:
			g.URL = at.href(s.speechTarget(x.speaker))
		}
		v.Groups = append(v.Groups, g)
	}
	return &Frame{Title: s.words.say("quotes.title"), Description: s.words.say("quotes.intro")}, v
}

// speechTarget returns where the quotations of an entity stand.
func (s *edition) speechTarget(e *corpus.Entity) string {
	switch d := s.fileOf[e]; {
	case d != nil && d.quoteLeaves != nil:
		return d.quoteLeaves[0].target
	case d != nil && len(d.quotes) > 0:
		return d.target + "#quotes"
	}
	return s.entityTarget(e)
}

// Sources is what sources.html is given.
type Sources struct{ Sources []Source }

// A Source is who published documents.
type Source struct {
	Name        string // "" for the documents without a publisher
	Anchor      string
	URL         string // of its own page; "" where all stand here
	Languages   string // in words
	Count       int
	First, Last *DocumentLink // the dated ones
	Documents   []DocumentLink
}

// addSources adds the page of sources, and those of each where there are many documents.
func (s *edition) addSources() {
	s.addView("sources/index.html", "sources", s.sourcesView)
	for _, p := range s.publishers {
		for i := range p.leaves {
			s.addView(p.leaves[i].target+"index.html", "documents", func(at place) (*Frame, any) { return s.sourceView(p, i, at) })
		}
	}
}

func (s *edition) sourcesView(at place) (*Frame, any) {
	var v Sources
	for _, p := range s.publishers {
		x := Source{Name: p.name, Anchor: "source-" + p.slug, Count: len(p.articles)}
		var languages []string
		for _, art := range p.articles {
			if name := s.words.languageName(art.doc.Lang); !slices.Contains(languages, name) {
				languages = append(languages, name)
			}
			if s.moments[art.number].Known {
				if x.First == nil {
					x.First = s.linkOf(art.doc, at)
				}
				x.Last = s.linkOf(art.doc, at)
			}
			if p.leaves == nil {
				x.Documents = append(x.Documents, s.documentLink(art, at))
			}
		}
		slices.Sort(languages)
		x.Languages = strings.Join(languages, ", ")
		if p.leaves != nil {
			x.URL = at.href(p.leaves[0].target)
		}
		v.Sources = append(v.Sources, x)
	}
	return &Frame{Title: s.words.say("sources.title"), Description: s.words.say("sources.intro")}, v
}

// sourceView is a page of the documents of one source.
func (s *edition) sourceView(p *source, page int, at place) (*Frame, any) {
	name := p.name
	if name == "" {
		name = s.words.say("sources.unknown")
	}
	v := Documents{Source: name, Pager: s.pagerOf(at, p.leaves, page, name)}
	v.list(s, p.articles[p.leaves[page].first:p.leaves[page].last], at)
	return &Frame{Title: s.onPage(name, page, len(p.leaves)), Pager: v.Pager}, v
}

// FreePage is what page.html is given.
type FreePage struct {
	Title string
	Lang  string
	Text  template.HTML
}

func (s *edition) pageView(p *corpus.Page, at place) (*Frame, any) {
	r := s.markdown[bodyOf(p)]
	v := FreePage{Title: p.Title, Text: r.html}
	v.Lang = s.otherThan(p.Lang)
	return &Frame{Title: p.Title, TitleLang: v.Lang, HasCode: r.code}, v
}

// Missing is what 404.html is given.
type Missing struct{ Links []Link }

func (s *edition) missingView(at place) (*Frame, any) {
	var v Missing
	for _, t := range [...]target{{s.words.say("site.home"), "", ""}, {s.words.say("documents.title"), "", "documents/"},
		{s.words.say("timeline.title"), "", "timeline/"}, {s.words.say("entities.title"), "", "entities/"}} {
		v.Links = append(v.Links, at.to(t))
	}
	return &Frame{Title: s.words.say("missing.title")}, v
}
