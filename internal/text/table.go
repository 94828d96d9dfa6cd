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

func hashMore(h uint64, b []byte) uint64 {
	for _, c := range b {
		h = (h ^ uint64(c)) * hashPrime
	}
	return h
}

// A Table says something of folded words: what an annotator knows of a language. Unlike a map it is asked by token,
// whose hash is known, and a word that it doesn't hold costs one look. The zero table holds no word; a table that is
// being read isn't changed any more.
type Table[V any] struct {
	hashes []uint64 // open addresses, a power of two of them; 0 is free
	words  []string
	values []V
	count  int
}

// Of returns what the table says of token i, the zero value where it doesn't hold the word.
func (t *Table[V]) Of(tokens *Tokens, i int) (v V) {
	if len(t.hashes) == 0 {
		return v
	}
	h := tokens.List[i].hash | 1
	mask := len(t.hashes) - 1
	for k := place(h) & mask; t.hashes[k] != 0; k = (k + 1) & mask {
		if t.hashes[k] == h && t.words[k] == tokens.Fold(i) {
			return t.values[k]
		}
	}
	return v
}

// Get returns what the table says of a folded word.
func (t *Table[V]) Get(word string) (v V) {
	if p := t.at(word); p != nil {
		return *p
	}
	return v
}

// Len returns the number of words.
func (t *Table[V]) Len() int { return t.count }

// All calls yield for each word, in no order that means anything but the same in every run.
func (t *Table[V]) All(yield func(word string, v V) bool) {
	for k, h := range t.hashes {
		if h != 0 && !yield(t.words[k], t.values[k]) {
			return
		}
	}
}

// Put returns where the table keeps what it says of a folded word, for the caller to write. It is valid up to the next
// Put.
func (t *Table[V]) Put(word string) *V {
	if p := t.at(word); p != nil {
		return p
	}
	const load = 3 // places for each word, at least
	if t.count++; t.count*load > len(t.hashes) {
		old := *t
		n := max(2*len(old.hashes), 64)
		t.hashes, t.words, t.values = make([]uint64, n), make([]string, n), make([]V, n)
		for k, h := range old.hashes {
			if h != 0 {
				*t.place(h, old.words[k]) = old.values[k]
			}
		}
	}
	return t.place(Hash(word)|1, word)
}

// place takes a free place for a word.
func (t *Table[V]) place(h uint64, word string) *V {
	mask := len(t.hashes) - 1
	k := place(h) & mask
	for t.hashes[k] != 0 {
		k = (k + 1) & mask
	}
	t.hashes[k], t.words[k] = h, word
	return &t.values[k]
}

func (t *Table[V]) at(word string) *V {
	if len(t.hashes) == 0 {
		return nil
	}
	h := Hash(word) | 1
	mask := len(t.hashes) - 1
	for k := place(h) & mask; t.hashes[k] != 0; k = (k + 1) & mask {
		if t.hashes[k] == h && t.words[k] == word {
			return &t.values[k]
		}
	}
	return nil
}

// place returns where a hash is looked for first: FNV-1a mixes its upper bits into few lower ones.
func place(h uint64) int { return int(h>>32 ^ h>>1) }
