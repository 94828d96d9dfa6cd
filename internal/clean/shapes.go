package clean

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

const (
	titleWords      = 25 // a longer first line is no title
	subheadingWords = 10 // a longer line is no subheading
	captionWords    = 3  // a stray line of so few words, all said just before, is the text of a picture or a tag
)

// shapes decides what no phrase and no repetition has: the title, the lede, captions and subheadings; all else is
// body.
func (c *cleaner) shapes() {
	first := c.next(0)
	if first == len(c.lines) {
		return
	}
	if c.isTitle(first) {
		c.set(first, corpus.Title, corpus.Reason{Code: corpus.ShortFirstLine})
	}
	if lede := c.next(first); lede < len(c.lines) {
		c.set(lede, corpus.Lede, corpus.Reason{Code: corpus.FirstParagraph})
	}
	previous := -1
	for i := range c.lines {
		if c.open(i) {
			c.lines[i].Zone, c.lines[i].Rule = c.shape(i, previous)
		}
		if z := c.lines[i].Zone; z == corpus.Lede || z == corpus.Body {
			previous = i
		}
	}
}

// next returns the first undecided line from line i on, or the number of lines.
func (c *cleaner) next(i int) int {
	for i < len(c.lines) && !c.open(i) {
		i++
	}
	return i
}

func (c *cleaner) isTitle(i int) bool {
	if len(c.words[i]) > titleWords || !c.alone(i) {
		return false
	}
	switch c.tokens.Fold(c.last(i)) {
	case "?", "!", `"`, "»":
		return len(c.words[i]) <= titleWords*2/3
	}
	return !c.closes(i)
}

// alone reports whether more text follows line i, and a blank line or a longer line comes first.
func (c *cleaner) alone(i int) bool {
	for n := i + 1; n < len(c.lines); n++ {
		switch {
		case c.lines[n].Zone == corpus.Blank:
			return c.next(n) < len(c.lines)
		case c.open(n):
			return len(c.words[n]) > len(c.words[i])
		}
	}
	return false
}

// shape returns the zone of a line inside the article; previous is the paragraph before it.
func (c *cleaner) shape(i, previous int) (corpus.Zone, corpus.Reason) {
	if len(c.words[i]) > subheadingWords || c.closes(i) || previous < 0 {
		return corpus.Body, corpus.Reason{Code: corpus.RunningText}
	}
	if len(c.words[i]) <= captionWords && c.saidBefore(i, previous) {
		return corpus.Caption, corpus.Reason{Code: corpus.WordsBefore}
	}
	if c.standsAlone(i) {
		return corpus.Subheading, corpus.Reason{Code: corpus.ShortAlone}
	}
	return corpus.Body, corpus.Reason{Code: corpus.RunningText}
}

// standsAlone reports whether line i stands alone between blank lines (or decided ones) and a paragraph follows.
func (c *cleaner) standsAlone(i int) bool {
	if c.last(i) >= 0 && c.tokens.Fold(c.last(i)) == "," {
		return false
	}
	before := i == 0 || !c.running(i-1)
	after := false
	for n := i + 1; n < len(c.lines) && !after; n++ {
		if c.open(n) {
			after = len(c.words[n]) > subheadingWords || c.closes(n)
			break
		}
	}
	return before && after
}

// running reports whether line i is running text with nothing between it and the next line.
func (c *cleaner) running(i int) bool {
	return c.lines[i].Zone == corpus.Body && !c.closes(i)
}

// saidBefore reports whether the words of line i, all with a capital, stand in the paragraph before it.
func (c *cleaner) saidBefore(i, previous int) bool {
	if c.saidLine != previous+1 { // a paragraph may have many short lines behind it
		c.saidLine = previous + 1
		clear(c.said)
		for _, w := range c.words[previous] {
			c.said[c.tokens.Fold(int(w))] = true
		}
	}
	for _, w := range c.words[i] {
		if !c.said[c.tokens.Fold(int(w))] || c.tokens.List[w].Case == text.Lower {
			return false
		}
	}
	return true
}
