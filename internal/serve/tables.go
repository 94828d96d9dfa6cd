package serve

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"briefing/internal/build"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/suggest"
	"briefing/internal/text"
)

// A desk is what a page of the desk is given.
type desk struct {
	Part  string // "", "names", "mentions", "dates", "copies", "apart"
	Token string
	Shown string // the state of the site
	Said  []remark
	More  int // rows that aren't shown
	Types []corpus.EntityType

	Names    []suggestedRow
	Mentions []mentionRow
	Dates    []dateRow
	Undated  []undatedRow
	Copies   []copyRow
	Apart    []apartRow
	Drafts   []documentLink
	Counts   struct{ Documents, Entities, Events, Errors, Warnings, Drafts int }
}

// rows is how many rows of a table are shown.
const rows = 300

// A documentLink leads to the page of a document.
type documentLink struct{ Title, URL, Page, Open string }

type suggestedRow struct {
	ID, Name, Type, Reason, Example string
	Count, Documents                int
	Variants                        []string
	Document                        documentLink
}

type mentionRow struct {
	Entity, Text, Why string
	Count             int
	Example           documentLink
}

type dateRow struct {
	Text, Value, Why string
	Flags            string
	Document         documentLink
}

type undatedRow struct {
	Document     documentLink
	Value, Basis string
}

type copyRow struct {
	Document documentLink
	Kind     string
	Of       documentLink
}

type apartRow struct {
	Document         documentLink
	Line             int
	Zone, Rule, Text string
}

// table answers with a page of the desk.
func (s *Server) table(w http.ResponseWriter, r *http.Request, part string) {
	v := s.latest(r.Context())
	if v == nil {
		return // who asked went away
	}
	d := desk{Part: part, Token: s.pageToken(), Shown: s.state(v), Types: corpus.EntityTypes[:]}
	d.Counts.Errors, d.Counts.Warnings = v.Said.Count(diag.Error), v.Said.Count(diag.Warning)
	if v.Site != nil {
		d.Counts.Documents, d.Counts.Entities = len(v.Corpus.Documents), len(v.Corpus.Content.Entities)
		d.Counts.Events, d.Counts.Drafts = len(v.Corpus.Timeline), v.Drafts
	}
	switch {
	case part == "":
		d.Said = s.remarks(v.Said)
		d.More = max(0, len(d.Said)-rows)
		d.Said = d.Said[:len(d.Said)-d.More]
	case v.Site == nil:
	case part == "names":
		d.Names, d.More = s.names(v)
	case part == "mentions":
		d.Mentions, d.More = s.mentions(v)
	case part == "dates":
		d.Dates, d.More = s.dates(v)
		d.Undated = s.undated(v)
	case part == "copies":
		d.Copies = s.copies(v)
	case part == "apart":
		d.Apart, d.More = s.apart(v)
	default:
		http.NotFound(w, r)
		return
	}
	s.render(w, http.StatusOK, "tables.html", d)
}

// link returns the way to a document, and to one of its sentences.
func (s *Server) link(v *build.View, doc *corpus.Document, at int32) documentLink {
	slug := v.Corpus.Slugs[doc.ID()]
	pos := doc.Clipping.Source.Position(at)
	l := documentLink{Title: doc.Title.Text, URL: "/documents/" + slug + "/", Page: "documents/" + slug + "/index.html",
		Open: s.editor.link(s.opt.Dir, doc.Clipping.Source.Name, pos.Line, pos.Column)}
	if i := doc.SentenceAt(at); i >= 0 {
		l.URL += "#" + corpus.SentenceID(i)
	}
	return l
}

// cut returns the first rows and how many are left.
func cut[T any](list []T) ([]T, int) {
	n := min(len(list), rows)
	return list[:n], len(list) - n
}

// suggestions returns what is worth declaring, as of a view; it is reckoned once for each.
func (s *Server) suggestions(v *build.View) []suggest.Suggestion {
	s.suggesting.Lock()
	defer s.suggesting.Unlock()
	if s.suggestedFor != v.Site {
		tokens := func(d *corpus.Document) *text.Tokens { return text.Tokenize(d.Clipping.Source.Text) }
		s.suggested, s.suggestedFor = suggest.Suggest(v.Corpus.Documents, tokens, v.Corpus.Content.Entities), v.Site
	}
	return s.suggested
}

