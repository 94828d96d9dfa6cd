package annotate

import (
	"encoding/json"
	"io"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// A Record is a document as `briefing annotate` prints it, one JSON object a line: a public format, described in the
// README. All offsets are Unicode code points of the decoded clipping, half open.
type Record struct {
	ID          string             `json:"id"`
	Lang        string             `json:"lang"`
	Title       recordTitle        `json:"title"`
	Published   recordPublished    `json:"published"`
	Lines       []recordLine       `json:"lines"`
	Sentences   []recordSentence   `json:"sentences"`
	Mentions    []recordMention    `json:"mentions"`
	Timexes     []recordTimex      `json:"timexes"`
	Quotes      []recordQuote      `json:"quotes"`
	Indirect    []recordQuote      `json:"indirect"`
	Diagnostics []recordDiagnostic `json:"diagnostics"`

	Format    string        `json:"format"`
	Source    string        `json:"text,omitempty"` // what the offsets count in; left out where it is the file itself
	Byline    *recordStated `json:"byline"`         // null where nothing tells
	Publisher *recordStated `json:"publisher"`
	URL       *recordStated `json:"url"`
	Cuts      []recordCut   `json:"cuts"`
	Truncated *recordSpan   `json:"truncated"` // the sentence with which the article breaks off; null where it ends
}

type (
	recordStated struct {
		Text  string `json:"text"`
		Basis string `json:"basis"`
	}
	recordSpan struct {
		Start int `json:"start"`
		End   int `json:"end"`
	}
	recordCut struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Zone  string `json:"zone"`
		Rule  string `json:"rule"`
	}
	recordTitle struct {
		Text  string `json:"text"`
		Start *int   `json:"start"` // null where the clipping doesn't hold the title
		End   *int   `json:"end"`
		Basis string `json:"basis"`
	}
	recordPublished struct {
		Value    *string `json:"value"` // EDTF; null where unknown
		Basis    string  `json:"basis"`
		Inferred bool    `json:"inferred"`
	}
	recordLine struct {
		Line int    `json:"line"`
		Zone string `json:"zone"`
		Rule string `json:"rule,omitempty"`
		Of   int    `json:"of,omitempty"`
	}
	recordSentence struct {
		ID    string `json:"id"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	recordMention struct {
		Start  int    `json:"start"`
		End    int    `json:"end"`
		Text   string `json:"text"`
		Entity string `json:"entity"`
		Kind   string `json:"kind"`
		Why    string `json:"why"`
	}
	recordTimex struct {
		Start  int      `json:"start"`
		End    int      `json:"end"`
		Text   string   `json:"text"`
		Type   string   `json:"type"`
		Value  string   `json:"value"`
		Mod    *string  `json:"mod"`
		EDTF   *string  `json:"edtf"`
		From   *string  `json:"from"`
		To     *string  `json:"to"`
		Anchor string   `json:"anchor"`
		Flags  []string `json:"flags"`
		Why    string   `json:"why"`
	}
	recordQuote struct {
		Start       int     `json:"start"`
		End         int     `json:"end"`
		Text        string  `json:"text"`
		Kind        string  `json:"kind"`
		Speaker     *string `json:"speaker"`      // entity id
		SpeakerText *string `json:"speaker_text"` // the words that name the speaker
		Cue         *string `json:"cue"`
	}
	recordDiagnostic struct {
		Severity string `json:"severity"`
		ID       string `json:"id"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Message  string `json:"message"`
		Hint     string `json:"hint,omitempty"`
	}
)

// NewRecord returns the record of a document and of what was said of it.
func NewRecord(doc *corpus.Document, diags diag.List) *Record {
	src := doc.Clipping.Source
	at := func(s text.Span) (int, int) { return src.CodePoint(s.Start), src.CodePoint(s.End) }
	r := &Record{
		ID:          doc.ID(),
		Lang:        doc.Lang,
		Title:       recordTitle{Text: doc.Title.Text, Basis: doc.Title.Basis.String()},
		Published:   recordPublished{Value: optional(doc.Published.Date.String()), Basis: doc.Published.Basis.String(), Inferred: doc.Published.Inferred},
		Lines:       make([]recordLine, len(doc.Lines)),
		Sentences:   make([]recordSentence, len(doc.Sentences)),
		Mentions:    make([]recordMention, len(doc.Mentions)),
		Timexes:     make([]recordTimex, len(doc.Timexes)),
		Quotes:      []recordQuote{},
		Indirect:    []recordQuote{},
		Diagnostics: make([]recordDiagnostic, len(diags)),
	}
	if !doc.Title.Span.Empty() {
		start, end := at(doc.Title.Span)
		r.Title.Start, r.Title.End = &start, &end
	}
	r.Format, r.Cuts = doc.Clipping.Format, make([]recordCut, len(doc.Cuts))
	if r.Format != "text" {
		r.Source = src.Text
	}
	r.Byline, r.Publisher, r.URL = recordOf(doc.Byline()), recordOf(doc.Publisher()), recordOf(doc.URL())
	for i, c := range doc.Cuts {
		start, end := at(c.Span)
		r.Cuts[i] = recordCut{start, end, c.Zone.String(), c.Rule.String()}
	}
	if !doc.Truncated.Empty() {
		start, end := at(doc.Truncated)
		r.Truncated = &recordSpan{start, end}
	}
	for i, l := range doc.Lines {
		r.Lines[i] = recordLine{i + 1, l.Zone.String(), l.Reason().String(), int(l.Of)}
	}
	for i, s := range doc.Sentences {
		start, end := at(s.Span)
		r.Sentences[i] = recordSentence{corpus.SentenceID(i), start, end}
	}
	for i, m := range doc.Mentions {
		start, end := at(m.Span)
		r.Mentions[i] = recordMention{start, end, doc.Text(m.Span), m.Entity, m.Kind.String(), m.Why}
	}
	for i, t := range doc.Timexes {
		start, end := at(t.Span)
		r.Timexes[i] = recordTimex{
			start, end, doc.Text(t.Span), t.Type.String(), t.Value, optional(t.Mod), optional(t.EDTF), optional(t.From), optional(t.To),
			t.Anchor, append([]string{}, t.Flags...), t.Why,
		}
	}
	for _, q := range doc.Quotes {
		start, end := at(q.Span)
		rec := recordQuote{start, end, doc.Text(q.Span), q.Kind.String(), optional(q.Speaker), optional(q.SpeakerText), optional(q.Cue)}
		if q.Kind == corpus.Indirect {
			r.Indirect = append(r.Indirect, rec)
		} else {
			r.Quotes = append(r.Quotes, rec)
		}
	}
	for i, d := range diags {
		pos := d.Position()
		r.Diagnostics[i] = recordDiagnostic{d.Severity.String(), d.ID, pos.Line, pos.Column, d.Message, d.Hint}
	}
	return r
}

func recordOf(s corpus.Stated) *recordStated {
	if s.Text == "" {
		return nil
	}
	return &recordStated{s.Text, s.Basis.String()}
}

// Write writes the record as one line.
func (r *Record) Write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
