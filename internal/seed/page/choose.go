package page

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

//go:embed names.txt
var nameFile string

// What the words of class names tell.
type purpose uint8

const (
	away     purpose = 1 << iota // around the article
	unlikely                     // around the article, if it isn\'t running text
	hidden
	comment  // readers' comments
	mainText // the article
)

var purposes = readNames()

func readNames() map[string]purpose {
	m := map[string]purpose{}
	kinds := map[string]purpose{"away": away, "unlikely": unlikely, "comment": comment, "main": mainText}
	for l := range strings.Lines(nameFile) {
		kind, words, _ := strings.Cut(l, ":")
		for w := range strings.FieldsSeq(words) {
			if !strings.HasPrefix(kind, "#") {
				m[w] |= kinds[kind]
			}
		}
	}
	return m
}

// A chosen page: which of its lines are the article.
type chosen struct {
	*scanned
	scores  []float64       // a line's own word for being part of the article
	sum     []float64       // sums of the positive ones: sum[j]-sum[i] is that of the lines from i up to j
	purpose []purpose       // of each block, those around it included
	why     []corpus.Reason // of each block that is around the article
	from    int             // the article's lines: from up to to, but for those of blocks around the article
	to      int
	ledes   []int // lines before them that belong to it
	strange []int // lines between them that the text which the page gives as its article doesn't have
}

func choose(s *scanned, body string) *chosen {
	c := &chosen{scanned: s, purpose: make([]purpose, len(s.blocks)), why: make([]corpus.Reason, len(s.blocks))}
	c.score()
	c.setApart()
	c.container()
	c.follow(body)
	c.standfirst()
	return c
}

// score gives each line its own word.
func (c *chosen) score() {
	c.scores = make([]float64, len(c.lines))
	c.sum = make([]float64, len(c.lines)+1)
	for i := range c.lines {
		c.scores[i] = c.lineScore(&c.lines[i])
		c.sum[i+1] = c.sum[i] + max(0, c.scores[i])
	}
}

const (
	enoughWords = 10.0 // from so many words a line that isn't links is running text
	mostWords   = 60.0 // a line counts no more than so many
)

func (c *chosen) lineScore(l *line) float64 {
	words, links := float64(l.words), float64(l.links)
	plain := words - links
	b := &c.blocks[l.block]
	switch b.tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if links > words/2 {
			return -2
		}
		return 0
	case atom.Button, atom.Label, atom.Legend:
		return -4
	case atom.Figcaption, atom.Caption:
		return 0
	}
	switch {
	case words == 0:
		return -1
	case links > words*0.6:
		return -2 - min(links, 10)/2
	case plain >= enoughWords || plain >= 5 && closes(l.text):
		return min(plain, mostWords) - links/2
	case b.tag == atom.P || b.tag == atom.Blockquote || b.tag == atom.Pre:
		return 0
	case b.tag == atom.Li || b.tag == atom.Dd || b.tag == atom.Td || b.tag == atom.Dt || b.tag == atom.Th:
		return -0.5
	}
	return -2
}

