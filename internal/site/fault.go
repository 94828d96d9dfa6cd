package site

import (
	"errors"
	"html/template"
	"io"
	"strings"
	texttemplate "text/template"

	"briefing/internal/diag"
)

// A Fault is the error of a page that can't be rendered.
type Fault struct {
	Diagnostic diag.Diagnostic
	cause      error
}

func (f *Fault) Error() string {
	if where := f.Diagnostic.Where(); where != "" {
		return where + ": " + f.Diagnostic.Message
	}
	return f.Diagnostic.Message
}

// Unwrap returns the template's own error.
func (f *Fault) Unwrap() error { return f.cause }

// Faults returns the diagnostics of all faults that an error holds, joined or wrapped as they may be.
func Faults(err error) (list diag.List) {
	switch err := err.(type) {
	case *Fault:
		return diag.List{err.Diagnostic}
	case interface{ Unwrap() []error }:
		for _, e := range err.Unwrap() {
			list = append(list, Faults(e)...)
		}
	case interface{ Unwrap() error }:
		return Faults(err.Unwrap())
	}
	return list.Sort()
}

// addView adds a page that a template lays out. Where a template fails, rendering returns a [*Fault] and writes
// nothing.
func (s *edition) addView(path, kind string, view func(place) (*Frame, any)) {
	at := s.placeOf(path)
	render := func(w io.Writer) error {
		at := at
		at.sheet = sheets.Get().(*sheet)
		defer at.sheet.release()
		frame, content := view(at)
		s.complete(frame, kind, at)
		if err := s.templates.ExecuteTemplate(&at.sheet.main, kind+".html", content); err != nil {
			return &Fault{s.diagnose(path, err), err}
		}
		frame.Main = template.HTML(mainMark)
		if err := s.templates.ExecuteTemplate(&at.sheet.page, "layout.html", frame); err != nil {
			return &Fault{s.diagnose(path, err), err}
		}
		return at.sheet.publish(w, at.sheet.page.Bytes())
	}
	s.add(s.prefix+path, render)
	if s.tried[kind]++; s.tried[kind] <= triedPages {
		s.trial = append(s.trial, render)
	}
}

// diagnose returns what there is to say of a template's error: where in which template it stands, and a way out.
func (s *look) diagnose(page string, err error) diag.Diagnostic {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if inner, ok := e.(texttemplate.ExecError); ok {
			err = inner // that of a part rendered once is within that of the layout
		}
	}
	name, line, column, message := templatePlace(err)
	hint := templateHint(err, message)
	src := s.texts[name]
	switch {
	case src == nil:
		return diag.About(diag.Error, "page-failed", page, "the page can't be rendered: %v", err).WithHint("%s", hint)
	case line < 1 || line > src.LineCount():
		return diag.About(diag.Error, "template", src.Name, "%s", message).WithHint("%s", hint)
	}
	span := src.LineSpan(line)
	if at := span.Start + int32(column); at < span.End {
		span.Start = at
	}
	rest := src.Slice(span)
	span.Start += int32(len(rest) - len(strings.TrimLeft(rest, " \t")))
	if end := strings.Index(src.Slice(span), "}}"); end > 0 {
		span.End = span.Start + int32(end)
	}
	return diag.At(diag.Error, "template", src, span, "%s", message).WithHint("%s", hint)
}
