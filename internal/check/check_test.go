package check

import (
	"crypto/sha512"
	"encoding/base64"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const base = "https://example.org/sub/"

// page wraps a body into a page without a fault.
func page(body string) string {
	return `<!doctype html><html lang="en"><head><title>t</title></head><body><h1>T</h1>` + body + `</body></html>`
}

func site(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{
		"a/index.html":   {Data: []byte(page(""))},
		"b/index.html":   {Data: []byte(page(`<p id="s1">é</p>`))},
		"assets/x.css":   {Data: []byte("a{}")},
		"404.html":       {Data: []byte(page(`<a href="/sub/b/">x</a>`))},
		"a/original.txt": {},
	}
	for name, body := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(body)}
	}
	return fsys
}

func sealOf(body string) string {
	sum := sha512.Sum384([]byte(body))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// found returns the ids of what is reported, in order.
func found(t *testing.T, files map[string]string, opt Options) []string {
	t.Helper()
	r, err := Site(site(files), opt)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, d := range r.Diagnostics {
		ids = append(ids, d.ID)
	}
	return ids
}

func TestPages(t *testing.T) {
	for body, want := range map[string]string{
		// links
		`<a href="../b/">x</a>`:                              "",
		`<a href="../b/index.html#s1">x</a>`:                 "",
		`<a href="#x" id="x">x</a>`:                          "",
		`<a href="original.txt#any">x</a>`:                   "",
		`<a href="https://other.example/none">x</a>`:         "",
		`<a href="mailto:a@b.example">x</a>`:                 "",
		`<a href="https://example.org/sub/b/#s1">x</a>`:      "",
		`<img src="data:," alt="">`:                          "",
		`<a href="../c/">x</a>`:                              "broken-link",
		`<a href="">x</a>`:                                   "broken-link",
		`<a href="../b/#s2">x</a>`:                           "broken-anchor",
		`<a href="#y">x</a>`:                                 "broken-anchor",
		`<img src="x.png" alt="">`:                           "broken-link",
		`<img srcset="../assets/x.css 1x, y.png 2x" alt="">`: "broken-link",
		`<a href="../../">x</a>`:                             "broken-link",
		`<a href="https://example.org/sub/none">x</a>`:       "broken-link",
		`<a href="::">x</a>`:                                 "no-address",
		// scripts, styles, other sites
		`<a href="javascript:x()">x</a>`:                                                          "inline-script",
		`<p onclick="x()">x</p>`:                                                                  "inline-script",
		`<script>x()</script>`:                                                                    "inline-script",
		`<script type="application/json">{"a":1}</script>`:                                        "",
		`<script type="application/ld+json">{"a":</script>`:                                       "bad-json",
		`<p style="color:red">x</p>`:                                                              "inline-style",
		`<style>p{}</style>`:                                                                      "inline-style",
		`<script src="https://cdn.example/x.js"></script>`:                                        "third-party",
		`<img src="//cdn.example/x.png" alt="">`:                                                  "third-party",
		`<link rel="stylesheet" href="https://fonts.example/x.css">`:                              "third-party",
		`<link rel="preconnect" href="https://fonts.example/">`:                                   "third-party",
		`<img src="http://cdn.example/x.png" alt="">`:                                             "mixed-content",
		`<img src="http://example.org/sub/x.png" alt="">`:                                         "mixed-content",
		`<link rel="stylesheet" href="../assets/x.css" integrity="sha384-` + sealOf("a{}") + `">`: "",
		`<link rel="stylesheet" href="../assets/x.css" integrity="sha384-` + sealOf("b{}") + `">`: "bad-integrity",
		`<link rel="stylesheet" href="../assets/y.css" integrity="sha384-` + sealOf("b{}") + `">`: "broken-link",
		// markup
		`<p id="x"><b id="x">x</b></p>`:  "duplicate-id",
		`<p><b>x</p></b>`:                "not-closed not-open",
		`<p>x`:                           "not-closed",
		`</p>`:                           "not-open",
		`<h3>x</h3>`:                     "heading-order",
		`<h2>x</h2><h3>x</h3><h2>y</h2>`: "",
		`<h1>x</h1>`:                     "page",
		`<img src="../assets/x.css">`:    "no-alt",
	} {
		got := strings.Join(found(t, map[string]string{"a/index.html": page(body)}, Options{BaseURL: base}), " ")
		if got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
	got := found(t, map[string]string{"a/index.html": "<p>x</p>"}, Options{BaseURL: base})
	if want := []string{"page", "page", "page", "page"}; !slices.Equal(got, want) {
		t.Errorf("a bare page: %q", got)
	}
}

func TestWeight(t *testing.T) {
	heavy := map[string]string{"assets/x.css": strings.Repeat("abcdefghijklmnopqrstuvwxyz0123456789", 1), "a/index.html": page(`<link rel="stylesheet" href="../assets/x.css">`)}
	if got := found(t, heavy, Options{BaseURL: base, Budget: 10_000}); len(got) > 0 {
		t.Errorf("a light page: %q", got)
	}
	if got := found(t, heavy, Options{BaseURL: base, Budget: 130}); !slices.Contains(got, "page-weight") {
		t.Errorf("a heavy page: %q", got)
	}
}

func TestExternal(t *testing.T) {
	r, err := Site(site(map[string]string{
		"a/index.html": page(`<a href="https://x.example/1#a">x</a><a href="https://x.example/1">x</a>`),
		"b/index.html": page(`<p id="s1"><a href="https://x.example/1">x</a></p>`),
	}), Options{BaseURL: base})
	if err != nil || len(r.External) != 1 || r.External[0].URL != "https://x.example/1" || !slices.Equal(r.External[0].Pages, []string{"a/index.html", "b/index.html"}) {
		t.Errorf("%v %v", r.External, err)
	}
}

func FuzzSite(f *testing.F) {
	f.Add("x.html", page(`<p><a href="::#"><img srcset=", x"><script type=application/ld+json>{`))
	f.Add("x.xml", `<feed><entry><link href="%"/></entry></feed>`)
	f.Add("x.ics", "BEGIN:A\r\nEND:B\r\n")
	f.Add("x.json", "{")
	f.Add("feed.json", `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":""}]}`)
	f.Add("x.css", "@import 'a';b{background:url(c")
	f.Add("x.svg", `<svg onload="x"><image href="y"/>`)
	f.Add("x.html", page(`<script type="application/ld+json">[{"@context":"https://schema.org","@type":"Event","url":3}]</script>`))
	f.Fuzz(func(t *testing.T, name, body string) {
		if !strings.HasPrefix(name, "x.") && name != "feed.json" || strings.ContainsAny(name, "/\\") {
			name = "x.html"
		}
		r, err := Site(fstest.MapFS{name: {Data: []byte(body)}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range r.Diagnostics {
			if d.Source != nil && (d.Span.Start < 0 || d.Span.End < d.Span.Start || int(d.Span.End) > len(d.Source.Text)) {
				t.Errorf("%s: span %v of %d bytes", d.Message, d.Span, len(d.Source.Text))
			}
		}
	})
}

// TestHidden says that what stands in hidden folders is no part of a site, but for what hosts ask for by a standard.
func TestHidden(t *testing.T) {
	broken := page(`<a href="nowhere/">x</a>`)
	if ids := found(t, map[string]string{".git/index.html": broken, "a/.waiting/b/index.html": broken}, Options{BaseURL: base}); len(ids) > 0 {
		t.Errorf("hidden folders are checked: %v", ids)
	}
	if ids := found(t, map[string]string{".well-known/index.html": broken}, Options{BaseURL: base}); len(ids) == 0 {
		t.Error(".well-known isn't checked")
	}
}
