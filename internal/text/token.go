package text

import (
	"unicode"
	"unicode/utf8"
)

// A Kind says what a [Token] is made of.
type Kind uint8

const (
	Word   Kind = iota + 1 // letters
	Number                 // decimal digits
	Punct                  // one character that is neither a letter, a digit nor a space
)

// A Case is how a word is written.
type Case uint8

const (
	Lower   Case = iota // no capital, or no letter of two cases
	Capital             // a capital, then none: "Trump", "A"
	Upper               // nothing but capitals, two or more: "CNBC"
	Mixed               // any other mixture: "TikTok", "iPhone"
)

// A Token is a word, a number or a sign. Letters and digits never share a token: "1er" is "1" and "er", glued
// (the end of one is the start of the next).
type Token struct {
	Start, End int32 // byte offsets into the text
	fold       int32 // byte offset into the folded text; the next token's is the end
	Line       int32 // line breaks before the token
	Kind       Kind
	Case       Case
}

// Span returns the span of the token.
func (t Token) Span() Span { return Span{t.Start, t.End} }

// Tokens is a text cut into tokens, spaces left out, with the folded form of each. It is made once for each
// document and read by all annotators.
type Tokens struct {
	Text   string
	List   []Token
	folded string
}

// Len returns the number of tokens.
func (t *Tokens) Len() int { return len(t.List) }

// Fold returns the folded form of token i; see [AppendFold]. It doesn't allocate.
func (t *Tokens) Fold(i int) string {
	end := len(t.folded)
	if i+1 < len(t.List) {
		end = int(t.List[i+1].fold)
	}
	return t.folded[t.List[i].fold:end]
}

// Raw returns token i as it is written.
func (t *Tokens) Raw(i int) string { return t.Text[t.List[i].Start:t.List[i].End] }

// Glued reports whether token i follows token i-1 without a space.
func (t *Tokens) Glued(i int) bool { return i > 0 && t.List[i-1].End == t.List[i].Start }

// At returns the index of the first token that starts at or after the byte offset off.
func (t *Tokens) At(off int32) int {
	lo, hi := 0, len(t.List)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); t.List[m].Start < off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

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

func class(r rune) uint8 {
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
	t := &Tokens{Text: s, List: make([]Token, 0, len(s)/5+8)}
	folded := make([]byte, 0, len(s)*7/8+16)
	line := int32(0)
	for i := 0; i < len(s); {
		c, n := classAt(s, i)
		if c == classSpace || c == classMark {
			if s[i] == '\n' {
				line++
			}
			i += n
			continue
		}
		tok := Token{Start: int32(i), fold: int32(len(folded)), Line: line}
		switch c {
		case classPunct:
			tok.Kind = Punct
			i += n
		case classDigit:
			tok.Kind = Number
			for i < len(s) {
				if c, n = classAt(s, i); c != classDigit && c != classMark {
					break
				}
				i += n
			}
		default:
			tok.Kind = Word
			i, tok.Case = scanWord(s, i)
		}
		tok.End = int32(i)
		folded = AppendFold(folded, s[tok.Start:i])
		t.List = append(t.List, tok)
	}
	t.folded = string(folded)
	return t
}

func classAt(s string, i int) (uint8, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return class(r), n
}

// scanWord returns the end of the word that begins at i, and how it is written.
func scanWord(s string, i int) (end int, how Case) {
	letters, capitals := 0, 0
	first := false
	for i < len(s) {
		c, n := classAt(s, i)
		if c != classLetter && c != classUpper && c != classMark {
			break
		}
		if c == classUpper {
			capitals++
			first = first || letters == 0
		}
		if c != classMark {
			letters++
		}
		i += n
	}
	switch {
	case capitals == 0:
		return i, Lower
	case capitals == letters && letters > 1:
		return i, Upper
	case capitals == 1 && first:
		return i, Capital
	}
	return i, Mixed
}
