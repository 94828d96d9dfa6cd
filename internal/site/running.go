package site

import (
	"cmp"
	"slices"
	"strconv"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
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

// A running writes the running text of one document for one page: its lines with their mentions linked, dates and
// quotations marked, and each sentence an anchor. It is used by one goroutine, and each line is asked for once.
type running struct {
	*writer
	art      *article
	links    map[*corpus.Entity]string
	lines    [][]run      // the runs that touch each line
	anchored []bool       // sentences that have their anchor
	linked   []bool       // sentences that have their permalink
	quoted   []bool       // quotations that have their note
	dated    []bool       // time expressions that have their note
	values   []edtf.Value // of the time expressions
	machine  []string     // their datetime attributes
	notes    bool         // write notes
	stop     int32        // where the stretch being written ends
}

func (s *edition) newRunning(art *article, at place) *running {
	doc := art.doc
	r := &running{writer: s.writer(at), art: art, links: map[*corpus.Entity]string{}, lines: make([][]run, len(doc.Lines)),
		anchored: make([]bool, len(doc.Sentences)), linked: make([]bool, len(doc.Sentences)),
		quoted: make([]bool, len(doc.Quotes)), dated: make([]bool, len(doc.Timexes))}
	for i := range doc.Sentences {
		r.add(run{doc.Sentences[i].Span, sentenceLayer, i})
	}
	for i := range doc.Quotes {
		span := doc.Quotes[i].Outer
		if span.Empty() {
			span = doc.Quotes[i].Span
		}
		r.add(run{span, quoteLayer, i})
	}
	for i := range doc.Timexes {
		r.add(run{doc.Timexes[i].Span, timexLayer, i})
		r.values = append(r.values, timexDate(&doc.Timexes[i]))
		r.machine = append(r.machine, machineTime(&doc.Timexes[i], r.values[i]))
	}
	for i := range doc.Mentions {
		r.add(run{doc.Mentions[i].Span, mentionLayer, i})
	}
	for _, runs := range r.lines {
		slices.SortFunc(runs, compareRuns)
	}
	return r
}

func (r *running) add(x run) {
	if x.span.Empty() {
		return
	}
	src := r.art.doc.Clipping.Source
	first, last := src.LineAt(x.span.Start), src.LineAt(x.span.End-1)
	for n := first; n <= last && n <= len(r.lines); n++ {
		r.lines[n-1] = append(r.lines[n-1], x)
	}
}

// line writes line n, from 1; with notes, the dates and speakers are told beside the words.
func (r *running) line(n int, notes bool) {
	r.notes = notes
	r.weave(r.art.doc.Lines[n-1].Span, r.lines[n-1])
}

// pieces writes what is shown of line n, from 1, with notes. Where words between are left out of an excerpt, dots in
// brackets stand for them.
func (r *running) pieces(n int) {
	r.notes = true
	for i, p := range r.art.pieces(n) {
		if i > 0 && r.art.shown == nil {
			r.write(" ")
		} else if i > 0 {
			r.write(" […] ")
		}
		r.weave(p, r.lines[n-1])
	}
}

// span writes a part of a line, without notes.
func (r *running) span(s text.Span) {
	r.notes = false
	r.weave(s, r.lines[r.art.doc.Clipping.Source.LineAt(s.Start)-1])
}

// weave writes the text of span with its runs, sorted by compareRuns, as nested elements.
func (r *running) weave(span text.Span, runs []run) {
	source := r.art.doc.Clipping.Source.Text
	r.stop = span.End
	var active, open []run
	for pos := span.Start; ; {
		active = slices.DeleteFunc(active, func(x run) bool { return x.span.End <= pos })
		for len(runs) > 0 && runs[0].span.Start <= pos {
			if runs[0].span.End > pos && !linkedTwice(active, runs[0]) {
				at, _ := slices.BinarySearchFunc(active, runs[0], compareNesting)
				active = slices.Insert(active, at, runs[0])
			}
			runs = runs[1:]
		}
		if pos >= span.End {
			active = active[:0]
		}
		open = r.switchTo(open, active, pos)
		if pos >= span.End {
			return
		}
		next := span.End
		for _, x := range active {
			next = min(next, x.span.End)
		}
		if len(runs) > 0 {
			next = min(next, runs[0].span.Start)
		}
		r.out = appendWords(r.out, source[pos:next])
		pos = next
	}
}

// linkedTwice reports whether x is a mention within another: a link can't hold a link.
func linkedTwice(active []run, x run) bool {
	return x.layer == mentionLayer && len(active) > 0 && active[len(active)-1].layer == mentionLayer
}

// switchTo closes and opens elements until those of wanted are open.
func (r *running) switchTo(open, wanted []run, pos int32) []run {
	same := 0
	for same < len(open) && same < len(wanted) && open[same] == wanted[same] {
		same++
	}
	for i := len(open) - 1; i >= same; i-- {
		r.end(open[i], pos)
	}
	for _, x := range wanted[same:] {
		r.begin(x)
	}
	return append(open[:same], wanted[same:]...)
}

func (r *running) begin(x run) {
	switch x.layer {
	case sentenceLayer:
		r.beginSentence(x.index)
	case quoteLayer:
		r.beginQuote(x.index)
	case timexLayer:
		r.beginTimex(x.index)
	case mentionLayer:
		r.beginMention(x.index)
	}
}

// end closes the element of x. Where x itself ends, or the line does, what is to be said of it follows.
func (r *running) end(x run, pos int32) {
	over := pos >= min(x.span.End, r.stop)
	switch x.layer {
	case sentenceLayer:
		if over && r.notes {
			r.permalink(x.index)
		}
		r.write("</span>")
	case quoteLayer:
		r.write("</span>")
		if over && r.notes {
			r.quoteNote(x.index)
		}
	case timexLayer:
		r.write(r.timexTag(x.index, true))
		if over && r.notes {
			r.timexNote(x.index)
		}
	case mentionLayer:
		r.write("</a>")
	}
}

func (r *running) beginSentence(i int) {
	r.write(`<span class="s"`)
	if !r.anchored[i] {
		r.anchored[i] = true
		r.attr("id", corpus.SentenceID(i))
	}
	r.write(">")
}

// permalink writes the link of a sentence to itself. Its sign is the stylesheet's, so that it is never copied along.
func (r *running) permalink(i int) {
	if r.linked[i] {
		return
	}
	r.linked[i] = true
	id := corpus.SentenceID(i)
	r.write(`<a class="permalink"`)
	r.attr("href", "#"+id)
	r.attr("aria-label", "§\u00a0"+strconv.Itoa(sentenceNumber(id))) // the same in every language: it stands among the clipping's words
	r.write("></a>")
	r.abroadNote(i)
}

func (r *running) beginQuote(i int) {
	r.write(`<span class="quote`)
	if r.art.doc.Quotes[i].Kind != corpus.Direct {
		r.write(" " + r.art.doc.Quotes[i].Kind.String())
	}
	r.write(`">`)
}

func (r *running) beginMention(i int) {
	m := &r.art.doc.Mentions[i]
	r.write(`<a class="m`)
	e := r.s.entities[m.Entity]
	if e == nil {
		r.write(`">`) // not declared: nothing to lead to
		return
	}
	r.escaped(" " + string(e.Type))
	if m.Kind == corpus.Epithet {
		r.write(" epithet")
	}
	r.write(`"`)
	r.attr("href", r.entityLink(e))
	if name := e.Name.In(r.s.words.lang); m.Kind == corpus.Epithet || text.Fold(name) != text.Fold(r.art.doc.Text(m.Span)) {
		r.attr("title", name)
	}
	r.write(">")
}

func (r *running) entityLink(e *corpus.Entity) string {
	link, ok := r.links[e]
	if !ok {
		link = r.at.href(r.s.entityTarget(e))
		r.links[e] = link
	}
	return link
}

// sentenceNumber returns the number in a sentence's id: 12 of "s12".
func sentenceNumber(id string) int {
	n, _ := strconv.Atoi(id[min(1, len(id)):])
	return n
}
