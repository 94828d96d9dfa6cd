// Package text holds a source text and the ways to point into it.
//
// A [Source] is the decoded text of a clipping or of an editor's file. Everything the program says of a text it says
// with a [Span] of it: half-open byte offsets, never copies. The rest of the package answers the questions that
// follow: where a span stands for a person ([Source.Position]), where it stands for another program
// ([Source.CodePoint]), and what its words are once case, accents and typography are set aside ([Tokenize], [Fold]).
package text

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Span is a half-open range of byte offsets into a [Source].
type Span struct{ Start, End int32 }

// NewSpan returns the span from start to end, byte offsets.
func NewSpan(start, end int) Span { return Span{int32(start), int32(end)} }

// Len returns the length of the span in bytes.
func (s Span) Len() int { return int(s.End - s.Start) }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the bytes of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// A Position is a place in a text as people count: from 1, the column in characters (code points).
type Position struct{ Line, Column int }

func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// A Source is a text and the name it is reported under. It is immutable and safe for concurrent use.
type Source struct {
	Name string // slash-separated path from the site's folder, such as "seeds/000.txt"
	Text string // valid UTF-8

	lines []int32 // byte offset of the first byte of each line

	blocks     []int32 // code points before each block of blockSize bytes, made at the first use
	blocksOnce sync.Once
}

// MaxSize is the size in bytes up to which a text is accepted: spans count in 32 bits, and a clipping of more than
// this is a mistake.
const MaxSize = 64 << 20

// NewSource returns a source for a valid UTF-8 text. Lines end with LF or CRLF.
func NewSource(name, text string) *Source {
	s := &Source{Name: name, Text: text, lines: make([]int32, 1, 1+strings.Count(text, "\n"))}
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			return s
		}
		i += n + 1
		s.lines = append(s.lines, int32(i))
	}
}

// Slice returns the text that a span covers.
func (s *Source) Slice(sp Span) string { return s.Text[sp.Start:sp.End] }

// LineCount returns the number of lines. A text that ends with a line break ends with an empty line, as in an editor.
func (s *Source) LineCount() int { return len(s.lines) }

// LineSpan returns the span of a line, counted from 1, without its line break.
func (s *Source) LineSpan(line int) Span {
	end := len(s.Text)
	if line < len(s.lines) {
		end = int(s.lines[line]) - 1
	}
	start := int(s.lines[line-1])
	if end > start && s.Text[end-1] == '\r' {
		end--
	}
	return NewSpan(start, end)
}

// LineText returns the text of a line, counted from 1, without its line break.
func (s *Source) LineText(line int) string { return s.Slice(s.LineSpan(line)) }

// LineAt returns the number, from 1, of the line that holds the byte offset off.
func (s *Source) LineAt(off int32) int {
	return sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > off })
}

// Position returns the line and column of the byte offset off.
func (s *Source) Position(off int32) Position {
	line := s.LineAt(off)
	return Position{line, utf8.RuneCountInString(s.Text[s.lines[line-1]:off]) + 1}
}

// blockSize is how many bytes one entry of the code point table covers.
const blockSize = 1 << 10

// CodePoint returns how many Unicode code points stand before the byte offset off: the offset that leaves the
// program, as the W3C Web Annotation TextPositionSelector counts.
func (s *Source) CodePoint(off int32) int {
	s.blocksOnce.Do(func() {
		s.blocks = make([]int32, 1, 1+len(s.Text)/blockSize)
		n := 0
		for i := 0; i+blockSize <= len(s.Text); i += blockSize {
			n += runeStarts(s.Text[i : i+blockSize])
			s.blocks = append(s.blocks, int32(n))
		}
	})
	b := int(off) / blockSize
	return int(s.blocks[b]) + runeStarts(s.Text[b*blockSize:off])
}

// runeStarts counts the bytes that begin a code point, so that a block may be cut inside one.
func runeStarts(s string) int {
	n := len(s)
	for ; len(s) >= 8; s = s[8:] {
		eight := binary.LittleEndian.Uint64([]byte(s[:8]))
		n -= bits.OnesCount64(eight &^ (eight << 1) & 0x8080808080808080) // the bytes 10xxxxxx go on with one
	}
	for i := range len(s) {
		if !utf8.RuneStart(s[i]) {
			n--
		}
	}
	return n
}
