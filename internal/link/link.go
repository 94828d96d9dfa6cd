// Package link makes one corpus of all documents: what happened when, what an entity's dossier holds, and under which
// name each document is published.
//
// The timeline comes about in four steps. Sentences are cut into clauses, and a clause with a date, or one that goes on
// with another, is a statement (clause.go, dating.go, extract.go). Statements that share a date and enough besides are
// joined into events (score.go, join.go, undated.go). An event is dated as well as its sources agree, and what they
// disagree on is kept beside it (event.go, conflict.go, headline.go). Last come the editors, whose entries take the place
// of what was put together (curate.go).
//
// The order in which the documents come in changes nothing.
package link

import (
	"cmp"
	"math/bits"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
)

// Link returns the corpus of the documents and what editors wrote. Drafts must have been left out before. The
// diagnostics are about the editors' timeline (citations of sentences that don't exist) and about what sources disagree
// on.
func Link(docs []*corpus.Document, content *corpus.Content) (*corpus.Corpus, diag.List) {
	c := &corpus.Corpus{Content: content, Documents: slices.Clone(docs)}
	slices.SortFunc(c.Documents, func(a, b *corpus.Document) int {
		return cmp.Or(compareDates(a.Published.Date, b.Published.Date), cmp.Compare(a.ID(), b.ID()))
	})
	c.Slugs = slugs(c.Documents)
	c.Copies = copies(c.Documents)
	l := newLinker(c)
	l.extract()
	events := l.raw()
	var diags diag.List
	c.Timeline, diags = l.curate(c, events)
	c.Dossiers = dossiers(c)
	return c, append(diags, warnings(c.Timeline)...)
}

// copies returns the id of the leading document for each document that is a copy.
func copies(docs []*corpus.Document) map[string]string {
	out := map[string]string{}
	for _, d := range docs {
		if d.Copy != nil {
			out[d.ID()] = d.Copy.Of.ID()
		}
	}
	return out
}

// compareDates orders dates, what has none last.
func compareDates(a, b edtf.Value) int {
	if a.IsZero() || b.IsZero() {
		switch {
		case !a.IsZero():
			return -1
		case !b.IsZero():
			return 1
		}
		return 0
	}
	return edtf.Compare(a, b)
}

// A linker holds the statements of all documents and how often each thing they could share occurs.
type linker struct {
	docs        []*corpus.Document // by publication date, the undated last, then by id
	entities    []*corpus.Entity
	language    string           // of the site
	entityIndex map[string]int32 // by id
	copies      map[string]string
	statements  []statement // by document, in the order of the text
	stems       []stemmed   // of the statement at hand

	common       uint64 // the concepts that only tell of speech
	entityCount  []int32
	conceptCount [maxConcepts]int32
}

func newLinker(c *corpus.Corpus) *linker {
	l := &linker{docs: c.Documents, entities: c.Content.Entities, language: c.Content.Site.Language, copies: c.Copies,
		entityIndex: make(map[string]int32, len(c.Content.Entities)), common: speech,
		entityCount: make([]int32, len(c.Content.Entities))}
	for i, e := range l.entities {
		l.entityIndex[e.ID] = int32(i)
	}
	return l
}

// extract reads the statements of all documents and counts what they hold.
func (l *linker) extract() {
	x := &extractor{linker: l}
	dated := 0
	for _, d := range l.docs {
		dated += len(d.Timexes) + 1
	}
	l.statements = make([]statement, 0, dated)
	for i := range l.docs {
		x.document(i)
	}
	l.count()
}

// count counts how many statements have each thing, and tells each of them what sharing it is worth.
func (l *linker) count() {
	words, numbers, dates := map[uint32]int32{}, map[uint64]int32{}, map[stretch]int32{}
	for i := range l.statements {
		s := &l.statements[i]
		for _, n := range s.entities {
			l.entityCount[n.entity]++
		}
		for c := s.concepts; c != 0; c &= c - 1 {
			l.conceptCount[bits.TrailingZeros64(c)]++
		}
		for _, w := range s.words {
			words[w.stem]++
		}
		for _, n := range s.numbers {
			numbers[n.value]++
		}
		for _, r := range s.readings {
			dates[r]++
		}
	}
	for i := range l.statements {
		s := &l.statements[i]
		for j := range s.words {
			w := &s.words[j]
			w.points = int32(rare(words[w.stem]) * pointsWord / 1000)
			if w.told {
				w.points /= 2
			}
		}
		for j := range s.numbers {
			n := &s.numbers[j]
			n.points = rare(numbers[n.value]) * pointsNumber / 1000
		}
		if s.known() {
			s.rarity = rare(dates[s.readings[0]])
		}
	}
}

// mostUndated is how many happenings without any date a document may add to the timeline, from its beginning on.
const mostUndated = 2

// raw returns the events that no editor has seen, with their ids and titles.
func (l *linker) raw() []*happening {
	var events []*happening
	unsaid := map[int32]int{} // undated events by the document that tells them first
	for _, c := range l.clusters() {
		members := make([]*statement, len(c.members))
		for i, m := range c.members {
			members[i] = &l.statements[m]
		}
		h := l.happening(members)
		if h == nil {
			continue
		}
		if h.Status == corpus.Undated && members[0].timex < 0 {
			if unsaid[members[0].at]++; unsaid[members[0].at] > mostUndated {
				continue
			}
		}
		events = append(events, h)
	}
	identify(events)
	l.orderConflicts(events)
	for _, h := range events {
		h.Title, h.TitleLang = bestTitle(h.members, l.language)
	}
	return events
}

func sortEvents(events []*corpus.Event) {
	slices.SortFunc(events, func(a, b *corpus.Event) int {
		return cmp.Or(compareDates(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
}
