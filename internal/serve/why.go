package serve

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"briefing/internal/build"
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A reason tells an editor why something on a page is marked, and what can be done about it.
type reason struct {
	Kind      string   `json:"kind"` // "mention" or "date"
	Text      string   `json:"text"`
	Line      int      `json:"line"`
	Why       string   `json:"why"`
	Entity    string   `json:"entity,omitempty"`
	Name      string   `json:"name,omitempty"`
	Value     string   `json:"value,omitempty"`
	Flags     []string `json:"flags,omitempty"`
	Published string   `json:"published,omitempty"` // of the document
	Basis     string   `json:"basis,omitempty"`
	Open      string   `json:"open,omitempty"`     // opens the clipping there
	Declared  string   `json:"declared,omitempty"` // opens what the mention stands on
	Entities  []choice `json:"entities,omitempty"` // that it could be
}

// A choice is an entity to choose.
type choice struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// why answers for the n-th mention or date of these words in a sentence of a document's page.
func (s *Server) why(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	v := s.latest(r.Context())
	if v == nil || v.Site == nil {
		http.NotFound(w, r)
		return
	}
	doc := s.documentAt(v, q.Get("page"))
	n, err := strconv.Atoi(q.Get("n"))
	if doc == nil || err != nil {
		http.NotFound(w, r)
		return
	}
	var span text.Span
	if i := doc.SentenceOf(q.Get("sentence")); i >= 0 {
		span = doc.Sentences[i].Span
	}
	found := s.reasons(v, doc, span, q.Get("kind"), strings.Join(strings.Fields(q.Get("text")), " "))
	if n < 0 || n >= len(found) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", types[".json"])
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(found[n]) // who went away needs no answer
}

// reasons returns what is marked with these words in a span, in the order of the text.
func (s *Server) reasons(v *build.View, doc *corpus.Document, in text.Span, kind, words string) (list []reason) {
	add := func(span text.Span, r reason) {
		if !in.Overlaps(span) || strings.Join(strings.Fields(doc.Text(span)), " ") != words {
			return
		}
		pos := doc.Clipping.Source.Position(span.Start)
		r.Kind, r.Text, r.Line = kind, words, pos.Line
		r.Open = s.editor.link(s.opt.Dir, doc.Clipping.Source.Name, pos.Line, pos.Column)
		r.Published, r.Basis = doc.Published.Date.String(), doc.Published.Basis.String()
		list = append(list, r)
	}
	lang := v.Corpus.Content.Site.Language
	if kind == "date" {
		for i := range doc.Timexes {
			t := &doc.Timexes[i]
			add(t.Span, reason{Why: t.Why, Value: first(t.EDTF, t.Value), Flags: t.Flags})
		}
		return list
	}
	var all []choice
	names := map[string]string{}
	for _, e := range v.Corpus.Content.Entities {
		names[e.ID] = e.Name.In(lang)
		all = append(all, choice{e.ID, e.Name.In(lang)})
	}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		r := reason{Why: m.Why, Entity: m.Entity, Name: names[m.Entity], Entities: all}
		if place := m.Place; place.Source != nil {
			pos := place.Source.Position(place.Span.Start)
			r.Declared = s.editor.link(s.opt.Dir, place.Source.Name, pos.Line, pos.Column)
		}
		add(m.Span, r)
	}
	return list
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
