package site

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// The open data. These are public formats: fields may be added, none is renamed or dropped. Documents are named by
// their clipping's id, entities by theirs. Offsets count Unicode code points of the clipping as it is published at
// documents/<slug>/source.txt, half open; lines count from 1. Dates are EDTF; from and to are the outer days that they
// cover, null where open or unknown. Addresses are absolute where the site's own is known, else relative to its root.

// dataFiles are the names of the open data.
var dataFiles = [...]string{"documents.json", "entities.json", "quotes.json", "timeline.json"}

func (s *Site) addData() {
	s.addRecords("documents.json", "documents", len(s.articles), func(out []byte, i int) []byte { return appendRecord(out, s.documentRecord(s.articles[i])) })
	s.addRecords("entities.json", "entities", len(s.files), func(out []byte, i int) []byte { return appendRecord(out, s.entityRecord(s.files[i])) })
	s.addRecords("timeline.json", "events", len(s.corpus.Timeline), func(out []byte, i int) []byte { return s.eventRecord(s.corpus.Timeline[i]).append(out) })
	var quotes []corpus.QuoteRef
	for _, art := range s.articles {
		for i := range art.doc.Quotes {
			if art.doc.ZoneAt(art.doc.Quotes[i].Span.Start).Kept() {
				quotes = append(quotes, corpus.QuoteRef{Document: art.doc, Quote: i})
			}
		}
	}
	s.addRecords("quotes.json", "quotes", len(quotes), func(out []byte, i int) []byte { return s.quoteRecord(quotes[i]).append(out) })
}

// addRecords adds a file of open data: one list of records, a line each, written one after another so that no more
// than one is ever held.
func (s *Site) addRecords(file, list string, n int, record func(out []byte, i int) []byte) {
	s.addLong(file, func(w io.Writer) error {
		b := bufio.NewWriterSize(w, 1<<16)
		b.WriteString(`{"` + list + `":[`)
		var line []byte
		for i := range n {
			before := byte(',')
			if i == 0 {
				before = '\n'
			}
			line = append(record(append(line[:0], before), i), '\n')
			if _, err := b.Write(line); err != nil {
				return err
			}
		}
		b.WriteString("]}\n")
		return b.Flush()
	})
}

// appendRecord writes a record by its tags.
func appendRecord(out []byte, record any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(record); err != nil {
		return append(out, "null"...) // texts and numbers: can't fail
	}
	return append(out, bytes.TrimRight(b.Bytes(), "\n")...)
}

// jsonText writes a text as JSON.
func jsonText(s string) string {
	raw, err := json.Marshal(s)
	if err != nil {
		return `""` // a text: can't fail
	}
	return string(raw)
}

// DocumentsData is documents.json.
type DocumentsData struct {
	Documents []DocumentRecord `json:"documents"` // by publication date, the undated last
}

// A DocumentRecord is one document.
type DocumentRecord struct {
	ID         string           `json:"id"`
	Clipping   string           `json:"clipping"` // its file's name
	Title      string           `json:"title"`
	TitleBasis string           `json:"title_basis"` // "title line", "first sentence" or "editor"
	Lang       string           `json:"lang"`
	Publisher  string           `json:"publisher,omitempty"`
	Byline     string           `json:"byline,omitempty"`
	Published  *PublishedRecord `json:"published"` // null where nothing is known
	Words      int              `json:"words"`     // of the article
	Sentences  int              `json:"sentences"` // of the whole clipping
	Origin     string           `json:"origin,omitempty"`
	URL        string           `json:"url"`
	Source     string           `json:"source"` // the address of the clipping as it is
	Entities   []CountRecord    `json:"entities"`
}

// A PublishedRecord is when a document was published, and how that is known.
type PublishedRecord struct {
	Date     string `json:"date"`
	Basis    string `json:"basis"`
	Inferred bool   `json:"inferred"` // from the text, not an editor's word
}

// A CountRecord is how often the article names an entity, or an entity is named in a document.
type CountRecord struct {
	ID       string `json:"id"`
	Mentions int    `json:"mentions"`
}

