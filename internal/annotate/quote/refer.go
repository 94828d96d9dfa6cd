package quote

import (
	"slices"

	"briefing/internal/text"
)

// describe returns the description whose head is token k: from its determiner up to hi.
func (r *reader) describe(k, hi, lo int) voice {
	first := k
	for i := k - 1; i >= lo && i > k-6; i-- {
		if r.elided(i) || r.sign(i) == '-' && r.t.Glued(i) || r.t.List[i].Kind == text.Number {
			continue
		}
		if n, ok := r.nameAt(i); ok && n.hi == first { // "a TikTok spokesman"
			first, i = n.lo, n.lo
			continue
		}
		if !r.word(i) || r.isVerb(i, verb) || r.is(i, preposition|and|that) || r.named[i] != 0 {
			break
		}
		first = i
		if r.is(i, determiner) {
			break
		}
	}
	d := voice{lo: first, hi: hi}
	switch {
	case r.is(k, role):
		d.kind, d.gender = person, r.traits[k]&(male|female)
	case r.is(k, firm):
		d.kind = body
	}
	return d
}

// described returns the description that ends with token p: its head is the leftmost office, organisation or document
// that isn't part of another phrase; where there is none, whatever a determiner introduces.
func (r *reader) described(p, lo int) voice {
	var found voice
	head := -1
	for k := p; k >= lo && k > p-12 && r.held[k] == 0; k-- {
		if n, ok := r.nameAt(k); ok {
			if !r.hangs(n.lo, lo) && head != n.hi {
				break
			}
			k = n.lo
			continue
		}
		if r.isVerb(k, verb) || r.is(k, that|relative|pronoun) || r.t.List[k].Kind == text.Punct && !r.elided(k) && r.sign(k) != '-' {
			break
		}
		if r.is(k, role|firm|document) {
			head = k
		}
		if r.is(k, determiner) && r.t.List[k].End-r.t.List[k].Start < 5 || k == lo && p > lo && !r.is(k, preposition|and|that|relative|between|as) {
			found = voice{lo: k, hi: p + 1}
		}
	}
	if head >= 0 {
		head = r.lastNoun(head, p+1)
	}
	switch {
	case head < 0:
		return found
	case r.is(head, document) && !r.is(head, role|firm):
		return r.issuer(head, p+1)
	}
	if r.hangs(head, lo) { // "Democrats on the committee"
		for k := head - 1; k > lo && k > head-5; k-- {
			if r.is(k, preposition|possessive) && r.word(k-1) && !r.is(k-1, preposition|and|that) {
				d := r.describe(k-1, p+1, lo)
				return voice{lo: d.lo, hi: d.hi}
			}
		}
	}
	return r.describe(head, p+1, lo)
}

// lastNoun returns the last of the nouns that stand in a row from token k on: "bank chief".
func (r *reader) lastNoun(k, hi int) int {
	for k+1 < hi && r.is(k+1, role|firm|document) && r.lower(k+1) && !r.t.Glued(k+1) {
		k++
	}
	return k
}

// resolve returns whom a description means: whom it speaks for; the last name with the same office; the organisation
// or, for an office alone, the person spoken of last; else nobody but the description itself.
func (r *reader) resolve(d voice) voice {
	if !d.known() || d.entity != "" {
		return d
	}
	if n, ok := r.nameAt(d.lo); ok && n == d {
		return d
	}
	if p := d.lo - 1; d.kind == person && p > 0 && r.sign(p) == ',' {
		if n, ok := r.nameAt(p - 1); ok && n.kind == person { // "Jane Moore, president of Electra said"
			return n
		}
	}
	head := -1
	var inside voice
	for k := d.lo; k < d.hi; k++ {
		if n, ok := r.nameAt(k); ok && !inside.known() {
			inside = n
		}
		if head < 0 && r.is(k, role|firm) {
			head = r.lastNoun(k, d.hi)
		}
	}
	switch {
	case head < 0 && d.kind == person && r.definite(d.lo):
		return r.meant(d, r.lastPerson(d.lo, 0, 2, false))
	case head < 0:
		return d
	case r.is(head, speaksFor) && inside.known() && inside.kind == body:
		return r.meant(d, inside)
	case !r.definite(d.lo):
		return d
	case d.kind == body:
		if inside.known() {
			return d
		}
		if v := r.lastBody(d.lo); v.entity != "" || len(r.issued) == 0 {
			return r.meant(d, v)
		}
		return r.meant(d, r.issued[len(r.issued)-1].voice)
	}
	if v := r.sameOffice(head); v.known() {
		return r.meant(d, v)
	}
	if v := r.lastPerson(d.lo, d.gender, 2, false); v.known() {
		return r.meant(d, v)
	}
	return d
}

