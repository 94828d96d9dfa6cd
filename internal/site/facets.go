package site

import (
	"bytes"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A Facet is something by which scripts filter the events of a page.
type Facet struct {
	Name    string // "entity", "source", "lang" or "status"
	Options []Option
}

// An Option is a value of a facet, as the events say it in their data attributes, and its name.
type Option struct{ Value, Text string }

// facets returns what the events of a page can be filtered by.
func (s *edition) facets(events []*corpus.Event) []Facet {
	entity, source, lang, status := Facet{Name: "entity"}, Facet{Name: "source"}, Facet{Name: "lang"}, Facet{Name: "status"}
	seen := map[Option]bool{}
	add := func(f *Facet, value, words string) {
		if o := (Option{f.Name, value}); !seen[o] {
			seen[o] = true
			f.Options = append(f.Options, Option{value, words})
		}
	}
	for _, e := range events {
		for _, x := range e.Entities {
			add(&entity, x.ID, x.Name.In(s.words.lang))
		}
		for _, st := range e.Statements {
			art := s.articleOf(st.Document)
			name := art.source.name
			if name == "" {
				name = s.words.say("entity.no_source")
			}
			add(&source, art.source.slug, name)
			add(&lang, art.doc.Lang, s.words.languageName(art.doc.Lang))
		}
		add(&status, string(e.Status), s.words.say("filter."+string(e.Status)))
	}
	all := []Facet{entity, source, lang, status}
	for _, f := range all {
		slices.SortStableFunc(f.Options, func(a, b Option) int {
			var one, other [64]byte
			return bytes.Compare(text.AppendFold(one[:0], a.Text), text.AppendFold(other[:0], b.Text))
		})
	}
	return all
}
