package check

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// A pageCheck walks the tags of one page.
type pageCheck struct {
	*checker
	src      *text.Source
	span     text.Span // of the tag at hand
	ids      map[string]bool
	open     []openTag
	heading  int // level of the last heading
	headings int // of level 1
	title    bool
	lang     bool
	doctype  bool
	data     bool // the script at hand holds JSON
	ld       bool // and that JSON is JSON-LD
}

type openTag struct {
	name string
	span text.Span
}

// void are the elements without an end tag (HTML Living Standard, 13.1.2).
var void = []atom.Atom{
	atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr,
}

// page looks over a page in one pass over its tags.
func (c *checker) page(src *text.Source) {
	p := &pageCheck{checker: c, src: src, ids: map[string]bool{}}
	c.ids[src.Name] = p.ids
	z := html.NewTokenizer(bytes.NewReader([]byte(src.Text)))
	for at := 0; ; {
		kind := z.Next()
		p.span = text.NewSpan(at, at+len(z.Raw()))
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken: // the end: a tokenizer over bytes has no other fault
			p.finish()
			return
		case html.DoctypeToken:
			p.doctype = true
		case html.StartTagToken, html.SelfClosingTagToken:
			p.start(z.Token())
		case html.EndTagToken:
			p.end(z.Token())
		case html.TextToken:
			p.text(string(z.Raw()))
		}
	}
}

func (p *pageCheck) start(t html.Token) {
	attr := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		attr[a.Key] = a.Val
		p.attribute(t, a)
	}
	p.element(t, attr)
	p.address(t, attr)
	if t.Type == html.StartTagToken && !slices.Contains(void, t.DataAtom) {
		p.open = append(p.open, openTag{t.Data, p.span})
	}
}

func (p *pageCheck) attribute(t html.Token, a html.Attribute) {
	switch {
	case a.Key == "id":
		if p.ids[a.Val] {
			p.at("duplicate-id", p.src, p.span, "two elements have the id %q", a.Val)
		}
		p.ids[a.Val] = true
	case strings.HasPrefix(a.Key, "on"):
		p.at("inline-script", p.src, p.span, "<%s> has a script in its attribute %q", t.Data, a.Key)
	case a.Key == "style":
		p.at("inline-style", p.src, p.span, "<%s> has a style of its own: the site's security policy forbids it", t.Data)
	}
}

// element holds single elements against what each must have.
func (p *pageCheck) element(t html.Token, attr map[string]string) {
	_, hasAlt := attr["alt"]
	switch t.DataAtom {
	case atom.Html:
		p.lang = attr["lang"] != ""
	case atom.Title:
		p.title = p.title || !p.inside("svg")
	case atom.Img:
		if !hasAlt {
			p.at("no-alt", p.src, p.span, "a picture has no alt text")
		}
	case atom.Style:
		if !p.inside("svg") {
			p.at("inline-style", p.src, p.span, "a style in the page: the site's security policy forbids it")
		}
	case atom.Script:
		p.ld = attr["type"] == "application/ld+json"
		p.data = p.ld || attr["type"] == "application/json"
		if attr["src"] == "" && !p.data {
			p.at("inline-script", p.src, p.span, "a script in the page: the site's security policy forbids it")
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.headingAt(int(t.Data[1] - '0'))
	}
}

func (p *pageCheck) headingAt(level int) {
	if level == 1 {
		p.headings++
	}
	if level > p.heading+1 {
		p.at("heading-order", p.src, p.span, "a heading of level %d comes after one of level %d", level, p.heading)
	}
	p.heading = level
}

// loading are the relations of <link> that a browser fetches.
var loading = []string{"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "mask-icon", "preconnect", "dns-prefetch", "prefetch", "prerender"}

// address gathers the addresses of an element.
func (p *pageCheck) address(t html.Token, attr map[string]string) {
	add := func(href string, loads bool) {
		if href = strings.TrimSpace(href); href != "" {
			p.link(p.src, p.span, href, loads)
		}
	}
	if href, ok := attr["href"]; ok {
		loads := false
		for rel := range strings.FieldsSeq(strings.ToLower(attr["rel"])) {
			loads = loads || t.DataAtom == atom.Link && slices.Contains(loading, rel)
		}
		if href == "" {
			p.at("broken-link", p.src, p.span, "<%s> has an empty address", t.Data)
		}
		add(href, loads || t.Data == "image" || t.Data == "use")
	}
	for _, key := range [...]string{"src", "poster", "data"} {
		if key != "data" || t.DataAtom == atom.Object {
			add(attr[key], true)
		}
	}
	if hash := attr["integrity"]; hash != "" {
		p.sealed = append(p.sealed, sealed{link{p.src.Name, p.span, strings.TrimSpace(attr["src"] + attr["href"]), true}, hash})
	}
	for _, key := range [...]string{"action", "formaction", "cite", "longdesc"} {
		add(attr[key], false)
	}
	for candidate := range strings.SplitSeq(attr["srcset"], ",") {
		if fields := strings.Fields(candidate); len(fields) > 0 {
			add(fields[0], true)
		}
	}
	if t.DataAtom == atom.Meta && (attr["property"] == "og:image" || attr["property"] == "og:url") {
		add(attr["content"], false)
	}
}

func (p *pageCheck) inside(name string) bool {
	return slices.ContainsFunc(p.open, func(o openTag) bool { return o.name == name })
}

// end closes an element: it must be the one opened last.
func (p *pageCheck) end(t html.Token) {
	n := len(p.open)
	if n > 0 && p.open[n-1].name == t.Data {
		p.open = p.open[:n-1]
		return
	}
	if i := slices.IndexFunc(p.open, func(o openTag) bool { return o.name == t.Data }); i >= 0 {
		p.at("not-closed", p.src, p.open[n-1].span, "<%s> is not closed before </%s>", p.open[n-1].name, t.Data)
		p.open = p.open[:i]
		return
	}
	p.at("not-open", p.src, p.span, "</%s> closes nothing", t.Data)
}

// text looks into the one kind of text that is for machines.
func (p *pageCheck) text(raw string) {
	n := len(p.open)
	switch {
	case n == 0 || p.open[n-1].name != "script":
	case p.ld:
		p.linked(raw)
	case p.data && !json.Valid([]byte(raw)):
		p.at("bad-json", p.src, p.span, "the data in this script is not JSON")
	}
}

func (p *pageCheck) finish() {
	for _, o := range p.open {
		p.at("not-closed", p.src, o.span, "<%s> is never closed", o.name)
	}
	for _, must := range []struct {
		ok   bool
		what string
	}{
		{p.doctype, "doctype"}, {p.lang, "language on <html>"}, {p.title, "<title>"}, {p.headings == 1, "single heading of level 1"},
	} {
		if !must.ok {
			p.about(diag.Error, "page", p.src.Name, "the page has no %s", must.what)
		}
	}
}
