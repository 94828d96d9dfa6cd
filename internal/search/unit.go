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
	Sentence func(corpus.SentenceRef) string // of one that is shown: its document's, with its id as fragment
	Shown    func(corpus.SentenceRef) bool   // whether the sentence is published at all
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
	kind     kind
	of       int32 // index in Corpus.Dossiers, of an event in its Timeline, of a quotation or a passage in its Documents
	from, to int32 // of a passage: indexes in Document.Sentences; from is that of a quotation in Document.Quotes
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
func (x *Index) collect(reader *Reader) []*part {
	c := x.corpus
	var parts []*part
	var work []func(*part)
	add := func(k kind, lang string, of []int32, index func(*part, int32)) {
		parts = append(parts, &part{Index: x, kind: k, lang: lang})
		work = append(work, func(p *part) {
			for _, i := range of {
				index(p, i)
			}
			p.end()
		})
	}
	add(entityKind, "", upTo(len(c.Dossiers)), (*part).entity)
	events := byLanguage(upTo(len(c.Timeline)), func(i int32) string { return c.Timeline[i].TitleLang })
	docs := byLanguage(newestFirst(c.Documents), func(i int32) string { return c.Documents[i].Lang })
	for _, group := range [...]struct {
		kind  kind
		of    map[string][]int32
		index func(*part, int32)
	}{{eventKind, events, (*part).event}, {quoteKind, docs, (*part).quotes}, {passageKind, docs, (*part).passages}} {
		for _, lang := range slices.Sorted(maps.Keys(group.of)) {
			for some := range slices.Chunk(group.of[lang], partSize) {
				add(group.kind, lang, some, group.index)
			}
		}
	}
	parallel.Workers(len(work), func() func(int) {
		own := newIndexer(reader)
		return func(i int) {
			parts[i].indexer = own
			work[i](parts[i])
			parts[i].indexer = nil
		}
	})
	return parts
}

// upTo lists the numbers below n.
func upTo(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// byLanguage groups a list by the language of each, in its order.
func byLanguage(list []int32, of func(int32) string) map[string][]int32 {
	groups := map[string][]int32{}
	for _, i := range list {
		groups[of(i)] = append(groups[of(i)], i)
	}
	return groups
}

// newestFirst lists documents, which come by date with the undated last, the other way round; the undated stay last.
func newestFirst(docs []*corpus.Document) []int32 {
	dated := len(docs)
	for dated > 0 && docs[dated-1].Published.Date.IsZero() {
		dated--
	}
	list := upTo(len(docs))
	slices.Reverse(list[:dated])
	return list
}

// Weights of a word, by where it stands. Words of a text weigh more where they come again.
const (
	once   = 0
	weighs = 1
	heavy  = 2
	named  = 3
)

func (x *part) entity(i int32) {
	x.begin(unit{kind: entityKind, of: i})
	e := x.corpus.Dossiers[i].Entity
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

func (x *part) event(i int32) {
	x.begin(unit{kind: eventKind, of: i})
	e := x.corpus.Timeline[i]
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
	}
}

func (x *part) quotes(i int32) {
	doc := x.corpus.Documents[i]
	words := x.of(doc).quotes
	for k := range doc.Quotes {
		q := &doc.Quotes[k]
		if !doc.ZoneAt(q.Span.Start).Kept() {
			continue
		}
		x.begin(unit{kind: quoteKind, of: i, from: int32(k)})
		x.read(&words, weighs)
		x.words(q.SpeakerText, doc.Lang, once)
		if e := x.entities[q.Speaker]; e != nil {
			x.names(e)
		}
	}
}

// found reports whether a sentence can be found: it is of the article, and published.
func (x *Index) found(doc *corpus.Document, sentence int) bool {
	s := doc.Sentences[sentence].Span
	return !s.Empty() && doc.ZoneAt(s.Start).Kept() && x.layouts[0].Shown(corpus.SentenceRef{Document: doc, Sentence: sentence})
}

// passages cuts a document's kept sentences into passages. The words of its title are the first one's.
func (x *part) passages(i int32) {
	doc := x.corpus.Documents[i]
	words := x.of(doc).sentences
	mention, size, open := 0, 0, false
	for k := range doc.Sentences {
		s := doc.Sentences[k].Span
		if s.Empty() || !doc.ZoneAt(s.Start).Kept() {
			continue
		}
		if !x.layouts[0].Shown(corpus.SentenceRef{Document: doc, Sentence: k}) {
			words.skip()
			continue
		}
		if !open || size > passageSize {
			x.begin(unit{kind: passageKind, of: i, from: int32(k)})
			if !open {
				x.words(x.layouts[0].Title(doc), doc.Lang, named)
			}
			open, size = true, 0
		}
		x.units[len(x.units)-1].to = int32(k) + 1
		size += s.Len()
		x.read(&words, once)
		for mention < len(doc.Mentions) && doc.Mentions[mention].Span.Start < s.End {
			if m := &doc.Mentions[mention]; m.Span.Start >= s.Start && x.entities[m.Entity] != nil {
				x.names(x.entities[m.Entity])
			}
			mention++
		}
	}
	if !open {
		x.begin(unit{kind: passageKind, of: i})
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
