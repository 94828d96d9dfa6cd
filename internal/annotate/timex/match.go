package timex

import (
	"briefing/internal/text"
)

// A matcher runs the rules of a language over the tokens of one text. What a rule says is kept as a trail of
// assignments, which is cheap to take back; meanings are made of those that are accepted.
type matcher struct {
	*language
	t        *text.Tokens
	ids      []uint16 // word id by token
	kinds    []uint16 // and the kind of the word
	triggers []int32  // the tokens around which expressions may stand
	strategy int      // 1 for the strategy future, else 0

	trail []assignment // of the alternative being tried
	store []assignment // of what matched
	kids  []segment    // expressions kept whole, by the number their parent holds
	arena []meaning    // what the kids mean, from inner on by the same number
	inner int
	found []expression // those of the text
	memo  []remembered
	gen   uint32
	depth int

	given needs // by the words near the trigger
}

// An assignment gives a field its value. Field fieldCount marks a doubtful word.
type assignment struct {
	field field
	value int32
}

// A segment is a stretch of the store.
type segment struct{ from, to int32 }

// An expression is a match and where it begins, in tokens. What its kids mean stands in the arena from inner on.
type expression struct {
	start int32
	inner int
	match
}

// A found is what a rule made of the tokens from some position up to end; end is -1 where it matched nothing.
type found struct {
	end         int32
	open, close int32 // the span in tokens, where it is less than the match; -1 where it isn't told
	segment
}

// A match is an expression that was found, and what it means.
type match struct {
	end         int32
	open, close int32
	meaning
}

type remembered struct {
	key uint64
	gen uint32
	found
}

const (
	memoBits = 9
	memoSize = 1 << memoBits
	maxDepth = 30 // of rules inside rules
)

// reset forgets what was matched so far.
func (m *matcher) reset() {
	m.store, m.kids = m.store[:0], append(m.kids[:0], segment{}) // number 0 is no expression
	m.trail = m.trail[:0]
	m.gen += 2 // an odd one is that of what [matcher.follows] matched
	if m.inner < len(m.arena) {
		m.arena[m.inner] = meaning{} // of no expression
	}
}

// rule matches a rule at a token, the longest alternative; of two as long the first one.
func (m *matcher) rule(r int32, pos int32) found {
	next := uint16(wordHyphen) // lets everything pass
	if int(pos)+1 < len(m.ids) {
		next = m.kinds[pos+1]
	}
	starts := m.startsAt(r, m.kinds[pos])
	if len(starts.list) == 0 || !m.passes(starts.second, next) || !starts.needs.givenBy(&m.given) {
		return found{end: -1}
	}
	key := uint64(pos)<<16 | uint64(r)
	slot := &m.memo[(key*0x9E3779B97F4A7C15)>>(64-memoBits)]
	if slot.gen == m.gen && slot.key == key {
		return slot.found
	}
	best := found{end: -1}
	if m.depth == maxDepth {
		return best
	}
	m.depth++
	base := len(m.trail)
	for i := range starts.list {
		s := &starts.list[i]
		if !s.needs.givenBy(&m.given) || !m.passes(s.second, next) {
			continue
		}
		m.run(s.alt, progress{base: int32(base), from: pos, pos: pos, open: -1, close: -1}, &best)
		m.trail = m.trail[:base]
	}
	m.depth--
	*slot = remembered{key, m.gen, best}
	return best
}

// passes reports whether a kind is in a set of the language. All pass through anyKind, and hyphens through every set,
// since they may be skipped.
func (m *matcher) passes(set int32, kind uint16) bool {
	return set == anyKind || kind == wordHyphen || m.sets[int(set)+int(kind>>6)]&(1<<(kind&63)) != 0
}

// neighbours reports whether an expression may hold both the token at pos and the next one.
func (m *matcher) neighbours(pos int32) bool {
	k, next := m.kinds[pos], m.kinds[pos+1]
	return k == wordHyphen || next == wordHyphen || m.beside[int(k)*m.besideWords+int(next>>6)]&(1<<(next&63)) != 0
}

// startsAt returns the alternatives of a rule that may begin with a word of a kind.
func (m *matcher) startsAt(r int32, kind uint16) *starts {
	return &m.lists[m.starts[m.strategy][int(kind)*len(m.rules)+int(r)]]
}

