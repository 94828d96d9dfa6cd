package site

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"briefing/internal/corpus"
	"briefing/internal/search"
	"briefing/internal/text"
)

// addSearch adds the pages that search, and the index that browsers read.
func (s *Site) addSearch() {
	for _, e := range s.editions {
		e.addView("search/index.html", "search", e.searchView)
	}
	if s.previewed {
		index := sync.OnceValue(func() *search.Index { return s.newIndex(search.NewReader()).Whole() })
		for i, e := range s.editions {
			s.addFinal(e.prefix+"search/index.json", func(w io.Writer) error { return index().Files(i)[0].Render(w) })
		}
		return
	}
	end := s.meter.Begin("site/search index")
	index := s.newIndex(cmp.Or(s.words, search.NewReader()))
	s.words = nil
	end(corpus.Size(s.corpus.Documents))
	for _, f := range index.Shared() {
		s.addFinal(f.Path, f.Render)
	}
	for i, e := range s.editions {
		for _, f := range index.Files(i) {
			s.addFinal(e.prefix+f.Path, f.Render)
		}
	}
}

func (s *Site) newIndex(words *search.Reader) *search.Index {
	var layouts []search.Layout
	root := place{}
	for _, e := range s.editions {
		layouts = append(layouts, search.Layout{
			Root:     strings.Repeat("../", strings.Count(e.prefix, "/")),
			Document: func(d *corpus.Document) string { return root.href(s.articleOf(d).target) },
			Sentence: func(ref corpus.SentenceRef) string { return root.href(s.sentenceTarget(ref)) },
			Shown:    s.shows,
			Entity:   func(x *corpus.Entity) string { return root.href(s.entityTarget(x)) },
			Event:    func(x *corpus.Event) string { return root.href(s.eventTarget(x)) },
			Title:    titleOf,
			Source:   e.sourceLine,
			When:     e.eventDate,
			Lang:     e.words.lang,
		})
	}
	return search.New(s.corpus, words, layouts...)
}

// sourceLine says who published a document, and when.
func (s *edition) sourceLine(doc *corpus.Document) string {
	date := s.moments[s.articleOf(doc).number].Text
	publisher := doc.Publisher().Text
	if publisher == "" {
		return date
	}
	return publisher + " · " + date
}

// Search is what search.html is given: for those whose browser doesn't search, everything by its first letter.
type Search struct {
	Letters   []Letter
	Documents string // the address of their list, where they are too many for the page; else ""
}

// A Letter is what begins with a letter.
type Letter struct {
	Letter    string // "A"; "#" for what begins with none
	Anchor    string
	Entities  []EntityLink
	Documents []DocumentLink
}

// listedDocuments is how many documents the page lists by letter.
const listedDocuments = 500

func (s *edition) searchView(at place) (*Frame, any) {
	letters := map[string]*Letter{}
	of := func(words string) *Letter {
		name, anchor := initial(words)
		if letters[name] == nil {
			letters[name] = &Letter{Letter: name, Anchor: anchor}
		}
		return letters[name]
	}
	for _, d := range s.files {
		link := s.dossierLink(d, at)
		l := of(link.Name)
		l.Entities = append(l.Entities, link)
	}
	var v Search
	if len(s.articles) > listedDocuments {
		v.Documents = at.href("documents/")
	} else {
		for _, art := range s.articles {
			link := s.documentLink(art, at)
			l := of(link.Title)
			l.Documents = append(l.Documents, link)
		}
	}
	for _, l := range letters {
		slices.SortStableFunc(l.Entities, func(a, b EntityLink) int { return cmp.Compare(text.Fold(a.Name), text.Fold(b.Name)) })
		slices.SortStableFunc(l.Documents, func(a, b DocumentLink) int { return cmp.Compare(text.Fold(a.Title), text.Fold(b.Title)) })
		v.Letters = append(v.Letters, *l)
	}
	slices.SortFunc(v.Letters, func(a, b Letter) int { return cmp.Compare(a.Anchor, b.Anchor) })
	return &Frame{Title: s.words.say("search.title"), Description: s.words.say("search.intro")}, v
}

// initial returns the letter under which words stand, and its anchor.
func initial(words string) (letter, anchor string) {
	words = strings.TrimLeftFunc(text.Fold(words), func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' && r < utf8.RuneSelf })
	if words == "" || words[0] < 'a' {
		return "#", "az"
	}
	r, _ := utf8.DecodeRuneInString(words)
	return strings.ToUpper(string(r)), "az-" + string(r)
}
