package site

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"briefing/internal/corpus"
)

// BenchmarkSite makes a site of many documents and renders all of its pages. Twice the documents should take twice the
// time.
func BenchmarkSite(b *testing.B) {
	for _, n := range []int{200, 400, 800, 1600} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := manyDocuments(b, n)
			c.Content.Site.NoCards = true // they have a benchmark of their own
			theme := builtIn(b)
			size := 0
			for _, d := range c.Documents {
				size += len(d.Clipping.Source.Text)
			}
			b.SetBytes(int64(size))
			for b.Loop() {
				s, list := New(c, theme)
				if list.Failed() {
					b.Fatal(list)
				}
				for _, p := range s.Pages() {
					if err := p.Render(io.Discard); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// manyDocuments is the story told n times over, every telling supporting the same events.
func manyDocuments(t testing.TB, n int) *corpus.Corpus {
	c := storyCorpus(t, "en")
	first := c.Documents[0]
	docs := c.Documents
	for i := range n {
		doc, clip := *first, *first.Clipping
		clip.ID = fmt.Sprintf("copy-%d", i)
		doc.Clipping = &clip
		docs = append(docs, &doc)
		c.Slugs[clip.ID] = clip.ID
		for _, e := range c.Timeline {
			for _, st := range e.Statements {
				if st.Document == first {
					ref := corpus.SentenceRef{Document: &doc, Sentence: st.Sentence}
					e.Statements = append(e.Statements, corpus.Statement{SentenceRef: ref, Timex: st.Timex})
					break
				}
			}
		}
	}
	c.Documents = docs
	for i, d := range c.Dossiers {
		events := d.Events
		c.Dossiers[i] = dossierOf(d.Entity, docs)
		c.Dossiers[i].Events = events
	}
	return c
}

// BenchmarkRender renders all pages of a site; its bytes are those of the pages.
func BenchmarkRender(b *testing.B) {
	c := manyDocuments(b, 200)
	c.Content.Site.NoCards = true
	s, list := New(c, builtIn(b))
	if list.Failed() {
		b.Fatal(list)
	}
	size := int64(0)
	for _, p := range s.Pages() {
		var page bytes.Buffer
		if err := p.Render(&page); err != nil {
			b.Fatal(err)
		}
		size += int64(page.Len())
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range s.Pages() {
			if err := p.Render(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	}
}
