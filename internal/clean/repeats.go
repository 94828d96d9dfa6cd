package clean

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

const (
	prefixWords  = 6    // a line of fewer words is no beginning of another: too many share one
	nearWords    = 8    // and too little to be nearly another
	nearEqual    = 0.92 // share of equal words from which two lines say the same
	keyWords     = 3    // lines are compared with those that begin with the same words
	maxSameStart = 32   // and with so many of them at most: bounded work on a hostile file
)

// repeats finds the lines that say again what another says: equal to an earlier one, nearly equal, or the beginning
// of one (a caption, then the caption with its credit).
func (c *cleaner) repeats() {
	for i := range c.lines {
		if zone := c.lines[i].Zone; zone != undecided && !zone.Kept() || len(c.words[i]) == 0 {
			continue
		}
		key := c.hash(c.words[i])
		if of, ok := c.seen[key]; ok && c.equal(c.words[of], c.words[i]) {
			if len(c.words[i]) >= prefixWords || !c.closes(i) { // "Non." may be said twice
				c.repeat(i, int(of), corpus.RepeatsLine)
			}
			continue
		}
		c.seen[key] = int32(i)
		if len(c.words[i]) < prefixWords {
			continue
		}
		key = c.hash(c.words[i][:keyWords])
		same, met := c.heads[key]
		if !met {
			c.heads[key] = starter{int32(i), int32(i), 1}
			continue
		}
		for n, of := int32(0), same.first; n < same.count; n, of = n+1, c.chain[of] {
			c.compare(int(of), i)
		}
		if same.count < maxSameStart {
			c.chain[same.last] = int32(i)
			c.heads[key] = starter{same.first, int32(i), same.count + 1}
		}
	}
}

// A starter is a list of lines that begin with the same words, linked in chain.
type starter struct{ first, last, count int32 }

// compare judges line i against the earlier line of.
func (c *cleaner) compare(of, i int) {
	a, b := c.words[of], c.words[i]
	common := 0
	for common < len(a) && common < len(b) && c.tokens.Same(int(a[common]), int(b[common])) {
		common++
	}
	switch {
	case common == len(a):
		c.repeat(of, i, corpus.BeginsLine)
	case common == len(b):
		c.repeat(i, of, corpus.BeginsLine)
	case len(a) >= nearWords && len(b) >= nearWords && c.overlap(a, b) >= nearEqual:
		c.repeat(i, of, corpus.NearlyRepeats)
	}
}

// overlap returns the share of words of the longer line that the other has too, each counted as often as it stands
// there (the Dice coefficient of the two bags of words); 0 where they don't hold the same numbers, for lines of a table
// or a list may differ in nothing else.
func (c *cleaner) overlap(a, b []int32) float64 {
	bag := make(map[string]int, len(a))
	for _, w := range a {
		bag[c.tokens.Fold(int(w))]++
	}
	common := 0
	for _, w := range b {
		f := c.tokens.Fold(int(w))
		if bag[f] > 0 {
			common++
		} else if c.tokens.List[w].Kind == text.Number {
			return 0
		}
		bag[f]--
	}
	for _, w := range a {
		if c.tokens.List[w].Kind == text.Number && bag[c.tokens.Fold(int(w))] > 0 {
			return 0
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

func (c *cleaner) repeat(i, of int, rule corpus.ReasonCode) {
	if zone := c.lines[i].Zone; c.lines[i].Rule.Code != corpus.ByEditor && zone != corpus.Duplicate && !c.hinted[i] {
		c.lines[i] = line{Span: c.lines[i].Span, Zone: corpus.Duplicate, Rule: rule.OfLine(of + 1), Of: of + 1}
	}
}

// hash returns a number for the folded words.
func (c *cleaner) hash(words []int32) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = (h ^ c.tokens.List[w].Hash()) * 0x9E3779B97F4A7C15
		h ^= h >> 32
	}
	return h
}

// equal reports whether two lines have the same words.
func (c *cleaner) equal(a, b []int32) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !c.tokens.Same(int(a[i]), int(b[i])) {
			return false
		}
	}
	return true
}
