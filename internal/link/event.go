package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// happening makes an event of statements; nil where none of them is worth a place on the timeline by itself.
func (l *linker) happening(members []*statement) *happening {
	if !slices.ContainsFunc(members, func(s *statement) bool {
		return s.known() && s.continues < 0 || s.timex >= 0 || s.main
	}) {
		return nil
	}
	e := &corpus.Event{Statements: make([]corpus.Statement, len(members))}
	for i, s := range members {
		e.Statements[i] = s.public()
	}
	chosen := l.date(e, members)
	e.Sources = l.sources(members)
	e.Entities = l.named(members)
	l.status(e, chosen, members)
	e.Conflicts = append(e.Conflicts, l.countConflicts(members)...)
	return &happening{e, members}
}

// public returns the statement as other rooms see it.
func (s *statement) public() corpus.Statement {
	return corpus.Statement{SentenceRef: s.ref(), Timex: s.timex, Clause: s.clause, Inherited: s.inherited}
}

// date gives the event its date: of those that its statements tell, the one that most sources agree with, and of these
// the most precise. What disagrees becomes a conflict.
func (l *linker) date(e *corpus.Event, members []*statement) *claim {
	var best *statement
	bestSupport := 0
	supports := map[[2]stretch]int{} // by the days meant: what all papers report has thousands of members, and few dates
	for _, s := range members {
		if s.inherited || s.timex < 0 {
			continue
		}
		support := 1
		if len(members) > 1 {
			support = l.supportOnce(s, members, supports)
		}
		if best == nil || cmp.Or(cmp.Compare(support, bestSupport), cmp.Compare(best.width(), s.width())) > 0 {
			best, bestSupport = s, support
		}
	}
	if best == nil {
		for _, s := range members {
			if s.known() {
				e.Date = s.date
				return &s.claim
			}
		}
		return &claim{}
	}
	e.Date, e.Reckoned, e.Deadline = best.claim.date, best.reckoned, best.deadline
	if e.Deadline { // what is told of the day itself is no term
		e.Deadline = !slices.ContainsFunc(members, func(s *statement) bool { return s.timex >= 0 && !s.deadline && s.known() })
	}
	e.Conflicts = append(e.Conflicts, dateConflicts(best, members)...)
	return &best.claim
}

// width orders claims by how precise they are: one that may mean two days after one that means a day.
func (s *statement) width() int {
	if !s.known() {
		return 1 << 30
	}
	n := 0
	for _, r := range s.readings() {
		n += 2 * (int(r.to-r.from) + 1)
	}
	if s.date.Approximate() || s.date.Uncertain() {
		n++
	}
	return n
}

// support counts the sources whose dates agree with that of s.
func (l *linker) support(s *statement, members []*statement) int {
	seen := map[string]bool{}
	for _, o := range members {
		if o.timex >= 0 && !o.inherited && o.known() && s.overlaps(&o.claim) {
			seen[l.original(o.doc)] = true
		}
	}
	return len(seen)
}

// supportOnce counts the support of each date once.
func (l *linker) supportOnce(s *statement, members []*statement, counted map[[2]stretch]int) int {
	n, known := counted[s.days]
	if !known {
		n = l.support(s, members)
		counted[s.days] = n
	}
	return n
}

// original returns the id of the document whose text this one repeats, its own where it is no copy.
func (l *linker) original(d *corpus.Document) string {
	if id, ok := l.copies[d.ID()]; ok {
		return id
	}
	return d.ID()
}

// sources counts the documents that report an event, copies of one text as one.
func (l *linker) sources(members []*statement) int {
	if len(members) == 1 {
		return 1
	}
	seen := make(map[string]bool, len(members))
	for _, s := range members {
		seen[l.original(s.doc)] = true
	}
	return len(seen)
}

// named lists the entities of an event: those that the clauses themselves name, in the order of the statements.
func (l *linker) named(members []*statement) []*corpus.Entity {
	var list []*corpus.Entity
	for _, wantCore := range [...]bool{true, false} {
		for _, s := range members {
			for _, n := range s.entities {
				if e := l.entities[n.entity]; n.core == wantCore && !slices.Contains(list, e) {
					list = append(list, e)
				}
			}
		}
		if len(list) > 0 {
			break // names that only serve the clauses are no part of it
		}
	}
	return list
}

// status tells how the event stands to the documents that report it. It is planned while all of them were published
// before it.
func (l *linker) status(e *corpus.Event, c *claim, members []*statement) {
	var last edtf.Day
	known := false
	for _, s := range members {
		if d, ok := dayOf(s.doc.Published.Date); ok && (!known || d > last) {
			last, known = d, true
		}
		if d := s.doc.Published.Date; compareDates(d, e.Before) < 0 {
			e.Before = d
		}
	}
	switch {
	case !c.known() && c.deadline:
		e.Status = corpus.Planned
	case !c.known():
		e.Status = corpus.Undated
	case known && c.readings()[0].from > last, known && c.deadline && c.readings()[0].to > last, !known && c.deadline:
		e.Status = corpus.Planned
	default:
		e.Status = corpus.Past
	}
	if e.Status != corpus.Undated {
		e.Before = edtf.Value{}
	}
}

// identify gives each event an id made of the sentence that tells it first, so that documents which tell of other
// things can't rename it. Of the events of one sentence the first has that id, the others add their dates.
func identify(events []*happening) {
	taken := map[string]bool{}
	for _, e := range events {
		id := idOf(e.Event)
		if taken[id] {
			id += plain(e.Date)
		}
		for n, base := 2, id; taken[id]; n++ {
			id = fmt.Sprintf("%s-%d", base, n)
		}
		taken[id] = true
		e.ID = id
	}
}

// idOf returns the id of an event by its first statement that has a date of its own.
func idOf(e *corpus.Event) string {
	s := &e.Statements[0]
	for i := range e.Statements {
		if t := &e.Statements[i]; t.Timex >= 0 && !t.Inherited {
			s = t
			break
		}
	}
	return s.Document.ID() + "-" + s.ID()
}

// plain returns a date as a part of an id.
func plain(v edtf.Value) string {
	if v.IsZero() {
		return "-undated"
	}
	return "-" + strings.Trim(strings.ToLower(unmarked.Replace(v.String())), "-")
}

var unmarked = strings.NewReplacer("/", "-", ",", "-", "+", "-", ".", "", "~", "", "?", "", "%", "", "[", "", "]", "", "{", "", "}", "", ":", "")
