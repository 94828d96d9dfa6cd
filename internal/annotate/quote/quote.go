// Package quote finds what clippings give as somebody's words, and whose they are.
//
// # Passages
//
// Words between marks are found first (marks.go): « », “ ”, " ", ‘ ’ and ' ', nested, left open at the end of a
// paragraph, opened again, glued to words. A passage that nobody is said to have spoken is listed only if it is long
// enough to be speech: a word or three are a term, a title or irony.
//
// # Speakers
//
// What says that somebody speaks is a cue (cue.go): a verb of speech before the passage or after it, with its subject
// on either side, or a phrase that names a source ("selon", "according to"). The nearest cue before the passage is its
// own, unless one follows at once. Who the subject is (voice.go) is read from the words around the verb: a name that
// hangs on no preposition, a relative pronoun's antecedent, for a participle the main clause's subject; a pronoun, an
// office ("le ministre") or a document ("le communiqué") stands for somebody named before (refer.go). A passage
// without a cue goes on with the one before it. Who can't be told stays unknown.
//
// What words do all this is data, one file a language (lexicon.go). In comments, boilerplate and duplicates nothing is
// looked for: they aren't the article's own words.
//
// # Sources
//
// The kinds of cue follow the descriptions in Pareti's PolNeAR guidelines and in the quotation extraction of the Gender
// Gap Tracker (Asr et al., 2021).
package quote

