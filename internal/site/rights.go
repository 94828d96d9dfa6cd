package site

import (
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// excerpt returns how many sentences of a document are published; 0 for all.
func (s *Site) excerpt(doc *corpus.Document) int {
	if doc.Meta.Excerpt > 0 {
		return doc.Meta.Excerpt
	}
	return s.corpus.Content.Site.Excerpt
}

// restrict notes which sentences are published of the documents of which only an excerpt is: the first of the article,
// and those that the timeline, the entities and the quotations rest on.
func (s *Site) restrict() {
	for _, art := range s.articles {
		doc := art.doc
		left := s.excerpt(doc)
		if left == 0 {
			continue
		}
		art.shown = make([]bool, len(doc.Sentences))
		for i := range doc.Sentences {
			switch z := doc.ZoneAt(doc.Sentences[i].Span.Start); {
			case z == corpus.Title:
				art.shown[i] = true
			case left > 0 && (z == corpus.Lede || z == corpus.Body):
				art.shown[i] = true
				left--
			}
		}
		for i := range doc.Quotes {
			span := doc.Quotes[i].Outer
			for k := range doc.Sentences {
				if at := doc.Sentences[k].Span; at.Start < span.End && span.Start < at.End && doc.ZoneAt(at.Start).Kept() {
					art.shown[k] = true
				}
			}
		}
	}
	show := func(ref corpus.SentenceRef) {
		if art := s.articleOf(ref.Document); art != nil && art.shown != nil {
			art.shown[ref.Sentence] = true
		}
	}
	for _, e := range s.corpus.Timeline {
		for i := range e.Statements {
			show(e.Statements[i].SentenceRef)
		}
	}
	for _, d := range s.corpus.Dossiers {
		for i := range d.Documents {
			for sentence := range d.Documents[i].BySentence() {
				show(corpus.SentenceRef{Document: d.Documents[i].Document, Sentence: sentence})
			}
		}
	}
}

// pieces returns the parts of a line that its document's page shows: what isn't cut out, and of an excerpt the
// sentences that are published.
func (art *article) pieces(n int) []text.Span {
	line := art.doc.Lines[n-1].Span
	parts := []text.Span{line}
	if art.shown != nil {
		parts = parts[:0]
		for i, s := range art.doc.Sentences {
			if art.shown[i] && s.Span.Start >= line.Start && s.Span.Start < line.End {
				parts = append(parts, text.Span{Start: s.Span.Start, End: min(s.Span.End, line.End)})
			}
		}
	}
	for _, c := range art.doc.Cuts {
		if c.Span.Start < line.Start || c.Span.Start >= line.End {
			continue
		}
		var left []text.Span
		for _, p := range parts {
			if c.Span.End <= p.Start || p.End <= c.Span.Start {
				left = append(left, p)
				continue
			}
			left = append(left, text.Span{Start: p.Start, End: max(p.Start, c.Span.Start)}, text.Span{Start: min(p.End, c.Span.End), End: p.End})
		}
		parts = left
	}
	return slices.DeleteFunc(parts, func(p text.Span) bool { return strings.TrimSpace(art.doc.Text(p)) == "" })
}

// publishedText returns the text of a clipping as far as it is published: what isn't stands as spaces, one for each code
// point, so that all offsets hold.
func (s *Site) publishedText(art *article) string {
	src := art.doc.Clipping.Source
	var hidden []text.Span
	for i := range art.doc.Lines {
		l := &art.doc.Lines[i]
		switch {
		case l.Zone == corpus.Comment && !s.showComments():
			hidden = append(hidden, l.Span)
		case art.shown != nil:
			at := l.Span.Start
			for _, p := range art.pieces(i + 1) {
				hidden = append(hidden, text.Span{Start: at, End: p.Start})
				at = p.End
			}
			hidden = append(hidden, text.Span{Start: at, End: l.Span.End})
		}
	}
	if len(hidden) == 0 {
		return src.Text
	}
	var b strings.Builder
	b.Grow(len(src.Text))
	pos := int32(0)
	for _, h := range hidden {
		if h.Start < pos || h.Empty() {
			continue
		}
		b.WriteString(src.Text[pos:h.Start])
		b.WriteString(strings.Repeat(" ", utf8.RuneCountInString(src.Slice(h))))
		pos = h.End
	}
	b.WriteString(src.Text[pos:])
	return b.String()
}

// originalName returns the name under which the file of a clipping is published. What a browser would run or lay out
// is served as plain text: a saved page is somebody else's, and would stand at this site's address.
func originalName(file string) string {
	ext := strings.ToLower(path.Ext(file))
	if ext == ".pdf" {
		return "original.pdf"
	}
	return "original" + ext + ".txt"
}

// addOriginal publishes the file of a clipping beside its page.
func (s *Site) addOriginal(art *article) {
	read := art.doc.Clipping.Original
	if read == nil || !s.corpus.Content.Site.PublishOriginals || art.shown != nil {
		return
	}
	art.original = art.target + originalName(art.doc.Clipping.File)
	s.addFinal(art.original, func(w io.Writer) error {
		raw, err := read()
		if err == nil {
			_, err = w.Write(raw)
		}
		return err
	})
}
