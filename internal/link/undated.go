package link

import (
	"slices"

	"briefing/internal/edtf"
)

const (
	shared     = 3   // names that an undated statement must share with an event
	rareEnough = 600 // points that one of them must bring: a name that few statements have
	recent     = 10  // days up to which a document tells of an event without saying when
	asked      = 16  // events that an undated statement is compared with
)

// attach joins statements without a date to dated events, and to one another. It takes strong evidence: the same words
// quoted, or three names or more, one of them rare, and a matter. What is attached doesn't make the event look like more,
// so that no chain begins with it.
func (l *linker) attach(of []*cluster, merge func(a, b int32)) {
	index := l.byRareName(of)
	profiles := map[*cluster]*statement{}
	type attached struct{ event, statement int32 }
	var found []attached
	for i := range l.statements {
		u := &l.statements[i]
		if !u.free() || len(of[i].members) > 1 {
			continue
		}
		best, most := int32(-1), 0
		for _, c := range l.candidates(u, index) {
			p := profiles[of[c]]
			if p == nil {
				p = l.profile(of[c])
				profiles[of[c]] = p
			}
			if points := l.alone(u, p, of[c]); points > most {
				best, most = c, points
			}
		}
		if best >= 0 {
			found = append(found, attached{best, int32(i)})
		}
	}
	for _, f := range found {
		u := &l.statements[f.statement]
		first := &l.statements[of[f.event].first[0]]
		u.inherited = first.known()
		l.note(u, profiles[of[f.event]])
	}
	for _, f := range found {
		merge(f.event, f.statement)
	}
	l.pool(of, merge)
}

// free reports whether a statement says nothing of when.
func (s *statement) free() bool {
	return !s.known() && s.timex < 0 && s.continues < 0
}

// byRareName lists under each rare name the first statements of the dated events that name it.
func (l *linker) byRareName(of []*cluster) map[int32][]int32 {
	index := map[int32][]int32{}
	for i := range l.statements {
		s := &l.statements[i]
		if !s.dated() {
			continue
		}
		first := of[i].first[0]
		for _, n := range s.entities {
			if rare(l.entityCount[n.entity]) >= rareEnough && !slices.Contains(index[n.entity], first) {
				index[n.entity] = append(index[n.entity], first)
			}
		}
	}
	return index
}

// candidates returns the events to compare an undated statement with, each by its first statement.
func (l *linker) candidates(u *statement, index map[int32][]int32) []int32 {
	var list []int32
	for _, n := range u.entities {
		if !n.core {
			continue
		}
		for _, c := range index[n.entity] {
			if len(list) < asked && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	return list
}

// profile returns a statement of all that those of an event name and tell.
func (l *linker) profile(c *cluster) *statement {
	members := c.sorted()
	p := l.statements[members[0]]
	p.entities, p.words, p.more = slices.Clone(p.entities), slices.Clone(p.words), &details{p.voice(), slices.Clone(p.numbers())}
	for _, m := range members[1:] {
		s := &l.statements[m]
		for _, n := range s.entities {
			w := uint8(side)
			if n.core {
				w = core
			}
			p.name(n.entity, w)
		}
		p.concepts |= s.concepts
		p.more.numbers = append(p.more.numbers, s.numbers()...)
		if s.doc.Lang == p.doc.Lang {
			p.words = append(p.words, s.words...)
		}
	}
	p.words = sortedWords(p.words)
	return &p
}

// alone returns the points for an undated statement to tell of an event; 0 where they don't suffice.
func (l *linker) alone(u, p *statement, c *cluster) int {
	if p.deadline || !l.timely(u, p) {
		return 0
	}
	names, best := 0, 0
	for _, n := range u.entities {
		if p.names(n.entity) {
			names++
			best = max(best, rare(l.entityCount[n.entity]))
		}
	}
	if names < shared || best < rareEnough || u.concepts&p.concepts&^l.common == 0 {
		return 0
	}
	points, _ := l.score(u, p)
	if points < enoughAlone || slices.ContainsFunc(c.members, func(m int32) bool { return l.apart(u, &l.statements[m]) }) {
		return 0
	}
	return points
}

// timely reports whether a document without a date for its news was published soon after an event.
func (l *linker) timely(u, p *statement) bool {
	published, ok := dayOf(u.doc.Published.Date)
	last := p.readings()[len(p.readings())-1].to
	return ok && p.readings()[0].from <= published && published <= last+recent
}

// dayOf returns the last day of a date.
func dayOf(v edtf.Value) (edtf.Day, bool) {
	_, to, _, ok := v.Bounds()
	return to, ok
}

// pool joins the statements that no event took with one another: what one document tells twice, or two with the same
// words.
func (l *linker) pool(of []*cluster, merge func(a, b int32)) {
	byName := map[int32][]int32{}
	for i := range l.statements {
		u := &l.statements[i]
		if !u.free() || len(of[i].members) > 1 {
			continue
		}
		for _, n := range u.entities {
			if !n.core {
				continue
			}
			list := byName[n.entity]
			for _, j := range list[max(0, len(list)-reachOf):] {
				o := &l.statements[j]
				if of[i] == of[j] || !l.together(u, o) {
					continue
				}
				l.note(u, o)
				merge(j, int32(i))
			}
			byName[n.entity] = append(list, int32(i))
		}
	}
}

// together reports whether two undated statements tell of one event.
func (l *linker) together(u, o *statement) bool {
	if l.apart(u, o) || !u.main && !o.main {
		return false
	}
	a, okA := dayOf(u.doc.Published.Date)
	b, okB := dayOf(o.doc.Published.Date)
	if okA && okB && (a-b > recent || b-a > recent) {
		return false
	}
	points, _ := l.score(u, o)
	return points >= enoughAlone
}
