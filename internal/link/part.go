package link

import (
	"slices"

	"briefing/internal/corpus"
)

// A part is what one document has for the dossier of one entity.
type part struct {
	entity    int32 // index in Content.Entities
	count     int   // mentions in kept text
	sentences []corpus.SentenceMention
	names     []corpus.NameSeen // each form once, as written
	with      []company
	quotes    []int32 // by the entity: indexes in Document.Quotes
	about     []int32 // that name it, by others
}

// A company is another entity that is named in the same sentences.
type company struct{ entity, sentences int32 }

// A sorter takes the mentions and quotations of a document apart by entity.
type sorter struct {
	parts     []part
	of        []int32 // by entity: 1 and the index of its part, 0 for none
	mentioned []int   // room for those of the document
	here      []int32 // parts of the sentence at hand
	sentences int     // of kept text
}

// take returns the parts of a document, for the entities of a reader, and how many sentences of kept text it has.
func (s *sorter) take(r *Reader, doc *corpus.Document) ([]part, int) {
	if len(s.of) < len(r.entities) {
		s.of = make([]int32, len(r.entities))
	}
	s.parts, s.sentences = nil, 0
	s.mentioned = make([]int, 0, len(doc.Mentions))
	s.mentions(r, doc)
	s.quoted(r, doc)
	for i := range s.parts {
		s.of[s.parts[i].entity] = 0
	}
	return s.parts, s.sentences
}

// part returns the index of the part of an entity, given by its id; -1 for one that isn't declared.
func (s *sorter) part(r *Reader, id string) int32 {
	e, ok := r.entityIndex[id]
	if !ok {
		return -1
	}
	if s.of[e] == 0 {
		s.parts = append(s.parts, part{entity: e})
		s.of[e] = int32(len(s.parts))
	}
	return s.of[e] - 1
}

// mentions walks over a document sentence by sentence.
func (s *sorter) mentions(r *Reader, doc *corpus.Document) {
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
		s.sentences++
		s.here = s.here[:0]
		for m := first; m < next; m++ {
			k := s.part(r, doc.Mentions[m].Entity)
			if k < 0 {
				continue
			}
			s.mentioned = append(s.mentioned, m)
			n := len(s.mentioned)
			s.parts[k].mention(doc, s.mentioned[n-1:n:n], i)
			if !slices.Contains(s.here, k) {
				s.here = append(s.here, k)
			}
		}
		s.meet()
	}
}

// mention adds a mention of a document, in its i-th sentence.
func (p *part) mention(doc *corpus.Document, one []int, i int) {
	p.count++
	m := one[0]
	if n := len(p.sentences); n > 0 && p.sentences[n-1].Sentence == i {
		p.sentences[n-1].Mentions = append(p.sentences[n-1].Mentions, m)
	} else {
		p.sentences = append(p.sentences, corpus.SentenceMention{Sentence: i, Mentions: one})
	}
	form := doc.Text(doc.Mentions[m].Span)
	for k := range p.names {
		if p.names[k].Text == form {
			p.names[k].Count++
			return
		}
	}
	p.names = append(p.names, corpus.NameSeen{Text: form, Kind: doc.Mentions[m].Kind, Count: 1})
}

// meet counts that the entities of one sentence appear together.
func (s *sorter) meet() {
	for _, a := range s.here {
		p := &s.parts[a]
		for _, b := range s.here {
			if a != b {
				p.meet(s.parts[b].entity)
			}
		}
	}
}

func (p *part) meet(e int32) {
	for i := range p.with {
		if p.with[i].entity == e {
			p.with[i].sentences++
			return
		}
	}
	p.with = append(p.with, company{e, 1})
}

// quoted gives each quotation to its speaker, and to those that it names.
func (s *sorter) quoted(r *Reader, doc *corpus.Document) {
	next := 0
	for i, q := range doc.Quotes {
		if !doc.ZoneAt(q.Span.Start).Kept() {
			continue
		}
		speaker := s.part(r, q.Speaker)
		if speaker >= 0 {
			s.parts[speaker].quotes = append(s.parts[speaker].quotes, int32(i))
		}
		for next > 0 && doc.Mentions[next-1].Span.Start >= q.Span.Start { // quotations may be nested
			next--
		}
		for next < len(doc.Mentions) && doc.Mentions[next].Span.Start < q.Span.Start {
			next++
		}
		for m := next; m < len(doc.Mentions) && q.Span.Contains(doc.Mentions[m].Span); m++ {
			k := s.part(r, doc.Mentions[m].Entity)
			if k < 0 || k == speaker {
				continue
			}
			p := &s.parts[k]
			if n := len(p.about); n == 0 || p.about[n-1] != int32(i) {
				p.about = append(p.about, int32(i))
			}
		}
	}
}
