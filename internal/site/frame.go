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
	Root        string // the way to the site's root, where assets stand: "../../"
	Home        string // the way to the home page in this language
	Title       string // of the page; the site's own on the home page
	TitleLang   string // where it isn't the interface's
	Description string
	Canonical   string        // "" where the site's address isn't known
	Languages   []Translation // the page in every language of the site; empty where there is one
	Alternates  []Translation // the same for machines, with "x-default"
	NoIndex     bool
	HasCode     bool // the page shows highlighted code
	SiteTitle   string
	Publisher   string
	Nav         []Link
	Menu        []Link        // the free pages
	Data        []Link        // the open data
	Calendar    string        // "" where no event has a day
	Print       string        // the print edition; "" where the site is too long for one
	Feeds       []Link        // of the page itself, beside the site's
	Pager       *Pager        // where the page is one of several
	Card        string        // the address of a picture for previews; "" for none
	Linked      template.HTML // what the page is about, as JSON-LD in its element
	Main        template.HTML

	edition *edition
	at      place
	around  *surroundings
}

// A Translation is a page in one language of the interface.
type Translation struct {
	Link
	Tag string // its language
}

// A Link is a way to somewhere on the site.
type Link struct {
	URL     string
	Text    string
	Lang    string // of Text, where it isn't the interface's
	Current bool   // leads to the page it stands on
}

// complete fills in what all pages share.
func (s *edition) complete(f *Frame, kind string, at place) {
	site := &s.corpus.Content.Site
	f.edition, f.at, f.around = s, at, s.around(at)
	f.Lang, f.Kind, f.Root, f.Home = s.words.lang, kind, at.top, at.root
	f.NoIndex = f.NoIndex || site.NoIndex || kind == "404"
	f.SiteTitle = site.Title.In(s.words.lang)
	f.Publisher = site.Publisher
	if f.Description == "" {
		f.Description = site.Description.In(s.words.lang)
	}
	if site.BaseURL != "" && kind != "404" {
		f.Canonical = s.absolute(at.folder)
	}
	f.Languages = s.translations(kind, at)
	if kind != "404" {
		f.Alternates = s.alternates(at)
	}
	f.Nav, f.Menu, f.Data, f.Calendar, f.Print = f.around.nav, f.around.menu, f.around.data, f.around.calendar, f.around.print
}

// translations returns the page in every language of the site, in the order in which the editors list them.
func (s *edition) translations(kind string, at place) (list []Translation) {
	if len(s.editions) < 2 {
		return nil
	}
	for _, e := range s.editions {
		t := Translation{Tag: e.words.lang, Link: Link{Text: e.words.words["language"], Lang: e.words.lang, Current: e == s}}
		folder := at.folder
		if kind == "404" {
			folder = ""
		}
		t.URL = at.top + escapedTarget(e.prefix+folder)
		list = append(list, t)
	}
	return list
}

// alternates returns the addresses of a page in every language, for search engines. They take none but whole addresses,
// so there are none where the site's own isn't known.
func (s *edition) alternates(at place) (list []Translation) {
	if s.corpus.Content.Site.BaseURL == "" {
		return nil
	}
	list = s.translations("", at)
	for i, e := range s.editions {
		if len(list) > 0 {
			list[i].URL = e.absolute(at.folder)
		}
	}
	if len(list) > 0 {
		other := list[0]
		other.Tag = "x-default"
		list = append(list, other)
	}
	return list
}

// webLink returns the host of an address of the web, for people, and whether it is one at all.
func webLink(address string) (host string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return address, false
	}
	return strings.TrimPrefix(u.Hostname(), "www."), true
}
