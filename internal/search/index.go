package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// An Index knows which units of a corpus hold a word. It is immutable and safe for concurrent use.
type Index struct {
	layouts  []Layout // one for each edition; the first stands for all where they agree
	entities map[string]*corpus.Entity
	units    []unit
	ranges   []ranged
	terms    []term
	shards   []shard
	small    bool // all of it goes into index.json
	version  string
}

// A term is a stem and its postings: unit number and weight in one, as unit<<2 | weight, ascending.
type term struct {
	name string
	list []uint32
}

// A part indexes some units of one kind and language. Its units are numbered from 0.
type part struct {
	*Index
	kind  kind
	lang  string
	units []unit
	terms []term
	ids   map[string]int32            // by term
	forms map[string]map[string]int32 // by language and folded word: the term's number, or stopped
	each  map[*corpus.Entity][]int32  // the terms of an entity's names
	whole map[string][]int32          // by folded word without a language: its terms
}

// stopped marks a word that isn't indexed.
const stopped = -1

// New indexes a corpus for a site of one or more editions. They share the postings; what is shown is each one's own.
func New(c *corpus.Corpus, layouts ...Layout) *Index {
	x := &Index{layouts: layouts, entities: make(map[string]*corpus.Entity, len(c.Content.Entities))}
	for _, e := range c.Content.Entities {
		x.entities[e.ID] = e
	}
	x.join(x.collect(c))
	slices.SortFunc(x.terms, func(a, b term) int { return cmp.Compare(a.name, b.name) })
	x.divide()
	return x
}

// join puts the parts together, in their order.
func (x *Index) join(parts []*part) {
	ids := map[string]int32{}
	var sizes []int
	for _, p := range parts {
		for _, t := range p.terms {
			id, ok := ids[t.name]
			if !ok {
				id = int32(len(x.terms))
				ids[t.name] = id
				x.terms, sizes = append(x.terms, term{name: t.name}), append(sizes, 0)
			}
			sizes[id] += len(t.list)
		}
	}
	for _, p := range parts {
		first := uint32(len(x.units))
		x.units = append(x.units, p.units...)
		if n := len(x.ranges); n > 0 && x.ranges[n-1].kind == p.kind && x.ranges[n-1].lang == p.lang {
			x.ranges[n-1].count += len(p.units)
		} else if len(p.units) > 0 {
			x.ranges = append(x.ranges, ranged{p.kind, p.lang, int(first), len(p.units)})
		}
		for i := range p.terms {
			t := &p.terms[i]
			id := ids[t.name]
			list := x.terms[id].list
			if list == nil {
				list = make([]uint32, 0, sizes[id]) // just as much as it takes: they are most of the index
			}
			for _, posting := range t.list {
				list = append(list, posting+first<<2)
			}
			x.terms[id].list = list
			t.list = nil
		}
	}
}

func (x *part) begin(u unit) { x.units = append(x.units, u) }

// words indexes the words of a text for the last unit. In a text without a language each word stands for itself and
// for its stem in every language.
func (x *part) words(s, lang string, weight uint32) {
	if s == "" {
		return
	}
	tokens := text.Tokenize(s)
	for i := range tokens.List {
		if tokens.List[i].Kind == text.Punct {
			continue
		}
		if lang == "" {
			for _, id := range x.allTerms(tokens.Fold(i)) {
				x.post(id, weight)
			}
			continue
		}
		if id := x.form(tokens.Fold(i), lang); id != stopped {
			x.post(id, weight)
		}
	}
}

// post puts a term of the last unit down; one that comes again weighs more, up to heavy.
func (x *part) post(id int32, weight uint32) {
	t := &x.terms[id]
	unit := uint32(len(x.units) - 1)
	if n := len(t.list); n > 0 && t.list[n-1]>>2 == unit {
		was := t.list[n-1] & 3
		if weight == once && was < heavy {
			weight = was + 1
		}
		t.list[n-1] = unit<<2 | max(was, weight)
		return
	}
	t.list = append(t.list, unit<<2|weight)
}

// mark puts down that the last unit has a term, however often.
func (x *part) mark(id int32) {
	t := &x.terms[id]
	unit := uint32(len(x.units) - 1)
	if n := len(t.list); n == 0 || t.list[n-1]>>2 != unit {
		t.list = append(t.list, unit<<2)
	}
}

// form returns the term of a folded word in a language.
func (x *part) form(word, lang string) int32 {
	known := x.forms[lang]
	if known == nil {
		known = map[string]int32{}
		if s := stemmers()[lang]; s != nil {
			for _, w := range s.stop {
				known[w] = stopped
			}
		}
		x.forms[lang] = known
	}
	id, ok := known[word]
	if !ok {
		id = x.term(stemmers()[lang].stem(word))
		known[strings.Clone(word)] = id
	}
	return id
}

// allTerms returns the terms of a folded word whose language isn't known.
func (x *part) allTerms(word string) []int32 {
	ids, ok := x.whole[word]
	if !ok {
		ids = []int32{x.term(word)}
		for _, lang := range slices.Sorted(maps.Keys(stemmers())) {
			if id := x.term(stemmers()[lang].stem(word)); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		x.whole[strings.Clone(word)] = ids
	}
	return ids
}

func (x *part) term(name string) int32 {
	id, ok := x.ids[name]
	if !ok {
		id = int32(len(x.terms))
		name = strings.Clone(name)
		x.ids[name] = id
		x.terms = append(x.terms, term{name: name})
	}
	return id
}

// names puts down that the last unit names an entity.
func (x *part) names(e *corpus.Entity) { x.mark(x.term("@" + e.ID)) }

// nameWords indexes the names of an entity that the last unit names in other words, so that "ByteDance" finds
// "the owner of TikTok" too.
func (x *part) nameWords(e *corpus.Entity) {
	ids, ok := x.each[e]
	if !ok {
		for _, name := range localized(e.Name) {
			tokens := text.Tokenize(name.text)
			for i := range tokens.List {
				if tokens.List[i].Kind != text.Punct {
					ids = append(ids, x.allTerms(tokens.Fold(i))...)
				}
			}
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		x.each[e] = ids
	}
	for _, id := range ids {
		x.mark(id)
	}
}
