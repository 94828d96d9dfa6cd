package site

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/search"
	"briefing/internal/text"
)

// A Page is a file of the published site.
type Page struct {
	Path   string // slash-separated, from the site's root: "documents/x/index.html"
	Render func(w io.Writer) error
	Final  bool // the bytes are published as rendered: nothing can be taken from them
	Long   bool // final, and of any length: best written while it is rendered
}

// An Asset is a file of the theme that is published under a name made from its bytes.
type Asset struct {
	Name  string // in assets/: "style.css"
	Bytes []byte // as published
}

// A Theme is how a site looks.
type Theme struct {
	Templates fs.FS                                         // the templates, *.html
	Minify    func(name string, raw []byte) ([]byte, error) // as pages are minified; it may be nil
	Assets    []Asset
}

// A Site is a corpus ready to be rendered. It is immutable and safe for concurrent use.
type Site struct {
	corpus *corpus.Corpus
	*look
	editions []*edition // the one in the site's own language first
	shelves
	pages []Page
	paths map[string]bool // of all pages

	previewed bool // pages are rendered as they are asked for: what is dear is made then
	meter     corpus.Meter
	words     *search.Reader // has read the documents, where somebody did; nil once they are indexed
}

// An edition is a site in one language of the interface. The first stands at the root, each other in a folder named
// by its language; what is the same in all — assets, open data, clippings — stands at the root alone.
type edition struct {
	*Site
	words        *catalogue
	prefix       string // "", "fr/"
	templates    *template.Template
	nav          []target        // the pages that lead to all others
	menu         []target        // the free pages
	inMenus      map[string]bool // the paths of all these, and of the page that searches
	surroundings sync.Map        // by surroundingsKey
	moments      []Moment        // when each article was published, by its number
	called       map[string]*calling
	datings      datings
	markdown     map[corpus.Markdown]rendered
	trial        []func(io.Writer) error
	tried        map[string]int // pages of each kind in trial
}

// A target is a named address within an edition.
type target struct{ label, lang, path string }

// A look is what a site takes from its theme. Sites that follow one another share it.
type look struct {
	theme     Theme
	templates *template.Template // as parsed, never executed
	spoken    []spoken
	texts     map[string]*text.Source // of the templates, by name
	assets    map[string]asset
	worn      []Asset // the theme's, as they are published
}

// New makes a site of a corpus. What is wrong with the theme or with addresses comes back as diagnostics; with errors
// among them, pages may be missing.
func New(c *corpus.Corpus, theme Theme) (*Site, diag.List) { return dressed(&Site{corpus: c}, theme) }

// Read is [New] for documents whose words have been read already. It tells a meter what the search index costs.
func Read(c *corpus.Corpus, theme Theme, words *search.Reader, meter corpus.Meter) (*Site, diag.List) {
	return dressed(&Site{corpus: c, words: words, meter: meter}, theme)
}

// Preview is [New] for a site whose pages are rendered as they are asked for: what is dear, the index that browsers
// search, isn't made before it is.
func Preview(c *corpus.Corpus, theme Theme) (*Site, diag.List) {
	return dressed(&Site{corpus: c, previewed: true}, theme)
}

func dressed(s *Site, theme Theme) (*Site, diag.List) {
	c := s.corpus
	s.look = &look{theme: theme}
	list := s.loadAssets(theme.Assets)
	list = append(list, s.loadTemplates(theme.Templates)...)
	for _, lang := range languages(c) {
		words, sealed := catalogueOf(lang), s.sealed()
		s.spoken = append(s.spoken, spoken{words.lang, sealed, s.speak(words, sealed)})
	}
	list = append(list, s.furnish()...)
	if !list.Failed() {
		list = append(list, s.Try()...)
	}
	return s, list.Sort()
}

// With makes a site of another corpus in the same theme. Its templates, which are known to be right, aren't tried again:
// whoever has the time asks [Site.Try].
func (s *Site) With(c *corpus.Corpus) (*Site, diag.List) {
	next := &Site{corpus: c, look: s.look, previewed: true}
	return next, next.furnish().Sort()
}

// languages returns those of a site's editions, the one at the root first.
func languages(c *corpus.Corpus) []string {
	if site := &c.Content.Site; len(site.Languages) == 0 {
		return []string{site.Language}
	}
	return c.Content.Site.Languages
}

// sealed reports whether pages hold browsers to the bytes of assets.
func (s *Site) sealed() bool { return s.corpus.Content.Site.BaseURL != "" }

