package clean

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

const (
	titleReach  = 30  // words that the title of another article has at most
	tokenReach  = 120 // and words and signs
	brokenWords = 20  // words of a last line that doesn't close, from which it is broken off
	brokenAfter = 3   // and running lines before it that all close
	restWords   = 6   // words that a line has to go on with behind a pointer for it to be a line of the article
)

// cut finds the passages inside kept lines that are no part of the article: pointers to others ("LIRE AUSSI >> …") up
// to the next sentence, and notices between two sentences ("ADVERTISEMENT").
func (c *cleaner) cut() {
	for i := range c.lines {
		if !c.lines[i].Zone.Kept() || c.lines[i].Zone == corpus.Title {
			continue
		}
		for k := 0; k < len(c.words[i]); k++ {
			if c.kinds[c.words[i][k]]&(1<<inline|1<<notice) == 0 {
				continue
			}
			p, to := c.pointer(i, k)
			if p == nil {
				continue
			}
			from := int(c.words[i][k])
			for from > 0 && c.tokens.List[from-1].Start >= c.lines[i].Span.Start && c.opensPointer(from-1) {
				from--
			}
			c.cuts = append(c.cuts, corpus.Cut{
				Span: text.Span{Start: c.tokens.List[from].Start, End: c.tokens.List[to-1].End},
				Zone: corpus.Boilerplate,
				Rule: corpus.HoldsPhrase.Of(p.text),
			})
			for k+1 < len(c.words[i]) && int(c.words[i][k+1]) < to {
				k++
			}
		}
	}
}

// opensPointer reports whether token k is a bracket or an arrow before a pointer.
func (c *cleaner) opensPointer(k int) bool {
	switch c.tokens.Fold(k) {
	case "(", "[", ">", "→", "►", "▶", "•":
		return true
	}
	return false
}

// goesOn reports whether line i begins with a pointer and then goes on as running text.
func (c *cleaner) goesOn(i int) bool {
	p, to := c.pointer(i, 0)
	if p == nil || p.kind != inline || !c.closes(i) {
		return false
	}
	rest := 0
	for _, w := range c.words[i] {
		if int(w) >= to {
			rest++
		}
	}
	return rest >= restWords
}

// pointer returns the phrase at word k of line i that begins a passage to be cut, and the token behind the passage; nil
// where there is none.
func (c *cleaner) pointer(i, k int) (p *phrase, to int) {
	words := c.words[i][k:]
	at, last := int(words[0]), c.last(i)
	if p = c.listed(words, notice); p != nil && c.betweenSentences(i, k, p) {
		return p, int(words[p.words-1]) + 1
	}
	if p = c.listed(words, inline); p == nil || p.words >= len(words) {
		return nil, 0
	}
	sign := int(words[p.words-1]) + 1
	switch c.tokens.Fold(sign) {
	case ":", ">", "»", "|", "→", "-":
	default:
		return nil, 0
	}
	if before := at - 1; before >= 0 && c.tokens.List[before].Start >= c.lines[i].Span.Start {
		switch c.tokens.Fold(before) {
		case "(", "[": // up to where the bracket closes
			shut := map[string]string{"(": ")", "[": "]"}[c.tokens.Fold(before)]
			for n := sign; n <= min(last, sign+tokenReach); n++ {
				if c.tokens.Fold(n) == shut {
					return p, n + 1
				}
			}
			return nil, 0
		case ".", "!", "?", "…", `"`, "»", ")", ">", "→", "►", "▶", "•":
		default:
			return nil, 0
		}
	}
	return p, c.titleEnd(i, sign+1, last)
}

// betweenSentences reports whether a notice of line i stands alone: the text before it ends as a sentence does and
// what follows begins one, in capitals or with one.
func (c *cleaner) betweenSentences(i, k int, p *phrase) bool {
	words := c.words[i]
	first, last := int(words[k]), int(words[k+p.words-1])
	if c.tokens.List[first].Case == text.Lower || k+p.words == len(words) || c.tokens.List[last+1].Kind == text.Punct {
		return false
	}
	if c.tokens.List[words[k+p.words]].Case == text.Lower {
		return false
	}
	if k == 0 {
		return false // the subject of a sentence may be the same word
	}
	switch c.tokens.Fold(first - 1) {
	case ".", "!", "?", "…", `"`, "»", ")":
		return true
	}
	return false
}

