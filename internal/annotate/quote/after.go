package quote

import (
	"briefing/internal/text"
)

// after finds the cue that follows what is said at once: tokens from i up to hi, an inverted verb ("a répondu X"), a
// clause ("she said") or a source ("selon X"). comma says whether a comma or its like stands between; held, that a
// clause holds what is said, so that another subject and verb go on with something else.
func (r *reader) after(i, hi int, comma, held bool) cue {
	for i < hi && (r.sign(i) == ',' || r.sign(i) == '-' || r.sign(i) == '–' || r.sign(i) == '—' || r.sign(i) == '(' || r.sign(i) == ':') {
		comma = true
		i = r.next(i)
	}
	if i >= hi {
		return cue{}
	}
	if next, ok := r.sourceAt(i, hi); ok {
		return cue{lo: i, hi: next, voice: r.source(next, hi), sure: true, near: true}
	}
	if c := r.inverted(i, hi, comma); c.found() {
		return c
	}
	if comma && !held {
		return r.clause(i, hi)
	}
	return cue{}
}

// inverted reads a verb of speech that stands before its subject, at token i; after a comma any verb that says how
// somebody speaks.
func (r *reader) inverted(i, hi int, comma bool) cue {
	want := speech
	if comma {
		want |= stance
	}
	v := i
	for n := 0; v < hi && n < 8 && !r.isVerb(v, want) && (r.isBetween(v) || r.is(v, pronoun|anyone|me) || r.sign(v) == '-'); n++ {
		if r.is(v, pronoun) && !(v > i && r.sign(v-1) == '-') || r.named[v] != 0 || r.is(v, preposition) {
			return cue{}
		}
		v = r.next(v)
	}
	if v >= hi || r.is(v, preposition|that) {
		return cue{}
	}
	if !r.isVerb(v, want) || !r.is(v, finite) {
		if comma {
			return r.unheard(i, v, hi)
		}
		return cue{}
	}
	if r.passive(i, v) { // "« … » soit trouvé"
		return cue{}
	}
	if n := v + 1; n < hi && (r.is(n, that|relative)) {
		return cue{}
	}
	c := cue{sure: true, near: true}
	c.lo, c.hi = r.cueText(i, v)
	if p, ok := r.clitic(i, v, hi); ok {
		c.voice = r.pronounAt(p)
		return c
	}
	c.voice = r.follows(v+1, hi)
	return c
}

// unheard reads a verb at v that isn't known to be of speech but stands as one does, right before its subject: "»,
// savoure l'attaquant"; or with nobody for a subject: "», pouvait-on lire".
func (r *reader) unheard(i, v, hi int) cue {
	if !r.lower(v) || r.traits[v]&^(finite|gerund|infinitive|publish|between|bare) != 0 {
		return cue{}
	}
	c := cue{lo: i, hi: v + 1, sure: true, near: true}
	if p, ok := r.clitic(i, v, hi); ok {
		c.voice = r.pronounAt(p)
		return c
	}
	k := v + 1
	for k < hi && (r.timed[k] || r.is(k, between) && !r.is(k, determiner|preposition)) && r.held[k] == 0 {
		k++
	}
	for n := 0; n < 3 && k < hi && (r.is(k, determiner|title) && !r.is(k, preposition) || r.elided(k) || r.sign(k) == '.'); n++ {
		k++
	}
	if k >= hi || r.held[k] != 0 {
		return cue{}
	}
	n, ok := r.nameAt(k)
	if ok && n.kind != spot && (n.entity == "" || n.kind != unsure) || k > v+1 && r.lower(k) && r.is(k, role|firm) {
		c.voice = r.follows(v+1, hi)
		return c
	}
	return cue{}
}

// clitic returns the pronoun that a hyphen ties to a verb: "dit-il", "a-t-elle ajouté". i is the first token of the
// verb group.
func (r *reader) clitic(i, v, hi int) (at int, ok bool) {
	for k := i; k < hi && k <= v+4; k++ {
		if r.is(k, pronoun|anyone|me) && k > 0 && r.sign(k-1) == '-' && r.t.Glued(k) {
			return k, true
		}
	}
	return 0, false
}

// clause reads a clause of subject and verb of speech that begins at token i: "the minister said on Sunday".
func (r *reader) clause(i, hi int) cue {
	if !r.beginsSubject(i) {
		return cue{}
	}
	steps := 0
	for v := i; v < hi && steps < 25; v = r.next(v) {
		steps++
		switch {
		case r.is(v, that), r.sign(v) == ';', r.sign(v) == ':':
			return cue{}
		case r.is(v, relative) && !r.is(v, determiner):
			if v == i || r.sign(v-1) != ',' { // "ce qui a …"
				return cue{}
			}
			for v = r.next(v); v < hi && r.sign(v) != ','; v = r.next(v) {
			}
		case r.isVerb(v, speech) && r.is(v, finite) && v > i:
			first := r.group(v, i)
			if r.passive(first, v) {
				continue
			}
			voice := r.subject(v, first, i, hi)
			if !voice.known() && !r.is(r.prev(first), pronoun|anyone) {
				continue
			}
			c := cue{voice: voice, sure: true, near: true, apart: true}
			c.lo, c.hi = r.cueText(first, v)
			return c
		}
	}
	return cue{}
}

// beginsSubject reports whether token i may begin the subject of a clause.
func (r *reader) beginsSubject(i int) bool {
	return r.named[i] != 0 || r.is(i, pronoun|anyone|determiner|title|role|firm|me) || r.word(i) && r.t.List[i].Case != text.Lower
}

// later finds a cue set off by a comma further on in the sentence: “sold” in the States, warned X.
func (r *reader) later(i, hi int) cue {
	for k := i; k < hi; k = r.next(k) {
		if r.sign(k) != ',' {
			if next, ok := r.sourceAt(k, hi); ok && len(r.t.Fold(k)) > 3 {
				if v := r.source(next, hi); v.known() {
					return cue{lo: k, hi: next, voice: v, sure: true}
				}
			}
			continue
		}
		n := r.next(k)
		if n >= hi {
			return cue{}
		}
		if c := r.inverted(n, hi, false); c.found() && c.voice.known() {
			return c
		}
		if c := r.clause(n, hi); c.found() && r.closesSentence(c.hi, hi) {
			return c
		}
	}
	return cue{}
}

// closesSentence reports whether nothing but a few words follow token i in its sentence: "…, the minister said Friday."
func (r *reader) closesSentence(i, hi int) bool {
	for n := 0; i < hi; i = r.next(i) {
		if r.is(i, that) {
			return false
		}
		if r.word(i) && !r.timed[i] {
			if n++; n > 8 {
				return false
			}
		}
	}
	return true
}
