package search

import (
	"strings"
	"sync"
	"sync/atomic"

	"briefing/internal/text"
)

// A vocabulary numbers terms from 1, in the order in which they are first met. It is safe for concurrent use; the
// numbers differ from run to run, and no file holds any.
type vocabulary struct {
	mu        sync.Mutex
	names     []string          // of term n: element n; element 0 is no term
	numbers   map[string]uint32 // by name
	languages map[string]*language
}

func newVocabulary() *vocabulary {
	return &vocabulary{names: []string{""}, numbers: map[string]uint32{}, languages: map[string]*language{}}
}

// term returns the number of a term.
func (v *vocabulary) term(name string) uint32 {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.add(name)
}

// add is term for whoever holds the lock.
func (v *vocabulary) add(name string) uint32 {
	n, ok := v.numbers[name]
	if !ok {
		n = uint32(len(v.names))
		name = strings.Clone(name)
		v.names, v.numbers[name] = append(v.names, name), n
	}
	return n
}

// in returns what is known of the words of a language.
func (v *vocabulary) in(lang string) *language {
	v.mu.Lock()
	defer v.mu.Unlock()
	l := v.languages[lang]
	if l == nil {
		l = &language{vocabulary: v, stemmer: stemmers()[lang], stop: map[string]bool{}}
		if l.stemmer != nil {
			for _, w := range l.stemmer.stop {
				l.stop[w] = true
			}
		}
		l.known.Store(newWords(1 << 8))
		v.languages[lang] = l
	}
	return l
}

// A language knows the terms of the words of a language. Words that were met before are found without the lock.
type language struct {
	*vocabulary
	stemmer *stemmer
	stop    map[string]bool
	known   atomic.Pointer[words]
	count   int
}

// words are the words that are known, by the hash of their folded form. Of a million words two share their 64 bits on
// one site in thirty million; a search for one then finds the other too.
type words []struct {
	hash atomic.Uint64 // 0 where the place is free
	term atomic.Uint32
}

func newWords(n int) *words {
	w := make(words, n)
	return &w
}

// place returns where a hash stands, or would, and whether it does.
func (w words) place(hash uint64) (at int, known bool) {
	for at = int(hash^hash>>29) & (len(w) - 1); ; at = (at + 1) & (len(w) - 1) {
		switch w[at].hash.Load() {
		case hash:
			return at, true
		case 0:
			return at, false
		}
	}
}

func (w words) put(at int, hash uint64, term uint32) {
	w[at].term.Store(term)
	w[at].hash.Store(hash) // last: who finds it reads the term
}

// term returns the term of token i; 0 for a word that isn't searched for.
func (l *language) term(tokens *text.Tokens, i int) uint32 {
	hash := max(tokens.List[i].Hash(), 1)
	known := *l.known.Load()
	if at, ok := known.place(hash); ok {
		return known[at].term.Load()
	}
	return l.learn(hash, tokens.Fold(i))
}

func (l *language) learn(hash uint64, word string) uint32 {
	l.mu.Lock()
	defer l.mu.Unlock()
	known := l.known.Load()
	at, ok := known.place(hash)
	if ok {
		return (*known)[at].term.Load() // another goroutine was faster
	}
	if l.count++; 3*l.count > 2*len(*known) {
		larger := newWords(2 * len(*known))
		for i := range *known {
			if h := (*known)[i].hash.Load(); h != 0 {
				at, _ = larger.place(h)
				larger.put(at, h, (*known)[i].term.Load())
			}
		}
		l.known.Store(larger)
		known = larger
		at, _ = known.place(hash)
	}
	term := uint32(0)
	if !l.stop[word] {
		term = l.add(l.stemmer.stem(word))
	}
	known.put(at, hash, term)
	return term
}
