package content

import (
	"path"

	"briefing/internal/corpus"
)

// home reads home.md, whose front matter may be left out.
func (d *desk) home() *corpus.Page {
	return d.page(path.Join(Folder, "home.md"), false)
}

// pages reads the free pages, whose front matter gives at least a title.
func (d *desk) pages(files []string) []*corpus.Page {
	var pages []*corpus.Page
	for _, file := range files {
		if p := d.page(file, true); p != nil {
			d.checkID(file, p.ID)
			pages = append(pages, p)
		}
	}
	return pages
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
