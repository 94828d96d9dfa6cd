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
	"briefing/internal/parallel"
)

// Link returns the corpus of the documents and what editors wrote. Drafts must have been left out before. The
// diagnostics are about the editors' timeline (citations of sentences that don't exist) and about what sources disagree
// on.
func Link(docs []*corpus.Document, content *corpus.Content) (*corpus.Corpus, diag.List) {
	return Explain(docs, NewReader(content.Entities).readAll(docs), content)
}

// Explain is [Join], and says for editors why each statement belongs to its event: see corpus.Corpus.Why.
func Explain(docs []*corpus.Document, told []*Telling, content *corpus.Content) (*corpus.Corpus, diag.List) {
	return join(docs, told, content, true)
}

// Join is [Link] for documents that have been read already, each by a reader of the content's entities. The telling of a
// document is that of its text and annotations; it may have been read from another value of the same. The list of them is
// emptied on the way: those that nobody else holds are let go as soon as they are copied.
func Join(docs []*corpus.Document, told []*Telling, content *corpus.Content) (*corpus.Corpus, diag.List) {
	return join(docs, told, content, false)
}

func join(docs []*corpus.Document, told []*Telling, content *corpus.Content, explain bool) (*corpus.Corpus, diag.List) {
	order := make([]int32, len(docs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := docs[i], docs[j]
		return cmp.Or(compareDates(a.Published.Date, b.Published.Date), cmp.Compare(a.ID(), b.ID()))
	})
	c := &corpus.Corpus{Content: content, Documents: make([]*corpus.Document, len(docs))}
	sorted := make([]*Telling, len(docs))
	for to, from := range order {
		c.Documents[to], sorted[to] = docs[from], told[from]
		told[from] = nil
	}
	c.Slugs = slugs(c.Documents)
	c.Copies = copies(c.Documents)
	l := newLinker(c)
	if explain {
		c.Why, l.noted = map[*corpus.Event][]string{}, map[*statement]string{}
		l.reasons = c.Why
	}
	l.gather(sorted)
	events := l.raw()
	var diags diag.List
	c.Timeline, diags = l.curate(c, events)
	c.Dossiers = dossiers(c, sorted)
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
	marks       []int32     // of all statements; see linker.mark
	markEnds    []int32     // of each statement, where its marks end
	kinds       int         // marks are below this

	common       uint64 // the concepts that only tell of speech
	entityCount  []int32
	conceptCount [maxConcepts]int32
	words        tally // of stems
	numbers      tally // of values
	dates        tally // of stretches

	wordPoints, numberPoints []int32 // for sharing a word or a number, by its number in the tally

	reasons map[*corpus.Event][]string // for editors; nil where they don't ask
	noted   map[*statement]string      // why a statement joined its event, where nothing else tells; likewise
}

func newLinker(c *corpus.Corpus) *linker {
	l := &linker{docs: c.Documents, entities: c.Content.Entities, language: c.Content.Site.Language, copies: c.Copies,
		entityIndex: make(map[string]int32, len(c.Content.Entities)), common: lexicons().speech,
		entityCount: make([]int32, len(c.Content.Entities))}
	for i, e := range l.entities {
		l.entityIndex[e.ID] = int32(i)
	}
	return l
}

// gather takes the statements of all documents, leaves only the parts of dossiers, and counts what they hold.
func (l *linker) gather(told []*Telling) {
	first, words := make([]int32, len(told)+1), make([]int32, len(told)+1)
	for i, t := range told {
		first[i+1], words[i+1] = first[i]+int32(len(t.statements)), words[i]+t.words
	}
	l.statements = make([]statement, first[len(told)])
	allWords := make([]stemmed, words[len(told)])
	parallel.Each(len(told), func(i int) {
		list, words := l.statements[first[i]:first[i+1]], allWords[words[i]:]
		copy(list, told[i].statements)
		for j := range list {
			s := &list[j]
			s.doc, s.at = l.docs[i], int32(i)
			if s.continues >= 0 {
				s.continues += first[i]
			}
			if s.follows >= 0 {
				s.follows += first[i]
			}
			s.words, words = carve(words, s.words)
			if s.more != nil {
				s.more = &details{s.more.voice, slices.Clone(s.more.numbers)}
			}
		}
		told[i] = &Telling{parts: told[i].parts, lists: told[i].lists, sentences: told[i].sentences}
	})
	l.count()
}

// carve copies a list to the head of another and returns the copy, and what of the other is left.
func carve[T any](from, list []T) (copied, left []T) {
	n := copy(from, list)
	return from[:n:n], from[n:]
}

// count counts how many statements have each thing, and works out what sharing it is worth.
func (l *linker) count() {
	for i := range l.statements {
		s := &l.statements[i]
		for _, n := range s.entities {
			l.entityCount[n.entity]++
		}
		for c := s.concepts; c != 0; c &= c - 1 {
			l.conceptCount[bits.TrailingZeros64(c)]++
		}
		for j := range s.words {
			s.words[j].rest = s.words[j].rest&toldBit | uint32(l.words.add(uint64(s.words[j].stem)))
		}
		for j, n := range s.numbers() {
			s.more.numbers[j].id = l.numbers.add(n.value)
		}
		for _, r := range s.readings() {
			l.dates.add(r.key())
		}
	}
	l.wordPoints, l.numberPoints = l.words.points(pointsWord), l.numbers.points(pointsNumber)
	for i := range l.statements {
		if s := &l.statements[i]; s.known() {
			s.rarity = int32(rare(l.dates.counts[l.dates.id(s.days[0].key())]))
		}
	}
}

// worth returns the points for sharing a word.
func (l *linker) worth(w stemmed) int {
	points := int(l.wordPoints[w.id()])
	if w.told() {
		points /= 2
	}
	return points
}

// mostUndated is how many happenings without any date a document may add to the timeline, from its beginning on.
const mostUndated = 2

// raw returns the events that no editor has seen, with their ids and titles.
func (l *linker) raw() []*happening {
	clusters := l.clusters()
	made := make([]*happening, len(clusters))
	parallel.Each(len(clusters), func(i int) {
		members := make([]*statement, len(clusters[i].members))
		for j, m := range clusters[i].sorted() {
			members[j] = &l.statements[m]
		}
		if made[i] = l.happening(members); made[i] != nil {
			made[i].Title, made[i].TitleLang = bestTitle(members, l.language)
		}
	})
	events := made[:0]
	unsaid := map[int32]int{} // undated events by the document that tells them first
	for _, h := range made {
		if h == nil {
			continue
		}
		if first := h.members[0]; h.Status == corpus.Undated && first.timex < 0 {
			if unsaid[first.at]++; unsaid[first.at] > mostUndated {
				continue
			}
		}
		events = append(events, h)
	}
	identify(events)
	l.orderConflicts(events)
	return events
}

func sortEvents(events []*corpus.Event) {
	slices.SortFunc(events, func(a, b *corpus.Event) int {
		return cmp.Or(compareDates(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
}
