package site

import (
	"math"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// An article is a document and what pages ask of it.
type article struct {
	doc      *corpus.Document
	number   int    // in Corpus.Documents, from 0
	title    string // on one line
	slug     string
	target   string                  // "documents/<slug>/"
	link     string                  // the same, fit for an attribute
	words    int                     // in kept text
	events   map[int32]*corpus.Event // time expression → the event that it dates
	dated    []*corpus.Event         // that the document reports, in the order of the timeline
	told     map[int]*corpus.Event   // sentence → an event that documents in other languages report too
	named    []naming                // entities, most often named first
	quotes   int                     // in kept text
	comments int32                   // where the first of readers' comments begins
	copies   []*article              // that repeat its text
	copied   bool                    // it repeats the text of another
	copyOf   *article                // that one, if it is published
	source   *source                 // who published it
	shown    []bool                  // of an excerpt, by sentence, whether it is published; nil where all are

	original string // the path of the clipping's file, where it is published
}

// A naming is an entity and how often a document names it.
type naming struct {
	entity *corpus.Entity
	count  int
}

// A kinship is who belongs to an entity: the other side of owner and member_of.
type kinship struct{ owns, members []*corpus.Entity }

// index makes what pages share.
func (s *Site) index() {
	s.indexEntities()
	s.byID = make(map[string]*article, len(s.corpus.Documents))
	s.written = make(map[*corpus.Document]*article, len(s.corpus.Documents))
	for i, doc := range s.corpus.Documents {
		art := s.newArticle(doc)
		art.number = i
		s.articles = append(s.articles, art)
		s.byID[doc.ID()], s.written[doc] = art, art
	}
	for _, art := range s.articles {
		of := s.corpus.Copies[art.doc.ID()]
		art.copied = of != ""
		if first := s.byID[of]; first != nil {
			art.copyOf = first
			first.copies = append(first.copies, art)
		}
	}
	for _, d := range s.corpus.Dossiers {
		for _, m := range d.Documents {
			art := s.articleOf(m.Document)
			art.named = append(art.named, naming{d.Entity, len(m.Mentions)})
		}
	}
	for _, art := range s.articles {
		sortNamings(art.named)
	}
	s.indexEvents()
	s.dated = hasCalendar(s.corpus.Timeline)
	s.restrict()
	s.shelve()
}

func (s *Site) indexEntities() {
	content := s.corpus.Content
	s.entities = make(map[string]*corpus.Entity, len(content.Entities))
	for _, e := range content.Entities {
		s.entities[e.ID] = e
	}
	s.kin = map[string]kinship{}
	for _, e := range content.Entities {
		for _, id := range e.Owner {
			k := s.kin[id]
			k.owns = append(k.owns, e)
			s.kin[id] = k
		}
		for _, id := range e.MemberOf {
			k := s.kin[id]
			k.members = append(k.members, e)
			s.kin[id] = k
		}
	}
}

// abroadLength is how many sentences of each other language a sentence leads to.
const abroadLength = 2

// indexEvents tells each article which events it reports, and each event who else does.
func (s *Site) indexEvents() {
	s.sources = make(map[*corpus.Event]int)
	s.abroad = map[*corpus.Event][]corpus.SentenceRef{}
	for _, e := range s.corpus.Timeline {
		perLanguage := map[string]int{}
		var some []corpus.SentenceRef
		documents := 0
		for _, st := range e.Statements {
			art := s.articleOf(st.Document)
			if n := len(art.dated); n == 0 || art.dated[n-1] != e {
				art.dated = append(art.dated, e)
				documents++
				if perLanguage[art.doc.Lang]++; perLanguage[art.doc.Lang] <= abroadLength {
					some = append(some, st.SentenceRef)
				}
			}
			if st.Timex >= 0 && art.events[st.Timex] == nil {
				if art.events == nil {
					art.events = map[int32]*corpus.Event{}
				}
				art.events[st.Timex] = e
			}
		}
		if e.Sources == 0 {
			s.sources[e] = documents
		}
		if len(perLanguage) > 1 {
			s.abroad[e] = some
			s.tellAbroad(e)
		}
	}
}

// tellAbroad tells the sentences of an event that documents in other languages report it too.
func (s *Site) tellAbroad(e *corpus.Event) {
	for _, st := range e.Statements {
		art := s.articleOf(st.Document)
		if art.told == nil {
			art.told = map[int]*corpus.Event{}
		}
		if art.told[st.Sentence] == nil {
			art.told[st.Sentence] = e
		}
	}
}

func (s *Site) newArticle(doc *corpus.Document) *article {
	slug := s.corpus.Slugs[doc.ID()]
	if slug == "" {
		slug = doc.ID()
	}
	target := "documents/" + slug + "/"
	art := &article{doc: doc, title: titleOf(doc), slug: slug, target: target, link: linkOfTarget(target), comments: math.MaxInt32}
	for _, l := range doc.Lines {
		if l.Zone == corpus.Comment {
			art.comments = min(art.comments, l.Span.Start)
		}
		if l.Zone.Kept() {
			for range strings.FieldsSeq(doc.Text(l.Span)) {
				art.words++
			}
		}
	}
	for i := range doc.Quotes {
		if doc.ZoneAt(doc.Quotes[i].Span.Start).Kept() {
			art.quotes++
		}
	}
	return art
}

// articleOf returns the article of a document.
func (s *Site) articleOf(doc *corpus.Document) *article { return s.written[doc] }

func (s *Site) entityTarget(e *corpus.Entity) string { return "entities/" + e.ID + "/" }

// eventTarget returns the address of an event on the timeline.
func (s *Site) eventTarget(e *corpus.Event) string { return s.eventPages[e] + "#" + eventAnchor(e) }

// eventAnchor is prefixed, so that an event can't take the id of a year, a month or a footnote.
func eventAnchor(e *corpus.Event) string { return "e-" + e.ID }

// sentenceTarget returns the address of a sentence, or of its document where the page doesn't show the sentence.
func (s *Site) sentenceTarget(ref corpus.SentenceRef) string {
	art := s.articleOf(ref.Document)
	if !s.shows(ref) {
		return art.target
	}
	return art.target + "#" + ref.ID()
}

// shows reports whether a document's page shows any line of a sentence.
func (s *Site) shows(ref corpus.SentenceRef) bool {
	doc, span := ref.Document, ref.Document.Sentences[ref.Sentence].Span
	switch art := s.articleOf(doc); {
	case span.Empty(), art.shown != nil && !art.shown[ref.Sentence]:
		return false
	case span.Start < art.comments || s.showComments():
		return true
	}
	src := doc.Clipping.Source
	for n := src.LineAt(span.Start); n <= src.LineAt(span.End-1); n++ {
		if doc.Lines[n-1].Zone != corpus.Comment {
			return true
		}
	}
	return false
}

func (s *Site) showComments() bool { return s.corpus.Content.Site.Comments == "show" }

// oneLine folds the spaces and line breaks of a text.
func oneLine(words string) string { return text.OneLine(words) }

// titleOf returns the title of a document.
func titleOf(doc *corpus.Document) string {
	if doc.Title.Text == "" {
		return doc.ID()
	}
	return oneLine(doc.Title.Text)
}

// picked returns a localized text in a language, and the language it is in where that is another.
func picked(l corpus.Localized, lang string) (words, in string) {
	words = l.In(lang)
	for _, k := range [...]string{lang, ""} {
		if _, ok := l[k]; ok {
			return words, ""
		}
	}
	for _, k := range [...]string{"en", "fr"} {
		if _, ok := l[k]; ok {
			return words, k
		}
	}
	for k, v := range l {
		if v == words && (in == "" || k < in) {
			in = k
		}
	}
	return words, in
}
