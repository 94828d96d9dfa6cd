package link

import (
	"cmp"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A gathering is a dossier in the making.
type gathering struct {
	*corpus.Dossier
	names map[string]*corpus.NameSeen // by folded form
	with  map[string]*corpus.CoMention
}

// dossiers gathers what the documents hold on each declared entity, in one walk over the mentions in kept text.
func dossiers(c *corpus.Corpus) []*corpus.Dossier {
	all := make([]*corpus.Dossier, len(c.Content.Entities))
	byID := make(map[string]*gathering, len(all))
	for i, e := range c.Content.Entities {
		all[i] = &corpus.Dossier{Entity: e}
		byID[e.ID] = &gathering{all[i], map[string]*corpus.NameSeen{}, map[string]*corpus.CoMention{}}
	}
	for _, doc := range c.Documents {
		gatherMentions(doc, byID)
		for i, q := range doc.Quotes {
			if g := byID[q.Speaker]; g != nil && doc.ZoneAt(q.Span.Start).Kept() {
				g.Quotes = append(g.Quotes, corpus.QuoteRef{Document: doc, Quote: i})
			}
		}
	}
	for _, event := range c.Timeline {
		for _, e := range event.Entities {
			byID[e.ID].Events = append(byID[e.ID].Events, event)
		}
	}
	for _, e := range c.Content.Entities {
		byID[e.ID].finish()
	}
	return all
}

// gatherMentions walks a document sentence by sentence.
func gatherMentions(doc *corpus.Document, byID map[string]*gathering) {
	together := map[string]bool{} // pairs of entities that share a sentence of this document
	var here []*gathering         // the entities of the sentence
	sentence := -1
	close := func() {
		pair(here, together)
		here = here[:0]
	}
	for i, m := range doc.Mentions {
		g := byID[m.Entity]
		if g == nil || !doc.ZoneAt(m.Span.Start).Kept() {
			continue
		}
		at := doc.SentenceAt(m.Span.Start)
		if at < 0 {
			continue
		}
		if at != sentence {
			close()
			sentence = at
		}
		g.mention(doc, i, at)
		if !slices.Contains(here, g) {
			here = append(here, g)
		}
	}
	close()
}

func (g *gathering) mention(doc *corpus.Document, i, sentence int) {
	g.Count++
	if n := len(g.Documents); n == 0 || g.Documents[n-1].Document != doc {
		g.Documents = append(g.Documents, corpus.DocumentMentions{Document: doc})
	}
	in := &g.Documents[len(g.Documents)-1]
	in.Count++
	if n := len(in.Sentences); n == 0 || in.Sentences[n-1].Sentence.Sentence != sentence {
		in.Sentences = append(in.Sentences, corpus.SentenceMention{Sentence: corpus.SentenceRef{Document: doc, Sentence: sentence}})
	}
	s := &in.Sentences[len(in.Sentences)-1]
	s.Mentions = append(s.Mentions, i)

	m := doc.Mentions[i]
	form := doc.Text(m.Span)
	key := text.Fold(form)
	if g.names[key] == nil {
		g.names[key] = &corpus.NameSeen{Text: form, Kind: m.Kind}
	}
	g.names[key].Count++
}

// pair counts that the entities of one sentence appear together.
func pair(here []*gathering, together map[string]bool) {
	for _, a := range here {
		for _, b := range here {
			if a == b {
				continue
			}
			with := a.with[b.Entity.ID]
			if with == nil {
				with = &corpus.CoMention{Entity: b.Entity}
				a.with[b.Entity.ID] = with
			}
			with.Sentences++
			if key := a.Entity.ID + " " + b.Entity.ID; !together[key] {
				together[key] = true
				with.Documents++
			}
		}
	}
}

// finish puts in order what was gathered.
func (g *gathering) finish() {
	for _, n := range g.names {
		g.Names = append(g.Names, *n)
	}
	slices.SortFunc(g.Names, func(a, b corpus.NameSeen) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
	for _, w := range g.with {
		g.AppearsWith = append(g.AppearsWith, *w)
	}
	slices.SortFunc(g.AppearsWith, func(a, b corpus.CoMention) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(b.Sentences, a.Sentences), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
}
