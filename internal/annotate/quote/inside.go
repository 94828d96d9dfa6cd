package quote

// within reads a clause of speech set inside the marks, as French does: « Non, dit-il, pas ici. »
func (r *reader) within(p passage, s shape) cue {
	if s.words < 4 || p.depth > 0 {
		return cue{}
	}
	mine := r.held[p.open]
	r.inside = true
	for i := s.lo; i < s.hi; i++ {
		r.held[i] = 0
	}
	defer func() {
		r.inside = false
		for i := s.lo; i < s.hi; i++ {
			r.held[i] = mine
		}
	}()
	for i := s.lo + 1; i+1 < s.hi; i++ {
		if sign := r.sign(i); sign != ',' && sign != '?' && sign != '!' && sign != '…' || !r.lower(i+1) {
			continue
		}
		hi := i + 1
		for hi < s.hi && hi < i+24 && (r.sign(hi) != '.' || r.is(hi-1, title)) && r.sign(hi) != '?' && r.sign(hi) != '!' {
			hi++
		}
		c := r.inverted(i+1, hi, false)
		if c.found() && c.voice.known() && c.lo <= i+3 && (r.is(c.hi+1, pronoun) || r.namesSubject(c)) {
			return c
		}
	}
	return cue{}
}

// namesSubject reports whether a clause set inside marks says by name or office who speaks.
func (r *reader) namesSubject(c cue) bool {
	n, ok := r.nameAt(c.voice.lo)
	return ok && n.lo == c.voice.lo && n.kind != spot || c.voice.kind == person
}

// quotedVerb reads a passage that begins with a verb of speech whose subject stands before the mark: Renault «
// regrette ce choix ».
func (r *reader) quotedVerb(p passage, s shape, lo int) cue {
	v := s.lo
	for n := 0; n < 4 && v < s.hi && r.isBetween(v) && !r.isVerb(v, speech|stance); n++ {
		v++
	}
	if v >= s.hi || r.traits[v]&(speech|stance) == 0 || !r.is(v, finite) || !r.lower(v) {
		return cue{}
	}
	c := cue{lo: v, hi: v + 1, sure: true, near: true, voice: r.subjectLeft(p.open, lo)}
	if !c.voice.known() || c.voice.kind == spot {
		return cue{}
	}
	return c
}

// colon reads a passage that a colon announces without a verb of speech: the subject of the clause speaks.
func (r *reader) colon(p passage, lo int) cue {
	k := r.prev(p.open)
	if k < lo || r.sign(k) != ':' {
		return cue{}
	}
	if n, ok := r.nameAt(r.prev(k)); ok && n.kind != spot && !r.hangs(n.lo, lo) {
		return cue{voice: n, sure: true, near: true}
	}
	v := r.firstSubject(lo, k)
	return cue{voice: v, sure: true, near: true}
}
