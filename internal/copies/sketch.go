// Package copies finds the documents that say the same: the agency story that nine papers printed, the article that
// was saved twice, the version that was updated in the evening.
//
// Each document is reduced to a sketch: the hashes of its runs of five words, of which a fixed share of the hash space
// is kept (FracMinHash: L. Irber et al., Lightweight compositional analysis of metagenomes with FracMinHash and minimum
// metagenome covers, 2022). Unlike the MinHash of fixed size (A. Broder, On the resemblance and containment of
// documents, 1997) such sketches tell how much of a short text stands in a long one, which is what finds updates.
// Only cleaned text counts: pages of one site share most of what is around their articles.
package copies

import (
	"math"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

const (
	shingleWords = 5   // words of a run
	leastWords   = 40  // a shorter text is too short to be told apart from a common phrase
	allWords     = 300 // up to so many words all runs are kept, of longer texts one in thinning
	thinning     = 4
)

// A Sketch is what is kept of a document for comparing it.
type Sketch struct {
	words  int
	limit  uint64   // the hashes up to here are kept
	hashes []uint64 // ascending, none twice
}

// New returns the sketch of a document. The tokens are those of its clipping's text.
func New(doc *corpus.Document, tokens *text.Tokens) Sketch {
	s := Sketch{limit: math.MaxUint64, words: countWords(doc, tokens)}
	switch {
	case s.words < leastWords:
		return s
	case s.words > allWords:
		s.limit = math.MaxUint64 / thinning
		s.hashes = make([]uint64, 0, s.words/thinning*5/4)
	}
	var last [shingleWords]uint64 // the words read last, in a ring
	n := 0
	for i := range tokens.List {
		tok := &tokens.List[i]
		if tok.Kind == text.Punct || !isText(doc, tok) {
			continue
		}
		last[n%shingleWords] = tok.Hash()
		if n++; n < shingleWords {
			continue
		}
		h := uint64(0)
		for k := range shingleWords {
			h = h*0x9E3779B97F4A7C15 + last[(n+k)%shingleWords]
		}
		if h = mix(h); h <= s.limit {
			s.hashes = append(s.hashes, h)
		}
	}
	slices.Sort(s.hashes)
	s.hashes = slices.Compact(s.hashes)
	return s
}

// countWords returns the number of words of the running text.
func countWords(doc *corpus.Document, tokens *text.Tokens) int {
	n := 0
	for i := range tokens.List {
		if tok := &tokens.List[i]; tok.Kind != text.Punct && isText(doc, tok) {
			n++
		}
	}
	return n
}

// isText reports whether a token stands in the running text of the article.
func isText(doc *corpus.Document, tok *text.Token) bool {
	switch doc.Lines[tok.Line].Zone {
	case corpus.Lede, corpus.Body, corpus.Subheading:
		return len(doc.Cuts) == 0 || doc.ZoneAt(tok.Start).Kept()
	}
	return false
}

// mix spreads a hash over all bits (the finalizer of SplitMix64: G. Steele et al., Fast splittable pseudorandom number
// generators, 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}

// upTo returns the hashes up to a limit.
func (s *Sketch) upTo(limit uint64) []uint64 {
	if limit >= s.limit {
		return s.hashes
	}
	n, _ := slices.BinarySearch(s.hashes, limit+1)
	return s.hashes[:n]
}

// alike is how two documents stand to each other.
type alike struct {
	resemblance float64 // what both have, as a share of what either has
	containment float64 // what both have, as a share of the shorter
	ratio       float64 // length of the shorter by that of the longer
}

func compare(a, b *Sketch) alike {
	limit := min(a.limit, b.limit)
	x, y := a.upTo(limit), b.upTo(limit)
	if len(x) == 0 || len(y) == 0 {
		return alike{}
	}
	both := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			both++
			i++
			j++
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return alike{
		resemblance: float64(both) / float64(len(x)+len(y)-both),
		containment: float64(both) / float64(min(len(x), len(y))),
		ratio:       float64(min(a.words, b.words)) / float64(max(a.words, b.words)),
	}
}
