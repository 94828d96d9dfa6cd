package search

import (
	"encoding/binary"
	"slices"
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A Reader reads the words of documents, one document at a time; it may be used by many goroutines. What it has read
// waits in few bytes for [New].
type Reader struct {
	*vocabulary
	scratch sync.Pool // of *scanner
	mu      sync.Mutex
	read    map[*corpus.Document]reading
}

// A reading is the words of a document: those of each sentence of kept text, then those of each quotation in it.
type reading struct{ sentences, quotes numbers }

// NewReader returns a reader that has read nothing.
func NewReader() *Reader {
	r := &Reader{vocabulary: newVocabulary(), read: map[*corpus.Document]reading{}}
	r.scratch.New = func() any { return new(scanner) }
	return r
}

// Read reads the words of a document. tokens are those of its text.
func (r *Reader) Read(doc *corpus.Document, tokens *text.Tokens) {
	got := r.reading(doc, tokens)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.read[doc] = got
}

// of returns the words of a document, which is read now if it wasn't before.
func (r *Reader) of(doc *corpus.Document) reading {
	r.mu.Lock()
	got, ok := r.read[doc]
	r.mu.Unlock()
	if ok {
		return got
	}
	x := r.scratch.Get().(*scanner)
	defer r.scratch.Put(x)
	x.whole.Read(doc.Clipping.Source.Text)
	return r.reading(doc, &x.whole)
}

func (r *Reader) reading(doc *corpus.Document, tokens *text.Tokens) reading {
	x := r.scratch.Get().(*scanner)
	defer r.scratch.Put(x)
	lang := r.in(doc.Lang)
	x.out = x.out[:0]
	for i := range doc.Sentences {
		if s := doc.Sentences[i].Span; !s.Empty() && doc.ZoneAt(s.Start).Kept() {
			x.words(doc, tokens, s, lang)
		}
	}
	n := len(x.out)
	for i := range doc.Quotes {
		if s := doc.Quotes[i].Span; doc.ZoneAt(s.Start).Kept() {
			x.words(doc, tokens, s, lang)
		}
	}
	all := slices.Clone(x.out)
	return reading{all[:n], all[n:]}
}

// A scanner is what reading takes, used again for the next document.
type scanner struct {
	out          numbers
	whole, apart text.Tokens
}

// words puts down the terms of the words within a span.
func (x *scanner) words(doc *corpus.Document, tokens *text.Tokens, s text.Span, lang *language) {
	first, last, ok := tokens.Within(s)
	if !ok {
		x.apart.Read(doc.Text(s))
		tokens, first, last = &x.apart, 0, x.apart.Len()
	}
	for i := first; i < last; i++ {
		if tokens.List[i].Kind == text.Punct {
			continue
		}
		if term := lang.term(tokens, i); term != 0 {
			x.out.put(term)
		}
	}
	x.out.put(0)
}

// numbers is a list of lists of numbers, each as few bytes as it takes. A zero ends each list.
type numbers []byte

func (n *numbers) put(v uint32) { *n = binary.AppendUvarint(*n, uint64(v)) }

// take takes the first number off the list; 0 where a list ends.
func (n *numbers) take() uint32 {
	v, size := binary.Uvarint(*n)
	*n = (*n)[size:]
	return uint32(v)
}

// skip takes the rest of the first list off.
func (n *numbers) skip() {
	for n.take() != 0 {
	}
}
