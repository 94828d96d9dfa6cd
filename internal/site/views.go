package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// An EntityLink is an entity in a list.
type EntityLink struct {
	URL, Name, Lang string // Lang: of Name, where it isn't the interface's
	Type            string // "person"
	Description     string
	DescriptionLang string
	Count           int // what it counts, the list says
	Documents       int
	Sentences       int
}

func (s *Site) entityLink(e *corpus.Entity, at place) EntityLink {
	l := EntityLink{URL: at.href(s.entityTarget(e)), Type: string(e.Type)}
	l.Name, l.Lang = picked(e.Name, s.words.lang)
	l.Description, l.DescriptionLang = picked(e.Description, s.words.lang)
	return l
}

// entityLinks returns the links of entities named by id; an id that isn't declared is left out.
func (s *Site) entityLinks(ids []string, at place) (links []EntityLink) {
	for _, id := range ids {
		if e := s.entities[id]; e != nil {
			links = append(links, s.entityLink(e, at))
		}
	}
	return links
}

func (s *Site) linksOf(entities []*corpus.Entity, at place) (links []EntityLink) {
	for _, e := range entities {
		links = append(links, s.entityLink(e, at))
	}
	return links
}

func sortNamings(list []naming) {
	slices.SortStableFunc(list, func(a, b naming) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.entity.ID, b.entity.ID))
	})
}

// A DocumentLink is a document in a list.
type DocumentLink struct {
	URL, Title, Lang string
	Language         string // in words
	Publisher        string
	Date             Moment
	Words, Minutes   int
}

func (s *Site) documentLink(art *article, at place) DocumentLink {
	doc := art.doc
	return DocumentLink{URL: at.href(art.target), Title: titleOf(doc), Lang: doc.Lang, Language: s.words.languageName(doc.Lang),
		Publisher: doc.Meta.Publisher, Date: s.publication(doc), Words: art.words, Minutes: minutes(art.words)}
}

// wordsPerMinute is how fast people read, silently and in their own language: M. Brysbaert, "How many words do we read
// per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019): 238 in English,
// 214 in French.
const wordsPerMinute = 225

func minutes(words int) int { return max(1, (words+wordsPerMinute/2)/wordsPerMinute) }

// A Moment is a date as a page shows it.
type Moment struct {
	Text    string
	Machine string // for a datetime attribute; "" where HTML has no such value
	Known   bool
	Basis   string
	How     string // "editor" or "inferred"
}

func (s *Site) publication(doc *corpus.Document) Moment {
	p := doc.Published
	m := Moment{Text: s.words.date(p.Date, false), Machine: machineDate(p.Date), Known: !p.Date.IsZero(), Basis: p.Basis, How: "editor"}
	if !m.Known {
		m.Text = s.words.say("document.date_unknown")
	}
	if p.Inferred {
		m.How = "inferred"
	}
	return m
}

// A Statement is a sentence of a clipping that is shown away from its document, and the way back.
type Statement struct {
	URL      string
	Text     template.HTML // the sentence, with what it is shown for marked
	Lang     string
	Number   int // of the sentence in its document
	Document DocumentLink
	Inferred bool     // its date is reckoned, not told
	Cited    bool     // an editor chose it
	Doubts   []string // conflicts of its date, in words
}

// sentence returns a sentence with the spans marked.
func (s *Site) sentence(ref corpus.SentenceRef, marks []text.Span, at place) Statement {
	art := s.byID[ref.Document.ID()]
	return Statement{URL: at.href(s.sentenceTarget(ref)), Text: marked(ref.Document, ref.Document.Sentences[ref.Sentence].Span, marks),
		Lang: ref.Document.Lang, Number: sentenceNumber(ref.ID()), Document: s.documentLink(art, at)}
}

// marked writes the words of a span with some of its parts, in order and apart, marked.
func marked(doc *corpus.Document, span text.Span, marks []text.Span) template.HTML {
	source := doc.Clipping.Source.Text
	var out []byte
	pos := span.Start
	for _, m := range marks {
		start, end := max(m.Start, pos), min(m.End, span.End)
		if start >= end {
			continue
		}
		out = appendEscaped(out, source[pos:start])
		out = append(out, "<mark>"...)
		out = appendEscaped(out, source[start:end])
		out = append(out, "</mark>"...)
		pos = end
	}
	return template.HTML(appendEscaped(out, source[pos:span.End]))
}

// An Event is an event in a list.
type Event struct {
	Anchor, URL string
	Date        Moment
	Precision   string // the key of its words: "day"
	Status      string
	Title       string
	TitleLang   string
	Curated     bool
	Sources     int // documents

	// only where the event is shown in full
	ShowTitle  bool // the title says more than the first statement does
	Entities   []EntityLink
	Statements []Statement
	Body       template.HTML
}

