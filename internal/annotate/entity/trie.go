package entity

import (
	"math/bits"
	"slices"
	"strings"

	"briefing/internal/text"
)

// A trie holds the keys of all patterns: their folded words run together, so that one walk finds "TikTok", "Tik Tok"
// and "Tik-Tok" alike; the boundaries of words are compared afterwards.
//
// Its nodes are numbered level by level, so that the children of a node stand side by side and an edge needs nothing
// but its letter: edge k leads to node k+1.
type trie struct {
	root   [256]int32 // child of the root by letter, 0 for none
	first  []int32    // by node: its first edge; the next node's is the end
	letter []byte     // by edge, ascending within a node
	key    []int32    // by node: the key that ends there, -1 for none

	heads []uint64 // a set of bits, a power of two of them: the hashes of all that keys begin with; most words of a text begin none
}

// thinness is how many bits there are for each beginning of a key, at least.
const thinness = 16

// begins reports whether a key may begin with the letters of a token; it may err, but not where it says no.
func (t *trie) begins(tok *text.Token) bool {
	k, bit := t.head(tok.Hash())
	return t.heads[k]&bit != 0
}

// head returns where a hash stands among the heads.
func (t *trie) head(h uint64) (k int, bit uint64) {
	h ^= h >> 32
	return int(h>>6) & (len(t.heads) - 1), 1 << (h & 63)
}

// newTrie returns the trie of keys, which are sorted, not empty and differ.
func newTrie(keys []string) *trie {
	if !slices.IsSorted(keys) {
		panic("entity: keys of a trie not sorted")
	}
	type group struct{ from, to, depth int } // keys[from:to] share their first depth bytes
	t := &trie{}
	queue := []group{{0, len(keys), 0}}
	for n := 0; n < len(queue); n++ {
		g := queue[n]
		t.first = append(t.first, int32(len(t.letter)))
		key := int32(-1)
		if g.from < g.to && len(keys[g.from]) == g.depth {
			key = int32(g.from)
			g.from++
		}
		t.key = append(t.key, key)
		for i := g.from; i < g.to; {
			c := keys[i][g.depth]
			prefix := keys[i][:g.depth+1]
			j := i + 1
			for j < g.to && strings.HasPrefix(keys[j], prefix) {
				j++
			}
			t.letter = append(t.letter, c)
			queue = append(queue, group{i, j, g.depth + 1})
			i = j
		}
	}
	t.first = append(t.first, int32(len(t.letter)))
	t.heads = make([]uint64, 1<<bits.Len(uint(len(t.key)*thinness/64)))
	for _, key := range keys {
		for n := range key {
			k, bit := t.head(text.Hash(key[:n+1]))
			t.heads[k] |= bit
		}
	}
	for k := t.first[0]; k < t.first[1]; k++ {
		t.root[t.letter[k]] = k + 1
	}
	return t
}

// step returns the child of a node other than the root by a letter, or 0.
func (t *trie) step(node int32, c byte) int32 {
	for k, end := t.first[node], t.first[node+1]; k < end; k++ {
		if l := t.letter[k]; l >= c {
			if l == c {
				return k + 1
			}
			return 0
		}
	}
	return 0
}

// walk follows the letters of s from a node, and returns where it ends, or 0.
func (t *trie) walk(node int32, s string) int32 {
	if s == "" {
		return node
	}
	if node == 0 {
		if node = t.root[s[0]]; node == 0 {
			return 0
		}
		s = s[1:]
	}
	for i := 0; i < len(s); i++ {
		if node = t.step(node, s[i]); node == 0 {
			return 0
		}
	}
	return node
}
