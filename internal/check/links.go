package check

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// link keeps an address until all files are known. The text of its page isn't kept: a site may have ten thousand.
func (c *checker) link(src *text.Source, span text.Span, href string, loads bool) {
	known, ok := c.hrefs[href]
	if !ok {
		known = strings.Clone(href)
		c.hrefs[known] = known
	}
	c.links = append(c.links, link{src.Name, span, known, loads})
}

// wrong reports what is wrong with a link, at its place in the file, which is read again.
func (c *checker) wrong(id string, l link, format string, args ...any) {
	if c.again == nil || c.again.Name != l.file {
		raw, err := fs.ReadFile(c.fsys, l.file)
		if err != nil {
			c.about(diag.Error, id, l.file, format, args...)
			return
		}
		c.again = text.NewSource(l.file, strings.ToValidUTF8(string(raw), "\uFFFD"))
	}
	c.at(id, c.again, l.span, format, args...)
}

// follow reports a link that leads nowhere within the site: to a file that isn't there, or to an anchor that its page
// lacks. What leads off the site is gathered, and what a browser would load from there is reported.
func (c *checker) follow(l link) {
	ref, err := url.Parse(strings.TrimSpace(l.href))
	if err != nil {
		c.wrong("no-address", l, "%q is no address", l.href)
		return
	}
	if ref.Scheme == "javascript" {
		c.wrong("inline-script", l, "%q is a script, not an address", l.href)
		return
	}
	target := c.resolve(l, ref)
	if target.Scheme != c.base.Scheme || target.Host != c.base.Host {
		c.leave(l, target)
		return
	}
	name, inside := c.file(target)
	if !inside {
		c.wrong("broken-link", l, "%q leads out of the site's folder", l.href)
		return
	}
	_, there := c.files[name]
	switch {
	case !there:
		c.wrong("broken-link", l, "%q leads to %s, which isn't there", l.href, name)
	case target.Fragment != "" && c.ids[name] != nil && !c.ids[name][target.Fragment]:
		c.wrong("broken-anchor", l, "%q: %s has no element with the id %q", l.href, name, target.Fragment)
	case l.loads && (path.Ext(name) == ".css" || path.Ext(name) == ".js"):
		if c.loads == nil {
			c.loads = map[string][]string{}
		}
		c.loads[l.file] = append(c.loads[l.file], name)
	}
}

// resolve returns what an address means on the page that holds it.
func (c *checker) resolve(l link, ref *url.URL) *url.URL {
	page := *c.base
	page.Path += strings.TrimSuffix(l.file, path.Base(l.file)) // relative to the folder
	if path.Base(l.file) != "index.html" {
		page.Path += path.Base(l.file)
	}
	return page.ResolveReference(ref)
}

// file returns the path of the file that an address of this site shows; false for one that leads out of its folder.
func (c *checker) file(target *url.URL) (name string, inside bool) {
	name, inside = strings.CutPrefix(target.Path, c.base.Path)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name, inside
}

// unseal holds a file against the hash that a page wants it to have (https://www.w3.org/TR/SRI/): a browser refuses all
// other bytes.
func (c *checker) unseal(s sealed) {
	ref, err := url.Parse(s.href)
	if err != nil {
		return // reported as no address
	}
	name, _ := c.file(c.resolve(s.link, ref))
	raw, err := fs.ReadFile(c.fsys, name)
	if err != nil {
		return // reported as a broken link
	}
	for hash := range strings.FieldsSeq(s.hash) {
		kind, want, _ := strings.Cut(hash, "-")
		var got []byte
		switch kind {
		case "sha256":
			sum := sha256.Sum256(raw)
			got = sum[:]
		case "sha384":
			sum := sha512.Sum384(raw)
			got = sum[:]
		case "sha512":
			sum := sha512.Sum512(raw)
			got = sum[:]
		}
		if base64.StdEncoding.EncodeToString(got) == want {
			return
		}
	}
	c.wrong("bad-integrity", s.link, "%s has other bytes than those whose hash the page gives: browsers refuse it", name)
}

// leave deals with a link off the site.
func (c *checker) leave(l link, target *url.URL) {
	switch {
	case target.Scheme != "http" && target.Scheme != "https":
		return // mailto:, data:, tel:
	case l.loads && target.Scheme == "http" && c.base.Scheme == "https":
		c.wrong("mixed-content", l, "the page would load %q without encryption: browsers refuse it", l.href)
	case l.loads:
		c.wrong("third-party", l, "the page would load %q from another site", l.href)
	}
	target.Fragment = ""
	address := target.String()
	if pages := c.external[address]; !slices.Contains(pages, l.file) {
		c.external[address] = append(pages, l.file)
	}
}

func (c *checker) externals() []External {
	var out []External
	for _, address := range slices.Sorted(maps.Keys(c.external)) {
		out = append(out, External{address, c.external[address]})
	}
	return out
}
