package clean

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// datelineWords is the number of words from which a line is more than a dateline.
const datelineWords = 24

// datelines finds the lines that only say who wrote an article where and when it appeared: "La Tribune - 3 août 2020",
// "Publié le 03/08/2020 à 9:47 | 812 mots", "By Jane Roe, August 3, 2020". They date the document, not an event.
func (c *cleaner) datelines() {
	for i := range c.lines {
		c.author = text.Span{}
		if c.open(i) && len(c.words[i]) <= datelineWords && c.isDateline(i) {
			c.set(i, corpus.Boilerplate, corpus.Reason{Code: corpus.IsDateline})
			if c.byline.Empty() {
				c.byline = c.author
			}
		}
	}
}

// isDateline holds every part of a line, between bars and dashes, against what a dateline is made of. At least one
// must be a date or an author; the others may be a name or a counter.
func (c *cleaner) isDateline(i int) bool {
	start, last := c.tokens.At(c.lines[i].Span.Start), c.last(i)
	if last >= 0 && c.tokens.Fold(last) == "." {
		return false
	}
	plain := false
	for start <= last {
		end := start
		for end <= last && !c.separates(end) {
			end++
		}
		if start < end {
			switch c.datelinePart(start, end-1) {
			case partOther:
				return false
			case partDate:
				plain = true
			}
		}
		start = end + 1
	}
	return plain
}

// separates reports whether token k stands between the parts of a dateline: a bar, a bullet, or a dash with spaces.
func (c *cleaner) separates(k int) bool {
	switch c.tokens.Fold(k) {
	case "|", "·", "•", "/":
		return !c.tokens.Glued(k)
	case "-":
		return !c.tokens.Glued(k)
	}
	return false
}

const (
	partOther = iota
	partName  // a name or a counter: says nothing alone
	partDate  // a date or an author
)

// nameWords is the number of words that the name of a paper or a place has at most.
const nameWords = 5

// datelinePart tells what the tokens from k to last are.
func (c *cleaner) datelinePart(k, last int) int {
	var words []int32
	for n := k; n <= last; n++ {
		if c.tokens.List[n].Kind != text.Punct {
			words = append(words, int32(n))
		}
	}
	if len(words) == 0 {
		return partName
	}
	if c.isCounter(words) && len(words) <= 4 {
		return partName
	}
	from := int(words[0])
	if p := c.listed(words, lead); p != nil && p.words < len(words) {
		from = int(words[p.words])
	}
	if c.dateToEnd(from, last) {
		return partDate
	}
	if p := c.listed(words, author); p != nil && c.isAuthor(words[p.words:], last) {
		return partDate
	}
	if len(words) <= nameWords && (c.tokens.List[words[0]].Case != text.Lower || c.tokens.List[words[0]].Kind == text.Number) {
		return partName
	}
	return partOther
}

// dateToEnd reports whether the tokens from k to last are a date, with a time or an author behind it or without.
func (c *cleaner) dateToEnd(k, last int) bool {
	if k = c.date(k, last); k < 0 {
		return false
	}
	for n := 0; n < 2 && k <= last; n++ { // "à", "at", a comma
		if at := c.time(k, last); at >= 0 {
			k = at
			break
		}
		if p := c.listed([]int32{int32(k)}, author); p != nil {
			break
		}
		k++
	}
	if k = c.skipSigns(k, last); k > last {
		return true
	}
	var rest []int32
	for n := k; n <= last; n++ {
		if c.tokens.List[n].Kind != text.Punct {
			rest = append(rest, int32(n))
		}
	}
	p := c.listed(rest, author)
	return p != nil && c.isAuthor(rest[p.words:], last)
}

// isAuthor reports whether the words behind "par" or "by" name an author, and at most a date follows.
func (c *cleaner) isAuthor(words []int32, last int) bool {
	capital := false
	for n, w := range words {
		capital = capital || c.tokens.List[w].Case != text.Lower || c.tokens.List[w].Kind == text.Number
		if n > 0 {
			rest := words[n:]
			if p := c.listed(rest, lead); p != nil && p.words < len(rest) && c.dateToEnd(int(rest[p.words]), last) {
				c.named(words[:n], last)
				return capital
			}
			if c.dateToEnd(int(w), last) {
				c.named(words[:n], last)
				return true
			}
		}
	}
	// No date: names alone, "By Jane Roe and John Doe".
	lower := 0
	for _, w := range words {
		if c.tokens.List[w].Case == text.Lower {
			lower++
		}
	}
	if !capital || len(words) == 0 || len(words) > 2*nameWords || lower > len(words)/3 {
		return false
	}
	c.named(words, last)
	return true
}

// named notes the words that name the author.
func (c *cleaner) named(words []int32, last int) {
	from, to := int(words[0]), int(words[len(words)-1])
	if to < last {
		if c.tokens.Fold(to+1) == ")" && c.tokens.Glued(to+1) {
			to++
		}
	}
	c.author = text.Span{Start: c.tokens.List[from].Start, End: c.tokens.List[to].End}
}
