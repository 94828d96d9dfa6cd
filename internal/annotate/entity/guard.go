package entity

import (
	"slices"
	"strings"

	"briefing/internal/text"
)

// weigh decides what each candidate's own surroundings say: refused, strong, or in doubt.
func (r *reading) weigh() {
	for i := range r.list {
		c := &r.list[i]
		c.refused = !r.admits(c)
		if c.refused || c.claim.entity < 0 {
			continue
		}
		if r.manyEntities(c) {
			c.doubts |= doubtAmbiguous
		}
		if c.claim.dated() && r.doc.Published.Date.IsZero() {
			c.doubts |= doubtUndated
		}
		c.strong = c.doubts == 0
	}
}

// admits runs the guards of a candidate, which may add doubts or move its beginning.
func (r *reading) admits(c *candidate) bool {
	if c.claim.entity < 0 {
		return true
	}
	if r.address(c) {
		return false
	}
	switch {
	case c.claim.described():
		return r.admitsDescription(c)
	case r.attributive(c):
		return false
	}
	if r.plain(c) {
		c.doubts |= doubtCapital
	}
	next, prev := r.neighbours(c)
	switch typ := r.m.entities[c.claim.entity].Type; {
	case typ == "person":
		return r.admitsPerson(c, prev, next)
	case typ == "place" || len(c.claim.words) == 1 && r.all.has(metonyms, c.claim.words[0].fold):
		return r.admitsPlace(c, prev, next)
	default:
		return r.admitsOther(c, prev, next)
	}
}

// neighbours returns the words that touch a candidate within its sentence, over no punctuation but a hyphen or the full
// stop of an abbreviation; -1 for none.
func (r *reading) neighbours(c *candidate) (next, prev int) {
	_, n := r.sentenceAt(c.from)
	inside := func(i int) int {
		if i < 0 || r.t.List[i].Kind == text.Number {
			return -1
		}
		if _, k := r.sentenceAt(int32(i)); k != n {
			return -1
		}
		return i
	}
	return inside(nextWord(r.t, int(c.to)-1)), inside(prevWord(r.t, int(c.from)))
}

// address reports whether the candidate is part of an address on the network: "pic.twitter.com".
func (r *reading) address(c *candidate) bool {
	from, to := int(c.from), int(c.to)
	if r.t.List[from].Case != text.Lower {
		return false
	}
	if r.t.Glued(from) {
		switch r.t.Raw(from - 1) {
		case "/", "@", ".", "_", "=", "&":
			return true
		}
	}
	if to+1 >= r.t.Len() || !r.t.Glued(to) {
		return false
	}
	switch r.t.Raw(to) {
	case "/", "@", "_", "=":
		return r.t.Glued(to + 1)
	case ".":
		return r.t.Glued(to+1) && r.all.has(domains, r.t.Fold(to+1))
	}
	return false
}

// plain reports whether the name is also a common word and the capital says nothing here.
func (r *reading) plain(c *candidate) bool {
	if c.squashed || c.edited {
		return false
	}
	capital := int32(-1) // the one word that has its capital from being a name
	for i := int(c.from); i >= 0 && i < int(c.to); i = nextWord(r.t, i) {
		switch w := r.t.Fold(i); {
		case r.t.List[i].Kind == text.Word && !r.lex.has(common|function|linkers|articles, w):
			return false
		case r.t.List[i].Case == text.Lower:
		case capital >= 0:
			return r.headline(c.from) // two capitals are evidence enough elsewhere
		default:
			capital = int32(i)
		}
	}
	return capital < 0 && c.claim.capital > 0 || capital >= 0 && (r.headline(capital) || r.opening(capital) && r.t.List[capital].Case != text.Mixed)
}

func (r *reading) headline(i int32) bool {
	c, _ := r.sentenceAt(i)
	return c.headline
}

// attributive reports whether the name of a place stands for an adjective: "US users", "le président US".
func (r *reading) attributive(c *candidate) bool {
	if r.m.entities[c.claim.entity].Type != "place" || !r.all.has(attributive, c.claim.key()) {
		return false
	}
	if n := int(c.to); n < r.t.Len() && r.t.Glued(n) && r.t.Fold(n) == "-" {
		return false // US-China
	}
	if p := int(c.from) - 1; p >= 0 && r.t.Glued(int(c.from)) && r.t.Fold(p) == "-" {
		return false
	}
	next, prev := r.neighbours(c)
	if n := int(c.to); n < r.t.Len() && r.t.Raw(n) == "." && r.t.Glued(n) { // the full stop of "U.S."
		next = nextWord(r.t, n)
		if next >= 0 && r.opening(int32(next)) {
			next = -1
		}
	}
	if r.lex.is(adjectivesFollow) { // a language that puts its adjectives after the noun
		return prev >= 0 && r.t.List[prev].Case == text.Lower && !r.grammatical(prev) && !r.all.has(definite, r.t.Fold(prev))
	}
	return next >= 0 && !r.grammatical(next)
}

