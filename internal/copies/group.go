package copies

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/parallel"
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
	g.judge()
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
			g.join(int32(i), of, compare(&g.sketches[i], &g.sketches[of], 0))
		}
	}
}

// stretchOf is how many documents are held against those before them in one go.
const stretchOf = 256

// judge joins the pairs of documents that say the same, of those that have runs in common, ordered by the second document
// and then the first.
func (g *grouping) judge() {
	r := g.runs()
	found := make([][]verdict, (len(g.docs)+stretchOf-1)/stretchOf)
	parallel.Workers(len(found), func() func(int) {
		p := partners{grouping: g, runs: &r, shared: make([]int32, len(g.docs))}
		return func(i int) { found[i] = p.judge(i*stretchOf, min((i+1)*stretchOf, len(g.docs))) }
	})
	for _, list := range found {
		for _, v := range list {
			g.join(v.a, v.b, v.how)
		}
	}
}

// A verdict is that two documents say the same.
type verdict struct {
	a, b int32
	how  alike
}

// partners finds, for one document after the other, those before it that say the same.
type partners struct {
	*grouping
	*runs
	shared []int32 // runs in common with the document at hand, by document
	others []int32 // that have any
}

// judge returns the verdicts on the documents from one to another.
func (p *partners) judge(from, to int) (list []verdict) {
	count := func(a int32) {
		if p.shared[a]++; p.shared[a] == 1 {
			p.others = append(p.others, a)
		}
	}
	for b := from; b < to; b++ {
		p.others = p.others[:0]
		for _, i := range p.at[p.starts[b]:p.starts[b+1]] {
			p.partners(i, count)
		}
		slices.Sort(p.others)
		kept := p.kept(b)
		for _, a := range p.others {
			if n := int(p.shared[a]); n >= fewestShared && n >= min(p.kept(int(a)), kept)/sharedPart {
				how := compare(&p.sketches[a], &p.sketches[b], min(sameShare, updateShare))
				if how.resemblance >= sameShare || how.containment >= updateShare && how.ratio >= leastRatio {
					list = append(list, verdict{a, int32(b), how})
				}
			}
			p.shared[a] = 0
		}
	}
	return list
}

// kept returns how many runs of a document are counted.
func (g *grouping) kept(doc int) int { return len(g.sketches[doc].upTo(math.MaxUint64 / thinning)) }

// runs are the runs that several documents have, the documents of each side by side.
type runs struct {
	docs   []int32 // the documents of one run, ascending, then those of the next
	from   []int32 // for each of docs, where its run begins; ^from where more than allPairs have it
	at     []int32 // the places in docs of the first document, then those of the second …
	starts []int32 // where a document's places begin in at
}

// maxDocuments has the bits in which a document's number is sorted: more documents than that would be taken for one
// another before they are compared, and only cost time.
const maxDocuments = 1<<22 - 1

// runs finds the runs that several documents have.
func (g *grouping) runs() runs {
	n := 0
	for i := range g.sketches {
		n += g.kept(i)
	}
	index := make([]uint64, 0, n) // a hash's upper bits, then the document that has it: sorted, equal hashes meet
	for i, d := range g.docs {
		if d.Meta.CopyOf == NotACopy {
			continue
		}
		for _, h := range g.sketches[i].upTo(math.MaxUint64 / thinning) {
			index = append(index, h*thinning&^maxDocuments|uint64(i))
		}
	}
	slices.Sort(index)
	met := 0 // entries of runs that several documents have, or nearly so many
	for i := 1; i < len(index); i++ {
		if index[i]&^maxDocuments == index[i-1]&^maxDocuments {
			met++
		}
	}
	r := runs{docs: make([]int32, 0, 2*met), from: make([]int32, 0, 2*met), starts: make([]int32, len(g.docs)+1)}
	for from := 0; from < len(index); {
		to := from + 1
		for to < len(index) && index[to]&^maxDocuments == index[from]&^maxDocuments {
			to++
		}
		if to > from+1 {
			r.add(index[from:to])
		}
		from = to
	}
	r.locate()
	return r
}

// add adds a run by its part of the index.
func (r *runs) add(same []uint64) {
	from := int32(len(r.docs))
	if len(same) > allPairs {
		from = ^from
	}
	for _, x := range same {
		r.docs, r.from = append(r.docs, int32(x&maxDocuments)), append(r.from, from)
	}
}

// locate notes the places of each document.
func (r *runs) locate() {
	for _, doc := range r.docs {
		r.starts[doc+1]++
	}
	for i := range r.starts[1:] {
		r.starts[i+1] += r.starts[i]
	}
	next := slices.Clone(r.starts)
	r.at = make([]int32, len(r.docs))
	for i, doc := range r.docs {
		r.at[next[doc]] = int32(i)
		next[doc]++
	}
}

// partners calls count for the documents that the one at place i is compared with for this run, all before it.
func (r *runs) partners(i int32, count func(doc int32)) {
	from, to := r.from[i], i
	if from < 0 {
		if from = ^from; i > from {
			count(r.docs[i-1])
		}
		to = min(i, from+firstOfMany)
	}
	for _, doc := range r.docs[from:to] {
		count(doc)
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
