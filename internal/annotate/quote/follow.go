package quote

import (
	"briefing/internal/text"
)

// follows returns who speaks where the verb stands first: the name, description or pronoun after it, past adverbs,
// times and what prepositions govern.
func (r *reader) follows(i, hi int) voice {
	var found voice
	commas := 0
	for k, steps := r.enter(i), 0; k < hi && steps < 24; k, steps = r.next(k), steps+1 {
		if n, ok := r.nameAt(k); ok {
			if n.lo == k && !r.hangs(n.lo, i) && !r.owns(n) && !r.modifies(n, hi) {
				return n
			}
			if found.known() && n.hi > found.hi && r.hangs(n.lo, i) && commas == 0 {
				found.hi = n.hi
			}
			continue
		}
		switch {
		case r.is(k, latter) && !found.known():
			return r.lastNamed(k)
		case r.timed[k], r.isBetween(k) && !r.is(k, determiner):
		case r.sign(k) == ',':
			if commas++; commas > 2 {
				return r.resolve(found)
			}
		case r.sign(k) == '(' || r.sign(k) == ':' || r.sign(k) == ';' || r.sign(k) == '?', r.sign(k) == '.' && !r.is(k-1, title):
			return r.resolve(found)
		case r.is(k, pronoun) && !found.known() && commas == 0 && !r.is(k-1, preposition):
			return r.pronounAt(k)
		case r.is(k, that|relative), r.isVerb(k, verb) && found.known():
			return r.resolve(found)
		case r.is(k, document) && !found.known() && r.lower(k) && !r.hangs(k, i):
			return r.issuer(k, hi)
		case r.is(k, role|firm) && !found.known() && r.lower(k) && !r.hangs(k, i):
			found = r.describe(k, k+1, i)
		case r.is(k, determiner) && !found.known() && commas == 0 && !r.is(k-1, preposition) && !r.is(k, preposition):
			if n := r.noun(k, hi); n > 0 {
				found = voice{lo: k, hi: n, kind: person}
			}
		}
	}
	return r.resolve(found)
}

// noun returns the token after the noun that the determiner at token k introduces, if nothing is known of it: "la
// trentenaire".
func (r *reader) noun(k, hi int) int {
	for k++; k < hi && r.elided(k); k++ {
	}
	if k+1 < hi && r.lower(k+1) && r.is(k+1, role|firm|document) {
		return 0
	}
	if k < hi && r.lower(k) && r.traits[k]&^(term|publish|stance|speech|finite) == 0 {
		return k + 1
	}
	return 0
}

// source returns who the phrase that ends before token i names: "selon X", "according to the company".
func (r *reader) source(i, hi int) voice {
	var found voice
	for k, steps := r.enter(i), 0; k < hi && steps < 12; k, steps = r.next(k), steps+1 {
		if n, ok := r.nameAt(k); ok {
			switch {
			case n.lo != k || r.modifies(n, hi):
			case found.known() && r.hangs(n.lo, i):
				found.hi = n.hi
			case !r.owns(n):
				return n
			}
			continue
		}
		switch {
		case steps == 0 && (r.is(k, pronoun) || r.is(k, oblique) && !r.word(k+1)):
			return r.pronounAt(k)
		case r.is(k, document) && !found.known():
			return r.issuer(k, hi)
		case r.is(k, role|firm) && !found.known():
			found = r.describe(k, k+1, i)
		case r.t.List[k].Kind == text.Punct && !r.elided(k) && r.sign(k) != '-' && r.sign(k) != '.':
			if !found.known() || r.sign(k) != ',' {
				return r.resolve(found)
			}
		case r.isVerb(k, speech|publish) && r.is(k, finite):
			return r.resolve(found)
		case r.is(k, determiner) && !found.known():
			if n := r.noun(k, hi); n > 0 {
				found = voice{lo: k, hi: n}
			}
		}
	}
	return r.resolve(found)
}

// modifies reports whether a name stands before an office or organisation as an adjective would: "Labour leader Ann
// Low".
func (r *reader) modifies(v voice, hi int) bool {
	return v.hi < hi && r.lower(v.hi) && r.is(v.hi, role|firm|document)
}
