package quote

import (
	"briefing/internal/text"
)

// A passage is a run of tokens between marks.
type passage struct {
	open, shut int // tokens of the marks; shut is the token after the last where no mark closes it
	closed     bool
	depth      int  // how many passages hold it
	single     bool // between ‘ ’ or ' '
}

// A marker finds the marked passages of a paragraph.
type marker struct {
	t        *text.Tokens
	lex      *lexicon
	lo, hi   int
	open     []passage // those being read, outermost first
	kind     []rune    // the closing mark of each
	out      []passage
	straight int // straight double marks still to come
	french   int // "»" still to come
	curly    int // "”" still to come
}

const (
	deepest = 6   // passages that may hold one another; more are a fault of the text
	ticks   = '″' // stands for a closing mark of two single ones
	reach   = 400 // tokens within which a single mark must close
)

// mayMark holds the first bytes of the signs that open or close passages.
var mayMark = firstBytes("\"'`«»‹›“”„‟‘’‚")

func firstBytes(signs string) (first [256]bool) {
	for _, s := range signs {
		first[string(s)[0]] = true
	}
	return first
}

// marks returns the marked passages of the tokens from lo to hi, in the order of their opening marks; marked are those
// of the tokens that may be marks. The passages are valid up to the next call.
func (m *marker) marks(t *text.Tokens, lex *lexicon, lo, hi int, marked []int32) []passage {
	*m = marker{t: t, lex: lex, lo: lo, hi: hi, open: m.open[:0], kind: m.kind[:0], out: m.out[:0]}
	for _, i := range marked {
		switch signAt(t, int(i)) {
		case '"':
			m.straight++
		case '»':
			m.french++
		case '”':
			m.curly++
		}
	}
	for _, i := range marked {
		m.read(int(i), signAt(t, int(i)))
	}
	for len(m.open) > 0 {
		m.leaveOpen(hi)
	}
	sortPassages(m.out)
	return m.out
}

// sortPassages orders passages by their opening marks; they are nearly so.
func sortPassages(p []passage) {
	for i := 1; i < len(p); i++ {
		for j := i; j > 0 && p[j].open < p[j-1].open; j-- {
			p[j], p[j-1] = p[j-1], p[j]
		}
	}
}

func (m *marker) sign(i int) rune {
	if i < m.lo || i >= m.hi {
		return 0
	}
	return signAt(m.t, i)
}

func (m *marker) read(i int, s rune) {
	switch s {
	case '«', '‹':
		m.begin(i, closing(s), m.french)
	case '“', '„', '‟':
		if s == '“' && m.isOpen('”') && m.gluedBefore(i) && !m.gluedAfter(i) {
			m.end(i, '”')
			return
		}
		m.begin(i, '”', m.curly)
	case '»':
		m.french--
		m.end(i, '»')
	case '›':
		m.end(i, '›')
	case '”':
		m.curly--
		if !m.isOpen('”') && m.opensAsClosing(i) {
			m.begin(i, '”', m.curly)
			return
		}
		m.end(i, '”')
	case '"':
		m.readStraight(i)
	case '‘', '’', '\'', '‚', '`':
		if !m.readTicks(i, s) {
			m.readSingle(i, s)
		}
	}
}

// opensAsClosing reports whether the “”” at i opens, as where both marks are written alike: it stands after a space or a
// stop and before a word, and another follows.
func (m *marker) opensAsClosing(i int) bool {
	if m.curly == 0 || !m.gluedAfter(i) || m.t.List[i+1].Kind == text.Punct {
		return false
	}
	return !m.gluedBefore(i) || m.t.List[i-1].Kind == text.Punct && m.t.List[i+1].Case != text.Lower
}

func closing(open rune) rune {
	if open == '‹' {
		return '›'
	}
	return '»'
}

// begin opens a passage. Where one of the same marks is open and too few closing marks are left for both, the open one
// ends here: it was never closed, and the text opens again.
func (m *marker) begin(i int, shut rune, left int) {
	if len(m.open) == deepest {
		return
	}
	if m.isOpen(shut) && m.count(shut) >= left && shut != '\'' {
		for m.kind[len(m.kind)-1] != shut {
			m.drop()
		}
		m.leaveOpen(i)
	}
	m.open = append(m.open, passage{open: i, depth: len(m.open), single: shut == '\''})
	m.kind = append(m.kind, shut)
}

// end closes the innermost passage of a kind; a mark that closes nothing is passed over.
func (m *marker) end(i int, shut rune) {
	if !m.isOpen(shut) {
		return
	}
	for m.kind[len(m.kind)-1] != shut {
		m.drop()
	}
	p := m.open[len(m.open)-1]
	p.shut, p.closed = i, true
	m.add(p)
	m.drop()
}

