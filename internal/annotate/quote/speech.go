package quote

import (
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// isSpeech tells somebody's words from terms, titles and irony.
func (r *reader) isSpeech(p passage, s shape, c cue) bool {
	switch {
	case s.words == 0 || s.words > 1 && s.words <= 8 && s.named && !s.cry && !s.initial && !(c.near && r.announced(p)):
		return false
	case s.words <= 6 && r.isTerm(p, s):
		return false
	case s.words <= 8 && s.named && !s.comma && !s.ended && !(c.found() && c.near && !c.apart && c.lo > p.open && s.words > 2):
		return c.found() && c.near && r.announced(p)
	case !c.found() && r.isPhrase(p, s), s.words < 4 && c.weak && !c.near && !c.opens:
		return false
	case s.words < 4:
		return c.found() && (c.voice.known() || s.whole || s.comma || (c.near || c.opens) && !r.saysNobody(c)) || s.words > 1 && (s.ended || s.comma) && s.whole && s.initial
	}
	return true
}

// isPhrase reports whether a passage without a cue is but a set phrase of the sentence around it: « le « droit à l'oubli
// numérique » », the “right to be forgotten” law.
func (r *reader) isPhrase(p passage, s shape) bool {
	k := p.open - 1
	if s.initial || k < r.para.lo {
		return false
	}
	if lo, _ := r.sentence(p.open); len(r.spoke) > 0 && r.spoke[len(r.spoke)-1].at >= lo {
		return false
	}
	if s.capital { // the title of a work
		return s.words <= 8 && !s.comma && !s.ended
	}
	if s.words <= 6 && (r.is(k, definite) || r.elided(k) && r.is(k-1, definite)) {
		return true
	}
	n := p.shut + 1
	return !r.lex.gendered && p.closed && r.is(k, determiner) && n < r.para.hi && r.lower(n) && r.traits[n] == 0
}

// saysNobody reports whether the subject before a cue names nobody: "on parle de".
func (r *reader) saysNobody(c cue) bool {
	return c.lo > 0 && r.is(c.lo-1, anyone) && !r.is(c.lo-1, and)
}

// announced reports whether a colon or comma stands before the passage: « Il a dit : "Non" ».
func (r *reader) announced(p passage) bool {
	k := p.open - 1
	return k >= 0 && (r.sign(k) == ':' || r.sign(k) == ',')
}

// isTerm reports whether a word before the passage makes a term or a title of it: "intitulé", "so-called".
func (r *reader) isTerm(p passage, s shape) bool {
	k := r.prev(p.open)
	for n := 0; n < 2 && k >= r.para.lo && (r.is(k, determiner) || r.elided(k)) && !r.is(k, term); n++ {
		k = r.prev(k)
	}
	if k < r.para.lo || !r.is(k, term) || r.t.List[k].Case == text.Upper {
		return false
	}
	if b := r.prev(k); b >= r.para.lo && r.is(b, pronoun|between) && !r.is(b, determiner|preposition|be) && !r.is(k, verb) {
		return false // "might show", a verb
	}
	if lo, _ := r.sentence(k); r.is(k, verb) && r.is(k, finite) && (r.is(k, speech) && r.group(k, lo) < k || r.is(r.prev(k), pronoun|and) || r.named[max(r.prev(k), 0)] != 0) {
		return false // "il s'est dit « déçu »"
	}
	// "called “a disgrace”" judges, "called “Reels”" names.
	return !(r.is(k, verb) && r.is(s.lo, determiner) && r.lower(s.lo))
}

// goesOn returns the speaker of a passage without a cue: whoever spoke before in the same sentence; for a whole sentence
// also whoever spoke or was spoken of in the sentence before, in this paragraph or the last.
func (r *reader) goesOn(p passage, s shape) voice {
	lo, _ := r.sentence(p.open)
	n := len(r.spoke)
	if n > 0 && r.spoke[n-1].at >= lo {
		return r.spoke[n-1].voice
	}
	if !s.initial && s.words < 4 {
		return voice{}
	}
	if lo == 0 {
		return r.comesNext(p, s)
	}
	before, hi := r.sentence(lo - 1)
	if n > 0 && r.spoke[n-1].at >= before || r.endsInPassage(lo, before) {
		if n == 0 {
			return voice{}
		}
		return r.spoke[n-1].voice
	}
	if !s.initial || !s.whole {
		return voice{}
	}
	if r.sameFlow(lo, before) {
		if v := r.firstSubject(before, hi); v.kind == person {
			return v
		}
	}
	return r.comesNext(p, s)
}

// comesNext returns the person that is the subject of the sentence after a passage that opens its paragraph: « J'ai
// tout perdu. » Assis chez lui, Jean Morel soupire.
func (r *reader) comesNext(p passage, s shape) voice {
	if p.open != r.para.lo || !p.closed || p.shut+1 >= r.para.hi {
		return voice{}
	}
	if !s.whole {
		return voice{}
	}
	next := p.shut + 1
	for next < r.para.hi-1 && r.t.List[next].Kind == text.Punct && r.held[next] == 0 {
		next++
	}
	lo, hi := r.sentence(next)
	if v := r.firstSubject(max(lo, next), min(hi, r.para.hi)); v.kind == person {
		return v
	}
	return voice{}
}

// endsInPassage reports whether the passage that was listed last reaches into the sentence that begins at before, though
// it began earlier: a quotation of several sentences.
func (r *reader) endsInPassage(lo, before int) bool {
	for i := lo - 1; i >= before; i-- {
		if r.held[i] != 0 {
			n := len(r.spoke)
			return n > 0 && r.spoke[n-1].at >= r.passages[r.held[i]-1].open
		}
	}
	return false
}

// sameFlow reports whether the sentence that begins at before belongs to the kept text, so that the one at lo goes on
// with it.
func (r *reader) sameFlow(lo, before int) bool {
	return r.doc.ZoneAt(r.t.List[before].Start).Kept() && r.t.List[lo].Line-r.t.List[before].Line <= 4
}

// saidOn returns the index of the time expression that says when a cue's words were spoken, or -1: the nearest to the
// cue in its clause, what is retold ("that …") left out.
func (r *reader) saidOn(c cue, p passage) int {
	if c.hi == c.lo {
		return -1
	}
	lo, hi := r.sentence(c.lo)
	best, distance := -1, 30
	stop := hi
	for i := c.hi; i < hi; i++ {
		if r.is(i, that) || r.held[i] != 0 {
			stop = i
			break
		}
	}
	if c.lo < p.open {
		stop = min(stop, p.open)
	} else {
		lo = max(lo, min(p.shut, c.lo))
	}
	n, _ := slices.BinarySearch(r.times, lo)
	for ; n < len(r.times) && r.times[n] < stop; n++ {
		i, x := r.times[n], &r.doc.Timexes[n]
		if r.held[i] != 0 || x.Type != corpus.Date && x.Type != corpus.Time {
			continue
		}
		d := i - c.hi
		if d < 0 {
			d = c.lo - i
		}
		if d < distance {
			best, distance = n, d
		}
	}
	return best
}
