package link

import (
	"cmp"
	"math"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A gathering is a dossier in the making.
type gathering struct {
	*corpus.Dossier
	index   int32                                  // in Content.Entities
	sources map[string]map[string]*corpus.NameSeen // by source, by the words as written
	counts  map[string]int                         // documents by source
	shares  int                                    // sentences that name it
	with    map[int32]*together
}

// together counts what two entities share.
type together struct {
	sentences, documents int
	last                 *corpus.Document // the last one counted
}

// A gatherer walks over the documents and fills the dossiers of all entities.
type gatherer struct {
	all       []*gathering
	byID      map[string]*gathering
	sentences int // of kept text
	here      []*gathering
}

// dossiers gathers what the documents hold on each declared entity, in one walk over the mentions in kept text.
func dossiers(c *corpus.Corpus) []*corpus.Dossier {
	g := gatherer{byID: make(map[string]*gathering, len(c.Content.Entities))}
	out := make([]*corpus.Dossier, len(c.Content.Entities))
	for i, e := range c.Content.Entities {
		out[i] = &corpus.Dossier{Entity: e}
		d := &gathering{Dossier: out[i], index: int32(i),
			sources: map[string]map[string]*corpus.NameSeen{}, counts: map[string]int{}, with: map[int32]*together{}}
		g.all = append(g.all, d)
		g.byID[e.ID] = d
	}
	for _, doc := range c.Documents {
		g.mentions(doc)
		g.quotes(doc)
	}
	for _, event := range c.Timeline {
		for _, e := range event.Entities {
			g.byID[e.ID].Events = append(g.byID[e.ID].Events, event)
		}
	}
	for _, d := range g.all {
		d.finish(&g)
	}
	return out
}

// mentions walks over a document sentence by sentence.
func (g *gatherer) mentions(doc *corpus.Document) {
	next := 0
	for i := range doc.Sentences {
		span := doc.Sentences[i].Span
		for next < len(doc.Mentions) && doc.Mentions[next].Span.Start < span.Start {
			next++
		}
		first := next
		for next < len(doc.Mentions) && doc.Mentions[next].Span.Start < span.End {
			next++
		}
		if !doc.ZoneAt(span.Start).Kept() {
			continue
		}
		g.sentences++
		g.here = g.here[:0]
		for m := first; m < next; m++ {
			d := g.byID[doc.Mentions[m].Entity]
			if d == nil {
				continue
			}
			d.mention(doc, m, i)
			if !slices.Contains(g.here, d) {
				g.here = append(g.here, d)
			}
		}
		g.meet(doc)
	}
}

// meet counts that the entities of one sentence appear together.
func (g *gatherer) meet(doc *corpus.Document) {
	for _, a := range g.here {
		a.shares++
		for _, b := range g.here {
			if a == b {
				continue
			}
			t := a.with[b.index]
			if t == nil {
				t = &together{}
				a.with[b.index] = t
			}
			t.sentences++
			if t.last != doc {
				t.last = doc
				t.documents++
			}
		}
	}
}

// quotes gives each quotation to its speaker, and to those that it names.
func (g *gatherer) quotes(doc *corpus.Document) {
	next := 0
	for i, q := range doc.Quotes {
		if !doc.ZoneAt(q.Span.Start).Kept() {
			continue
		}
		ref := corpus.QuoteRef{Document: doc, Quote: i}
		speaker := g.byID[q.Speaker]
		if speaker != nil {
			speaker.Quotes = append(speaker.Quotes, ref)
		}
		for next > 0 && doc.Mentions[next-1].Span.Start >= q.Span.Start { // quotations may be nested
			next--
		}
		for next < len(doc.Mentions) && doc.Mentions[next].Span.Start < q.Span.Start {
			next++
		}
		for m := next; m < len(doc.Mentions) && q.Span.Contains(doc.Mentions[m].Span); m++ {
			d := g.byID[doc.Mentions[m].Entity]
			if d == nil || d == speaker {
				continue
			}
			if n := len(d.About); n == 0 || d.About[n-1] != ref {
				d.About = append(d.About, ref)
			}
		}
	}
}

// mention adds the m-th mention of a document, in its i-th sentence.
func (d *gathering) mention(doc *corpus.Document, m, i int) {
	d.Count++
	if n := len(d.Documents); n == 0 || d.Documents[n-1].Document != doc {
		d.Documents = append(d.Documents, corpus.DocumentMentions{Document: doc})
		d.counts[doc.Publisher().Text]++
		if !doc.Published.Date.IsZero() {
			if d.First == nil {
				d.First = doc
			}
			d.Last = doc
		}
	}
	in := &d.Documents[len(d.Documents)-1]
	in.Count++
	if n := len(in.Sentences); n == 0 || in.Sentences[n-1].Sentence.Sentence != i {
		in.Sentences = append(in.Sentences, corpus.SentenceMention{Sentence: corpus.SentenceRef{Document: doc, Sentence: i}})
	}
	s := &in.Sentences[len(in.Sentences)-1]
	s.Mentions = append(s.Mentions, m)

	by := d.sources[doc.Publisher().Text]
	if by == nil {
		by = map[string]*corpus.NameSeen{}
		d.sources[doc.Publisher().Text] = by
	}
	form := doc.Text(doc.Mentions[m].Span)
	n := by[form]
	if n == nil {
		n = &corpus.NameSeen{Text: form, Kind: doc.Mentions[m].Kind}
		by[form] = n
	}
	n.Count++
}

// finish puts in order what was gathered.
func (d *gathering) finish(g *gatherer) {
	all := map[string]*corpus.NameSeen{}
	for source, names := range d.sources {
		d.Sources = append(d.Sources, corpus.SourceNames{Source: source, Documents: d.counts[source], Names: inOrder(names)})
		for form, n := range names {
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
	for i, t := range d.with {
		other := g.all[i]
		d.AppearsWith = append(d.AppearsWith, corpus.CoMention{Entity: other.Entity, Sentences: t.sentences, Documents: t.documents,
			PMI: information(t.sentences, d.shares, other.shares, g.sentences)})
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
