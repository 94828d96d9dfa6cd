package quote

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// indirect lists the speech retold without marks in the sentence of the tokens from lo up to hi: a declared speaker, a
// verb of speech, "que" or "that", and the rest of the sentence. quotes is how many quotations were listed before the
// sentence; one inside the clause says it better.
func (r *reader) indirect(lo, hi, quotes int) {
	for v := r.enter(lo); v < hi; v = r.next(v) {
		if v == lo {
			if next, ok := r.sourceAt(v, hi); ok {
				r.attributed(lo, next, hi, quotes)
				return
			}
		}
		if r.traits[v]&speech == 0 || !r.isVerb(v, speech) || !r.is(v, finite) {
			continue
		}
		from, ok := r.retold(v, hi)
		if !ok {
			continue
		}
		first := r.group(v, lo)
		voice := r.plain(first, lo)
		if voice.entity == "" || r.passive(first, v) {
			return
		}
		c := cue{voice: voice, sure: true}
		c.lo, c.hi = r.cueText(first, v)
		r.listIndirect(c, from, hi, quotes)
		return
	}
}

// plain returns the declared name that stands right before a verb group, or before what commas set off from it.
func (r *reader) plain(first, lo int) voice {
	p := r.prev(first)
	if p < lo {
		return voice{}
	}
	n, ok := r.nameAt(p)
	switch {
	case ok && n.lo > lo && r.is(n.lo-1, relative):
		return voice{} // "what Trump said"
	case ok:
		n = r.headed(n, lo)
	case r.sign(p) == ',' || r.sign(p) == ')':
		n = r.strongName(p, lo)
		if n.known() && !r.leads(n.lo, lo) {
			return voice{}
		}
	default:
		return voice{}
	}
	if n.kind == spot && n.hi-1 != p {
		return voice{}
	}
	return n
}

// retold returns where what is retold begins after the verb at v: after "que", with an object or a time between; or at
// once, after a verb that may do without "that".
func (r *reader) retold(v, hi int) (from int, ok bool) {
	for k, n := r.next(v), 0; k < hi && n < 8; k, n = r.next(k), n+1 {
		switch {
		case r.is(k, that):
			k++
			for k < hi && r.elided(k) {
				k++
			}
			return k, k < hi-2
		case r.timed[k]:
		case n == 0 && r.startsRetold(v, k):
			return k, k < hi-2
		case r.isBetween(k), r.is(k, preposition|determiner), r.named[k] != 0, r.lower(k) && (r.is(k, role) || r.traits[k] == 0):
		default:
			return 0, false
		}
	}
	return 0, false
}

// startsRetold reports whether token k, right after the verb at v, begins what is retold without "that": "Trump said he
// would", "Microsoft confirmed it was".
func (r *reader) startsRetold(v, k int) bool {
	if r.lex.gendered {
		return false
	}
	return r.is(k, pronoun) || r.is(v, drops) && (r.is(k, determiner) || r.named[k] != 0)
}

// attributed lists a sentence that begins with a source: "Selon Oracle, …".
func (r *reader) attributed(lo, next, hi, quotes int) {
	n, ok := r.nameAt(r.skipDeterminer(next))
	if !ok || n.entity == "" || n.hi >= hi || r.sign(n.hi) != ',' {
		return
	}
	r.listIndirect(cue{lo: lo, hi: next, voice: n, sure: true}, n.hi+1, hi, quotes)
}

func (r *reader) skipDeterminer(i int) int {
	for i < len(r.t.List)-1 && (r.is(i, determiner|title|role) && r.lower(i) || r.elided(i)) {
		i++
	}
	return i
}

func (r *reader) listIndirect(c cue, from, hi, quotes int) {
	for hi > from && r.t.List[hi-1].Kind == text.Punct && r.sign(hi-1) != ')' {
		hi--
	}
	if hi <= from+1 {
		return
	}
	span := r.span(from, hi)
	for _, q := range r.quotes[quotes:] {
		if q.Outer.Overlaps(span) {
			return
		}
	}
	q := corpus.Quote{Span: span, Outer: span, Kind: corpus.Indirect}
	r.give(&q, c)
	q.Said = r.saidOn(c, passage{open: from, shut: hi})
	r.list(q, from, c.voice)
}
