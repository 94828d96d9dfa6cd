package entity

import (
	"slices"

	"briefing/internal/text"
)

// admitsPerson refuses a person's name inside another's name: Ivanka Trump, Trump Tower, Donald Trump Jr.
func (r *reading) admitsPerson(c *candidate, prev, next int) bool {
	if next >= 0 && !r.followsPerson(c, next) {
		return false
	}
	if prev >= 0 && r.lex.hasAt(heads, r.t, prev) {
		return false // "rue Voltaire"
	}
	if len(c.claim.words) > 1 && c.claim.source != fromSurname {
		return true
	}
	if len(c.claim.words) == 1 && r.lex.has(calendar, c.claim.words[0].fold) && r.dated(c, prev) {
		return false
	}
	if prev >= 0 && r.lex.hasAt(plurals, r.t, prev) {
		return false // "les Trump"
	}
	if prev >= 0 && (r.lex.hasAt(titles, r.t, prev) || c.claim.need == needTitle) {
		if c.claim.source == fromSurname {
			c.doubts |= doubtSurname
			return true
		}
		c.reason = "after a title"
		return true
	}
	if !r.precedesPerson(c, prev) {
		key := c.claim.run
		r.others[key] = append(r.others[key], c.from)
		return false
	}
	if c.reason == "" && next >= 0 && r.lex.hasAt(office, r.t, next) {
		c.reason = "before " + r.t.Raw(next)
	}
	if c.reason != "" {
		return true
	}
	if c.claim.source == fromSurname {
		c.doubts |= doubtSurname
	} else {
		c.doubts |= doubtHolder
	}
	return true
}

// dated reports whether a surname that is also a month stands where months do: "in May", "5 May", "May 2019".
func (r *reading) dated(c *candidate, prev int) bool {
	n, p := int(c.to), int(c.from)-1
	return prev >= 0 && r.t.List[prev].Case == text.Lower && r.lex.hasAt(function|linkers, r.t, prev) ||
		p >= 0 && r.t.List[p].Kind == text.Number || n < r.t.Len() && (r.t.List[n].Kind == text.Number || r.opening(c.from) && r.t.Fold(n) != "'" && !r.lex.hasAt(actors, r.t, n))
}

// followsPerson reports whether the word after a person's name leaves it that person's.
func (r *reading) followsPerson(c *candidate, next int) bool {
	f := r.t.Fold(next)
	switch {
	case r.lex.has(heirs, f):
		return false
	case r.t.List[next].Case == text.Lower || r.hyphenBefore(next):
		return true
	case r.lex.has(office, f):
		return true
	case r.lex.has(tails, f):
		return false
	case len(c.claim.words) > 1 && c.claim.source != fromSurname:
		return true
	case r.headline(c.from) || r.declaredAfter(c, next):
		return true
	}
	return !r.named(next)
}

// precedesPerson reports whether the word before a surname leaves it the person's; the person's own given name or
// initials join the mention.
func (r *reading) precedesPerson(c *candidate, prev int) bool {
	if prev < 0 {
		return true
	}
	f := r.t.Fold(prev)
	own := r.m.given[c.claim.entity]
	if r.t.List[prev].Case == text.Lower {
		return !r.hyphenBefore(int(c.from)) || !r.all.has(particles, f)
	}
	if len(f) == 1 && r.t.List[prev].Kind == text.Word && r.t.Raw(prev+1) == "." {
		return r.initials(c, prev, own)
	}
	if middle := prevWord(r.t, prev); middle >= 0 && r.all.has(given, f) && own[r.t.Fold(middle)] && r.t.List[middle].Case != text.Lower {
		c.from, c.reason = int32(middle), "with the given names"
		return true
	}
	if own[f] && !r.hyphenBefore(int(c.from)) {
		if r.fullRefused(c) {
			return false
		}
		c.from, c.reason = int32(prev), "with the given name"
		return true
	}
	if r.all.has(given, f) {
		return false
	}
	if r.headline(c.from) || r.hyphenBefore(int(c.from)) || r.declaredBefore(c, c.from) {
		return true
	}
	return !r.named(prev)
}

// fullRefused reports whether the full name that ends where the candidate does was refused.
func (r *reading) fullRefused(c *candidate) bool {
	return slices.ContainsFunc(r.endingAt(c.to), func(i int32) bool {
		o := &r.list[i]
		return o.from < c.from && o.claim.entity == c.claim.entity && o.refused
	})
}

// initials takes in the initials before a surname, if they are, or follow, the person's given name: Donald J. Trump.
func (r *reading) initials(c *candidate, prev int, own map[string]bool) bool {
	before := prevWord(r.t, prev)
	if before >= 0 && r.t.List[before].Case != text.Lower && own[r.t.Fold(before)] {
		c.from, c.reason = int32(before), "with the given name"
		return true
	}
	for w := range own {
		if w[0] == r.t.Fold(prev)[0] {
			c.from, c.reason = int32(prev), "with the initial"
			return before < 0 || !r.all.hasAt(given, r.t, before)
		}
	}
	return false
}
