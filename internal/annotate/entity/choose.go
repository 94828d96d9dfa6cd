package entity

import (
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A choice is a mention in tokens.
type choice struct {
	from, to int32
	entity   int32
	kind     corpus.MentionKind
	ground   *corpus.Ground
}

// choose resolves overlaps: of names the one that begins first, of these the longest; then descriptions, which leave
// room for the names inside them. They are returned with what was forced, in the order of the text.
func (r *reading) choose(forced []choice) []choice {
	taken := r.taken
	for _, f := range forced {
		mark(taken, f.from, f.to)
	}
	names := r.chooseNames(taken)
	var described []choice
	for i := range r.list {
		c := &r.list[i]
		if c.refused || c.claim.entity < 0 || !c.claim.described() || r.longerDescription(i) {
			continue
		}
		d, ok := r.describe(c, names, forced)
		if !ok || overlaps(forced, d.from, d.to) || len(described) > 0 && d.from < described[len(described)-1].to || !r.yield(names, d) {
			continue
		}
		described = append(described, d)
	}
	names = slices.DeleteFunc(names, func(n choice) bool { return n.entity < 0 })
	if len(described)+len(forced) == 0 {
		return names
	}
	all := append(merge(r.merged[:0], names, described), forced...)
	r.merged = all
	if len(forced) > 0 {
		slices.SortFunc(all, func(a, b choice) int { return int(a.from) - int(b.from) })
	}
	return all
}

// merge adds two lists to all, each in the order of the text, as one.
func merge(all, a, b []choice) []choice {
	for _, c := range b {
		for len(a) > 0 && a[0].from < c.from {
			all, a = append(all, a[0]), a[1:]
		}
		all = append(all, c)
	}
	return append(all, a...)
}

// yield gives the tokens of a description to it: from the names inside it that are its entity's own, or, in an epithet,
// say where somebody sits. It reports whether that sufficed, and takes such names away, marked by an entity of -1.
func (r *reading) yield(names []choice, d choice) bool {
	inside := near(names, d.from, d.to)
	for _, n := range inside {
		if n.entity >= 0 && n.from < d.to && d.from < n.to &&
			(n.from < d.from || d.to < n.to || n.entity != d.entity && (d.kind != corpus.Epithet || !r.seat(n))) {
			return false
		}
	}
	for k := range inside {
		if n := &inside[k]; n.from < d.to && d.from < n.to {
			n.entity = -1
		}
	}
	return true
}

// near returns the choices, of a list in order, that touch the tokens or stand within two of them.
func near(list []choice, from, to int32) []choice {
	i, _ := slices.BinarySearchFunc(list, from-2, func(c choice, t int32) int { return int(c.to) - int(t) })
	j := i
	for j < len(list) && list[j].from <= to+2 {
		j++
	}
	return list[i:j]
}

func mark(taken []bool, from, to int32) {
	for i := from; i < to; i++ {
		taken[i] = true
	}
}

func free(taken []bool, from, to int32) bool { return !slices.Contains(taken[from:to], true) }

func (r *reading) chooseNames(taken []bool) []choice {
	order := r.order
	for i := range r.list {
		if c := &r.list[i]; !c.refused && !c.claim.described() {
			order = append(order, int32(i))
		}
	}
	r.order = order
	chosen := r.chosen[:0]
	slices.SortStableFunc(order, func(a, b int32) int {
		x, y := &r.list[a], &r.list[b]
		if x.from != y.from {
			return int(x.from) - int(y.from)
		}
		return int(y.to) - int(x.to)
	})
	for _, i := range order {
		c := &r.list[i]
		if !free(taken, c.from, c.to) {
			continue
		}
		mark(taken, c.from, c.to)
		if c.claim.entity >= 0 {
			chosen = append(chosen, choice{c.from, c.to, c.claim.entity, corpus.Name, r.ground(c)})
		}
	}
	r.chosen = chosen
	return chosen
}

// longerDescription reports whether another description covers candidate i.
func (r *reading) longerDescription(i int) bool {
	c := &r.list[i]
	for j := i - 1; j >= 0 && r.list[j].begin > c.begin-nameTokens; j-- {
		if r.list[j].describesMore(c) {
			return true
		}
	}
	for j := i + 1; j < len(r.list) && r.list[j].begin <= c.begin; j++ {
		if r.list[j].describesMore(c) {
			return true
		}
	}
	return false
}

func (o *candidate) describesMore(c *candidate) bool {
	return !o.refused && o.claim.entity >= 0 && o.claim.described() && o.from <= c.from && c.to <= o.to && o.to-o.from > c.to-c.from
}

// describe returns the mention that a description makes beside the names already chosen.
func (r *reading) describe(c *candidate, names, forced []choice) (choice, bool) {
	kind := c.claim.kind()
	d := choice{c.from, c.to, c.claim.entity, kind, nil}
	if c.doubts&doubtLeaning != 0 && !r.leansOn(c, names) {
		return d, false
	}
	if kind == corpus.Epithet && r.apposed(c, names) {
		return d, false
	}
	for _, n := range slices.Concat(near(names, c.from, c.to), near(forced, c.from, c.to)) {
		if n.entity < 0 || n.to <= c.from || c.to <= n.from || n.entity == c.claim.entity || kind == corpus.Epithet && r.seat(n) {
			continue
		}
		if n.from <= c.from && c.to <= n.to {
			return d, false
		}
		d = r.cut(d, n)
		c.reason = "beside the name inside it"
	}
	d.ground = r.ground(c)
	return d, r.contentful(d)
}

// seat reports whether a name says where somebody or something sits: a place's, or a seat of power's.
func (r *reading) seat(n choice) bool {
	if r.m.entities[n.entity].Type == "place" {
		return true
	}
	s := ""
	for i := int(n.from); i >= 0 && i < int(n.to); i = nextWord(r.t, i) {
		if s != "" {
			s += " "
		}
		s += r.t.Fold(i)
	}
	return r.all.has(seats, s)
}

// cut shortens a description to the words before a name inside it, or after it where none stand before.
func (r *reading) cut(d choice, n choice) choice {
	before := d
	before.to = max(min(n.from, d.to), d.from)
	for before.to > before.from && r.empty(int(before.to-1)) {
		before.to--
	}
	if r.contentful(before) {
		return before
	}
	d.from = min(max(n.to, d.from), d.to)
	for d.from < d.to && r.empty(int(d.from)) {
		d.from++
	}
	return d
}

// empty reports whether a token says nothing by itself: a sign, an article, a linking word, the s of a possessive.
func (r *reading) empty(i int) bool {
	f := r.t.Fold(i)
	return r.t.List[i].Kind == text.Punct || r.all.has(linkers, f) || r.all.has(articles, f) || len(f) < 2
}

func (r *reading) contentful(d choice) bool {
	for i := d.from; i < d.to; i++ {
		if !r.empty(int(i)) {
			return true
		}
	}
	return false
}

// leaning is how many names back a description of one word may lean.
const leaning = 50

// leansOn reports whether the entity is the last of its type named before a description of one word.
func (r *reading) leansOn(c *candidate, names []choice) bool {
	typ := r.m.entities[c.claim.entity].Type
	before, _ := slices.BinarySearchFunc(names, c.from, func(n choice, t int32) int { return int(n.from) - int(t) })
	for _, n := range slices.Backward(names[max(0, before-leaning):before]) {
		if n.entity >= 0 && r.m.entities[n.entity].Type == typ {
			c.reason = "last named before it"
			return n.entity == c.claim.entity
		}
	}
	return false
}

// apposed reports whether an epithet stands beside a name in apposition: of its own entity, which needs no second link,
// or of another person, whom it then describes.
func (r *reading) apposed(c *candidate, names []choice) bool {
	for _, n := range near(names, c.from, c.to) {
		if n.entity < 0 {
			continue
		}
		after, before := r.beyond(int(c.to), 1) == int(n.from), r.beyond(int(c.from)-1, -1) == int(n.to)-1
		switch {
		case !after && !before:
		case n.entity == c.claim.entity:
			return true
		case r.m.entities[n.entity].Type == "person" && r.m.entities[c.claim.entity].Type == "person":
			return after || r.closes(int(c.to))
		}
	}
	if r.m.entities[c.claim.entity].Type != "person" || r.claimIsName(c) {
		return false
	}
	return r.strangerAfter(c) || r.strangerBefore(c)
}

func (r *reading) claimIsName(c *candidate) bool {
	return c.claim.capital > 0 && c.claim.content == c.claim.capital
}

// beyond returns the token at i, or the one beyond it in the direction step if it is a comma.
func (r *reading) beyond(i, step int) int {
	if i >= 0 && i < r.t.Len() && r.t.Raw(i) == "," {
		return i + step
	}
	return i
}

// closes reports whether a sign stands at token i that ends an apposition.
func (r *reading) closes(i int) bool {
	return i >= r.t.Len() || r.t.List[i].Kind == text.Punct && r.t.Fold(i) != "'" && r.t.Fold(i) != "-"
}

// strangerAfter reports whether a name that no entity bears follows the epithet: "the american president Joe Biden".
func (r *reading) strangerAfter(c *candidate) bool {
	i := int(c.to)
	if i < r.t.Len() && r.named(i) && r.t.List[i].Line == r.t.List[i-1].Line {
		return len(r.startingAt(int32(i))) == 0
	}
	if j := r.beyond(i, 1); j != i && j+1 < r.t.Len() && r.named(j) && r.named(j+1) && len(r.startingAt(int32(j))) == 0 {
		return r.all.hasAt(given, r.t, j) || r.closes(j+2)
	}
	return false
}

// strangerBefore reports whether the epithet describes such a name before it: "Joe Biden, the american president, said".
func (r *reading) strangerBefore(c *candidate) bool {
	i := int(c.from) - 1
	j := r.beyond(i, -1)
	return j != i && j > 0 && r.closes(int(c.to)) && r.named(j) && r.named(j-1) && len(r.endingAt(int32(j+1))) == 0
}
