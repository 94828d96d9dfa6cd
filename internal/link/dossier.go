package link

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/parallel"
	"briefing/internal/text"
)

// A gatherer fills the dossiers of entities, one after the other.
type gatherer struct {
	docs      []*corpus.Document
	told      []*Telling
	out       []*corpus.Dossier
	shares    []int // by entity: the sentences that name it
	sentences int   // of kept text, of all documents

	with     []together // by entity: what it shares with the one at hand
	meets    []int32    // those of which it isn't nothing
	mentions []int32    // all of the one at hand
	sources  map[string]*source
}

// A source is what one publisher's documents call the entity at hand.
type source struct {
	documents int
	names     map[string]*corpus.NameSeen // by the words as written
}

// together counts what two entities share.
type together struct{ sentences, documents int }

// A piece is a part of a document's telling.
type piece struct{ document, part int32 }

// dossiers gathers what the documents hold on each declared entity.
func dossiers(c *corpus.Corpus, told []*Telling) []*corpus.Dossier {
	n := len(c.Content.Entities)
	g := gatherer{docs: c.Documents, told: told, out: make([]*corpus.Dossier, n), shares: make([]int, n)}
	byEntity := make([][]piece, n)
	index := make(map[*corpus.Entity]int32, n)
	for i, e := range c.Content.Entities {
		g.out[i] = &corpus.Dossier{Entity: e}
		index[e] = int32(i)
	}
	for at, t := range told {
		g.sentences += t.sentences
		for i := range t.parts {
			p := &t.parts[i]
			g.shares[p.entity] += int(p.sentences)
			byEntity[p.entity] = append(byEntity[p.entity], piece{int32(at), int32(i)})
		}
	}
	for _, event := range c.Timeline {
		for _, e := range event.Entities {
			d := g.out[index[e]]
			d.Events = append(d.Events, event)
		}
	}
	spare := sync.Pool{New: func() any {
		own := g
		own.with, own.sources = make([]together, n), map[string]*source{}
		return &own
	}}
	parallel.Each(n, func(i int) {
		own := spare.Get().(*gatherer)
		own.fill(own.out[i], byEntity[i])
		spare.Put(own)
	})
	return g.out
}

// fill gathers the parts that the documents have in a dossier.
func (g *gatherer) fill(d *corpus.Dossier, pieces []piece) {
	clear(g.sources)
	g.meets = g.meets[:0]
	var mentions, quotes, about int
	for _, piece := range pieces {
		t := g.told[piece.document]
		p := &t.parts[piece.part]
		mentions += len(t.list(p, mentionList))
		quotes += len(t.list(p, quoteList))
		about += len(t.list(p, aboutList))
	}
	d.Documents, g.mentions = make([]corpus.DocumentMentions, 0, len(pieces)), make([]int32, 0, mentions)
	d.Quotes, d.About = make([]corpus.QuoteRef, 0, quotes), make([]corpus.QuoteRef, 0, about)
	for _, piece := range pieces {
		doc, t := g.docs[piece.document], g.told[piece.document]
		p := &t.parts[piece.part]
		for _, i := range t.list(p, quoteList) {
			d.Quotes = append(d.Quotes, corpus.QuoteRef{Document: doc, Quote: int(i)})
		}
		for _, i := range t.list(p, aboutList) {
			d.About = append(d.About, corpus.QuoteRef{Document: doc, Quote: int(i)})
		}
		if p.sentences > 0 {
			g.document(d, doc, t, p)
		}
	}
	g.finish(d)
}

// document adds the mentions of the entity in a document.
func (g *gatherer) document(d *corpus.Dossier, doc *corpus.Document, t *Telling, p *part) {
	n, list := len(g.mentions), t.list(p, mentionList)
	g.mentions = append(g.mentions, list...)
	d.Count += len(list)
	d.Documents = append(d.Documents, corpus.DocumentMentions{Document: doc, Mentions: slices.Clip(g.mentions[n:]), Sentences: p.sentences})
	if !doc.Published.Date.IsZero() {
		if d.First == nil {
			d.First = doc
		}
		d.Last = doc
	}
	publisher := doc.Publisher().Text
	by := g.sources[publisher]
	if by == nil {
		by = &source{names: map[string]*corpus.NameSeen{}}
		g.sources[publisher] = by
	}
	by.documents++
	for names := t.list(p, nameList); len(names) > 0; names = names[2:] {
		m := &doc.Mentions[names[0]]
		form := doc.Text(m.Span)
		if n := by.names[form]; n != nil {
			n.Count += int(names[1])
		} else {
			by.names[form] = &corpus.NameSeen{Text: form, Kind: m.Kind, Count: int(names[1])}
		}
	}
	for with := t.list(p, withList); len(with) > 0; with = with[2:] {
		met := &g.with[with[0]]
		if met.documents == 0 {
			g.meets = append(g.meets, with[0])
		}
		met.sentences += int(with[1])
		met.documents++
	}
}

// finish puts in order what was gathered.
func (g *gatherer) finish(d *corpus.Dossier) {
	all := map[string]*corpus.NameSeen{}
	for name, s := range g.sources {
		d.Sources = append(d.Sources, corpus.SourceNames{Source: name, Documents: s.documents, Names: inOrder(s.names)})
		for form, n := range s.names {
			if all[form] == nil {
				all[form] = &corpus.NameSeen{Text: form, Kind: n.Kind}
			}
			all[form].Kind = min(all[form].Kind, n.Kind)
			all[form].Count += n.Count
		}
	}
	d.Names = inOrder(all)
	slices.SortFunc(d.Sources, func(a, b corpus.SourceNames) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Source, b.Source))
	})
	shares := 0
	for _, in := range d.Documents {
		shares += int(in.Sentences)
	}
	for _, i := range g.meets {
		t := g.with[i]
		d.AppearsWith = append(d.AppearsWith, corpus.CoMention{Entity: g.out[i].Entity, Sentences: t.sentences, Documents: t.documents,
			PMI: information(t.sentences, shares, g.shares[i], g.sentences)})
		g.with[i] = together{}
	}
	slices.SortFunc(d.AppearsWith, func(a, b corpus.CoMention) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(b.Sentences, a.Sentences), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
}

// information returns the pointwise mutual information in bits of two things of which one occurs in a, the other in b
// and both in n of all places, to a hundredth: what machines disagree on lies far behind.
func information(n, a, b, all int) float64 {
	return math.Round(100*math.Log2(float64(n)*float64(all)/(float64(a)*float64(b)))) / 100
}

// inOrder lists forms, the most frequent first, as one where they differ only in case, accents or typography: by the
// form that is most frequent.
func inOrder(names map[string]*corpus.NameSeen) []corpus.NameSeen {
	forms := make([]corpus.NameSeen, 0, len(names))
	for _, n := range names {
		forms = append(forms, *n)
	}
	byCount := func(a, b corpus.NameSeen) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	}
	slices.SortFunc(forms, byCount)
	at := map[string]int{}
	var list []corpus.NameSeen
	for _, n := range forms {
		key := text.Fold(n.Text)
		if i, ok := at[key]; ok {
			list[i].Count += n.Count
			continue
		}
		at[key] = len(list)
		list = append(list, n)
	}
	slices.SortFunc(list, byCount)
	return list
}
