package site

import (
	"html/template"
)

// maxPrinted is how many bytes of clippings a print edition holds: some 150 sheets.
const maxPrinted = 400_000

// Print is what print.html is given: the whole briefing on one page.
type Print struct {
	Title, Description string
	Text               template.HTML
	TextLang           string
	Events             template.HTML
	Entities           []EntityGroup
	Documents          []PrintedDocument
}

// A PrintedDocument is a document in the print edition: its words and the numbers of its sentences.
type PrintedDocument struct {
	DocumentLink
	Anchor     string
	Address    string // of its page, in words
	Byline     string
	Paragraphs []Paragraph
}

func (s *edition) printView(at place) (*Frame, any) {
	site := &s.corpus.Content.Site
	v := Print{Title: site.Title.In(s.words.lang), Description: site.Description.In(s.words.lang), Entities: s.entityGroups(at)}
	if p := s.corpus.Content.Home; p != nil {
		p = p.In(s.words.lang)
		body := bodyOf(p)
		text, _ := s.convert(manuscript{body.Source, body.Span, at, "t-", 2}) // its faults are those of the home page
		v.Text, v.TextLang = text.html, s.otherThan(p.Lang)
	}
	w := s.writer(at)
	for _, c := range s.chapters {
		w.eventLines(c.events)
	}
	v.Events = w.html()
	for _, art := range s.articles {
		doc := art.doc
		x := PrintedDocument{DocumentLink: s.documentLink(art, at), Anchor: "d-" + art.slug, Address: s.absolute(art.target), Byline: doc.Meta.Byline}
		for i, l := range doc.Lines {
			if l.Zone.Kept() && i+1 != headingLine(doc) {
				if words := s.printedLine(art, i, at); words != "" {
					x.Paragraphs = append(x.Paragraphs, Paragraph{l.Zone.String(), words})
				}
			}
		}
		v.Documents = append(v.Documents, x)
	}
	return &Frame{Title: s.words.say("print.title"), Description: s.words.say("print.intro")}, v
}

// printedLine writes a line of an article with a number before each sentence that begins in it.
func (s *edition) printedLine(art *article, line int, at place) template.HTML {
	doc := art.doc
	span := doc.Lines[line].Span
	w := s.writer(at)
	pos := span.Start
	for i := max(doc.SentenceAt(span.Start), 0); i < len(doc.Sentences) && doc.Sentences[i].Span.Start < span.End; i++ {
		from := doc.Sentences[i].Span.Start
		if from < pos {
			continue
		}
		w.escaped(doc.Clipping.Source.Text[pos:from])
		w.write(`<sup class="n">`)
		w.number(sentenceNumber(doc.Sentences[i].ID))
		w.write("</sup>\u00a0")
		pos = from
	}
	w.escaped(doc.Clipping.Source.Text[pos:span.End])
	return w.html()
}
