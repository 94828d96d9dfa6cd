package quote

import (
	"strings"

	"briefing/internal/text"
)

// A cue is what says that somebody speaks, and who.
type cue struct {
	lo, hi int   // tokens of its words: "a déclaré"; lo == hi for none
	voice  voice // nobody where it doesn't say, or nothing says who is meant
	sure   bool  // it says that somebody speaks, though perhaps not who
	near   bool  // nothing but "que" or a sign stands between it and what is said
	weak   bool  // it says what somebody wants rather than says
	apart  bool  // it is a clause of its own after the passage: "she said"
	opens  bool  // a clause that begins with "que" or "that" holds what is said
}

func (c cue) found() bool { return c.sure }

// prev returns the token of the narration before i: what stands between marks is passed over.
func (r *reader) prev(i int) int {
	if r.inside || i <= 0 || i >= len(r.left) {
		return i - 1
	}
	return int(r.left[i])
}

// next returns the token of the narration after i.
func (r *reader) next(i int) int {
	if r.inside || i < 0 || i >= len(r.right) {
		return i + 1
	}
	return int(r.right[i])
}

// findNarration notes for each token the nearest ones outside all passages, so that a run of passages costs one step.
func (r *reader) findNarration() {
	n := len(r.held)
	r.left, r.right = text.Sized(r.left, n), text.Sized(r.right, n)
	free := int32(-1)
	for i := range n {
		r.left[i] = free
		if r.held[i] == 0 {
			free = int32(i)
		}
	}
	free = int32(n)
	for i := n - 1; i >= 0; i-- {
		r.right[i] = free
		if r.held[i] == 0 {
			free = int32(i)
		}
	}
}

// sentence returns the tokens of the sentence that holds token i.
func (r *reader) sentence(i int) (lo, hi int) {
	if uint(i) >= uint(len(r.sentences)) || r.sentences[i] == 0 {
		return i, i + 1
	}
	n := r.sentences[i] - 1
	return int(r.starts[n]), int(r.ends[n])
}

// sourceAt returns the token after a phrase that names a source, if one begins at token i.
func (r *reader) sourceAt(i, hi int) (next int, ok bool) {
	if !r.is(i, leader|bare) {
		return 0, false
	}
	return r.lex.sourceAt(r.t, i, hi)
}

// isVerb reports whether token i is a verb of the kinds wanted, and not the noun that is written alike: "une annonce",
// "her claim".
func (r *reader) isVerb(i int, want traits) bool {
	tr := r.traits[i]
	if tr&want == 0 || !r.word(i) || tr&(preposition|determiner|that|and) != 0 {
		return false
	}
	if r.t.List[i].Case != text.Lower {
		lo, _ := r.sentence(i)
		return i == lo && tr&gerund != 0
	}
	p := i - 1
	if p >= 0 && r.elided(p) {
		p--
	}
	switch {
	case p < 0 || tr&(gerund|infinitive) != 0 && tr&finite == 0:
		return true
	case r.isPossessive(p) && p == i-1:
		return false
	case r.is(p, determiner):
		return r.isClitic(p)
	case r.is(p, preposition) && !r.is(p, between):
		return false
	case tr&base != 0: // "state media"
		n := i + 1
		return n >= len(r.t.List) || !r.lower(n) || r.traits[n] != 0 || r.held[n] != 0
	}
	return true
}

// elided reports whether token i is the apostrophe of an elision.
func (r *reader) elided(i int) bool {
	return i > 0 && (r.sign(i) == '\'' || r.sign(i) == '’') && r.t.Glued(i)
}

// isPossessive reports whether token i is the s of a possessive: "Trump's".
func (r *reader) isPossessive(i int) bool {
	return i > 1 && r.elided(i-1) && r.t.Glued(i) && r.t.Fold(i) == "s"
}

// isClitic reports whether a determiner at i is the object of the verb after it: "comme le dit", "il l'annonce".
func (r *reader) isClitic(i int) bool {
	if !r.is(i, between) || i == 0 {
		return false
	}
	if r.elided(i - 1) {
		i--
	}
	if _, named := r.nameAt(i - 1); named {
		return true
	}
	return i > 0 && r.is(i-1, as|relative|pronoun|me|anyone) || i > 0 && r.is(i-1, between) && !r.is(i-1, determiner|preposition)
}

// isBetween reports whether token i may stand between a subject and its verb.
func (r *reader) isBetween(i int) bool {
	if r.is(i, between) || r.timed[i] || r.elided(i) {
		return true
	}
	if w := r.t.Fold(i); r.lower(i) && len(w) > 5 && !r.is(i, role|document|firm) {
		for _, ending := range r.lex.adverb {
			if strings.HasSuffix(w, ending) {
				return true
			}
		}
	}
	return false
}