// closes reports whether a line ends as a sentence does.
func closes(s string) bool {
	s = strings.TrimRight(s, " \u00a0\u202f»”\"’)")
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？") || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

// weight returns the sum of the positive scores within a block.
func (c *chosen) weight(b int) float64 {
	return c.sum[c.blocks[b].last] - c.sum[c.blocks[b].first]
}

// wholeShare is the share of the page's text from which a block's name can't take it away: a class name on the body
// says nothing of what is in it.
const wholeShare = 0.4

// proseShare is the share from which running text isn't taken away by a name that articles have too.
const proseShare = 0.05

// hiddenShare is the share from which running text isn't taken away because a saved page hides it.
const hiddenShare = 0.2

// prose reports whether a block is running text, without many links.
func (c *chosen) prose(b *block) bool {
	words, links := int32(0), int32(0)
	for i := b.first; i < b.last; i++ {
		words += c.lines[i].words
		links += c.lines[i].links
	}
	return words > 12*(b.last-b.first) && links < words/4
}

// setApart finds the blocks around the article by their tags, names and hiding.
func (c *chosen) setApart() {
	whole := c.weight(0)
	for i := range c.blocks {
		b := &c.blocks[i]
		if b.parent < 0 {
			continue
		}
		c.purpose[i], c.why[i] = c.purpose[b.parent], c.why[b.parent]
		if c.purpose[i] != 0 {
			continue
		}
		p, why := c.apart(b)
		share := wholeShare
		switch { // a name alone doesn't take running text away
		case p == unlikely && c.prose(b):
			share = proseShare
		case p == hidden && c.prose(b):
			share = hiddenShare
		}
		if p != 0 && c.weight(i) <= share*whole {
			c.purpose[i], c.why[i] = p, why
		}
	}
}

// apart tells what a block is for by itself.
func (c *chosen) apart(b *block) (purpose, corpus.Reason) {
	switch b.tag {
	case atom.Nav, atom.Menu:
		return away, corpus.Reason{Code: corpus.PageNavigation}
	case atom.Footer:
		return away, corpus.Reason{Code: corpus.PageFooter}
	case atom.Aside:
		return away, corpus.Reason{Code: corpus.PageAside}
	case atom.Form, atom.Fieldset, atom.Dialog, atom.Button, atom.Search:
		return away, corpus.Reason{Code: corpus.PageForm}
	}
	if b.hidden {
		return hidden, corpus.Reason{Code: corpus.PageHidden}
	}
	if b.names == "" {
		return 0, corpus.Reason{}
	}
	n, isMain := 0, false
	found, why := purpose(0), ""
	for w := range strings.FieldsSeq(b.names) {
		n++
		p := purposes[w]
		isMain = isMain || p&mainText != 0
		if p&^mainText != 0 && found == 0 {
			found, why = p&^mainText, w
		}
	}
	switch found {
	case 0:
		return 0, corpus.Reason{}
	case comment:
		return comment, corpus.PageComments.Of(why)
	}
	return found, corpus.PageNamed.Of(why)
}

// container finds the stretch of lines that is the article.
func (c *chosen) container() {
	lo, hi := 0, len(c.lines)
	if b := c.named(); b >= 0 {
		lo, hi = int(c.blocks[b].first), int(c.blocks[b].last)
	}
	if b := c.core(lo, hi); b >= 0 {
		lo, hi = int(c.blocks[b].first), int(c.blocks[b].last)
	}
	best, sum := 0.0, 0.0
	start := lo
	c.from, c.to = lo, lo
	for i := lo; i < hi; i++ {
		s := c.scores[i]
		if c.purpose[c.lines[i].block] != 0 {
			s = min(0, s) / 4
			if c.purpose[c.lines[i].block] == comment {
				s = -1
			}
		}
		if sum += s; sum <= 0 {
			sum, start = 0, i+1
		}
		if sum > best {
			best, c.from, c.to = sum, start, i+1
		}
	}
	for c.to < hi && c.to > c.from && c.tail(c.to) {
		c.to++
	}
}

// tail reports whether a line behind the article, within its core, is the end of it: a table, a list, a last short
// paragraph, without links.
func (c *chosen) tail(i int) bool {
	b := c.lines[i].block
	if c.purpose[b] != 0 || c.lines[i].links > 0 {
		return false
	}
	switch c.blocks[b].tag {
	case atom.Td, atom.Th, atom.Li, atom.Pre, atom.P, atom.Blockquote, atom.Dd, atom.Dt:
		return true
	}
	return false
}

// headLines is how far above an article its standfirst and its heading are looked for.
const headLines = 25

// standfirst finds the running text between the heading and the article: pages set it apart from the body.
func (c *chosen) standfirst() {
	top := c.from
	for i := c.from - 1; i >= 0 && i >= c.from-headLines; i-- {
		b := c.lines[i].block
		if c.purpose[b] != 0 && c.why[b].Code != corpus.PageHidden {
			continue
		}
		if c.blocks[b].tag == atom.H1 {
			top = i
			break
		}
	}
	if top == c.from {
		top = max(0, c.from-4)
	}
	for i := top; i < c.from; i++ {
		if c.purpose[c.lines[i].block] == 0 && c.scores[i] >= enoughWords && c.lines[i].links == 0 {
			c.ledes = append(c.ledes, i)
		}
	}
}

// coreShare is the share of the heaviest block's mass from which another block belongs to the core too.
const coreShare = 0.25

// core returns the innermost block around those that hold most of the text of the lines from lo up to hi as their own
// paragraphs, or -1.
func (c *chosen) core(lo, hi int) int {
	mass := map[int32]float64{}
	for i := lo; i < hi; i++ {
		b := c.lines[i].block
		if c.scores[i] <= 0 || c.purpose[b] != 0 {
			continue
		}
		if isParagraph(c.blocks[b].tag) && c.blocks[b].parent >= 0 {
			b = c.blocks[b].parent
		}
		mass[b] += c.scores[i]
		if up := c.blocks[b].parent; up >= 0 {
			mass[up] += c.scores[i] / 2
		}
	}
	top, names := 0.0, ""
	for b := range int32(len(c.blocks)) {
		if mass[b] > top {
			top, names = mass[b], c.blocks[b].names
		}
	}
	core := int32(-1)
	for b, m := range mass { // the order doesn't matter: the common ancestor is the same
		if m >= coreShare*top || names != "" && c.blocks[b].names == names {
			core = c.common(core, b)
		}
	}
	return int(core)
}

// common returns the innermost block around two; -1 stands for no block.
func (c *chosen) common(a, b int32) int32 {
	if a < 0 {
		return b
	}
	for a != b {
		if c.blocks[a].depth >= c.blocks[b].depth {
			a = c.blocks[a].parent
		} else {
			b = c.blocks[b].parent
		}
	}
	return a
}

// isParagraph reports the elements that hold a paragraph, so that the block around them is the text.
func isParagraph(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Pre, atom.Blockquote, atom.Li, atom.Ul, atom.Ol, atom.Dd, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// namedShare is the share of the page's text that an element has to hold for its name to be believed.
const namedShare = 0.4

// named returns the innermost block that the page names as its article and that holds enough of its text, or -1.
func (c *chosen) named() int {
	whole := 0.0
	for i := range c.lines {
		if c.purpose[c.lines[i].block] == 0 {
			whole += max(0, c.scores[i])
		}
	}
	found := -1
	for i := range c.blocks {
		b := &c.blocks[i]
		if b.article && c.purpose[i] == 0 && c.weight(i) >= namedShare*whole {
			found = i
		}
	}
	return found
}

// cellWords is the number of words from which a cell of a table is text: old pages are laid out with tables.
const cellWords = 25

// hints returns what to say of the lines.
func (c *chosen) hints(title string) []corpus.Hint {
	var hints []corpus.Hint
	say := func(i int, zone corpus.Zone, rule corpus.Reason) {
		hints = append(hints, corpus.Hint{Line: i + 1, Zone: zone, Rule: rule})
	}
	heading := c.heading(title)
	for i := range c.lines {
		b := &c.blocks[c.lines[i].block]
		p := c.purpose[c.lines[i].block]
		switch {
		case i == heading:
			say(i, corpus.Title, corpus.Reason{Code: corpus.PageTitle})
		case p == comment:
			say(i, corpus.Comment, c.why[c.lines[i].block])
		case p != 0:
			say(i, corpus.Boilerplate, c.why[c.lines[i].block])
		case (i < c.from || i >= c.to) && !slices.Contains(c.ledes, i):
			say(i, corpus.Boilerplate, corpus.Reason{Code: corpus.PageAround})
		case (b.tag == atom.Td || b.tag == atom.Th) && c.lines[i].words < cellWords && !closes(c.lines[i].text) || b.tag == atom.Pre:
			say(i, corpus.Body, corpus.Reason{Code: corpus.PageTable})
		case c.lines[i].links > 3 && float64(c.lines[i].links) > 0.8*float64(c.lines[i].words) && !closes(c.lines[i].text):
			say(i, corpus.Boilerplate, corpus.Reason{Code: corpus.PageLink})
		case slices.Contains(c.strange, i):
			say(i, corpus.Boilerplate, corpus.Reason{Code: corpus.PageStrange})
		case c.isHeading(b.tag):
			say(i, corpus.Subheading, corpus.Reason{Code: corpus.PageHeading})
		case c.inside(c.lines[i].block, atom.Figcaption):
			say(i, corpus.Caption, corpus.Reason{Code: corpus.PageCaption})
		}
	}
	return hints
}

func (c *chosen) isHeading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// inside reports whether a block is, or stands in, an element of the tag.
func (c *chosen) inside(b int32, tag atom.Atom) bool {
	for n := 0; b >= 0 && n < 6; n, b = n+1, c.blocks[b].parent {
		if c.blocks[b].tag == tag {
			return true
		}
	}
	return false
}

// heading returns the line that holds the page's title: the last heading before the article's end that says it, or the
// last h1 before the article; -1 where there is none.
func (c *chosen) heading(title string) int {
	found, folded := -1, text.Fold(title)
	for i := 0; i < c.to && i < len(c.lines); i++ {
		tag := c.blocks[c.lines[i].block].tag
		if c.purpose[c.lines[i].block] != 0 && tag != atom.H1 || len(c.lines[i].text) > 2*len(title)+200 {
			continue
		}
		f := text.Fold(c.lines[i].text)
		if folded != "" && (f == folded || len(f) > 15 && (strings.HasPrefix(folded, f+" ") || c.isHeading(tag) && strings.Contains(folded, f))) {
			return i
		}
		if tag == atom.H1 && i <= c.from && c.purpose[c.lines[i].block] == 0 {
			found = i
		}
	}
	return found
}
