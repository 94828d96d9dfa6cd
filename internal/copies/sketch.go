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
	"sync"

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

// buffers holds the hashes of words, in memory that is used again.
var buffers = sync.Pool{New: func() any { return new([]uint64) }}

// New returns the sketch of a document. The tokens are those of its clipping's text.
func New(doc *corpus.Document, tokens *text.Tokens) Sketch {
	buffer := buffers.Get().(*[]uint64)
	defer buffers.Put(buffer)
	words := (*buffer)[:0]            // of the running text
	line, running := int32(-1), false // the line at hand, and whether it is running text
	for i := range tokens.List {
		tok := &tokens.List[i]
		if tok.Line != line {
			line, running = tok.Line, isRunning(doc.Lines[tok.Line].Zone)
		}
		if running && tok.Kind != text.Punct && (len(doc.Cuts) == 0 || doc.ZoneAt(tok.Start).Kept()) {
			words = append(words, tok.Hash())
		}
	}
	*buffer = words
	s := Sketch{limit: math.MaxUint64, words: len(words)}
	switch {
	case s.words < leastWords:
		return s
	case s.words > allWords:
		s.limit = math.MaxUint64 / thinning
		s.hashes = make([]uint64, 0, s.words/thinning*5/4)
	}
	run := uint64(0) // of the last words: a polynomial in factor, from which the word before them is taken out again
	for n, w := range words {
		if run = run*factor + w; n >= shingleWords {
			run -= words[n-shingleWords] * factorOfFirst
		}
		if n < shingleWords-1 {
			continue
		}
		if h := mix(run); h <= s.limit {
			s.hashes = append(s.hashes, h)
		}
	}
	slices.Sort(s.hashes)
	s.hashes = slices.Compact(s.hashes)
	return s
}

const factor = 0x9E3779B97F4A7C15

// factorOfFirst is the factor of the word that leaves a run of words.
var factorOfFirst = func() uint64 {
	f := uint64(1)
	for range shingleWords {
		f *= factor
	}
	return f
}()

// isRunning reports whether a line of a zone is running text of the article.
func isRunning(zone corpus.Zone) bool {
	return zone == corpus.Lede || zone == corpus.Body || zone == corpus.Subheading
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

// compare tells how two documents stand to each other. It gives up, and answers that they have nothing in common, as
// soon as it is sure that they share less than the part least of the shorter.
func compare(a, b *Sketch, least float64) alike {
	limit := min(a.limit, b.limit)
	x, y := a.upTo(limit), b.upTo(limit)
	few := min(len(x), len(y))
	if few == 0 {
		return alike{}
	}
	both, missed := 0, 0
	most := few - int(least*float64(few)) // of the shorter may be missed
	if len(x) > len(y) {
		x, y = y, x
	}
	for j := 0; len(x) > 0; x = x[1:] {
		for j < len(y) && y[j] < x[0] {
			j++
		}
		if j < len(y) && y[j] == x[0] {
			both++
		} else if missed++; missed > most {
			return alike{}
		}
	}
	return alike{
		resemblance: float64(both) / float64(few+len(y)-both),
		containment: float64(both) / float64(few),
		ratio:       float64(min(a.words, b.words)) / float64(max(a.words, b.words)),
	}
}
