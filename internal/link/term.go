package link

import (
	"fmt"
	"strconv"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A term is a length of time from what another sentence of the document tells.
type term struct {
	n        int32 // 0 for none
	sentence int32 // that tells its beginning
	unit     byte  // of TIMEX3: D, W, M, Y
}

// reckon works out the terms whose beginning another sentence of the document tells with its date.
func (x *extractor) reckon() {
	for i := range x.statements {
		s := &x.statements[i]
		if s.term.n == 0 {
			continue
		}
		for j := range x.statements {
			o := &x.statements[j]
			if o.deadline || o.inherited || o.grain != dayGrain || o.sentence != s.term.sentence {
				continue
			}
			s.due(o.readings()[0].from, corpus.Reckoning{Sentence: corpus.SentenceID(int(s.term.sentence)), Date: o.date})
			break
		}
	}
}

// due dates a statement by the end of its term, which began on a day.
func (s *statement) due(from edtf.Day, began corpus.Reckoning) {
	if c, ok := claimOf(edtf.OfDay(later(from, int(s.term.n), s.term.unit))); ok {
		c.deadline = true
		began.N, began.Unit = int(s.term.n), s.term.unit
		c.reckoned, c.term = &began, s.term
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

// term returns the claim of a duration that ends on a known day, or that a clause gives somebody: "d'ici trois ans",
// "donne 90 jours pour vendre".
func (p *passage) term(t *corpus.Timex, k int) (claim, bool) {
	n, unit, ok := lengthOf(t.Value)
	if !ok {
		return claim{}, false
	}
	if t.Resolved() {
		if p.meansThe(k) {
			if s := p.earlier(t); s >= 0 {
				return termFrom(n, unit, s), true
			}
		}
		return p.anchored(t, n, unit)
	}
	if !p.granted(k, p.first(t.Span.End)) {
		return claim{}, false
	}
	return termFrom(n, unit, p.sentence), true
}

// termFrom returns the claim of a term that begins with what a sentence tells.
func termFrom(n int, unit byte, sentence int) claim {
	return claim{deadline: true, term: term{int32(n), int32(sentence), unit}, reckoned: &corpus.Reckoning{N: n, Unit: unit, Sentence: corpus.SentenceID(sentence)}}
}

// meansThe reports whether a term is spoken of as known: a definite article stands before its number.
func (p *passage) meansThe(k int) bool {
	for i := max(0, k-1); i < len(p.words) && i < k+3 && p.words[i].kind != text.Number; i++ {
		if p.words[i].is(definite) {
			return true
		}
	}
	return false
}

// anchored returns the claim of a duration to or from the publication.
func (p *passage) anchored(t *corpus.Timex, n int, unit byte) (claim, bool) {
	v, ok := p.parse(t.EDTF)
	if !ok {
		return claim{}, false
	}
	from, to, hasFrom, hasTo := v.Bounds()
	if !hasTo {
		return claim{}, false
	}
	if !p.ahead(to) {
		if !hasFrom || to-from >= month {
			return claim{}, false
		}
		return claimOf(v)
	}
	// A term counted in years falls due in a year, not on its day.
	y, m, _ := to.Date()
	due := to.String()
	switch unit {
	case 'Y':
		due = fmt.Sprintf("%04d~", y)
	case 'M':
		due = fmt.Sprintf("%04d-%02d~", y, m)
	}
	if v, ok = p.parse(due); !ok {
		return claim{}, false
	}
	c, ok := claimOf(v)
	c.deadline = true
	c.reckoned = &corpus.Reckoning{N: n, Unit: unit, Date: p.doc.Published.Date}
	return c, ok
}

// earlier returns the index of an earlier sentence that speaks of a term of the same length whose beginning isn't told;
// -1 for none.
func (p *passage) earlier(t *corpus.Timex) int {
	for i := range p.doc.Timexes {
		e := &p.doc.Timexes[i]
		if e.Span.Start >= t.Span.Start {
			break
		}
		if e.Type == corpus.Duration && e.Value == t.Value && !e.Resolved() {
			if at := p.doc.SentenceAt(e.Span.Start); at >= 0 && p.doc.ZoneAt(e.Span.Start).Kept() {
				return at
			}
		}
	}
	return -1
}

// granted reports whether the words around a duration give it to somebody for something.
func (p *passage) granted(k, end int) bool {
	if j := p.after(end); j >= len(p.words) || !p.words[j].is(to) {
		return false
	}
	for j, n := k-1, 0; j >= 0 && n < reach; j-- {
		if p.words[j].is(grant) {
			return true
		}
		if p.words[j].kind == text.Word {
			n++
		}
	}
	return false
}

// lengthOf reads a TIMEX3 duration of whole days, weeks, months or years: "P90D".
func lengthOf(value string) (n int, unit byte, ok bool) {
	if len(value) < 3 || value[0] != 'P' {
		return 0, 0, false
	}
	unit = value[len(value)-1]
	n, err := strconv.Atoi(value[1 : len(value)-1])
	return n, unit, err == nil && n > 0 && strings.IndexByte("DWMY", unit) >= 0
}
