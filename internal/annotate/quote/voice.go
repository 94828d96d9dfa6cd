package quote

import (
	"briefing/internal/text"
)

// window is how many tokens of a sentence are searched: more don't belong to one clause, whatever the text's stops say.
const window = 200

// subject returns who speaks with the verb at v, whose group begins at first: the pronoun, name or description before
// it; for a participle that of the main clause; else what follows the verb. lo and hi bound the search.
func (r *reader) subject(v, first, lo, hi int) voice {
	if p, ok := r.clitic(first, v, hi); ok {
		return r.pronounAt(p)
	}
	if r.is(v, gerund) && !r.is(v, finite) || r.is(v, infinitive) && !r.is(v, finite) {
		return r.mainVoice(v, lo)
	}
	p := r.prev(first)
	if p < lo {
		if s := r.follows(v+1, hi); s.known() {
			return s
		}
		return r.mainVoice(v, lo)
	}
	switch {
	case r.is(p, pronoun):
		return r.pronounAt(p)
	case r.is(p, anyone) && r.lower(p):
		return voice{}
	case r.is(p, relative|that):
		return r.nearestName(p, lo)
	case r.is(p, latter):
		return r.lastNamed(p)
	case r.is(p, as): // "comme l'a dit X"
		return r.follows(v+1, hi)
	case r.is(p, and):
		return r.mainVoice(v, lo)
	}
	if n, ok := r.nameAt(p); ok {
		return r.headed(n, lo)
	}
	if k := r.aside(p, lo); k < p {
		return r.subject(v, k+1, lo, hi)
	}
	if r.t.List[p].Kind == text.Punct {
		if s := r.strongName(p, lo); s.known() {
			return s
		}
		if k := r.insertion(p, lo); k < p {
			if d := r.described(k, lo); d.known() {
				return r.resolve(d)
			}
		}
		if p == lo || !r.described(p, lo).known() {
			if s := r.follows(v+1, hi); s.known() {
				return s
			}
		}
		return r.resolve(r.described(r.prev(p), lo))
	}
	if d := r.described(p, lo); d.known() {
		return r.resolve(d)
	}
	return r.strongName(p+1, lo)
}

// insertion returns the token before what commas set apart, if the one at p closes such; else p.
func (r *reader) insertion(p, lo int) int {
	if r.sign(p) != ',' {
		return p
	}
	for k := r.prev(p); k > lo && k > p-40; k = r.prev(k) {
		if r.sign(k) == ',' {
			return r.prev(k)
		}
	}
	return p
}

// aside returns the token before what brackets or dashes set apart, or commas around a relative clause, if the sign at
// p closes such; else p.
func (r *reader) aside(p, lo int) int {
	open := rune(0)
	switch s := r.sign(p); s {
	case ')':
		open = '('
	case '–', '—':
		open = s
	case ',':
		if k := r.insertion(p, lo); k < p && k >= lo && r.is(r.next(r.next(k)), relative) {
			return k
		}
		return p
	default:
		return p
	}
	for k := r.prev(p); k > lo && k > p-40; k = r.prev(k) {
		if r.sign(k) == open {
			return r.prev(k)
		}
	}
	return p
}

// mainVoice returns who speaks in the clause that a participle at v hangs on: whoever spoke last in the sentence, else
// the subject of the sentence.
func (r *reader) mainVoice(v, lo int) voice {
	lo = max(lo, v-window)
	if p := r.prev(v); p > lo && r.is(p, as) { // "quoted the minister as saying"
		if n, ok := r.nameAt(r.prev(p)); ok {
			return n
		}
		if d := r.described(r.prev(p), lo); d.known() {
			return r.resolve(d)
		}
	}
	for n := len(r.said) - 1; n >= 0 && r.said[n].at >= lo; n-- {
		if r.said[n].at < v {
			return r.said[n].voice
		}
	}
	for k := r.prev(v); k >= lo; k = r.prev(k) {
		if r.isVerb(k, verb) && r.is(k, finite) {
			first := r.group(k, lo)
			if s := r.subjectLeft(first, lo); s.known() {
				return s
			}
			if s := r.follows(k+1, v); s.known() {
				return s
			}
		}
	}
	if s := r.firstSubject(lo, v); s.known() {
		return s
	}
	if before, _ := r.sentence(max(lo-1, 0)); len(r.said) > 0 && r.said[len(r.said)-1].at >= before { // "Et d'ajouter"
		return r.said[len(r.said)-1].voice
	}
	return voice{}
}