// A progress is how far an alternative has come.
type progress struct {
	base        int32 // of the rule's part of the trail
	from, pos   int32 // tokens
	open, close int32
	apart       bool // no hyphen may be skipped before the next element
}

// run follows the code at pc and keeps the longest match in best.
func (m *matcher) run(pc int32, st progress, best *found) {
	for {
		in := &m.code[pc]
		switch in.op {
		case opEnd:
			if st.pos > best.end {
				from := int32(len(m.store))
				m.store = append(m.store, m.trail[st.base:]...)
				*best = found{st.pos, st.open, st.close, segment{from, int32(len(m.store))}}
			}
			return
		case opSplit:
			kind := uint16(wordHyphen) // lets everything pass
			if int(st.pos) < len(m.ids) {
				kind = m.kinds[st.pos]
			}
			if !m.passes(in.arg, kind) {
				pc = in.alt
				continue
			}
			if m.passes(in.arg2, kind) {
				n := len(m.trail)
				m.run(in.next, st, best)
				m.trail = m.trail[:n]
				pc = in.alt
				continue
			}
		case opSet:
			m.trail = append(m.trail, assignment{field(in.arg), in.arg2})
		case opWhen:
			if int(in.arg) != m.strategy {
				return
			}
		case opOpen:
			st.open = st.pos
		case opClose:
			st.close = st.pos
		case opApart:
			st.apart = true
		case opGlue:
			if int(st.pos) >= len(m.ids) || !m.t.Glued(int(st.pos)) {
				return
			}
		case opNot:
			if m.follows(in.arg, st) {
				return
			}
		case opWord: // most steps are literal words, and most fail
			if int(st.pos) >= len(m.ids) {
				return
			}
			if id := m.ids[st.pos]; id != uint16(in.arg) && id != wordHyphen {
				return
			}
			if !m.step(in, &st) {
				return
			}
		default:
			if !m.step(in, &st) {
				return
			}
		}
		pc = in.next
	}
}

// follows reports whether the code at pc matches what follows, which may stand farther off than what the trigger gives was
// gathered from: nothing of it is remembered beside the rest.
func (m *matcher) follows(pc int32, st progress) bool {
	n, given, gen := len(m.trail), m.given, m.gen
	m.given, m.gen = everything, gen|1
	none := found{end: -1}
	m.run(pc, progress{int32(n), st.from, st.pos, -1, -1, false}, &none)
	m.trail, m.given, m.gen = m.trail[:n], given, gen
	return none.end >= 0
}

// step matches one element and moves past it.
func (m *matcher) step(in *instr, st *progress) bool {
	pos := st.pos
	if int(pos) < len(m.ids) && m.ids[pos] == wordHyphen && !m.takesHyphen(in) {
		pos = m.skipHyphen(st.from, pos, st.apart)
	}
	st.apart = false
	if !m.joined(st.from, pos) {
		return false
	}
	switch in.op {
	case opWord:
		st.pos = pos + 1
		return m.ids[pos] == uint16(in.arg)
	case opDigits:
		v, n := m.digits(pos)
		st.pos = pos + 1
		return n > 0 && v == in.arg
	case opClass:
		end, s := m.class(uint8(in.arg), pos)
		if end < 0 {
			return false
		}
		if in.arg2 >= 0 {
			m.trail = append(m.trail, assignment{field(in.arg2), s.value})
		}
		if s.flags&flagWeak != 0 {
			m.trail = append(m.trail, assignment{fieldCount, 1})
		}
		st.pos = end
		return true
	case opNumeral:
		st.pos = m.numeral(numeral(in.arg), pos)
		return st.pos >= 0
	}
	sub := m.rule(in.arg, pos)
	if sub.end < 0 {
		return false
	}
	st.pos = sub.end
	if in.arg2 == 0 {
		m.trail = append(m.trail, m.store[sub.from:sub.to]...)
		if sub.open >= 0 {
			st.open = sub.open
		}
		if sub.close >= 0 {
			st.close = sub.close
		}
		return true
	}
	m.kids = append(m.kids, sub.segment)
	m.trail = append(m.trail, assignment{fA + field(in.arg2) - 1, int32(len(m.kids) - 1)})
	return true
}

// takesHyphen reports whether an element may itself begin with a hyphen.
func (m *matcher) takesHyphen(in *instr) bool {
	return in.op == opWord && in.arg == wordHyphen || in.op == opRule && len(m.startsAt(in.arg, wordHyphen).list) > 0
}

