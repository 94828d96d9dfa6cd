package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"briefing/internal/corpus"
)

// writeText writes the heading, the article and what was set apart, in this order: an anchor goes to the first place
// that shows its sentence.
func (s *edition) writeText(v *Document, art *article, at place) {
	r := s.newRunning(art, at)
	heading := headingLine(art.doc)
	if heading > 0 {
		r.line(heading, false)
	} else {
		r.escaped(art.title)
	}
	v.Heading = r.html()
	for i, l := range art.doc.Lines {
		if l.Zone.Kept() && i+1 != heading {
			r.paragraph(i+1, l.Zone)
		}
	}
	v.Text = r.html()
	apart := s.apart(v, art, heading)
	for _, zone := range [...]corpus.Zone{corpus.Boilerplate, corpus.Duplicate, corpus.Comment} {
		if list := apart[zone]; len(list) > 0 {
			r.apart(list)
			v.Apart = append(v.Apart, Apart{Zone: zone.String(), Title: s.words.counted("document."+zone.String(), len(list)), Count: len(list), Lines: r.html()})
		}
	}
}

// paragraph writes line n of the article, from 1, if anything of it is shown.
func (r *running) paragraph(n int, zone corpus.Zone) {
	before := len(r.out)
	end := "</p>"
	switch zone {
	case corpus.Subheading:
		r.write("<h2>")
		end = "</h2>"
	case corpus.Body:
		r.write("<p>")
	default:
		r.write(`<p class="` + zone.String() + `">`)
	}
	start := len(r.out)
	if r.pieces(n); len(r.out) == start {
		r.out = r.out[:before]
		return
	}
	r.write(end)
}

// An apartLine is what was set apart of a line, and why.
type apartLine struct {
	number int // from 1
	cut    int // of the document's cuts; -1 for the whole line
	why    corpus.Reason
}

// apart returns what was set apart of a clipping by its zone, and counts what isn't to be shown.
func (s *edition) apart(v *Document, art *article, heading int) map[corpus.Zone][]apartLine {
	doc := art.doc
	if art.shown != nil {
		return nil // of an excerpt, what stands around the article isn't published either
	}
	apart := map[corpus.Zone][]apartLine{}
	for i, l := range doc.Lines {
		switch {
		case i+1 == heading, l.Zone.Kept():
		case l.Zone == corpus.Comment && !s.showComments():
			v.Hidden++
		case l.Zone != corpus.Blank:
			apart[l.Zone] = append(apart[l.Zone], apartLine{i + 1, -1, l.Reason()})
		case strings.TrimSpace(doc.Text(l.Span)) != "": // an editor's word that a line is nothing
			apart[corpus.Boilerplate] = append(apart[corpus.Boilerplate], apartLine{i + 1, -1, l.Reason()})
		}
	}
	for i := range doc.Cuts {
		line := apartLine{doc.Clipping.Source.LineAt(doc.Cuts[i].Span.Start), i, doc.Cuts[i].Rule}
		apart[corpus.Boilerplate] = append(apart[corpus.Boilerplate], line)
	}
	slices.SortStableFunc(apart[corpus.Boilerplate], func(a, b apartLine) int { return cmp.Compare(a.number, b.number) })
	return apart
}

func (r *running) apart(list []apartLine) {
	r.write(`<ol class="lines">`)
	for _, l := range list {
		r.write("<li><p")
		r.attr("lang", r.art.doc.Lang)
		r.write(">")
		if l.cut >= 0 {
			r.span(r.art.doc.Cuts[l.cut].Span)
		} else {
			r.line(l.number, false)
		}
		r.write(`</p><p class="meta">`)
		r.numbered("document.line", l.number)
		if why := r.s.words.reason(l.why); why != "" {
			r.write(" · ")
			r.say("document.rule", "rule", why)
		}
		r.write("</p></li>")
	}
	r.write("</ol>")
}

// who writes a list of entities with how often a document names them; nothing where there are none.
func (s *edition) who(named []naming, at place) template.HTML {
	if len(named) == 0 {
		return ""
	}
	w := s.writer(at)
	w.write(`<ul class="who">`)
	for _, n := range named {
		w.write("<li>")
		w.entity(n.entity)
		w.write(` <span class="count">`)
		w.count("entity.times", n.count)
		w.write("</span></li>")
	}
	w.write("</ul>")
	return w.html()
}

// documentList writes a list of documents, with how long they take to read.
func (s *edition) documentList(documents []DocumentLink, at place) template.HTML {
	w := s.writer(at)
	w.loose = true
	w.write(`<ul class="documents">`)
	for i := range documents {
		d := &documents[i]
		w.write(`<li><p class="headline"><a`)
		w.attr("href", d.URL)
		w.attr("lang", d.Lang)
		w.write(">")
		w.escaped(d.Title)
		w.write(`</a></p><p class="meta">`)
		if d.Publisher != "" {
			w.write(`<span class="publisher">`)
			w.escaped(d.Publisher)
			w.write("</span> · ")
		}
		w.date(d.Date)
		w.write(" · ")
		w.escaped(d.Language)
		w.write(" · ")
		w.count("document.minutes", d.Minutes)
		w.write("</p></li>")
	}
	w.write("</ul>")
	return w.html()
}

// relatedList writes a list of documents; nothing where there are none.
func (s *edition) relatedList(documents []*article, at place) template.HTML {
	if len(documents) == 0 {
		return ""
	}
	w := s.writer(at)
	w.write(`<ul class="related">`)
	for _, art := range documents {
		w.write("<li><p><a")
		w.link(art.link)
		w.attr("lang", art.doc.Lang)
		w.write(">")
		w.escaped(art.title)
		w.write(`</a></p><p class="meta">`)
		w.provenance(art)
		w.write("</p></li>")
	}
	w.write("</ul>")
	return w.html()
}
