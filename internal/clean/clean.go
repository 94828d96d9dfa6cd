// Package clean tells the article from the page around it: it gives each line of a clipping a zone.
//
// It reads lines, not mark-up, and never rewrites one. What a line is follows, in this order, from
//
//  1. an editor's word (the metadata's zones), then what the clipping's mark-up says, if it had any;
//  2. a comment's stamp ("a écrit le 05/08/2020 à 9:47 :"), which opens a comment that runs, blank lines included, to
//     the next stamp or form;
//  3. a dateline ("La Tribune - 3 août 2020");
//  4. phrases that pages put around articles: share bars, offers, related links, forms, credits. They are data, one
//     file per language in phrases/;
//  5. repetition: a line that equals another, or is the beginning of one;
//  6. shape and place: a title, a lede, a subheading, a stray caption.
//
// Nothing is cut after the first sign of boilerplate: an article may go on behind it.
package clean

import (
	"slices"
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// Rules are what a site adds to the lists of phrases. The zero value adds nothing.
type Rules struct {
	own    *phraseLists // of the site's editors
	shared *Shared
}

// NewRules returns the rules of a site: its editors' own phrases, and the lines that recur in its sources, which may be
// nil.
func NewRules(phrases []corpus.Phrase, shared *Shared) *Rules {
	r := &Rules{shared: shared}
	for _, p := range phrases {
		if r.own == nil {
			r.own = &phraseLists{}
		}
		kind := map[string]string{"line": "line", "start": "start!", "inside": "inside!"}[p.Where]
		if err := r.own.add(kind + ": " + p.Text); err != nil {
			continue // a phrase of signs alone matches nothing
		}
	}
	return r
}

// Lines returns the zone of each line of a clipping, with the rule that gave it. The tokens are those of the
// clipping's text.
func Lines(clip *corpus.Clipping, meta *corpus.DocumentMeta, tokens *text.Tokens) []corpus.Line {
	return (&Rules{}).Clean(clip, meta, tokens).Lines
}

// Clean returns what a clipping is made of: the zone of each line, the passages inside lines that are no part of the
// article, and the sentence with which it breaks off.
func (r *Rules) Clean(clip *corpus.Clipping, meta *corpus.DocumentMeta, tokens *text.Tokens) corpus.Cleaned {
	c := cleaners.Get().(*cleaner)
	defer c.end()
	c.begin(clip.Source, tokens)
	c.own = r.own
	c.editor(meta.Zones)
	c.page(clip.Hints)
	c.comments()
	c.datelines()
	c.phrases()
	c.related()
	if r.shared != nil {
		c.recurring(r.shared, clip)
	}
	c.repeats()
	c.shapes()
	c.cut()
	return corpus.Cleaned{Lines: c.decided(), Cuts: c.cuts, Truncated: c.truncated(), Byline: c.byline}
}

// undecided is the zone of a line that no rule has claimed yet.
const undecided = corpus.Zone(255)

// A cleaner holds a clipping while its lines are being judged.
type cleaner struct {
	src      *text.Source
	tokens   *text.Tokens
	lines    []line
	reasons  []corpus.Reason // see decided
	reasonAt []int32         // likewise
	all      []int32         // the indexes in tokens of all words and numbers
	words    [][]int32       // for each line, those of its own
	lasts    []int32         // for each line, its last token, -1 for none
	hinted   []bool          // for each line, whether the mark-up said what it is
	own      *phraseLists    // of the site's editors; may be nil
	kinds    []uint32        // for each token, the kinds of the listed phrases that begin with it, a bit each
	cuts     []corpus.Cut
	author   text.Span // of the dateline that is being read
	byline   text.Span // of the first that names one

	saidLine int             // the line, from 1, whose words said holds
	said     map[string]bool // see saidBefore

	seen    map[uint64]int32   // see repeats
	heads   map[uint64]starter // likewise
	stamped []uint8            // for each line: see stamps
	chain   []int32            // for each line, the next in the list of its starter, 0 for none
}

// cleaners holds cleaners that are used again with their memory.
var cleaners = sync.Pool{New: func() any {
	return &cleaner{said: map[string]bool{}, seen: map[uint64]int32{}, heads: map[uint64]starter{}}
}}

// end gives the cleaner back, without what belongs to its clipping.
func (c *cleaner) end() {
	clear(c.said)
	clear(c.seen)
	clear(c.heads)
	*c = cleaner{lines: c.lines, reasons: c.reasons, reasonAt: c.reasonAt, all: c.all, words: c.words, lasts: c.lasts, hinted: c.hinted, kinds: c.kinds, said: c.said, seen: c.seen, heads: c.heads, chain: c.chain, stamped: c.stamped}
	cleaners.Put(c)
}

// begin reads the lines of a clipping.
func (c *cleaner) begin(src *text.Source, tokens *text.Tokens) {
	n := src.LineCount()
	c.src, c.tokens = src, tokens
	c.lines, c.words, c.lasts, c.hinted, c.chain = text.Sized(c.lines, n), text.Sized(c.words, n), text.Sized(c.lasts, n), text.Sized(c.hinted, n), text.Sized(c.chain, n)
	c.kinds = text.Sized(c.kinds, tokens.Len())
	if cap(c.all) < tokens.Len() {
		c.all = make([]int32, 0, tokens.Len()*5/4)
	}
	all := c.all[:0]
	next := 0
	for i := range c.lines {
		from := len(all)
		c.lines[i] = line{Span: src.LineSpan(i + 1), Zone: corpus.Blank}
		c.lasts[i] = -1
		for ; next < tokens.Len() && int(tokens.List[next].Line) == i; next++ {
			c.lines[i].Zone, c.lasts[i] = undecided, int32(next)
			if tokens.List[next].Kind != text.Punct {
				all = append(all, int32(next))
				c.kinds[next] = lists.first.Of(tokens, next)
			}
		}
		c.words[i] = all[from:len(all):len(all)]
	}
	c.all = all
}

// A line is a [corpus.Line] that is being decided.
type line struct {
	Span text.Span
	Zone corpus.Zone
	Rule corpus.Reason
	Of   int
}

// decided returns the lines as documents keep them: with reasons that they share, as far as those are of late.
func (c *cleaner) decided() []corpus.Line {
	const late = 8
	reasons := c.reasons[:0]
	at := text.Sized(c.reasonAt, len(c.lines)) // of each line's reason, from 1
	for i := range c.lines {
		r := c.lines[i].Rule
		if r == (corpus.Reason{}) {
			continue
		}
		last := reasons[max(0, len(reasons)-late):]
		if known := slices.Index(last, r); known >= 0 {
			at[i] = int32(len(reasons) - len(last) + known + 1)
			continue
		}
		reasons = append(reasons, r)
		at[i] = int32(len(reasons))
	}
	c.reasons, c.reasonAt = reasons, at
	kept, lines := slices.Clone(reasons), make([]corpus.Line, len(c.lines))
	for i := range c.lines {
		l := &c.lines[i]
		lines[i] = corpus.Line{Span: l.Span, Of: int32(l.Of), Zone: l.Zone}
		if at[i] > 0 {
			lines[i].Rule = &kept[at[i]-1]
		}
	}
	return lines
}

// set decides a line, unless it is decided.
func (c *cleaner) set(i int, zone corpus.Zone, rule corpus.Reason) {
	if c.lines[i].Zone == undecided {
		c.lines[i].Zone, c.lines[i].Rule = zone, rule
	}
}

func (c *cleaner) open(i int) bool { return c.lines[i].Zone == undecided }

// editor applies the corrections of the metadata: they win over every rule.
func (c *cleaner) editor(zones []corpus.ZoneRange) {
	for _, z := range zones {
		for n := max(z.First, 1); n <= z.Last && n <= len(c.lines); n++ {
			c.lines[n-1].Zone, c.lines[n-1].Rule = z.Zone, corpus.Reason{Code: corpus.ByEditor}
		}
	}
}

// page applies what the mark-up of a saved page says of its lines.
func (c *cleaner) page(hints []corpus.Hint) {
	for _, h := range hints {
		if h.Line >= 1 && h.Line <= len(c.lines) {
			c.set(h.Line-1, h.Zone, h.Rule)
			c.hinted[h.Line-1] = true
		}
	}
}

// longLine is the number of words from which a line is running text that no phrase at its start or inside can make
// boilerplate: pages' furniture is terse.
const longLine = 45

// phrases finds the lines that a phrase of the lists gives away.
func (c *cleaner) phrases() {
	for i := range c.lines {
		if !c.open(i) {
			continue
		}
		if c.onlySigns(i) {
			c.set(i, corpus.Boilerplate, corpus.Reason{Code: corpus.SignsOnly})
			continue
		}
		if p := c.phrase(i); p != nil {
			c.set(i, p.kind.zone(), corpus.HoldsPhrase.Of(p.text))
		}
	}
}

// What makes a line what it is though no list holds it.
var (
	counterPhrase = &phrase{kind: furniture, text: "a counter of words or minutes"}
	signPhrase    = &phrase{kind: credit, text: "©"}
)

// onlySigns reports whether a line is a rule or a bar: no word and no number.
func (c *cleaner) onlySigns(i int) bool { return len(c.words[i]) == 0 }

// phrase returns the listed phrase that makes line i what it is, or nil.
func (c *cleaner) phrase(i int) *phrase {
	words := c.words[i]
	if c.own != nil {
		if p := c.phraseOf(c.own, i); p != nil {
			return p
		}
	}
	if p := c.phraseOf(lists, i); p != nil {
		return p
	}
	if p := c.credit(i); p != nil {
		return p
	}
	if len(words) < counterWords && c.isCounter(words) {
		return counterPhrase
	}
	return nil
}

// phraseOf returns the phrase of one of the lists that makes line i what it is, or nil.
func (c *cleaner) phraseOf(l *phraseLists, i int) *phrase {
	words := c.words[i]
	if p := c.at(l, words, wholeLine); p != nil {
		return p
	}
	if len(words) >= longLine {
		return nil
	}
	if p := c.at(l, words, atStart); p != nil && c.starts(i, p) && !c.goesOn(i) {
		return p
	}
	for k := range words {
		if p := c.at(l, words[k:], anywhere); p != nil && (p.sure || p.kind == credit || c.offers(i)) {
			return p
		}
	}
	return nil
}

// offers reports whether a line that holds a word of offers makes one: it doesn't close as a sentence does, or it
// speaks to the reader and quotes nobody. "TikTok changed its privacy policy on Monday." is news.
func (c *cleaner) offers(i int) bool {
	if !c.closes(i) {
		return true
	}
	speaks := false
	for k := c.tokens.At(c.lines[i].Span.Start); k <= c.last(i); k++ {
		switch c.tokens.Fold(k) {
		case `"`, "«", "»", "“", "”":
			return false
		}
		speaks = speaks || c.is(k, reader)
	}
	return speaks
}

// starts reports whether the phrase at the start of line i is furniture and not the start of a sentence or of a
// subheading ("Read my lips"): the phrase is one that no sentence begins with, a sign of a link follows, or it has
// several words and the line doesn't close as a sentence does.
func (c *cleaner) starts(i int, p *phrase) bool {
	words := c.words[i]
	if p.words >= len(words) || p.sure {
		return true
	}
	last := int(words[p.words-1])
	switch c.tokens.Fold(last + 1) {
	case ":", ">", "»", "|", "-", "→", "›", "(", "[", "/":
		return true
	}
	return p.words > 1 && !c.closes(i)
}

// credit returns the phrase that names a picture's source at the end of line i, "(Crédits : Dado Ruvic)" or
// "© Dado Ruvic", or nil.
func (c *cleaner) credit(i int) *phrase {
	words := c.words[i]
	for k := len(words) - 1; k >= 0 && k >= len(words)-creditWords; k-- {
		w := int(words[k])
		if w == 0 || c.tokens.List[w-1].Start < c.lines[i].Span.Start {
			break
		}
		switch c.tokens.Fold(w - 1) {
		case "©":
			return signPhrase
		case "(", "[":
			p := c.listed(words[k:], source)
			if p != nil && p.words < len(words)-k && c.tokens.Fold(int(words[k+p.words-1])+1) == ":" {
				return p
			}
		}
	}
	return nil
}

// creditWords is the number of words that a credit at a line's end has at most.
const creditWords = 12

// counterWords is the number of words from which a line with a counter in it is more than a counter.
const counterWords = 8

// isCounter finds "1025 mots", "4 min read": a number and its unit, and nothing else of length.
func (c *cleaner) isCounter(words []int32) bool {
	for k := 1; k < len(words); k++ {
		if c.tokens.List[words[k-1]].Kind == text.Number && c.listed(words[k:], counter) != nil {
			return true
		}
	}
	return false
}

// related sets apart what hangs on a heading of links ("Read our complete file"): the lines behind it that don't
// close as sentences do. The article goes on with the first that does.
func (c *cleaner) related() {
	for i := range c.lines {
		if !c.isSection(i) || c.lines[i].Zone != corpus.Boilerplate {
			continue
		}
		for n := i + 1; n < len(c.lines); n++ {
			if c.lines[n].Zone == corpus.Blank || c.lines[n].Zone == corpus.Boilerplate && !c.isSection(n) {
				continue
			}
			if !c.open(n) || c.closes(n) {
				break
			}
			c.set(n, corpus.Boilerplate, corpus.LinksUnder.OfLine(i+1))
		}
	}
}

// isSection reports whether line i is a heading of links.
func (c *cleaner) isSection(i int) bool {
	p := c.listed(c.words[i], section)
	return p != nil && p.words == len(c.words[i])
}

// closes reports whether a line ends as a sentence does: with a full stop or the like, or a quotation that may hold
// one.
func (c *cleaner) closes(i int) bool {
	last := c.last(i)
	if last < 0 || c.tokens.List[last].Kind != text.Punct {
		return false
	}
	switch c.tokens.Fold(last) {
	case ".", "!", "?", "…", `"`, "»", "'", ";", ":":
		return true
	case ")", "]":
		return last > 0 && c.tokens.Fold(last-1) == "."
	}
	return false
}

// last returns the index of the last token of line i, or -1.
func (c *cleaner) last(i int) int { return int(c.lasts[i]) }
