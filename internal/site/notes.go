package site

import (
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// machine returns the datetime attribute of a time expression, or "" where HTML has no such value. Only what a time
// element can say is one.
func (r *running) machine(i int) string {
	t := &r.art.doc.Timexes[i]
	if (t.Type == corpus.Duration || t.Type == corpus.Set) && !t.Resolved() {
		return ""
	}
	return r.dates[i].machine
}

func (r *running) beginTimex(i int) {
	if machine := r.machine(i); machine != "" {
		r.write(`<time datetime="`)
		r.write(machine)
		r.write(`" class="timex`)
	} else {
		r.write(`<span class="timex`)
	}
	r.timexStates(&r.art.doc.Timexes[i])
	r.write(`">`)
}

// timexStates writes the classes of a time expression: whether it had to be inferred, was not resolved, or conflicts.
func (r *running) timexStates(t *corpus.Timex) {
	if inferred(t) {
		r.write(" infers")
	}
	if t.Flagged("unresolved") {
		r.write(" unresolved")
	}
	if doubted(t) {
		r.write(" conflict")
	}
}

// inferred reports whether the value is reckoned from something outside the expression itself.
func inferred(t *corpus.Timex) bool {
	return t.Resolved() && t.Anchor != "absolute" && t.Anchor != corpus.EditorsAnchor && t.Anchor != "none" && t.Anchor != ""
}

// doubtful reports whether a flag raises a doubt: those do that the catalogues have words for, but for the one that says
// that there is no value at all.
func doubtful(flag string) bool { return flag != "unresolved" && catalogueOf("en").has("flag."+flag) }

func doubted(t *corpus.Timex) bool { return slices.ContainsFunc(t.Flags, doubtful) }

// timexNote tells, beside a time expression, the date it stands for: "31 July 2020 · inferred".
func (r *running) timexNote(i int) {
	t := &r.art.doc.Timexes[i]
	doubts := doubted(t)
	if r.dated[i] || !t.Resolved() && !t.Flagged("unresolved") && !doubts {
		return
	}
	r.dated[i] = true
	r.write(`<small class="note date`)
	r.timexStates(t)
	if t.Anchor == "absolute" && !doubts {
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
	for _, f := range t.Flags {
		if !doubtful(f) {
			continue
		}
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
	if d := r.dates[i]; t.Resolved() || strings.HasPrefix(d.value.String(), "XXXX-") {
		words = d.weekday
	}
	if e == nil {
		r.escaped(words)
		return
	}
	r.write(`<a`)
	r.eventHref(e)
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
	c := r.s.calling(q.Speaker)
	r.write(`<small class="note speaker`)
	if c == nil || c.says(q.SpeakerText) {
		r.write(` told`)
	}
	r.write(`"`)
	r.noteLang()
	r.write(">")
	if c != nil {
		r.write(`<a`)
		r.link(c.link)
		r.write(">")
		r.escaped(c.name)
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