// meant returns v as it is named here, by d: the entity of the one, the words of the other. Somebody who isn't declared
// keeps his own words, and where v is nobody d has to do.
func (r *reader) meant(d, v voice) voice {
	if !v.known() {
		return d
	}
	if v.entity == "" {
		return v
	}
	return voice{lo: d.lo, hi: d.hi, entity: v.entity, kind: v.kind, gender: v.gender}
}

// definite reports whether the determiner at token i points at something known: "le", "the", "this".
func (r *reader) definite(i int) bool { return r.is(i, definite) }

// sameOffice returns the last name before token head that was given the same office: "la ministre Anne Roy", "Anne Roy,
// ministre".
func (r *reader) sameOffice(head int) voice {
	word := r.t.Fold(head)
	n, _ := slices.BinarySearch(r.offices, head)
	for n--; n >= 0; n-- {
		k := r.offices[n]
		if k < head-1000 {
			break
		}
		if r.held[k] != 0 || r.t.Fold(k) != word {
			continue
		}
		if v := r.holder(k); v.known() {
			return v
		}
	}
	return voice{}
}

// holder returns the person named next to the office at token k: after it, or before it and a comma.
func (r *reader) holder(k int) voice {
	line := r.t.List[k].Line
	for i := k + 1; i < len(r.t.List) && i < k+9 && r.sign(i) != '.' && r.t.List[i].Line == line && !r.isVerb(i, speech); i++ {
		if n, ok := r.nameAt(i); ok && n.kind == person {
			return n
		}
	}
	for i := k - 1; i >= 0 && i > k-6 && r.sign(i) != '.' && r.t.List[i].Line == line; i-- {
		if n, ok := r.nameAt(i); ok && n.kind == person {
			return n
		}
	}
	return voice{}
}

// lastBody returns the last organisation before token i: one that is a subject, else any.
func (r *reader) lastBody(i int) voice {
	var weak voice
	n, _ := slices.BinarySearchFunc(r.names, i, func(v voice, i int) int { return v.lo - i })
	for n--; n >= 0; n-- {
		v := r.names[n]
		if v.hi < i-400 {
			break
		}
		if v.kind != body || r.held[v.lo] != 0 {
			continue
		}
		lo, _ := r.sentence(v.lo)
		if !r.hangs(v.lo, lo) && !r.owns(v) && v.entity != "" {
			return v
		}
		if !weak.known() {
			weak = v
		}
	}
	return weak
}

// pronounAt returns whom the pronoun at token i stands for, as far as it can be told.
func (r *reader) pronounAt(i int) voice {
	p := voice{lo: i, hi: i + 1}
	switch {
	case r.is(i, it):
		if v := r.lastBody(i); v.entity != "" {
			return r.meant(p, v)
		}
		return voice{}
	case r.is(i, they) || !r.is(i, pronoun|oblique):
		return voice{}
	}
	gender := traits(0)
	switch {
	case r.is(i, he):
		gender = male
	case r.is(i, she):
		gender = female
	}
	if v := r.lastPerson(i, gender, 5, r.lex.gendered); v.known() {
		return r.meant(p, v)
	}
	if v := r.lastBody(i); v.entity != "" && r.lex.gendered {
		return r.meant(p, v)
	}
	return voice{}
}

