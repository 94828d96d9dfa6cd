package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

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
	EDTF    string // of a publication, for citations; "" where unknown
	Known   bool
	Basis   string
	How     string // "editor" or "inferred"
}

func (s *Site) publication(doc *corpus.Document) Moment {
	p := doc.Published
	m := Moment{Text: s.words.date(p.Date, false), Machine: machineDate(p.Date), EDTF: p.Date.String(), Known: !p.Date.IsZero(), Basis: p.Basis, How: "editor"}
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
	URL       string
	Text      template.HTML // the sentence, with what it is shown for marked
	Lang      string
	Number    int // of the sentence in its document
	Document  DocumentLink
	Inferred  bool     // its date is reckoned, not told
	Inherited bool     // its date is that of the event, told by another
	Cited     bool     // an editor chose it
	Doubts    []string // conflicts of its date, in words
}

// sentence returns a sentence with one clause of it standing out, and the spans marked.
func (s *Site) sentence(ref corpus.SentenceRef, part text.Span, marks []text.Span, at place) Statement {
	art := s.byID[ref.Document.ID()]
	return Statement{URL: at.href(s.sentenceTarget(ref)), Text: clause(ref.Document, ref.Document.Sentences[ref.Sentence].Span, part, marks),
		Lang: ref.Document.Lang, Number: sentenceNumber(ref.ID()), Document: s.documentLink(art, at)}
}

// clause writes the words of a sentence so that those of one clause of it stand out.
func clause(doc *corpus.Document, sentence, part text.Span, marks []text.Span) template.HTML {
	if part.Empty() || !sentence.Contains(part) || part == sentence {
		return template.HTML(appendMarked(nil, doc, sentence, marks))
	}
	var out []byte
	rest := func(span text.Span) {
		if !span.Empty() {
			out = append(out, `<span class="rest">`...)
			out = appendMarked(out, doc, span, marks)
			out = append(out, "</span>"...)
		}
	}
	rest(text.Span{Start: sentence.Start, End: part.Start})
	out = appendMarked(out, doc, part, marks)
	rest(text.Span{Start: part.End, End: sentence.End})
	return template.HTML(out)
}

// appendMarked writes the words of a span with some of its parts, in order and apart, marked.
func appendMarked(out []byte, doc *corpus.Document, span text.Span, marks []text.Span) []byte {
	source := doc.Clipping.Source.Text
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
	return appendEscaped(out, source[pos:span.End])
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
	Sources     int  // documents; copies of one text count once
	Disputed    bool // its statements disagree

	// only where the event is shown in full
	Keys       string // the ids of Entities, for scripts
	ShowTitle  bool   // the title says more than the first statement does
	Entities   []EntityLink
	Statements []Statement
	Disputes   []Dispute
	Reckoned   string // what its date is reckoned from, in words; "" where it is told
	Body       template.HTML
}

// A Dispute is what the statements of an event disagree on.
type Dispute struct {
	Kind   string // "weekday", "day", "number" or "order"
	Claims []Claim
}

// A Claim is one side of a dispute.
type Claim struct {
	Text, Lang string
	Date       string // "" where the claim is no date
	Statements []Statement
}

// eventLine returns an event as other pages than the timeline list it.
func (s *Site) eventLine(e *corpus.Event, at place) Event {
	return Event{Anchor: eventAnchor(e), URL: at.href(s.eventTarget(e)), Status: string(e.Status), Curated: e.Curated != nil,
		Date:      Moment{Text: s.eventDate(e), Machine: machineDate(e.Date), Known: !e.Date.IsZero()},
		Precision: precisionOf(e), Title: oneLine(e.Title), TitleLang: e.TitleLang, Sources: s.sourcesOf(e), Disputed: len(e.Conflicts) > 0}
}

// sourcesOf returns how many documents report an event.
func (s *Site) sourcesOf(e *corpus.Event) int {
	if e.Sources > 0 {
		return e.Sources
	}
	return s.sources[e]
}

// eventDate returns the date of an event in words.
func (s *Site) eventDate(e *corpus.Event) string {
	switch {
	case e.Date.IsZero() && !e.Before.IsZero():
		return s.words.say("timeline.first_told", "date", s.words.date(e.Before, false))
	case e.Deadline:
		return s.words.deadline(e.Date)
	}
	return s.words.date(e.Date, true)
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
	v.Keys = keyed(e.Entities)
	for _, st := range e.Statements {
		v.Statements = append(v.Statements, s.statement(e, st, at))
	}
	v.Reckoned = e.Reckoned
	for _, c := range e.Conflicts {
		v.Disputes = append(v.Disputes, s.dispute(c, v.Statements))
	}
	v.ShowTitle = v.Title != "" && (len(e.Statements) == 0 || !repeats(v.Title, e.Statements[0].Text(), len(e.Statements)))
	if e.Curated != nil {
		v.Body = s.markdown[e.Curated.Body].html
	}
	return v
}

func (s *Site) dispute(c corpus.Conflict, statements []Statement) Dispute {
	v := Dispute{Kind: string(c.Kind)}
	for _, claim := range c.Claims {
		x := Claim{Text: oneLine(claim.Text)}
		if !claim.Date.IsZero() {
			x.Date = s.words.date(claim.Date, true)
		}
		for _, i := range claim.Statements {
			x.Statements = append(x.Statements, statements[i])
		}
		if len(x.Statements) > 0 {
			x.Lang = x.Statements[0].Lang
		}
		v.Claims = append(v.Claims, x)
	}
	return v
}

// statement returns a sentence that supports an event, with what dates it marked. Where an editor chose the sentence,
// or none of its expressions dates it, that is every one in it whose days the event touches.
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
	x := s.sentence(st.SentenceRef, st.Clause, marks, at)
	x.Cited, x.Inherited = st.Cited, st.Inherited
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

// repeats reports whether a title says nothing but what the first of n sentences under it says: it is part of the only
// one, or all of the first of several.
func repeats(title, sentence string, n int) bool {
	title, sentence = text.Fold(title), text.Fold(oneLine(sentence))
	for _, cut := range [...]string{"…", "..."} {
		title = strings.TrimSuffix(title, cut)
	}
	return strings.Contains(sentence, title) && (n == 1 || len(title)+1 >= len(sentence))
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
	v := Quotation{Statement: Statement{Lang: doc.Lang, Text: template.HTML(appendMarked(nil, doc, q.Outer, nil)), Document: s.documentLink(art, at), URL: at.href(art.target)},
		Kind: q.Kind.String(), Named: q.SpeakerText, Cue: q.Cue}
	if q.Outer.Empty() {
		v.Text = template.HTML(appendMarked(nil, doc, q.Span, nil))
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
