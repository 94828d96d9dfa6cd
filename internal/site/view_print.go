package site

import (
	"cmp"
	"html/template"
	"slices"

	"briefing/internal/corpus"
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
		x := PrintedDocument{DocumentLink: s.documentLink(art, at), Anchor: "d-" + art.slug, Address: s.absolute(art.target), Byline: doc.Byline().Text}
		for i, l := range doc.Lines {
			if l.Zone.Kept() && i+1 != headingLine(doc) {
				if words := s.printedLine(art, i+1, at); words != "" {
					x.Paragraphs = append(x.Paragraphs, Paragraph{l.Zone.String(), words})
				}
			}
		}
		v.Documents = append(v.Documents, x)
	}
	return &Frame{Title: s.words.say("print.title"), Description: s.words.say("print.intro")}, v
}

// printedLine writes what is published of line n of an article, from 1, with a number before each sentence that begins
// in it.
func (s *edition) printedLine(art *article, n int, at place) template.HTML {
	doc := art.doc
	source := doc.Clipping.Source.Text
	w := s.writer(at)
	for k, piece := range art.pieces(n) {
		if k > 0 {
			w.write(" […] ")
		}
		pos := piece.Start
		i, _ := slices.BinarySearchFunc(doc.Sentences, piece.Start, func(x corpus.Sentence, at int32) int { return cmp.Compare(x.Span.Start, at) })
		for ; i < len(doc.Sentences) && doc.Sentences[i].Span.Start < piece.End; i++ {
			w.escaped(source[pos:doc.Sentences[i].Span.Start])
			w.write(`<sup class="n">`)
			w.number(sentenceNumber(corpus.SentenceID(i)))
			w.write("</sup>\u00a0")
			pos = doc.Sentences[i].Span.Start
		}
		w.escaped(source[pos:piece.End])
	}
	return w.html()
}

// A Paragraph is a line of the article.
type Paragraph struct {
	Zone string // "body"
	Text template.HTML
}