// lastNamed returns the person named last before token p: "ce dernier".
func (r *reader) lastNamed(p int) voice {
	for k := p; k >= 0 && k > p-60; k-- {
		if n, ok := r.nameAt(k); ok && n.kind == person && r.held[k] == 0 {
			return n
		}
	}
	return voice{}
}

// subjectLeft returns the name or pronoun right before a verb group, or before what a comma sets off from it.
func (r *reader) subjectLeft(first, lo int) voice {
	p := r.prev(first)
	if p < lo {
		return voice{}
	}
	if r.is(p, pronoun) {
		return r.pronounAt(p)
	}
	if n, ok := r.nameAt(p); ok {
		return r.headed(n, lo)
	}
	if r.is(p, relative|that) {
		return r.nearestName(p, lo)
	}
	if k := r.aside(p, lo); k < p {
		return r.subjectLeft(k+1, lo)
	}
	if r.t.List[p].Kind == text.Punct {
		return r.strongName(p, lo)
	}
	return r.resolve(r.described(p, lo))
}

// firstSubject returns the first name or pronoun between lo and hi that hangs on no preposition.
func (r *reader) firstSubject(lo, hi int) voice {
	hi = min(hi, lo+window)
	for k := r.enter(lo); k < hi; k = r.next(k) {
		if n, ok := r.nameAt(k); ok {
			if n.lo == k && n.kind != spot && !r.hangs(n.lo, lo) && !r.owns(n) {
				return n
			}
			continue
		}
		if r.is(k, pronoun) && (k == lo || !r.is(k-1, preposition)) {
			if v := r.pronounAt(k); v.known() {
				return v
			}
		}
	}
	return voice{}
}

// enter returns i, or the first token of the narration after it.
func (r *reader) enter(i int) int {
	if i < len(r.held) && r.held[i] != 0 {
		return r.next(i)
	}
	return i
}

// hangs reports whether a preposition governs the name at token i: "de Microsoft", "with the FBI".
func (r *reader) hangs(i, lo int) bool {
	article := false
	for n, p := 0, i-1; n < 5 && p >= lo; n, p = n+1, p-1 {
		switch {
		case r.elided(p) || r.sign(p) == '.':
		case r.is(p, preposition|possessive):
			return true
		case article:
			return false
		case r.is(p, determiner):
			article = true
		case r.is(p, title) || r.lower(p) && r.is(p, role|firm):
		default:
			return false
		}
	}
	return false
}

// owns reports whether a name is a possessive: "Trump's lawyer".
func (r *reader) owns(v voice) bool {
	return v.hi+1 < len(r.t.List) && r.isPossessive(v.hi+1)
}

