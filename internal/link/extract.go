package link

import (
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// An extractor reads the statements of one document after the other. What it holds besides is used again.
type extractor struct {
	*Reader
	passage
	lex        *lexicon
	lately     map[*lexicon]*memory
	statements []statement // of the document, in the order of the text
	stems      []stemmed   // of the statement at hand
	names      []named     // likewise
	sorter     sorter
	named      []int32 // by mention of the document: the index of its entity, -1 where none is declared

	keptWords []stemmed // of the statements
	keptNames []named
	datings   []dating
	weight    []uint8
	previous  []int32 // statements of the sentence before
	here      []int32
	key       uint64 // of the letters of the sentence at hand
	keyed     bool   // it is known
	leads     int    // sentences that still belong to the head of the document
}

// lead is how many sentences of a document count as its beginning, where it tells what is new.
const lead = 3

// document reads the statements of a document.
func (x *extractor) document(doc *corpus.Document, tokens *text.Tokens) {
	x.doc, x.tokens, x.lex = doc, tokens, lexiconOf(doc.Lang)
	if x.lately[x.lex] == nil {
		x.lately[x.lex] = new(memory)
	}
	x.previous, x.leads = x.previous[:0], lead
	x.named = x.named[:0]
	for i := range doc.Mentions {
		e, ok := x.entityIndex[doc.Mentions[i].Entity]
		if !ok {
			e = -1
		}
		x.named = append(x.named, e)
	}
	var timexes, mentions, quotes int
	for i := range doc.Sentences {
		span := doc.Sentences[i].Span
		x.sentence = i
		x.timexes = within(&timexes, len(doc.Timexes), span, func(j int) int32 { return doc.Timexes[j].Span.Start })
		x.mentions = within(&mentions, len(doc.Mentions), span, func(j int) int32 { return doc.Mentions[j].Span.Start })
		x.quotes = within(&quotes, len(doc.Quotes), span, func(j int) int32 { return doc.Quotes[j].Span.Start })
		zone := doc.ZoneAt(span.Start)
		if !zone.Kept() {
			continue
		}
		x.here = x.here[:0]
		x.read(zone)
		x.previous, x.here = x.here, x.previous
		if zone != corpus.Caption {
			x.leads--
		}
	}
	x.reckon()
}

// within returns the range of the annotations that begin inside a span; next is where the last call ended.
func within(next *int, n int, s text.Span, start func(i int) int32) [2]int {
	for *next < n && start(*next) < s.Start {
		*next++
	}
	from := *next
	for *next < n && start(*next) < s.End {
		*next++
	}
	return [2]int{from, *next}
}

// read reads the statements of the sentence at hand, if it may have any.
func (x *extractor) read(zone corpus.Zone) {
	timed := false
	for i := x.timexes[0]; i < x.timexes[1]; i++ {
		t := &x.doc.Timexes[i]
		timed = timed || t.Type != corpus.Set && !strings.HasSuffix(t.Value, "_REF")
	}
	names := x.mentions[1] - x.mentions[0]
	quoted := false
	for i := x.quotes[0]; i < x.quotes[1]; i++ {
		quoted = quoted || x.doc.Quotes[i].Kind == corpus.Direct && x.doc.Quotes[i].Speaker != ""
	}
	if !timed && !quoted && len(x.previous) == 0 && (names < 2 || names < 3 && x.leads <= 0) {
		return
	}
	x.passage.read(x.lex, x.lately[x.lex])
	x.keyed = false
	x.cut()
	x.date()
	if x.stamped() {
		return
	}
	point := false
	for i := range x.datings {
		d := &x.datings[i]
		x.add(zone, d.clause, d)
		point = point || !d.claim.deadline
	}
	if point {
		x.follow()
		x.sameAct()
		x.besides(zone)
		return
	}
	x.undated(zone)
}

func (x *extractor) hasVerb(clause int) bool {
	for i := x.clauses[clause].from; i < x.clauses[clause].to; i++ {
		if int(x.of[i]) == clause && x.words[i].verbal {
			return true
		}
	}
	return false
}

func (x *extractor) namesAnything(clause int) bool {
	for i := x.clauses[clause].from; i < x.clauses[clause].to; i++ {
		if int(x.of[i]) == clause && x.words[i].mention >= 0 {
			return true
		}
	}
	return false
}

// weigh fills in how far each clause belongs to a statement of clause k: what is said in it does, what serves it
// counts less, what has a date of its own doesn't.
func (x *extractor) weigh(k int) {
	x.weight = x.weight[:0]
	for range x.clauses {
		x.weight = append(x.weight, off)
	}
	x.weight[k] = core
	for again := true; again; {
		again = false
		for c := range x.clauses {
			up := x.clauses[c].parent
			if x.weight[c] != off || up < 0 || x.weight[up] == off {
				continue
			}
			dated := x.ownDate(c)
			switch r := x.clauses[c].rank; {
			case r == contentOf && dated && x.weight[up] == core:
				x.weight[c], again = side, true // "announced on Wednesday that sales had dropped in March"
			case dated:
			case r == contentOf:
				x.weight[c], again = x.weight[up], true
			case r == relativeOf || r == adverbial || r == aside:
				x.weight[c], again = side, true
			}
		}
	}
	if up := x.clauses[k].parent; up >= 0 && (x.clauses[k].rank >= contentOf || !x.namesAnything(k) || !x.hasVerb(k)) {
		for ; up >= 0; up = x.clauses[up].parent {
			if x.weight[up] == off {
				x.weight[up] = side
			}
		}
	}
}

// add adds a statement of a clause, dated by d, unless the clause tells too little.
func (x *extractor) add(zone corpus.Zone, k int, d *dating) {
	if s, ok := x.state(zone, k, d); ok {
		x.keep(&s)
	}
}

// state makes a statement of a clause, dated by d unless that is nil; false where the clause tells too little. It holds
// what the next one will, unless it is kept.
func (x *extractor) state(zone corpus.Zone, k int, d *dating) (s statement, ok bool) {
	x.weigh(k)
	s = statement{doc: x.doc, sentence: int32(x.sentence), zone: zone, timex: -1, continues: -1, follows: -1, like: -1, clause: x.extent(k), entities: x.names[:0]}
	if d != nil {
		s.timex, s.claim = int32(d.timex), d.claim
	}
	x.features(&s, x.weight)
	if h := x.clauses[k].head; h >= 0 {
		if e := x.entityOf(x.words[h].mention); e >= 0 {
			s.name(e, core)
			if s.subject < 0 {
				s.subject = e
			}
		}
	}
	x.names = s.entities
	return s, (len(s.words) >= 2 || len(s.entities) > 0) && (len(s.words) > 0 || s.concepts != 0)
}

// keep adds a statement to those of the document.
func (x *extractor) keep(s *statement) {
	if !x.keyed {
		x.key, x.keyed = letters(x.doc.Text(x.doc.Sentences[x.sentence].Span)), true
	}
	s.key = x.key
	x.entitle(s)
	s.words, x.keptWords = store(x.keptWords, s.words)
	s.entities, x.keptNames = store(x.keptNames, s.entities)
	x.here = append(x.here, int32(len(x.statements)))
	x.statements = append(x.statements, *s)
}

// store appends a list to all that were stored, and returns where it stands there.
func store[T any](all, list []T) (stored, longer []T) {
	n := len(all)
	all = append(all, list...)
	return all[n:len(all):len(all)], all
}

// extent returns the words of a clause, without the marks at its ends, with what is said in it and what no comma parts
// from it.
func (x *extractor) extent(k int) text.Span {
	from, to := -1, -1
	for i := range x.words {
		c := int(x.of[i])
		for c != k && x.clauses[c].parent >= 0 && (x.weight[c] == core || x.weight[c] == side && !x.clauses[c].apart && x.clauses[c].from > x.clauses[k].from && x.clauses[c].rank >= contentOf) {
			c = x.clauses[c].parent
		}
		if c != k {
			continue
		}
		if from < 0 && x.words[i].kind != text.Punct {
			from = i
		}
		if x.words[i].kind != text.Punct || x.words[i].sign == '"' || x.words[i].sign == ')' {
			to = i
		}
	}
	if from < 0 {
		return x.doc.Sentences[x.sentence].Span
	}
	if from > 0 && x.words[from-1].sign == '"' {
		from--
	}
	return text.Span{Start: x.words[from].start, End: x.words[to].end}
}

// besides reads the clauses without a date that stand beside a dated one and tell what another one said: "… warned on
// Sunday X, while Y promised …". They share its date.
func (x *extractor) besides(zone corpus.Zone) {
	var by *dating
	for i := range x.datings {
		if !x.datings[i].claim.deadline {
			if by != nil {
				return // of two dates nobody can tell which is meant
			}
			by = &x.datings[i]
		}
	}
	if by == nil || len(x.here) == 0 || x.clauses[by.clause].rank > contrasted {
		return
	}
	from := x.here[0]
	speaker := x.statements[from].speaker
	for k := range x.clauses {
		if c := &x.clauses[k]; c.rank != contrasted && c.rank != sideClause || x.ownDate(k) || !x.says(k) {
			continue
		}
		s, ok := x.state(zone, k, nil)
		if !ok || s.speaker < 0 || s.speaker == speaker {
			continue
		}
		s.claim, s.inherited = x.statements[from].claim, true
		s.claim.clash = false
		s.reason, s.like = besideClause, int32(by.timex)
		x.keep(&s)
	}
}

func (x *extractor) says(k int) bool {
	for i := range x.words {
		if int(x.of[i]) == k && x.words[i].is(say) && !x.noun(i) {
			return true
		}
	}
	return false
}