func (s *Server) names(v *build.View) ([]suggestedRow, int) {
	list, more := cut(s.suggestions(v))
	var out []suggestedRow
	for _, x := range list {
		row := suggestedRow{ID: x.ID, Name: x.Name, Type: string(x.Type), Reason: x.Reason, Count: x.Count, Documents: x.Documents,
			Document: s.link(v, x.Sentence.Document, x.Span.Start), Example: x.Sentence.Document.Text(x.Span)}
		if x.Sentence.Sentence >= 0 {
			row.Example = x.Sentence.Text()
		}
		for _, f := range x.Variants {
			if f.Text != x.Name {
				row.Variants = append(row.Variants, fmt.Sprintf("%s (%d)", f.Text, f.Count))
			}
		}
		out = append(out, row)
	}
	return out, more
}

// mentions returns by which words and why the documents name each entity.
func (s *Server) mentions(v *build.View) ([]mentionRow, int) {
	byWords := map[[3]string]*mentionRow{}
	for _, doc := range v.Corpus.Documents {
		for i := range doc.Mentions {
			m := &doc.Mentions[i]
			key := [3]string{m.Entity, doc.Text(m.Span), m.Why}
			row := byWords[key]
			if row == nil {
				row = &mentionRow{Entity: m.Entity, Text: key[1], Why: key[2], Example: s.link(v, doc, m.Span.Start)}
				byWords[key] = row
			}
			row.Count++
		}
	}
	list := make([]mentionRow, 0, len(byWords))
	for _, row := range byWords {
		list = append(list, *row)
	}
	slices.SortFunc(list, func(a, b mentionRow) int {
		return cmp.Or(cmp.Compare(a.Entity, b.Entity), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Why, b.Why))
	})
	return list, 0
}

// dates returns the time expressions that are doubtful: those that name no day or contradict something.
func (s *Server) dates(v *build.View) ([]dateRow, int) {
	var list []dateRow
	for _, doc := range v.Corpus.Documents {
		for i := range doc.Timexes {
			t := &doc.Timexes[i]
			if len(t.Flags) == 0 || !doc.ZoneAt(t.Span.Start).Kept() {
				continue
			}
			list = append(list, dateRow{doc.Text(t.Span), first(t.EDTF, t.Value), t.Why, strings.Join(t.Flags, ", "), s.link(v, doc, t.Span.Start)})
		}
	}
	return cut(list)
}

// undated returns the documents whose date no editor gave.
func (s *Server) undated(v *build.View) []undatedRow {
	var list []undatedRow
	for _, doc := range v.Corpus.Documents {
		if p := doc.Published; p.Date.IsZero() || p.Inferred {
			list = append(list, undatedRow{s.link(v, doc, 0), p.Date.String(), p.Basis.String()})
		}
	}
	list, _ = cut(list)
	return list
}

func (s *Server) copies(v *build.View) []copyRow {
	var list []copyRow
	for _, doc := range v.Corpus.Documents {
		if doc.Copy != nil {
			list = append(list, copyRow{s.link(v, doc, 0), doc.Copy.Kind.String(), s.link(v, doc.Copy.Of, 0)})
		}
	}
	list, _ = cut(list)
	return list
}

// apartLength is how many bytes of a line that was set apart are shown.
const apartLength = 160

func (s *Server) apart(v *build.View) ([]apartRow, int) {
	var list []apartRow
	for _, doc := range v.Corpus.Documents {
		for i, l := range doc.Lines {
			words := strings.TrimSpace(doc.Text(l.Span))
			if l.Zone.Kept() || words == "" {
				continue
			}
			if len(words) > apartLength {
				words = strings.ToValidUTF8(words[:apartLength], "") + "…"
			}
			list = append(list, apartRow{s.link(v, doc, l.Span.Start), i + 1, l.Zone.String(), l.Reason().String(), words})
		}
	}
	return cut(list)
}
