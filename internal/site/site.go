package site

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// A Page is a file of the published site.
type Page struct {
	Path   string // slash-separated, from the site's root: "documents/x/index.html"
	Render func(w io.Writer) error
}

// An Asset is a file of the theme that is published under a name made from its bytes.
type Asset struct {
	Name  string // in assets/: "style.css"
	Bytes []byte // as published
}

// A Theme is how a site looks.
type Theme struct {
	Templates fs.FS // the templates, *.html
	Assets    []Asset
}

// A Site is a corpus ready to be rendered. It is immutable and safe for concurrent use.
type Site struct {
	corpus    *corpus.Corpus
	words     *catalogue
	templates *template.Template
	texts     map[string]*text.Source // of the templates, by name
	assets    map[string]string       // an asset's name → its path
	files     []Asset                 // as they are published
	entities  map[string]*corpus.Entity
	articles  []*article // in the order of Corpus.Documents
	byID      map[string]*article
	kin       map[string]kinship
	sources   map[*corpus.Event]int // how many documents report it
	menu      []target              // the free pages
	markdown  map[corpus.Markdown]rendered
	pages     []Page
	paths     map[string]bool // of all pages
}

// A target is a named address within the site.
type target struct{ label, lang, path string }

// New makes a site of a corpus. What is wrong with the theme or with addresses comes back as diagnostics; with errors
// among them, pages may be missing.
func New(c *corpus.Corpus, theme Theme) (*Site, diag.List) {
	s := &Site{corpus: c, words: catalogueOf(c.Content.Site.Language)}
	list := s.loadAssets(theme.Assets)
	list = append(list, s.loadTemplates(theme.Templates)...)
	s.index()
	s.addPages()
	list = append(list, s.checkPaths()...)
	list = append(list, s.convertMarkdown()...)
	if !list.Failed() {
		list = append(list, s.try()...)
	}
	return s, list.Sort()
}

// Pages returns every page and asset, sorted by path, no two alike.
func (s *Site) Pages() []Page { return slices.Clone(s.pages) }

func (s *Site) add(path string, render func(w io.Writer) error) {
	s.pages = append(s.pages, Page{path, render})
}

func (s *Site) addPages() {
	s.addView("index.html", "home", s.homeView)
	s.addView("documents/index.html", "documents", s.documentsView)
	for i, art := range s.articles {
		s.addView(art.target+"index.html", "document", func(at place) (*Frame, any) { return s.documentView(i, at) })
		s.add(art.target+"source.txt", textOf(art.doc.Clipping.Source.Text))
	}
	s.addView("entities/index.html", "entities", s.entitiesView)
	for _, d := range s.corpus.Dossiers {
		s.addView(s.entityTarget(d.Entity)+"index.html", "entity", func(at place) (*Frame, any) { return s.entityView(d, at) })
	}
	s.addView("timeline/index.html", "timeline", s.timelineView)
	s.addView("quotes/index.html", "quotes", s.quotesView)
	s.addSearch()
	for _, p := range s.corpus.Content.Pages {
		s.addView(p.ID+"/index.html", "page", func(at place) (*Frame, any) { return s.pageView(p, at) })
	}
	s.addView("404.html", "404", s.missingView)
	s.add("feed.xml", s.feed)
	s.add("robots.txt", s.robots)
	if s.corpus.Content.Site.BaseURL != "" {
		s.add("sitemap.xml", s.sitemap)
	}
	s.addData()
	for _, a := range s.files {
		s.add(s.assets[a.Name], textOf(string(a.Bytes)))
	}
	slices.SortStableFunc(s.pages, func(a, b Page) int { return cmp.Compare(a.Path, b.Path) })
}

func textOf(body string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, body)
		return err
	}
}

// checkPaths reports and drops pages whose path is taken, isn't a path, or is one's folder and another's file; case
// doesn't tell two paths apart, since on some disks it doesn't.
func (s *Site) checkPaths() (list diag.List) {
	s.paths = make(map[string]bool, len(s.pages))
	taken := map[string]bool{}
	folders := map[string]bool{}
	for _, p := range s.pages {
		for i := range p.Path {
			if p.Path[i] == '/' {
				folders[strings.ToLower(p.Path[:i])] = true
			}
		}
	}
	s.pages = slices.DeleteFunc(s.pages, func(p Page) bool {
		key := strings.ToLower(p.Path)
		bad := ""
		switch {
		case !fs.ValidPath(p.Path) || strings.ContainsAny(p.Path, "\\\x00"):
			bad = "is no path"
		case taken[key]:
			bad = "has two pages"
		case folders[key]:
			bad = "is a page and a folder of others"
		}
		taken[key] = true
		if bad == "" {
			s.paths[p.Path] = true
			return false
		}
		list = append(list, s.collision(p.Path, bad))
		return true
	})
	return list
}

// collision blames the editor's file that a page comes from, as far as there is one.
func (s *Site) collision(path, fault string) diag.Diagnostic {
	message := fmt.Sprintf("the address %q %s", strings.TrimSuffix(path, "index.html"), fault)
	first, rest, _ := strings.Cut(path, "/")
	for _, p := range s.corpus.Content.Pages {
		if strings.EqualFold(p.ID, first) && p.Source != nil {
			return diag.At(diag.Error, "page-collision", p.Source, text.NewSpan(0, 0), "%s", message).
				WithHint("rename the file: a free page is published under its name")
		}
	}
	name, _, _ := strings.Cut(rest, "/")
	for _, art := range s.articles {
		if meta := art.doc.Meta; first == "documents" && strings.EqualFold(art.slug, name) && meta.Place.Source != nil {
			return diag.At(diag.Error, "page-collision", meta.Place.Source, meta.Place.Span, "%s", message).
				WithHint("give the document another slug")
		}
	}
	return diag.About(diag.Error, "page-collision", "", "%s", message).
		WithHint("rename one of the files that are published there")
}
