package timex

import "slices"

// A kind of words is a set of words between which no rule tells: the months, the numbers in words. What rules mention
// by itself is a kind of its own. The tables by which rules are chosen are made of kinds, and small.

// kinds sorts the words into kinds.
func (c *compiler) kinds() int {
	own := make([]bool, len(c.entries)) // a rule or a phrase mentions the word by itself
	for id := range wordFirst {
		own[id] = true
	}
	for _, in := range c.code {
		if in.op == opWord {
			own[in.arg] = true
		}
	}
	for id := range c.entries {
		for _, p := range c.entries[id].phrases {
			own[id] = true
			for _, w := range p.rest {
				own[w] = true
			}
		}
	}
	n := uint16(0)
	c.kind = make([]uint16, len(c.entries))
	byMask := map[uint64]uint16{}
	for id := range c.entries {
		k, known := byMask[c.entries[id].mask]
		if own[id] || !known {
			k = n
			n++
		}
		if c.kind[id] = k; !own[id] {
			byMask[c.entries[id].mask] = k
		}
	}
	return int(n)
}

// A lookahead finds, for every rule and kind of word, the alternatives that may begin with such a word, and for each of
// these the words that may stand second. No rule begins with itself, so that each is looked at after those it begins
// with.
type lookahead struct {
	*compiler
	kinds    int
	words    int               // of a set of kinds
	first    []wordset         // by rule: the kinds it may begin with
	single   []wordset         // by rule: the kinds of which it may match one word alone
	second   [][]wordset       // by rule and kind that it begins with: what may stand second
	begins   []wordset         // by class: the kinds of its words, and of those that begin its phrases
	ends     []wordset         // by class: the kinds that may stand last in what it matches
	numerals wordset           // what numerals are made of
	last     []wordset         // by rule: the kinds that may stand last in it
	ids      []int             // by kind: one of its words
	listAt   map[string]uint16 // numbers of lists, by what they hold
	setAt    map[uint64]int32  // likewise of sets

	needed    [][]int32 // by instruction: see needsOf
	known     []bool    // by instruction: it was looked at
	ruleNeeds [][]int32 // by rule, likewise
	ruleKnown []bool
}

// firsts fills the tables by which the matcher chooses among alternatives.
func (c *compiler) firsts() {
	l := lookahead{compiler: c, kinds: c.kinds(), first: make([]wordset, len(c.rules)), single: make([]wordset, len(c.rules)),
		second: make([][]wordset, len(c.rules)), listAt: map[string]uint16{"": 0}, setAt: map[uint64]int32{}}
	l.words = (l.kinds + 63) / 64
	l.ids = make([]int, l.kinds)
	for id, k := range c.kind {
		l.ids[k] = id
	}
	l.members()
	c.lists = []starts{{}}
	for strategy := range c.starts {
		c.starts[strategy] = make([]uint16, l.kinds*len(c.rules))
	}
	order := l.order()
	for _, r := range order {
		l.first[r] = make(wordset, l.words)
		for _, alt := range l.rules[r].alts {
			l.firstOf(alt, l.first[r])
		}
	}
	for _, r := range order {
		l.rule(r)
	}
	l.splits()
	l.need()
	l.neighbours()
	c.besideWords = l.words
}

// order returns the rules, each after those it may begin with.
func (l *lookahead) order() []int {
	var order []int
	seen := make([]bool, len(l.rules))
	var visit func(r int)
	var follow func(pc int32)
	follow = func(pc int32) {
		switch in := l.code[pc]; in.op {
		case opRule:
			visit(int(in.arg))
		case opSplit:
			follow(in.next)
			follow(in.alt)
		case opWord, opClass, opDigits, opNumeral, opEnd:
		default:
			follow(in.next)
		}
	}
	visit = func(r int) {
		if seen[r] {
			return
		}
		seen[r] = true
		for _, alt := range l.rules[r].alts {
			follow(alt)
		}
		order = append(order, r)
	}
	for r := range l.rules {
		visit(r)
	}
	return order
}

// rule fills the tables of one rule.
func (l *lookahead) rule(r int) {
	l.single[r], l.second[r] = make(wordset, l.words), make([]wordset, l.kinds)
	firsts := make([]wordset, len(l.rules[r].alts))
	for i, alt := range l.rules[r].alts {
		firsts[i] = make(wordset, l.words)
		l.firstOf(alt, firsts[i])
	}
	set := make(wordset, l.words)
	for k := range uint16(l.kinds) {
		if !l.first[r].has(k) {
			continue
		}
		var lists [len(l.starts)][]start
		all := make(wordset, l.words)
		for i, alt := range l.rules[r].alts {
			if !firsts[i].has(k) {
				continue
			}
			clear(set)
			s := start{alt: alt, second: anyKind}
			if l.secondOf(alt, k, set) {
				l.single[r].add(int(k))
			} else {
				s.second = l.setOf(set)
			}
			all.union(set)
			for strategy := range lists {
				if in := l.code[alt]; in.op != opWhen || in.arg == int32(strategy) {
					lists[strategy] = append(lists[strategy], s)
				}
			}
		}
		l.second[r][k] = all
		for strategy, list := range lists {
			l.starts[strategy][int(k)*len(l.rules)+r] = l.listOf(list)
		}
	}
}

