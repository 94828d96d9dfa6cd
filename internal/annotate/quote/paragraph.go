package quote

import (
	"unicode/utf8"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A paragraph is a run of tokens that one person may speak through: a line, or the lines of a hard-wrapped paragraph.
type paragraph struct {
	lo, hi int // tokens
	kept   bool
}

// paragraphs cuts a document into paragraphs. A line goes on with the one before where no blank line stands between
// them, both are of one zone, and a sentence runs across the break, or the first ends without a stop and the second
// begins with a small letter. They are added to out, which is empty.
func paragraphs(out []paragraph, doc *corpus.Document, t *text.Tokens) []paragraph {
	last := -1 // line of the last paragraph's end
	for n, line := range doc.Lines {
		lo, hi := t.At(line.Span.Start), t.At(line.Span.End)
		if lo == hi {
			continue
		}
		if last == n-1 && last >= 0 && doc.Lines[last].Zone == line.Zone && runsOn(doc, t, lo) {
			out[len(out)-1].hi = hi
		} else {
			out = append(out, paragraph{lo, hi, line.Zone.Kept()})
		}
		last = n
	}
	return out
}

// runsOn reports whether the text goes on over the line break before token i.
func runsOn(doc *corpus.Document, t *text.Tokens, i int) bool {
	before, after := t.List[i-1], t.List[i]
	if s := doc.SentenceAt(before.Start); s >= 0 && doc.Sentences[s].Span.End > after.Start {
		return true
	}
	return before.Kind != text.Punct && after.Kind == text.Word && after.Case == text.Lower
}

// signAt returns the character of a token that is a single sign, 0 for words and numbers.
func signAt(t *text.Tokens, i int) rune {
	if t.List[i].Kind != text.Punct {
		return 0
	}
	if b := t.Text[t.List[i].Start]; b < utf8.RuneSelf {
		return rune(b)
	}
	r, _ := utf8.DecodeRuneInString(t.Text[t.List[i].Start:])
	return r
}
