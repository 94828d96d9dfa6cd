package site

import (
	"html/template"
	"strconv"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A writer appends the markup of what pages show by the thousand — sentences, events, quotations — for one page of an
// edition, as small as it gets: no space that browsers drop, no reference where the character itself may stand. What a
// page shows once is laid out by templates.
type writer struct {
	s     *edition
	at    place
	out   []byte
	loose bool // out holds markup that others made, for which the minifier has something to do
}

func (s *edition) writer(at place) *writer {
	if at.sheet == nil {
		return &writer{s: s, at: at}
	}
	w := at.sheet.writer()
	w.s, w.at, w.out, w.loose = s, at, w.out[:0], false
	return w
}

func (w *writer) write(s string)   { w.out = append(w.out, s...) }
func (w *writer) escaped(s string) { w.out = appendText(w.out, s) }
func (w *writer) number(n int)     { w.out = strconv.AppendInt(w.out, int64(n), 10) }

// html returns what was written since it was last asked for.
func (w *writer) html() template.HTML {
	var made template.HTML
	if w.at.sheet == nil {
		made = template.HTML(w.out)
	} else {
		made = w.at.sheet.put(w.out, w.loose)
	}
	w.out, w.loose = w.out[:0], false
	return made
}

// words writes a part of a clipping's text, runs of spaces as one.
func (w *writer) words(s string) { w.out = appendWords(w.out, s) }

// say writes words of the interface.
func (w *writer) say(key string, pairs ...any) { w.escaped(w.s.words.say(key, pairs...)) }

// numbered writes words of the interface that a number belongs to.
func (w *writer) numbered(key string, n int) {
	var room [96]byte
	w.escaped(string(w.s.words.appendNumbered(room[:0], w.s.words.say(key), n)))
}

// count writes words of the interface in the form that n takes.
func (w *writer) count(key string, n int) {
	var room [96]byte
	w.escaped(string(w.s.words.appendCount(room[:0], key, n)))
}

func (w *writer) attr(name, value string) {
	w.write(" ")
	w.write(name)
	w.write(`="`)
	w.out = appendEscaped(w.out, value)
	w.write(`"`)
}

// lang writes the language of what is inside, where that isn't the interface's.
func (w *writer) lang(lang string) {
	if lang != "" && lang != w.s.words.lang {
		w.attr("lang", lang)
	}
}

// date writes a date, as a time element where HTML has such a value.
func (w *writer) date(m Moment) {
	if m.Machine == "" {
		w.escaped(m.Text)
		return
	}
	w.write(`<time`)
	w.attr("datetime", m.Machine)
	w.write(">")
	w.escaped(m.Text)
	w.write("</time>")
}

// entity writes an entity's name with the way to its page.
func (w *writer) entity(e *corpus.Entity) {
	c := w.s.calling(e.ID)
	w.write(`<a class="entity `)
	w.escaped(string(e.Type))
	w.write(`"`)
	w.link(c.link)
	w.lang(c.lang)
	w.write(">")
	w.escaped(c.name)
	w.write("</a>")
}

// cite writes the way from words shown elsewhere to their sentence: who published it, and which sentence it is.
func (w *writer) cite(ref corpus.SentenceRef) {
	w.write("<a")
	w.sentenceHref(ref)
	w.source(ref.Document, sentenceNumber(ref.ID()))
}

// source writes the rest of a link to a document, or to one of its sentences: who published it, and which it is.
func (w *writer) source(doc *corpus.Document, number int) {
	w.attr("lang", doc.Lang)
	w.write(">")
	if label := doc.Publisher().Text; label != "" {
		w.escaped(label)
	} else {
		w.escaped(w.s.articleOf(doc).title)
	}
	if number > 0 {
		w.write(`, <span class="at">§` + "\u00a0")
		w.number(number)
		w.write("</span>")
	}
	w.write("</a>")
}

// clause writes the words of a sentence so that those of one clause of it stand out.
func (w *writer) clause(doc *corpus.Document, sentence, part text.Span, marks []text.Span) {
	if part.Empty() || !sentence.Contains(part) || part == sentence {
		w.marked(doc, sentence, marks)
		return
	}
	rest := func(span text.Span) {
		if !span.Empty() {
			w.write(`<span class="rest">`)
			w.marked(doc, span, marks)
			w.write("</span>")
		}
	}
	rest(text.Span{Start: sentence.Start, End: part.Start})
	w.marked(doc, part, marks)
	rest(text.Span{Start: part.End, End: sentence.End})
}

// marked writes the words of a span with some of its parts, in order and apart, marked.
func (w *writer) marked(doc *corpus.Document, span text.Span, marks []text.Span) {
	source := doc.Clipping.Source.Text
	pos := span.Start
	for _, m := range marks {
		start, end := max(m.Start, pos), min(m.End, span.End)
		if start >= end {
			continue
		}
		w.words(source[pos:start])
		w.write("<mark>")
		w.words(source[start:end])
		w.write("</mark>")
		pos = end
	}
	w.words(source[pos:span.End])
}

// contexts writes the sentences that name an entity, by document.
func (w *writer) contexts(d *dossier, page int) {
	var marks []text.Span
	for _, c := range d.mentions[page].documents {
		m := d.Documents[c.document]
		art := w.s.articleOf(m.Document)
		w.write("<h3><a")
		w.link(art.link)
		w.lang(art.doc.Lang)
		w.write(">")
		w.escaped(art.title)
		w.write(`</a></h3><p class="meta">`)
		w.provenance(art)
		w.write(" · ")
		w.count("count.mentions", len(m.Mentions))
		w.write(`</p><ol class="contexts"`)
		w.attr("lang", art.doc.Lang)
		w.write(">")
		m.Mentions = m.Mentions[c.from:c.to]
		for sentence, mentions := range m.BySentence() {
			marks = marks[:0]
			for _, i := range mentions {
				marks = append(marks, m.Document.Mentions[i].Span)
			}
			w.write("<li><p>")
			w.marked(m.Document, m.Document.Sentences[sentence].Span, marks)
			w.write(`</p><a class="go"`)
			ref := corpus.SentenceRef{Document: m.Document, Sentence: sentence}
			w.sentenceHref(ref)
			w.write(">§\u00a0")
			w.number(sentenceNumber(ref.ID()))
			w.write("</a></li>")
		}
		w.write("</ol>")
		if c.more > 0 {
			w.write(`<p class="more"><a`)
			w.link(art.link)
			w.write(">")
			w.count("entity.more_contexts", int(c.more))
			w.write("</a></p>")
		}
	}
}

// provenance writes who published a document, when, and its language.
func (w *writer) provenance(art *article) {
	if p := art.doc.Publisher().Text; p != "" {
		w.write(`<span class="publisher">`)
		w.escaped(p)
		w.write("</span> · ")
	}
	w.date(w.s.moments[art.number])
	w.write(" · ")
	w.escaped(w.s.words.languageName(art.doc.Lang))
}

// quotations writes quotations, each under its speaker's name where they aren't all one speaker's.
func (w *writer) quotations(refs []corpus.QuoteRef, said bool) {
	for _, ref := range refs {
		speaker := w.s.calling(ref.Document.Quotes[ref.Quote].Speaker)
		if !said {
			w.quotation(ref, speaker)
			continue
		}
		w.write(`<div class="by">`)
		if speaker != nil {
			w.write(`<p class="speaker">`)
			w.entity(speaker.entity)
			w.write("</p>")
		}
		w.quotation(ref, speaker)
		w.write("</div>")
	}
}

func (w *writer) quotation(ref corpus.QuoteRef, speaker *calling) {
	doc := ref.Document
	q := &doc.Quotes[ref.Quote]
	w.write(`<figure class="quotation `)
	w.write(q.Kind.String())
	w.write(`"><blockquote`)
	w.attr("lang", doc.Lang)
	w.write("><p>")
	span := q.Outer
	if span.Empty() {
		span = q.Span
	}
	w.marked(doc, span, nil)
	w.write("</p></blockquote><figcaption>")
	switch named := q.SpeakerText; {
	case speaker != nil && (named == "" || speaker.says(named)):
	case named != "":
		if speaker != nil {
			w.say("quotes.named")
			w.write(" ")
		}
		w.write("<q")
		w.attr("lang", doc.Lang)
		w.write(">")
		w.escaped(named)
		w.write("</q> · ")
	default:
		w.say("note.speaker_unknown")
		w.write(" · ")
	}
	w.say("quotes." + q.Kind.String())
	w.write(" · ")
	if i := doc.SentenceAt(q.Span.Start); i >= 0 {
		w.cite(corpus.SentenceRef{Document: doc, Sentence: i})
	} else {
		w.write("<a")
		w.link(w.s.articleOf(doc).link)
		w.source(doc, 0)
	}
	w.write("</figcaption></figure>")
}

// keys writes ids as the value of a data attribute.
func (w *writer) keys(name string, ids []string) {
	if len(ids) > 0 {
		w.attr(name, strings.Join(ids, " "))
	}
}
