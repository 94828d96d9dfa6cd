package quote

import (
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A voice is somebody who may speak: a declared entity, or words that name or describe somebody.
type voice struct {
	lo, hi int    // tokens; lo == hi for nobody
	entity string // "" where not declared
	kind   sort   // what it is
	gender traits // male, female, or 0 where it can't be told
}

// known reports whether there is a voice at all.
func (v voice) known() bool { return v.hi > v.lo }

// A sort is what a voice is, as far as can be told.
type sort uint8

const (
	unsure sort = iota
	person
	body // an organisation, or what stands for one
	spot // a place
)

// A reader reads one document.
type reader struct {
	t      *text.Tokens
	doc    *corpus.Document
	lex    *lexicon
	traits []traits
	held   []int32 // token → 1 + index in passages of the outermost passage that holds it, marks included; 0 for none
	named  []int32 // token → 1 + index in names; 0 for none

	para     paragraph // the one being read
	passages []passage
	names    []voice // in the order of the text
	timed    []bool  // token → part of a time expression
	times    []int   // first token of each time expression
	starts   []int32 // first token of each sentence
	ends     []int32 // token after the last of each

	quotes  []corpus.Quote
	spoke   []saying // who speaks each of them; nobody where unknown
	offices []int    // the tokens that say what a person may be
	said    []saying // who has spoken so far, in the order of the text
	issued  []saying // who has put a document before the public
}

// A saying is that somebody spoke at a token.
type saying struct {
	at    int
	voice voice
}

func (r *reader) is(i int, tr traits) bool { return r.traits[i]&tr != 0 }

func (r *reader) sign(i int) rune {
	if i < 0 || i >= len(r.t.List) {
		return 0
	}
	return signAt(r.t, i)
}

func (r *reader) word(i int) bool { return r.t.List[i].Kind == text.Word }

func (r *reader) lower(i int) bool { return r.word(i) && r.t.List[i].Case == text.Lower }

// span returns the span of the tokens from lo up to hi.
func (r *reader) span(lo, hi int) text.Span {
	return text.Span{Start: r.t.List[lo].Start, End: r.t.List[hi-1].End}
}

// findNames fills names: the declared mentions, and in between runs of words with capitals.
func (r *reader) findNames(entities map[string]*corpus.Entity) {
	for _, m := range r.doc.Mentions {
		lo, hi := r.t.At(m.Span.Start), r.t.At(m.Span.End)
		if lo < hi {
			v := voice{lo: lo, hi: hi, entity: m.Entity}
			if e := entities[m.Entity]; e != nil {
				v.kind = sortOf(e.Type)
				v.gender = r.genderOf(e.Name.In(r.doc.Lang))
			}
			r.addName(v)
		}
	}
	for i := 0; i < len(r.t.List); {
		if !r.isNameWord(i) {
			i++
			continue
		}
		hi := r.nameEnd(i)
		if v, ok := r.undeclared(i, hi); ok {
			r.addName(v)
		}
		i = hi
	}
	r.orderNames()
	r.shareSurnames()
}

// shareSurnames gives a surname alone what is known of the person from the full name before it.
func (r *reader) shareSurnames() {
	full := map[string]int{}
	for n, v := range r.names {
		last := r.t.Fold(v.hi - 1)
		if v.hi-v.lo > 1 {
			if _, ok := full[last]; !ok && v.kind == person {
				full[last] = n
			}
			continue
		}
		if k, ok := full[last]; ok && v.entity == "" {
			r.names[n].kind, r.names[n].gender = person, r.names[k].gender
		}
	}
}

func sortOf(t corpus.EntityType) sort {
	switch t {
	case "person":
		return person
	case "organization", "product":
		return body
	case "place", "work":
		return spot
	}
	return unsure
}

func (r *reader) addName(v voice) {
	r.names = append(r.names, v)
	for i := v.lo; i < v.hi; i++ {
		r.named[i] = int32(len(r.names))
	}
}

// orderNames puts names in the order of the text.
func (r *reader) orderNames() {
	ordered := make([]voice, 0, len(r.names))
	for i := 0; i < len(r.named); i++ {
		if k := r.named[i]; k > 0 && r.names[k-1].lo == i {
			ordered = append(ordered, r.names[k-1])
			for j := i; j < r.names[k-1].hi && r.named[j] == k; j++ {
				r.named[j] = -int32(len(ordered))
			}
		}
	}
	for i, k := range r.named {
		if k = -k; k < 0 {
			k = 0 // what an overlapping mention has left of another
		}
		r.named[i] = k
	}
	r.names = ordered
}

// isNameWord reports whether an undeclared name may begin at or hold token i.
func (r *reader) isNameWord(i int) bool {
	tok := r.t.List[i]
	return tok.Kind == text.Word && tok.Case != text.Lower && r.named[i] == 0 && !r.timed[i] && (!r.is(i, stop|title) || r.midName(i))
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
		default:
			return n
		}
	}
}