import (
	"slices"
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// An Annotator finds quotations. It is immutable and safe for concurrent use.
type Annotator struct {
	bearers map[string]map[string]bearer // by language of the lexicons, then by id
	readers sync.Pool
}

// A bearer is what is known of an entity that bears a name.
type bearer struct {
	kind   sort
	gender traits
	name   corpus.Localized
}

// New returns an annotator that knows the types and names of the entities which documents mention.
func New(entities []*corpus.Entity) *Annotator {
	a := &Annotator{bearers: make(map[string]map[string]bearer, len(lexicons()))}
	for lang, lex := range lexicons() {
		by := make(map[string]bearer, len(entities))
		for _, e := range entities {
			by[e.ID] = bearer{sortOf(e.Type), lex.genderOf(e.Name.In(lang)), e.Name}
		}
		a.bearers[lang] = by
	}
	a.readers.New = func() any { return &reader{full: map[string]int{}} }
	return a
}

// Annotate returns the quotations of a document in the order of the text. The document has its lines, sentences,
// mentions and time expressions; t is the tokens of its text.
func (a *Annotator) Annotate(doc *corpus.Document, t *text.Tokens) []corpus.Quote {
	r := a.readers.Get().(*reader)
	defer a.readers.Put(r)
	lang := doc.Lang
	if lexicons()[lang] == nil {
		lang = ""
	}
	r.begin(doc, t, lexicons()[lang])
	r.first = r.first[:0] // index of each paragraph's first passage
	marked := r.marked
	for _, p := range r.paras {
		r.first = append(r.first, len(r.passages))
		from, _ := slices.BinarySearch(marked, int32(p.lo))
		to, _ := slices.BinarySearch(marked, int32(p.hi))
		if p.kept && from < to {
			r.addPassages(r.marker.marks(t, r.lex, p.lo, p.hi, marked[from:to]))
		}
		marked = marked[to:]
	}
	r.first = append(r.first, len(r.passages))
	r.findNarration()
	r.findNames(a.bearers[lang])
	for n, p := range r.paras {
		if p.kept {
			r.findIssuers(p.lo, p.hi)
			r.readParagraph(p, r.first[n], r.first[n+1])
		}
	}
	r.doc, r.t = nil, nil
	if len(r.quotes) == 0 {
		return nil
	}
	return slices.Clone(r.quotes)
}

// begin turns the reader to a document, in the memory it used for the one before.
func (r *reader) begin(doc *corpus.Document, t *text.Tokens, lex *lexicon) {
	n := len(t.List)
	*r = reader{
		t: t, doc: doc, lex: lex,
		traits: text.Sized(r.traits, n), held: text.Sized(r.held, n), named: text.Sized(r.named, n), timed: text.Sized(r.timed, n),
		left: r.left, right: r.right, times: text.Sized(r.times, len(doc.Timexes)),
		starts: text.Sized(r.starts, len(doc.Sentences)), ends: text.Sized(r.ends, len(doc.Sentences)), sentences: text.Sized(r.sentences, n), marked: r.marked[:0], compound: r.compound,
		paras: paragraphs(r.paras[:0], doc, t), passages: r.passages[:0], first: r.first, marker: r.marker,
		names: r.names[:0], ordered: r.ordered, full: r.full,
		quotes: r.quotes[:0], spoke: r.spoke[:0], offices: r.offices[:0], said: r.said[:0], issued: r.issued[:0],
	}
	r.readWords()
	for n, x := range doc.Timexes {
		r.times[n] = t.At(x.Span.Start)
		for i := r.times[n]; i < len(t.List) && t.List[i].Start < x.Span.End; i++ {
			r.timed[i] = true
		}
	}
	i := 0
	for n, s := range doc.Sentences {
		for i < len(t.List) && t.List[i].Start < s.Span.Start {
			i++
		}
		r.starts[n] = int32(i)
		for i < len(t.List) && t.List[i].Start < s.Span.End {
			r.sentences[i] = int32(n + 1)
			i++
		}
		r.ends[n] = int32(i)
	}
}

// readWords looks every word up.
func (r *reader) readWords() {
	for i := range r.t.List {
		switch r.t.List[i].Kind {
		case text.Word:
			tr := r.traits[i] | r.lex.of(r.t, i) // a compound may have said something of it
			if r.traits[i] = tr; tr&(leader|role) == 0 {
				continue
			}
			if tr&leader != 0 && r.lex.pairAt(r.t, i) {
				r.traits[i] |= speech | finite
			}
			if tr&role != 0 {
				r.offices = append(r.offices, i)
			}
		case text.Punct:
			first := r.t.Text[r.t.List[i].Start]
			if mayMark[first] {
				r.marked = append(r.marked, int32(i))
			}
			if mayJoin[first] {
				r.readCompound(i)
			}
		}
	}
}

// mayJoin holds the first bytes of the signs that are folded to hyphens.
var mayJoin = firstBytes("-‐‑‒–—−")

// readCompound looks up the word that a hyphen at token i makes of the two beside it.
func (r *reader) readCompound(i int) {
	if i == 0 || i+1 >= len(r.t.List) || r.t.List[i-1].Kind != text.Word || !r.t.Glued(i) || !r.t.Glued(i+1) || r.t.Fold(i) != "-" {
		return
	}
	r.compound = append(append(append(r.compound[:0], r.t.Fold(i-1)...), '-'), r.t.Fold(i+1)...)
	tr := r.lex.words.Get(string(r.compound))
	if tr&role != 0 && r.traits[i-1]&role == 0 {
		r.offices = append(r.offices, i-1)
	}
	r.traits[i-1] |= tr
	r.traits[i+1] |= tr
}

func (r *reader) addPassages(found []passage) {
	for _, p := range found {
		r.passages = append(r.passages, p)
		if p.depth > 0 {
			continue
		}
		for i := p.open; i < p.shut; i++ {
			r.held[i] = int32(len(r.passages))
		}
		if p.closed {
			r.held[p.shut] = int32(len(r.passages))
		}
	}
}

// readParagraph lists the quotations of a paragraph, whose passages are those from first up to last, and its indirect
// speech.
func (r *reader) readParagraph(p paragraph, first, last int) {
	r.para = p
	at := first
	for lo := p.lo; lo < p.hi; {
		_, hi := r.sentence(lo)
		hi = max(min(hi, p.hi), lo+1)
		quotes := len(r.quotes)
		for ; at < last && r.passages[at].open < hi; at++ {
			r.readPassage(at, last)
		}
		r.indirect(lo, hi, quotes)
		lo = hi
	}
}

// readPassage lists a passage, if it is somebody's words.
func (r *reader) readPassage(at, last int) {
	p := r.passages[at]
	if lo, _ := r.sentence(p.open); p.depth > 0 || r.lex.relatedAt(r.t, lo) {
		return
	}
	s := r.shapeOf(p)
	limit := len(r.t.List)
	if at+1 < last {
		for n := at + 1; n < last; n++ {
			if r.passages[n].depth == 0 {
				limit = r.passages[n].open
				break
			}
		}
	}
	c := r.cueFor(p, s, limit)
	if !r.isSpeech(p, s, c) {
		return
	}
	if !c.found() {
		c.voice = r.goesOn(p, s)
	}
	q := corpus.Quote{Span: r.span(s.lo, s.hi), Kind: corpus.Fragment, Said: -1}
	q.Outer = text.Span{Start: r.t.List[p.open].Start, End: q.Span.End}
	if p.closed {
		q.Outer.End = r.t.List[p.shut].End
	}
	if s.whole || c.found() && (s.words >= 10 || s.capital && (s.initial || c.near)) {
		q.Kind = corpus.Direct
	}
	r.give(&q, c)
	if c.found() {
		q.Said = r.saidOn(c, p)
	}
	if c.found() && s.initial {
		r.lend(p, c)
	}
	r.list(q, p.open, c.voice)
}

// lend gives the speaker of the passage p to the one that ends right before it, if nobody was found for that: only at
// the end of a run of quotations is it said whose they are.
func (r *reader) lend(p passage, c cue) {
	n := len(r.quotes) - 1
	if n < 0 || r.spoke[n].voice.known() || r.quotes[n].Cue != "" || r.t.At(r.quotes[n].Outer.End) != p.open {
		return
	}
	r.give(&r.quotes[n], cue{voice: c.voice})
	r.spoke[n].voice = c.voice
}

// give writes a cue and its voice into a quotation.
func (r *reader) give(q *corpus.Quote, c cue) {
	if c.hi > c.lo {
		q.Cue = r.doc.Text(r.span(c.lo, c.hi))
	}
	if v := c.voice; v.known() {
		q.Speaker = v.entity
		q.SpeakerSpan = r.span(v.lo, v.hi)
		q.SpeakerText = r.doc.Text(q.SpeakerSpan)
	}
}

// list adds a quotation, and notes its speaker for the pronouns to come.
func (r *reader) list(q corpus.Quote, at int, v voice) {
	r.quotes = append(r.quotes, q)
	r.spoke = append(r.spoke, saying{at, v})
	if v.known() {
		r.said = append(r.said, saying{at, v})
		for i := len(r.said) - 1; i > 0 && r.said[i].at < r.said[i-1].at; i-- {
			r.said[i], r.said[i-1] = r.said[i-1], r.said[i]
		}
	}
}

// A shape is what a passage looks like.
type shape struct {
	lo, hi  int  // tokens inside the marks
	capital bool // begins with a capital
	words   int  // words and numbers among them
	whole   bool // a sentence: begins with a capital, and has four words or a stop
	named   bool // every word of weight has a capital, as in titles
	cry     bool // ends with ! or ?
	comma   bool // ends as what a clause of speech follows: , ? ! …
	ended   bool // ends with a full stop
	initial bool // nothing but signs stands before it in its sentence
}

func (r *reader) shapeOf(p passage) shape {
	s := shape{lo: p.open + 1, hi: p.shut, named: true}
	capital, names := false, 0
	for i := s.lo; i < s.hi; i++ {
		switch tok := r.t.List[i]; tok.Kind {
		case text.Number:
			s.words++
		case text.Word:
			if s.words++; s.words == 1 {
				capital = tok.Case != text.Lower
			}
			if tok.Case != text.Lower && !r.is(i, stop) {
				names++
			}
			if tok.Case == text.Lower && (!r.is(i, stop|possessive|preposition|determiner|and) || s.words == 1) {
				s.named = false
			}
		}
	}
	s.named = s.named && names > 0
	switch r.sign(s.hi - 1) {
	case ',', '?', '!', '…':
		s.comma = true
	case '.':
		s.ended = r.sign(s.hi-2) != '.'
		s.comma = !s.ended
	}
	s.cry = r.sign(s.hi-1) == '!' || r.sign(s.hi-1) == '?'
	s.capital = capital
	s.whole = capital && (s.words >= 4 || s.ended || s.comma)
	lo, _ := r.sentence(p.open)
	s.initial = true
	for i := r.prev(p.open); i >= lo; i = r.prev(i) {
		if r.t.List[i].Kind != text.Punct {
			s.initial = false
			break
		}
	}
	return s
}

// cueFor returns the cue of a passage; limit is the token of the next passage.
func (r *reader) cueFor(p passage, s shape, limit int) cue {
	lo, hi := r.sentence(p.open)
	if p.closed {
		_, hi = r.sentence(p.shut)
	}
	lo = max(lo, r.para.lo)
	hi = min(hi, limit, r.para.hi)
	b := r.before(p.open, lo)
	if b.near && b.voice.known() {
		return b
	}
	if c := r.within(p, s); c.found() {
		return c
	}
	from := hi
	if p.closed {
		from = p.shut + 1
	}
	if from < hi && !(s.ended && r.t.List[from].Kind == text.Word && r.t.List[from].Case != text.Lower) {
		if a := r.after(from, hi, s.comma || s.ended, b.voice.known() && !s.initial); a.found() {
			return a
		}
	}
	if b.found() {
		return b
	}
	if from < hi && !s.ended {
		if l := r.later(from, hi); l.found() {
			return l
		}
	}
	if c := r.quotedVerb(p, s, lo); c.found() {
		return c
	}
	return r.colon(p, lo)
}