// lastPerson returns the person meant at token i: going back sentence by sentence, whoever spoke last there, else the
// first person that is a subject there, else one that isn't. Whose gender is known must have the one that is asked for.
// things says whether an organisation that spoke will do.
func (r *reader) lastPerson(i int, gender traits, sentences int, things bool) voice {
	agrees := func(v voice) bool {
		return v.known() && (v.kind == person || v.kind == unsure) && (gender == 0 || v.gender&gender != 0 || v.gender&(male|female) == 0)
	}
	lo, _ := r.sentence(i)
	said := len(r.said)
	for back := 0; back <= sentences; back++ {
		hi := i
		if back > 0 {
			_, hi = r.sentence(lo)
			hi = min(hi, i)
		}
		for ; said > 0 && r.said[said-1].at >= lo; said-- {
			if s := r.said[said-1]; s.at < hi && (agrees(s.voice) || things && s.voice.kind == body) {
				return s.voice
			}
		}
		if v := r.personIn(lo, hi, agrees); v.known() {
			return v
		}
		if lo == 0 || !r.doc.ZoneAt(r.t.List[lo-1].Start).Kept() {
			break
		}
		lo, _ = r.sentence(lo - 1)
	}
	return voice{}
}

// personIn returns the first person between lo and hi that is a subject, else the first at all.
func (r *reader) personIn(lo, hi int, agrees func(voice) bool) voice {
	hi = min(hi, lo+window)
	var weak voice
	for k := r.enter(lo); k < hi; k = r.next(k) {
		n, ok := r.nameAt(k)
		if !ok || n.lo != k || !agrees(n) || r.owns(n) {
			continue
		}
		subject := !r.hangs(n.lo, lo) || r.roleBefore(n.lo, lo)
		switch {
		case n.kind == person && subject:
			return n
		case !weak.known() && (n.kind == person || subject && n.hi > n.lo+1):
			weak = n
		}
	}
	if !weak.known() {
		return r.openingOffice(lo, hi)
	}
	return weak
}

// openingOffice returns the description of a person that a sentence begins with: "La gérante, en poste depuis peu, …".
func (r *reader) openingOffice(lo, hi int) voice {
	if lo = r.enter(lo); lo >= hi || !r.is(lo, determiner) {
		return voice{}
	}
	for k := lo + 1; k < hi && k < lo+4; k++ {
		if r.is(k, role) && r.lower(k) {
			return r.meant(voice{lo: lo, hi: k + 1, kind: person}, r.sameOffice(k))
		}
	}
	return voice{}
}

// issuer returns who stands behind the document named at token k: "le communiqué de Microsoft", "Microsoft's
// statement", else whoever last put one before the public, else the organisation spoken of last.
func (r *reader) issuer(k, hi int) voice {
	if n := r.ownerAfter(k, hi); n.known() {
		return n
	}
	if n, ok := r.nameAt(k - 1); ok && r.named[k] == 0 {
		return n // "the Microsoft statement"
	}
	if k >= 3 && r.isPossessive(k-1) {
		if n, ok := r.nameAt(k - 3); ok {
			return n
		}
	}
	d := r.describe(k, k+1, 0)
	for n := len(r.issued) - 1; n >= 0; n-- {
		if r.issued[n].at < k {
			return r.meant(d, r.issued[n].voice)
		}
	}
	if v := r.lastBody(k); v.entity != "" {
		return r.meant(d, v)
	}
	return d
}

// ownerAfter returns the name that a document at token k is said to be of: "communiqué de la société Oracle".
func (r *reader) ownerAfter(k, hi int) voice {
	for i, steps := k+1, 0; i < hi && steps < 6; i, steps = i+1, steps+1 {
		if n, ok := r.nameAt(i); ok {
			if n.kind != spot && r.hangs(n.lo, k) {
				return n
			}
			break
		}
		if !r.is(i, possessive|determiner|preposition|firm|role) && !r.elided(i) {
			break
		}
	}
	return voice{}
}

// findIssuers notes who puts a document before the public: "Microsoft a publié une déclaration", "une étude de l'Insee".
func (r *reader) findIssuers(lo, hi int) {
	for k := lo; k < hi; k++ {
		if !r.is(k, document) || r.held[k] != 0 || !r.lower(k) {
			continue
		}
		if n := r.ownerAfter(k, hi); n.known() && n.kind != person {
			r.issued = append(r.issued, saying{k, n})
			continue
		}
		s, _ := r.sentence(k)
		for v := r.prev(k); v >= s && v > k-9; v = r.prev(v) {
			if r.isVerb(v, publish|speech) && r.is(v, finite) {
				if voice := r.subjectLeft(r.group(v, s), s); voice.known() {
					r.issued = append(r.issued, saying{k, voice})
				}
				break
			}
		}
	}
}
