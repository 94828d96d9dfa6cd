package site

import (
	"cmp"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// How much of a conflict is shown: the claims that most sources share, and some of the sentences that make each.
const (
	disputesShown   = 6 // of one event, or on the page of one document
	claimsShown     = 6
	claimStatements = 4
)

// eventLines writes a list of events, a paragraph each, or nothing where there are none.
func (w *writer) eventLines(events []*corpus.Event) {
	if len(events) == 0 {
		return
	}
	w.write(`<ol class="events">`)
	for _, e := range events {
		w.eventLine(e)
	}
	w.write("</ol>")
}

func (w *writer) eventLine(e *corpus.Event) {
	w.write(`<li class="event ` + string(e.Status) + `"`)
	w.attr("data-status", string(e.Status))
	w.write(`><p class="when"><a`)
	w.eventHref(e)
	w.write(">")
	w.date(w.s.eventMoment(e))
	w.write("</a>")
	w.chips(e)
	title, lang := w.s.eventTitle(e)
	w.write(`</p><p class="what"`)
	w.lang(lang)
	w.write(">")
	w.escaped(title)
	w.write("</p></li>")
}

// chips writes what is to be known of an event at a glance.
func (w *writer) chips(e *corpus.Event) {
	if e.Status == corpus.Planned {
		w.chip("planned", "status.planned", "status.planned_why")
	}
	if p := precisionOf(e); !e.Date.IsZero() && p != "day" && p != "interval" {
		w.chip("precision", "precision."+p, "")
	}
	if len(e.Conflicts) > 0 {
		w.chip("doubt", "conflict.chip", "")
	}
	if e.Curated != nil {
		w.chip("curated", "timeline.curated", "timeline.curated_why")
	}
	if n := w.s.sourcesOf(e); n > 1 {
		w.write(` <span class="chip sources">`)
		w.count("timeline.sources", n)
		w.write("</span>")
	}
}

// chip writes a few words of the interface about what stands beside it, and why, where there is more to say.
func (w *writer) chip(class, key, why string) {
	w.write(` <span class="chip`)
	if class != "" {
		w.write(" " + class)
	}
	w.write(`"`)
	if why != "" {
		w.attr("title", w.s.words.say(why))
	}
	w.write(">")
	w.say(key)
	w.write("</span>")
}

// event writes an event in full, with up to fullStatements of its statements.
func (w *writer) event(e *corpus.Event) {
	w.write(`<div class="event ` + string(e.Status) + `"`)
	w.attr("id", eventAnchor(e))
	w.filters(e)
	w.write(">")
	title, lang := w.s.eventTitle(e)
	if title != "" && (len(e.Statements) == 0 || !repeats(title, e.Statements[0].Text(), len(e.Statements))) {
		w.write(`<p class="event-title"`)
		w.lang(lang)
		w.write(">")
		w.escaped(title)
		w.write("</p>")
	}
	w.write(`<p class="chips">`)
	start := len(w.out)
	w.chips(e)
	if len(w.out) > start {
		w.out = slices.Delete(w.out, start, start+1) // the space before the first
	}
	w.write("</p>")
	if e.Curated != nil && w.s.markdown[e.Curated.Body].html != "" {
		w.write(`<div class="prose"`)
		w.lang(w.s.otherThan(""))
		w.write(`>` + string(w.s.markdown[e.Curated.Body].html) + "</div>")
		w.loose = true
	}
	if e.Reckoned != nil {
		w.write(`<p class="meta">`)
		w.say("timeline.reckoned")
		w.write(" ")
		w.escaped(w.s.words.reckoning(e.Reckoned))
		w.write("</p>")
	}
	for _, c := range e.Conflicts[:min(len(e.Conflicts), disputesShown)] {
		w.dispute(e, c)
	}
	shown := len(e.Statements)
	if w.s.statements[e] != nil {
		shown = fullStatements
	}
	w.eventStatements(e, e.Statements[:shown])
	if shown < len(e.Statements) {
		w.write(`<p class="more"><a`)
		w.href(w.s.statements[e][0].target)
		w.write(">")
		w.count("timeline.all_statements", len(e.Statements))
		w.write("</a></p>")
	}
	w.named(e)
	w.write("</div>")
}

// named writes whom an event is about, and the way to the event itself.
func (w *writer) named(e *corpus.Event) {
	w.write(`<p class="named">`)
	if len(e.Entities) > 0 {
		w.write(`<span class="label">`)
		w.say("timeline.entities")
		w.write("</span> ")
		for i, x := range e.Entities {
			if i > 0 {
				w.write(", ")
			}
			w.entity(x)
		}
	}
	w.write(` <a class="permalink"`)
	w.eventHref(e)
	w.attr("aria-label", w.s.words.say("timeline.permalink"))
	w.write("></a></p>")
}

// filters writes what a script may filter events by: the ids of entities, the slugs of documents and sources, the
// languages of the sentences, and the status.
func (w *writer) filters(e *corpus.Event) {
	w.attr("data-status", string(e.Status))
	var entities, documents, sources, languages []string
	for _, x := range e.Entities {
		entities = append(entities, x.ID)
	}
	for _, st := range e.Statements {
		art := w.s.articleOf(st.Document)
		if len(documents) < fullStatements && !slices.Contains(documents, art.slug) {
			documents = append(documents, art.slug)
		}
		if !slices.Contains(sources, art.source.slug) {
			sources = append(sources, art.source.slug)
		}
		if !slices.Contains(languages, art.doc.Lang) {
			languages = append(languages, art.doc.Lang)
		}
	}
	w.keys("data-entities", entities)
	w.keys("data-documents", documents)
	w.keys("data-sources", sources)
	w.keys("data-languages", languages)
}

func (w *writer) eventStatements(e *corpus.Event, statements []corpus.Statement) {
	if len(statements) == 0 {
		return
	}
	w.write(`<ul class="statements">`)
	for _, st := range statements {
		w.write("<li>")
		w.statement(e, st)
		w.write("</li>")
	}
	w.write("</ul>")
}

// statement writes a sentence that supports an event, with what dates it marked, and the way to it. Where an editor
// chose the sentence, or none of its expressions dates it, every one in it whose days the event touches is marked.
func (w *writer) statement(e *corpus.Event, st corpus.Statement) {
	doc := st.Document
	sentence := doc.Sentences[st.Sentence].Span
	dating := []int{int(st.Timex)}
	if st.Timex < 0 {
		dating = w.s.timexesOn(doc, sentence, e.Date)
	}
	marks := make([]text.Span, 0, 4)
	guessed := false
	for _, i := range dating {
		marks = append(marks, doc.Timexes[i].Span)
		guessed = guessed || inferred(&doc.Timexes[i])
	}
	w.write("<blockquote")
	w.attr("lang", doc.Lang)
	w.write("><p>")
	w.clause(doc, sentence, st.Clause, marks)
	w.write(`</p></blockquote><p class="source">`)
	w.cite(st.SentenceRef)
	if guessed {
		w.chip("infers", "note.infers", "basis.infers")
	}
	if st.Inherited {
		w.chip("", "timeline.inherited", "timeline.inherited_why")
	}
	if st.Cited {
		w.chip("", "timeline.cited", "")
	}
	for _, i := range dating {
		t := &doc.Timexes[i]
		for _, f := range t.Flags {
			if !doubtful(f) {
				continue
			}
			w.write(` <strong class="chip doubt">`)
			w.say("flag." + f)
			w.escaped(w.s.weekdayDoubt(t, f))
			w.write("</strong>")
		}
	}
	w.write("</p>")
}

// dispute writes what the statements of an event disagree on.
func (w *writer) dispute(e *corpus.Event, c corpus.Conflict) {
	w.write(`<div class="dispute"><p>`)
	w.say("conflict." + string(c.Kind))
	w.write("</p><ul>")
	for _, claim := range c.Claims[:min(len(c.Claims), claimsShown)] {
		w.write("<li><q")
		if len(claim.Statements) > 0 {
			w.attr("lang", e.Statements[claim.Statements[0]].Document.Lang)
		}
		w.write(">")
		w.escaped(oneLine(claim.Text))
		w.write("</q>")
		if !claim.Date.IsZero() {
			w.write(" (")
			w.escaped(w.s.dating(claim.Date).weekday)
			w.write(")")
		}
		w.write(" —")
		for n, i := range claim.Statements[:min(len(claim.Statements), claimStatements)] {
			if n > 0 {
				w.write(";")
			}
			w.write(" ")
			w.cite(e.Statements[i].SentenceRef)
		}
		if len(claim.Statements) > claimStatements {
			w.write(" …")
		}
		w.write("</li>")
	}
	if n := len(c.Claims) - claimsShown; n > 0 {
		w.write("<li>")
		w.count("conflict.more", n)
		w.write("</li>")
	}
	w.write("</ul></div>")
}

// timexesOn returns the time expressions within a span whose days meet those of a date.
func (s *edition) timexesOn(doc *corpus.Document, span text.Span, date edtf.Value) (found []int) {
	first, last, hasFirst, hasLast := date.Bounds()
	i, _ := slices.BinarySearchFunc(doc.Timexes, span.Start, func(t corpus.Timex, at int32) int { return cmp.Compare(t.Span.Start, at) })
	for ; i < len(doc.Timexes) && doc.Timexes[i].Span.Start < span.End; i++ {
		from, to, hasFrom, hasTo := s.timexDating(&doc.Timexes[i]).value.Bounds()
		late, early := hasLast && hasFrom && from > last, hasFirst && hasTo && to < first
		if (hasFrom || hasTo) && (hasFirst || hasLast) && !late && !early {
			found = append(found, i)
		}
	}
	return found
}
