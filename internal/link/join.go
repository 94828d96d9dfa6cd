package link

import "slices"

// A likeness is two statements that are taken for one event.
type likeness struct {
	a, b   int32 // indexes of statements, a before b
	points int
}

// A posting says that a statement can be found under a key.
type posting struct {
	key       uint64
	statement int32
	entity    int32 // that the key holds, -1 for none
	own       bool  // the key is of its own grain; others only meet such
}

const (
	crowded = 16 // statements under one key up to which each is compared with each
	reachOf = 4  // of the ones before, each is compared with that many under a key that is still crowded
)

// pairs returns the pairs of dated statements that join, the strongest first. Only statements that can be found under
// one key are compared: a date and an entity, a date and a rare word, a number, a quotation. So the work grows with
// the number of statements, not with its square.
func (l *linker) pairs() []likeness {
	list := l.meet(l.postings(), nil, false)
	slices.SortFunc(list, func(x, y likeness) int {
		switch {
		case x.points != y.points:
			return y.points - x.points
		case x.a != y.a:
			return int(x.a - y.a)
		}
		return int(x.b - y.b)
	})
	return slices.Compact(list)
}

// postings lists the keys of all dated statements.
func (l *linker) postings() []posting {
	list := make([]posting, 0, 6*len(l.statements))
	longer := l.longer()
	for i := range l.statements {
		s := &l.statements[i]
		if s.continues >= 0 {
			continue
		}
		if s.quote != 0 {
			list = append(list, posting{mix(s.quote, 1), int32(i), -1, true})
		}
		if !s.known() {
			if s.term.n > 0 {
				list = append(list, posting{mix(uint64(s.at), uint64(s.term.n)<<8|uint64(s.term.unit)), int32(i), -1, true})
			}
			continue
		}
		for _, n := range s.numbers {
			for _, e := range s.entities {
				list = append(list, posting{mix(n.value, uint64(e.entity)+2), int32(i), -1, true})
			}
		}
		for _, r := range s.readings {
			for g, unit := range [...]uint64{uint64(r.from), bucketMonth(r), bucketYear(r)} {
				own := g == unitOf(s.grain)
				key := mix(unit, uint64(g)+1<<40)
				if g < unitOf(s.grain) || !own && !longer[key] {
					continue
				}
				for _, e := range s.entities {
					list = append(list, posting{mix(key, uint64(e.entity)+1<<20), int32(i), e.entity, own})
				}
				for _, n := range s.numbers {
					list = append(list, posting{mix(key, n.value+1<<50), int32(i), -1, own})
				}
				for _, w := range rarest(s.words) {
					list = append(list, posting{mix(key, uint64(w)+1<<51), int32(i), -1, own})
				}
			}
		}
	}
	return list
}

// unitOf returns which unit of the calendar a grain is found under: days, months, years.
func unitOf(g grain) int { return [...]int{0, 0, 1, 1, 2}[g] }

func bucketMonth(s stretch) uint64 {
	y, m, _ := s.from.Date()
	return uint64(y*12 + m)
}

func bucketYear(s stretch) uint64 {
	y, _, _ := s.from.Date()
	return uint64(y)
}

// longer returns the months and years that a statement gives as its whole date: the keys under which more precise
// statements are to be found too.
func (l *linker) longer() map[uint64]bool {
	keys := map[uint64]bool{}
	for i := range l.statements {
		if s := &l.statements[i]; s.known() && s.continues < 0 {
			switch r := s.readings[0]; unitOf(s.grain) {
			case 1:
				keys[mix(bucketMonth(r), 1+1<<40)] = true
			case 2:
				keys[mix(bucketYear(r), 2+1<<40)] = true
			}
		}
	}
	return keys
}

// rarest returns the words that the fewest statements have, at most three.
func rarest(words []stemmed) []uint32 {
	const most = 3
	var best [most]uint32
	var points [most]int32
	n := 0
	for _, w := range words {
		if w.points >= pointsWord {
			continue // nobody else has it
		}
		k := n
		for k > 0 && points[k-1] < w.points {
			k--
		}
		if k == most {
			continue
		}
		if n < most {
			n++
		}
		copy(best[k+1:n], best[k:n-1])
		copy(points[k+1:n], points[k:n-1])
		best[k], points[k] = w.stem, w.points
	}
	return slices.Clone(best[:n])
}

