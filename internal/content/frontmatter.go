package content

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// An article is a Markdown file with front matter.
type article struct {
	src  *text.Source
	meta *mapping  // never nil; empty where the front matter is missing or no YAML
	ok   bool      // the front matter, if any, could be read
	body text.Span // the Markdown
}

// fence is the line before and after front matter.
const fence = "---"

// article reads a Markdown file; required says whether front matter has to be there. It returns nil where the file
// can't be read.
func (d *desk) article(file string, required bool) *article {
	src, ok := d.source(file)
	if !ok {
		return nil
	}
	yaml, body, found, closed := split(src)
	a := &article{src: src, body: body, ok: true, meta: &mapping{desk: d, place: corpus.Place{Source: src, Span: src.LineSpan(1)}}}
	switch {
	case !found && required:
		a.ok = false
		d.at(a.meta.place, "front-matter", `begin the file with a line "---", then keys such as "title: …", then "---" again`,
			"the file has no front matter")
	case found && !closed:
		a.ok = false
		d.at(a.meta.place, "front-matter", `end it with a line "---" before the text`, "the front matter is not closed")
	case found:
		a.meta, a.ok = d.yaml(src, yaml)
	}
	return a
}

// split finds the front matter: the lines between a first line "---" and the next such line.
func split(src *text.Source) (yaml, body text.Span, found, closed bool) {
	size := len(src.Text)
	if !isFence(src, 1) {
		return text.Span{}, text.NewSpan(0, size), false, false
	}
	for line := 2; line <= src.LineCount(); line++ {
		if !isFence(src, line) {
			continue
		}
		after := size
		if line < src.LineCount() {
			after = int(src.LineSpan(line + 1).Start)
		}
		return text.Span{Start: src.LineSpan(2).Start, End: src.LineSpan(line).Start}, text.NewSpan(after, size), true, true
	}
	return text.Span{}, text.NewSpan(size, size), true, false
}

func isFence(src *text.Source, line int) bool {
	s := src.LineText(line)
	for len(s) > len(fence) && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s == fence
}

// markdown returns the body, which is empty where it holds nothing but space.
func (a *article) markdown() corpus.Markdown {
	for i := a.body.Start; i < a.body.End; i++ {
		if c := a.src.Text[i]; c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return corpus.Markdown{Source: a.src, Span: a.body}
		}
	}
	return corpus.Markdown{}
}
