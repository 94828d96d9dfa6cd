package entity

import (
	"slices"

	"briefing/internal/text"
)

// editLetters is the least number of letters of a word in which one may be wrong.
const editLetters = 4

// A pairKey is a right word of a name and one letter of the word beside it. A word that is one edit away from another
// keeps its first letter or its last, so that a misspelt name is found by its right words and such a letter.
type pairKey uint64

// newPairKey makes a key of the number of the word, of whether the neighbour stands before it, and of the neighbour's last
// letter or its first.
func newPairKey(anchor int32, before bool, neighbour string, last bool) pairKey {
	key, letter := pairKey(anchor)<<10, neighbour[0]
	if before {
		key |= 1 << 9
	}
	if last {
		key |= 1 << 8
		letter = neighbour[len(neighbour)-1]
	}
	return key | pairKey(letter)
}

// indexPairs enters the words of a name of several words under the letters of their neighbours.
func (m *Matcher) indexPairs(c *claim) {
	if c.source > fromAlias || len(c.words) < 2 || c.capital < 2 {
		return
	}
	for i, w := range c.words {
		if w.how == text.Lower || len(w.fold) < 2 {
			continue
		}
		anchor := m.anchors.Put(w.fold)
		if *anchor == 0 {
			*anchor = int32(m.anchors.Len())
		}
		n := i + 1
		if n == len(c.words) {
			n = i - 1
		}
		other := c.words[n].fold
		for _, last := range [...]bool{false, true} {
			k := newPairKey(*anchor, n < i, other, last)
			m.pairs[k] = append(m.pairs[k], wordRef{c, i})
		}
	}
}

// misspelt adds the names of several words of which one is an edit away and all others are right: Zang Yiming. One
// edit is a letter too many, too few or wrong, or two exchanged.
func (r *reading) misspelt() {
	if r.m.anchors.Len() == 0 {
		return
	}
	var added []candidate
	for i := range r.t.List {
		if tok := &r.t.List[i]; tok.Case == text.Lower || tok.Kind != text.Word {
			continue
		}
		if anchor := r.m.anchors.Of(r.t, i); anchor != 0 {
			added = r.misspeltAt(added, anchor, i)
		}
	}
	if len(added) == 0 {
		return
	}
	slices.SortStableFunc(added, byPlace)
	list := make([]candidate, 0, len(r.list)+len(added))
	n := 0
	for _, c := range added {
		for n < len(r.list) && byPlace(r.list[n], c) <= 0 {
			list = append(list, r.list[n])
			n++
		}
		if k := len(list); k > 0 && list[k-1].edited && byPlace(list[k-1], c) == 0 {
			list[k-1].rivals = append(list[k-1].rivals, c.claim)
		} else if k == 0 || byPlace(list[k-1], c) != 0 {
			list = append(list, c)
		}
	}
	r.list = append(list, r.list[n:]...)
}

// misspeltAt adds the misspelt names of which token i, the anchor, is a right word.
func (r *reading) misspeltAt(added []candidate, anchor int32, i int) []candidate {
	for _, before := range [...]bool{false, true} {
		n := 0
		if before {
			n = prevWord(r.t, i)
		} else {
			n = nextWord(r.t, i)
		}
		if n < 0 || r.t.List[n].Kind != text.Word {
			continue
		}
		other := r.t.Fold(n)
		for _, last := range [...]bool{false, true} {
			for _, ref := range r.m.pairs[newPairKey(anchor, before, other, last)] {
				if last && ref.neighbour(before)[0] == other[0] {
					continue // found by the first letter already
				}
				if from, to, ok := r.align(ref, i); ok && !r.covered(from, to) {
					added = append(added, candidate{begin: from, from: from, to: to, claim: ref.claim, rivals: []*claim{ref.claim}, edited: true})
				}
			}
		}
	}
	return added
}

func (w wordRef) neighbour(before bool) string {
	if before {
		return w.claim.words[w.word-1].fold
	}
	return w.claim.words[w.word+1].fold
}

// align lays the claim over the tokens so that its word stands at token i, and reports whether exactly one of the
// other words is one edit away and the rest are right.
func (r *reading) align(ref wordRef, i int) (from, to int32, ok bool) {
	cl := ref.claim
	start := i
	for n := ref.word; n > 0; n-- {
		if start = prevWord(r.t, start); start < 0 {
			return
		}
	}
	if cl.need != needNothing || cl.lang != "" && r.doc.Lang != "" && cl.lang != r.doc.Lang || r.outdated(cl) {
		return
	}
	edits := 0
	j := start
	for n, w := range cl.words {
		if j < 0 {
			return
		}
		f := r.t.Fold(j)
		if f == w.fold {
			if edits == 0 && n < ref.word && w.how != text.Lower && len(f) > 1 {
				return // found from its first right word already
			}
		} else if edits++; edits > 1 || !r.misspells(j, w) {
			return
		}
		to = int32(j + 1)
		j = nextWord(r.t, j)
	}
	return int32(start), to, edits == 1
}

// misspells reports whether token j is a misspelling of the word: another word, or another given name, is none.
func (r *reading) misspells(j int, w word) bool {
	f := r.t.Fold(j)
	if w.how == text.Lower || r.t.List[j].Kind != text.Word || r.t.List[j].Case == text.Lower || len(f) < editLetters || len(w.fold) < editLetters {
		return false
	}
	if r.all.has(given, f) && r.all.has(given, w.fold) || r.lex.has(common|function|titles|demonyms, f) {
		return false
	}
	return oneEdit(f, w.fold)
}

// covered reports whether a candidate that fits holds all these tokens.
func (r *reading) covered(from, to int32) bool {
	for i := from; i >= 0 && i > from-nameTokens; i-- {
		list := r.startingAt(i)
		for n := range list {
			if c := &list[n]; c.to >= to && !c.claim.described() {
				return true
			}
		}
	}
	return false
}

// oneEdit reports whether two words differ by one letter inserted, left out or replaced, or by two neighbours exchanged.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
