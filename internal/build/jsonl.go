package build

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"briefing/internal/annotate"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A textLine is a line of `briefing annotate --jsonl`.
type textLine struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Lang      string `json:"lang"`
	Published string `json:"published"`
	Strategy  string `json:"strategy"`
}

// AnnotateLines reads one {"id","text","lang"?,"published"?,"strategy"?} a line and writes the record of each to w.
// The entities are the desk's. A line that can't be read is an error in the list and the others go on.
func (d *Desk) AnnotateLines(r io.Reader, w io.Writer) (diag.List, error) {
	annotators := map[string]*annotate.Annotator{"": d.annotator, d.Content.Site.Strategy: d.annotator}
	var diags diag.List
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		raw, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(raw)) > 0 {
			record, fault := d.annotateLine(raw, n, annotators)
			if fault != nil {
				diags = append(diags, *fault)
			} else if err := record.Write(w); err != nil {
				return diags, err
			}
		}
		if errors.Is(err, io.EOF) {
			return diags, nil
		}
		if err != nil {
			return diags, err
		}
	}
}

func (d *Desk) annotateLine(raw []byte, n int, annotators map[string]*annotate.Annotator) (*annotate.Record, *diag.Diagnostic) {
	fault := func(offset int, hint, format string, args ...any) *diag.Diagnostic {
		line := strings.ToValidUTF8(strings.TrimRight(string(raw), "\r\n"), "\uFFFD")
		// The excerpt is this line alone, put where it stood by empty lines before it.
		src := text.NewSource("standard input", strings.Repeat("\n", n-1)+line)
		at := min(n-1+offset, len(src.Text))
		dg := diag.At(diag.Error, "jsonl", src, text.NewSpan(at, at), format, args...).WithHint("%s", hint)
		return &dg
	}
	const shape = `a line is {"id":"…","text":"…"}, and may have "lang", "published" (EDTF) and "strategy"`
	var in textLine
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return nil, fault(int(dec.InputOffset()), shape, "not a line of JSON Lines: %v", err)
	}
	if in.ID == "" || !utf8.ValidString(in.Text) || len(in.Text) > text.MaxSize {
		return nil, fault(0, shape, "a line needs an id, and a text of valid UTF-8 of at most %d MiB", text.MaxSize>>20)
	}
	meta := &corpus.DocumentMeta{Lang: in.Lang}
	if in.Published != "" {
		date, err := edtf.Parse(in.Published)
		if err != nil {
			return nil, fault(0, "EDTF, such as 2020-08-03 or 2020-08-03~", "published: %q is no date: %v", in.Published, err)
		}
		meta.Published = corpus.Published{Date: date, Basis: corpus.Reason{Code: corpus.GivenWithText}}
	}
	if annotators[in.Strategy] == nil {
		made, diags := annotate.New(d.Content.Entities, in.Strategy)
		if made == nil {
			return nil, fault(0, shape, "%s", diags[0].Message)
		}
		annotators[in.Strategy] = made
	}
	clip := &corpus.Clipping{ID: in.ID, File: in.ID, Format: "text", Source: text.NewSource(in.ID, in.Text)}
	doc, said := d.document(annotators[in.Strategy], clip, meta, text.Tokenize(in.Text))
	return annotate.NewRecord(doc, said), nil
}
