package site

import (
	"html/template"
	"net/url"
	"strings"
)

// A Frame is what layout.html is given: the page around the page.
type Frame struct {
	Lang        string // of the interface
	Kind        string // which template the page has: "document"
	Root        string // the way to the site's root: "../../"
	Title       string // of the page; the site's own on the home page
	TitleLang   string // where it isn't the interface's
	Description string
	Canonical   string // "" where the site's address isn't known
	NoIndex     bool
	HasCode     bool // the page shows highlighted code
	SiteTitle   string
	Publisher   string
	Nav         []Link
	Menu        []Link // the free pages
	Data        []Link // the open data
	Main        template.HTML
}

// A Link is a way to somewhere on the site.
type Link struct {
	URL     string
	Text    string
	Lang    string // of Text, where it isn't the interface's
	Current bool   // leads to the page it stands on
}

// complete fills in what all pages share.
func (s *Site) complete(f *Frame, kind string, at place) {
	site := &s.corpus.Content.Site
	f.Lang, f.Kind, f.Root = s.words.lang, kind, at.root
	f.NoIndex = f.NoIndex || site.NoIndex || kind == "404"
	f.SiteTitle = site.Title.In(s.words.lang)
	f.Publisher = site.Publisher
	if f.Description == "" {
		f.Description = site.Description.In(s.words.lang)
	}
	if site.BaseURL != "" && kind != "404" {
		f.Canonical = s.absolute(strings.TrimSuffix(at.path, "index.html"))
	}
	for _, n := range [...]target{{s.words.say("site.home"), "", ""}, {s.words.say("documents.title"), "", "documents/"},
		{s.words.say("timeline.title"), "", "timeline/"}, {s.words.say("entities.title"), "", "entities/"},
		{s.words.say("quotes.title"), "", "quotes/"}} {
		f.Nav = append(f.Nav, at.to(n))
	}
	for _, n := range s.menu {
		f.Menu = append(f.Menu, at.to(n))
	}
	for _, name := range dataFiles {
		f.Data = append(f.Data, Link{URL: at.href(name), Text: name})
	}
}

// to returns the link to a target.
func (p place) to(t target) Link {
	return Link{URL: p.href(t.path), Text: t.label, Lang: t.lang, Current: p.path == t.path+"index.html"}
}

// webLink returns the host of an address of the web, for people, and whether it is one at all.
func webLink(address string) (host string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return address, false
	}
	return strings.TrimPrefix(u.Hostname(), "www."), true
}
