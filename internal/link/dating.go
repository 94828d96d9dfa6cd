package link

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A dating is a time expression that dates a clause.
type dating struct {
	timex, word, clause int
	claim               claim
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
			x.datings = append(x.datings, dating{timex: i, word: k, clause: int(x.of[k]), claim: c})
		}
	}
	x.sortOut()
}

// sortOut drops what dates a clause twice, and parts the clauses that two dates share.
func (x *extractor) sortOut() {
	for i := 1; i < len(x.datings); i++ { // "… was held on 23 June at the meeting that took place the same day"
		a, b := &x.datings[0], &x.datings[i]
		if a.claim.known() && b.claim.known() && a.claim.readings()[0] == b.claim.readings()[0] && a.claim.deadline == b.claim.deadline &&
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
	if !c.known() || c.deadline || x.ahead(c.readings()[len(c.readings())-1].to) {
		return false
	}
	if _, _, _, published := x.doc.Published.Date.Bounds(); !published {
		return false
	}
	for i := range x.words {
		if int(x.of[i]) != clause || !x.words[i].verbal {
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
	return a.readings()[0].from <= b.readings()[0].from && b.readings()[len(b.readings())-1].to <= a.readings()[len(a.readings())-1].to
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
		if x.words[i].verbal {
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
		case !w.is(stop) || w.is(say|past):
			other++
		}
	}
	return other == 0 || stamps >= other && other < 3
}

func (x *extractor) ownDate(clause int) bool {
	for _, d := range x.datings {
		if d.clause == clause {
			return true
		}
	}
	return false
}
