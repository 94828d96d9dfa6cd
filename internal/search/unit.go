package search

import (
	"maps"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/parallel"
)

// A kind is a kind of unit.
type kind uint8

const (
	entityKind kind = iota
	eventKind
	quoteKind
	passageKind
)

func (k kind) String() string { return [...]string{"entity", "event", "quote", "passage"}[k] }

// A Layout is what only whoever lays out the site knows of one of its editions: where things stand, and dates in words.
// Addresses are relative to the edition's root.
type Layout struct {
	Root     string // the way from the edition's root to the site's: "", "../"
	Document func(*corpus.Document) string
	Sentence func(corpus.SentenceRef) string
	Shown    func(corpus.SentenceRef) bool // whether the sentence is published at all
	Entity   func(*corpus.Entity) string
	Event    func(*corpus.Event) string
	Title    func(*corpus.Document) string // of a document
	Source   func(*corpus.Document) string // who published it, and when
	When     func(*corpus.Event) string    // the date of an event
	Lang     string                        // of the interface
}

// A unit is something that a search can find. Its words are indexed when it is made; what is shown of it is written
// only when its file is asked for.
type unit struct {
	entity   *corpus.Dossier
	event    *corpus.Event
	doc      *corpus.Document // of a quotation or a passage
	quote    int              // index in doc.Quotes
	from, to int32            // of a passage: indexes in doc.Sentences
}

// A ranged is a run of units of one kind and language.
type ranged struct {
	kind  kind
	lang  string
	first int
	count int
}

// passageSize is the length in bytes from which a passage takes no further sentence. It bounds what is fetched to show
// a result, and how far apart two words of a query may stand.
const passageSize = 1200

// maxPassage is how many bytes of one sentence are shown.
const maxPassage = 1500

// partSize is how many documents, or events, one part indexes.
const partSize = 500

// collect indexes the units in the order of their numbers: by kind, then by language, documents with the newest first.
func (x *Index) collect(c *corpus.Corpus) []*part {
	var parts []*part
	var work []func(*part)
	add := func(k kind, lang string, index func(*part)) {
		parts = append(parts, &part{Index: x, kind: k, lang: lang, ids: map[string]int32{}, forms: map[string]map[string]int32{},
			each: map[*corpus.Entity][]int32{}, whole: map[string][]int32{}})
		work = append(work, index)
	}
	add(entityKind, "", func(p *part) { each(c.Dossiers, p.entity) })
	events := byLanguage(c.Timeline, func(e *corpus.Event) string { return e.TitleLang })
	for _, lang := range slices.Sorted(maps.Keys(events)) {
		for some := range slices.Chunk(events[lang], partSize) {
			add(eventKind, lang, func(p *part) { each(some, p.event) })
		}
	}
	docs := byLanguage(newestFirst(c.Documents), func(d *corpus.Document) string { return d.Lang })
	for _, k := range [...]kind{quoteKind, passageKind} {
		index := (*part).quotes
		if k == passageKind {
			index = (*part).passages
		}
		for _, lang := range slices.Sorted(maps.Keys(docs)) {
			for some := range slices.Chunk(docs[lang], partSize) {
				add(k, lang, func(p *part) { each(some, func(d *corpus.Document) { index(p, d) }) })
			}
		}
	}
	parallel.Each(len(work), func(i int) { work[i](parts[i]) })
	return parts
}

func each[T any](list []T, do func(T)) {
	for _, e := range list {
		do(e)
	}
}

// byLanguage groups a list by the language of each, in its order.
func byLanguage[T any](list []T, of func(T) string) map[string][]T {
	groups := map[string][]T{}
	for _, e := range list {
		groups[of(e)] = append(groups[of(e)], e)
	}
	return groups
}

// newestFirst returns documents, which come by date with the undated last, the other way round; the undated stay last.
func newestFirst(docs []*corpus.Document) []*corpus.Document {
	dated := len(docs)
	for dated > 0 && docs[dated-1].Published.Date.IsZero() {
		dated--
	}
	out := slices.Clone(docs)
	slices.Reverse(out[:dated])
	return out
}

// Weights of a word, by where it stands. Words of a text weigh more where they come again.
const (
	once   = 0
	weighs = 1
	heavy  = 2
	named  = 3
)

func (x *part) entity(d *corpus.Dossier) {
	x.begin(unit{entity: d})
	e := d.Entity
	for _, name := range localized(e.Name) {
		x.words(name.text, "", named)
	}
	for _, a := range e.Aliases {
		x.words(a.Text, a.Lang, heavy)
	}
	for _, a := range e.Epithets {
		x.words(a.Text, a.Lang, once)
	}
	for _, l := range localized(e.Description) {
		x.words(l.text, l.lang, once)
	}
	x.names(e)
}

func (x *part) event(e *corpus.Event) {
	x.begin(unit{event: e})
	x.words(e.Title, e.TitleLang, heavy)
	if e.Curated != nil {
		for _, l := range localized(e.Curated.Title) {
			if l.text != e.Title {
				x.words(l.text, l.lang, heavy)
			}
		}
	}
	for i := range x.layouts {
		x.words(x.layouts[i].When(e), x.layouts[i].Lang, once)
	}
	for _, n := range e.Entities {
		x.names(n)
		x.nameWords(n)
	}
}

func (x *part) quotes(doc *corpus.Document) {
	for i := range doc.Quotes {
		q := &doc.Quotes[i]
		if !doc.ZoneAt(q.Span.Start).Kept() {
			continue
		}
		x.begin(unit{doc: doc, quote: i})
		x.words(doc.Text(q.Span), doc.Lang, weighs)
		x.words(q.SpeakerText, doc.Lang, once)
		if e := x.entities[q.Speaker]; e != nil {
			x.names(e)
			x.nameWords(e)
		}
	}
}

// found reports whether a sentence can be found: it is of the article, and published.
func (x *Index) found(doc *corpus.Document, sentence int) bool {
	s := doc.Sentences[sentence].Span
	return !s.Empty() && doc.ZoneAt(s.Start).Kept() && x.layouts[0].Shown(corpus.SentenceRef{Document: doc, Sentence: sentence})
}

// passages cuts a document's kept sentences into passages. The words of its title are the first one's.
func (x *part) passages(doc *corpus.Document) {
	mention, size, open := 0, 0, false
	for i := range doc.Sentences {
		s := doc.Sentences[i].Span
		if !x.found(doc, i) {
			continue
		}
		if !open || size > passageSize {
			x.begin(unit{doc: doc, quote: -1, from: int32(i)})
			if !open {
				x.words(x.layouts[0].Title(doc), doc.Lang, named)
			}
			open, size = true, 0
		}
		x.units[len(x.units)-1].to = int32(i) + 1
		size += s.Len()
		x.words(doc.Text(s), doc.Lang, once)
		for mention < len(doc.Mentions) && doc.Mentions[mention].Span.Start < s.End {
			if m := &doc.Mentions[mention]; m.Span.Start >= s.Start && x.entities[m.Entity] != nil {
				x.names(x.entities[m.Entity])
				x.nameWords(x.entities[m.Entity])
			}
			mention++
		}
	}
	if !open {
		x.begin(unit{doc: doc, quote: -1})
		x.words(x.layouts[0].Title(doc), doc.Lang, named)
	}
}

type localizedText struct{ lang, text string }

// localized returns the texts in all languages, by language.
func localized(l corpus.Localized) (list []localizedText) {
	for lang, s := range l {
		list = append(list, localizedText{lang, s})
	}
	slices.SortFunc(list, func(a, b localizedText) int { return strings.Compare(a.lang, b.lang) })
	return list
}
