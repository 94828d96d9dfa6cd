package text

import (
	"unicode"
	"unicode/utf8"
)

const (
	classSpace = iota
	classLetter
	classUpper
	classDigit
	classPunct
	classMark // joins whatever it follows: combining marks, soft hyphens, joiners
)

var asciiClass = func() (c [utf8.RuneSelf]uint8) {
	for i := range c {
		switch r := rune(i); {
		case 'a' <= r && r <= 'z':
			c[i] = classLetter
		case 'A' <= r && r <= 'Z':
			c[i] = classUpper
		case '0' <= r && r <= '9':
			c[i] = classDigit
		case r <= ' ' || r == 0x7f:
			c[i] = classSpace
		default:
			c[i] = classPunct
		}
	}
	return
}()

// The classes of Latin letters and of general punctuation, which make up nearly all that isn't ASCII in our texts.
var classLatin, classSigns = makeClass(0, latinEnd), makeClass(signsFrom, signsEnd)

const latinEnd, signsFrom, signsEnd = 0x250, 0x2000, 0x2070

func makeClass(from, to rune) []uint8 {
	table := make([]uint8, to-from)
	for r := from; r < to; r++ {
		table[r-from] = classSlow(r)
	}
	return table
}

func class(r rune) uint8 {
	switch {
	case r < latinEnd:
		return classLatin[r]
	case r >= signsFrom && r < signsEnd:
		return classSigns[r-signsFrom]
	}
	return classSlow(r)
}

func classSlow(r rune) uint8 {
	switch {
	case unicode.IsLetter(r):
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			return classUpper
		}
		return classLetter
	case unicode.Is(unicode.Mn, r) || r == 0xAD || r == 0x200B || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0xFEFF:
		return classMark
	case unicode.IsSpace(r):
		return classSpace
	case unicode.Is(unicode.Nd, r):
		return classDigit
	}
	return classPunct
}

// Tokenize cuts a text into tokens in one pass.
func Tokenize(s string) *Tokens {
	t := &Tokens{}
	t.Read(s)
	return t
}

// Read cuts another text in place of the one that t holds, in the same memory. What [Tokens.Fold] returned stays valid.
func (t *Tokens) Read(s string) {
	if cap(t.List) == 0 {
		t.List, t.buf = make([]Token, 0, len(s)/5+8), make([]byte, 0, len(s)*7/8+16)
	}
	t.Text = s
	c := tokenizer{s: s, folded: t.buf[:0], list: t.List[:0]}
	for c.at < len(s) {
		c.next()
	}
	t.List, t.buf, t.folded = c.list, c.folded, string(c.folded)
}

// A tokenizer is the state of one call of [Tokens.Read].
type tokenizer struct {
	s      string
	at     int   // the next byte
	line   int32 // line breaks before it
	folded []byte
	list   []Token
}

// next reads one token, or one character between tokens.
func (c *tokenizer) next() {
	kind, n := classAt(c.s, c.at)
	if kind == classSpace || kind == classMark {
		if c.s[c.at] == '\n' {
			c.line++
		}
		c.at += n
		return
	}
	c.list = append(c.list, Token{Start: int32(c.at), fold: int32(len(c.folded)), Line: c.line, hash: hashStart})
	tok := &c.list[len(c.list)-1]
	switch kind {
	case classPunct:
		tok.Kind, tok.ASCII = Punct, true
		c.take(tok, n)
	case classDigit:
		tok.Kind, tok.ASCII = Number, true
		for c.at < len(c.s) {
			if kind, n = classAt(c.s, c.at); kind != classDigit && kind != classMark {
				break
			}
			c.take(tok, n)
		}
	default:
		tok.Kind = Word
		c.word(tok)
	}
	tok.End = int32(c.at)
}

// take folds the next character, which has n bytes.
func (c *tokenizer) take(tok *Token, n int) {
	from := len(c.folded)
	tok.ASCII = tok.ASCII && n == 1
	c.folded = AppendFold(c.folded, c.s[c.at:c.at+n])
	tok.hash = hashMore(tok.hash, c.folded[from:])
	c.at += n
}

// word reads a word, and tells how it is written.
func (c *tokenizer) word(tok *Token) {
	s, i := c.s, c.at
	h, letters, capitals := uint64(hashStart), 0, 0
	for ; i < len(s); i++ { // nearly all of most words is ASCII
		k := asciiLetter[s[i]]
		if k == 0 {
			break
		}
		capitals += int(k >> 1)
		h = (h ^ uint64(s[i]|lowerBit)) * hashPrime
	}
	letters = i - c.at
	first := letters > 0 && asciiLetter[s[c.at]] == 2
	from := len(c.folded)
	c.folded = append(c.folded, s[c.at:i]...)
	if capitals > 0 {
		for k := from; k < len(c.folded); k++ {
			c.folded[k] |= lowerBit
		}
	}
	c.at, tok.hash, tok.ASCII = i, h, true
	for c.at < len(s) {
		kind, n := classAt(s, c.at)
		if kind != classLetter && kind != classUpper && kind != classMark {
			break
		}
		if kind == classUpper {
			capitals++
			first = first || letters == 0
		}
		if kind != classMark {
			letters++
		}
		c.take(tok, n)
	}
	switch {
	case capitals == 0:
		tok.Case = Lower
	case capitals == letters && letters > 1:
		tok.Case = Upper
	case capitals == 1 && first:
		tok.Case = Capital
	default:
		tok.Case = Mixed
	}
}

const lowerBit = 'a' - 'A'

// asciiLetter has 1 for small letters, 2 for capitals and 0 for all else.
var asciiLetter = func() (c [256]uint8) {
	for i := range asciiClass {
		switch asciiClass[i] {
		case classLetter:
			c[i] = 1
		case classUpper:
			c[i] = 2
		}
	}
	return
}()

func classAt(s string, i int) (uint8, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return class(r), n
}
