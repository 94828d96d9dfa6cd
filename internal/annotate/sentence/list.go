package sentence

import (
	"unicode"
	"unicode/utf8"

	"briefing/internal/text"
)

// A list is the numbering with which a block begins: "1)", "a.", "• 9."
type list struct {
	form   rune // the sign after the number: ')' or '.'; '•' for bullets alone; 0 for no list
	bullet rune // the sign before it, 0 for none
	value  int  // of the last marker read: its number, or its letter
	first  int  // the token that holds the number of the last marker, -1 for none
}

// findList looks for a numbering at the start of the block.
func (c *cutter) findList() list {
	l := list{first: -1}
	i := c.lo
	if s := c.sign(i); isBullet(s) {
		l.bullet = s
		i++
	}
	if v, form, ok := c.marker(i); ok {
		l.form, l.value, l.first = form, v, i
	} else if l.bullet != 0 {
		l.form = '•'
	}
	return l
}

func isBullet(s rune) bool {
	switch s {
	case '•', '⁃', '‣', '▪', '■', '●', '►':
		return true
	}
	return false
}

// marker reads a marker whose number is token i: a number of up to three digits or a small letter, and ")" or "." glued
// to it, before a word.
func (c *cutter) marker(i int) (value int, form rune, ok bool) {
	if i+2 >= c.hi || !c.t.Glued(i+1) || c.t.List[i].End-c.t.List[i].Start > 3 {
		return 0, 0, false
	}
	switch tok := c.t.List[i]; {
	case tok.Kind == text.Number:
		for _, d := range c.t.Raw(i) {
			value = value*10 + int(d-'0')
		}
	case tok.Kind == text.Word && tok.Case == text.Lower && tok.End-tok.Start == 1:
		value = int(c.t.Raw(i)[0])
	default:
		return 0, 0, false
	}
	form = c.sign(i + 1)
	after := i + 2
	if form == '.' && c.sign(after) == ')' {
		form, after = ')', after+1
	}
	if form != '.' && form != ')' || after >= c.hi || c.t.Glued(after) {
		return 0, 0, false
	}
	tok := c.t.List[after]
	return value, form, tok.Kind == text.Word && tok.Case != text.Lower
}

// isNextMarker reports whether the list goes on at token i, and if so takes its number.
func (c *cutter) isNextMarker(i int) bool {
	at := i
	if c.list.bullet != 0 {
		if c.sign(i) != c.list.bullet {
			return false
		}
		if c.list.form == '•' {
			return true
		}
		at++
	}
	v, form, ok := c.marker(at)
	if !ok || form != c.list.form || v != c.list.value+1 || at == i && c.t.Glued(i) {
		return false
	}
	c.list.value, c.list.first = v, at
	return true
}

// isNumbered reports whether token i is a short number, as a heading or a list begins with.
func (c *cutter) isNumbered(i int) bool {
	return c.t.List[i].Kind == text.Number && c.t.List[i].End-c.t.List[i].Start <= 2
}

// onlyMarksBefore reports whether nothing but signs stands before token i in its sentence.
func (c *cutter) onlyMarksBefore(i int) bool {
	for j := c.start; j < i; j++ {
		if c.t.List[j].Kind != text.Punct {
			return false
		}
	}
	return true
}

// isEnumerator reports whether a bracket at i opens the number of an enumeration: "(iv) Hello".
func (c *cutter) isEnumerator(i int) bool {
	return i+3 < c.hi && c.t.List[i+1].Kind != text.Punct && c.t.List[i+1].End-c.t.List[i+1].Start <= 4 && c.sign(i+2) == ')' &&
		c.t.List[i+3].Kind == text.Word && c.t.List[i+3].Case != text.Lower
}

// letters counts the code points of a word, up to four.
func letters(word string) int {
	n := 0
	for i := 0; i < len(word) && n < 4; n++ {
		_, w := utf8.DecodeRuneInString(word[i:])
		i += w
	}
	return n
}

// isCased reports whether the first letter of a word has a capital and a small form.
func isCased(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.ToUpper(r) != r || unicode.ToLower(r) != r
}
