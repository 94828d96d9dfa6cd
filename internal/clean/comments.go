package clean

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// comments finds the readers' comments: a stamp opens one, and it runs to the next stamp or to a line of the form
// beneath, blank lines included.
func (c *cleaner) comments() {
	headed := c.stamps()
	opened := 0      // the line, from 1, of the stamp of the comment we are in
	last := 0        // the last line of it so far
	article := false // a sentence came before: a stamp above the article is its own dateline
	for i := range c.lines {
		switch {
		case c.lines[i].Zone == corpus.Blank:
			continue
		case !article:
			article = c.closes(i)
		case c.stamped[i] == sureStamp || c.stamped[i] == looseStamp && headed <= i:
			opened = i + 1
			last = i
			c.set(i, corpus.Comment, corpus.Reason{Code: corpus.CommentStamp})
		case opened == 0:
		case c.endsComments(i):
			opened = 0
		default:
			for ; last <= i; last++ {
				if c.open(last) || c.lines[last].Zone == corpus.Blank {
					c.lines[last].Zone, c.lines[last].Rule = corpus.Comment, corpus.CommentOf.OfLine(opened)
				}
			}
			last = i
		}
	}
}

// endsComments reports whether line i belongs to what stands beneath comments: a form, or a heading of links.
func (c *cleaner) endsComments(i int) bool {
	if p := c.listed(c.words[i], form); p != nil {
		return c.starts(i, p)
	}
	return c.isSection(i)
}

// stampWords is the number of words from which a line is more than a stamp.
const stampWords = 16

const (
	noStamp    = iota
	looseStamp // a name and a time: an article's own line may look so
	sureStamp  // with a verb of writing
)

const (
	fewestLoose  = 2 // stamps of a clipping from which loose ones are believed
	fewestHinted = 3 // and from which any are, where mark-up has told the comments already
)

// stamps notes which lines are stamps, and returns the line from which the loose ones are believed: the first where there are
// several, else the one behind a heading of comments.
func (c *cleaner) stamps() (headed int) {
	c.stamped = text.Sized(c.stamped, len(c.lines))
	headed = len(c.lines)
	found, hinted := 0, false
	for i := range c.lines {
		hinted = hinted || c.hinted[i]
		if c.lines[i].Zone == corpus.Blank {
			continue
		}
		if kind := c.stampOf(i); kind != noStamp {
			c.stamped[i] = kind
			found++
		} else if p := c.listed(c.words[i], form); p != nil && p.words == len(c.words[i]) {
			headed = min(headed, i)
		}
	}
	if found >= fewestLoose {
		headed = 0
	}
	if hinted && found < fewestHinted {
		clear(c.stamped)
	}
	return headed
}

// stampOf tells whether line i is the head of a comment, in one of the listed styles.
func (c *cleaner) stampOf(i int) uint8 {
	if n := len(c.words[i]); n < 2 || n > stampWords {
		return noStamp
	}
	numbers := 0
	for _, w := range c.words[i] {
		if c.tokens.List[w].Kind == text.Number {
			numbers++
		}
	}
	if numbers == 0 {
		return noStamp
	}
	first, last := int(c.words[i][0]), c.last(i)
	if c.tokens.Fold(last) == "." && last > 0 && c.tokens.List[last-1].Span().Len() > 1 { // "p.m." may end one
		return noStamp
	}
	kind := uint8(noStamp)
	for _, pattern := range lists.stamps {
		if numbers >= pattern.numbers && c.matchStamp(pattern.parts, first, last) {
			if pattern.parts[0] != "{who}" {
				return sureStamp
			}
			if c.listed(c.words[i], lead) == nil { // "Posted 3 August 2020 9:47" is the article's own
				kind = looseStamp
			}
		}
	}
	return kind
}

// newStamp counts the numbers of a pattern: a date and a time have two or three.
func newStamp(parts []string) stampPattern {
	p := stampPattern{parts: parts}
	for _, part := range parts {
		switch part {
		case "{date}", "{time}":
			p.numbers += 2
		case "{number}":
			p.numbers++
		}
	}
	return p
}

// matchStamp matches the tokens from i to last against a pattern, to the end of the line but for closing signs.
func (c *cleaner) matchStamp(pattern []string, i, last int) bool {
	for n, part := range pattern {
		i = c.skipSigns(i, last)
		switch part {
		case "{name}":
			// One to six words, as few as let the rest match.
			for words := 1; words <= 6 && i+words <= last; words++ {
				if c.tokens.List[i+words-1].Kind == text.Number {
					return false
				}
				if c.matchStamp(pattern[n+1:], i+words, last) {
					return true
				}
			}
			return false
		case "{who}":
			return c.matchWho(pattern[n+1:], i, last)
		case "{date}":
			i = c.date(i, last)
		case "{time}":
			i = c.time(i, last)
		case "{number}":
			if i > last || c.tokens.List[i].Kind != text.Number {
				return false
			}
			i++
		default:
			if i > last || c.tokens.Fold(i) != part {
				return false
			}
			i++
		}
		if i < 0 {
			return false
		}
	}
	return c.skipSigns(i, last) > last
}

// matchWho matches a name as readers give theirs, one word of any kind or up to four with a capital each, and then the
// rest of a pattern: where no verb of writing stands in the stamp, a sentence must not pass for one.
func (c *cleaner) matchWho(rest []string, i, last int) bool {
	capitals := true
	for words := 1; words <= 4 && i <= last; words++ {
		i = c.skipSigns(i, last)
		if i > last || c.tokens.List[i].Kind == text.Number {
			return false
		}
		capitals = capitals && c.tokens.List[i].Case != text.Lower
		i++
		if (capitals || words == 1) && c.matchStamp(rest, i, last) {
			return true
		}
	}
	return false
}

func (c *cleaner) skipSigns(i, last int) int {
	for i <= last && c.tokens.List[i].Kind == text.Punct {
		i++
	}
	return i
}

// date returns the token behind a date at token i, or -1: 05/08/2020, 2020-08-05, lundi 3 août 2020, August 5, 2020.
func (c *cleaner) date(i, last int) int {
	numbers, words, year := 0, 0, false
	for n := 0; n < 8 && i <= last; n, i = n+1, i+1 {
		switch c.tokens.List[i].Kind {
		case text.Number:
			numbers++
			year = year || c.tokens.List[i].Span().Len() == 4
		case text.Word:
			switch c.tokens.Fold(i) {
			case "er", "st", "nd", "rd", "th", "of": // 1er, 1st of
				continue
			}
			if words++; words > 2 {
				return -1
			}
		default:
			switch c.tokens.Fold(i) {
			case "/", "-", ".", ",":
				continue
			}
			return -1
		}
		if numbers == 3 || numbers == 2 && words > 0 && year {
			return i + 1
		}
	}
	return -1
}

// time returns the token behind a clock time at token i, or -1: 9:47, 9h47, 9.47 pm.
func (c *cleaner) time(i, last int) int {
	if i+2 > last || c.tokens.List[i].Kind != text.Number || c.tokens.List[i+2].Kind != text.Number {
		return -1
	}
	switch c.tokens.Fold(i + 1) {
	case ":", "h", ".":
	default:
		return -1
	}
	if i += 3; i+1 <= last && c.tokens.Fold(i) == ":" && c.tokens.List[i+1].Kind == text.Number { // seconds
		i += 2
	}
	if i <= last {
		switch c.tokens.Fold(i) {
		case "am", "pm", "utc", "gmt":
			i++
		}
	}
	return i
}
