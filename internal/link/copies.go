package link

import (
	"cmp"
	"slices"

	"briefing/internal/corpus"
)

const (
	alike     = 70 // percent of the sentences of the shorter document that make it a copy of the longer
	fewest    = 3  // sentences that a document needs to be called a copy
	everybody = 24 // documents with the same sentence: beyond, it is of the page and not of the article
)

// copies finds the documents that repeat another's text: wire copy, reprints, updates. It returns the id of the first
// of them, in the order of the documents, for each of the others.
func copies(docs []*corpus.Document) map[string]string {
	type said struct {
		key uint64
		doc int32
	}
	var all []said
	counts := make([]int32, len(docs))
	for i, d := range docs {
		for _, s := range d.Sentences {
			if s.Span.Len() < 40 || !d.ZoneAt(s.Span.Start).Kept() {
				continue
			}
			if key := letters(d.Text(s.Span)); key != 0 {
				all = append(all, said{key, int32(i)})
			}
		}
	}
	slices.SortFunc(all, func(a, b said) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return int(a.doc - b.doc)
	})
	all = slices.Compact(all)
	for _, s := range all {
		counts[s.doc]++
	}
	shared := inCommon(len(all), func(i int) (uint64, int32) { return all[i].key, all[i].doc })
	var pairs [][2]int32
	for p, n := range shared {
		if few := min(counts[p[0]], counts[p[1]]); few >= fewest && n*100 >= few*alike {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	out := map[string]string{}
	for _, p := range pairs { // the first is met first: what it is a copy of is known
		first := docs[p[0]].ID()
		if o, ok := out[first]; ok {
			first = o
		}
		if id := docs[p[1]].ID(); out[id] == "" {
			out[id] = first
		}
	}
	return out
}

// inCommon counts for each two documents the sentences that both have. at returns the key of the i-th of n sentences,
// which are sorted by it, and its document.
func inCommon(n int, at func(i int) (uint64, int32)) map[[2]int32]int32 {
	shared := map[[2]int32]int32{}
	var docs []int32
	for i := 0; i < n; {
		key, _ := at(i)
		docs = docs[:0]
		for ; i < n; i++ {
			k, doc := at(i)
			if k != key {
				break
			}
			docs = append(docs, doc)
		}
		if len(docs) > everybody {
			continue
		}
		for a, first := range docs {
			for _, second := range docs[a+1:] {
				shared[[2]int32{first, second}]++
			}
		}
	}
	return shared
}
