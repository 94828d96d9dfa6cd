package entity

import "briefing/internal/text"

// sentenceAt returns how the sentence that holds token i is written, and its number, -1 where no sentence does.
func (r *reading) sentenceAt(i int32) (sentenceCase, int) {
	n := r.sentenceOf(i)
	if n < 0 {
		return sentenceCase{known: true, first: r.lineStart(i)}, -1
	}
	if !r.sentences[n].known {
		r.sentences[n] = r.readSentence(r.doc.Sentences[n].Span)
	}
	return r.sentences[n], n
}

// sentenceOf returns the number of the sentence that holds token i, -1 where none does.
func (r *reading) sentenceOf(i int32) int {
	list, off := r.doc.Sentences, r.t.List[i].Start
	if n := r.last; n < len(list) && list[n].Span.Start <= off && off < list[n].Span.End {
		return n
	}
	n := r.doc.SentenceAt(off)
	if n >= 0 {
		r.last = n
	}
	return n
}

func (r *reading) lineStart(i int32) int32 {
	for i > 0 && r.t.List[i-1].Line == r.t.List[i].Line {
		i--
	}
	return r.firstWord(i, int32(r.t.Len()))
}

func (r *reading) firstWord(i, end int32) int32 {
	for i+1 < end && r.t.List[i].Kind == text.Punct {
		i++
	}
	return i
}

// headlineWords is how many words of four letters or more a sentence must have to be read as a headline.
const headlineWords = 4

// readSentence tells an English headline, or a line in capitals: no word that carries meaning is in lower case, and
// some word has a capital that never has one of its own ("Says", "Will").
func (r *reading) readSentence(s text.Span) sentenceCase {
	from, to := int32(r.t.At(s.Start)), int32(r.t.At(s.End))
	c := sentenceCase{known: true, first: r.firstWord(from, to)}
	if r.mostlyLower(c.first+1, to) {
		return c
	}
	long, lower, raised := 0, 0, 0
	for i := c.first + 1; i < to; i++ {
		if r.t.List[i].Kind != text.Word {
			continue
		}
		f, capital := r.t.Fold(int(i)), r.t.List[i].Case != text.Lower
		ordinary := r.grammatical(int(i)) && !r.lex.has(calendar, f)
		switch {
		case capital && ordinary && len(f) > 1 && r.t.List[i-1].Kind == text.Word:
			raised++
		case !capital && !ordinary && len(f) > 3:
			lower++
		}
		if len(f) > 3 {
			long++
		}
	}
	c.headline = long >= headlineWords && raised > 0 && lower*8 < long
	return c
}

// mostlyLower reports whether more than half of the words of four letters or more are in lower case, which spares most
// sentences a look at each word.
func (r *reading) mostlyLower(from, to int32) bool {
	if from >= to {
		return false
	}
	balance := int32(0)
	for i := range r.t.List[from:to] {
		tok := &r.t.List[int(from)+i]
		long := (3 + tok.Start - tok.End) >> 31 // nothing but ones from four bytes on
		balance += long & inBalance[tok.Kind&3][tok.Case&3]
	}
	return balance > 0
}

// inBalance is what a token counts by its kind and its case: words are of all lengths and cases, so that it is looked up
// rather than tried.
var inBalance = [4][4]int32{text.Word: {text.Lower: 1, text.Capital: -1, text.Upper: -1, text.Mixed: -1}}

// opening reports whether a capital at token i may only be that of a beginning: of a sentence, a line, a quotation of
// several words, or what a colon opens.
func (r *reading) opening(i int32) bool {
	c, _ := r.sentenceAt(i)
	if i <= c.first {
		return true
	}
	before := r.t.Raw(int(i - 1))
	if r.t.List[i-1].Line != r.t.List[i].Line {
		return r.t.List[i].Line-r.t.List[i-1].Line > 1
	}
	switch before {
	case ":", "•", "|", ">", "…", "!", "?", "-", "–", "—":
		return !r.t.Glued(int(i))
	case ".":
		return !r.t.Glued(int(i)) && !joins(r.t, int(i-1))
	case "«", "“", `"`, "‘":
		return !r.shortQuote(i)
	}
	return false
}

// quotedName is how many words between marks are still read as a name rather than a sentence.
const quotedName = 3

func (r *reading) shortQuote(i int32) bool {
	for n := 0; n <= quotedName && int(i) < r.t.Len(); n, i = n+1, i+1 {
		switch r.t.Raw(int(i)) {
		case "»", "”", `"`, "’":
			return true
		}
	}
	return false
}

// readNames notes which words the document writes with a capital where nothing asks for one, and which in lower case.
func (r *reading) readNames() {
	r.read = true
	for i := range r.t.List {
		switch tok := r.t.List[i]; {
		case tok.Kind != text.Word:
		case tok.Case == text.Lower:
			r.lowers[r.t.Fold(i)] = true
		case !r.names[r.t.Fold(i)]:
			if c, _ := r.sentenceAt(int32(i)); !c.headline && !r.opening(int32(i)) {
				r.names[r.t.Fold(i)] = true
			}
		}
	}
}

// named reports whether token i looks like a word of a name: with a capital that nothing else explains.
func (r *reading) named(i int) bool {
	if i < 0 || r.t.List[i].Kind != text.Word || r.t.List[i].Case == text.Lower {
		return false
	}
	if i+2 < r.t.Len() && r.hyphenBefore(i+2) && r.t.Glued(i+1) && r.t.List[i+2].Case != text.Lower {
		return true // Saint-Germain
	}
	known := r.lex.words.Of(r.t, i)
	if known&(function|titles|calendar|demonyms|articles|suffixes) != 0 {
		return false
	}
	if known&given != 0 || !r.opening(int32(i)) {
		return true
	}
	if !r.read {
		r.readNames()
	}
	f := r.t.Fold(i)
	return r.names[f] && !r.lowers[f]
}
