package search

import (
	"maps"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// An Index knows which units of a corpus hold a word. It is immutable and safe for concurrent use.
type Index struct {
	corpus   *corpus.Corpus
	layouts  []Layout // one for each edition; the first stands for all where they agree
	entities map[string]*corpus.Entity
	units    []unit
	ranges   []ranged
	shards   []shard
	small    bool // all of it goes into index.json
	version  string
}

// New indexes a corpus for a site of one or more editions. They share the postings; what is shown is each one's own.
// The reader may have read the documents; those that it hasn't are read now. It is of no use afterwards.
func New(c *corpus.Corpus, reader *Reader, layouts ...Layout) *Index {
	x := &Index{corpus: c, layouts: layouts, entities: make(map[string]*corpus.Entity, len(c.Content.Entities))}
	for _, e := range c.Content.Entities {
		x.entities[e.ID] = e
	}
	parts := x.collect(reader)
	for _, p := range parts {
		x.count(p)
	}
	x.divide(join(parts, reader.names))
	return x
}

// count gives the units of a part their numbers.
func (x *Index) count(p *part) {
	first := len(x.units)
	x.units = append(x.units, p.units...)
	if n := len(x.ranges); n > 0 && x.ranges[n-1].kind == p.kind && x.ranges[n-1].lang == p.lang {
		x.ranges[n-1].count += len(p.units)
	} else if len(p.units) > 0 {
		x.ranges = append(x.ranges, ranged{p.kind, p.lang, first, len(p.units)})
	}
}

// A postings holds the postings of all terms, in the order of their names. A posting is the number of a unit and a
// weight in one, as unit<<2 | weight; those of a term ascend.
type postings struct {
	names []string
	ends  []uint32 // of the postings of each
	list  []uint32
}

// of returns the postings of term i.
func (p *postings) of(i int) []uint32 {
	if i == 0 {
		return p.list[:p.ends[0]]
	}
	return p.list[p.ends[i-1]:p.ends[i]]
}

// join puts the postings of the parts together, in their order. It takes them from the parts.
func join(parts []*part, names []string) *postings {
	room := make([]uint32, len(names)) // of each term: how many postings, then where its next one goes
	for _, p := range parts {
		for list := p.postings; len(list) > 0; {
			for v := list.take(); v != 0; v = list.take() {
				room[v>>2]++
			}
		}
	}
	var order []uint32
	for t := range names {
		if room[t] > 0 {
			order = append(order, uint32(t))
		}
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(names[a], names[b]) })
	all := &postings{names: make([]string, len(order)), ends: make([]uint32, len(order))}
	end := uint32(0)
	for i, t := range order {
		all.names[i] = names[t]
		room[t], end = end, end+room[t]
		all.ends[i] = end
	}
	all.list = make([]uint32, end)
	unit := uint32(0)
	for _, p := range parts {
		for list := p.postings; len(list) > 0; unit++ {
			for v := list.take(); v != 0; v = list.take() {
				all.list[room[v>>2]] = unit<<2 | v&3
				room[v>>2]++
			}
		}
		p.postings = nil
	}
	return all
}

// A part indexes some units of one kind and language.
type part struct {
	*Index
	*indexer
	kind     kind
	lang     string
	units    []unit
	postings numbers // of each unit its terms, each as term<<2 | weight
}

// An indexer is what indexing takes, used again for the next part.
type indexer struct {
	*Reader
	tokens text.Tokens
	here   []uint32 // the terms of the unit at hand, each as term<<2 | weight
	at     []uint32 // by term: its place in here, from 1; 0 where it isn't there
	called map[*corpus.Entity][]uint32
	whole  map[string][]uint32 // by folded word without a language: its terms
}

func newIndexer(r *Reader) *indexer {
	return &indexer{Reader: r, called: map[*corpus.Entity][]uint32{}, whole: map[string][]uint32{}}
}

func (x *part) begin(u unit) {
	x.end()
	x.units = append(x.units, u)
}

// end puts down the terms of the unit at hand, if there is one.
func (x *part) end() {
	if len(x.units) == 0 {
		return
	}
	for _, v := range x.here {
		x.postings.put(v)
		x.at[v>>2] = 0
	}
	x.postings.put(0)
	x.here = x.here[:0]
}

// words indexes the words of a text for the unit at hand. In a text without a language each word stands for itself and
// for its stem in every language.
func (x *part) words(s, lang string, weight uint32) {
	if s == "" {
		return
	}
	x.tokens.Read(s)
	var in *language
	if lang != "" {
		in = x.in(lang)
	}
	for i := range x.tokens.List {
		if x.tokens.List[i].Kind == text.Punct {
			continue
		}
		if in == nil {
			for _, term := range x.allTerms(x.tokens.Fold(i)) {
				x.post(term, weight)
			}
		} else if term := in.term(&x.tokens, i); term != 0 {
			x.post(term, weight)
		}
	}
}

// read indexes the next list of words that were read before.
func (x *part) read(list *numbers, weight uint32) {
	for term := list.take(); term != 0; term = list.take() {
		x.post(term, weight)
	}
}

// post puts a term of the unit at hand down; one that comes again weighs more, up to heavy.
func (x *part) post(term, weight uint32) {
	v := x.put(term)
	if v == nil {
		x.here[len(x.here)-1] |= weight
		return
	}
	was := *v & 3
	if weight == once && was < heavy {
		weight = was + 1
	}
	*v = term<<2 | max(was, weight)
}

// put puts a term of the unit at hand down with the least weight, or returns it where it is there already.
func (x *part) put(term uint32) *uint32 {
	if n := int(term) + 1; n > len(x.at) {
		x.at = append(x.at, make([]uint32, n+n/4-len(x.at))...)
	}
	if k := x.at[term]; k != 0 {
		return &x.here[k-1]
	}
	x.here = append(x.here, term<<2)
	x.at[term] = uint32(len(x.here))
	return nil
}

// allTerms returns the terms of a folded word whose language isn't known.
func (x *indexer) allTerms(word string) []uint32 {
	terms, ok := x.whole[word]
	if !ok {
		terms = []uint32{x.term(word)}
		for _, lang := range slices.Sorted(maps.Keys(stemmers())) {
			if t := x.term(stemmers()[lang].stem(word)); !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
		x.whole[word] = terms // what Fold returned stays valid
	}
	return terms
}

// names puts down that the unit at hand names an entity, and the words of its names where it does so in other words, so
// that "ByteDance" finds "the owner of TikTok" too.
func (x *part) names(e *corpus.Entity) {
	terms, ok := x.called[e]
	if !ok {
		terms = x.callings(e)
		x.called[e] = terms
	}
	for _, term := range terms {
		x.put(term)
	}
}

// callings returns the terms by which an entity is found.
func (x *indexer) callings(e *corpus.Entity) []uint32 {
	terms := []uint32{x.term("@" + e.ID)}
	for _, name := range localized(e.Name) {
		tokens := text.Tokenize(name.text)
		for i := range tokens.List {
			if tokens.List[i].Kind != text.Punct {
				terms = append(terms, x.allTerms(tokens.Fold(i))...)
			}
		}
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}
