package entity

import (
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// settle decides the doubts with what the whole document says.
func (r *reading) settle() {
	r.gather()
	for i := range r.list {
		if c := &r.list[i]; !c.refused && c.doubts&doubtAmbiguous != 0 && !r.contained(i) {
			r.pick(c)
		}
	}
	for i := range r.list { // a first time for what the rest builds upon
		if c := &r.list[i]; !c.refused && c.doubts == doubtCapital && r.capitalHolds(c) {
			c.doubts, c.strong = 0, true
			r.evidence[c.claim.entity]++
		}
	}
	for i := range r.list {
		if c := &r.list[i]; !c.refused && c.doubts != 0 {
			c.refused = c.doubts&doubtAmbiguous != 0 || !r.holds(c)
		}
	}
}

// gather counts the strong mentions by name that no longer candidate contains.
func (r *reading) gather() {
	for len(r.inKind) < len(r.doc.Sentences) {
		r.inKind = append(r.inKind, nil)
	}
	for i := range r.doc.Sentences {
		r.inKind[i] = r.inKind[i][:0]
	}
	for i := range r.list {
		c := &r.list[i]
		if !c.strong && c.doubts != doubtHolder || c.refused || c.claim.entity < 0 || !c.claim.named || r.contained(i) {
			continue
		}
		e := c.claim.entity
		if len(c.claim.words) > 1 && c.claim.source != fromSurname || c.reason != "" {
			r.full[e]++
		}
		if !c.strong {
			continue
		}
		r.evidence[e]++
		if n := r.sentenceOf(c.from); n >= 0 {
			r.inKind[n] = append(r.inKind[n], e)
		}
	}
}

// contained reports whether a longer candidate that isn't refused covers candidate i.
func (r *reading) contained(i int) bool {
	c := &r.list[i]
	for j := i - 1; j >= 0 && c.begin-r.list[j].begin < nameTokens; j-- {
		if o := &r.list[j]; !o.refused && o.to >= c.to && o.to-o.begin > c.to-c.begin && !o.claim.described() {
			return true
		}
	}
	for j := i + 1; j < len(r.list) && r.list[j].begin == c.begin; j++ {
		if o := &r.list[j]; !o.refused && o.to > c.to && !o.claim.described() {
			return true
		}
	}
	return false
}

// holds reports whether the document settles all doubts of a candidate.
func (r *reading) holds(c *candidate) bool {
	e := c.claim.entity
	if c.doubts&doubtCapital != 0 && !r.capitalHolds(c) {
		return false
	}
	if c.doubts&doubtLower != 0 {
		if r.evidence[e]+r.full[e] == 0 {
			return false
		}
		c.reason = "named elsewhere in the document"
	}
	if c.doubts&doubtSurname != 0 {
		if r.full[e] == 0 {
			return false
		}
		c.reason = "the full name stands in the document"
	}
	if c.doubts&doubtHolder != 0 && r.full[e] == 0 {
		for _, at := range r.others[c.claim.run] {
			if at < c.from {
				return false // the document speaks of another of that name
			}
		}
	}
	if c.doubts&doubtUndated != 0 {
		if r.evidence[e]+r.full[e] == 0 {
			return false
		}
		c.reason = "the document's date isn't known, but the entity is named in it"
	}
	return true
}

// capitalHolds decides whether a common word that stands at a beginning, or among capitals, is the name.
func (r *reading) capitalHolds(c *candidate) bool {
	if r.evidence[c.claim.entity] > 0 {
		c.reason = "named elsewhere in the document"
		return true
	}
	n := int(c.to)
	if n >= r.t.Len() {
		return false
	}
	f := r.t.Fold(n)
	if r.lex.has(actors, f) {
		c.reason = "subject of " + r.t.Raw(n)
		return true
	}
	if r.lex.is(nounsTakeArticles) && r.lex.has(copulas, f) {
		c.reason = "subject of " + r.t.Raw(n)
		return true
	}
	if r.lex.has(suffixes, f) && r.t.List[n].Case != text.Lower {
		c.reason = "before " + r.t.Raw(n)
		return true
	}
	if r.lex.has(conjunctions, f) {
		for _, o := range r.startingAt(int32(n + 1)) {
			if o.strong && !o.refused && o.claim.entity != c.claim.entity && r.m.entities[o.claim.entity].Type != "place" {
				c.reason = "beside " + r.m.entities[o.claim.entity].ID
				return true
			}
		}
	}
	follows := r.lex.has(copulas, f) || f == "," || f == "'" && r.lex.is(pastInEd)
	if _, s := r.sentenceAt(c.from); s >= 0 && follows {
		for _, e := range r.inKind[s] {
			if r.m.entities[e].Type != "place" && e != c.claim.entity {
				c.reason = "beside " + r.m.entities[e].ID
				return true
			}
		}
	}
	return false
}

func (r *reading) manyEntities(c *candidate) bool {
	for _, cl := range c.rivals {
		if cl.entity >= 0 && cl.entity != c.claim.entity {
			return true
		}
	}
	return false
}

// pick chooses among the entities that claim a candidate, or leaves it alone and says so.
func (r *reading) pick(c *candidate) {
	c.doubts &^= doubtAmbiguous
	claims := c.rivals
	for _, prefer := range [...]struct {
		why  string
		test func(*claim) bool
	}{
		{"declared, not derived", func(cl *claim) bool { return cl.source != fromSurname }},
		{"the other needs its full name", func(cl *claim) bool { return cl.source != fromSurname || r.full[cl.entity] > 0 }},
		{"named in the document", func(cl *claim) bool { return r.evidence[cl.entity]+r.full[cl.entity] > 0 }},
		{"by the words beside it", func(cl *claim) bool { return r.beside(c, r.m.entities[cl.entity].Type) }},
		{"by its owner", func(cl *claim) bool { return r.relativeNamed(r.m.entities[cl.entity]) }},
		{"named in the same paragraph", func(cl *claim) bool { return r.namedNear(c, cl.entity) }},
	} {
		var left []*claim
		for _, cl := range claims {
			if prefer.test(cl) {
				left = append(left, cl)
			}
		}
		if len(left) == 0 {
			continue
		}
		claims = left
		if sameEntity(claims) {
			c.claim, c.reason = claims[0], prefer.why
			r.refit(c)
			return
		}
	}
	c.refused = true
	if key := c.claim.run; !r.reported[key] {
		r.reported[key] = true
		r.diags = append(r.diags, r.ambiguous(c, claims))
	}
}

// refit runs the guards for the entity that was chosen: they depend on its type.
func (r *reading) refit(c *candidate) {
	reason := c.reason
	c.doubts = 0
	c.refused = !r.admits(c)
	if c.claim.dated() && r.doc.Published.Date.IsZero() {
		c.doubts |= doubtUndated
	}
	c.reason = reason
}

func sameEntity(claims []*claim) bool {
	return !slices.ContainsFunc(claims, func(cl *claim) bool { return cl.entity != claims[0].entity })
}

func (r *reading) ambiguous(c *candidate, claims []*claim) diag.Diagnostic {
	var ids []string
	for _, cl := range claims {
		ids = append(ids, r.m.entities[cl.entity].ID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	span := text.Span{Start: r.t.List[c.from].Start, End: r.t.List[c.to-1].End}
	return diag.At(diag.Warning, "ambiguous-name", r.doc.Clipping.Source, span, "%q may name %s: left unlinked", r.doc.Text(span), join(ids)).
		WithHint("say which in the clipping's metadata, with link or unlink")
}

func join(ids []string) string {
	s := ids[0]
	for i, id := range ids[1:] {
		if i == len(ids)-2 {
			s += " or " + id
		} else {
			s += ", " + id
		}
	}
	return s
}

// beside reports whether a word near the candidate tells its type: "M. X", "le groupe X", "à X".
func (r *reading) beside(c *candidate, typ corpus.EntityType) bool {
	kind := sectionNames["kinds:"+string(typ)]
	prev := prevWord(r.t, int(c.from))
	for n := 0; n < 2 && prev >= 0; n++ {
		if f := r.t.Fold(prev); r.lex.has(kind, f) {
			return true
		} else if n == 0 && !r.all.has(definite, f) {
			break
		}
		prev = prevWord(r.t, prev)
	}
	if next := nextWord(r.t, int(c.to)-1); next >= 0 && typ == "organization" {
		return r.all.hasAt(suffixes, r.t, next) || r.lex.hasAt(kind, r.t, next)
	}
	return false
}

// relativeNamed reports whether an owner of the entity, or what it is a member of, is named in the document.
func (r *reading) relativeNamed(e *corpus.Entity) bool {
	for _, ids := range [...][]string{e.Owner, e.MemberOf} {
		for _, id := range ids {
			if i, ok := r.m.index[id]; ok && r.evidence[i] > 0 {
				return true
			}
		}
	}
	return false
}

// namedNear reports whether the candidate's own line names the entity.
func (r *reading) namedNear(c *candidate, entity int32) bool {
	for i := range r.list {
		o := &r.list[i]
		if o.claim.entity == entity && (o.strong || o.doubts == doubtHolder) && !o.refused && r.t.List[o.from].Line == r.t.List[c.from].Line {
			return true
		}
	}
	return false
}
