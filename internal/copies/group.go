package copies

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

const (
	sameShare    = 0.8  // resemblance from which two texts are the same: it allows for a corrected sentence
	updateShare  = 0.7  // containment from which one text is a version of the other
	leastRatio   = 0.3  // a text isn't a version of one that is longer by more: it may be a roundup that quotes it
	equallyLong  = 0.95 // a copy as long as this share of the longest may lead if it is earlier
	allPairs     = 12   // documents with a run in common that are all compared with one another
	firstOfMany  = 4    // where there are more each is compared with so many of them, and with its neighbour
	fewestShared = 3    // runs that two documents have in common, of those kept, before they are compared
	sharedPart   = 8    // and as what part of those of the shorter: far fewer than make them alike, since not all are counted
)

// Group finds the copies among documents and marks them: Copy of each copy, Copies of the document that leads them.
// The sketches are those of the documents, in their order. A document leads by an editor's word; else the longest
// does, of those about as long the earliest.
func Group(docs []*corpus.Document, sketches []Sketch) {
	g := &grouping{docs: docs, sketches: sketches, parent: make([]int32, len(docs)), links: map[int32][]link{}}
	for i := range g.parent {
		g.parent[i] = int32(i)
	}
	g.declared()
	for _, p := range g.pairs() {
		g.judge(p.docs())
	}
	g.mark()
}

// A grouping joins documents into clusters.
type grouping struct {
	docs     []*corpus.Document
	sketches []Sketch
	parent   []int32 // a forest: documents with the same root are a cluster
	links    map[int32][]link
}

// A link joins a document to another that says the same.
type link struct {
	to int32
	alike
}

// NotACopy is what an editor writes as the clipping that a document is a copy of where it is none.
const NotACopy = "none"

// declared joins what editors call copies.
func (g *grouping) declared() {
	byFile := map[string]int32{}
	for i, d := range g.docs {
		byFile[d.Clipping.File] = int32(i)
	}
	for i, d := range g.docs {
		if of, ok := byFile[d.Meta.CopyOf]; ok && of != int32(i) {
			g.join(int32(i), of, compare(&g.sketches[i], &g.sketches[of]))
		}
	}
}

// pairs returns the pairs of documents that have runs in common, in order.
func (g *grouping) pairs() []pair {
	n := 0
	for i := range g.sketches {
		n += len(g.sketches[i].hashes)
	}
	index := make([]uint64, 0, n/2) // a hash's upper bits, then the document that has it: sorted, equal hashes meet
	for i, d := range g.docs {
		if d.Meta.CopyOf == NotACopy {
			continue
		}
		for _, h := range g.sketches[i].upTo(math.MaxUint64 / thinning) {
			index = append(index, h*thinning&^maxDocuments|uint64(i))
		}
	}
	slices.Sort(index)
	shared := map[pair]int32{}
	for from := 0; from < len(index); {
		to := from + 1
		for to < len(index) && index[to]&^maxDocuments == index[from]&^maxDocuments {
			to++
		}
		if to > from+1 {
			share(shared, index[from:to])
		}
		from = to
	}
	var pairs []pair
	for p, n := range shared {
		a, b := p.docs()
		few := min(len(g.sketches[a].upTo(math.MaxUint64/thinning)), len(g.sketches[b].upTo(math.MaxUint64/thinning)))
		if n >= fewestShared && int(n) >= few/sharedPart {
			pairs = append(pairs, p)
		}
	}
	slices.Sort(pairs)
	return pairs
}

// A pair is two documents, the first in the upper half.
type pair uint64

func pairOf(a, b int32) pair { return pair(a)<<32 | pair(b) }

func (p pair) docs() (a, b int32) { return int32(p >> 32), int32(p) }

// maxDocuments has the bits in which the index holds a document's number: more documents than that would be taken for
// one another before they are compared, and only cost time.
const maxDocuments = 1<<22 - 1

// share counts a run for the pairs of documents that have it.
func share(shared map[pair]int32, same []uint64) {
	doc := func(i int) int32 { return int32(same[i] & maxDocuments) }
	for j := 1; j < len(same); j++ {
		few := j
		if len(same) > allPairs {
			few = min(j, firstOfMany)
			shared[pairOf(doc(j-1), doc(j))]++
		}
		for i := range few {
			shared[pairOf(doc(i), doc(j))]++
		}
	}
}

// judge joins two documents that say the same.
func (g *grouping) judge(a, b int32) {
	how := compare(&g.sketches[a], &g.sketches[b])
	if how.resemblance >= sameShare || how.containment >= updateShare && how.ratio >= leastRatio {
		g.join(a, b, how)
	}
}

func (g *grouping) join(a, b int32, how alike) {
	g.links[a] = append(g.links[a], link{b, how})
	g.links[b] = append(g.links[b], link{a, how})
	if x, y := g.root(a), g.root(b); x != y {
		g.parent[max(x, y)] = min(x, y)
	}
}

func (g *grouping) root(i int32) int32 {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

// mark writes what was found into the documents.
func (g *grouping) mark() {
	clusters := map[int32][]int32{}
	for i := range g.docs {
		r := g.root(int32(i))
		clusters[r] = append(clusters[r], int32(i))
	}
	for i := range g.docs {
		members := clusters[int32(i)]
		if len(members) < 2 {
			continue
		}
		lead := g.lead(members)
		for _, m := range members {
			if m != lead {
				how := g.how(m, lead)
				g.docs[m].Copy = &corpus.Copy{Of: g.docs[lead], Kind: g.kind(m, lead, how), Share: how.containment}
				g.docs[lead].Copies = append(g.docs[lead].Copies, g.docs[m])
			}
		}
	}
}

// lead returns the document of a cluster that leads it.
func (g *grouping) lead(members []int32) int32 {
	longest := 0
	named := map[string]bool{}
	for _, m := range members {
		longest = max(longest, g.sketches[m].words)
		named[g.docs[m].Meta.CopyOf] = true
	}
	rank := func(m int32) int {
		d := g.docs[m]
		switch {
		case d.Meta.Leads:
			return 0
		case named[d.Clipping.File] && d.Meta.CopyOf == "":
			return 1
		case d.Meta.CopyOf != "":
			return 4
		case float64(g.sketches[m].words) >= equallyLong*float64(longest):
			return 2
		}
		return 3
	}
	return slices.MinFunc(members, func(a, b int32) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), edtf.Compare(g.docs[a].Published.Date, g.docs[b].Published.Date), cmp.Compare(a, b))
	})
}

// how returns how a copy stands to the leading document, or, where they are joined by others only, to the nearest of
// these.
func (g *grouping) how(m, lead int32) alike {
	best := alike{}
	for _, l := range g.links[m] {
		if l.to == lead {
			return l.alike
		}
		if l.containment > best.containment {
			best = l.alike
		}
	}
	return best
}

func (g *grouping) kind(m, lead int32, how alike) corpus.CopyKind {
	a, b := publisher(g.docs[m]), publisher(g.docs[lead])
	switch {
	case a != "" && b != "" && a != b:
		return corpus.Syndicated
	case how.resemblance >= sameShare:
		return corpus.SameText
	}
	return corpus.Update
}

func publisher(d *corpus.Document) string {
	return strings.TrimSpace(text.Fold(d.Publisher().Text))
}
