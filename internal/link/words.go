package link

import (
	"slices"
	"strings"
	"unicode/utf8"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A word is a token of a sentence with what is known of it.
type word struct {
	start, end int32 // bytes in the source
	sense
	fold    string
	kind    text.Kind
	sign    byte  // of a punctuation mark: one of , ; : - ( ) " or 0
	capital bool  // written with one
	verbal  bool  // see passage.isVerb
	long    int16 // words of the phrase that begins here; 1 for none
	timex   int16 // index in the document's time expressions of the one that holds it, -1 for none
	mention int16 // likewise
}

func (w *word) is(t traits) bool { return w.traits&t != 0 }

// A passage is a sentence cut into words, with the annotations that lie in it.
type passage struct {
	doc      *corpus.Document
	tokens   *text.Tokens // of the document; nil where nobody has them
	sentence int
	dates    map[string]edtf.Value // as they were parsed lately: most texts speak of the same few days
	words    []word
	clauses  []clause
	of       []int16 // for each word its clause

	timexes, mentions, quotes [2]int // first and last+1 of those that begin in the sentence
}

// signs maps the marks that part clauses to one sign for each use.
func signOf(raw string) byte {
	switch r, _ := utf8.DecodeRuneInString(raw); r {
	case ',', ';', ':', '(', ')':
		return byte(r)
	case '[':
		return '('
	case ']':
		return ')'
	case '-', '–', '—', '−':
		return '-'
	case '"', '“', '”', '„', '«', '»':
		return '"'
	}
	return 0
}

// read cuts the sentence into words and looks each up.
func (p *passage) read(lex *lexicon, lately *memory) {
	span := p.doc.Sentences[p.sentence].Span
	tokens, first, last, at := p.cutOut(span)
	p.words, p.clauses = slices.Grow(p.words[:0], last-first)[:last-first], p.clauses[:0]
	phrase := 0 // words of the phrase at hand still to come
	for i := first; i < last; i++ {
		t, w := &tokens.List[i], &p.words[i-first]
		*w = word{start: at + t.Start, end: at + t.End, fold: tokens.Fold(i), kind: t.Kind, long: 1, timex: -1, mention: -1}
		switch t.Kind {
		case text.Word:
			w.capital = t.Case != text.Lower
			if phrase > 0 { // what it means by itself doesn't count
				phrase--
				w.traits = stop
				break
			}
			w.sense = lately.word(lex, tokens, i)
			if w.is(accented) && int(t.End-t.Start) != len(w.fold) {
				if s, ok := lex.written[strings.ToLower(tokens.Raw(i))]; ok {
					w.sense = s
				}
			}
			if !w.is(phraseHead) {
				break
			}
			if s, n := lex.phraseAt(w.phrases, tokens, i, last); n > 0 {
				s.traits |= w.traits & stop
				w.sense = s
				w.long, phrase = int16(n), n-1
			}
		case text.Punct:
			w.sign = signOf(tokens.Raw(i))
			if i > first && i+1 < last && tokens.List[i-1].Kind == text.Number && tokens.List[i+1].Kind == text.Number &&
				tokens.Glued(i) && tokens.Glued(i+1) {
				w.sign = 0 // inside a number or a time: "30,000", "12:00"
			}
			if w.sign == '-' && (i > first && tokens.Glued(i) || i+1 < last && tokens.Glued(i+1)) {
				w.sign = 0 // a hyphen
			}
		}
	}
	p.mark()
	for i := range p.words {
		if p.words[i].is(verb | have | be | say | past) {
			p.words[i].verbal = p.isVerb(i)
		}
	}
}

// cutOut returns the tokens of a sentence: those from first up to last, at bytes counted from at.
func (p *passage) cutOut(span text.Span) (tokens *text.Tokens, first, last int, at int32) {
	if t := p.tokens; t != nil {
		first, last = t.At(span.Start), t.At(span.End)
		if whole := (first == 0 || t.List[first-1].End <= span.Start) && (last == 0 || t.List[last-1].End <= span.End); whole {
			return t, first, last, 0
		}
	}
	tokens = text.Tokenize(p.doc.Text(span))
	return tokens, 0, tokens.Len(), span.Start
}

// mark tells each word which time expression and which mention holds it.
func (p *passage) mark() {
	at := 0
	for i := p.timexes[0]; i < p.timexes[1]; i++ {
		at = p.cover(at, p.doc.Timexes[i].Span, func(w *word) { w.timex = int16(i) })
	}
	at = 0
	for i := p.mentions[0]; i < p.mentions[1]; i++ {
		at = p.cover(at, p.doc.Mentions[i].Span, func(w *word) { w.mention = int16(i) })
	}
}

func (p *passage) cover(at int, s text.Span, set func(w *word)) int {
	for at < len(p.words) && p.words[at].end <= s.Start {
		at++
	}
	for ; at < len(p.words) && p.words[at].start < s.End; at++ {
		set(&p.words[at])
	}
	return at
}

// first returns the index of the first word that begins at or after a byte offset.
func (p *passage) first(off int32) int {
	lo, hi := 0, len(p.words)
	for lo < hi {
		if m := (lo + hi) / 2; p.words[m].start < off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// before returns the index of the last word before i that is no apostrophe, hyphen or quotation mark; -1 for none.
func (p *passage) before(i int) int {
	for i--; i >= 0; i-- {
		if w := &p.words[i]; w.kind != text.Punct || w.sign != 0 && w.sign != '"' {
			return i
		}
	}
	return -1
}

// after returns the index of the first word from i on that is no apostrophe, hyphen or quotation mark; the number of
// words for none.
func (p *passage) after(i int) int {
	for ; i < len(p.words); i++ {
		if w := &p.words[i]; w.kind != text.Punct || w.sign != 0 && w.sign != '"' {
			return i
		}
	}
	return i
}

// isVerb reports whether word i is likely to be a finite verb: one of the lexicon, or an English or French form that
// hardly anything else has.
func (p *passage) isVerb(i int) bool {
	w := &p.words[i]
	if w.kind != text.Word || w.mention >= 0 || w.timex >= 0 {
		return false
	}
	return w.is(verb|have|be) || w.is(say|past) && !w.capital && !p.noun(i)
}

// noun reports whether word i stands where only a noun can: after a determiner or a preposition that joins nouns.
func (p *passage) noun(i int) bool {
	b := p.before(i)
	return b >= 0 && p.words[b].is(determiner|of)
}
