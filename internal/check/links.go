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
)

// follow reports a link that leads nowhere within the site: to a file that isn't there, or to an anchor that its page
// lacks. What leads off the site is gathered, and what a browser would load from there is reported.
func (c *checker) follow(l link) {
	ref, err := url.Parse(strings.TrimSpace(l.href))
	if err != nil {
		c.at("no-address", l.src, l.span, "%q is no address", l.href)
		return
	}
	if ref.Scheme == "javascript" {
		c.at("inline-script", l.src, l.span, "%q is a script, not an address", l.href)
		return
	}
	target := c.resolve(l, ref)
	if target.Scheme != c.base.Scheme || target.Host != c.base.Host {
		c.leave(l, target)
		return
	}
	name, inside := c.file(target)
	if !inside {
		c.at("broken-link", l.src, l.span, "%q leads out of the site's folder", l.href)
		return
	}
	_, there := c.files[name]
	switch {
	case !there:
		c.at("broken-link", l.src, l.span, "%q leads to %s, which isn't there", l.href, name)
	case target.Fragment != "" && c.ids[name] != nil && !c.ids[name][target.Fragment]:
		c.at("broken-anchor", l.src, l.span, "%q: %s has no element with the id %q", l.href, name, target.Fragment)
	case l.loads && (path.Ext(name) == ".css" || path.Ext(name) == ".js"):
		if c.loads == nil {
			c.loads = map[string][]string{}
		}
		c.loads[l.src.Name] = append(c.loads[l.src.Name], name)
	}
}

// resolve returns what an address means on the page that holds it.
func (c *checker) resolve(l link, ref *url.URL) *url.URL {
	page := *c.base
	page.Path += strings.TrimSuffix(l.src.Name, path.Base(l.src.Name)) // relative to the folder
	if path.Base(l.src.Name) != "index.html" {
		page.Path += path.Base(l.src.Name)
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
	c.at("bad-integrity", s.src, s.span, "%s has other bytes than those whose hash the page gives: browsers refuse it", name)
}

// leave deals with a link off the site.
func (c *checker) leave(l link, target *url.URL) {
	switch {
	case target.Scheme != "http" && target.Scheme != "https":
		return // mailto:, data:, tel:
	case l.loads && target.Scheme == "http" && c.base.Scheme == "https":
		c.at("mixed-content", l.src, l.span, "the page would load %q without encryption: browsers refuse it", l.href)
	case l.loads:
		c.at("third-party", l.src, l.span, "the page would load %q from another site", l.href)
	}
	target.Fragment = ""
	address := target.String()
	if pages := c.external[address]; !slices.Contains(pages, l.src.Name) {
		c.external[address] = append(pages, l.src.Name)
	}
}

func (c *checker) externals() []External {
	var out []External
	for _, address := range slices.Sorted(maps.Keys(c.external)) {
		out = append(out, External{address, c.external[address]})
	}
	return out
}
