package timex

import (
	"encoding/binary"
	"slices"
)

// firsts finds, for every rule, the alternatives that may begin with each word, and the words that may stand second:
// the least fixed point of what begins what.
func (c *compiler) firsts() {
	n := (len(c.entries) + 63) / 64
	l := lookahead{compiler: c, words: n, first: make([]wordset, len(c.rules)), second: make([]wordset, len(c.rules)), single: make([]bool, len(c.rules))}
	for r := range c.rules {
		l.first[r], l.second[r] = make(wordset, n), make(wordset, n)
	}
	for changed := true; changed; {
		changed = false
		for r := range c.rules {
			first, second, single := make(wordset, n), make(wordset, n), false
			for _, alt := range c.rules[r].alts {
				l.firstOf(alt, first)
				single = l.secondOf(alt, false, second) || single
			}
			if !slices.Equal(first, l.first[r]) || !slices.Equal(second, l.second[r]) || single != l.single[r] {
				l.first[r], l.second[r], l.single[r], changed = first, second, single, true
			}
		}
	}
	c.lists = [][]start{nil}
	for strategy := range c.starts {
		c.starts[strategy] = make([]uint16, len(c.entries)*len(c.rules))
		for r := range c.rules {
			l.startsOf(strategy, r)
		}
	}
}

// startsOf fills the table of a rule: its alternatives by the word they may begin with.
func (l *lookahead) startsOf(strategy, r int) {
	byWord := make([][]start, len(l.entries))
	for _, alt := range l.rules[r].alts {
		if l.code[alt].op == opWhen && l.code[alt].arg != int32(strategy) {
			continue
		}
		first, second := make(wordset, l.words), make(wordset, l.words)
		l.firstOf(alt, first)
		if l.secondOf(alt, false, second) {
			second = nil
		}
		for id := range byWord {
			if first.has(uint16(id)) {
				byWord[id] = append(byWord[id], start{alt, second})
			}
		}
	}
	known := map[string]uint16{} // lists by their alternatives: most words share theirs with others
	for id, list := range byWord {
		if len(list) == 0 {
			continue
		}
		key := make([]byte, 0, 4*len(list))
		for _, s := range list {
			key = binary.LittleEndian.AppendUint32(key, uint32(s.alt))
		}
		n, ok := known[string(key)]
		if !ok {
			n = uint16(len(l.lists))
			known[string(key)] = n
			l.lists = append(l.lists, list)
		}
		l.starts[strategy][id*len(l.rules)+r] = n
	}
}

// A lookahead holds what is known of the rules while their fixed point is sought.
type lookahead struct {
	*compiler
	words  int
	first  []wordset // by rule: the words it may begin with
	second []wordset // by rule: the words that may follow its first one
	single []bool    // by rule: it may match one word alone
}

// firstOf adds the words that code at pc may begin with.
func (l *lookahead) firstOf(pc int32, set wordset) {
	in := l.code[pc]
	switch in.op {
	case opWord:
		set.add(int(in.arg))
	case opClass:
		l.members(1<<in.arg, set)
	case opDigits:
		set.add(wordNumber)
	case opNumeral:
		set.add(wordNumber)
		l.members(1<<l.number|1<<l.ordinal, set)
	case opRule:
		set.union(l.first[in.arg])
	case opSplit:
		l.firstOf(in.next, set)
		l.firstOf(in.alt, set)
	case opEnd:
	default:
		l.firstOf(in.next, set)
	}
}

// members adds the words that belong to one of the classes or begin a phrase that does.
func (l *lookahead) members(classes uint64, set wordset) {
	for id := range l.entries {
		if l.entries[id].mask&classes != 0 {
			set.add(id)
		}
	}
}

// secondOf adds the words that may stand second in what code at pc matches, one word being matched already or not. It
// reports whether the match may end before there is a second word.
func (l *lookahead) secondOf(pc int32, one bool, set wordset) bool {
	in := l.code[pc]
	switch in.op {
	case opEnd:
		return true
	case opSplit:
		a, b := l.secondOf(in.next, one, set), l.secondOf(in.alt, one, set)
		return a || b
	case opWord, opClass, opDigits, opNumeral, opRule:
	default:
		return l.secondOf(in.next, one, set)
	}
	if one {
		l.firstOf(pc, set)
		return false
	}
	switch in.op {
	case opClass:
		for id := range l.entries {
			for _, p := range l.entries[id].phrases {
				if p.class == uint8(in.arg) {
					set.add(int(p.rest[0]))
				}
			}
		}
		set.add(wordDot)
	case opNumeral:
		set.add(wordNumber)
		set.add(wordDot)
		set.add(wordComma)
		l.members(1<<l.number|1<<l.ordinal|1<<l.andword|1<<l.suffix, set)
	case opRule:
		set.union(l.second[in.arg])
		if !l.single[in.arg] {
			return false
		}
	}
	return l.secondOf(in.next, true, set)
}
