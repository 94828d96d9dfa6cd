package entity

import (
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A candidate is a run of tokens that may name an entity.
type candidate struct {
	begin    int32  // the token where it was found to begin; a guard may move from
	from, to int32  // tokens
	claim    *claim // the one it stands on
	rivals   []*claim
	squashed bool
	edited   bool
	lower    bool   // without the capitals of its declaration
	strong   bool   // holds by what stands around it
	doubts   doubts // what the rest of the document must settle
	refused  bool
	reason   string // what settled it, for editors
}

// doubts are what stands against a candidate until the document settles it.
type doubts uint8

const (
	doubtCapital   doubts = 1 << iota // a common word whose capital says nothing here
	doubtSurname                      // a derived surname: is the full name there?
	doubtHolder                       // a declared surname: is the document about another of that name?
	doubtAmbiguous                    // several entities claim it
	doubtLeaning                      // a description of one word, which leans on the text before
	doubtUndated                      // valid for a time, in a document of unknown date
	doubtLower                        // a name without the capital that it is declared with
)

// A reading is the state of one call of Annotate.
type reading struct {
	m       *Matcher
	hits    []hit
	order   []int32       // see chooseNames
	chosen  []choice      // likewise
	merged  []choice      // what was chosen, in order
	grounds []keyedGround // of the mentions so far
	taken   []bool        // by token: a choice holds it
	doc     *corpus.Document
	t       *text.Tokens
	lex     *lexicon // of the document's language
	all     *lexicon
	list    []candidate // by start, the shorter before the longer
	byEnd   []int32     // indexes in list, by end

	sentences []sentenceCase // by sentence, made when first asked for
	last      int            // the sentence last asked for
	names     map[string]bool
	lowers    map[string]bool
	read      bool

	evidence []int              // by entity: strong mentions by name
	full     []int              // by entity: strong mentions by a name of several words, or with a title
	others   map[string][]int32 // by folded surname: where others of that name are named in full
	inKind   [][]int32          // by sentence: entities named strongly
	unlinked []bool             // by rule of the metadata: did it refuse a link?
	linked   []bool             // by rule: did it make one?
	reported map[string]bool    // keys of ambiguous names already reported
	diags    diag.List
}

// A sentenceCase is how a sentence is written.
type sentenceCase struct {
	known    bool
	first    int32 // its first word
	headline bool  // nearly every word with a capital: a capital says nothing
}

func newReading() *reading {
	return &reading{names: map[string]bool{}, lowers: map[string]bool{}, others: map[string][]int32{}, reported: map[string]bool{}}
}

// begin turns the reading to a document, in the memory it used for the one before.
func (r *reading) begin(m *Matcher, doc *corpus.Document, t *text.Tokens) {
	clear(r.names)
	clear(r.lowers)
	clear(r.others)
	clear(r.reported)
	*r = reading{m: m, doc: doc, t: t, lex: lexiconOf(doc.Lang), all: lexicons()[""],
		hits: r.hits[:0], list: r.list[:0], byEnd: r.byEnd[:0], order: r.order[:0], chosen: r.chosen, merged: r.merged, grounds: r.grounds[:0], taken: text.Sized(r.taken, t.Len()+1),
		sentences: text.Sized(r.sentences, len(doc.Sentences)), evidence: text.Sized(r.evidence, len(m.entities)), full: text.Sized(r.full, len(m.entities)),
		names: r.names, lowers: r.lowers, others: r.others, reported: r.reported, inKind: r.inKind,
		unlinked: text.Sized(r.unlinked, len(doc.Meta.Unlink)), linked: text.Sized(r.linked, len(doc.Meta.Link))}
}

// end gives the reading back.
func (r *reading) end() {
	m := r.m
	clear(r.list)
	clear(r.grounds)
	clear(r.chosen)
	clear(r.merged)
	r.m, r.doc, r.t = nil, nil, nil
	m.readings.Put(r)
}

// nameTokens is how many tokens a name is looked for before a place that it may cover.
const nameTokens = 12

// scan fills the list with the hits that one claim at least fits, letter for letter.
func (r *reading) scan() {
	r.hits = r.m.hits(r.hits, r.t)
	for _, h := range r.hits {
		claims := r.m.claims[h.key]
		c := candidate{begin: h.from, from: h.from, to: h.to}
		lower := false
		for i, cl := range claims {
			c.lower = false
			squashed, ok := r.fits(&c, cl)
			if !ok || cl.source == fromLarger && len(c.rivals) > 0 { // an editor's declaration of the same name wins
				continue
			}
			switch len(c.rivals) {
			case 0:
				c.claim, c.squashed, c.rivals = cl, squashed, claims[i:i+1:i+1]
				lower = c.lower
			default:
				c.rivals = append(c.rivals, cl)
			}
		}
		if c.lower = lower; c.claim != nil {
			r.list = append(r.list, c)
		}
	}
}

// byPlace orders candidates by where they were found, the shorter first.
func byPlace(a, b candidate) int {
	if a.begin != b.begin {
		return int(a.begin) - int(b.begin)
	}
	return int(a.to) - int(b.to)
}

// startingAt returns the candidates that were found to begin at a token.
func (r *reading) startingAt(token int32) []candidate {
	from, _ := slices.BinarySearchFunc(r.list, token, func(c candidate, t int32) int { return int(c.begin) - int(t) })
	to := from
	for to < len(r.list) && r.list[to].begin == token {
		to++
	}
	return r.list[from:to]
}

// endingAt returns the indexes of the candidates that end before a token.
func (r *reading) endingAt(token int32) []int32 {
	from, _ := slices.BinarySearchFunc(r.byEnd, token, func(i, t int32) int { return int(r.list[i].to) - int(t) })
	to := from
	for to < len(r.byEnd) && r.list[r.byEnd[to]].to == token {
		to++
	}
	return r.byEnd[from:to]
}

// indexEnds makes the index of [reading.endingAt], once the list is complete.
func (r *reading) indexEnds() {
	for i := range r.list {
		r.byEnd = append(r.byEnd, int32(i))
	}
	slices.SortStableFunc(r.byEnd, func(a, b int32) int { return int(r.list[a].to) - int(r.list[b].to) })
}

// fits reports whether the tokens of a candidate are those of a claim: boundaries, case, language, time, and what the
// claim needs before it.
func (r *reading) fits(c *candidate, cl *claim) (squashed, ok bool) {
	if cl.lang != "" && r.doc.Lang != "" && cl.lang != r.doc.Lang || r.outdated(cl) || r.refusedByRule(c, cl) {
		return false, false
	}
	switch {
	case r.insideInitials(c):
		return false, false
	case r.sameBounds(c, cl):
		if !r.caseFits(c, cl) {
			return false, false
		}
	case r.sameInitials(c, cl):
	case r.squashable(c, cl):
		squashed = true
	default:
		return false, false
	}
	p := prevWord(r.t, int(c.from))
	switch cl.need {
	case needTitle:
		if p < 0 || !r.all.hasAt(titles, r.t, p) {
			return false, false
		}
	case needContraction:
		if p < 0 || !r.all.has(contractionOf(cl.article), r.t.Fold(p)) {
			return false, false
		}
	case needArticle:
		if p < 0 || !r.all.hasAt(definite, r.t, p) && !r.all.hasAt(contractions, r.t, p) {
			return false, false
		}
	}
	return squashed, true
}

// sameBounds reports whether the words of the candidate end where the claim's words do.
func (r *reading) sameBounds(c *candidate, cl *claim) bool {
	n := 0
	for i := int(c.from); i >= 0 && i < int(c.to); i = nextWord(r.t, i) {
		if n == len(cl.words) || len(r.t.Fold(i)) != len(cl.words[n].fold) {
			return false
		}
		n++
	}
	return n == len(cl.words)
}

// sameInitials reports whether one of the two is written with full stops and the other without: U.S. and US.
func (r *reading) sameInitials(c *candidate, cl *claim) bool {
	if len(cl.words) == 1 && cl.words[0].how != text.Upper || len(cl.words) > 1 && !allSingle(cl) {
		return false
	}
	for i := int(c.from); i >= 0 && i < int(c.to); i = nextWord(r.t, i) {
		if r.t.List[i].Case == text.Lower || c.to-c.from > 1 && len(r.t.Fold(i)) > 1 {
			return false
		}
	}
	return c.to-c.from > 1 || r.t.List[c.from].Case == text.Upper
}

// insideInitials reports whether the candidate is the beginning of longer initials: the U.S. of U.S.A.
func (r *reading) insideInitials(c *candidate) bool {
	n := int(c.to)
	return len(r.t.Fold(n-1)) == 1 && n+1 < r.t.Len() && r.t.Raw(n) == "." && r.t.Glued(n) && r.t.Glued(n+1) && len(r.t.Fold(n+1)) == 1 &&
		r.t.List[n+1].Kind == text.Word
}

// squashLetters is the least number of letters of a name whose words may run together or apart.
const squashLetters = 6

func (r *reading) squashable(c *candidate, cl *claim) bool {
	if cl.letters < squashLetters || cl.source == fromLarger || !cl.named || cl.capital == 0 {
		return false
	}
	for i := c.from; i < c.to; i++ {
		if r.t.Fold(int(i)) == "'" {
			return false // "Trump's" is no "Trumps"
		}
	}
	return cl.coined || r.t.List[c.from].Case != text.Lower
}

// acronym is the greatest number of letters of a name all in capitals that must be written so.
const acronym = 3

// caseFits reports whether the capitals that a name is declared with are there, as far as they matter.
func (r *reading) caseFits(c *candidate, cl *claim) bool {
	if cl.capital == 0 || cl.source == fromEpithet && cl.capital < cl.content {
		return true // of a description, the words count
	}
	kept, lost, distinct, n := 0, 0, false, 0
	for i := int(c.from); i >= 0 && i < int(c.to); i = nextWord(r.t, i) {
		w, how := cl.words[n], r.t.List[i].Case
		n++
		if n == 1 && len(cl.words) > 1 && r.all.has(definite, w.fold) {
			continue // "le Monde" for Le Monde
		}
		if n == 1 && cl.loose && how == text.Lower {
			continue
		}
		if w.how == text.Lower || r.t.List[i].Kind != text.Word {
			continue
		}
		if w.how == text.Upper && len(w.fold) <= acronym && len(cl.words) == 1 && how != text.Upper {
			return false
		}
		if how != text.Lower {
			kept++
			continue
		}
		lost++
		distinct = distinct || r.distinctive(cl, w)
	}
	if allSingle(cl) { // U.S. is no "u.s."
		return lost == 0
	}
	c.lower = kept == 0 && lost > 0 && !cl.coined
	return lost == 0 || distinct || cl.source != fromLarger && kept > 0 && len(cl.words) > 1
}

func allSingle(cl *claim) bool {
	for _, w := range cl.words {
		if len(w.fold) > 1 {
			return false
		}
	}
	return len(cl.words) > 1
}

// distinctive reports whether a word of a claim can't be taken for another, so that it needs no capital.
func (r *reading) distinctive(cl *claim, w word) bool {
	if w.how == text.Upper && len(w.fold) <= acronym+1 {
		return false
	}
	if cl.coined {
		return w.how == text.Mixed
	}
	if len(cl.words) > 1 && r.all.has(given, w.fold) {
		return !r.all.has(common|function, w.fold) // "donald trump"
	}
	return len(w.fold) > 4 && !r.all.has(common|function|given|demonyms|titles|actors|capitalized, w.fold) && !r.commonEnding(w.fold)
}

// commonEnding reports whether the word ends like nouns that languages derive, and may well be one of them.
func (r *reading) commonEnding(fold string) bool {
	for n := 2; n <= 4 && n < len(fold)-1; n++ {
		if r.all.has(endings, fold[len(fold)-n:]) {
			return true
		}
	}
	return false
}

// outdated reports whether the document certainly lies outside the claim's time.
func (r *reading) outdated(cl *claim) bool {
	if !cl.dated() || r.doc.Published.Date.IsZero() {
		return false
	}
	first, last, ok, ok2 := r.doc.Published.Date.Bounds()
	from, _, hasFrom, _ := boundsOf(cl.from)
	_, to, _, hasTo := boundsOf(cl.to)
	return ok2 && hasFrom && last < from || ok && hasTo && first > to
}

func boundsOf(v edtf.Value) (from, to edtf.Day, hasFrom, hasTo bool) {
	if v.IsZero() {
		return
	}
	return v.Bounds()
}

// spanOf returns the bytes of a choice, with the full stop that ends initials.
func (r *reading) spanOf(c choice) text.Span {
	s := text.Span{Start: r.t.List[c.from].Start, End: r.t.List[c.to-1].End}
	if n := int(c.to); n < r.t.Len() && r.t.Raw(n) == "." && r.t.Glued(n) && len(r.t.Fold(n-1)) == 1 && n >= 2 && r.t.Raw(n-2) == "." && int(c.from) <= n-3 {
		s.End = r.t.List[n].End
	}
	return s
}
