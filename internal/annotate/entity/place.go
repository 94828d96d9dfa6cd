package entity

import (
	"strings"

	"briefing/internal/text"
)

// attributive reports whether the name of a place stands for an adjective: "US users", "le président US".
func (r *reading) attributive(c *candidate) bool {
	if r.m.entities[c.claim.entity].Type != "place" || !r.all.has(attributive, c.claim.run) {
		return false
	}
	if n := int(c.to); n < r.t.Len() && r.t.Glued(n) && r.t.Fold(n) == "-" {
		return false // US-China
	}
	if p := int(c.from) - 1; p >= 0 && r.t.Glued(int(c.from)) && r.t.Fold(p) == "-" {
		return false
	}
	if n := int(c.to); n < r.t.Len() && r.t.Fold(n) == "'" && r.t.Glued(n) {
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
		return prev >= 0 && r.t.List[prev].Case == text.Lower && !r.grammatical(prev) && !r.all.hasAt(definite, r.t, prev)
	}
	return next >= 0 && !r.grammatical(next)
}

// grammatical reports whether a word can follow or precede a name without making a phrase with it.
func (r *reading) grammatical(i int) bool {
	if r.lex.hasAt(function|linkers|actors|copulas|calendar|articles, r.t, i) {
		return true
	}
	f := r.t.Fold(i)
	return len(f) > 4 && strings.HasSuffix(f, "ed") && r.lex.is(pastInEd)
}

// admitsPlace refuses a place's name inside another's name: Washington Post, Bank of China, Île-de-France.
func (r *reading) admitsPlace(c *candidate, prev, next int) bool {
	if r.m.entities[c.claim.entity].Type != "place" && r.location(c, next) {
		return false
	}
	if next >= 0 && r.t.List[next].Case != text.Lower && !r.declaredAfter(c, next) && !r.all.hasAt(given, r.t, next) {
		if r.lex.hasAt(tails, r.t, next) || !r.headline(c.from) && !r.hyphenBefore(next) && r.named(next) {
			return false
		}
	}
	if next >= 0 && r.lex.hasAt(possessors, r.t, next) {
		if after := nextWord(r.t, next); after >= 0 && r.t.List[after].Case != text.Lower && r.lex.hasAt(regions, r.t, after) {
			return false // "Afrique du Sud"
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

// location reports whether the name of a town, which may stand for a government, speaks of the place alone.
func (r *reading) location(c *candidate, next int) bool {
	if r.dateline(c) || next >= 0 && r.hyphenBefore(next) && r.lex.hasAt(sited, r.t, next) {
		return true // "Beijing-based"
	}
	p := int(c.from) - 1 // "Seattle, Washington,"
	return p > 0 && r.t.Raw(p) == "," && r.named(p-1) && !r.all.hasAt(metonyms, r.t, p-1) && r.closes(int(c.to))
}

// dateline reports whether the candidate tells where a dispatch was written: "WASHINGTON (Reuters) -".
func (r *reading) dateline(c *candidate) bool {
	n := int(c.to)
	if s, _ := r.sentenceAt(c.from); c.from != s.first || n+1 >= r.t.Len() {
		return false
	}
	switch r.t.Raw(n) {
	case "(":
		return r.t.List[n+1].Kind == text.Word && r.t.List[n+1].Case != text.Lower
	case ",", "-", "–", "—":
		return r.t.List[c.from].Case == text.Upper && (!r.t.Glued(n+1) || r.t.Fold(n+1) == "-")
	}
	return false
}

// partOf reports whether a name with a capital head stands before the linking word: Bank of China.
func (r *reading) partOf(c *candidate, linker int) bool {
	head := prevWord(r.t, linker)
	if head >= 0 && r.lex.hasAt(linkers, r.t, head) { // "Banque de la Chine"
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
	case r.lex.hasAt(states|titles, r.t, head):
		return false
	}
	if r.lex.hasAt(heads|tails, r.t, head) {
		return true
	}
	if !r.read {
		r.readNames()
	}
	return r.lowers[r.t.Fold(head)] && !r.opening(int32(head)) && !r.headline(c.from)
}