func (s *Site) documentRecord(art *article) DocumentRecord {
	doc := art.doc
	r := DocumentRecord{ID: doc.ID(), Clipping: doc.Clipping.File, Title: art.title, TitleBasis: doc.Title.Basis.String(),
		Lang: doc.Lang, Publisher: doc.Publisher().Text, Byline: doc.Byline().Text, Words: art.words,
		Sentences: len(doc.Sentences), Origin: doc.URL().Text, URL: s.absolute(art.target),
		Source: s.absolute(art.target + "source.txt"), Entities: []CountRecord{}}
	if p := doc.Published; !p.Date.IsZero() {
		r.Published = &PublishedRecord{p.Date.String(), p.Basis.String(), p.Inferred}
	}
	for _, n := range art.named {
		r.Entities = append(r.Entities, CountRecord{n.entity.ID, n.count})
	}
	return r
}

// EntitiesData is entities.json.
type EntitiesData struct {
	Entities []EntityRecord `json:"entities"` // by id
}

// An EntityRecord is one entity. Name and description are by language, "" for one that is the same in all.
type EntityRecord struct {
	ID          string            `json:"id"`
	Type        string            `json:"type"`
	Name        map[string]string `json:"name"`
	Description map[string]string `json:"description"`
	Owner       []string          `json:"owner"`
	MemberOf    []string          `json:"member_of"`
	SameAs      []string          `json:"same_as"`
	Mentions    int               `json:"mentions"`
	Documents   []CountRecord     `json:"documents"`
	Names       []NameRecord      `json:"names"` // as the articles name it, most frequent first
	URL         string            `json:"url"`
}

// A NameRecord is a form by which the articles name an entity.
type NameRecord struct {
	Text  string `json:"text"`
	Kind  string `json:"kind"` // "name" or "epithet"
	Count int    `json:"count"`
}

func (s *Site) entityRecord(d *dossier) EntityRecord {
	e := d.Entity
	r := EntityRecord{ID: e.ID, Type: string(e.Type), Name: filled(e.Name), Description: filled(e.Description), Owner: list(e.Owner),
		MemberOf: list(e.MemberOf), SameAs: list(e.SameAs), Mentions: d.Count, Documents: []CountRecord{},
		Names: []NameRecord{}, URL: s.absolute(d.target)}
	for _, m := range d.Documents {
		r.Documents = append(r.Documents, CountRecord{m.Document.ID(), len(m.Mentions)})
	}
	for _, n := range d.Names {
		r.Names = append(r.Names, NameRecord{n.Text, n.Kind.String(), n.Count})
	}
	return r
}

// list and filled keep null out of the open data.
func list(l []string) []string {
	if l == nil {
		return []string{}
	}
	return l
}

func filled(l corpus.Localized) map[string]string {
	if l == nil {
		return map[string]string{}
	}
	return l
}

// TimelineData is timeline.json.
type TimelineData struct {
	Events []EventRecord `json:"events"` // by date, the undated last
}

// An EventRecord is one event.
type EventRecord struct {
	ID         string            `json:"id"`
	Date       *string           `json:"date"`
	From       *string           `json:"from"`
	To         *string           `json:"to"`
	Precision  string            `json:"precision"` // "day", "month", "year", "interval" …; "" where undated
	Status     string            `json:"status"`    // "past", "planned" or "undated"
	Title      string            `json:"title"`
	Lang       string            `json:"lang"`
	Entities   []string          `json:"entities"`
	Statements []StatementRecord `json:"statements"`
	Deadline   bool              `json:"deadline"` // the date is the last by which it is due
	Sources    int               `json:"sources"`  // documents that report it; copies of one text count once
	Conflicts  []ConflictRecord  `json:"conflicts"`
	URL        string            `json:"url"`
}

// A ConflictRecord is what the statements of an event disagree on.
type ConflictRecord struct {
	Kind   string        `json:"kind"` // "weekday", "day", "number" or "order"
	Claims []ClaimRecord `json:"claims"`
}

// A ClaimRecord is one side of a conflict.
type ClaimRecord struct {
	Text       string  `json:"text"`
	Date       *string `json:"date"`       // null where the claim is no date
	Statements []int   `json:"statements"` // from 0, in the event's
}