// group returns the first token of the verb group that ends with the verb at v: auxiliaries and what goes with them.
func (r *reader) group(v, lo int) int {
	first := v
	for i := r.prev(v); i >= lo && r.isBetween(i) && !r.is(i, pronoun); i = r.prev(i) {
		if r.named[i] != 0 || r.t.List[i].Case == text.Capital && i == lo {
			break
		}
		first = i
	}
	return first
}

// cueText returns the tokens of the verb group as it is shown: without what isn't a verb at its start.
func (r *reader) cueText(first, v int) (lo, hi int) {
	for first < v && (r.timed[first] || r.elided(first) || r.is(first, determiner|preposition)) {
		first++
	}
	return first, v + 1
}

// before finds the cue that stands before what is said: going left from token i to lo, the nearest verb of speech or
// phrase that names a source.
func (r *reader) before(i, lo int) cue {
	lo = max(lo, i-window)
	steps := 0
	var first cue // the nearest, whose speaker is but a description; another may hold it
	for k := r.prev(i); k >= lo; k = r.prev(k) {
		if r.word(k) && !r.is(k, that|determiner|preposition|between|pronoun) {
			steps++
		}
		if next, ok := r.sourceAt(k, i); ok && r.startsClause(k, lo) {
			v := r.source(next, i)
			if v.known() {
				return cue{lo: k, hi: next, voice: v, sure: true, near: r.t.At(r.t.List[v.hi-1].End) >= i-2}
			}
		}
		if p := r.prev(k); r.is(k, view) && (p < lo || r.t.List[p].Kind == text.Punct) && (steps <= 3 || k == lo) {
			if v := r.source(k+1, i); v.known() && r.sign(v.hi) == ',' {
				return cue{lo: k, hi: k + 1, voice: v, sure: true, near: true}
			}
		}
		if v := r.claimant(k, i); v.known() {
			return cue{lo: k, hi: k + 1, voice: v, sure: true, opens: true}
		}
		if !r.isVerb(k, speech|stance) {
			continue
		}
		c := cue{sure: true, near: steps <= 1, opens: r.opensClause(k, i)}
		k = r.ruling(k, lo)
		c.weak = r.is(k, will)
		group := r.group(k, lo)
		c.lo, c.hi = r.cueText(group, k)
		if r.passive(group, k) {
			c.voice = r.agent(k + 1)
		} else {
			c.voice = r.subject(k, group, lo, i)
		}
		switch {
		case !c.voice.known() && r.passive(group, k): // "il demande que ce soit rejeté «": who demands speaks
			if !first.found() {
				first = c
			}
		case c.near || c.voice.entity != "" || c.voice.kind != unsure || r.named[max(c.voice.lo, 0)] != 0 && c.voice.known():
			if !first.found() || c.opens {
				return c
			}
		case !first.found():
			first = c
		}
	}
	return first
}

// claimant returns whose claim a noun of speech at token k is: "Oracle's claim that".
func (r *reader) claimant(k, i int) voice {
	if k < 3 || r.is(r.prev(i), as) || !r.is(k, speech|document) || !r.isPossessive(k-1) || !r.opensClause(k, i) {
		return voice{}
	}
	n, _ := r.nameAt(k - 3)
	return n
}

// passive reports whether the verb group from first to v is in the passive voice: "was accused", not "s'est félicité".
func (r *reader) passive(first, v int) bool {
	if r.is(v, gerund|infinitive) && !r.is(v, finite) {
		return false
	}
	found := false
	for i := first; i < v; i++ {
		found = found || r.is(i, be)
		if r.is(i, reflexive) && !r.is(i, be) {
			return false
		}
	}
	return found
}

// agent returns who does what a passive verb before token i says: the name or description after "by" in the sentence.
func (r *reader) agent(i int) voice {
	_, hi := r.sentence(i - 1)
	for k := r.enter(i); k < hi; k = r.next(k) {
		if r.is(k, by) {
			return r.source(k+1, hi)
		}
	}
	return voice{}
}

// ruling returns the verb that an infinitive at v hangs on, if that is a verb of speech too: "a déclaré vouloir".
func (r *reader) ruling(v, lo int) int {
	if r.is(v, finite) || !r.is(v, infinitive) {
		return v
	}
	for k, n := r.prev(v), 0; k >= lo && n < 4; k, n = r.prev(k), n+1 {
		if r.isVerb(k, speech|stance) && r.is(k, finite) {
			return k
		}
		if !r.isBetween(k) && !r.is(k, preposition|possessive) {
			break
		}
	}
	return v
}

// startsClause reports whether a phrase that begins at k begins a clause, so that "per" in "per day" doesn't count.
func (r *reader) startsClause(k, lo int) bool {
	p := r.prev(k)
	return p < lo || r.t.List[p].Kind == text.Punct || r.is(p, and|that|as) || len(r.t.Fold(k)) > 3
}

// opensClause reports whether "que" or "that" stands between the verb at k and token i.
func (r *reader) opensClause(k, i int) bool {
	for j := r.next(k); j < i; j = r.next(j) {
		if r.is(j, that) {
			return true
		}
	}
	return false
}
