package link

import (
	"cmp"
	"slices"
)

// A seat says that a statement sits at a table: among those of one day, month or year, those that tell one number, or
// those that quote the same words.
type seat struct {
	table     uint64
	statement int32
	kind      tableKind
	own       bool // the day, month or year is of its own grain; others only meet such
}

type tableKind uint8

const (
	dateTable   tableKind = iota
	numberTable           // they meet by the entities they name
	wholeTable            // all of them meet
)

const (
	crowded = 16 // statements that share one thing up to which each is compared with each
	reachOf = 4  // of the ones before, each is compared with that many where they share two and are still crowded
)

// seats lists where all statements sit that say when, or quote somebody; by table, then by statement.
func (l *linker) seats() []seat {
	list := make([]seat, 0, 2*len(l.statements))
	longer := l.longer()
	for i := range l.statements {
		s := &l.statements[i]
		if s.continues >= 0 {
			continue
		}
		if s.quote != 0 {
			list = append(list, seat{mix(s.quote, 1), int32(i), wholeTable, true})
		}
		if !s.known() {
			if s.term.n > 0 {
				list = append(list, seat{mix(uint64(s.at), uint64(s.term.n)<<8|uint64(s.term.unit)), int32(i), wholeTable, true})
			}
			continue
		}
		if len(s.entities) > 0 {
			for _, n := range s.numbers() {
				list = append(list, seat{mix(n.value, 2), int32(i), numberTable, true})
			}
		}
		for _, r := range s.readings() {
			for g, unit := range [...]uint64{uint64(r.from), bucketMonth(r), bucketYear(r)} {
				own := g == unitOf(s.grain)
				key := mix(unit, uint64(g)+1<<40)
				if g >= unitOf(s.grain) && (own || longer[key]) {
					list = append(list, seat{key, int32(i), dateTable, own})
				}
			}
		}
	}
	slices.SortFunc(list, func(x, y seat) int {
		return cmp.Or(cmp.Compare(x.table, y.table), cmp.Compare(x.statement, y.statement))
	})
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
			switch r := s.readings()[0]; unitOf(s.grain) {
			case 1:
				keys[mix(bucketMonth(r), 1+1<<40)] = true
			case 2:
				keys[mix(bucketYear(r), 2+1<<40)] = true
			}
		}
	}
	return keys
}

