package timex

import (
	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// Reads reports whether the annotator knows the time expressions of a language.
func (a *Annotator) Reads(lang string) bool { return a.languages[lang] != nil }

// published returns the publication date of a document by the editor's word, else by what its file says by its
// mark-up. Where both are silent its text may tell: see [scratch.published].
func published(doc *corpus.Document) (date corpus.Published, known bool) {
	if doc.Meta != nil && !doc.Meta.Published.Date.IsZero() {
		return doc.Meta.Published, true
	}
	found := doc.Clipping.Meta.OrNothing().Published
	if found.Date.IsZero() {
		return corpus.Published{}, false
	}
	return found, true
}

// published returns the publication date that the text of a document tells. A stamp ("Published 3 August 2020") or a
// dateline near the top is taken as it stands; failing that the earliest stamp of a reader's comment is an upper bound
// ("../2020-08-03"). With none of these the date stays unknown.
func (s *scratch) published(doc *corpus.Document) corpus.Published {
	search := stampSearch{doc: doc, src: doc.Clipping.Source}
	for i := range s.found {
		search.see(&s.matcher, s.found[i].start, &s.found[i].match)
	}
	return search.result()
}

// A stampSearch looks for the dates by which a clipping tells when it was published.
type stampSearch struct {
	doc  *corpus.Document
	src  *text.Source
	head int // lines with text seen near the top
	line int // the last of them

	stamp, dateline, comment edtf.Day
	stampLine, datelineLine  int
	commentLine              int
}

const headLines = 8 // how many lines with text the top of a clipping is

// see looks at one expression.
func (p *stampSearch) see(m *matcher, start int32, mt *match) {
	if !mt.is(fYear) || !mt.is(fMonth) || !mt.is(fDay) || mt.get(fKind) != kindPoint || mt.is(fBound) {
		return
	}
	y, mo, d := int(mt.get(fYear)), int(mt.get(fMonth)), int(mt.get(fDay))
	if !edtf.Valid(y, mo, d) {
		return
	}
	day := edtf.NewDay(y, mo, d)
	line := p.src.LineAt(m.t.List[start].Start)
	if line <= len(p.doc.Lines) && p.doc.Lines[line-1].Zone == corpus.Comment {
		if p.commentLine == 0 || day < p.comment {
			p.comment, p.commentLine = day, line
		}
		return
	}
	if p.stampLine == 0 && m.stamped(start) {
		p.stamp, p.stampLine = day, line
	}
	if p.datelineLine == 0 && p.nearTop(line) && m.alone(start, mt.end) {
		p.dateline, p.datelineLine = day, line
	}
}

// nearTop reports whether a line is among the first ones that hold text.
func (p *stampSearch) nearTop(line int) bool {
	for p.line < line && p.head <= headLines {
		p.line++
		if !p.src.LineSpan(p.line).Empty() {
			p.head++
		}
	}
	return p.head <= headLines
}

// stamped reports whether words of publication stand just before a date, on its line.
func (m *matcher) stamped(start int32) bool {
	const reach = 5
	for i := start - 1; i >= 0 && i >= start-reach && m.t.List[i].Line == m.t.List[start].Line; i-- {
		if m.entries[m.ids[i]].mask&(1<<m.stamp) != 0 && m.has(m.stamp, int(i)) {
			return true
		}
	}
	return false
}

// alone reports whether a date has its line nearly to itself, or stands in a dateline: "PARIS, August 3, 2020 –".
func (m *matcher) alone(start, end int32) bool {
	const others = 6
	n, line := 0, m.t.List[start].Line
	for i := start - 1; i >= 0 && m.t.List[i].Line == line; i-- {
		if n++; n > others {
			return false
		}
	}
	for i := end; int(i) < len(m.ids) && m.t.List[i].Line == line; i++ {
		if m.ids[i] == wordHyphen && !m.t.Glued(int(i)) {
			return true
		}
		if n++; n > others {
			return false
		}
	}
	return true
}

func (p *stampSearch) result() corpus.Published {
	switch {
	case p.stampLine > 0:
		return corpus.Published{Date: edtf.OfDay(p.stamp), Inferred: true,
			Basis: corpus.StampOnLine.OfLine(p.stampLine)}
	case p.datelineLine > 0:
		return corpus.Published{Date: edtf.OfDay(p.dateline), Inferred: true,
			Basis: corpus.DatelineOnLine.OfLine(p.datelineLine)}
	case p.commentLine > 0:
		v, err := edtf.Parse("../" + p.comment.String())
		if err != nil {
			return corpus.Published{}
		}
		return corpus.Published{Date: v, Inferred: true,
			Basis: corpus.BeforeComment.OfLine(p.commentLine)}
	}
	return corpus.Published{}
}
