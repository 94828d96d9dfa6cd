package site

import (
	"html/template"
	"strconv"
	"strings"

	"briefing/internal/corpus"
)

// The forms in which a document may be cited.
var citationForms = [...]string{"text", "markdown", "bibtex", "csl"}

// A slot of a citation is what a sentence of the document fills in: its words, and the last part of its address. A
// script that copies the citation of a sentence finds them by their names; without one, they stand for the document.
const (
	quoteSlot    = `<span data-slot="quote"></span>`
	fragmentSlot = `<span data-slot="fragment"></span>`
)

// citation writes how to cite a document, in each form in a block of its own. The date of access is left out: nothing
// here reads the clock, and a sentence's address stays.
func (s *edition) citation(art *article, at place) template.HTML {
	w := s.writer(at)
	for _, form := range citationForms {
		w.write(`<div class="citation"><h3>`)
		w.say("cite." + form)
		w.write(`</h3><pre tabindex="0" translate="no" data-cite="` + form + `"`)
		w.attr("aria-label", s.words.say("cite."+form))
		w.write(">")
		w.citationAs(form, art)
		w.write("</pre></div>")
	}
	return w.html()
}

func (w *writer) citationAs(form string, art *article) {
	doc := art.doc
	date := doc.Published.Date
	url := w.s.address(w.at, art.target)
	c := cited{title: art.title, author: doc.Byline().Text, source: doc.Publisher().Text, date: w.s.moments[art.number].Text, url: url,
		key: art.slug, lang: doc.Lang, known: !date.IsZero()}
	if from, _, ok, _ := date.Bounds(); ok {
		c.year, c.month, c.day = from.Date()
		c.machine = w.s.dating(date).machine
	}
	switch form {
	case "text":
		w.citeText(c)
	case "markdown":
		w.citeMarkdown(c)
	case "bibtex":
		w.citeBibTeX(c)
	case "csl":
		w.citeCSL(c)
	}
}

// A cited is what a citation says of a document.
type cited struct {
	title, author, source, date, url, key, lang string
	machine                                     string
	known                                       bool
	year, month, day                            int
}

// by returns who wrote and who published it, with a mark between, and when.
func (c cited) by() string {
	var parts []string
	for _, p := range [...]string{c.author, c.source} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if c.known {
		parts = append(parts, c.date)
	}
	return strings.Join(parts, ", ")
}

func (w *writer) citeText(c cited) {
	w.write(quoteSlot)
	w.escaped(w.s.words.say("cite.title", "title", c.title))
	if by := c.by(); by != "" {
		w.escaped(", " + by)
	}
	w.escaped(". " + c.url)
	w.write(fragmentSlot)
}

func (w *writer) citeMarkdown(c cited) {
	w.write(quoteSlot)
	w.escaped("[" + markdownEscaper.Replace(c.title) + "](" + c.url)
	w.write(fragmentSlot)
	w.escaped(")")
	if by := c.by(); by != "" {
		w.escaped(", " + markdownEscaper.Replace(by))
	}
}

var markdownEscaper = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `*`, `\*`, `_`, `\_`, "`", "\\`", `<`, `\<`)

func (w *writer) citeBibTeX(c cited) {
	w.escaped("@article{" + c.key + ",\n  title = {{" + texEscaper.Replace(c.title) + "}},\n")
	field := func(name, value string) {
		if value != "" {
			w.escaped("  " + name + " = {" + texEscaper.Replace(value) + "},\n")
		}
	}
	if c.author != "" {
		field("author", "{"+c.author+"}")
	}
	field("journal", c.source)
	field("date", c.machine)
	field("langid", map[string]string{"fr": "french", "en": "english"}[c.lang])
	w.escaped("  url = {" + c.url)
	w.write(fragmentSlot)
	w.escaped("},\n")
	w.write(`<span data-slot="note"></span>`)
	w.escaped("}")
}

var texEscaper = strings.NewReplacer(`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `%`, `\%`, `&`, `\&`, `#`, `\#`, `$`, `\$`, `_`, `\_`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`)

// citeCSL writes the citation in the JSON of the Citation Style Language, https://citeproc-js.readthedocs.io/
func (w *writer) citeCSL(c cited) {
	w.escaped(`[{"id": ` + jsonText(c.key) + `, "type": "article-newspaper", "title": ` + jsonText(c.title))
	if c.author != "" {
		w.escaped(`, "author": [{"literal": ` + jsonText(c.author) + `}]`)
	}
	if c.source != "" {
		w.escaped(`, "container-title": ` + jsonText(c.source))
	}
	if c.year != 0 {
		w.escaped(`, "issued": {"date-parts": [[` + strconv.Itoa(c.year))
		if len(c.machine) >= len("2020-08") {
			w.escaped(", " + strconv.Itoa(c.month))
		}
		if len(c.machine) >= len("2020-08-03") {
			w.escaped(", " + strconv.Itoa(c.day))
		}
		w.escaped("]]}")
	}
	w.escaped(`, "language": ` + jsonText(c.lang) + `, "URL": "` + strings.Trim(jsonText(c.url), `"`))
	w.write(fragmentSlot)
	w.escaped(`"`)
	w.write(`<span data-slot="note"></span>`)
	w.escaped("}]")
}

// claimed reports whether a document makes one of the claims of a conflict.
func claimed(e *corpus.Event, c corpus.Conflict, doc *corpus.Document) bool {
	for _, claim := range c.Claims {
		for _, i := range claim.Statements {
			if e.Statements[i].Document == doc {
				return true
			}
		}
	}
	return false
}