// mix joins two keys into one (SplitMix64 by Sebastiano Vigna).
func mix(a, b uint64) uint64 {
	x := a*0x9e3779b97f4a7c15 + b
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// meet adds to found the statements that are found under one key and join. Where a key is crowded they meet under two
// things that they share; where that is crowded too, each meets only those next to it.
func (l *linker) meet(list []posting, found []likeness, again bool) []likeness {
	slices.SortFunc(list, func(x, y posting) int {
		switch {
		case x.key < y.key:
			return -1
		case x.key > y.key:
			return 1
		}
		return int(x.statement - y.statement)
	})
	var finer []posting
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j].key == list[i].key {
			j++
		}
		under := list[i:j]
		i = j
		if len(under) > crowded && !again {
			if finer == nil {
				finer = make([]posting, 0, len(list))
			}
			finer = l.refine(finer, under)
			continue
		}
		for n, x := range under {
			first := 0
			if len(under) > crowded {
				first = max(0, n-reachOf)
			}
			for _, y := range under[first:n] {
				if !x.own && !y.own || x.statement == y.statement {
					continue
				}
				a, b := &l.statements[y.statement], &l.statements[x.statement]
				if x.entity >= 0 && l.rarestShared(a, b) != x.entity {
					continue // they meet under that one
				}
				if points, ok := l.joins(a, b); ok {
					found = append(found, likeness{y.statement, x.statement, points})
				}
			}
		}
	}
	if len(finer) > 0 {
		found = l.meet(finer, found, true)
	}
	return found
}

// rarestShared returns the entity that both name and the fewest statements do, -1 for none.
func (l *linker) rarestShared(a, b *statement) int32 {
	best := int32(-1)
	for _, n := range a.entities {
		if b.names(n.entity) && (best < 0 || l.entityCount[n.entity] < l.entityCount[best] ||
			l.entityCount[n.entity] == l.entityCount[best] && n.entity < best) {
			best = n.entity
		}
	}
	return best
}

// refine adds keys for statements that share a crowded one: what else each names and tells of.
func (l *linker) refine(list, under []posting) []posting {
	for _, p := range under {
		s := &l.statements[p.statement]
		for _, e := range s.entities {
			list = append(list, posting{mix(p.key, uint64(e.entity)+1<<21), p.statement, p.entity, p.own})
		}
		for _, w := range rarest(s.words) {
			list = append(list, posting{mix(p.key, uint64(w)+1<<52), p.statement, p.entity, p.own})
		}
	}
	return list
}

// A cluster is the statements of one event.
type cluster struct {
	members []int32 // indexes of statements, ascending
}

// clusters joins the statements into events. The strongest pairs come first; two clusters are joined only if no two of
// their statements exclude each other and they fit on the whole, so that a chain of likenesses can't drift.
func (l *linker) clusters() []*cluster {
	of := make([]*cluster, len(l.statements))
	single, numbers := make([]cluster, len(l.statements)), make([]int32, len(l.statements))
	for i := range l.statements {
		numbers[i] = int32(i)
		single[i].members = numbers[i : i+1 : i+1]
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
		x.members = append(x.members, y.members...)
		slices.Sort(x.members)
	}
	for _, p := range l.pairs() {
		if of[p.a] != of[p.b] && l.fit(of[p.a], of[p.b]) {
			merge(p.a, p.b)
			l.explain(p)
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
		if c.members[0] == int32(i) {
			list = append(list, c)
		}
	}
	return list
}

// explain notes why the later statement of a pair belongs to its event.
func (l *linker) explain(p likeness) {
	a, b := &l.statements[p.a], &l.statements[p.b]
	a.inherited = a.inherited || a.free() && b.known()
	b.inherited = b.inherited || b.free() && a.known()
	if b.why == "" {
		b.why = l.why(b, a)
	} else if a.why == "" {
		a.why = l.why(a, b)
	}
}

// sampled is how many statements of a large cluster are asked whether they fit.
const sampled = 6

// fit reports whether two clusters may be one event.
func (l *linker) fit(x, y *cluster) bool {
	points, n := 0, 0
	for _, i := range x.members[:min(len(x.members), sampled)] {
		for _, j := range y.members[:min(len(y.members), sampled)] {
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
