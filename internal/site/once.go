package site

import (
	"bytes"
	"html/template"
	"sync"
)

// Surroundings are what pages that stand equally deep have around them: the same ways to the same pages. Pages that the
// menus lead to, which say so in them, have their own.
type surroundings struct {
	nav, menu, data []Link
	calendar, print string
	parts           sync.Map // of the layout, by name
}

// A surroundingsKey is what surroundings depend on.
type surroundingsKey struct{ top, root, path string }

// around returns the surroundings of a page.
func (s *edition) around(at place) *surroundings {
	key := surroundingsKey{at.top, at.root, ""}
	if s.inMenus[at.path] {
		key.path = at.path
	}
	if known, ok := s.surroundings.Load(key); ok {
		return known.(*surroundings)
	}
	x := &surroundings{calendar: s.calendarLink(at)}
	if s.printed {
		x.print = at.href("print/")
	}
	for _, n := range s.nav {
		x.nav = append(x.nav, at.to(n))
	}
	for _, n := range s.menu {
		x.menu = append(x.menu, at.to(n))
	}
	for _, name := range dataFiles {
		x.data = append(x.data, Link{URL: at.file(name), Text: name})
	}
	known, _ := s.surroundings.LoadOrStore(key, x)
	return known.(*surroundings)
}

// Once renders a part of the layout that is the same on all pages that have the same surroundings — the menu, the
// colophon, the links to assets — and keeps it for the next of them. The part is a template that is given the frame; it
// may use nothing of it that belongs to one page.
func (f *Frame) Once(part string) (template.HTML, error) {
	s, at := f.edition, f.at
	if known, ok := f.around.parts.Load(part); ok {
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
	f.around.parts.Store(part, small)
	return at.sheet.keep(small), nil
}