// rarest appends the numbers of the words that the fewest statements have, at most three.
func (l *linker) rarest(list []int32, words []stemmed, first int32) []int32 {
	const most = 3
	var best [most]int32
	var points [most]int32
	n := 0
	for _, w := range words {
		worth := int32(l.worth(w))
		if worth >= pointsWord {
			continue // nobody else has it
		}
		k := n
		for k > 0 && points[k-1] < worth {
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
		best[k], points[k] = w.id(), worth
	}
	for _, id := range best[:n] {
		list = append(list, first+id)
	}
	return list
}

// mix joins two keys into one (SplitMix64 by Sebastiano Vigna).
func mix(a, b uint64) uint64 {
	x := a*0x9e3779b97f4a7c15 + b
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// mark gives each statement its marks: the numbers of the entities it names, of its rarest words and of the numbers it
// tells, by which statements meet.
func (l *linker) mark() {
	words := int32(len(l.entities))
	numbers := words + int32(len(l.words.keys))
	l.kinds = int(numbers) + len(l.numbers.keys)
	order := l.byRarity()
	l.marks, l.markEnds = make([]int32, 0, 4*len(l.statements)), make([]int32, len(l.statements))
	for i := range l.statements {
		s := &l.statements[i]
		if s.continues < 0 && (s.known() || s.quote != 0 || s.term.n != 0) {
			from := len(l.marks)
			for _, n := range s.entities {
				l.marks = append(l.marks, n.entity)
			}
			slices.SortFunc(l.marks[from:], func(a, b int32) int { return int(order[a] - order[b]) })
			l.marks = l.rarest(l.marks, s.words, words)
			for _, n := range s.numbers() {
				l.marks = append(l.marks, numbers+n.id)
			}
		}
		l.markEnds[i] = int32(len(l.marks))
	}
}

// marksOf returns the marks of statement i: first those of entities, then of words, then of numbers.
func (l *linker) marksOf(i int32) []int32 {
	from := int32(0)
	if i > 0 {
		from = l.markEnds[i-1]
	}
	return l.marks[from:l.markEnds[i]]
}

// refined returns those that part crowds: all but the numbers.
func (l *linker) refined(i int32) []int32 {
	list := l.marksOf(i)
	return list[:len(list)-len(l.statements[i].numbers())]
}

// namesOf returns those of entities.
func (l *linker) namesOf(i int32) []int32 { return l.marksOf(i)[:len(l.statements[i].entities)] }

// byRarity returns the place of each entity among all, those that fewest statements name first.
func (l *linker) byRarity() []int32 {
	list, order := make([]int32, len(l.entities)), make([]int32, len(l.entities))
	for i := range list {
		list[i] = int32(i)
	}
	slices.SortFunc(list, func(a, b int32) int {
		return cmp.Or(cmp.Compare(l.entityCount[a], l.entityCount[b]), cmp.Compare(a, b))
	})
	for place, e := range list {
		order[e] = int32(place)
	}
	return order
}

// A table finds the pairs that join among the statements that sit at it. What it holds is used again for the next.
type table struct {
	*linker
	seats  []seat
	all    []int32 // the seats, by number
	count  []int32 // by mark; all zero between two uses
	seen   []int32 // the marks that were counted
	sorted []int32 // seats, those of one group beside one another
	coarse []group // before those are parted that are crowded
	groups []group
	first  []int32 // of each seat: where its places begin
	places []place // by seat
	met    []int32 // by seat: 1 and the last seat that it was compared with
}

// A group is statements that meet because they share something.
type group struct {
	mark     int32 // what they share
	from, to int32 // in table.sorted
	entity   int32 // that they meet by, -1 for none
}

// A place is one in a group.
type place struct{ group, at int32 }

// meet returns the pairs of statements that share a mark and join. Where a mark is crowded they meet by two that they
// share; where that is crowded too, each meets only those next to it.
func (t *table) meet(seats []seat) []likeness {
	kind := seats[0].kind
	t.seats, t.all, t.sorted = seats, t.all[:0], t.sorted[:0]
	t.coarse, t.groups = t.coarse[:0], t.groups[:0]
	for i := range seats {
		t.all = append(t.all, int32(i))
	}
	switch kind {
	case wholeTable:
		t.sorted = append(t.sorted, t.all...)
		t.coarse = append(t.coarse, group{mark: -1, to: int32(len(seats))})
	case numberTable:
		t.coarse = t.split(t.coarse, t.all, t.namesOf)
	default:
		t.coarse = t.split(t.coarse, t.all, t.marksOf)
	}
	for _, g := range t.coarse {
		g.entity = -1
		if kind == dateTable && int(g.mark) < len(t.entities) {
			g.entity = g.mark
		}
		if g.to-g.from <= crowded {
			t.groups = append(t.groups, g)
			continue
		}
		n := len(t.groups)
		t.groups = t.split(t.groups, t.sorted[g.from:g.to], t.refined)
		for i := range t.groups[n:] {
			t.groups[n+i].entity = g.entity
		}
	}
	return t.compare()
}

// split adds to groups those that the marks of some seats make.
func (t *table) split(groups []group, list []int32, marks func(int32) []int32) []group {
	t.seen = t.seen[:0]
	for _, i := range list {
		for _, m := range marks(t.seats[i].statement) {
			if t.count[m] == 0 {
				t.seen = append(t.seen, m)
			}
			t.count[m]++
		}
	}
	end := int32(len(t.sorted))
	for _, m := range t.seen {
		n := t.count[m]
		t.count[m] = -1
		if n > 1 {
			groups = append(groups, group{mark: m, from: end, to: end + n})
			t.count[m] = end
			end += n
		}
	}
	t.sorted = slices.Grow(t.sorted, int(end)-len(t.sorted))[:end]
	for _, i := range list {
		for _, m := range marks(t.seats[i].statement) {
			if at := t.count[m]; at >= 0 {
				t.sorted[at] = i
				t.count[m]++
			}
		}
	}
	for _, m := range t.seen {
		t.count[m] = 0
	}
	return groups
}

// compare compares each seat with those before it in its groups, once.
func (t *table) compare() []likeness {
	t.index()
	clear(t.met)
	var found []likeness
	for i := range t.seats {
		b := &t.statements[t.seats[i].statement]
		for _, p := range t.places[t.first[i]:t.first[i+1]] {
			g := &t.groups[p.group]
			from := g.from
			if g.to-g.from > crowded {
				from = max(from, p.at-reachOf)
			}
			for _, j := range t.sorted[from:p.at] {
				if t.met[j] == int32(i)+1 || !t.seats[i].own && !t.seats[j].own || t.seats[i].statement == t.seats[j].statement {
					continue
				}
				if g.entity >= 0 && t.rarestShared(t.seats[j].statement, t.seats[i].statement) != g.entity {
					continue // they meet under that one
				}
				t.met[j] = int32(i) + 1
				if points, ok := t.joins(&t.statements[t.seats[j].statement], b); ok {
					found = append(found, likeness{t.seats[j].statement, t.seats[i].statement, int32(points)})
				}
			}
		}
	}
	return found
}

// index lists the places of each seat in the groups.
func (t *table) index() {
	n := len(t.seats)
	t.first, t.met = slices.Grow(t.first[:0], n+1)[:n+1], slices.Grow(t.met[:0], n)[:n]
	clear(t.first)
	all := int32(0)
	for _, g := range t.groups {
		for _, i := range t.sorted[g.from:g.to] {
			t.first[i]++
		}
		all += g.to - g.from
	}
	for i, sum := 0, int32(0); i <= n; i++ {
		sum += t.first[i]
		t.first[i] = sum // the end, from which filling goes down
	}
	t.places = slices.Grow(t.places[:0], int(all))[:all]
	for g := len(t.groups) - 1; g >= 0; g-- {
		for at := t.groups[g].to - 1; at >= t.groups[g].from; at-- {
			i := t.sorted[at]
			t.first[i]--
			t.places[t.first[i]] = place{int32(g), at}
		}
	}
}

// rarestShared returns the entity that statements a and b name and the fewest do, -1 for none.
func (l *linker) rarestShared(a, b int32) int32 {
	others := l.namesOf(b)
	for _, e := range l.namesOf(a) {
		if slices.Contains(others, e) {
			return e
		}
	}
	return -1
}
