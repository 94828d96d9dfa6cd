package suggest

import (
	"fmt"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A vote is what one cue says of a type.
type vote struct {
	typ    corpus.EntityType
	weight int
	reason string
}

// kind guesses the type of a cluster by the votes of its form and of the words around it, and says which cue weighed
// most. Without any, it is an organization: these are most frequent among names in the news that no cue betrays.
func (f *finder) kind(c *cluster) (corpus.EntityType, string) {
	sums := map[corpus.EntityType]int{}
	reasons := map[corpus.EntityType][]vote{}
	cast := func(v vote) {
		sums[v.typ] += v.weight
		for i := range reasons[v.typ] {
			if r := &reasons[v.typ][i]; r.reason == v.reason {
				r.weight += v.weight
				return
			}
		}
		reasons[v.typ] = append(reasons[v.typ], v)
	}
	for _, v := range formVotes(c) {
		cast(v)
	}
	for i := range c.sights {
		for _, v := range f.sightVotes(&c.sights[i]) {
			cast(v)
		}
	}
	best := corpus.EntityType("organization")
	for _, typ := range corpus.EntityTypes {
		if sums[typ] > sums[best] {
			best = typ
		}
	}
	if sums[best] == 0 {
		return best, "nothing beside it tells the type"
	}
	top := reasons[best][0]
	for _, v := range reasons[best][1:] {
		if v.weight > top.weight {
			top = v
		}
	}
	return best, top.reason
}

func formVotes(c *cluster) []vote {
	every := lexicons()[""]
	last := c.words[len(c.words)-1]
	var list []vote
	if c.known {
		list = append(list, vote{"place", 20, "a known place"})
	}
	if len(c.words) > 1 {
		if every.has(given, c.words[0]) {
			list = append(list, vote{"person", 8, fmt.Sprintf("%q is a given name", c.words[0])})
		}
		if every.has(suffixes|closers, last) {
			list = append(list, vote{"organization", 8, fmt.Sprintf("ends in %q", last)})
		}
		if every.has(placeWords, last) || every.has(placeWords, c.words[0]) {
			list = append(list, vote{"place", 4, "a word of places is part of it"})
		}
		if every.has(heads, c.words[0]) {
			list = append(list, vote{"organization", 8, fmt.Sprintf("begins with %q", c.words[0])})
		}
	}
	if key := c.keys[0]; key[len(key)-1] == '+' {
		list = append(list, vote{"product", 4, "a sign is part of it"})
	}
	return list
}

// sightVotes returns what the words beside a sight tell.
func (f *finder) sightVotes(s *sight) []vote {
	p := &f.docs[s.doc]
	var list []vote
	if i := p.wordBefore(s.from); i >= 0 {
		w, raw := p.tokens.Fold(i), p.tokens.Raw(i)
		add := func(sec section, typ corpus.EntityType, weight int) {
			if p.lex.has(sec, w) {
				list = append(list, vote{typ, weight, fmt.Sprintf("after %q", raw)})
			}
		}
		add(person, "person", 3)
		add(organization, "organization", 3)
		add(product, "product", 3)
		switch {
		case p.lex.has(place, w):
			list = append(list, vote{"place", 1, fmt.Sprintf("after %q", raw)})
		case p.lex.has(joinWords, w): // "responsable de X" tells of whom X has, "le groupe X" of X
			if j := p.wordBefore(i); j >= 0 && p.lex.has(person, p.tokens.Fold(j)) {
				list = append(list, vote{"organization", 2, fmt.Sprintf("after %q", p.tokens.Raw(j)+" "+raw)})
			}
		}
	}
	return append(list, f.votesAfter(p, s)...)
}

// votesAfter returns what follows a sight: a verb of speech, or an apposition that tells somebody's office.
func (f *finder) votesAfter(p *page, s *sight) []vote {
	t := p.tokens
	i := s.to
	if i+1 >= t.Len() || t.List[i+1].Line != t.List[s.from].Line {
		return nil
	}
	if t.Raw(i) == "," {
		if p.lex.has(function, t.Fold(i+1)) && i+2 < t.Len() { // an article
			i++
		}
		if p.lex.has(person, t.Fold(i+1)) {
			return []vote{{"person", 3, fmt.Sprintf("before %q", ", "+t.Raw(i+1))}}
		}
		return nil
	}
	if p.lex.has(function, t.Fold(i)) && len(t.Fold(i)) < 4 && p.lex.has(verbs, t.Fold(i+1)) { // "a annoncé", "has said"
		i++
	}
	if !p.lex.has(verbs, t.Fold(i)) {
		return nil
	}
	if s.to-s.from > 1 {
		return nil // persons and companies alike
	}
	return []vote{{"organization", 2, fmt.Sprintf("before %q", t.Raw(i))}}
}

// wordBefore returns the word before token i on its line, over the full stop of an abbreviation, or -1.
func (p *page) wordBefore(i int) int {
	t := p.tokens
	for n := i - 1; n >= 0 && n > i-3 && t.List[n].Line == t.List[i].Line; n-- {
		if t.List[n].Kind == text.Word {
			return n
		}
		if raw := t.Raw(n); raw != "'" && raw != "’" && (raw != "." || n == 0 || t.List[n-1].End-t.List[n-1].Start > 3) {
			return -1
		}
	}
	return -1
}
