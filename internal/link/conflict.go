package link

import (
	"cmp"
	"fmt"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
)

// dateConflicts returns what the dated statements of an event disagree on: weekdays that aren't those of their dates,
// and dates that exclude the one chosen.
func dateConflicts(best *statement, members []*statement) []corpus.Conflict {
	var list []corpus.Conflict
	var apart []int
	var days map[edtf.Day][]int // made once: an event that all papers report has many such conflicts
	for i, s := range members {
		if s.timex < 0 || s.inherited || !s.known() {
			continue
		}
		if s.clash && len(s.readings()) == 2 {
			if days == nil {
				days = byDay(members)
			}
			list = append(list, weekdayConflict(i, members, days))
		} else if !s.overlaps(&best.claim) {
			apart = append(apart, i)
		}
	}
	if len(apart) > 0 {
		list = append(list, dayConflict(apart, best, members))
	}
	return list
}

// byDay returns, by day, the statements that tell that day and no other.
func byDay(members []*statement) map[edtf.Day][]int {
	days := map[edtf.Day][]int{}
	for i, s := range members {
		if s.timex >= 0 && !s.inherited && s.grain == dayGrain && len(s.readings()) == 1 {
			days[s.readings()[0].from] = append(days[s.readings()[0].from], i)
		}
	}
	return days
}

// weekdayConflict tells of a statement whose weekday and date exclude each other: the day that its weekday means, with
// all that agree, and the day that its date means.
func weekdayConflict(i int, members []*statement, days map[edtf.Day][]int) corpus.Conflict {
	s := members[i]
	t := &s.doc.Timexes[s.timex]
	printed, err := edtf.Parse(t.Value)
	if err != nil {
		printed = edtf.OfDay(s.readings()[0].from)
	}
	at, _, _, _ := printed.Bounds()
	meant := s.readings()[0].from
	if meant == at {
		meant = s.readings()[1].from
	}
	sides := [2]corpus.Claim{{Date: edtf.OfDay(meant)}, {Date: printed, Statements: []int{i}, Text: s.doc.Text(t.Span)}}
	if agree := days[meant]; len(agree) > 0 {
		first := members[agree[0]]
		sides[0].Statements, sides[0].Text = slices.Clip(agree), first.doc.Text(first.doc.Timexes[first.timex].Span)
	}
	sides[1].Statements = append(sides[1].Statements, days[at]...)
	if len(sides[0].Statements) == 0 {
		sides[0].Statements, sides[0].Text = []int{i}, s.doc.Text(t.Span)
	}
	if len(sides[1].Statements) > 1 && sides[0].Statements[0] == i {
		sides[0], sides[1] = sides[1], sides[0]
	}
	return corpus.Conflict{Kind: corpus.WeekdayConflict, Claims: sides[:],
		Why: fmt.Sprintf("%s %s writes %q, but that date has another weekday: it is %s or %s", s.doc.ID(), corpus.SentenceID(int(s.sentence)),
			s.doc.Text(t.Span), edtf.OfDay(meant), printed)}
}

// support adds statement i of an event to those that make a claim.
func support(c *corpus.Claim, i int, s *statement) {
	if len(c.Statements) == 0 && s.timex >= 0 {
		c.Text = s.doc.Text(s.doc.Timexes[s.timex].Span)
	}
	c.Statements = append(c.Statements, i)
}

// dayConflict tells of statements whose dates exclude the one chosen.
func dayConflict(apart []int, best *statement, members []*statement) corpus.Conflict {
	claims := []corpus.Claim{{Date: best.date}}
	for j, o := range members {
		if o.timex >= 0 && !o.inherited && o.known() && o.overlaps(&best.claim) {
			support(&claims[0], j, o)
		}
	}
	for _, i := range apart {
		s := members[i]
		k := slices.IndexFunc(claims, func(c corpus.Claim) bool { return c.Date == s.date })
		if k < 0 {
			k = len(claims)
			claims = append(claims, corpus.Claim{Date: s.date})
		}
		support(&claims[k], i, s)
	}
	if len(claims[0].Statements) == 0 {
		claims[0].Text = best.date.String() // an editor's word
	}
	why := "sources date it differently:"
	for _, c := range claims {
		why += " " + c.Date.String()
	}
	return corpus.Conflict{Kind: corpus.DayConflict, Claims: claims, Why: why}
}

// differs is the share by which two counts must differ to contradict each other, in percent: "nearly 10,000" is no
// conflict with 9,800.
const differs = 5

