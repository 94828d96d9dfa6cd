package timex

import (
	"briefing/internal/text"
)

// A matcher runs the rules of a language over the tokens of one text.
type matcher struct {
	*language
	t      *text.Tokens
	ids    []uint16  // word id by token
	arena  []meaning // the expressions inside others, by index
	memo   []remembered
	gen    uint32
	depth  int
	future bool // the strategy is future
}

// A match is what a rule made of the tokens from some position up to end; end is -1 where it matched nothing.
type match struct {
	end         int32
	open, close int32 // the span in tokens, where it is less than the match; -1 where it isn't told
	meaning
}

type remembered struct {
	key uint64
	gen uint32
	match
}

const (
	memoSize = 1 << 9
	maxDepth = 14 // of rules inside rules
)

// reset forgets what was matched so far, so that the arena can be used again.
func (m *matcher) reset() {
	m.arena = append(m.arena[:0], meaning{}) // index 0 is no expression
	m.gen++
}

// rule matches a rule at a token, the longest alternative; of two as long the first one.
func (m *matcher) rule(r int32, pos int32) *match {
	key := uint64(pos)<<16 | uint64(r)
	slot := &m.memo[(key*0x9E3779B97F4A7C15)>>55]
	if slot.gen == m.gen && slot.key == key {
		return &slot.match
	}
	best := match{end: -1}
	if m.depth < maxDepth {
		m.depth++
		for _, alt := range m.rules[r].starts[m.ids[pos]] {
			st := match{open: -1, close: -1}
			m.run(alt, pos, pos, false, &st, &best)
		}
		m.depth--
	}
	// The slot may have been used by a rule inside; the last one in is kept.
	*slot = remembered{key, m.gen, best}
	return &slot.match
}

// run follows the code at pc from a token on and keeps the longest match in best.
func (m *matcher) run(pc, from, pos int32, apart bool, st, best *match) {
	for {
		in := &m.code[pc]
		switch in.op {
		case opEnd:
			if pos > best.end {
				*best = *st
				best.end = pos
			}
			return
		case opSplit:
			other := *st
			m.run(in.next, from, pos, apart, &other, best)
			pc = in.alt
			continue
		case opSet:
			st.set(field(in.arg), in.arg2)
		case opWhen:
			if (in.arg == 1) != m.future {
				return
			}
		case opOpen:
			st.open = pos
		case opClose:
			st.close = pos
		case opApart:
			apart = true
		case opGlue:
			if int(pos) >= len(m.ids) || !m.t.Glued(int(pos)) {
				return
			}
		case opNot:
			if m.matches(in.arg, from, pos) {
				return
			}
		default:
			if in.op != opWord || in.arg != wordHyphen {
				pos = m.skipHyphen(from, pos, apart)
			}
			apart = false
			if pos = m.step(in, from, pos, st); pos < 0 {
				return
			}
		}
		pc = in.next
	}
}

// step matches one element at a token and returns the token after it, or -1.
func (m *matcher) step(in *instr, from, pos int32, st *match) int32 {
	if !m.joined(from, pos) {
		return -1
	}
	switch in.op {
	case opWord:
		if m.ids[pos] != uint16(in.arg) {
			return -1
		}
		return pos + 1
	case opClass:
		end, s := m.class(uint8(in.arg), pos)
		if end < 0 {
			return -1
		}
		if in.arg2 >= 0 {
			st.set(field(in.arg2), s.value)
		}
		st.weak = st.weak || s.flags&flagWeak != 0
		return end
	case opNumeral:
		return m.numeral(numeral(in.arg), pos, &st.meaning)
	}
	sub := m.rule(in.arg, pos)
	if sub.end < 0 {
		return -1
	}
	if in.arg2 == 0 {
		st.merge(&sub.meaning)
		if sub.open >= 0 {
			st.open = sub.open
		}
		if sub.close >= 0 {
			st.close = sub.close
		}
		return sub.end
	}
	end := sub.end
	m.arena = append(m.arena, sub.meaning)
	st.set(fA+field(in.arg2)-1, int32(len(m.arena)-1))
	return end
}

// matches reports whether the code at pc matches at a token.
func (m *matcher) matches(pc, from, pos int32) bool {
	st, best := match{open: -1, close: -1}, match{end: -1}
	m.run(pc, from, pos, false, &st, &best)
	return best.end >= 0
}

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
		(flags&flagPlain == 0 || int(tok.End-tok.Start) == len(m.t.Fold(int(pos))))
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
	return a.Line == b.Line || b.Line == a.Line+1 && b.Case == text.Lower && m.wrapped(a.End)
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
