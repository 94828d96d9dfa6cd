package content

import (
	"strconv"
	"strings"

	"briefing/internal/corpus"
)

// timeline reads the events that editors wrote or corrected, sorted by id as the files are.
func (d *desk) timeline(files []string) []*corpus.Entry {
	var entries []*corpus.Entry
	for _, file := range files {
		a := d.article(file, true)
		if a == nil || !a.ok {
			continue
		}
		id := idOf(file)
		d.checkID(file, id)
		e := a.meta.event(id)
		e.Body = a.markdown()
		entries = append(entries, e)
	}
	return entries
}

// event reads the front matter of an event.
func (m *mapping) event(id string) *corpus.Entry {
	e := &corpus.Entry{
		ID:         id,
		Place:      m.placeOf("title"),
		Date:       m.date("date"),
		Title:      m.localized("title"),
		Entities:   m.references("entities", ""),
		Statements: m.citations("statements"),
		Hide:       m.flag("hide"),
	}
	if !e.Hide && m.drawn == nil { // to hide an event its id is enough
		m.require("date", "title")
	}
	m.finish()
	return e
}

// citations reads the sentences that an entry rests on:
//
//	statements:
//	  - {clipping: 000_437cb652eb58633f.txt, sentence: s4}
func (m *mapping) citations(key string) []corpus.Citation {
	if m.drawn != nil && m.draws(key, listOf(draw(func(m *mapping) { m.citation() }))) {
		return nil
	}
	var list []corpus.Citation
	for _, v := range m.list(key) {
		c := v.mapping()
		if c == nil {
			continue
		}
		if cited := c.citation(); cited.Clipping != "" && cited.Sentence != "" {
			list = append(list, cited)
		}
	}
	return list
}

// citation reads one sentence that an entry rests on.
func (m *mapping) citation() corpus.Citation {
	cited := corpus.Citation{Place: m.placeOf("sentence")}
	if clip := m.clipping("clipping"); clip != nil {
		cited.Clipping = clip.File
	}
	if !m.draws("sentence", schema{"type": "string", "pattern": "^s[1-9][0-9]*$"}) {
		if s, ok := m.get("sentence"); ok {
			cited.Sentence = s.sentence()
		}
	}
	m.require("clipping", "sentence")
	m.finish()
	return cited
}

// sentence returns the value as the id of a sentence: "s4".
func (v value) sentence() string {
	s, ok := v.text()
	if !ok {
		return ""
	}
	number, found := strings.CutPrefix(s, "s")
	if n, err := strconv.Atoi(number); !found || err != nil || n < 1 || strconv.Itoa(n) != number {
		v.fail("sentence", "sentences are named s1, s2, …, as briefing annotate shows them", "%q is no sentence", s)
		return ""
	}
	return s
}
