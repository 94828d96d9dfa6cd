package quote

import (
	"strings"

	"briefing/internal/text"
)

// isNameWord reports whether an undeclared name may begin at or hold token i.
func (r *reader) isNameWord(i int) bool {
	return r.t.List[i].Case != text.Lower && r.t.List[i].Kind == text.Word && r.named[i] == 0 && !r.timed[i] && (!r.is(i, stop|title) || r.midName(i))
}

// midName reports whether a function word with a capital stands inside a name: the "Le" of "Bruno Le Maire".
func (r *reader) midName(i int) bool {
	return r.is(i, determiner|preposition) && r.t.List[i].Case == text.Capital && i > 0 && r.word(i-1) &&
		r.t.List[i-1].Case == text.Capital && !r.is(i-1, stop) && r.adjacent(i) && i+1 < len(r.t.List) && r.word(i+1) &&
		r.t.List[i+1].Case == text.Capital
}

// adjacent reports whether token i stands on the same line as the one before.
func (r *reader) adjacent(i int) bool { return r.t.List[i-1].Line == r.t.List[i].Line }

// nameEnd returns the end of the run of name words that begins at i: joined by spaces, hyphens, the stops of initials,
// and small particles between two capitals.
func (r *reader) nameEnd(i int) int {
	for n := i + 1; ; {
		switch {
		case n >= len(r.t.List) || !r.adjacent(n):
			return n
		case r.isNameWord(n):
			if r.acronym(n-1) && !r.acronym(n) && !r.t.Glued(n) {
				return n // "à l'AFP Jean Petit": two names
			}
			n++
		case (r.sign(n) == '-' || r.sign(n) == '’' || r.sign(n) == '\'' || r.sign(n) == '.' && letters(r.t.Raw(n-1)) == 1) && n+1 < len(r.t.List) && r.t.Glued(n) &&
			(r.t.Glued(n+1) || r.sign(n) == '.') && r.isNameWord(n+1):
			n += 2
		case r.isParticle(n) && n+1 < len(r.t.List) && r.isNameWord(n+1):
			n += 2
		case r.sign(n) == '.' && r.t.Glued(n) && n+1 < len(r.t.List) && r.t.Glued(n+1) && r.t.List[n+1].Case == text.Capital && letters(r.t.Raw(n+1)) == 1:
			n += 2 // "N.R.A."
		default:
			return n
		}
	}
}

// isParticle reports whether a small word belongs inside names. "de" does not: it joins two names as often.
func (r *reader) isParticle(i int) bool { return r.is(i, particle) && r.lower(i) }

func (r *reader) acronym(i int) bool {
	return r.t.List[i].Case == text.Upper && r.t.List[i].End-r.t.List[i].Start >= 3
}

// undeclared makes a voice of a run of words with capitals. What stands first because of its office is left out
// ("President Brad Smith"), and a single word at the start of a sentence counts only if it isn't an ordinary one.
func (r *reader) undeclared(lo, hi int) (voice, bool) {
	for lo < hi-1 && r.is(lo, role|title|firm) {
		lo++
	}
	for i := lo + 1; i < hi-1 && !r.is(lo, male|female); i++ {
		if r.is(i, male|female) && r.sign(i-1) != '-' { // "le chef de l'État Jean Petit", "Energy Secretary Ann Low"
			lo = i
		}
	}
	if r.is(hi-1, role) && !r.is(lo, male|female) { // "Energy Secretary" before a name
		return voice{}, false
	}
	if hi-lo == 1 && r.is(lo, role|firm|document|verb|finite|determiner|preposition|between|pronoun|relative|me|and) {
		return voice{}, false
	}
	if hi-lo == 1 && !r.is(lo, male|female) && !r.acronym(lo) && r.opensSentence(lo) && !r.titledBefore(lo) && !r.isSurname(lo) && !r.actsAsName(lo) {
		return voice{}, false // "Assis dans sa cuisine"
	}
	v := voice{lo: lo, hi: hi}
	words := 0
	for i := lo; i < hi; i++ {
		if r.word(i) {
			words++
		}
	}
	switch {
	case words > 1 && r.is(hi-1, firm|suffix):
		v.kind = body
	case r.is(lo, male|female), r.titledBefore(lo), lo > 0 && r.is(lo-1, role), r.isApposed(hi) && !r.hangs(lo, max(lo-6, 0)):
		v.kind = person
	case r.acronym(lo):
		v.kind = body
	}
	v.gender = r.traits[lo] & (male | female)
	if v.gender == 0 && r.titledBefore(lo) {
		v.gender = (r.traits[lo-1] | r.traits[max(lo-2, 0)]) & (male | female)
	}
	return v, true
}

// actsAsName reports whether what follows the word at token i, which opens a sentence, shows that it is a name: a verb, or
// a comma and what somebody is.
func (r *reader) actsAsName(i int) bool {
	n := i + 1
	if n+1 >= len(r.t.List) {
		return false
	}
	for _, ending := range r.lex.noName {
		if strings.HasSuffix(r.t.Raw(i), ending) {
			return false
		}
	}
	if r.sign(n) == ',' {
		return r.is(n+1, relative|role) || r.lower(n+1) && r.is(n+1, determiner) && !r.is(n+1, between) || r.t.List[n+1].Kind == text.Number
	}
	return r.is(n, between|verb) && r.lower(n)
}

// isSurname reports whether the word at token i has ended a name of two words or more before.
func (r *reader) isSurname(i int) bool {
	for n := len(r.names) - 1; n >= 0 && n > len(r.names)-200; n-- {
		if v := &r.names[n]; v.hi-v.lo > 1 && r.t.Same(v.hi-1, i) {
			return true
		}
	}
	return false
}

// opensSentence reports whether token i is the first word of a sentence, or of what a mark opens.
func (r *reader) opensSentence(i int) bool {
	lo, _ := r.sentence(i)
	return i == lo || r.t.List[i-1].Kind == text.Punct && r.sign(i-1) != ',' && !r.elided(i-1) && r.sign(i-1) != '-'
}

// isApposed reports whether an office follows the comma at token i: "Wang Wenbin, porte-parole".
func (r *reader) isApposed(i int) bool {
	for k := i + 1; k < len(r.t.List) && k < i+4 && r.sign(i) == ','; k++ {
		if r.is(k, role) {
			return true
		}
		if !r.is(k, determiner) && !r.elided(k) {
			return false
		}
	}
	return false
}

// genderOf tells the gender of a person by the first word of a name.
func (lex *lexicon) genderOf(name string) traits {
	first, _, _ := strings.Cut(name, " ")
	first, _, _ = strings.Cut(first, "-")
	return lex.words.Get(text.Fold(first)) & (male | female)
}

// titledBefore reports whether a title stands before token i: "M.", "Mr", "Mme".
func (r *reader) titledBefore(i int) bool {
	if i == 0 {
		return false
	}
	if r.sign(i-1) == '.' && i >= 2 {
		i--
	}
	return r.is(i-1, title)
}

func letters(word string) int {
	n := 0
	for range word {
		n++
	}
	return n
}
