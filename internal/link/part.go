package link

import (
	"slices"

	"briefing/internal/corpus"
)

// A part is what one document has for the dossier of one entity: lists of numbers, which stand one behind the other
// among those of the document's telling.
type part struct {
	entity    int32 // index in Content.Entities
	sentences int32 // of kept text that name it
	from      int32 // where its lists begin
	ends      [partLists]int32
}

// The lists of a part.
const (
	mentionList = iota // indexes in Document.Mentions, of kept text
	nameList           // for each form as written: its first mention, and how often it comes
	withList           // for each entity that is named in the same sentences: its index, and in how many
	quoteList          // by the entity: indexes in Document.Quotes
	aboutList          // that name it, by others
	partLists
)

// list returns one of the lists of a part.
func (t *Telling) list(p *part, which int) []int32 {
	from := p.from
	if which > 0 {
		from = p.ends[which-1]
	}
	return t.lists[from:p.ends[which]]
}

// A sorter takes the mentions and quotations of a document apart by entity. What it holds is used again for the next.
type sorter struct {
	of        []int32 // by entity: 1 and the index of its part, 0 for none
	parts     []open
	used      int     // of parts, by the document at hand
	here      []int32 // parts of the sentence at hand
	sentences int     // of kept text
}

// An open is a part to which more may be added.
type open struct {
	part
	lists [partLists][]int32
}

// take gives a telling the parts of its document, for the entities of a reader. named has the entity of each mention,
// -1 for what isn't declared.
func (s *sorter) take(t *Telling, r *Reader, doc *corpus.Document, named []int32) {
	if len(s.of) < len(r.entities) {
		s.of = make([]int32, len(r.entities))
	}
	s.used, s.sentences = 0, 0
	s.mentions(doc, named)
	s.quoted(r, doc, named)
	size := 0
	for i := range s.parts[:s.used] {
		s.of[s.parts[i].entity] = 0
		for _, list := range s.parts[i].lists {
			size += len(list)
		}
	}
	t.sentences, t.parts, t.lists = s.sentences, make([]part, s.used), make([]int32, 0, size)
	for i := range t.parts {
		p := &s.parts[i]
		p.from = int32(len(t.lists))
		for k, list := range p.lists {
			t.lists = append(t.lists, list...)
			p.ends[k] = int32(len(t.lists))
		}
		t.parts[i] = p.part
	}
}

// part returns the index of the part of an entity.
func (s *sorter) part(e int32) int32 {
	if s.of[e] == 0 {
		if s.used == len(s.parts) {
			s.parts = append(s.parts, open{})
		}
		p := &s.parts[s.used]
		p.part = part{entity: e}
		for k := range p.lists {
			p.lists[k] = p.lists[k][:0]
		}
		s.used++
		s.of[e] = int32(s.used)
	}
	return s.of[e] - 1
}

// mentions walks over a document sentence by sentence.
func (s *sorter) mentions(doc *corpus.Document, named []int32) {
	next := 0
	for i := range doc.Sentences {
		span := doc.Sentences[i].Span
		for next < len(named) && doc.Mentions[next].Span.Start < span.Start {
			next++
		}
		first := next
		for next < len(named) && doc.Mentions[next].Span.Start < span.End {
			next++
		}
		if !doc.ZoneAt(span.Start).Kept() {
			continue
		}
		s.sentences++
		s.here = s.here[:0]
		for m := first; m < next; m++ {
			if named[m] < 0 {
				continue
			}
			k := s.part(named[m])
			s.parts[k].mention(doc, int32(m))
			if !slices.Contains(s.here, k) {
				s.here = append(s.here, k)
				s.parts[k].sentences++
			}
		}
		s.meet()
	}
}

// mention adds a mention of a document.
func (p *open) mention(doc *corpus.Document, m int32) {
	p.lists[mentionList] = append(p.lists[mentionList], m)
	form, names := doc.Text(doc.Mentions[m].Span), p.lists[nameList]
	for k := 0; k < len(names); k += 2 {
		if doc.Text(doc.Mentions[names[k]].Span) == form {
			names[k+1]++
			return
		}
	}
	p.lists[nameList] = append(names, m, 1)
}

// meet counts that the entities of one sentence appear together.
func (s *sorter) meet() {
	for _, a := range s.here {
		for _, b := range s.here {
			if a != b {
				s.parts[a].meet(s.parts[b].entity)
			}
		}
	}
}

func (p *open) meet(e int32) {
	with := p.lists[withList]
	for k := 0; k < len(with); k += 2 {
		if with[k] == e {
			with[k+1]++
			return
		}
	}
	p.lists[withList] = append(with, e, 1)
}

// quoted gives each quotation to its speaker, and to those that it names.
func (s *sorter) quoted(r *Reader, doc *corpus.Document, named []int32) {
	next := 0
	for i := range doc.Quotes {
		q := &doc.Quotes[i]
		if !doc.ZoneAt(q.Span.Start).Kept() {
			continue
		}
		speaker := int32(-1)
		if e, ok := r.entityIndex[q.Speaker]; ok {
			speaker = s.part(e)
			s.parts[speaker].lists[quoteList] = append(s.parts[speaker].lists[quoteList], int32(i))
		}
		for next > 0 && doc.Mentions[next-1].Span.Start >= q.Span.Start { // quotations may be nested
			next--
		}
		for next < len(named) && doc.Mentions[next].Span.Start < q.Span.Start {
			next++
		}
		for m := next; m < len(named) && q.Span.Contains(doc.Mentions[m].Span); m++ {
			if named[m] < 0 {
				continue
			}
			k := s.part(named[m])
			if k == speaker {
				continue
			}
			about := s.parts[k].lists[aboutList]
			if n := len(about); n == 0 || about[n-1] != int32(i) {
				s.parts[k].lists[aboutList] = append(about, int32(i))
			}
		}
	}
}
