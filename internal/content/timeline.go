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
		m := a.meta
		id := idOf(file)
		d.checkID(file, id)
		e := &corpus.Entry{
			ID:         id,
			Place:      m.placeOf("title"),
			Date:       m.date("date"),
			Title:      m.localized("title"),
			Entities:   m.references("entities", ""),
			Statements: m.citations("statements"),
			Hide:       m.flag("hide"),
			Body:       a.markdown(),
		}
		if !e.Hide { // to hide an event its id is enough
			m.require("date", "title")
		}
		m.finish()
		entries = append(entries, e)
	}
	return entries
}

// citations reads the sentences that an entry rests on:
//
//	statements:
//	  - {clipping: 000_437cb652eb58633f.txt, sentence: s4}
func (m *mapping) citations(key string) []corpus.Citation {
	var list []corpus.Citation
	for _, v := range m.list(key) {
		c := v.mapping()
		if c == nil {
			continue
		}
		cited := corpus.Citation{Place: c.placeOf("sentence")}
		clip := c.clipping("clipping")
		if s, ok := c.get("sentence"); ok {
			cited.Sentence = s.sentence()
		}
		c.require("clipping", "sentence")
		c.finish()
		if clip != nil && cited.Sentence != "" {
			cited.Clipping = clip.File
			list = append(list, cited)
		}
	}
	return list
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
