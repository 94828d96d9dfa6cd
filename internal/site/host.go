package site

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
)

// securityPolicy lets a page load from its own site alone, and run or style nothing inline.
const securityPolicy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; img-src 'self' data:"

// addHost adds the files that speak to hosts and crawlers.
func (s *Site) addHost() {
	s.add("robots.txt", s.robots)
	s.add("_headers", s.headers)
	s.add(".nojekyll", textOf("\n")) // GitHub Pages would drop what begins with an underscore
	var moved []string
	for _, art := range s.articles {
		for _, alias := range art.doc.Meta.Aliases {
			moved = append(moved, s.hostPath(strings.TrimPrefix(alias, "/"))+" "+s.hostPath(art.target)+" 301\n")
		}
	}
	if len(moved) > 0 {
		s.add("_redirects", textOf(strings.Join(moved, "")))
	}
	if s.corpus.Content.Site.BaseURL != "" {
		s.addSitemaps()
	}
}

// hostPath returns the path of a target on its host.
func (s *Site) hostPath(target string) string {
	base, err := url.Parse(s.corpus.Content.Site.BaseURL)
	if err != nil || base.Path == "" {
		return "/" + escapedTarget(target)
	}
	return base.EscapedPath() + escapedTarget(target)
}

// shortly is how long browsers keep what may change with the next build.
const shortly = "public, max-age=300"

// maxShort is how many rules of headers the short-lived get at most: Cloudflare Pages reads a hundred. Where more would
// be needed there are none, and hosts let browsers ask each time.
const maxShort = 60

// headers writes the headers that a host should send, in the form that Netlify and Cloudflare Pages read. Assets are
// named by their bytes and never change. Hosts join the values of all rules that match a path, so a header that differs
// from one part of the site to the other must not have a rule for all.
func (s *Site) headers(w io.Writer) error {
	_, err := fmt.Fprintf(w, `%s*
  Content-Security-Policy: %s
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Cross-Origin-Opener-Policy: same-origin
%sassets/*
  Cache-Control: public, max-age=31536000, immutable
`, s.hostPath(""), securityPolicy, s.hostPath(""))
	if err != nil {
		return err
	}
	for _, p := range s.shortLived() {
		if _, err := fmt.Fprintf(w, "%s\n  Cache-Control: %s\n", p, shortly); err != nil {
			return err
		}
	}
	for _, away := range s.away() {
		if _, err := fmt.Fprintf(w, "%s*\n  X-Robots-Tag: noindex\n", s.hostPath(away)); err != nil {
			return err
		}
	}
	return nil
}

// shortLived returns the patterns of all that may change with the next build: folders at the root of the site, and files.
func (s *Site) shortLived() (patterns []string) {
	seen := map[string]bool{"assets": true, "_headers": true, "_redirects": true, ".nojekyll": true}
	for _, p := range s.pages {
		name, _, deep := strings.Cut(p.Path, "/")
		if seen[name] {
			continue
		}
		seen[name] = true
		switch pattern := s.hostPath(name); {
		case deep:
			patterns = append(patterns, pattern+"/*")
		case name == "index.html":
			patterns = append(patterns, s.hostPath(""))
		default:
			patterns = append(patterns, pattern)
		}
	}
	patterns = append(patterns, s.hostPath("manifest.json")) // what was published writes it
	if len(patterns) > maxShort {
		return nil
	}
	slices.Sort(patterns)
	return patterns
}

// away returns the addresses that search engines are to stay away from, with all that stands under them: files have no
// meta element to say so.
func (s *Site) away() (targets []string) {
	if s.corpus.Content.Site.NoIndex {
		return []string{""}
	}
	for _, e := range s.editions {
		for _, art := range s.articles {
			if art.doc.Meta.NoIndex {
				targets = append(targets, e.prefix+art.target)
			}
		}
	}
	return targets
}

// robots tells crawlers what they may read: all, or nothing where the editors want the site left out of search engines.
func (s *Site) robots(w io.Writer) error {
	site := &s.corpus.Content.Site
	body := "User-agent: *\nAllow: /\n"
	switch {
	case site.NoIndex:
		body = "User-agent: *\nDisallow: /\n"
	case site.BaseURL != "":
		body += "\nSitemap: " + s.absolute("sitemap.xml") + "\n"
	}
	_, err := io.WriteString(w, body)
	return err
}

// sitemapLength is how many addresses a sitemap may hold: https://www.sitemaps.org/protocol.html
const sitemapLength = 50_000

// addSitemaps adds the list of all pages; where it is too long for one file, sitemap.xml names the others.
func (s *Site) addSitemaps() {
	var folders []string
	away := map[string]bool{}
	for _, target := range s.away() {
		away[target] = true
	}
	for _, p := range s.pages {
		if folder, ok := strings.CutSuffix(p.Path, "index.html"); ok && !away[folder] {
			folders = append(folders, folder)
		}
	}
	if len(folders) <= sitemapLength {
		s.addSitemap("sitemap.xml", "urlset", "url", folders)
		return
	}
	var files []string
	for i := 0; i < len(folders); i += sitemapLength {
		name := fmt.Sprintf("sitemap-%d.xml", len(files)+1)
		files = append(files, name)
		s.addSitemap(name, "urlset", "url", folders[i:min(i+sitemapLength, len(folders))])
	}
	s.addSitemap("sitemap.xml", "sitemapindex", "sitemap", files)
}

func (s *Site) addSitemap(name, root, entry string, targets []string) {
	s.addFinal(name, func(w io.Writer) error {
		b := bufio.NewWriter(w)
		b.WriteString(xml.Header + "<" + root + ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		for _, t := range targets {
			b.WriteString("<" + entry + "><loc>")
			if err := xml.EscapeText(b, []byte(s.absolute(t))); err != nil {
				return err
			}
			b.WriteString("</loc></" + entry + ">\n")
		}
		b.WriteString("</" + root + ">")
		return b.Flush()
	})
}
