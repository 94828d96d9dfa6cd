package link

import (
	"fmt"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A dating is a time expression that dates a clause.
type dating struct {
	timex, word, clause int
	claim               claim
	term                term
}

// An extractor reads the statements of one document after the other. What it holds besides is used again.
type extractor struct {
	*linker
	passage
	lex      *lexicon
	datings  []dating
	weight   []uint8
	previous []int32 // statements of the sentence before
	here     []int32
	leads    int // sentences that still belong to the head of the document
}

// lead is how many sentences of a document count as its beginning, where it tells what is new.
const lead = 3

// document reads the statements of a document.
func (x *extractor) document(at int) {
	doc := x.docs[at]
	x.doc, x.lex = doc, lexiconOf(doc.Lang)
	x.previous, x.leads = x.previous[:0], lead
	var timexes, mentions, quotes int
	first := len(x.statements)
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
		x.read(at, zone)
		x.previous, x.here = x.here, x.previous
		if zone != corpus.Caption {
			x.leads--
		}
	}
	x.reckon(first)
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
func (x *extractor) read(at int, zone corpus.Zone) {
	timed := false
	for i := x.timexes[0]; i < x.timexes[1]; i++ {
		t := &x.doc.Timexes[i]
		timed = timed || t.Type != corpus.Set && !strings.HasSuffix(t.Value, "_REF")
	}
	names := x.mentions[1] - x.mentions[0]
	if !timed && len(x.previous) == 0 && (names < 2 || names < 3 && x.leads <= 0) {
		return
	}
	x.passage.read(x.lex)
	x.cut()
	x.date()
	if x.stamped() {
		return
	}
	point := false
	for i := range x.datings {
		d := &x.datings[i]
		x.add(at, zone, d.clause, d)
		point = point || !d.claim.deadline
	}
	if point {
		x.sameAct()
		x.besides(at, zone)
		return
	}
	x.undated(at, zone)
}

// date finds which time expressions date which clauses.
func (x *extractor) date() {
	x.datings = x.datings[:0]
	for i := x.timexes[0]; i < x.timexes[1]; i++ {
		k := x.first(x.doc.Timexes[i].Span.Start)
		if k == len(x.words) {
			continue
		}
		if x.bracketed(int(x.of[k])) {
			continue
		}
		if c, ok := x.passage.claimOf(i, k); ok && !x.untimely(&c, int(x.of[k])) {
			d := dating{timex: i, word: k, clause: int(x.of[k]), claim: c}
			if n, unit, ok := lengthOf(x.doc.Timexes[i].Value); ok && !c.known() && c.deadline {
				_, from, _ := strings.Cut(c.reckoned, " what ")
				d.term = term{n, unit, strings.TrimSuffix(from, " tells")}
			}
			x.datings = append(x.datings, d)
		}
	}
	for i := 1; i < len(x.datings); i++ { // "… was held on 23 June at the meeting that took place the same day"
		a, b := &x.datings[0], &x.datings[i]
		if a.claim.known() && b.claim.known() && a.claim.readings[0] == b.claim.readings[0] && a.claim.deadline == b.claim.deadline &&
			b.clause != a.clause && x.clauses[b.clause].rank >= contentOf {
			x.drop(i)
			i--
		}
	}
	for i := 0; i+1 < len(x.datings); {
		a, b := &x.datings[i], &x.datings[i+1]
		if a.clause != b.clause && !x.clauses[a.clause].announce {
			i++
			continue
		}
		switch {
		case a.clause == b.clause && x.adjoining(a, b):
			if x.doc.Timexes[a.timex].Type == corpus.Time {
				x.drop(i) // "at 16:15, June 1st"
			} else {
				x.drop(i + 1)
			}
		case x.clauses[a.clause].announce && !x.namesAnything(a.clause):
			x.drop(i) // "The tone rises this weekend: Friday night …" tells it once
		case a.clause != b.clause:
			i++
		case !a.claim.deadline && !b.claim.deadline && a.claim.known() && b.claim.known() && holds(a.claim, b.claim):
			x.drop(i)
		case !a.claim.deadline && !b.claim.deadline && a.claim.known() && b.claim.known() && holds(b.claim, a.claim):
			x.drop(i + 1)
		default:
			x.part(i)
			i++
		}
	}
}

// bracketed reports whether a clause is no more than a note in brackets: "(born 3 May 1957)".
func (x *extractor) bracketed(clause int) bool {
	const note = 4
	if x.clauses[clause].rank != aside {
		return false
	}
	n := 0
	for i := range x.words {
		if int(x.of[i]) == clause && x.words[i].kind == text.Word && x.words[i].timex < 0 {
			n++
		}
	}
	return n < note
}

// adjoining reports whether nothing but marks stands between two time expressions: they give one time.
func (x *extractor) adjoining(a, b *dating) bool {
	for i := x.first(x.doc.Timexes[a.timex].Span.End); i < b.word; i++ {
		if x.words[i].kind != text.Punct {
			return false
		}
	}
	return true
}

// untimely reports whether a date is past but the verb of its clause tells of what is to come: "will cut jobs after a
// loss last year".
func (x *extractor) untimely(c *claim, clause int) bool {
	if !c.known() || c.deadline || x.ahead(c.readings[len(c.readings)-1].to) {
		return false
	}
	if _, _, _, published := x.doc.Published.Date.Bounds(); !published {
		return false
	}
	for i := range x.words {
		if int(x.of[i]) != clause || !x.verbal(i) {
			continue
		}
		if !x.words[i].is(future) {
			return false
		}
		// "… will pay, an official said Friday": what is said of the future is said in the past.
		for j := i + 1; j < len(x.words); j++ {
			if int(x.of[j]) == clause && x.words[j].is(say) && !x.noun(j) {
				return false
			}
		}
		return true
	}
	return false
}

func (x *extractor) drop(i int) { x.datings = append(x.datings[:i], x.datings[i+1:]...) }

// holds reports whether b is a part of a.
func holds(a, b claim) bool {
	return a.readings[0].from <= b.readings[0].from && b.readings[len(b.readings)-1].to <= a.readings[len(a.readings)-1].to
}

func (x *extractor) hasVerb(clause int) bool {
	for i := range x.words {
		if int(x.of[i]) == clause && x.verbal(i) {
			return true
		}
	}
	return false
}

func (x *extractor) namesAnything(clause int) bool {
	for i := range x.words {
		if int(x.of[i]) == clause && x.words[i].mention >= 0 {
			return true
		}
	}
	return false
}

// part parts a clause with two dates at the last mark or joining word between them, if there is one and a verb before
// it: "bought A in 2016, B in 2018".
func (x *extractor) part(i int) {
	a, b := &x.datings[i], &x.datings[i+1]
	end := x.first(x.doc.Timexes[a.timex].Span.End)
	cut := -1
	for j := b.word - 1; j >= end; j-- {
		if w := &x.words[j]; int(x.of[j]) == a.clause && (w.sign == ',' || w.is(coordinate) && x.has(j+1, b.word)) {
			cut = j
			break
		}
	}
	if cut < 0 {
		return
	}
	says := 0
	for j := range cut {
		if w := &x.words[j]; int(x.of[j]) == a.clause && w.kind == text.Word && w.timex < 0 && !w.is(stop) {
			says++
		}
	}
	if says < 2 && x.clauses[a.clause].parent < 0 || says == 0 {
		return
	}
	k := len(x.clauses)
	x.clauses = append(x.clauses, clause{rank: sideClause, parent: a.clause, head: -1, from: cut, to: x.clauses[a.clause].to})
	x.clauses[a.clause].to = cut
	for j := cut; j < len(x.words); j++ {
		if int(x.of[j]) == a.clause {
			x.of[j] = int16(k)
		}
	}
	for j := i + 1; j < len(x.datings); j++ {
		if x.datings[j].clause == a.clause {
			x.datings[j].clause = k
		}
	}
}

// has reports whether a verb stands between two words.
func (x *extractor) has(from, to int) bool {
	for i := from; i < to; i++ {
		if x.verbal(i) {
			return true
		}
	}
	return false
}

// stamped reports whether the sentence only dates the page: "Publié le 3 août 2020 à 9:47 par la rédaction".
func (x *extractor) stamped() bool {
	if len(x.datings) == 0 {
		return false
	}
	other, stamps := 0, 0
	for i := range x.words {
		switch w := &x.words[i]; {
		case w.kind != text.Word || w.timex >= 0 || w.mention >= 0:
		case w.is(stamp):
			stamps++
		case !w.is(stop):
			other++
		}
	}
	return other == 0 || stamps >= other && other < 3
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

func (x *extractor) ownDate(clause int) bool {
	for _, d := range x.datings {
		if d.clause == clause {
			return true
		}
	}
	return false
}

// add adds a statement of a clause, dated by d unless that is nil, and returns it; nil where the clause tells too
// little.
func (x *extractor) add(at int, zone corpus.Zone, k int, d *dating) *statement {
	x.weigh(k)
	s := statement{doc: x.doc, at: int32(at), sentence: x.sentence, zone: zone, timex: -1, continues: -1, follows: -1,
		clause: x.extent(k), key: letters(x.doc.Text(x.doc.Sentences[x.sentence].Span))}
	if d != nil {
		s.timex, s.claim, s.term = d.timex, d.claim, d.term
	}
	x.features(&s, &x.passage, x.weight)
	if h := x.clauses[k].head; h >= 0 {
		if e := x.entityOf(&x.passage, x.words[h].mention); e >= 0 {
			s.name(e, core)
			if s.subject < 0 {
				s.subject = e
			}
		}
	}
	if len(s.words) < 2 && len(s.entities) == 0 || len(s.words) == 0 && s.concepts == 0 {
		return nil
	}
	x.entitle(&s)
	x.here = append(x.here, int32(len(x.statements)))
	x.statements = append(x.statements, s)
	return &x.statements[len(x.statements)-1]
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
func (x *extractor) besides(at int, zone corpus.Zone) {
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
		s := x.add(at, zone, k, nil)
		if s == nil {
			continue
		}
		if s.speaker < 0 || s.speaker == speaker {
			x.statements, x.here = x.statements[:len(x.statements)-1], x.here[:len(x.here)-1]
			continue
		}
		s.claim, s.inherited = x.statements[from].claim, true
		s.claim.clash = false
		s.why = fmt.Sprintf("shares the date of the clause beside it (%q)", x.doc.Text(x.doc.Timexes[by.timex].Span))
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

// undated reads the sentence for what has no date of its own: what continues the statement before it, and what may
// be news all the same.
func (x *extractor) undated(at int, zone corpus.Zone) {
	k := x.leading()
	before := len(x.here)
	s := x.add(at, zone, k, nil)
	if s == nil {
		return
	}
	if from := x.continued(s, k); from >= 0 {
		o := &x.statements[from]
		s.claim, s.inherited, s.continues = o.claim, true, from
		s.claim.clash = false
		return
	}
	reports, vague := x.reports(k), x.timexes[0] < x.timexes[1]
	s.main = reports && !vague && !x.inQuotes(s.clause.Start) && before == 0 && zone != corpus.Caption &&
		(len(s.entities) >= 3 || len(s.entities) >= 2 && x.leads > 0)
	if !s.main && (len(s.entities) < 3 || !reports && s.speaker < 0) {
		x.statements, x.here = x.statements[:len(x.statements)-1], x.here[:before]
	}
}

// inQuotes reports whether an offset lies in a quotation: what somebody says is no report of the document's own.
func (x *extractor) inQuotes(off int32) bool {
	for i := range x.doc.Quotes {
		q := &x.doc.Quotes[i]
		if q.Outer.Start > off {
			break
		}
		if q.Kind != corpus.Indirect && off < q.Outer.End {
			return true
		}
	}
	return false
}

// leading returns the first clause of the first rank.
func (x *extractor) leading() int {
	for i := range x.words {
		if k := int(x.of[i]); x.words[i].kind == text.Word && x.clauses[k].rank <= contrasted && !x.ownDeadline(k) {
			return k
		}
	}
	return 0
}

// ownDeadline reports whether all that clause k tells is a term.
func (x *extractor) ownDeadline(k int) bool {
	return x.ownDate(k) && x.clauses[k].rank == relativeOf
}

// reports reports whether clause k tells in the past what somebody did: with a verb in the past, or with an auxiliary
// and a participle.
func (x *extractor) reports(k int) bool {
	for i := range x.words {
		w := &x.words[i]
		if int(x.of[i]) != k || w.mention >= 0 {
			continue
		}
		if w.is(past) && !x.noun(i) && !x.isNow(i) {
			return true
		}
		if !w.is(have) {
			continue
		}
		j := x.after(i + 1)
		for j < len(x.words) && x.words[j].is(between) {
			j = x.after(j + 1)
		}
		if j < len(x.words) && x.words[j].kind == text.Word && !x.words[j].is(stop|determiner) && !x.words[j].capital {
			return true
		}
	}
	return false
}

// sameAct finds that the sentence goes on to tell of what the one before it told, of the same day: "The announcement
// came on Friday in Paris".
func (x *extractor) sameAct() {
	if len(x.here) != 1 || len(x.previous) == 0 {
		return
	}
	s, o := &x.statements[x.here[0]], &x.statements[x.previous[0]]
	if s.subject >= 0 || s.deadline || o.deadline || s.grain != dayGrain || len(o.readings) == 0 || s.readings[0] != o.readings[0] {
		return
	}
	n := 0
	for i := range x.words {
		w := &x.words[i]
		switch {
		case w.kind != text.Word:
			continue
		case n == 0 && !w.is(definite):
			return
		case n == 1:
			if w.concept != 0 && w.mention < 0 && o.concepts&(1<<(w.concept-1)) != 0 {
				s.continues = x.previous[0]
				s.why = "goes on with the sentence before it, which tells of the same on the same day"
			}
			return
		}
		n++
	}
}

// isNow reports whether word i is a participle that only tells how something is: "is tested", "are based".
func (x *extractor) isNow(i int) bool {
	b := x.before(i)
	for b >= 0 && x.words[b].is(between) {
		b = x.before(b)
	}
	return b >= 0 && x.words[b].is(be) && !x.words[b].is(past)
}

// continued returns the statement of the sentence before that the clause goes on with, or -1. The text must say so: by
// a pronoun or a description for its subject, or by a word such as "also", and by a verb of speech; or it must tell of
// the same subject and the same doings.
func (x *extractor) continued(s *statement, k int) int32 {
	from := int32(-1)
	for _, i := range x.previous {
		if o := &x.statements[i]; o.dated() && !o.deadline {
			from = i
		}
	}
	if from < 0 {
		return -1
	}
	o := &x.statements[from]
	pronounAt, described, added := x.opening(k)
	same := s.subject >= 0 && (s.subject == o.subject || s.subject == o.speaker)
	says := x.says(k)
	switch {
	case says && pronounAt && s.subject < 0 && (s.speaker < 0 || s.speaker == o.speaker || o.speaker < 0 && o.names(s.speaker)):
		s.why = "goes on with the sentence before it: a pronoun stands for who spoke"
	case says && added && (same || described && s.subject < 0):
		s.why = "goes on with the sentence before it, and says so"
	case same && s.concepts&o.concepts&^x.common != 0:
		s.why = "goes on with the sentence before it: the same subject, the same matter"
	default:
		return -1
	}
	return from
}

// opening tells how clause k begins: with a pronoun before its verb, with a description of what was named before, and
// whether it adds to what was told.
func (x *extractor) opening(k int) (pronounAt, described, added bool) {
	n := 0
	for i := range x.words {
		w := &x.words[i]
		if int(x.of[i]) != k || w.kind != text.Word {
			continue
		}
		if n == 0 && w.is(definite) {
			described = true
		}
		if w.is(also) {
			added = true
		}
		if w.is(pronoun) {
			j := x.after(i + 1)
			if j < len(x.words) && !x.words[j].is(impersonal) {
				pronounAt = true
			}
		}
		if x.verbal(i) {
			if j := x.after(i + 1); j < len(x.words) && x.words[j].is(also) {
				added = true
			}
			return
		}
		n++
	}
	return
}

// reckon works out the terms whose beginning another sentence of the document tells with its date.
func (x *extractor) reckon(first int) {
	for i := first; i < len(x.statements); i++ {
		s := &x.statements[i]
		if s.term.n == 0 {
			continue
		}
		for j := first; j < len(x.statements); j++ {
			o := &x.statements[j]
			if o.deadline || o.inherited || o.grain != dayGrain || o.doc.Sentences[o.sentence].ID != s.term.sentence {
				continue
			}
			s.due(o.readings[0].from, fmt.Sprintf("%s, which %s tells", o.date, s.term.sentence))
			break
		}
	}
}

// due dates a statement by the end of its term, which began on a day.
func (s *statement) due(from edtf.Day, began string) {
	if c, ok := claimOf(edtf.OfDay(later(from, s.term.n, s.term.unit))); ok {
		c.deadline = true
		c.reckoned = inWords(s.term.n, s.term.unit) + " from " + began
		s.claim = c
	}
}

// later returns the day that lies n units after another.
func later(d edtf.Day, n int, unit byte) edtf.Day {
	switch unit {
	case 'W':
		return d + edtf.Day(7*n)
	case 'M', 'Y':
		if unit == 'Y' {
			n *= 12
		}
		y, m, day := d.Date()
		y, m, _ = edtf.NewDay(y, m+n, 1).Date()
		return edtf.NewDay(y, m, min(day, edtf.DaysIn(y, m)))
	}
	return d + edtf.Day(n)
}