// furnish makes what the pages share, and lists them.
func (s *Site) furnish() diag.List {
	s.index()
	for i, lang := range languages(s.corpus) {
		s.editions = append(s.editions, s.edition(lang, i == 0))
	}
	for _, e := range s.editions {
		e.addPages()
	}
	s.addShared()
	slices.SortStableFunc(s.pages, func(a, b Page) int { return cmp.Compare(a.Path, b.Path) })
	list := s.checkPaths()
	for _, e := range s.editions {
		list = join(list, e.convertMarkdown())
	}
	return list
}

// join adds to a list what it doesn't say yet: most texts and templates are shown in every edition.
func join(list, found diag.List) diag.List {
	for _, d := range found {
		if !slices.ContainsFunc(list, func(o diag.Diagnostic) bool { return o.Where() == d.Where() && o.ID == d.ID && o.Message == d.Message }) {
			list = append(list, d)
		}
	}
	return list
}

// edition makes the site in one language; only its Markdown isn't converted yet.
func (s *Site) edition(lang string, first bool) *edition {
	e := &edition{Site: s, words: catalogueOf(lang), tried: map[string]int{}}
	if !first {
		e.prefix = lang + "/"
	}
	e.templates = s.speak(e.words, s.sealed())
	for _, p := range s.corpus.Content.Pages {
		in := p.In(lang)
		m := target{in.Title, in.Lang, p.ID + "/"}
		if m.lang == lang {
			m.lang = ""
		}
		e.menu = append(e.menu, m)
	}
	e.nav = []target{{e.words.say("site.home"), "", ""}, {e.words.say("documents.title"), "", "documents/"},
		{e.words.say("timeline.title"), "", "timeline/"}, {e.words.say("entities.title"), "", "entities/"},
		{e.words.say("quotes.title"), "", "quotes/"}, {e.words.say("sources.title"), "", "sources/"}}
	e.inMenus = map[string]bool{"search/index.html": true}
	for _, t := range slices.Concat(e.nav, e.menu) {
		e.inMenus[t.path+"index.html"] = true
	}
	for _, art := range s.articles {
		e.moments = append(e.moments, e.publication(art.doc))
	}
	e.called = make(map[string]*calling, len(s.entities))
	for id, x := range s.entities {
		e.called[id] = e.newCalling(x)
	}
	return e
}

// Pages returns every page and asset, sorted by path, no two alike.
func (s *Site) Pages() []Page { return slices.Clone(s.pages) }

func (s *Site) add(path string, render func(w io.Writer) error) {
	s.pages = append(s.pages, Page{Path: path, Render: render})
}

func (s *Site) addFinal(path string, render func(w io.Writer) error) {
	s.pages = append(s.pages, Page{Path: path, Render: render, Final: true})
}

// addLong adds what is written record by record and grows with the corpus.
func (s *Site) addLong(path string, render func(w io.Writer) error) {
	s.pages = append(s.pages, Page{Path: path, Render: render, Final: true, Long: true})
}

// addPages adds the pages of an edition.
func (s *edition) addPages() {
	s.addView("index.html", "home", s.homeView)
	for i := range s.documentPages {
		s.addView(s.documentPages[i].target+"index.html", "documents", func(at place) (*Frame, any) { return s.documentsView(i, at) })
	}
	for i, art := range s.articles {
		s.addView(art.target+"index.html", "document", func(at place) (*Frame, any) { return s.documentView(i, at) })
	}
	for i := range s.entityPages {
		s.addView(s.entityPages[i].target+"index.html", "entities", func(at place) (*Frame, any) { return s.entitiesView(i, at) })
	}
	for _, d := range s.files {
		s.addDossier(d)
	}
	s.addTimeline()
	s.addQuotes()
	s.addSources()
	for _, p := range s.corpus.Content.Pages {
		s.addView(p.ID+"/index.html", "page", func(at place) (*Frame, any) { return s.pageView(p.In(s.words.lang), at) })
	}
	if s.printed {
		s.addView("print/index.html", "print", s.printView)
	}
	if s.prefix == "" {
		s.addView("404.html", "404", s.missingView)
	}
	s.addFeeds()
}

// addShared adds what is the same in all editions.
func (s *Site) addShared() {
	for _, art := range s.articles {
		s.addFinal(art.target+"source.txt", func(w io.Writer) error { return textOf(s.publishedText(art))(w) })
		s.addOriginal(art)
	}
	s.addData()
	s.addSearch()
	s.addHost()
	s.addPictures()
	for _, a := range s.worn {
		s.addFinal(s.assets[a.Name].path, textOf(string(a.Bytes)))
	}
	for _, e := range s.editions {
		words := e.words.asset()
		s.addFinal(s.assets[words.Name].path, textOf(string(words.Bytes)))
	}
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
