package quote

import (
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
	left   []int32 // token → the one before it outside all passages, -1 for none
	right  []int32 // token → the one after it outside all passages
	inside bool    // what is read stands inside a passage, none is passed over
	named  []int32 // token → 1 + index in names; 0 for none

	paras     []paragraph
	para      paragraph // the one being read
	passages  []passage
	names     []voice // in the order of the text
	timed     []bool  // token → part of a time expression
	times     []int   // first token of each time expression
	starts    []int32 // first token of each sentence
	ends      []int32 // token after the last of each
	sentences []int32 // token → 1 + index of its sentence; 0 for none
	marked    []int32 // the tokens that may open or close a passage

	compound []byte // where words with hyphens are put together
	marker   marker
	full     map[string]int // see shareSurnames
	ordered  []voice        // where names are put in order
	first    []int          // by paragraph: its first passage

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

// is reports whether token i is a word with one of the traits. Outside the text there is none.
func (r *reader) is(i int, tr traits) bool {
	return uint(i) < uint(len(r.traits)) && r.traits[i]&tr != 0
}

func (r *reader) sign(i int) rune {
	if i < 0 || i >= len(r.t.List) {
		return 0
	}
	return signAt(r.t, i)
}

func (r *reader) word(i int) bool {
	return uint(i) < uint(len(r.t.List)) && r.t.List[i].Kind == text.Word
}

func (r *reader) lower(i int) bool { return r.word(i) && r.t.List[i].Case == text.Lower }

// span returns the span of the tokens from lo up to hi.
func (r *reader) span(lo, hi int) text.Span {
	return text.Span{Start: r.t.List[lo].Start, End: r.t.List[hi-1].End}
}

// findNames fills names: the declared mentions, and in between runs of words with capitals.
func (r *reader) findNames(bearers map[string]bearer) {
	for _, m := range r.doc.Mentions {
		lo := r.t.At(m.Span.Start)
		hi := lo
		for hi < len(r.t.List) && r.t.List[hi].Start < m.Span.End {
			hi++
		}
		if lo < hi {
			v := voice{lo: lo, hi: hi, entity: m.Entity}
			if b, ok := bearers[m.Entity]; ok {
				v.kind, v.gender = b.kind, b.gender
				if r.lex == lexicons()[""] { // the name may be given in the text's own language all the same
					v.gender = r.lex.genderOf(b.name.In(r.doc.Lang))
				}
			}
			r.addName(v)
		}
	}
	declared := len(r.names)
	r.widenNames()
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
	r.orderNames(declared)
	r.shareSurnames()
}

// shareSurnames gives a surname alone what is known of the person from the full name before it.
func (r *reader) shareSurnames() {
	full := r.full
	clear(full)
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

// widenNames lets go of the mentions that are only the start of a longer name: "China" in "China Daily".
func (r *reader) widenNames() {
	for n, v := range r.names {
		if v.kind != spot && v.kind != body || v.hi >= len(r.t.List) || !r.adjacent(v.hi) || r.t.List[v.lo].Case == text.Lower {
			continue
		}
		if r.isNameWord(v.hi) && !r.is(v.hi, role|male|female|suffix|title|document) && !r.person(v.hi) {
			r.names[n].hi = v.lo
			for i := v.lo; i < v.hi; i++ {
				r.named[i] = 0
			}
		}
	}
}

// person reports whether the run of name words at token i is a person's: a given name, or offices and then one.
func (r *reader) person(i int) bool { return r.is(i, male|female) || r.nameEnd(i) > i+2 }

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

// orderNames puts names in the order of the text: the declared ones, of which there are so many, and the others are so
// already, each by themselves. A name of which another has taken the first word is left out.
func (r *reader) orderNames(declared int) {
	ordered := r.ordered[:0]
	for a, b := 0, declared; a < declared || b < len(r.names); {
		k := a
		if a == declared || b < len(r.names) && r.names[b].lo < r.names[a].lo {
			k = b
			b++
		} else {
			a++
		}
		v := r.names[k]
		if v.lo >= v.hi || r.named[v.lo] != int32(k+1) {
			continue
		}
		ordered = append(ordered, v)
		for i := v.lo; i < v.hi && r.named[i] == int32(k+1); i++ {
			r.named[i] = -int32(len(ordered))
		}
	}
	for _, v := range r.names {
		for i := v.lo; i < v.hi; i++ {
			r.named[i] = min(r.named[i], 0) // what an overlapping mention has left of another
		}
	}
	for n, v := range ordered {
		for i := v.lo; i < v.hi && r.named[i] == -int32(n+1); i++ {
			r.named[i] = int32(n + 1)
		}
	}
	r.names, r.ordered = ordered, r.names
}

// nameAt returns the name that holds token i.
func (r *reader) nameAt(i int) (voice, bool) {
	if i < 0 || i >= len(r.named) || r.named[i] == 0 {
		return voice{}, false
	}
	return r.names[r.named[i]-1], true
}
