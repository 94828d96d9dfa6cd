// Package sentence cuts paragraphs into sentences.
//
// A sentence ends at a stop (. ! ? …), together with the marks and brackets that close right after it, where what
// follows can begin one. Most of the work is in what cannot: "M. Dupont", "the U.S. Government", "p. 55", "3.14",
// "www.site.fr", "[...]". What a full stop after a word means is data, one file a language: each lists words under the
// classes of [class]. Sentences are balanced: none ends inside brackets, nor inside a short quotation that closes in
// the same paragraph. Numbered lists that run on in a line are cut at their numbers.
//
// The cases it is meant to meet are those of the Pragmatic Segmenter's golden rules and the sentence conventions of
// Universal Dependencies; where these differ (a long quotation of several sentences) the latter win.
package sentence

import (
	"unicode/utf8"

	"briefing/internal/text"
)

// Split returns the sentences of each block, without the space around them, in the order of the text. Blocks are
// paragraphs: sentences never cross them, and a line break inside one is a space. lang is a BCP 47 primary tag; a
// language without rules of its own is cut by those of all. t must be the tokens of src.Text.
func Split(src *text.Source, t *text.Tokens, lang string, blocks []text.Span) []text.Span {
	r, ok := byLang[lang]
	if !ok {
		r = byLang[""]
	}
	c := cutter{out: make([]text.Span, 0, len(src.Text)/100+len(blocks))}
	for _, b := range blocks {
		c = cutter{out: c.out, t: t, rules: r, lo: t.At(b.Start), hi: t.At(b.End)}
		c.cut()
	}
	return c.out
}

// A cutter cuts one block: the tokens from lo up to hi.
type cutter struct {
	out    []text.Span
	t      *text.Tokens
	rules  *rules
	lo, hi int
	start  int  // first token of the sentence being read
	until  int  // up to this token, brackets or marks are open and nothing ends
	double bool // an odd number of straight double marks has been read
	list   list
}

// end ends the sentence being read before token next.
func (c *cutter) end(next int) {
	if next > c.start {
		c.out = append(c.out, text.Span{Start: c.t.List[c.start].Start, End: c.t.List[next-1].End})
		c.start = next
	}
}

func (c *cutter) cut() {
	c.start, c.until = c.lo, c.lo
	c.list = c.findList()
	numbered, tokens := c.list.form != 0, c.t.List[:c.hi]
	for i := c.lo; i < len(tokens); i++ {
		if numbered && i > c.start && c.isNextMarker(i) {
			c.end(i)
		}
		if tokens[i].Kind != text.Punct {
			continue
		}
		switch s := c.sign(i); {
		case isOpener(s), s == '"':
			c.open(i, s)
		case isStop(s):
			stop, next := c.afterStop(i)
			if next < c.hi && next > c.until && c.ends(i, stop, next) {
				c.end(next)
			}
			c.reread(stop+1, next)
			i = next - 1
		}
	}
	c.end(c.hi)
}

// reread follows the marks among the tokens that a stop has taken with it.
func (c *cutter) reread(from, to int) {
	for i := from; i < to; i++ {
		if c.sign(i) == '"' {
			c.double = !c.double
		}
	}
}

// sign returns the character of a token that is a single sign, 0 for words and numbers and past the end of the block.
func (c *cutter) sign(i int) rune {
	if i < c.lo || i >= c.hi || c.t.List[i].Kind != text.Punct {
		return 0
	}
	if b := c.t.Text[c.t.List[i].Start]; b < utf8.RuneSelf {
		return rune(b)
	}
	r, _ := utf8.DecodeRuneInString(c.t.Text[c.t.List[i].Start:])
	return r
}

func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '‽', '‼', '⁇', '⁈', '⁉', '。', '！', '？', '．':
		return true
	}
	return false
}

func isOpener(r rune) bool {
	switch r {
	case '(', '[', '{', '«', '“', '„', '‘', '‹', '`':
		return true
	}
	return false
}

func isCloser(r rune) bool {
	switch r {
	case ')', ']', '}', '»', '”', '’', '›', '\'':
		return true
	}
	return false
}

// closerOf returns what closes an opening sign.
func closerOf(r rune) rune {
	switch r {
	case '(':
		return ')'
	case '[':
		return ']'
	case '{':
		return '}'
	case '«':
		return '»'
	case '“', '„':
		return '”'
	case '‹':
		return '›'
	case '"':
		return '"'
	}
	return 0
}

// How far brackets and marks are looked for their partner, in tokens, and how long a quotation may be, in bytes, for
// it to be kept in one piece: longer ones are cut like other text.
const (
	bracketReach = 120
	quoteReach   = 60
	quoteLength  = 200
)

// open notes an opening sign: up to its partner nothing ends.
func (c *cutter) open(i int, s rune) {
	if s == '"' {
		c.double = !c.double
		if !c.double {
			return
		}
	}
	shut := closerOf(s)
	if i < c.until || shut == 0 {
		return
	}
	bracket := s == '(' || s == '[' || s == '{'
	reach := quoteReach
	if bracket {
		reach = bracketReach
	}
	depth := 0
	for j := i + 1; j < c.hi && j <= i+reach; j++ {
		switch c.sign(j) {
		case shut:
			if depth--; depth < 0 {
				if bracket || c.t.List[j].Start-c.t.List[i].Start <= quoteLength {
					c.until = j
				}
				return
			}
		case s:
			depth++
		}
	}
}
