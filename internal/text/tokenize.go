package text

import (
	"encoding/binary"
	"math/bits"
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
		t.blocks = make([]int32, 0, len(s)>>blockBits)
	}
	t.Text = s
	c := tokenizer{s: s, folded: t.buf[:0], list: t.List[:0], blocks: t.blocks[:0]}
	for c.at < len(s) {
		c.next()
	}
	t.List, t.buf, t.folded, t.blocks = c.list, c.folded, string(c.folded), c.blocks
}

// A tokenizer is the state of one call of [Tokens.Read].
type tokenizer struct {
	s      string
	at     int   // the next byte
	line   int32 // line breaks before it
	folded []byte
	list   []Token
	blocks []int32
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
	for c.at >= (len(c.blocks)+1)<<blockBits {
		c.blocks = append(c.blocks, int32(len(c.list)-1))
	}
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
		tok.Kind, tok.ASCII = Word, true
		c.word(tok, kind == classUpper)
	}
	tok.End = int32(c.at)
	if c.at < len(c.s) && c.s[c.at] == ' ' { // nearly always
		c.at++
	}
}

// take folds the next character, which has n bytes.
func (c *tokenizer) take(tok *Token, n int) {
	s := c.s[c.at : c.at+n]
	c.at += n
	if n == 1 {
		b := s[0]
		if 'A' <= b && b <= 'Z' {
			b |= lowerBit
		}
		c.folded = append(c.folded, b)
		tok.hash = (tok.hash ^ uint64(b)) * hashPrime
		return
	}
	tok.ASCII = false
	r, _ := utf8.DecodeRuneInString(s)
	for folded, i := foldRune(r), 0; i < len(folded); i++ { // a letter or two
		c.folded = append(c.folded, folded[i])
		tok.hash = (tok.hash ^ uint64(folded[i])) * hashPrime
	}
}

// word reads a word, and tells how it is written; first says whether its first letter is a capital.
func (c *tokenizer) word(tok *Token, first bool) {
	letters, capitals := 0, 0
	for {
		l, u := c.plain(tok)
		letters, capitals = letters+l, capitals+u
		if c.at == len(c.s) {
			break
		}
		kind, n := classAt(c.s, c.at)
		if kind != classLetter && kind != classUpper && kind != classMark {
			break
		}
		if kind == classUpper {
			capitals++
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

// plain reads the letters with which a word begins as far as they are ASCII, eight at a time: nearly all of most words.
// How many of the eight are letters is reckoned, not tried, since words are of all lengths.
func (c *tokenizer) plain(tok *Token) (letters, capitals int) {
	const (
		each  = 0x0101010101010101
		upper = each << 7 // of each byte, the bit that ASCII hasn't
		lower = each * lowerBit
	)
	for c.at+8 <= len(c.s) {
		x := eight(c.s[c.at:])
		y := x | lower
		low := y &^ upper
		is := (low + each*(128-'a')) &^ (low + each*(128-'z'-1)) &^ y & upper // of each letter, the upper bit
		n := bits.TrailingZeros64(is^upper) / 8
		kept := uint64(1)<<(8*n) - 1
		capitals += bits.OnesCount64(lower &^ x & kept)
		letters += n
		c.folded = binary.LittleEndian.AppendUint64(c.folded, y)
		c.folded = c.folded[:len(c.folded)-8+n]
		var hashes [9]uint64
		h := tok.hash
		hashes[0] = h
		for k := range 8 {
			h = (h ^ y&0xFF) * hashPrime
			y >>= 8
			hashes[k+1] = h
		}
		tok.hash = hashes[n]
		c.at += n
		if n < 8 {
			break
		}
	}
	return letters, capitals
}

// eight returns the first eight bytes of s.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

const lowerBit = 'a' - 'A'

func classAt(s string, i int) (uint8, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return class(r), n
}