// titleEnd returns the token behind the title of another article that begins at token k: behind the first sign that
// ends a sentence, or before a capital with which sentences begin and titles don't go on. A title that nothing ends
// takes the rest of the line.
func (c *cleaner) titleEnd(i, k, last int) int {
	words, depth := 0, 0
	for n := k; n <= last && n <= k+tokenReach; n++ {
		tok := &c.tokens.List[n]
		if tok.Kind == text.Punct {
			switch c.tokens.Fold(n) {
			case ".", "!", "?", "…":
				if depth == 0 && n < last && c.capital(n+1) && c.tokens.List[n-1].Span().Len() > 1 {
					return n + 1
				}
			case "«", "“":
				depth++
			case "»", "”":
				if depth--; depth <= 0 && n < last && c.capital(n+1) {
					return n + 1
				}
				depth = max(depth, 0)
			}
			continue
		}
		if words++; words > titleReach {
			return n
		}
		if words > 3 && depth == 0 && tok.Case == text.Capital && c.tokens.List[n-1].Kind != text.Punct && c.tokens.List[n-1].Case == text.Lower &&
			c.is(n, begins) && !c.hanging(n-1) {
			return n
		}
	}
	return last + 1
}

// capital reports whether the first word at or behind token k has a capital: signs that open are passed over.
func (c *cleaner) capital(k int) bool {
	for n := k; n < k+3 && n < c.tokens.Len(); n++ {
		if c.tokens.List[n].Kind != text.Punct {
			return c.tokens.List[n].Case != text.Lower || c.tokens.List[n].Kind == text.Number
		}
	}
	return false
}

// is reports whether token k is a listed word of a kind.
func (c *cleaner) is(k int, kind phraseKind) bool {
	return c.kinds[k]&(1<<kind) != 0 && c.listed([]int32{int32(k)}, kind) != nil
}

// hanging reports whether token k is a word with which no sentence ends: "de", "les", "the".
func (c *cleaner) hanging(k int) bool {
	return k >= 0 && c.is(k, hangs)
}

// walled reports whether what follows from line i on offers the rest for sale: a phrase of offers that no sentence
// holds.
func (c *cleaner) walled(i int) bool {
	for ; i < len(c.lines); i++ {
		if c.lines[i].Zone != corpus.Boilerplate || len(c.words[i]) >= longLine {
			continue
		}
		for k := range c.words[i] {
			if c.kinds[c.words[i][k]]&(1<<anywhere) == 0 {
				continue
			}
			if p := c.listed(c.words[i][k:], anywhere); p != nil && p.kind == anywhere && p.sure {
				return true
			}
		}
	}
	return false
}

// truncated returns the end of an article that breaks off, empty where it ends: with dots behind a word that no
// sentence ends with, with dots in brackets or before an offer of the rest, or in the middle of a long line while the others
// close.
func (c *cleaner) truncated() text.Span {
	end := -1
	closing, running := 0, 0
	for i := range c.lines {
		if z := c.lines[i].Zone; z == corpus.Body || z == corpus.Lede {
			end = i
			if !c.hinted[i] && len(c.words[i]) > subheadingWords {
				running++
				if c.closes(i) {
					closing++
				}
			}
		}
	}
	if end < 0 || c.hinted[end] || len(c.words[end]) == 0 {
		return text.Span{}
	}
	word := int(c.words[end][len(c.words[end])-1])
	dots, bracket := 0, false
	for n := word + 1; n <= c.last(end); n++ {
		switch c.tokens.Fold(n) {
		case ".":
			dots++
		case "…":
			dots += 3
		case "[", "(":
			bracket = true
		}
	}
	broken := dots >= 2 && (c.hanging(word) || bracket || c.walled(end+1)) || dots == 0 && c.hanging(word) && !c.closes(end) ||
		word == c.last(end) && len(c.words[end]) >= brokenWords && closing >= brokenAfter && closing == running-1
	if !broken {
		return text.Span{}
	}
	from := word // back to the start of the sentence
	for from > 0 && c.tokens.List[from-1].Start >= c.lines[end].Span.Start {
		if f := c.tokens.Fold(from - 1); (f == "." || f == "!" || f == "?") && c.capital(from) && from <= word {
			break
		}
		from--
	}
	return text.Span{Start: c.tokens.List[from].Start, End: c.tokens.List[c.last(end)].End}
}
