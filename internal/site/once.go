package site

import (
	"bytes"
	"html/template"
)

// Once renders a part of the layout that is the same on all pages that stand equally deep — the menu, the colophon, the
// links to assets — and keeps it for the next of them. The part is a template that is given the frame; it may use
// nothing of it that belongs to one page. Pages that the menus lead to, which say so in them, have parts of their own.
func (f *Frame) Once(part string) (template.HTML, error) {
	s, at := f.edition, f.at
	key := onceKey{part, at.top, at.root, ""}
	if s.inMenus[at.path] {
		key.path = at.path
	}
	if known, ok := s.onces.Load(key); ok {
		return at.sheet.keep(known.([]byte)), nil
	}
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, part, f); err != nil {
		return "", err
	}
	if s.theme.Minify == nil {
		return template.HTML(b.String()), nil
	}
	small, err := s.theme.Minify("x.html", b.Bytes())
	if err != nil {
		return "", err
	}
	s.onces.Store(key, small)
	return at.sheet.keep(small), nil
}

// An onceKey is what a part of the layout depends on.
type onceKey struct{ part, top, root, path string }
