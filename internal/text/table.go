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
	tags   []uint32 // open addresses, a power of two of them: the upper half of a word's hash; 0 is free
	words  []string
	values []V
	count  int
}

// Of returns what the table says of token i, the zero value where it doesn't hold the word.
func (t *Table[V]) Of(tokens *Tokens, i int) (v V) {
	if len(t.tags) == 0 {
		return v
	}
	tag, k := t.look(tokens.List[i].hash)
	mask := len(t.tags) - 1
	for ; t.tags[k] != 0; k = (k + 1) & mask {
		if t.tags[k] == tag && t.words[k] == tokens.Fold(i) {
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
	for k, tag := range t.tags {
		if tag != 0 && !yield(t.words[k], t.values[k]) {
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
	if t.count++; t.count*load > len(t.tags) {
		old := *t
		n := max(2*len(old.tags), 64)
		t.tags, t.words, t.values = make([]uint32, n), make([]string, n), make([]V, n)
		for k, tag := range old.tags {
			if tag != 0 {
				*t.place(old.words[k]) = old.values[k]
			}
		}
	}
	return t.place(word)
}

// place takes a free place for a word.
func (t *Table[V]) place(word string) *V {
	tag, k := t.look(Hash(word))
	for mask := len(t.tags) - 1; t.tags[k] != 0; k = (k + 1) & mask {
	}
	t.tags[k], t.words[k] = tag, word
	return &t.values[k]
}

func (t *Table[V]) at(word string) *V {
	if len(t.tags) == 0 {
		return nil
	}
	tag, k := t.look(Hash(word))
	for mask := len(t.tags) - 1; t.tags[k] != 0; k = (k + 1) & mask {
		if t.tags[k] == tag && t.words[k] == word {
			return &t.values[k]
		}
	}
	return nil
}

// look returns the tag of a hash, and where it is looked for first.
func (t *Table[V]) look(h uint64) (tag uint32, k int) {
	return uint32(h>>32) | 1, int(uint32(h^h>>29)) & (len(t.tags) - 1)
}
