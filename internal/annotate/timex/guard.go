package timex

import "briefing/internal/text"

// accept reports whether a match is a time expression by what stands around it.
func (m *matcher) accept(start int32, mt *match) bool {
	if mt.weak && !mt.is(fOK) && !(m.strategy == 1 && m.whole(start, mt)) {
		return false
	}
	if !m.freeLeft(start) || !m.freeRight(mt) {
		return false
	}
	open, close := mt.tokens(start)
	if open > start && m.ids[open] == wordNumber && !m.freeLeft(open) {
		return false
	}
	if close == open+1 && mt.is(fYear) && m.ids[open] == wordNumber {
		return m.year(open, mt.is(fOK))
	}
	if mt.get(fOK) == 3 && !m.whole(start, mt) { // "29/2" is a date where it is all there is
		return false
	}
	if mt.is(fMonth) && !mt.is(fDay) && start > 0 && m.joined(start-1, start) {
		if v, n := m.digits(start - 1); n == 2 && v > 31 { // "32 August"
			return false
		}
	}
	if mt.is(fOK) && mt.get(fOK) == 2 { // a number that only its place makes a time
		return !m.measured(mt.end)
	}
	return true
}

// whole reports whether a match is all that its line holds, as what is typed to an assistant is.
func (m *matcher) whole(start int32, mt *match) bool {
	return (start == 0 || m.t.List[start-1].Line < m.t.List[start].Line) &&
		(int(mt.end) == len(m.ids) || m.t.List[mt.end-1].Line < m.t.List[mt.end].Line)
}

// freeLeft reports whether what begins at a token doesn't begin inside a longer number, word or address.
func (m *matcher) freeLeft(start int32) bool {
	i := int(start)
	if i == 0 || !m.t.Glued(i) {
		return i < 2 || m.ids[i] != wordNumber || !m.numberBefore(i)
	}
	prev := &m.t.List[i-1]
	switch prev.Kind {
	case text.Number:
		return m.t.List[i].Kind != text.Number
	case text.Word:
		return m.t.List[i].Kind != text.Number
	}
	switch m.t.Text[prev.Start] {
	case '$', '#', '@', '&', '%', '+', '*':
		return m.ids[i] != wordNumber
	case '.', ',', ':', '/', '-', '_', '\\':
		if m.ids[i] != wordNumber {
			return true
		}
		return i < 2 || !m.t.Glued(i-1) || m.t.List[i-2].Kind != text.Number
	}
	if prev.End-prev.Start > 1 { // € £ and other signs of more than a byte
		switch m.t.Raw(i - 1) {
		case "€", "£", "¥":
			return m.ids[i] != wordNumber
		}
	}
	return true
}

// numberBefore reports whether the digits at i continue a number before them: "10 000".
func (m *matcher) numberBefore(i int) bool {
	if m.t.List[i].End-m.t.List[i].Start != 3 || m.ids[i-1] != wordNumber {
		return false
	}
	return m.t.List[i].Start-m.t.List[i-1].End <= 3 && m.t.List[i-1].End-m.t.List[i-1].Start <= 3
}

// freeRight reports whether the match doesn't end inside a longer number or word.
func (m *matcher) freeRight(mt *match) bool {
	i := int(mt.end)
	if i >= len(m.ids) {
		return true
	}
	if !m.t.Glued(i) {
		return m.ids[i] != wordNumber || m.ids[i-1] != wordNumber || m.grouped(mt.end-1) < 0
	}
	next, last := &m.t.List[i], &m.t.List[i-1]
	switch next.Kind {
	case text.Word, text.Number:
		return last.Kind == text.Punct
	}
	if last.Kind != text.Number || i+1 >= len(m.ids) || !m.t.Glued(i+1) {
		return last.Kind != text.Number || m.t.Text[next.Start] != '%'
	}
	switch m.t.Text[next.Start] {
	case '.', ',', ':', '/', '-', '_':
		return m.t.List[i+1].Kind != text.Number
	case '%', '$':
		return false
	}
	return true
}

// tokens returns the tokens that the span of the match covers.
func (mt *match) tokens(start int32) (open, close int32) {
	open, close = mt.open, mt.close
	if open < 0 {
		open = start
	}
	if close < 0 {
		close = mt.end
	}
	return open, close
}

// year reports whether four digits are a year and don't count something: on their own, of a time that news speaks of;
// of any time where a preposition vouches for them.
func (m *matcher) year(i int32, vouched bool) bool {
	v, _ := m.digits(i)
	if !vouched && (v < 1900 || v > 2060 || i > 0 && m.entries[m.ids[i-1]].mask&(1<<m.notyear) != 0) {
		return false
	}
	return !m.measured(i+1) && (v%100 != 0 || !m.plural(i+1))
}

// measured reports whether the token at i is a unit or currency that the number before it counts.
func (m *matcher) measured(i int32) bool {
	if int(i) >= len(m.ids) || !m.joined(i-1, i) {
		return false
	}
	if m.entries[m.ids[i]].mask&(1<<m.measure) != 0 {
		return true
	}
	switch m.t.Raw(int(i)) {
	case "%", "€", "$", "£", "°":
		return true
	}
	return false
}

// plural reports whether a lower-case word in the plural follows.
func (m *matcher) plural(i int32) bool {
	if int(i) >= len(m.ids) || m.t.List[i].Kind != text.Word || m.t.List[i].Case != text.Lower || !m.joined(i-1, i) {
		return false
	}
	w := m.t.Fold(int(i))
	return len(w) > 3 && (w[len(w)-1] == 's' || w[len(w)-1] == 'x')
}
