package link

import (
	"slices"
	"sync"

	"briefing/internal/parallel"
)

// A likeness is two statements that are taken for one event.
type likeness struct {
	a, b   int32 // indexes of statements, a before b
	points int32
}

// pairs returns the pairs of dated statements that join, the strongest first. Only statements that sit at one table are
// compared, and there only those that share something: an entity, a rare word, a number. So the work grows with the
// number of statements, not with its square.
func (l *linker) pairs() []likeness {
	seats := l.seats()
	var tables [][]seat
	for i := 0; i < len(seats); {
		j := i + 1
		for j < len(seats) && seats[j].table == seats[i].table {
			j++
		}
		if j > i+1 {
			tables = append(tables, seats[i:j])
		}
		i = j
	}
	l.mark()
	found := make([][]likeness, len(tables))
	var spare sync.Pool
	parallel.Each(len(tables), func(i int) {
		t, _ := spare.Get().(*table)
		if t == nil {
			t = &table{linker: l, count: make([]int32, l.kinds)}
		}
		found[i] = t.meet(tables[i])
		spare.Put(t)
	})
	list := slices.Concat(found...)
	slices.SortFunc(list, func(x, y likeness) int {
		switch {
		case x.points != y.points:
			return int(y.points - x.points)
		case x.a != y.a:
			return int(x.a - y.a)
		}
		return int(x.b - y.b)
	})
	return slices.Compact(list)
}

// A cluster is the statements of one event.
type cluster struct {
	members []int32        // indexes of statements
	mixed   bool           // members aren't ascending
	first   [sampled]int32 // the first of them, ascending
}

// sampled is how many statements of a large cluster are asked whether they fit.
const sampled = 6

// heads returns the first members.
func (c *cluster) heads() []int32 { return c.first[:min(len(c.members), sampled)] }

// sorted returns the members, ascending.
func (c *cluster) sorted() []int32 {
	if c.mixed {
		slices.Sort(c.members)
		c.mixed = false
	}
	return c.members
}

// take adds the members of another cluster.
func (c *cluster) take(o *cluster) {
	var first [sampled]int32
	x, y := c.heads(), o.heads()
	for i := range first {
		switch {
		case len(x) > 0 && (len(y) == 0 || x[0] < y[0]):
			first[i], x = x[0], x[1:]
		case len(y) > 0:
			first[i], y = y[0], y[1:]
		}
	}
	c.first, c.mixed = first, true
	c.members = append(c.members, o.members...)
}

// clusters joins the statements into events. The strongest pairs come first; two clusters are joined only if no two of
// their statements exclude each other and they fit on the whole, so that a chain of likenesses can't drift.
func (l *linker) clusters() []*cluster {
	of := make([]*cluster, len(l.statements))
	single, numbers := make([]cluster, len(l.statements)), make([]int32, len(l.statements))
	for i := range l.statements {
		numbers[i] = int32(i)
		single[i].members = numbers[i : i+1 : i+1]
		single[i].first[0] = int32(i)
		of[i] = &single[i]
	}
	merge := func(a, b int32) {
		x, y := of[a], of[b]
		if len(x.members) < len(y.members) {
			x, y = y, x
		}
		for _, m := range y.members {
			of[m] = x
		}
		x.take(y)
	}
	for _, p := range l.pairs() {
		if of[p.a] != of[p.b] && l.fit(of[p.a], of[p.b]) {
			merge(p.a, p.b)
			l.liken(p)
		}
	}
	for i := range l.statements {
		if s := &l.statements[i]; s.continues >= 0 && of[i] != of[s.continues] {
			merge(s.continues, int32(i))
		}
	}
	l.attach(of, merge)
	var list []*cluster
	for i, c := range of {
		if c.first[0] == int32(i) {
			list = append(list, c)
		}
	}
	return list
}

// liken notes by which other the later statement of a pair belongs to its event.
func (l *linker) liken(p likeness) {
	a, b := &l.statements[p.a], &l.statements[p.b]
	a.inherited = a.inherited || a.free() && b.known()
	b.inherited = b.inherited || b.free() && a.known()
	if b.reason == noReason && b.like < 0 {
		b.like = p.a
	} else if a.reason == noReason && a.like < 0 {
		a.like = p.b
	}
}

// fit reports whether two clusters may be one event.
func (l *linker) fit(x, y *cluster) bool {
	points, n := 0, 0
	for _, i := range x.heads() {
		for _, j := range y.heads() {
			a, b := &l.statements[i], &l.statements[j]
			if l.apart(a, b) {
				return false
			}
			more, _ := l.score(a, b)
			points += min(more, enough) // one strong pair doesn't speak for the others
			n++
		}
	}
	return points >= fits*n
}