// isParticle reports whether a small word belongs inside names. "de" does not: it joins two names as often.
func (r *reader) isParticle(i int) bool {
	switch r.t.Fold(i) {
	case "von", "van", "bin", "ben", "al", "el", "der", "den", "da", "della", "di", "dos":
		return r.lower(i)
	}
	return false
}

func (r *reader) acronym(i int) bool {
	return r.t.List[i].Case == text.Upper && r.t.List[i].End-r.t.List[i].Start >= 3
}

// undeclared makes a voice of a run of words with capitals. What stands first because of its office is left out
// ("President Brad Smith"), and a single word at the start of a sentence counts only if it isn't an ordinary one.
func (r *reader) undeclared(lo, hi int) (voice, bool) {
	for lo < hi-1 && r.is(lo, role|title|firm) {
		lo++
	}
	if r.is(hi-1, role) { // "Energy Secretary" before a name
		return voice{}, false
	}
	if hi-lo == 1 && r.is(lo, role|firm|document|verb|finite|determiner|preposition|between|pronoun|relative|me|and) {
		return voice{}, false
	}
	if hi-lo == 1 && !r.is(lo, male|female) && !r.acronym(lo) && r.opensSentence(lo) && !r.isSurname(lo) && !(hi < len(r.t.List) && r.is(hi, between|verb) && r.lower(hi)) {
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
	case r.is(lo, male|female), lo > 0 && (r.titledBefore(lo) || r.is(lo-1, role)), r.isApposed(hi) && !r.hangs(lo, max(lo-6, 0)):
		v.kind = person
	case r.acronym(lo):
		v.kind = body
	}
	v.gender = r.traits[lo] & (male | female)
	if v.gender == 0 && lo > 0 && r.titledBefore(lo) {
		v.gender = (r.traits[lo-1] | r.traits[max(lo-2, 0)]) & (male | female)
	}
	return v, true
}

// isSurname reports whether the word at token i has ended a name of two words or more before.
func (r *reader) isSurname(i int) bool {
	word := r.t.Fold(i)
	for n := len(r.names) - 1; n >= 0 && n > len(r.names)-200; n-- {
		if v := r.names[n]; v.hi-v.lo > 1 && r.t.Fold(v.hi-1) == word {
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
func (r *reader) genderOf(name string) traits {
	first, _, _ := strings.Cut(name, " ")
	first, _, _ = strings.Cut(first, "-")
	return r.lex.words[text.Fold(first)] & (male | female)
}

// titledBefore reports whether a title stands before token i: "M.", "Mr", "Mme".
func (r *reader) titledBefore(i int) bool {
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

// nameAt returns the name that holds token i.
func (r *reader) nameAt(i int) (voice, bool) {
	if i < 0 || i >= len(r.named) || r.named[i] == 0 {
		return voice{}, false
	}
	return r.names[r.named[i]-1], true
}