// grammatical reports whether a word can follow or precede a name without making a phrase with it.
func (r *reading) grammatical(i int) bool {
	f := r.t.Fold(i)
	if r.lex.has(function|linkers|actors|copulas|calendar|articles, f) {
		return true
	}
	return r.lex.is(pastInEd) && len(f) > 4 && strings.HasSuffix(f, "ed")
}

// declaredAfter reports whether the name of another entity begins at token i.
func (r *reading) declaredAfter(c *candidate, i int) bool {
	list := r.startingAt(int32(i))
	for n := range list {
		if list[n].other(c) {
			return true
		}
	}
	return false
}

// declaredBefore reports whether the name of another entity ends before token i.
func (r *reading) declaredBefore(c *candidate, i int32) bool {
	return slices.ContainsFunc(r.endingAt(i), func(n int32) bool { return r.list[n].other(c) })
}

// other reports whether o names another entity than c.
func (o *candidate) other(c *candidate) bool {
	return o.claim.entity >= 0 && o.claim.entity != c.claim.entity && !o.refused && o.claim.named
}

// hyphenBefore reports whether token i is joined to the word before it by a hyphen.
func (r *reading) hyphenBefore(i int) bool {
	return i > 0 && r.t.Glued(i) && r.t.Fold(i-1) == "-"
}

// admitsPerson refuses a person's name inside another's name: Ivanka Trump, Trump Tower, Donald Trump Jr.
func (r *reading) admitsPerson(c *candidate, prev, next int) bool {
	if next >= 0 && !r.followsPerson(c, next) {
		return false
	}
	if prev >= 0 && r.lex.has(heads, r.t.Fold(prev)) {
		return false // "rue Voltaire"
	}
	if len(c.claim.words) > 1 && c.claim.source != fromSurname {
		return true
	}
	if prev >= 0 && r.lex.has(plurals, r.t.Fold(prev)) {
		return false // "les Trump"
	}
	if prev >= 0 && (r.lex.has(titles, r.t.Fold(prev)) || c.claim.need == needTitle) {
		c.reason = "after a title"
		return true
	}
	if !r.precedesPerson(c, prev) {
		key := c.claim.key()
		r.others[key] = append(r.others[key], c.from)
		return false
	}
	if c.reason == "" && next >= 0 && r.lex.has(office, r.t.Fold(next)) {
		c.reason = "before " + r.t.Raw(next)
	}
	if c.reason != "" {
		return true
	}
	if c.claim.source == fromSurname {
		c.doubts |= doubtSurname
	} else {
		c.doubts |= doubtHolder
	}
	return true
}

// followsPerson reports whether the word after a person's name leaves it that person's.
func (r *reading) followsPerson(c *candidate, next int) bool {
	f := r.t.Fold(next)
	switch {
	case r.lex.has(heirs, f):
		return false
	case r.t.List[next].Case == text.Lower || r.hyphenBefore(next):
		return true
	case r.lex.has(office, f):
		return true
	case r.lex.has(tails, f):
		return false
	case len(c.claim.words) > 1 && c.claim.source != fromSurname:
		return true
	case r.headline(c.from) || r.declaredAfter(c, next):
		return true
	}
	return !r.named(next)
}

// precedesPerson reports whether the word before a surname leaves it the person's; the person's own given name or
// initials join the mention.
func (r *reading) precedesPerson(c *candidate, prev int) bool {
	if prev < 0 {
		return true
	}
	f := r.t.Fold(prev)
	own := r.m.given[c.claim.entity]
	if r.t.List[prev].Case == text.Lower {
		return !r.hyphenBefore(int(c.from)) || !r.all.has(particles, f)
	}
	if len(f) == 1 && r.t.List[prev].Case != text.Lower && r.t.List[prev].Kind == text.Word && !r.lex.has(function, f) {
		return r.initials(c, prev, own)
	}
	if own[f] && !r.hyphenBefore(int(c.from)) {
		if r.fullRefused(c) {
			return false
		}
		c.from, c.reason = int32(prev), "with the given name"
		return true
	}
	if r.all.has(given, f) {
		return false
	}
	if r.headline(c.from) || r.hyphenBefore(int(c.from)) || r.declaredBefore(c, c.from) {
		return true
	}
	return !r.named(prev)
}

// fullRefused reports whether the full name that ends where the candidate does was refused.
func (r *reading) fullRefused(c *candidate) bool {
	return slices.ContainsFunc(r.endingAt(c.to), func(i int32) bool {
		o := &r.list[i]
		return o.from < c.from && o.claim.entity == c.claim.entity && o.refused
	})
}

// initials takes in the initials before a surname, if they are, or follow, the person's given name: Donald J. Trump.
func (r *reading) initials(c *candidate, prev int, own map[string]bool) bool {
	before := prevWord(r.t, prev)
	if before >= 0 && r.t.List[before].Case != text.Lower && own[r.t.Fold(before)] {
		c.from, c.reason = int32(before), "with the given name"
		return true
	}
	for w := range own {
		if w[0] == r.t.Fold(prev)[0] {
			c.from, c.reason = int32(prev), "with the initial"
			return before < 0 || !r.all.has(given, r.t.Fold(before))
		}
	}
	return false
}

