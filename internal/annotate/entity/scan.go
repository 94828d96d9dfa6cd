package entity

import "briefing/internal/text"

// A hit is a run of tokens whose letters are those of a key.
type hit struct{ from, to, key int32 } // tokens from up to but not including to

// hits walks over the tokens once and adds every run that spells a key to list, by start, the shorter before the longer.
func (m *Matcher) hits(list []hit, t *text.Tokens) []hit {
	tr := m.trie
	for i := range t.List {
		if t.List[i].Kind == text.Punct {
			continue
		}
		if !tr.begins(&t.List[i]) {
			continue
		}
		node := m.firsts.Of(t, i)
		if node == 0 {
			node = tr.walk(0, t.Fold(i))
		}
		if node != 0 && !insideWord(t, i) {
			list = m.extend(list, t, i, node)
		}
	}
	return list
}

// extend follows the trie from the end of token i, where it stands at node, over the tokens that follow.
func (m *Matcher) extend(list []hit, t *text.Tokens, i int, node int32) []hit {
	tr := m.trie
	for j := i; ; {
		if key := tr.key[node]; key >= 0 && !insideWord(t, j+1) {
			list = append(list, hit{int32(i), int32(j + 1), key})
		}
		if tr.first[node] == tr.first[node+1] {
			return list
		}
		if j = nextWord(t, j); j < 0 {
			return list
		}
		if node = tr.walk(node, t.Fold(j)); node == 0 {
			return list
		}
	}
}

// insideWord reports whether token i continues the word or number before it.
func insideWord(t *text.Tokens, i int) bool {
	return i < t.Len() && t.Glued(i) && t.List[i].Kind != text.Punct && t.List[i-1].Kind != text.Punct
}

// nextWord returns the token that may follow token i within a name: the next word, number or sign of names, over no
// more than a hyphen, an apostrophe or the full stop of an abbreviation; -1 where there is none.
func nextWord(t *text.Tokens, i int) int {
	for j, signs := i+1, 0; j < t.Len() && t.List[j].Line == t.List[i].Line; j++ {
		if t.List[j].Kind != text.Punct {
			return j
		}
		raw := t.Raw(j)
		if nameSign(raw) {
			return j
		}
		if signs++; signs > 2 || !joins(t, j) {
			return -1
		}
	}
	return -1
}

// prevWord is nextWord backwards.
func prevWord(t *text.Tokens, i int) int {
	for j, signs := i-1, 0; j >= 0 && t.List[j].Line == t.List[i].Line; j-- {
		if t.List[j].Kind != text.Punct {
			return j
		}
		if signs++; signs > 2 || !joins(t, j) {
			return -1
		}
	}
	return -1
}

// joins reports whether the sign at token j can stand between two words of a name.
func joins(t *text.Tokens, j int) bool {
	if j == 0 || !t.Glued(j) {
		return false
	}
	glued := j+1 < t.Len() && t.Glued(j+1)
	switch t.Fold(j) {
	case "-", "'":
		return glued && t.Raw(j) != "—"
	case ".":
		if glued {
			return true
		}
		if t.List[j-1].Kind != text.Word || !abbreviated(t.Fold(j-1)) {
			return false
		}
		return t.List[j-1].Case != text.Lower || j > 1 && t.Raw(j-2) == "." // "u.s. Treasury"
	}
	return false
}

// abbreviated reports whether a full stop after the word may be that of an abbreviation: "J.", "Mr.", "Corp.".
func abbreviated(fold string) bool {
	if len(fold) == 1 {
		return true
	}
	every := lexicons()[""]
	return len(fold) <= 4 && (every.has(titles, fold) || every.has(suffixes, fold) || every.has(heirs, fold))
}
