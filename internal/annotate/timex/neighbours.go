package timex

import "slices"

// neighbours finds the kinds of words that may stand side by side in what some rule matches. An expression around a
// trigger reaches no further, to either side, than its words may be neighbours; hyphens, which may be skipped, stand
// beside all.
func (l *lookahead) neighbours() {
	l.beside = make([]uint64, l.kinds*l.words)
	l.last = make([]wordset, len(l.rules))
	var ends [][]int32 // by rule: the instructions that may match its last word
	next, joined := make(wordset, l.words), make(map[int32]wordset)
	for r := range l.rules {
		l.last[r] = make(wordset, l.words)
		var steps, end []int32
		seen := map[int32]bool{}
		for _, alt := range l.rules[r].alts {
			steps = l.steps(alt, seen, steps)
		}
		for _, pc := range steps {
			clear(next)
			if l.follow(l.code[pc].next, next) {
				end = append(end, pc)
			}
			joined[pc] = slices.Clone(next)
		}
		ends = append(ends, end)
	}
	for changed := true; changed; { // a rule may end with itself
		changed = false
		for r := range l.rules {
			before := l.last[r].count()
			for _, pc := range ends[r] {
				l.lastOf(pc, l.last[r])
			}
			changed = changed || l.last[r].count() != before
		}
	}
	last := make(wordset, l.words)
	for pc, next := range joined { // in any order: sets grow alike
		clear(last)
		l.lastOf(pc, last)
		l.join(last, next)
	}
	l.inside()
}

// steps adds the instructions that match a word or more, from pc on.
func (l *lookahead) steps(pc int32, seen map[int32]bool, list []int32) []int32 {
	if seen[pc] {
		return list
	}
	seen[pc] = true
	in := l.code[pc]
	switch in.op {
	case opEnd:
		return list
	case opSplit:
		list = l.steps(in.alt, seen, list)
	case opWord, opClass, opDigits, opNumeral, opRule:
		list = append(list, pc)
	}
	return l.steps(in.next, seen, list)
}

// lastOf adds the kinds of words that may stand last in what the instruction at pc matches.
func (l *lookahead) lastOf(pc int32, set wordset) {
	in := l.code[pc]
	switch in.op {
	case opClass:
		set.union(l.ends[in.arg])
	case opNumeral:
		set.union(l.numerals)
	case opRule:
		set.union(l.last[in.arg])
	default:
		l.firstOf(pc, set)
	}
}

// members finds the kinds of words of each class, and those that numerals are made of.
func (l *lookahead) members() {
	l.begins, l.ends = make([]wordset, len(l.classes)), make([]wordset, len(l.classes))
	for class := range l.begins {
		l.begins[class], l.ends[class] = make(wordset, l.words), make(wordset, l.words)
		for k, id := range l.ids {
			if l.entries[id].mask&(1<<class) != 0 {
				l.begins[class].add(k)
			}
		}
		l.ends[class].union(l.begins[class]) // more than those that are a whole expression, which does no harm
		l.ends[class].add(wordDot)
	}
	for _, e := range l.entries {
		for _, p := range e.phrases {
			l.ends[p.class].add(int(l.kind[p.rest[len(p.rest)-1]]))
		}
	}
	l.numerals = make(wordset, l.words)
	l.numerals.add(wordNumber)
	l.numerals.add(wordDot)
	l.numerals.add(wordComma)
	for _, class := range [...]uint8{l.number, l.ordinal, l.andword, l.suffix} {
		l.numerals.union(l.begins[class])
	}
}

// inside joins what stands inside phrases and numerals, and words with the dots of abbreviations.
func (l *lookahead) inside() {
	for id, e := range l.entries {
		k := l.kind[id]
		if e.mask != 0 {
			l.set(k).add(wordDot)
		}
		for _, p := range e.phrases {
			at := k
			for _, w := range p.rest {
				l.set(at).add(int(l.kind[w]))
				at = l.kind[w]
			}
			l.set(at).add(wordDot)
		}
	}
	l.join(l.numerals, l.numerals)
}

// join lets the kinds of one set stand before those of another.
func (l *lookahead) join(before, after wordset) {
	for k := range uint16(l.kinds) {
		if before.has(k) {
			l.set(k).union(after)
		}
	}
}

// set returns the kinds that may stand behind one.
func (l *lookahead) set(k uint16) wordset {
	return wordset(l.beside[int(k)*l.words : int(k+1)*l.words])
}
