package content

import (
	"path"
	"slices"
	"strings"

	"briefing/internal/corpus"
)

// home reads home.md, whose front matter may be left out, and home.<language>.md.
func (d *desk) home(files []string) *corpus.Page {
	home := d.page(path.Join(Folder, "home.md"), false)
	for _, file := range files {
		p := d.page(file, false)
		switch {
		case p == nil || !d.inLanguage(p, file):
		case home == nil:
			home = p
		default:
			home.Others = append(home.Others, p)
		}
	}
	return home
}

// pages reads the free pages, whose front matter gives at least a title: <id>.md, and the same page in another
// language, <id>.<language>.md, which may stand alone.
func (d *desk) pages(files []string) []*corpus.Page {
	var pages []*corpus.Page
	byID := map[string]*corpus.Page{}
	add := func(file string, translated bool) {
		p := d.page(file, true)
		if p == nil || translated && !d.inLanguage(p, file) {
			return
		}
		d.checkID(file, p.ID)
		if first := byID[p.ID]; first != nil {
			first.Others = append(first.Others, p)
			return
		}
		byID[p.ID] = p
		pages = append(pages, p)
	}
	for _, translated := range [...]bool{false, true} {
		for _, file := range files {
			if strings.Contains(idOf(file), ".") == translated {
				add(file, translated)
			}
		}
	}
	slices.SortFunc(pages, func(a, b *corpus.Page) int { return strings.Compare(a.ID, b.ID) })
	return pages
}

// inLanguage takes a page's language from its file's name; it reports a name that has none.
func (d *desk) inLanguage(p *corpus.Page, file string) bool {
	id, lang, _ := strings.Cut(p.ID, ".")
	at := corpus.Place{Source: p.Source, Span: p.Source.LineSpan(1)}
	if !checkLanguage(d, at, lang) {
		return false
	}
	if p.Lang != "" && p.Lang != lang {
		d.at(at, "language", "leave lang out: the file's name says it", "%s is in %q by its name and in %q by its front matter", file, lang, p.Lang)
	}
	p.ID, p.Lang = id, lang
	return true
}

func (d *desk) page(file string, titled bool) *corpus.Page {
	a := d.article(file, titled)
	if a == nil {
		return nil
	}
	p := &corpus.Page{ID: idOf(file), Source: a.src, Body: a.body}
	p.Title, p.Lang = a.meta.heading(a.ok && titled)
	return p
}

// heading reads the front matter of a page.
func (m *mapping) heading(titled bool) (title, lang string) {
	title, lang = m.text("title"), m.language("lang")
	if titled {
		m.require("title")
	}
	m.finish()
	return title, lang
}