// setOf returns where a set of kinds stands among those of the language.
func (l *lookahead) setOf(set wordset) int32 {
	key := uint64(0)
	for _, x := range set {
		key = (key ^ x ^ x>>29) * 0x9E3779B97F4A7C15
	}
	for ; ; key++ {
		at, ok := l.setAt[key]
		if !ok {
			at = int32(len(l.sets))
			l.setAt[key] = at
			l.sets = append(l.sets, set...)
		} else if !slices.Equal(l.wordset(at), set) {
			continue
		}
		return at
	}
}

// listOf returns the number of a list of alternatives: most kinds share theirs with others.
func (l *lookahead) listOf(list []start) uint16 {
	var key []byte
	for _, s := range list {
		for _, x := range [...]int32{s.alt, s.second} {
			key = append(key, byte(x), byte(x>>8), byte(x>>16), byte(x>>24))
		}
	}
	n, ok := l.listAt[string(key)]
	if !ok {
		n = uint16(len(l.lists))
		l.listAt[string(key)] = n
		l.lists = append(l.lists, starts{list: slices.Clip(list), second: l.secondOfAny(list)})
	}
	return n
}

// secondOfAny returns the union of the sets of what may stand second.
func (l *lookahead) secondOfAny(list []start) int32 {
	all := make(wordset, l.words)
	for _, s := range list {
		if s.second == anyKind {
			return anyKind
		}
		all.union(wordset(l.sets[s.second:][:l.words]))
	}
	return l.setOf(all)
}

// splits notes for each parting of ways what either may begin with, so that seldom both must be tried.
func (l *lookahead) splits() {
	set := make(wordset, l.words)
	begins := func(pc int32) int32 {
		clear(set)
		if l.follow(pc, set) {
			return anyKind // nothing may be left to match
		}
		return l.setOf(set)
	}
	for i := range l.code {
		if in := &l.code[i]; in.op == opSplit {
			in.arg, in.arg2 = begins(in.next), begins(in.alt)
		}
	}
}

// firstOf adds the kinds of words that code at pc may begin with.
func (l *lookahead) firstOf(pc int32, set wordset) {
	in := l.code[pc]
	switch in.op {
	case opWord:
		set.add(int(l.kind[in.arg]))
	case opClass:
		set.union(l.begins[in.arg])
	case opDigits:
		set.add(wordNumber)
	case opNumeral:
		set.add(wordNumber)
		set.union(l.begins[l.number])
		set.union(l.begins[l.ordinal])
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

// secondOf adds what may stand second in what code at pc matches, where the first word is of kind k. It reports whether
// the match may end before there is a second word.
func (l *lookahead) secondOf(pc int32, k uint16, set wordset) bool {
	in := l.code[pc]
	e := &l.entries[l.ids[k]]
	switch in.op {
	case opEnd:
		return true
	case opSplit:
		a, b := l.secondOf(in.next, k, set), l.secondOf(in.alt, k, set)
		return a || b
	case opWord:
		return l.kind[in.arg] == k && l.follow(in.next, set)
	case opDigits:
		return k == wordNumber && l.follow(in.next, set)
	case opClass:
		for _, p := range e.phrases {
			if p.class == uint8(in.arg) {
				set.add(int(l.kind[p.rest[0]]))
			}
		}
		for _, s := range e.senses {
			if s.class == uint8(in.arg) {
				set.add(wordDot)
				return l.follow(in.next, set)
			}
		}
		return false
	case opNumeral:
		if k != wordNumber && e.mask&(1<<l.number|1<<l.ordinal) == 0 {
			return false
		}
		set.union(l.numerals)
		return l.follow(in.next, set)
	case opRule:
		if !l.first[in.arg].has(k) {
			return false
		}
		set.union(l.second[in.arg][k])
		return l.single[in.arg].has(k) && l.follow(in.next, set)
	}
	return l.secondOf(in.next, k, set)
}

// follow adds what may stand at pc behind a word. It reports whether the match may end there.
func (l *lookahead) follow(pc int32, set wordset) bool {
	in := l.code[pc]
	switch in.op {
	case opEnd:
		return true
	case opSplit:
		a, b := l.follow(in.next, set), l.follow(in.alt, set)
		return a || b
	case opWord, opClass, opDigits, opNumeral, opRule:
		l.firstOf(pc, set)
		return false
	}
	return l.follow(in.next, set)
}
