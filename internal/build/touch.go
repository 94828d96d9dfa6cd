package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// A change is what became of the declarations of entities between two readings of them: which documents have to be
// matched again, and where what others stand on is written now.
type change struct {
	all   bool                          // every document has to be matched again
	terms []term                        // that were added, dropped or changed
	moved map[corpus.Place]corpus.Place // of terms that only stand elsewhere
	files []string                      // of the entities that changed
}

// A term is one name or description of an entity.
type term struct {
	words  []string // folded
	person bool
}

// compareEntities tells what changed. Entities that didn't are replaced in after by those of before, so that what
// points at them still does.
func compareEntities(before, after []*corpus.Entity) *change {
	c := &change{moved: map[corpus.Place]corpus.Place{}}
	old := make(map[string]*corpus.Entity, len(before))
	for _, e := range before {
		old[e.ID] = e
	}
	for i, e := range after {
		was := old[e.ID]
		delete(old, e.ID)
		if was != nil && sameDeclaration(was, e) {
			after[i] = was
			continue
		}
		c.entity(was, e)
	}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		c.entity(old[id], nil)
	}
	return c
}

func (c *change) none() bool { return !c.all && len(c.files) == 0 }

// sameDeclaration reports whether all files of an entity hold what they held.
func sameDeclaration(a, b *corpus.Entity) bool {
	same := func(x, y *text.Source) bool {
		return x == y || x != nil && y != nil && x.Name == y.Name && x.Text == y.Text
	}
	return same(a.Place.Source, b.Place.Source) && maps.Equal(a.Name, b.Name) && maps.Equal(a.Description, b.Description) &&
		maps.EqualFunc(a.Profile, b.Profile, func(x, y corpus.Markdown) bool { return same(x.Source, y.Source) && x.Span == y.Span })
}

// entity compares two declarations of one entity; either may be nil.
func (c *change) entity(before, after *corpus.Entity) {
	old, now := termsOf(before), termsOf(after)
	for _, e := range [...]*corpus.Entity{before, after} {
		if e != nil && e.Place.Source != nil {
			c.files = append(c.files, e.Place.Source.Name)
		}
	}
	whole := before != nil && after != nil &&
		(before.Type != after.Type || !slices.Equal(before.Owner, after.Owner) || !slices.Equal(before.MemberOf, after.MemberOf))
	for key, t := range old {
		if n, stays := now[key]; stays && !whole {
			c.moved[t.place] = n.place
			continue
		}
		c.terms = append(c.terms, term{t.words, before.Type == "person"})
	}
	for key, t := range now {
		if _, was := old[key]; !was || whole {
			c.terms = append(c.terms, term{t.words, after.Type == "person"})
		}
	}
}

type placedTerm struct {
	words []string
	place corpus.Place
}

// termsOf returns the names and descriptions of an entity, by all that the matching asks of them.
func termsOf(e *corpus.Entity) map[string]placedTerm {
	if e == nil {
		return nil
	}
	all := map[string]placedTerm{}
	for _, name := range e.Name {
		all["name "+name] = placedTerm{foldedWords(name), e.Place}
	}
	for kind, list := range [...][]corpus.Alias{e.Aliases, e.Epithets} {
		for _, a := range list {
			key := fmt.Sprintf("%d %s %s %s %t %s", kind, a.Lang, a.From, a.To, a.Shared, a.Text)
			all[key] = placedTerm{foldedWords(a.Text), a.Place}
		}
	}
	return all
}

func foldedWords(s string) []string {
	t := text.Tokenize(s)
	var words []string
	for i := range t.Len() {
		if part(t, i) {
			words = append(words, t.Fold(i))
		}
	}
	return words
}

// part reports whether token i may be part of a name.
func part(t *text.Tokens, i int) bool {
	if t.List[i].Kind != text.Punct {
		return true
	}
	raw := t.Raw(i)
	return raw == "+" || raw == "&"
}

// squash returns the folded words of a text run together: names are found whatever spaces and hyphens part them.
func squash(t *text.Tokens) string {
	var b strings.Builder
	b.Grow(len(t.Text))
	for i := range t.Len() {
		if part(t, i) {
			b.WriteString(t.Fold(i))
		}
	}
	return b.String()
}

// touches reports whether a document, given by its squashed text, may hold a word that a changed term could match. It
// may say so of too many documents, never of too few.
func (c *change) touches(squashed string) bool {
	if c.all {
		return true
	}
	for i := range c.terms {
		if c.terms[i].touches(squashed) {
			return true
		}
	}
	return false
}

// shortWord is the length in bytes up to which the first word of a name may be an article, which the matching lets go.
const shortWord = 3

// touches: the whole of the term stands in the text, or all but an article or a title before it, or all but one letter of
// one word. A person is found by any of the names.
func (t *term) touches(squashed string) bool {
	words := t.words
	if len(words) == 0 {
		return false
	}
	if t.person {
		return slices.ContainsFunc(words, func(w string) bool { return len(w) > 1 && strings.Contains(squashed, w) })
	}
	if len(words) > 1 && len(words[0]) <= shortWord {
		words = words[1:]
	}
	if strings.Contains(squashed, strings.Join(words, "")) {
		return true
	}
	for i, w := range t.words {
		if len(w) >= misspeltWord && nearly(squashed, w) && t.others(squashed, i) {
			return true
		}
	}
	return false
}

// misspeltWord is the length in bytes from which a word may have a letter wrong: four letters, however they are encoded.
const misspeltWord = 4

// others reports whether all words but one stand in the text, and one of them is more than a letter: a name is known
// behind a misspelling by its other words.
func (t *term) others(squashed string, but int) bool {
	known := false
	for i, w := range t.words {
		if i != but && !strings.Contains(squashed, w) {
			return false
		}
		known = known || i != but && len(w) > 1
	}
	return known
}

// nearly reports whether the text may hold a word that is one edit away from w: an edit spares one half of a word,
// unless it exchanges the letters beside the middle.
func nearly(squashed, w string) bool {
	m := len(w) / 2
	if m < 2 {
		return true
	}
	return strings.Contains(squashed, w[:m]) || strings.Contains(squashed, w[m:]) ||
		strings.Contains(squashed, w[:m-1]+w[m:m+1]+w[m-1:m]+w[m+1:])
}

// told reports whether a diagnostic speaks of a declaration that has changed.
func (c *change) told(list diag.List) bool {
	for _, d := range list {
		for _, file := range c.files {
			if strings.Contains(d.Message, file) || strings.Contains(d.Hint, file) {
				return true
			}
		}
	}
	return false
}

// relocate returns the document with its mentions told to stand on the declarations where they are written now.
func (c *change) relocate(doc *corpus.Document) *corpus.Document {
	copied := doc
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		at := m.Place
		place, moved := c.moved[at]
		if !moved || place == at {
			continue
		}
		if copied == doc {
			d := *doc
			d.Mentions = slices.Clone(doc.Mentions)
			copied = &d
		}
		was, is := fmt.Sprintf("(%s:%d)", at.Source.Name, at.Line()), fmt.Sprintf("(%s:%d)", place.Source.Name, place.Line())
		copied.Mentions[i].Ground = &corpus.Ground{Entity: m.Entity, Kind: m.Kind, Why: strings.ReplaceAll(m.Why, was, is), Place: place}
	}
	return copied
}
