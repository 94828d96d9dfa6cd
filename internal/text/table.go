package text

// FNV-1a.
const (
	hashStart = 14695981039346656037
	hashPrime = 1099511628211
)

// Hash returns a number for a folded word, the same on every machine: FNV-1a.
func Hash(word string) uint64 {
	h := uint64(hashStart)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * hashPrime
	}
	return h
}

// A Table says something of folded words: what an annotator knows of a language. Unlike a map it is asked by token,
// whose hash is known, and a word costs one look whether the table holds it or not: words are told apart by the 64 bits
// of their hashes alone. The zero table holds no word; a table that is being read isn't changed any more.
type Table[V any] struct {
	places []place[V] // open addresses, a power of two of them
	words  []string   // in the order they were put
}

// A place holds what a table says of one word.
type place[V any] struct {
	hash  uint64 // 0 where the place is free
	value V
}

// Of returns what the table says of token i, the zero value where it doesn't hold the word.
func (t *Table[V]) Of(tokens *Tokens, i int) (v V) {
	if len(t.places) == 0 {
		return v
	}
	return t.at(tokens.List[i].hash).value
}

// Get returns what the table says of a folded word.
func (t *Table[V]) Get(word string) (v V) {
	if len(t.places) == 0 {
		return v
	}
	return t.at(Hash(word)).value
}

// Len returns the number of words.
func (t *Table[V]) Len() int { return len(t.words) }

// All calls yield for each word, in the order they were put.
func (t *Table[V]) All(yield func(word string, v V) bool) {
	for _, word := range t.words {
		if !yield(word, t.Get(word)) {
			return
		}
	}
}

// Put returns where the table keeps what it says of a folded word, for the caller to write. It is valid up to the next
// Put.
func (t *Table[V]) Put(word string) *V {
	const load = 4 // places for each word, at least: most words are looked for at one place
	if (len(t.words)+1)*load > len(t.places) {
		old := t.places
		t.places = make([]place[V], max(2*len(old), 64))
		for _, p := range old {
			if p.hash != 0 {
				*t.at(p.hash) = p
			}
		}
	}
	h := Hash(word)
	p := t.at(h)
	if p.hash == 0 {
		p.hash, t.words = h, append(t.words, word)
	}
	return &p.value
}

// at returns the place of a word, or the free one where it would stand. Which of the two can't be foreseen, so that the
// processor isn't made to guess.
func (t *Table[V]) at(h uint64) *place[V] {
	mask := len(t.places) - 1
	for k := int(uint32(h^h>>29)) & mask; ; k = (k + 1) & mask {
		if p := &t.places[k]; min(p.hash^h, p.hash) == 0 {
			return p
		}
	}
}
