// Package page reads a saved web page: its text as lines, which of them are the article, and what the page says of
// itself.
//
// All text that a reader could see becomes lines, in the order of the page, none left out: what is around the article
// is told apart by hints, so that it can be shown as set apart. Three passes do it:
//
//  1. scan: the tags become a small tree of blocks, in one pass of a tokenizer, with bounded depth. No tree of the
//     whole document is built: repairing faulty nesting as browsers do can multiply a hostile page's size.
//  2. choose: each line speaks for or against being part of an article by its length, its share of links, its tag and
//     the class names above it; the article is the stretch of lines whose sum is largest (J. Pasternack and D. Roth,
//     Extracting article text from the web with maximum subsequence segmentation, WWW 2009), within the element that
//     the page itself names as its article where it does.
//  3. meta: JSON-LD, OpenGraph and other meta elements, time elements, the title.
package page

import (
	"strings"

	"briefing/internal/corpus"
)

// A Page is a web page as a clipping holds it.
type Page struct {
	Text  string // one block a line
	Hints []corpus.Hint
	Meta  corpus.FoundMeta
}

// Read reads a page. It never fails: whatever the bytes, there is a text, if an empty one.
func Read(source string) *Page {
	s := scan(source)
	m := s.meta()
	c := choose(s, m.body)
	var b strings.Builder
	for i := range s.lines {
		b.WriteString(s.lines[i].text)
		b.WriteByte('\n')
	}
	return &Page{Text: b.String(), Hints: c.hints(m.found.Title.Text), Meta: m.found}
}