// leaveOpen ends the innermost passage before token i, without a closing mark. Single marks must close, else they are
// apostrophes; but one that begins a paragraph may be closed paragraphs later.
func (m *marker) leaveOpen(i int) {
	p := m.open[len(m.open)-1]
	m.drop()
	if p.single && (p.open != m.lo || m.sign(p.open) != '‘') || p.depth > 0 {
		return
	}
	p.shut = i
	m.add(p)
}

func (m *marker) drop() {
	m.open, m.kind = m.open[:len(m.open)-1], m.kind[:len(m.kind)-1]
}

func (m *marker) add(p passage) {
	for i := p.open + 1; i < p.shut; i++ {
		if m.t.List[i].Kind != text.Punct {
			m.out = append(m.out, p)
			return
		}
	}
}

func (m *marker) isOpen(shut rune) bool { return m.count(shut) > 0 }

func (m *marker) count(shut rune) (n int) {
	for _, k := range m.kind {
		if k == shut {
			n++
		}
	}
	return n
}

// gluedBefore reports whether no space stands before token i.
func (m *marker) gluedBefore(i int) bool { return i > m.lo && m.t.Glued(i) }

// gluedAfter reports whether no space stands after token i.
func (m *marker) gluedAfter(i int) bool { return i+1 < m.hi && m.t.Glued(i+1) }

// readStraight tells by the spaces around it, and by what is open, whether a straight double mark opens or closes.
func (m *marker) readStraight(i int) {
	m.straight--
	before, after := m.gluedBefore(i), m.gluedAfter(i)
	open := m.isOpen('"')
	if !open && before && !after && m.t.List[i-1].Kind == text.Number {
		return // inches
	}
	switch {
	case !open && before && !after && m.straight%2 == 0 && m.t.List[i-1].Kind != text.Punct:
		// closes nothing, and the marks to come are pairs
	case !open:
		m.begin(i, '"', 0)
	case after && !before && m.straight%2 == 1 && i > m.lo && m.t.List[i+1].Kind != text.Punct:
		// opens again: as many marks are left as the new passage needs
		for m.kind[len(m.kind)-1] != '"' {
			m.drop()
		}
		m.leaveOpen(i)
		m.begin(i, '"', 0)
	default:
		m.end(i, '"')
	}
}

// readTicks reads marks typed as two single ones, the way of TeX and of wire copy: “so”. The inner of the two counts.
func (m *marker) readTicks(i int, s rune) bool {
	double := i+1 < m.hi && m.t.Glued(i+1) && m.sign(i+1) == s
	switch {
	case s == '`' && double:
		return true
	case s == '`' && i > m.lo && m.t.Glued(i) && m.sign(i-1) == s:
		m.begin(i, ticks, 1)
		return true
	case s == '\'' && double && m.isOpen(ticks):
		m.end(i, ticks)
		return true
	}
	return false
}

// readSingle tells single marks from apostrophes. What opens has no letter before it and a word after it; what closes
// has no letter after it.
func (m *marker) readSingle(i int, s rune) {
	open := m.isOpen('\'')
	wordBefore := m.gluedBefore(i) && m.t.List[i-1].Kind != text.Punct
	wordAfter := m.gluedAfter(i) && m.t.List[i+1].Kind != text.Punct
	switch {
	case s == '’' && !open, wordBefore && wordAfter:
		return
	case open && s != '‘' && m.gluedBefore(i) && !wordAfter:
		if !wordBefore || !m.isPlural(i) {
			m.end(i, '\'')
		}
	case !open && !wordBefore && m.gluedAfter(i) && s != '’' && !m.isClipped(i+1) && m.closesLater(i):
		m.begin(i, '\'', 0)
	}
}

// isPlural reports whether the mark at i may be the apostrophe of a plural ("the workers’ rights"): it follows an s,
// goes on with a small letter, and another mark closes the passage later.
func (m *marker) isPlural(i int) bool {
	if prev := m.t.Fold(i - 1); prev[len(prev)-1] != 's' || i+1 >= m.hi || m.t.List[i+1].Kind != text.Word || m.t.List[i+1].Case != text.Lower {
		return false
	}
	return m.closesLater(i)
}

// isClipped reports whether token i is a word or year that begins with an apostrophe: "'tis", "'90s".
func (m *marker) isClipped(i int) bool {
	if m.t.List[i].Kind == text.Number {
		return m.t.List[i].End-m.t.List[i].Start == 2 && m.sign(i+1) != '%'
	}
	return m.lex.words.Of(m.t, i)&apostrophe != 0
}

// closesLater reports whether a single mark after token i closes: one without a letter behind it, before another opens.
func (m *marker) closesLater(i int) bool {
	for j := i + 1; j < m.hi && j < i+reach; j++ {
		switch m.sign(j) {
		case '’', '\'', '‘':
			before, after := m.gluedBefore(j), m.gluedAfter(j) && m.t.List[j+1].Kind != text.Punct
			if before && !after {
				return true
			}
			if !before && after && m.sign(j) == '‘' {
				return false
			}
		}
	}
	return false
}
