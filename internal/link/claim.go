package link

import (
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A grain is how finely a date is told: the classes of dates that are compared with one another.
type grain uint8

const (
	noGrain grain = iota
	dayGrain
	partGrain // up to half a month
	monthGrain
	yearGrain // and anything longer
)

// A stretch is the days from first to last, both included.
type stretch struct{ from, to edtf.Day }

// key returns a number for the stretch.
func (s stretch) key() uint64 { return uint64(uint32(s.from))<<32 | uint64(uint32(s.to)) }

func (s stretch) overlaps(t stretch) bool { return s.from <= t.to && t.from <= s.to }

// A claim is what one statement says of the date of an event.
type claim struct {
	date     edtf.Value        // zero for a date that isn't known
	days     [2]stretch        // see readings
	means    uint8             // how many of them are given
	reckoned *corpus.Reckoning // see corpus.Event
	term     term              // of a deadline that is reckoned from another sentence
	grain    grain
	deadline bool
	clash    bool // its weekday isn't that of its date
}

// readings returns the days that the claim may mean: two where weekday and date disagree.
func (c *claim) readings() []stretch { return c.days[:c.means] }

func (c *claim) known() bool { return c.means > 0 }

// clock returns the time of day, as EDTF has it; "" for none.
func (c *claim) clock() string {
	if p := c.date.Precision(); p != edtf.Minute && p != edtf.Second {
		return ""
	}
	_, clock, _ := strings.Cut(c.date.String(), "T")
	return clock
}

// overlaps reports whether two claims can both be true.
func (c *claim) overlaps(d *claim) bool {
	for _, a := range c.readings() {
		for _, b := range d.readings() {
			if a.overlaps(b) {
				return true
			}
		}
	}
	return false
}

// claimOf returns a claim for a date; false where the calendar can't hold it.
func claimOf(v edtf.Value) (claim, bool) {
	from, to, hasFrom, hasTo := v.Bounds()
	switch {
	case !hasFrom && !hasTo:
		return claim{}, false
	case !hasFrom:
		from = to
	case !hasTo:
		to = from
	}
	c := claim{date: v, days: [2]stretch{{from, to}}, means: 1, grain: grainOf(from, to)}
	if v.Precision() == edtf.Set { // both days of "[2020-07-31,2020-08-01]", not those between
		if days := strings.Split(strings.Trim(v.String(), "[]"), ","); len(days) == 2 {
			a, errA := edtf.Parse(days[0])
			b, errB := edtf.Parse(days[1])
			if errA == nil && errB == nil && a.Precision() == edtf.DayPrecision && b.Precision() == edtf.DayPrecision {
				c.days, c.means, c.grain = [2]stretch{{from, from}, {to, to}}, 2, dayGrain
			}
		}
	}
	return c, true
}

func grainOf(from, to edtf.Day) grain {
	switch n := to - from + 1; {
	case n == 1:
		return dayGrain
	case n <= 16:
		return partGrain
	case n <= 31:
		return monthGrain
	}
	return yearGrain
}

// longest is the length in days up to which a stretch dates something: "the nineties" do, "the 20th century" doesn't.
const longest = 3660

// month is how long in days a stretch up to the publication may be to date what happened in it: "in the last ten
// days". Of what holds for longer it says how long, not when.
const month = 31

// claimOf returns what a time expression says of the date of what is told by the clause around it; false where it says
// nothing. k is the word that the expression begins with.
func (p *passage) claimOf(i, k int) (claim, bool) {
	t := &p.doc.Timexes[i]
	switch {
	case t.Type == corpus.Set || strings.HasSuffix(t.Value, "_REF"):
		return claim{}, false
	case p.onNoun(t.Span, k), p.compared(t.Span, k), p.near(t.Span, since) && p.measured(t.Span):
		return claim{}, false
	case t.Type == corpus.Duration:
		return p.term(t, k)
	case !t.Resolved():
		// A weekday or a day whose week or year isn't known: it happened on a day, but nobody can tell on which.
		return claim{grain: noGrain}, t.Flagged("unresolved") && strings.HasPrefix(t.Value, "XXXX")
	}
	c, ok := p.dated(t)
	if !ok || c.readings()[0].to-c.readings()[0].from > longest {
		return claim{}, false
	}
	if !c.deadline && p.near(t.Span, latest) && p.ahead(c.readings()[0].to) {
		c.deadline = true
	}
	c.clash = t.Flagged("weekday-conflict")
	return c, true
}

// dated returns the claim of an expression that names a stretch of the calendar or a bound in it.
func (p *passage) dated(t *corpus.Timex) (claim, bool) {
	v, ok := p.parse(t.EDTF)
	if !ok {
		return claim{}, false
	}
	from, to, hasFrom, hasTo := v.Bounds()
	switch {
	case !hasFrom: // a bound of what is to come; of what is past ("until 2016") it is no date
		if !p.ahead(to) {
			return claim{}, false
		}
		v = p.due(t, to)
		c, ok := claimOf(v)
		c.deadline = true
		return c, ok
	case !hasTo:
		if t.Mod == "AFTER" || p.measured(t.Span) { // "after the weekend": no more than that it wasn't before
			return claim{}, false
		}
		if told, ok := p.parse(t.Value); ok { // what holds since then began then
			return claimOf(told)
		}
		return claim{}, false // since a century or a decade
	case v.Precision() == edtf.Interval && (t.Mod == "START" || t.Mod == "MID" || t.Mod == "END"):
		// The third of a month or year, by its outer days.
		if v, ok = p.parse(from.String() + "/" + to.String()); !ok {
			return claim{}, false
		}
	}
	return claimOf(v)
}

// parse returns the date of an expression of EDTF; false for what is none.
func (p *passage) parse(s string) (edtf.Value, bool) {
	const most = 1 << 12
	v, known := p.dates[s]
	if !known {
		if p.dates == nil || len(p.dates) == most {
			p.dates = map[string]edtf.Value{}
		}
		if parsed, err := edtf.Parse(s); err == nil {
			v = parsed
		}
		p.dates[s] = v
	}
	return v, !v.IsZero()
}

// due returns the date by which something is due: as told, or its last day.
func (p *passage) due(t *corpus.Timex, last edtf.Day) edtf.Value {
	told, known := p.parse(t.Value)
	if _, to, _, ok := told.Bounds(); known && ok && to == last {
		return told
	}
	if len(t.Value) == len("2020-SU") && t.Value[5] >= 'A' { // "the end of the summer" is no certain day
		if about, err := edtf.Parse(last.String() + "~"); err == nil {
			return about
		}
	}
	return edtf.OfDay(last)
}

// ahead reports whether a day is later than the publication, as far as that is known.
func (p *passage) ahead(day edtf.Day) bool {
	_, to, _, known := p.doc.Published.Date.Bounds()
	return !known || day > to
}

// near reports whether a word or phrase with the trait stands just before or behind a span.
func (p *passage) near(s text.Span, tr traits) bool {
	i := p.first(s.Start)
	for n := 0; n < 4 && i-n >= 0; n++ {
		if i-n < len(p.words) && p.words[i-n].is(tr) {
			return true
		}
	}
	if j := p.after(p.first(s.End)); j < len(p.words) && p.words[j].is(tr) {
		return true
	}
	return false
}

// onNoun reports whether a date only says which one of several things is meant: "the 2016 election", "le décret du
// 6 août", "Friday's speech", "Christmas sales", "(2019)".
func (p *passage) onNoun(s text.Span, k int) bool {
	end, b := p.first(s.End), p.before(k)
	bare := end == k+1 && p.words[k].kind == text.Number
	if end < len(p.words) && end > 0 {
		next := &p.words[end]
		if next.kind == text.Punct && next.start == s.End && end+1 < len(p.words) && p.words[end+1].fold == "s" && p.words[end+1].start == next.end {
			return true // "Friday's"
		}
		noun := next.kind == text.Word && next.start == s.End+1 && !next.is(stop|verb|past|of|fronting|between|also) && next.timex < 0
		if b >= 0 && noun {
			last := &p.words[b]
			if last.is(determiner) || last.kind == text.Word && last.mention < 0 && !next.is(say) && !next.capital && !last.is(stop|of|fronting) && !p.words[b].verbal && !last.is(say|past) && !last.is(between|also) && k > 0 && p.words[k-1].sign == 0 {
				return true
			}
			if bare && last.capital && next.capital && !last.is(stop) {
				return true // a name: "Russell 2000 Index"
			}
		}
	}
	if b < 0 {
		return false
	}
	last := &p.words[b]
	if bare && last.is(determiner) {
		return true // "the 1998 evolved launch vehicle"
	}
	if p.words[k].is(of) { // the expression holds its preposition
		last, b = &p.words[k], p.before(k)+1
	}
	if last.is(of) {
		h := p.before(b)
		return h >= 0 && p.words[h].kind == text.Word && p.words[h].timex < 0 && !p.words[h].is(ofHead|verb|past|stop) && !p.words[h].verbal
	}
	return last.sign == '(' && end < len(p.words) && (p.words[end].sign == ')' || p.words[end].sign == '-')
}

// compared reports whether a time is only what another is held against: "more than last year", "compared with May".
func (p *passage) compared(s text.Span, k int) bool {
	if end := p.after(p.first(s.End)); end < len(p.words) && p.words[end].is(compare) {
		return true // "three days later than planned"
	}
	for i, n := k-1, 0; i >= 0 && n < 4 && p.of[i] == p.of[min(k, len(p.of)-1)]; i-- {
		w := &p.words[i]
		switch {
		case w.is(compare) && w.timex < 0:
			return true
		case w.sign == ',':
			return false
		case w.is(compareFirst) && p.otherTime(i):
			return true
		case w.kind == text.Word:
			n++
		}
	}
	return false
}

// otherTime reports whether a time expression or no verb at all stands before word i in its clause: then what follows
// "from" isn't when it began.
func (p *passage) otherTime(i int) bool {
	verbs := false
	for j := range i {
		if p.of[j] != p.of[i] {
			continue
		}
		if p.words[j].timex >= 0 {
			return true
		}
		verbs = verbs || p.words[j].verbal
	}
	return !verbs
}

// measured reports whether a time says since when something hadn't been so: "the lowest level since 1997".
func (p *passage) measured(s text.Span) bool {
	const reach = 8
	for i, n := p.first(s.Start)-1, 0; i >= 0 && n < reach; i-- {
		w := &p.words[i]
		if w.is(superlative) {
			return true
		}
		if w.sign == ';' || w.sign == ':' {
			return false
		}
		if w.kind == text.Word {
			n++
		}
	}
	return false
}
