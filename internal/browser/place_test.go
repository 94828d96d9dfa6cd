package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"briefing/assets"
	"briefing/internal/build"
	hosts "briefing/internal/host"
	"briefing/internal/publish"
	"briefing/templates"
)

// serveAt builds the demo for an address under a path of a host, and serves it there as a host does that reads _headers:
// with all of its headers, and with 404.html for what isn't there.
func serveAt(t *testing.T, under string) *served {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	var rules *hosts.Rules
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, inside := strings.CutPrefix(r.URL.Path, under)
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		status := http.StatusOK
		if !inside || err != nil || strings.HasPrefix(name, "_") {
			name, status = "404.html", http.StatusNotFound
			raw, _ = os.ReadFile(filepath.Join(dir, name)) // part of every site
		}
		for _, h := range rules.For(name) {
			w.Header().Set(h.Name, h.Value)
		}
		media, _ := hosts.Type(name)
		w.Header().Set("Content-Type", media)
		w.WriteHeader(status)
		_, _ = w.Write(raw) // a browser may have gone
	}))
	t.Cleanup(server.Close)
	site, diags := build.Load(os.DirFS("../.."), build.Options{Theme: build.Theme{Templates: templates.Files, Assets: assets.Files}, BaseURL: server.URL + under})
	if diags.Failed() {
		t.Fatal(diags)
	}
	if _, err := publish.Write(dir, site.Files, publish.Options{}); err != nil {
		t.Fatal(err)
	}
	rules = hosts.Read(string(read(t, filepath.Join(dir, hosts.HeadersFile))), "")
	return &served{dir, server.URL + under}
}

// TestPlaces: at the root of a host and under a path of it pages, assets, links, the search, the switch of the scheme and
// the page for what isn't there work, under the site's own headers.
func TestPlaces(t *testing.T) {
	for _, under := range []string{"/", "/repo/"} {
		t.Run(under, func(t *testing.T) { tryPlace(t, serveAt(t, under)) })
	}
}

func tryPlace(t *testing.T, s *served) {
	b := newTab(t)
	for _, edition := range editions {
		for kind, path := range s.kinds(t, edition) {
			b.open(s.url + path)
			b.fetched()
			if got := ask[string](b, "getComputedStyle(document.querySelector('main')).maxWidth + document.styleSheets.length"); got == "none0" {
				t.Errorf("%s has no style", path)
			}
			for _, href := range ask[[]string](b, "[...document.querySelectorAll('a[href], link[href]')].map(a => a.href)") {
				address, _, _ := strings.Cut(href, "#")
				name, inside := strings.CutPrefix(address, s.url)
				if !inside {
					if strings.HasPrefix(address, strings.TrimSuffix(s.url, "repo/")) {
						t.Errorf("%s: %s leads out of the site's folder", kind, href)
					}
					continue
				}
				if name == "" || strings.HasSuffix(name, "/") {
					name += "index.html"
				}
				if _, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
					t.Errorf("%s: %s isn't there", path, href)
				}
			}
		}
	}

	b.open(s.url + "404.html") // what a host shows for /a/b/c as well
	if got := ask[int](b, "document.styleSheets.length"); got == 0 {
		t.Error("404.html has no style")
	}
	for _, address := range ask[[]string](b, "[...document.querySelectorAll('link[rel=stylesheet], a[href]')].map(a => a.getAttribute('href'))") {
		if !strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "#") && !strings.HasPrefix(address, s.url) {
			t.Errorf("404.html leads to %q, which means another page at each depth", address)
		}
	}
	res, err := http.Get(s.url + "no/such/page/")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("a page that isn't there: %s", res.Status)
	}

	b.open(s.url + s.kinds(t, "")["document"])
	b.keys("/")
	b.until("document.querySelector('dialog[open] input') === document.activeElement")
	b.keys("etats unis pourraient interdire")
	b.until("document.querySelector('.found a[href*=\"#s\"]')")
	b.tabTo(".found a[href*='#s']")
	b.keys(kb.Enter)
	b.until("document.querySelector('.s:target')")
	if at := ask[string](b, "location.href"); !strings.HasPrefix(at, s.url) {
		t.Errorf("the search leads to %s", at)
	}
	b.tabTo("select[data-scheme]")
	b.keys("D")
	b.until("document.documentElement.dataset.scheme === 'dark'")
	b.open(s.url + "timeline/")
	if !ask[bool](b, "document.documentElement.dataset.scheme === 'dark'") {
		t.Error("the scheme isn't kept from page to page")
	}
	b.keys("/")
	b.until("document.querySelector('dialog[open] input') === document.activeElement")
	for _, address := range b.fetched() {
		if !strings.HasPrefix(address, s.url) && !strings.HasPrefix(address, "data:") {
			t.Errorf("fetched from elsewhere: %s", address)
		}
	}
}
