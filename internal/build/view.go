package build

import (
	"slices"
	"strings"
	"sync"

	"briefing/internal/diag"
	"briefing/internal/publish"
	"briefing/internal/site"
)

// A View is a site at one moment. Its pages are rendered when they are asked for, once.
type View struct {
	*Site                // the last that could be made; nil where none ever could
	Generation int       // counts the updates of the session
	Said       diag.List // of the files as they are, which may be worse than those the site is made of
	pages      map[string]*viewed
}

// A viewed is a page and, once it was asked for, its bytes.
type viewed struct {
	file  publish.File
	once  sync.Once
	bytes []byte
	fault diag.List
}

func newView(loaded *Site, said diag.List, generation int) *View {
	v := &View{Site: loaded, Said: said, Generation: generation}
	if loaded != nil {
		v.pages = make(map[string]*viewed, len(loaded.Files))
		for _, f := range loaded.Files {
			v.pages[f.Path] = &viewed{file: f}
		}
	}
	return v
}

// Has reports whether the site has a page of that path, such as "timeline/index.html".
func (v *View) Has(path string) bool { return v.pages[path] != nil }

// Page returns the bytes of a page as they would be published, or what is wrong with it. Both are nil where there is no
// such page.
func (v *View) Page(path string) ([]byte, diag.List) {
	p := v.pages[path]
	if p == nil {
		return nil, nil
	}
	p.once.Do(func() {
		var err error
		p.bytes, err = publish.Render(p.file)
		if err != nil {
			p.bytes, p.fault = nil, site.Faults(err)
			if len(p.fault) == 0 {
				p.fault = diag.List{diag.About(diag.Error, "page-failed", path, "the page can't be rendered: %v", err)}
			}
		}
	})
	return p.bytes, p.fault
}

// Paths lists the pages, sorted.
func (v *View) Paths() []string {
	paths := make([]string, 0, len(v.pages))
	for p := range v.pages {
		paths = append(paths, p)
	}
	slices.SortFunc(paths, strings.Compare)
	return paths
}
