package entity

import (
	"slices"

	"briefing/internal/text"
)

// weigh decides what each candidate's own surroundings say: refused, strong, or in doubt.
func (r *reading) weigh() {
	for i := range r.list {
		c := &r.list[i]
		if r.manyEntities(c) {
			r.weighRivals(c)
		} else {
			c.refused = !r.admits(c)
		}
		if c.refused || c.claim.entity < 0 {
			continue
		}
		if c.claim.dated() && r.doc.Published.Date.IsZero() {
			c.doubts |= doubtUndated
		}
		c.strong = c.doubts == 0
	}
}

// weighRivals keeps of the claims of several entities those that the surroundings admit.
func (r *reading) weighRivals(c *candidate) {
	var left []*claim
	kept := *c
	for _, cl := range c.rivals {
		one := *c
		one.claim = cl
		if cl.entity < 0 || !r.admits(&one) {
			continue
		}
		if left = append(left, cl); len(left) == 1 {
			kept = one
		}
	}
	rivals := left
	*c = kept
	if c.rivals = rivals; len(left) == 0 {
		c.refused = true
	} else if !sameEntity(left) {
		c.doubts |= doubtAmbiguous
	}
}

// admits runs the guards of a candidate, which may add doubts or move its beginning.
func (r *reading) admits(c *candidate) bool {
	if c.claim.entity < 0 {
		return true
	}
	if r.address(c) || r.currency(c) || r.partner(c) {
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
	if c.lower {
		c.doubts |= doubtLower
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
	n := r.sentenceOf(c.from)
	inside := func(i int) int {
		if i < 0 || r.t.List[i].Kind == text.Number || r.sentenceOf(int32(i)) != n {
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
		return r.t.Glued(to+1) && r.all.hasAt(domains, r.t, to+1)
	}
	return false
}

// partner reports whether an & joins the candidate to another name, which no entity bears: Johnson & Johnson.
func (r *reading) partner(c *candidate) bool {
	and := func(i int) bool { return i > 0 && i+1 < r.t.Len() && r.t.Raw(i) == "&" }
	if n := int(c.to); and(n) {
		return !r.declaredAfter(c, n+1)
	}
	if n := int(c.from) - 1; and(n) {
		return !r.declaredBefore(c, int32(n))
	}
	return false
}

// currency reports whether the candidate belongs to a sum of money: "US$ 55".
func (r *reading) currency(c *candidate) bool {
	n := int(c.to)
	if n >= r.t.Len() || !r.t.Glued(n) {
		return false
	}
	switch r.t.Raw(n) {
	case "$", "€", "£", "¥":
		return true
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
		switch {
		case r.t.List[i].Kind == text.Word && !r.lex.hasAt(common|function|linkers|articles, r.t, i):
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

// headline reports whether the capital of token i says nothing: its sentence is a headline, or it stands among words
// that are all in capitals.
func (r *reading) headline(i int32) bool {
	c, _ := r.sentenceAt(i)
	return c.headline || r.upper(i) && (r.upper(i-1) || r.upper(i+1))
}

func (r *reading) upper(i int32) bool {
	return i >= 0 && int(i) < r.t.Len() && r.t.List[i].Case == text.Upper && r.t.List[i].End-r.t.List[i].Start > acronym
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

// admitsOther guards organizations, products and works. One whose name holds a word that is no common one keeps it in
// any company, since a product is named after its maker.
func (r *reading) admitsOther(c *candidate, prev, next int) bool {
	if len(c.claim.words) > 1 || !r.lex.has(common|given, c.claim.words[0].fold) {
		return true
	}
	if next >= 0 && r.t.List[next].Case != text.Lower && !r.hyphenBefore(next) && !r.declaredAfter(c, next) {
		if r.lex.hasAt(tails, r.t, next) {
			return false
		}
		if !r.headline(c.from) && r.named(next) {
			if r.lex.has(given, c.claim.words[0].fold) {
				return false // Marianne Somebody
			}
			c.doubts |= doubtCapital // Amazon Prime, if Amazon is spoken of; else Orange Something
		}
	}
	if next >= 0 && r.lex.hasAt(possessors, r.t, next) && (prev < 0 || r.all.hasAt(definite, r.t, prev)) {
		if after := nextWord(r.t, next); after >= 0 && r.t.List[after].Case != text.Lower && r.named(after) && !r.declaredAfter(c, after) {
			return false // "the Oracle of Omaha"
		}
	}
	if prev < 0 || r.t.List[prev].Case == text.Lower || r.hyphenBefore(int(c.from)) || r.headline(c.from) || r.declaredBefore(c, c.from) {
		return true
	}
	if r.all.hasAt(given, r.t, prev) && !r.lex.hasAt(common, r.t, prev) {
		return false
	}
	return r.lex.hasAt(suffixes, r.t, prev) || r.lex.hasAt(kindOrganization, r.t, prev) || r.lex.hasAt(kindProduct, r.t, prev) || !r.named(prev)
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
		case c.doubts&doubtLeaning != 0 && withArticle && !r.lex.has(definite, c.claim.article):
			return false // another language's words
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
