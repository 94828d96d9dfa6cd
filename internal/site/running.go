package site

import (
	"slices"
	"strconv"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A running writes the running text of one document for one page: its lines with their mentions linked, dates and
// quotations marked, and each sentence an anchor. It is used by one goroutine, and each line is asked for once. Its
// memory serves one page after another.
type running struct {
	*writer
	art      *article
	found    []run     // as they come
	runs     []run     // those that touch each line, one line after another
	ends     []int32   // where in runs those of each line end
	anchored []bool    // sentences that have their anchor
	linked   []bool    // sentences that have their permalink
	quoted   []bool    // quotations that have their note
	dated    []bool    // time expressions that have their note
	dates    []*dating // of the time expressions
	notes    bool      // write notes
	stop     int32     // where the stretch being written ends

	active, open []run // while weaving
}

func (s *edition) newRunning(art *article, at place) *running {
	r := new(running)
	if at.sheet != nil {
		r = &at.sheet.running
	}
	doc := art.doc
	r.writer, r.art = s.writer(at), art
	r.anchored, r.linked = text.Sized(r.anchored, len(doc.Sentences)), text.Sized(r.linked, len(doc.Sentences))
	r.quoted, r.dated = text.Sized(r.quoted, len(doc.Quotes)), text.Sized(r.dated, len(doc.Timexes))
	r.dates = r.dates[:0]
	for i := range doc.Timexes {
		r.dates = append(r.dates, s.timexDating(&doc.Timexes[i]))
	}
	r.find(doc)
	r.shelve(doc)
	return r
}

// line writes line n, from 1; with notes, the dates and speakers are told beside the words.
func (r *running) line(n int, notes bool) {
	r.notes = notes
	r.weave(r.art.doc.Lines[n-1].Span, r.of(n-1))
}

// pieces writes what is shown of line n, from 1, with notes. Where words between are left out of an excerpt, dots in
// brackets stand for them.
func (r *running) pieces(n int) {
	r.notes = true
	if r.art.shown == nil && len(r.art.doc.Cuts) == 0 { // nearly always
		if line := r.art.doc.Lines[n-1].Span; strings.TrimSpace(r.art.doc.Text(line)) != "" {
			r.weave(line, r.of(n-1))
		}
		return
	}
	for i, p := range r.art.pieces(n) {
		if i > 0 && r.art.shown == nil {
			r.write(" ")
		} else if i > 0 {
			r.write(" […] ")
		}
		r.weave(p, r.of(n-1))
	}
}

// span writes a part of a line, without notes.
func (r *running) span(s text.Span) {
	r.notes = false
	r.weave(s, r.of(r.art.doc.Clipping.Source.LineAt(s.Start)-1))
}

// weave writes the text of span with its runs, sorted by compareRuns, as nested elements.
func (r *running) weave(span text.Span, runs []run) {
	source := r.art.doc.Clipping.Source.Text
	r.stop = span.End
	r.active, r.open = r.active[:0], r.open[:0]
	for pos := span.Start; ; {
		r.leave(pos)
		for len(runs) > 0 && runs[0].span.Start <= pos {
			if runs[0].span.End > pos && !linkedTwice(r.active, runs[0]) {
				r.enter(runs[0])
			}
			runs = runs[1:]
		}
		if pos >= span.End {
			r.active = r.active[:0]
		}
		r.switchTo(r.active, pos)
		if pos >= span.End {
			return
		}
		next := span.End
		for i := range r.active {
			next = min(next, r.active[i].span.End)
		}
		if len(runs) > 0 {
			next = min(next, runs[0].span.Start)
		}
		r.out = appendWords(r.out, source[pos:next])
		pos = next
	}
}

// leave drops the active runs that are over.
func (r *running) leave(pos int32) {
	kept := r.active[:0]
	for _, x := range r.active {
		if x.span.End > pos {
			kept = append(kept, x)
		}
	}
	r.active = kept
}

// enter puts a run among the active ones, which are sorted by compareNesting.
func (r *running) enter(x run) {
	at := len(r.active)
	for at > 0 && compareNesting(r.active[at-1], x) >= 0 {
		at--
	}
	r.active = slices.Insert(r.active, at, x)
}

// linkedTwice reports whether x is a mention within another: a link can't hold a link.
func linkedTwice(active []run, x run) bool {
	return x.layer == mentionLayer && len(active) > 0 && active[len(active)-1].layer == mentionLayer
}

// switchTo closes and opens elements until those of wanted are open.
func (r *running) switchTo(wanted []run, pos int32) {
	same := 0
	for same < len(r.open) && same < len(wanted) && r.open[same] == wanted[same] {
		same++
	}
	for i := len(r.open) - 1; i >= same; i-- {
		r.end(r.open[i], pos)
	}
	for _, x := range wanted[same:] {
		r.begin(x)
	}
	r.open = append(r.open[:same], wanted[same:]...)
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
		if r.machine(x.index) != "" {
			r.write("</time>")
		} else {
			r.write("</span>")
		}
		if over && r.notes {
			r.timexNote(x.index)
		}
	case mentionLayer:
		r.write("</a>")
	}
}

func (r *running) beginSentence(i int) {
	if r.anchored[i] {
		r.write(`<span class="s">`)
		return
	}
	r.anchored[i] = true
	r.write(`<span class="s" id="`)
	r.out = appendEscaped(r.out, corpus.SentenceID(i))
	r.write(`">`)
}

// permalink writes the link of a sentence to itself. Its sign is the stylesheet's, so that it is never copied along.
func (r *running) permalink(i int) {
	if r.linked[i] {
		return
	}
	r.linked[i] = true
	id := corpus.SentenceID(i)
	r.write(`<a class="permalink" href="#`)
	r.out = appendEscaped(r.out, id)
	r.write(`" aria-label="§` + "\u00a0") // the same in every language: it stands among the clipping's words
	r.number(sentenceNumber(id))
	r.write(`"></a>`)
	r.abroadNote(i)
}

func (r *running) beginQuote(i int) {
	r.write(`<span class="quote`)
	if kind := r.art.doc.Quotes[i].Kind; kind != corpus.Direct {
		r.write(" ")
		r.write(kind.String())
	}
	r.write(`">`)
}

func (r *running) beginMention(i int) {
	m := &r.art.doc.Mentions[i]
	r.write(`<a class="m`)
	c := r.s.calling(m.Entity)
	if c == nil {
		r.write(`">`) // not declared: nothing to lead to
		return
	}
	r.write(" ")
	r.escaped(string(c.entity.Type))
	if m.Kind == corpus.Epithet {
		r.write(" epithet")
	}
	r.write(`"`)
	r.link(c.link)
	if m.Kind == corpus.Epithet || !c.is(r.art.doc.Text(m.Span)) {
		r.attr("title", c.name)
	}
	r.write(">")
}

// sentenceNumber returns the number in a sentence's id: 12 of "s12".
func sentenceNumber(id string) int {
	n, _ := strconv.Atoi(id[min(1, len(id)):])
	return n
}
