package timex

import "slices"

// A needs says what an expression must hold: for each of its bits, a word of one of the kinds of some set. What no way
// through a rule leads around is needed by it. An alternative that needs what no word near a trigger gives isn't tried.
type needs [4]uint64

// everything gives all that can be needed.
var everything = needs{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}

// mostNeeds is how many sets are told apart; what comes after them is never asked for.
const mostNeeds = 64 * len(needs{})

func (n *needs) add(i int) { n[i>>6] |= 1 << (i & 63) }

// givenBy reports whether something gives all that is needed.
func (n *needs) givenBy(given *needs) bool {
	return n[0]&^given[0]|n[1]&^given[1]|n[2]&^given[2]|n[3]&^given[3] == 0
}

// need finds what each alternative needs, and what each kind of word gives.
func (l *lookahead) need() {
	l.needed, l.known = make([][]int32, len(l.code)), make([]bool, len(l.code))
	l.ruleNeeds, l.ruleKnown = make([][]int32, len(l.rules)), make([]bool, len(l.rules))
	of := make([]needs, len(l.code))
	first := make(wordset, l.words)
	var asked []int32 // the sets that are needed, each at the number of its bit
	for r := range l.rules {
		l.needsOfRule(int32(r))
		for _, alt := range l.rules[r].alts {
			clear(first)
			l.firstOf(alt, first)
			begins := l.setOf(first) // which is asked for where an alternative is chosen
			for _, set := range l.needed[alt] {
				if set == begins {
					continue
				}
				n := slices.Index(asked, set)
				if n < 0 && len(asked) < mostNeeds {
					n = len(asked)
					asked = append(asked, set)
				}
				if n >= 0 {
					of[alt].add(n)
				}
			}
		}
	}
	for i := range l.lists {
		list := l.lists[i].list
		for k := range list {
			list[k].needs = of[list[k].alt]
		}
		l.lists[i].needs = needsOfAll(list)
	}
	l.gives = make([]needs, l.kinds)
	for n, set := range asked {
		for k := range l.gives {
			if l.wordset(set).has(uint16(k)) {
				l.gives[k].add(n)
			}
		}
	}
}

// needsOfAll returns what all alternatives of a list need.
func needsOfAll(list []start) (all needs) {
	for i := range list {
		if i == 0 {
			all = list[i].needs
		}
		for w := range all {
			all[w] &= list[i].needs[w]
		}
	}
	return all
}

// wordset returns a set by where it stands.
func (l *lookahead) wordset(at int32) wordset { return wordset(l.sets[at:][:l.words]) }

// needsOfRule returns what all alternatives of a rule need; nothing while it is being looked at, as where it holds itself.
func (l *lookahead) needsOfRule(r int32) []int32 {
	if !l.ruleKnown[r] {
		l.ruleKnown[r] = true
		var list []int32
		for i, alt := range l.rules[r].alts {
			if n := l.needsOf(alt); i == 0 {
				list = n
			} else {
				list = l.either(list, n)
			}
		}
		l.ruleNeeds[r] = list
	}
	return l.ruleNeeds[r]
}

// needsOf returns the sets of which the code at pc needs a word each.
func (l *lookahead) needsOf(pc int32) []int32 {
	if l.known[pc] {
		return l.needed[pc]
	}
	l.known[pc] = true
	var list []int32
	in := l.code[pc]
	switch in.op {
	case opEnd:
		return nil
	case opSplit:
		list = l.either(l.needsOf(in.next), l.needsOf(in.alt))
	case opRule:
		list = slices.Concat(l.needsOfRule(in.arg), l.needsOf(in.next))
	case opWord, opClass, opDigits, opNumeral:
		set := make(wordset, l.words)
		l.firstOf(pc, set)
		list = slices.Concat([]int32{l.setOf(set)}, l.needsOf(in.next))
	default:
		list = l.needsOf(in.next)
	}
	slices.Sort(list)
	l.needed[pc] = slices.Compact(list)
	return l.needed[pc]
}

// either returns what is needed where a way goes one way or the other: what both ways need, and a word of either that only
// one of them needs.
func (l *lookahead) either(a, b []int32) []int32 {
	var both []int32
	for _, set := range a {
		if slices.Contains(b, set) {
			both = append(both, set)
		}
	}
	only := func(list []int32) (least int32, ok bool) { // the smallest set that one way alone needs
		for _, set := range list {
			if !slices.Contains(both, set) && (!ok || l.wordset(set).count() < l.wordset(least).count()) {
				least, ok = set, true
			}
		}
		return least, ok
	}
	x, okX := only(a)
	y, okY := only(b)
	if okX && okY {
		union := make(wordset, l.words)
		union.union(l.wordset(x))
		union.union(l.wordset(y))
		both = append(both, l.setOf(union))
	}
	slices.Sort(both)
	return slices.Compact(both)
}
