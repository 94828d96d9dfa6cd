// Package check looks over a built site as a reader's browser would meet it.
package check

import (
	"bytes"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// Links reports every link of the pages in fsys, a built site's folder, that leads nowhere within the site: to a file
// that isn't there, or to an anchor that its page lacks; and ids that a page has twice. baseURL is the site's address,
// "" if it has none; links to other sites are not followed.
func Links(fsys fs.FS, baseURL string) (diag.List, error) {
	base, err := url.Parse(baseURL)
	if err != nil {
		return nil, err
	}
	if base.Path == "" {
		base.Path = "/"
	}
	c := &linkCheck{base: base, files: map[string]bool{}, ids: map[string]map[string]bool{}}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		c.files[name] = true
		if path.Ext(name) != ".html" {
			return nil
		}
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		return c.page(text.NewSource(name, strings.ToValidUTF8(string(raw), "\uFFFD")))
	})
	if err != nil {
		return nil, err
	}
	for _, l := range c.links {
		c.follow(l)
	}
	return c.diags.Sort(), nil
}

// A linkCheck gathers all pages first: a link may lead to a page that comes later.
type linkCheck struct {
	base  *url.URL
	files map[string]bool
	ids   map[string]map[string]bool // page → its ids
	links []pageLink
	diags diag.List
}

type pageLink struct {
	src  *text.Source
	span text.Span // of the tag
	href string
}

// linkAttributes are the attributes that hold an address.
var linkAttributes = []string{"href", "src", "poster", "action", "cite"}

func (c *linkCheck) page(src *text.Source) error {
	ids := map[string]bool{}
	c.ids[src.Name] = ids
	z := html.NewTokenizer(bytes.NewReader([]byte(src.Text)))
	at := 0
	for {
		kind := z.Next()
		span := text.NewSpan(at, at+len(z.Raw()))
		at += len(z.Raw())
		if kind == html.ErrorToken {
			if err := z.Err(); err != io.EOF {
				return err
			}
			return nil
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		for _, a := range z.Token().Attr {
			switch {
			case a.Key == "id":
				if ids[a.Val] {
					c.diags = append(c.diags, diag.At(diag.Error, "duplicate-id", src, span, "two elements have the id %q", a.Val))
				}
				ids[a.Val] = true
			case slices.Contains(linkAttributes, a.Key):
				c.links = append(c.links, pageLink{src, span, a.Val})
			}
		}
	}
}

// follow reports a link that leads nowhere.
func (c *linkCheck) follow(l pageLink) {
	ref, err := url.Parse(strings.TrimSpace(l.href))
	if err != nil {
		c.report(l, "no-address", "%q is no address", l.href)
		return
	}
	page := *c.base
	page.Path += strings.TrimSuffix(l.src.Name, "index.html")
	target := page.ResolveReference(ref)
	if target.Scheme != c.base.Scheme || target.Host != c.base.Host {
		return // another site's, or no address of a page: mailto:, data:
	}
	name, inside := strings.CutPrefix(target.Path, c.base.Path)
	if !inside {
		c.report(l, "broken-link", "%q leads out of the site's folder", l.href)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	switch {
	case !c.files[name]:
		c.report(l, "broken-link", "%q leads to %s, which isn't there", l.href, name)
	case target.Fragment != "" && c.ids[name] != nil && !c.ids[name][target.Fragment]:
		c.report(l, "broken-anchor", "%q: %s has no element with the id %q", l.href, name, target.Fragment)
	}
}

func (c *linkCheck) report(l pageLink, id, format string, args ...any) {
	c.diags = append(c.diags, diag.At(diag.Error, id, l.src, l.span, format, args...))
}