// A StatementRecord is a sentence that supports an event.
type StatementRecord struct {
	Document string `json:"document"`
	Clipping string `json:"clipping"` // its file's name
	Sentence string `json:"sentence"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Line     int    `json:"line"`
	Text     string `json:"text"`
	URL      string `json:"url"`
}

func (s *Site) eventRecord(e *corpus.Event) EventRecord {
	r := EventRecord{ID: e.ID, Precision: e.Date.Precision().String(), Status: string(e.Status), Title: e.Title, Lang: e.TitleLang,
		Entities: []string{}, Statements: []StatementRecord{}, Deadline: e.Deadline, Sources: s.sourcesOf(e),
		Conflicts: []ConflictRecord{}, URL: s.absolute(s.eventTarget(e))}
	r.Date, r.From, r.To = dateRecord(e.Date)
	for _, x := range e.Entities {
		r.Entities = append(r.Entities, x.ID)
	}
	for _, st := range e.Statements {
		r.Statements = append(r.Statements, s.statementRecord(st.SentenceRef))
	}
	for _, c := range e.Conflicts {
		r.Conflicts = append(r.Conflicts, conflictRecord(c))
	}
	return r
}

func conflictRecord(c corpus.Conflict) ConflictRecord {
	r := ConflictRecord{Kind: string(c.Kind), Claims: []ClaimRecord{}}
	for _, claim := range c.Claims {
		x := ClaimRecord{Text: claim.Text, Statements: append([]int{}, claim.Statements...)}
		x.Date, _, _ = dateRecord(claim.Date)
		r.Claims = append(r.Claims, x)
	}
	return r
}

func dateRecord(v edtf.Value) (date, from, to *string) {
	if v.IsZero() {
		return nil, nil, nil
	}
	text := v.String()
	first, last, hasFrom, hasTo := v.Bounds()
	if hasFrom {
		day := first.String()
		from = &day
	}
	if hasTo {
		day := last.String()
		to = &day
	}
	return &text, from, to
}

func (s *Site) statementRecord(ref corpus.SentenceRef) StatementRecord {
	doc := ref.Document
	span := doc.Sentences[ref.Sentence].Span
	start, end, line := offsets(doc, span)
	return StatementRecord{Document: doc.ID(), Clipping: doc.Clipping.File, Sentence: ref.ID(), Start: start, End: end,
		Line: line, Text: doc.Text(span), URL: s.absolute(s.sentenceTarget(ref))}
}

// offsets returns where a span stands for other programs: in code points, and on which line.
func offsets(doc *corpus.Document, span text.Span) (start, end, line int) {
	src := doc.Clipping.Source
	return src.CodePoint(span.Start), src.CodePoint(span.End), src.LineAt(span.Start)
}

// QuotesData is quotes.json.
type QuotesData struct {
	Quotes []QuoteRecord `json:"quotes"` // by document, in the order of the text
}

// A QuoteRecord is one quotation of an article.
type QuoteRecord struct {
	Document    string  `json:"document"`
	Clipping    string  `json:"clipping"`
	Sentence    string  `json:"sentence"` // that it begins in
	Start       int     `json:"start"`    // of the words, without their marks
	End         int     `json:"end"`
	OuterStart  int     `json:"outer_start"` // with them
	OuterEnd    int     `json:"outer_end"`
	Line        int     `json:"line"`
	Text        string  `json:"text"`
	Lang        string  `json:"lang"`
	Kind        string  `json:"kind"`         // "direct", "fragment" or "indirect"
	Speaker     *string `json:"speaker"`      // an entity's id; null where unknown or not declared
	SpeakerText *string `json:"speaker_text"` // the article's words for the speaker; null where it has none
	Cue         string  `json:"cue"`          // the words of speech; "" for none
	URL         string  `json:"url"`
}

func (s *Site) quoteRecord(ref corpus.QuoteRef) QuoteRecord {
	doc := ref.Document
	q, art := &doc.Quotes[ref.Quote], s.articleOf(doc)
	r := QuoteRecord{Document: doc.ID(), Clipping: doc.Clipping.File, Text: doc.Text(q.Span), Lang: doc.Lang,
		Kind: q.Kind.String(), Speaker: optional(q.Speaker), SpeakerText: optional(q.SpeakerText), Cue: q.Cue, URL: s.absolute(art.target)}
	r.Start, r.End, r.Line = offsets(doc, q.Span)
	r.OuterStart, r.OuterEnd, _ = offsets(doc, q.Outer)
	if i := doc.SentenceAt(q.Span.Start); i >= 0 {
		ref := corpus.SentenceRef{Document: doc, Sentence: i}
		r.Sentence, r.URL = ref.ID(), s.absolute(s.sentenceTarget(ref))
	}
	return r
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
