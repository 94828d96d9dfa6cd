package site

import (
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// timexTag returns the tag that opens or closes a time expression. Only what a time element can say is one.
func (r *running) timexTag(i int, closing bool) string {
	machine := r.machine[i]
	switch {
	case closing && machine != "":
		return "</time>"
	case closing:
		return "</span>"
	case machine != "":
		return `<time datetime="` + machine + `"`
	}
	return "<span"
}

func (r *running) beginTimex(i int) {
	r.write(r.timexTag(i, false))
	r.write(` class="timex`)
	for _, state := range timexStates(&r.art.doc.Timexes[i]) {
		r.write(" " + state)
	}
	r.write(`">`)
}

// timexStates returns the classes of a time expression: whether it had to be inferred, was not resolved, or conflicts.
func timexStates(t *corpus.Timex) (states []string) {
	if inferred(t) {
		states = append(states, "infers")
	}
	if t.Flagged("unresolved") {
		states = append(states, "unresolved")
	}
	if len(conflicts(t)) > 0 {
		states = append(states, "conflict")
	}
	return states
}

// inferred reports whether the value is reckoned from something outside the expression itself.
func inferred(t *corpus.Timex) bool {
	return t.Resolved() && t.Anchor != "absolute" && t.Anchor != corpus.EditorsAnchor && t.Anchor != "none" && t.Anchor != ""
}

// conflicts returns the flags that raise a doubt: those that the catalogues have words for, but for the one that says
// that there is no value at all.
func conflicts(t *corpus.Timex) (flags []string) {
	for _, f := range t.Flags {
		if f != "unresolved" && catalogueOf("en").has("flag."+f) {
			flags = append(flags, f)
		}
	}
	return flags
}

// timexDate returns the value of a time expression, from its EDTF or else from its outer days.
func timexDate(t *corpus.Timex) edtf.Value {
	if v, err := edtf.Parse(t.EDTF); err == nil {
		return v
	}
	if t.From == "" && t.To == "" {
		return edtf.Value{}
	}
	v, err := edtf.Parse(t.From + "/" + t.To)
	if t.From == t.To {
		v, err = edtf.Parse(t.From)
	}
	if err != nil {
		return edtf.Value{}
	}
	return v
}

// machineTime returns the datetime attribute of a time expression, or "" where HTML has no such value.
func machineTime(t *corpus.Timex, v edtf.Value) string {
	if (t.Type == corpus.Duration || t.Type == corpus.Set) && !t.Resolved() {
		return ""
	}
	return machineDate(v)
}

// timexNote tells, beside a time expression, the date it stands for: "31 July 2020 · inferred".
func (r *running) timexNote(i int) {
	t := &r.art.doc.Timexes[i]
	doubts := conflicts(t)
	if r.dated[i] || !t.Resolved() && !t.Flagged("unresolved") && len(doubts) == 0 {
		return
	}
	r.dated[i] = true
	r.write(`<small class="note date`)
	for _, state := range timexStates(t) {
		r.write(" " + state)
	}
	if t.Anchor == "absolute" && len(doubts) == 0 {
		r.write(" told") // narrow pages can leave out what the words themselves say
	}
	r.write(`"`)
	r.noteLang()
	r.write(">")
	r.noteDate(i)
	words := r.s.words
	if inferred(t) {
		r.write(` <span class="how"`)
		r.attr("title", words.say("basis.infers"))
		r.write(">")
		r.escaped(words.say("note.infers"))
		r.write("</span>")
	}
	if t.Anchor == corpus.EditorsAnchor {
		r.write(` <span class="how">`)
		r.escaped(words.say("document.date_by_editor"))
		r.write("</span>")
	}
	for _, f := range doubts {
		r.write(` <strong class="doubt">`)
		r.escaped(words.say("flag." + f))
		r.escaped(r.s.weekdayDoubt(t, f))
		r.write("</strong>")
	}
	r.write("</small>")
}

// noteLang writes the language of a note, where the clipping that it stands in has another.
func (r *running) noteLang() {
	if r.s.words.lang != r.art.doc.Lang {
		r.attr("lang", r.s.words.lang)
	}
}

// noteDate writes the date of a note, as a link to its event where it has one. Of what isn't resolved it says what is
// known, such as a day without its year.
func (r *running) noteDate(i int) {
	t, e := &r.art.doc.Timexes[i], r.art.events[int32(i)]
	words := r.s.words.say("note.unresolved")
	if v := r.values[i]; t.Resolved() || strings.HasPrefix(v.String(), "XXXX-") {
		words = r.s.words.date(v, true)
	}
	if e == nil {
		r.escaped(words)
		return
	}
	r.write(`<a`)
	r.attr("href", r.at.href(r.s.eventTarget(e)))
	r.write(">")
	r.escaped(words)
	r.write("</a>")
}

// weekdayDoubt says on which weekday a date with the wrong one fell. TIMEX3 has room for one value only: the day as
// it is numbered.
func (s *edition) weekdayDoubt(t *corpus.Timex, flag string) string {
	v, err := edtf.Parse(t.Value)
	if flag != "weekday-conflict" || err != nil || v.Precision() != edtf.DayPrecision {
		return ""
	}
	day, _, _, _ := v.Bounds()
	return s.words.say("note.because", "why", s.words.say("note.weekday", "date", s.words.day(day, false), "weekday", s.words.weekday(day)))
}

// quoteNote names the speaker beside a quotation. Where the sentence itself has the name the note is marked as
// repeating it, so that narrow pages can leave it out.
func (r *running) quoteNote(i int) {
	q := &r.art.doc.Quotes[i]
	if r.quoted[i] || q.Speaker == "" && q.SpeakerText == "" {
		return
	}
	r.quoted[i] = true
	e := r.s.entities[q.Speaker]
	r.write(`<small class="note speaker`)
	if e == nil || says(e, q.SpeakerText, r.s.words.lang) {
		r.write(` told`)
	}
	r.write(`"`)
	r.noteLang()
	r.write(">")
	if e != nil {
		r.write(`<a`)
		r.attr("href", r.entityLink(e))
		r.write(">")
		r.escaped(e.Name.In(r.s.words.lang))
		r.write("</a>")
	} else {
		r.write("<span")
		r.attr("lang", r.art.doc.Lang)
		r.write(">")
		r.escaped(q.SpeakerText)
		r.write("</span>")
	}
	if q.Kind == corpus.Indirect {
		r.write(` <span class="how">`)
		r.escaped(r.s.words.say("note.indirect"))
		r.write("</span>")
	}
	r.write("</small>")
}

// says reports whether the words of a clipping are the name of the entity.
func says(e *corpus.Entity, words, lang string) bool {
	words = text.Fold(words)
	for _, name := range e.Name {
		if text.Fold(name) == words {
			return true
		}
	}
	return text.Fold(e.Name.In(lang)) == words
}

// abroadNote leads from a sentence to those by which documents in other languages report the same event.
func (r *running) abroadNote(i int) {
	e := r.art.told[i]
	if e == nil {
		return
	}
	open := false
	for _, ref := range r.s.abroad[e] {
		if ref.Document.Lang == r.art.doc.Lang {
			continue
		}
		if open {
			r.write("; ")
		} else {
			r.write(`<small class="note abroad"`)
			r.attr("lang", r.s.words.lang)
			r.write(">")
			r.say("note.abroad", "language", r.s.words.languageName(ref.Document.Lang))
			r.write(" ")
			open = true
		}
		r.cite(ref)
	}
	if open {
		r.write("</small>")
	}
}
