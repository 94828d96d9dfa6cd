// Package suggest proposes the names worth declaring: the entities that clippings name and no editor has declared, and,
// the other way round, the declarations that no clipping uses.
//
// A name is found by its capitals: a sequence of words that have one where nothing else asks for it (find.go). Variants
// and misspellings of one name, and a surname and its full name, become one [Suggestion] (cluster.go); the words around
// it tell its type, with the reason (kind.go). Nothing is learned and nothing is looked up: what the languages know is
// data, lang/*.txt.
package suggest

import (
	"cmp"
	"fmt"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A Suggestion is a name worth declaring.
type Suggestion struct {
	ID        string            // a free id for its file: the name as a slug
	Name      string            // the form to declare
	Type      corpus.EntityType // a guess
	Reason    string            // what the guess rests on, in words
	Variants  []Variant         // all forms seen, the most frequent first; Name is one of them
	Documents int
	Count     int
	Sentence  corpus.SentenceRef // an example; Sentence.Sentence is -1 where no sentence holds it
	Span      text.Span          // of the name in the example's document
	score     int
}

// A Variant is a form in which a name was seen.
type Variant struct {
	Text  string
	Count int
}

// Suggest returns the names in the documents that the declared entities don't cover, the most worthwhile first.
// tokens gives the tokens of a document's text.
func Suggest(docs []*corpus.Document, tokens func(*corpus.Document) *text.Tokens, declared []*corpus.Entity) []Suggestion {
	f := newFinder(docs, tokens)
	var sights []sight
	for i := range f.docs {
		sights = append(sights, f.sights(i)...)
	}
	known := map[string]bool{}
	ids := map[string]bool{}
	for _, e := range declared {
		ids[e.ID] = true
		for _, s := range e.Name {
			known[squash(s)] = true
		}
		for _, a := range e.Aliases {
			known[squash(a.Text)] = true
		}
	}
	f.trim(sights)
	sights = slices.DeleteFunc(sights, func(s sight) bool { return known[s.key] })
	list := make([]Suggestion, 0, len(sights))
	for _, c := range clusters(f, sights) {
		list = append(list, f.suggestion(c))
	}
	slices.SortStableFunc(list, func(a, b Suggestion) int {
		return cmp.Or(-cmp.Compare(a.score, b.score), -cmp.Compare(a.Documents, b.Documents), -cmp.Compare(a.Count, b.Count), cmp.Compare(a.Name, b.Name))
	})
	for i := range list {
		list[i].ID = freeID(ids, text.Slug(list[i].Name))
	}
	return list
}

// freeID returns the id, with a number where it is taken, and takes it.
func freeID(ids map[string]bool, id string) string {
	if id == "" {
		id = "entity"
	}
	free := id
	for n := 2; ids[free]; n++ {
		free = fmt.Sprintf("%s-%d", id, n)
	}
	ids[free] = true
	return free
}

// suggestion sums up a cluster.
func (f *finder) suggestion(c *cluster) Suggestion {
	s := Suggestion{Name: c.name(), Count: len(c.sights), Variants: c.variants()}
	s.Type, s.Reason = f.kind(c)
	docs := map[int]bool{}
	kept := 0
	for _, x := range c.sights {
		docs[x.doc] = true
		if x.kept {
			kept++
		}
	}
	s.Documents = len(docs)
	best := c.example()
	s.Span = best.span
	doc := f.docs[best.doc].doc
	s.Sentence = corpus.SentenceRef{Document: doc, Sentence: doc.SentenceAt(best.span.Start)}
	s.score = score(c, s.Documents, kept)
	return s
}

// score ranks a cluster: how many documents name it, how often, and how sure its form makes it to be a name.
func score(c *cluster, documents, kept int) int {
	n := 4*documents + min(len(c.sights), 8)
	if kept == 0 {
		n -= 3 // only in comments and around the article
	}
	if c.strongForm() {
		n += 3
	}
	if c.known {
		n += 3
	}
	return n
}
