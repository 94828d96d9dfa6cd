package site

import (
	"cmp"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A layer is a kind of span in the running text, outermost first: where spans cross, the inner one is broken in two,
// so that the markup is well formed however they lie.
type layer uint8

const (
	sentenceLayer layer = iota
	quoteLayer
	timexLayer
	mentionLayer
)

// A run is a span of one layer and which of the document's it is.
type run struct {
	span  text.Span
	layer layer
	index int
}

// compareRuns puts what opens first, and what holds the other, first.
func compareRuns(a, b run) int {
	return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), compareNesting(a, b))
}

// compareNesting orders runs that are open together, outermost first.
func compareNesting(a, b run) int {
	return cmp.Or(cmp.Compare(a.layer, b.layer), cmp.Compare(a.span.Start, b.span.Start),
		cmp.Compare(b.span.End, a.span.End), cmp.Compare(a.index, b.index))
}

// find lists the runs of a document.
func (r *running) find(doc *corpus.Document) {
	r.found = r.found[:0]
	for i := range doc.Sentences {
		r.found = append(r.found, run{doc.Sentences[i].Span, sentenceLayer, i})
	}
	for i := range doc.Quotes {
		span := doc.Quotes[i].Outer
		if span.Empty() {
			span = doc.Quotes[i].Span
		}
		r.found = append(r.found, run{span, quoteLayer, i})
	}
	for i := range doc.Timexes {
		r.found = append(r.found, run{doc.Timexes[i].Span, timexLayer, i})
	}
	for i := range doc.Mentions {
		r.found = append(r.found, run{doc.Mentions[i].Span, mentionLayer, i})
	}
	r.found = slices.DeleteFunc(r.found, func(x run) bool { return x.span.Empty() })
}

// shelve puts the runs found beside the lines that they touch: it counts those of each line, and then knows where they
// go.
func (r *running) shelve(doc *corpus.Document) {
	r.ends = text.Sized(r.ends, len(doc.Lines))
	eachLine := func(do func(x run, line int)) {
		line := 0
		for _, x := range r.found {
			line = lineAt(doc, x.span.Start, line)
			for n := line; n < len(doc.Lines) && (n == line || doc.Lines[n].Span.Start < x.span.End); n++ {
				do(x, n)
			}
		}
	}
	eachLine(func(_ run, line int) { r.ends[line]++ })
	all := int32(0)
	for n, count := range r.ends {
		r.ends[n] = all // where they begin; each that is put there moves it on
		all += count
	}
	r.runs = text.Sized(r.runs, int(all))
	eachLine(func(x run, line int) {
		r.runs[r.ends[line]] = x
		r.ends[line]++
	})
	for n := range r.ends {
		slices.SortFunc(r.of(n), compareRuns)
	}
}

// of returns the runs that touch line n, from 0.
func (r *running) of(n int) []run {
	if n == 0 {
		return r.runs[:r.ends[0]]
	}
	return r.runs[r.ends[n-1]:r.ends[n]]
}

// lineAt returns the line, from 0, that holds an offset; it is looked for near another.
func lineAt(doc *corpus.Document, off int32, near int) int {
	if near >= len(doc.Lines) || doc.Lines[near].Span.Start > off {
		near = 0
	}
	for near+1 < len(doc.Lines) && doc.Lines[near+1].Span.Start <= off {
		near++
	}
	return near
}
