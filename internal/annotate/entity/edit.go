package entity

import (
	"slices"

	"briefing/internal/text"
)

// editLetters is the least number of letters of a word in which one may be wrong.
const editLetters = 4

// misspelt adds the names of several words of which one is an edit away and all others are right: Zang Yiming. One
// edit is a letter too many, too few or wrong, or two exchanged.
func (r *reading) misspelt() {
	if len(r.m.byWord) == 0 {
		return
	}
	var added []candidate
	for i := range r.t.List {
		if tok := &r.t.List[i]; tok.Kind != text.Word || tok.Case == text.Lower {
			continue
		}
		for _, ref := range r.m.byWord[r.t.Fold(i)] {
			if from, to, ok := r.align(ref, i); ok && !r.covered(from, to) {
				added = append(added, candidate{begin: from, from: from, to: to, claim: ref.claim, rivals: []*claim{ref.claim}, edited: true})
			}
		}
	}
	for _, c := range added {
		n, found := slices.BinarySearchFunc(r.list, c, byPlace)
		if found && r.list[n].edited {
			r.list[n].rivals = append(r.list[n].rivals, c.claim)
		} else if !found {
			r.list = slices.Insert(r.list, n, c)
		}
	}
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