// headed returns the voice of a noun phrase that ends with a name. If the name hangs on a preposition, the phrase is
// about somebody else: "le porte-parole de Microsoft" speaks for Microsoft, "le communiqué de Microsoft" is its own.
func (r *reader) headed(n voice, lo int) voice {
	if r.owns(n) {
		return voice{}
	}
	if k := n.lo - 1; n.kind != body && k >= lo && r.lower(k) && r.is(k, firm) && !r.is(k, role) {
		return r.describe(k, n.hi, lo) // "l'administration Roy"
	}
	if !r.hangs(n.lo, lo) {
		if first := r.joined(n, lo); first.known() {
			return first
		}
		return n
	}
	for k := n.lo - 1; k >= lo && k > n.lo-9 && r.held[k] == 0; k-- {
		switch {
		case r.is(k, speaksFor|document):
			if n.kind == spot {
				return r.describe(k, n.hi, lo)
			}
			return n
		case r.is(k, role|firm) && (r.lower(k) || k == lo):
			return r.resolve(r.describe(k, n.hi, lo))
		case r.named[k] != 0:
			if v, _ := r.nameAt(k); !r.hangs(v.lo, lo) && !r.owns(v) && v.kind != spot {
				return v
			}
			k = r.names[r.named[k]-1].lo
		case r.t.List[k].Kind == text.Punct && !r.elided(k) && r.sign(k) != '-':
			k = lo
		}
	}
	if v := r.strongName(n.lo, lo); v.known() {
		return v
	}
	return n // "hours after Trump tweeted"
}

// joined returns the name before "et" and this one, if there is one: of two speakers the first is taken.
func (r *reader) joined(n voice, lo int) voice {
	k := n.lo - 1
	if k > lo && r.titledBefore(n.lo) {
		for k--; k > lo && r.sign(k) == '.'; k-- {
		}
		if r.is(k, title) {
			k--
		}
	}
	if k > lo && r.is(k, and) {
		if r.is(k-1, pronoun) {
			return r.pronounAt(k - 1)
		}
		if first, ok := r.nameAt(k - 1); ok && !r.hangs(first.lo, lo) && first.kind == n.kind && first.kind != unsure {
			return first
		}
	}
	return voice{}
}

// strongName returns the nearest name before token p that no preposition governs, no verb has as its object, and that
// owns nothing.
func (r *reader) strongName(p, lo int) voice {
	lo = max(lo, p-window)
	var weak voice
	for k := r.prev(p); k >= lo; k = r.prev(k) {
		n, ok := r.nameAt(k)
		if !ok {
			continue
		}
		k = n.lo
		if n.lo < lo || r.hangs(n.lo, lo) || r.owns(n) || n.kind == spot || r.modifies(n, p) {
			continue
		}
		if r.leads(n.lo, lo) {
			return n
		}
		if !weak.known() {
			weak = n
		}
	}
	return weak
}

// leads reports whether what stands before the name at token i lets it be a subject: nothing, a sign, a conjunction, an
// office or a determiner.
func (r *reader) leads(i, lo int) bool {
	p := r.prev(i)
	return p < lo || r.t.List[p].Kind == text.Punct || r.is(p, and|that|as|role|firm|title|determiner) || r.timed[p]
}

// nearestName returns the name before token p, skipping a comma and what a preposition governs.
func (r *reader) nearestName(p, lo int) voice {
	k := r.prev(p)
	if k >= lo && r.sign(k) == ',' {
		k = r.prev(k)
	}
	if k < lo {
		return voice{}
	}
	n, ok := r.nameAt(k)
	if ok && (n.kind == person || !r.hangs(n.lo, lo) || r.roleBefore(n.lo, lo)) {
		return n
	}
	if d := r.described(k, lo); d.known() && r.lower(k) {
		return r.resolve(d)
	}
	if s := r.strongName(k+1, lo); s.known() {
		return s
	}
	if ok && n.lo-1 > lo && r.is(n.lo-1, possessive) { // "la Quadrature du Net, qui"
		if whole, ok := r.nameAt(n.lo - 2); ok {
			return voice{lo: whole.lo, hi: n.hi}
		}
	}
	return n
}

// roleBefore reports whether an office stands right before the name at token i, so that a preposition governs both:
// "du secrétaire d'État, Mike Pompeo".
func (r *reader) roleBefore(i, lo int) bool {
	for k := i - 1; k >= lo && k > i-8; k-- {
		if r.is(k, role) {
			return true
		}
		if r.isVerb(k, verb) || r.named[k] != 0 {
			return false
		}
	}
	return false
}