// countConflicts returns where sources count one thing differently: each tells one number of it, and they don't agree.
func (l *linker) countConflicts(members []*statement) []corpus.Conflict {
	var list []corpus.Conflict
	var done []uint32
	for i, s := range members {
		for _, n := range s.numbers() {
			if n.unit == 0 || slices.Contains(done, n.unit) || !s.single(n.unit) {
				continue
			}
			c := corpus.Conflict{Kind: corpus.NumberConflict, Claims: []corpus.Claim{{Text: s.doc.Text(n.span), Statements: []int{i}}}}
			values := []uint64{n.value}
			for j := i + 1; j < len(members); j++ {
				o := members[j]
				k := slices.IndexFunc(o.numbers(), func(m number) bool { return m.unit == n.unit })
				if k < 0 || !o.single(n.unit) || l.original(o.doc) == l.original(s.doc) {
					continue
				}
				m := o.numbers()[k]
				at := slices.IndexFunc(values, func(v uint64) bool { return close(v, m.value) })
				if at < 0 {
					at = len(values)
					values = append(values, m.value)
					c.Claims = append(c.Claims, corpus.Claim{Text: o.doc.Text(m.span)})
				}
				c.Claims[at].Statements = append(c.Claims[at].Statements, j)
			}
			done = append(done, n.unit)
			if len(c.Claims) > 1 {
				slices.SortStableFunc(c.Claims, func(a, b corpus.Claim) int { return cmp.Compare(len(b.Statements), len(a.Statements)) })
				c.Why = "sources count differently:"
				for _, claim := range c.Claims {
					c.Why += fmt.Sprintf(" %q", claim.Text)
				}
				list = append(list, c)
			}
		}
	}
	return list
}

// single reports whether the statement tells one number of a thing.
func (s *statement) single(unit uint32) bool {
	n := 0
	for _, m := range s.numbers() {
		if m.unit == unit {
			n++
		}
	}
	return n == 1
}

func close(a, b uint64) bool {
	if a < b {
		a, b = b, a
	}
	return (a-b)*100 <= a*differs
}

// warnings tells of the conflicts of events that no editor has settled, at the words of the claim that fewest sources
// make. A weekday that isn't that of its date is told where the date is read.
func warnings(events []*corpus.Event) diag.List {
	var diags diag.List
	for _, e := range events {
		for _, x := range e.Conflicts {
			if e.Curated != nil || x.Kind == corpus.WeekdayConflict {
				continue
			}
			i := len(x.Claims) - 1
			for len(x.Claims[i].Statements) == 0 {
				i--
			}
			s := &e.Statements[x.Claims[i].Statements[0]]
			diags = append(diags, diag.At(diag.Warning, "sources-disagree", s.Document.Clipping.Source, s.Clause, "%s", x.Why).
				WithHint("settle it in content/timeline/%s.md: its date and title then stand, and the conflict is shown beside them", e.ID))
		}
	}
	return diags
}

// orderConflicts finds the events that a source tells in an order which their dates deny: one that "was followed by"
// another is dated after it.
func (l *linker) orderConflicts(events []*happening) {
	of := map[*statement]*happening{} // of those that others say they came after
	for i := range l.statements {
		if s := &l.statements[i]; s.follows >= 0 && s.timex >= 0 {
			of[&l.statements[s.follows]] = nil
		}
	}
	for _, h := range events {
		for _, s := range h.members {
			if _, asked := of[s]; asked {
				of[s] = h
			}
		}
	}
	for _, h := range events {
		for i, s := range h.members {
			if s.follows < 0 || s.timex < 0 {
				continue
			}
			before := &l.statements[s.follows]
			o := of[before]
			if o == nil || o == h || before.timex < 0 || !earlier(h.Date, o.Date) {
				continue
			}
			h.Conflicts = append(h.Conflicts, corpus.Conflict{Kind: corpus.OrderConflict,
				Claims: []corpus.Claim{
					{Text: s.doc.Text(s.doc.Timexes[s.timex].Span), Date: h.Date, Statements: []int{i}},
					{Text: before.doc.Text(before.doc.Timexes[before.timex].Span), Date: o.Date},
				},
				Why: fmt.Sprintf("%s %s tells it after what is dated %s, but it is dated %s", s.doc.ID(), corpus.SentenceID(int(s.sentence)), o.Date, h.Date)})
		}
	}
}

// earlier reports whether one date is over before the other begins.
func earlier(a, b edtf.Value) bool {
	_, to, _, hasTo := a.Bounds()
	from, _, hasFrom, _ := b.Bounds()
	return hasTo && hasFrom && to < from
}
