package quote

// describe returns the description whose head is token k: from its determiner up to hi.
func (r *reader) describe(k, hi, lo int) voice {
	first := k
	for i := k - 1; i >= lo && i > k-5 && r.word(i) && !r.isVerb(i, verb) && !r.is(i, preposition|and|that); i-- {
		first = i
		if r.is(i, determiner) {
			break
		}
	}
	kind := unsure
	switch {
	case r.is(k, role):
		kind = person
	case r.is(k, firm):
		kind = body
	}
	return voice{lo: first, hi: hi, kind: kind}
}

// described returns the description that ends with token p: its head an office, an organisation or a document.
func (r *reader) described(p, lo int) voice {
	var found voice
	for k := p; k >= lo && k > p-10 && r.held[k] == 0; k-- {
		switch {
		case r.named[k] != 0 || r.isVerb(k, verb) || r.is(k, that|relative):
			return found
		case r.elided(k) || r.sign(k) == '-':
		case !r.word(k) && r.t.List[k].Kind != 2:
			return found
		case r.is(k, role|firm|document) && !r.is(k, determiner):
			found = r.describe(k, p+1, lo)
			if r.is(k, document) && !r.is(k, role|firm) {
				return r.issuer(k, p+1)
			}
		}
	}
	return found
}

// resolve returns whom a description means: the last name with the same office, the last organisation spoken of; or the
// description itself.
func (r *reader) resolve(d voice) voice {
	if !d.known() || d.entity != "" || r.named[d.lo] != 0 && int(r.named[d.lo]) <= len(r.names) && r.names[r.named[d.lo]-1] == d {
		return d
	}
	head := -1
	for k := d.lo; k < d.hi; k++ {
		if r.is(k, speaksFor) {
			if n, ok := r.nameIn(d); ok && n.kind != spot {
				return n
			}
		}
		if head < 0 && r.is(k, role|firm) && r.lower(k) {
			head = k
		}
	}
	if head < 0 || !r.definite(d.lo) {
		return d
	}
	if _, ok := r.nameIn(d); ok && d.kind == body {
		return d
	}
	if v := r.sameOffice(head); v.known() {
		return r.meant(d, v)
	}
	if d.kind == body {
		if v := r.lastBody(d.lo); v.known() {
			return r.meant(d, v)
		}
	}
	return d
}

// meant returns v as it is named here, by d: the entity of the one, the words of the other.
func (r *reader) meant(d, v voice) voice {
	if v.entity == "" {
		return v
	}
	return voice{lo: d.lo, hi: d.hi, entity: v.entity, kind: v.kind}
}

// definite reports whether the determiner at token i points at something known: "le", "the", "this".
func (r *reader) definite(i int) bool {
	switch r.t.Fold(i) {
	case "le", "la", "les", "l", "ce", "cet", "cette", "the", "this", "that", "son", "sa", "its", "their", "leur":
		return true
	}
	return false
}

func (r *reader) nameIn(d voice) (voice, bool) {
	for k := d.lo; k < d.hi; k++ {
		if n, ok := r.nameAt(k); ok {
			return n, true
		}
	}
	return voice{}, false
}

// sameOffice returns the last name before token head that was given the same office: "la ministre Anne Roy", "Anne Roy,
// ministre".
func (r *reader) sameOffice(head int) voice {
	word := r.t.Fold(head)
	for k := head - 1; k >= 0 && k > head-1500; k-- {
		if r.held[k] != 0 || r.t.Fold(k) != word {
			continue
		}
		for i := k + 1; i < len(r.t.List) && i < k+9 && r.sign(i) != '.'; i++ {
			if n, ok := r.nameAt(i); ok && n.kind == person && r.t.List[i].Line == r.t.List[k].Line {
				return n
			}
		}
		for i := k - 1; i >= 0 && i > k-6 && r.sign(i) != '.'; i-- {
			if n, ok := r.nameAt(i); ok && n.kind == person && r.t.List[i].Line == r.t.List[k].Line {
				return n
			}
		}
	}
	return voice{}
}

// lastBody returns the last organisation before token i that was the subject of its sentence or spoke.
func (r *reader) lastBody(i int) voice {
	var weak voice
	for n := len(r.names) - 1; n >= 0; n-- {
		v := r.names[n]
		if v.lo >= i || v.kind != body || v.entity == "" || r.held[v.lo] != 0 {
			continue
		}
		if v.hi < i-400 {
			break
		}
		lo, _ := r.sentence(v.lo)
		if !r.hangs(v.lo, lo) && !r.owns(v) {
			return v
		}
		if !weak.known() {
			weak = v
		}
	}
	return weak
}

// pronounAt returns whom the pronoun at token i stands for: going back sentence by sentence, whoever spoke last there,
// else the first person that is a subject there.
func (r *reader) pronounAt(i int) voice {
	if r.is(i, anyone) && !r.is(i, pronoun) || r.is(i, me) {
		return voice{}
	}
	lo, _ := r.sentence(i)
	said := len(r.said)
	var other voice
	for back := 0; back < 6 && lo >= 0; back++ {
		hi := i
		if back > 0 {
			_, hi = r.sentence(lo)
		}
		for said > 0 && r.said[said-1].at >= i {
			said--
		}
		if said > 0 && r.said[said-1].at >= lo && r.said[said-1].at < hi {
			if v := r.said[said-1].voice; r.agrees(i, v) {
				return r.meant(voice{lo: i, hi: i + 1}, v)
			}
		}
		for said > 0 && r.said[said-1].at >= lo {
			said--
		}
		for k := r.enter(lo); k < hi; k = r.next(k) {
			n, ok := r.nameAt(k)
			if !ok || n.lo != k || n.kind == spot || r.owns(n) || r.hangs(n.lo, lo) && !r.roleBefore(n.lo, lo) {
				continue
			}
			if n.kind == person && r.agrees(i, n) {
				return r.meant(voice{lo: i, hi: i + 1}, n)
			}
			if n.kind == body && !other.known() {
				other = n
			}
		}
		if lo == 0 {
			break
		}
		lo, _ = r.sentence(lo - 1)
	}
	if other.known() && other.entity != "" {
		return r.meant(voice{lo: i, hi: i + 1}, other)
	}
	return voice{}
}

// agrees reports whether a pronoun may stand for a voice.
func (r *reader) agrees(i int, v voice) bool {
	return v.known() && (v.kind == person || v.kind == unsure)
}

// issuer returns who stands behind the document named at token k: "le communiqué de Microsoft", "Microsoft's
// statement", else whoever last put one before the public, else the organisation spoken of last.
func (r *reader) issuer(k, hi int) voice {
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
	if n, ok := r.nameAt(k - 1); ok && r.named[k] == 0 {
		return n // "the Microsoft statement"
	}
	if k >= 3 && r.t.Fold(k-1) == "s" && r.elided(k-2) {
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
	if v := r.lastBody(k); v.known() {
		return r.meant(d, v)
	}
	return voice{}
}

// findIssuers notes who puts a document before the public: "Microsoft a publié une déclaration".
func (r *reader) findIssuers(lo, hi int) {
	for k := lo; k < hi; k++ {
		if !r.is(k, document) || r.held[k] != 0 || !r.lower(k) {
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