// admitsPlace refuses a place's name inside another's name: Washington Post, Bank of China, Île-de-France.
func (r *reading) admitsPlace(c *candidate, prev, next int) bool {
	if next >= 0 && r.t.List[next].Case != text.Lower && !r.declaredAfter(c, next) {
		if r.lex.has(tails, r.t.Fold(next)) || !r.headline(c.from) && !r.hyphenBefore(next) && r.named(next) {
			return false
		}
	}
	if prev < 0 || r.declaredBefore(c, c.from) {
		return true
	}
	f := r.t.Fold(prev)
	if r.lex.has(linkers, f) && r.t.List[prev].Case == text.Lower {
		return !r.partOf(c, prev)
	}
	if r.t.List[prev].Case == text.Lower {
		return true
	}
	if r.hyphenBefore(int(c.from)) {
		return !r.all.has(given, f)
	}
	if r.all.has(given, f) && !r.lex.has(function, f) && !r.lex.has(common, f) {
		return false
	}
	return r.headline(c.from) || !r.named(prev)
}

// partOf reports whether a name with a capital head stands before the linking word: Bank of China.
func (r *reading) partOf(c *candidate, linker int) bool {
	head := prevWord(r.t, linker)
	if head >= 0 && r.lex.has(linkers, r.t.Fold(head)) { // "Banque de la Chine"
		head = prevWord(r.t, head)
	}
	if head < 0 || r.t.List[head].Kind != text.Word || r.t.List[head].Case == text.Lower {
		return false
	}
	if r.hyphenBefore(int(c.from)) && r.hyphenBefore(linker) {
		return true // Hauts-de-France
	}
	switch f := r.t.Fold(linker); {
	case !r.lex.has(possessors, f):
		return false // "Trump en Chine"
	case r.lex.has(states, r.t.Fold(head)):
		return false
	}
	if r.lex.has(heads, r.t.Fold(head)) || r.lex.has(tails, r.t.Fold(head)) {
		return true
	}
	return !r.headline(c.from) && !r.declaredBefore(c, int32(head+1)) && r.named(head)
}

// admitsOther guards organizations, products and works. One whose name holds a word that is no common one keeps it in
// any company, since a product is named after its maker.
func (r *reading) admitsOther(c *candidate, prev, next int) bool {
	if len(c.claim.words) > 1 || !r.lex.has(common, c.claim.words[0].fold) {
		return true
	}
	if next >= 0 && r.t.List[next].Case != text.Lower && !r.hyphenBefore(next) && !r.declaredAfter(c, next) {
		if r.lex.has(tails, r.t.Fold(next)) {
			return false
		}
		if !r.headline(c.from) && r.named(next) {
			c.doubts |= doubtCapital // Amazon Prime, if Amazon is spoken of; else Orange Something
		}
	}
	if next >= 0 && r.lex.has(possessors, r.t.Fold(next)) && (prev < 0 || r.all.has(definite, r.t.Fold(prev))) {
		if after := nextWord(r.t, next); after >= 0 && r.t.List[after].Case != text.Lower && r.named(after) {
			return false // "the Oracle of Omaha"
		}
	}
	if prev < 0 || r.t.List[prev].Case == text.Lower || r.hyphenBefore(int(c.from)) || r.headline(c.from) || r.declaredBefore(c, c.from) {
		return true
	}
	if r.all.has(given, r.t.Fold(prev)) && !r.lex.has(common, r.t.Fold(prev)) {
		return false
	}
	return r.lex.has(suffixes, r.t.Fold(prev)) || r.lex.has(kindOrganization, r.t.Fold(prev)) || r.lex.has(kindProduct, r.t.Fold(prev)) || !r.named(prev)
}

// admitsDescription guards epithets: not of a former holder, not of one among several, not of another person.
func (r *reading) admitsDescription(c *candidate) bool {
	if c.claim.source == fromEpithet && c.claim.content <= 1 && c.claim.capital == 0 || c.claim.article != "" && c.claim.content <= 1 {
		c.doubts |= doubtLeaning
	}
	prev := prevWord(r.t, int(c.from))
	withArticle := c.claim.article != ""
	if prev >= 0 {
		f := r.t.Fold(prev)
		article := r.all.has(definite, f) || r.all.has(determiners, f) || r.all.has(contractions, f)
		switch {
		case r.lex.has(past, f) || r.hyphenBefore(int(c.from)):
			return false
		case !withArticle:
		case article:
			if r.all.has(definite, f) && r.t.List[prev].Line == r.t.List[c.from].Line {
				c.from = int32(prev)
			}
		case c.doubts&doubtLeaning != 0 || r.t.List[prev].Case == text.Lower && !r.lex.has(function, f) && !r.lex.has(linkers, f) && f != "s":
			return false
		case r.all.has(articles, f):
			return false // "un président américain"
		}
	}
	return true
}
