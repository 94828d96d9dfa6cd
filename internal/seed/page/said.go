package page

import (
	"strings"

	"golang.org/x/net/html/atom"

	"briefing/internal/text"
)

const (
	runWords  = 4   // a line is looked for in the given text by its runs of so many words
	saidRuns  = 0.7 // share of a line's runs that have to stand there
	saidShare = 0.7 // share of the chosen lines that has to stand there for the given text to be the whole article
	maxGiven  = 1 << 20
)

// said finds which lines stand in the text that the page itself gives as its article (JSON-LD's articleBody): nil where
// it gives none, or only a part.
func (c *chosen) said(given string) []bool {
	words := wordsOf(given)
	if len(given) > maxGiven || len(words) < 10*runWords {
		return nil
	}
	runs := make(map[uint64]bool, len(words))
	for i := runWords; i <= len(words); i++ {
		runs[hashRun(words[i-runWords:i])] = true
	}
	said := make([]bool, len(c.lines))
	chosen, both := 0.0, 0.0
	for i := range c.lines {
		said[i] = c.saidLine(i, runs)
		if i >= c.from && i < c.to && c.scores[i] > 0 && c.purpose[c.lines[i].block] == 0 {
			chosen += c.scores[i]
			if said[i] {
				both += c.scores[i]
			}
		}
	}
	if both == 0 || both < saidShare*chosen {
		return nil
	}
	return said
}

func (c *chosen) saidLine(i int, runs map[uint64]bool) bool {
	if c.lines[i].words < runWords {
		return false
	}
	words := wordsOf(c.lines[i].text)
	found, all := 0, 0
	for k := runWords; k <= len(words); k++ {
		all++
		if runs[hashRun(words[k-runWords:k])] {
			found++
		}
	}
	return all > 0 && float64(found) >= saidRuns*float64(all)
}

// follow takes lines out of the article that the given text doesn't have, and those in that it has.
func (c *chosen) follow(given string) {
	said := c.said(given)
	if said == nil {
		return
	}
	first, last := -1, -1
	for i, s := range said {
		if !s || c.isHeading(c.blocks[c.lines[i].block].tag) && first < 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	if first < 0 {
		return
	}
	for i := first; i <= last; i++ {
		l := &c.lines[i]
		if !said[i] && c.scores[i] > 0 && !c.inside(l.block, atom.Figcaption) {
			c.strange = append(c.strange, i)
		}
	}
	c.from, c.to = first, last+1
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(text.Fold(unescape(s)), func(r rune) bool {
		return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0x80 || r == '«' || r == '»' || r == '…'
	})
}

// hashRun is FNV-1a over the words, a space between.
func hashRun(words []string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := 0; i < len(w); i++ {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}