// mean makes the meaning of a stretch of the store, and the meanings inside it.
func (m *matcher) mean(s segment) meaning {
	if n := m.inner + len(m.kids) - len(m.arena); n > 0 {
		m.arena = append(m.arena, make([]meaning, n)...)
	}
	var out meaning
	for _, a := range m.store[s.from:s.to] {
		if a.field == fieldCount {
			out.weak = true
			continue
		}
		out.set(a.field, a.value)
		if a.field == fA || a.field == fB {
			kid := m.mean(m.kids[a.value]) // which may move the arena
			m.arena[m.inner+int(a.value)] = kid
		}
	}
	return out
}

// assign sets a field of the expression being matched.
func (m *matcher) assign(f field, v int32) { m.trail = append(m.trail, assignment{f, v}) }

// class matches a word or phrase of a class, the longest one.
func (m *matcher) class(class uint8, pos int32) (int32, sense) {
	e := &m.entries[m.ids[pos]]
	if e.mask&(1<<class) == 0 {
		return -1, sense{}
	}
	for i := range e.phrases {
		if p := &e.phrases[i]; p.class == class {
			if end := m.phrase(p, pos); end >= 0 && m.written(pos, p.flags) {
				return m.dotted(end, p.flags), p.sense
			}
		}
	}
	for _, s := range e.senses {
		if s.class == class && m.written(pos, s.flags) {
			return m.dotted(pos+1, s.flags), s
		}
	}
	return -1, sense{}
}

// written reports whether the word at pos is written as the marks of its form ask.
func (m *matcher) written(pos int32, flags uint8) bool {
	tok := &m.t.List[pos]
	return (flags&flagCapital == 0 || tok.Case != text.Lower) && (flags&flagLower == 0 || tok.Case == text.Lower) &&
		(flags&(flagPlain|flagAccent) == 0 || (flags&flagPlain != 0) == (int(tok.End-tok.Start) == len(m.t.Fold(int(pos)))))
}

func (m *matcher) phrase(p *phrase, from int32) int32 {
	pos := from + 1
	for _, id := range p.rest {
		pos = m.skipHyphen(from, pos, false)
		if !m.joined(from, pos) || m.ids[pos] != id {
			return -1
		}
		pos++
	}
	return pos
}

// dotted moves past the dot of an abbreviation.
func (m *matcher) dotted(pos int32, flags uint8) int32 {
	if flags&flagDot != 0 && int(pos) < len(m.ids) && m.ids[pos] == wordDot && m.t.Glued(int(pos)) {
		return pos + 1
	}
	return pos
}

// skipHyphen moves past a hyphen that joins two words, or a word and a number: "week-end", "mid-July", "two-week".
func (m *matcher) skipHyphen(from, pos int32, apart bool) int32 {
	n := int(pos)
	if apart || pos <= from || n+1 >= len(m.ids) || m.ids[n] != wordHyphen || !m.t.Glued(n) || !m.t.Glued(n+1) {
		return pos
	}
	if m.t.List[n-1].Kind == text.Word || m.t.List[n+1].Kind == text.Word {
		return pos + 1
	}
	return pos
}

// joined reports whether the token at pos may belong to an expression that holds the token before it. Expressions
// don't cross a line break, except in a text whose lines are broken by hand.
func (m *matcher) joined(from, pos int32) bool {
	if int(pos) >= len(m.ids) {
		return false
	}
	if pos == from {
		return true
	}
	a, b := &m.t.List[pos-1], &m.t.List[pos]
	return a.Line == b.Line || m.goesOn(a, b)
}

// goesOn reports whether a sentence goes on over a line break: in lower case, after a line long enough to be broken
// by hand.
func (m *matcher) goesOn(a, b *text.Token) bool {
	return b.Line == a.Line+1 && b.Case == text.Lower && m.wrapped(a.End)
}

// wrapped reports whether the line that ends near off is long enough to have been broken by hand.
func (m *matcher) wrapped(off int32) bool {
	const shortest, longest = 50, 100
	for i := int(off) - 1; i >= 0 && int(off)-i <= longest; i-- {
		if m.t.Text[i] == '\n' {
			return int(off)-i > shortest
		}
	}
	return int(off) > shortest && int(off) <= longest
}