// eventLine returns an event as other pages than the timeline list it.
func (s *Site) eventLine(e *corpus.Event, at place) Event {
	return Event{Anchor: eventAnchor(e), URL: at.href(s.eventTarget(e)), Status: string(e.Status), Curated: e.Curated != nil,
		Date:      Moment{Text: s.words.date(e.Date, true), Machine: machineDate(e.Date), Known: !e.Date.IsZero()},
		Precision: precisionOf(e), Title: oneLine(e.Title), TitleLang: e.TitleLang, Sources: s.sources[e]}
}

func (s *Site) eventLines(events []*corpus.Event, at place) (lines []Event) {
	for _, e := range events {
		lines = append(lines, s.eventLine(e, at))
	}
	return lines
}

// event returns an event in full.
func (s *Site) event(e *corpus.Event, at place) Event {
	v := s.eventLine(e, at)
	v.Entities = s.linksOf(e.Entities, at)
	for _, st := range e.Statements {
		v.Statements = append(v.Statements, s.statement(e, st, at))
	}
	v.ShowTitle = v.Title != "" && (len(e.Statements) == 0 || !sameWords(v.Title, e.Statements[0].Text()))
	if e.Curated != nil {
		v.Body = s.markdown[e.Curated.Body].html
	}
	return v
}

// statement returns a sentence that supports an event, with what dates it marked. Where an editor chose the sentence,
// that is every time expression in it whose days the event touches.
func (s *Site) statement(e *corpus.Event, st corpus.Statement, at place) Statement {
	doc := st.Document
	dating := []int{st.Timex}
	if st.Timex < 0 {
		dating = timexesOn(doc, doc.Sentences[st.Sentence].Span, e.Date)
	}
	var marks []text.Span
	for _, i := range dating {
		marks = append(marks, doc.Timexes[i].Span)
	}
	x := s.sentence(st.SentenceRef, marks, at)
	x.Cited = st.Timex < 0
	for _, i := range dating {
		t := &doc.Timexes[i]
		x.Inferred = x.Inferred || inferred(t)
		for _, f := range conflicts(t) {
			x.Doubts = append(x.Doubts, s.words.say("flag."+f)+s.weekdayDoubt(t, f))
		}
	}
	return x
}

// timexesOn returns the time expressions within a span whose days meet those of a date.
func timexesOn(doc *corpus.Document, span text.Span, date edtf.Value) (found []int) {
	first, last, hasFirst, hasLast := date.Bounds()
	i, _ := slices.BinarySearchFunc(doc.Timexes, span.Start, func(t corpus.Timex, at int32) int { return cmp.Compare(t.Span.Start, at) })
	for ; i < len(doc.Timexes) && doc.Timexes[i].Span.Start < span.End; i++ {
		from, to, hasFrom, hasTo := timexDate(&doc.Timexes[i]).Bounds()
		late, early := hasLast && hasFrom && from > last, hasFirst && hasTo && to < first
		if (hasFrom || hasTo) && (hasFirst || hasLast) && !late && !early {
			found = append(found, i)
		}
	}
	return found
}

// sameWords reports whether a title is the words of a sentence or their beginning.
func sameWords(title, sentence string) bool {
	title, sentence = text.Fold(title), text.Fold(oneLine(sentence))
	for _, cut := range [...]string{"…", "..."} {
		if n := len(title) - len(cut); n > 0 && title[n:] == cut {
			title = title[:n]
		}
	}
	return len(title) <= len(sentence) && sentence[:len(title)] == title
}

func precisionOf(e *corpus.Event) string {
	if p := e.Date.Precision().String(); p != "" {
		return p
	}
	return "unknown"
}

// A Quotation is a quotation shown away from its document.
type Quotation struct {
	Statement
	Kind    string
	Speaker *EntityLink // nil where it isn't known, or not declared
	Named   string      // the clipping's words for the speaker; "" for none, or where they are the speaker's name
	Cue     string
}

func (s *Site) quotation(ref corpus.QuoteRef, at place) (Quotation, bool) {
	doc := ref.Document
	q := &doc.Quotes[ref.Quote]
	if !doc.ZoneAt(q.Span.Start).Kept() {
		return Quotation{}, false
	}
	art := s.byID[doc.ID()]
	v := Quotation{Statement: Statement{Lang: doc.Lang, Text: marked(doc, q.Outer, nil), Document: s.documentLink(art, at), URL: at.href(art.target)},
		Kind: q.Kind.String(), Named: q.SpeakerText, Cue: q.Cue}
	if q.Outer.Empty() {
		v.Text = marked(doc, q.Span, nil)
	}
	if i := doc.SentenceAt(q.Span.Start); i >= 0 {
		sentence := corpus.SentenceRef{Document: doc, Sentence: i}
		v.URL, v.Number = at.href(s.sentenceTarget(sentence)), sentenceNumber(sentence.ID())
	}
	if e := s.entities[q.Speaker]; e != nil {
		l := s.entityLink(e, at)
		v.Speaker = &l
		if says(e, q.SpeakerText, s.words.lang) {
			v.Named = ""
		}
	}
	return v, true
}

func anchorOfYear(year int) string { return "y" + strconv.Itoa(year) }

func anchorOfMonth(year, month int) string { return fmt.Sprintf("m%04d-%02d", year, month) }
