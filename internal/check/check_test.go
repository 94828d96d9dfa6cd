package check

import (
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
		`<a href="javascript:x()">x</a>`:                             "inline-script",
		`<p onclick="x()">x</p>`:                                     "inline-script",
		`<script>x()</script>`:                                       "inline-script",
		`<script type="application/ld+json">{"a":1}</script>`:        "",
		`<script type="application/ld+json">{"a":</script>`:          "bad-json",
		`<p style="color:red">x</p>`:                                 "inline-style",
		`<style>p{}</style>`:                                         "inline-style",
		`<script src="https://cdn.example/x.js"></script>`:           "third-party",
		`<img src="//cdn.example/x.png" alt="">`:                     "third-party",
		`<link rel="stylesheet" href="https://fonts.example/x.css">`: "third-party",
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

func TestOtherFiles(t *testing.T) {
	const (
		feed    = `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>t</title><updated>2020-08-03T00:00:00Z</updated><author><name>n</name></author>`
		entry   = `<entry><id>urn:b</id><title>t</title><updated>2020-08-03T00:00:00Z</updated><link href="a/"/></entry>`
		sitemap = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
		event   = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:x\r\nDTSTART:x\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
	)
	for _, c := range []struct{ name, body, want string }{
		{"feed.xml", feed + entry + `</feed>`, ""},
		{"feed.xml", feed + entry + entry + `</feed>`, "bad-feed"},
		{"feed.xml", feed + `<entry><id>urn:b</id><title>t</title><updated>3 August</updated></entry></feed>`, "bad-feed"},
		{"feed.xml", feed + `<link href="none/"/></feed>`, "broken-link"},
		{"feed.xml", `<feed><id>a</id><title>t</title><updated>2020-08-03T00:00:00Z</updated></feed>`, "bad-feed"},
		{"feed.xml", `<feed`, "bad-xml"},
		{"feed.xml", feed + `</feed><b/>`, "bad-xml"},
		{"sitemap.xml", sitemap + `<url><loc>` + base + `a/</loc></url></urlset>`, ""},
		{"sitemap.xml", sitemap + `<url><loc>` + base + `none/</loc></url></urlset>`, "broken-link"},
		{"sitemap.xml", sitemap + `<url><loc>a/</loc></url></urlset>`, "bad-sitemap"},
		{"x.json", `{"a":[1]}`, ""},
		{"x.json", `{"a":[1}`, "bad-json"},
		{"x.ics", event + "END:VCALENDAR\r\n", ""},
		{"x.ics", event, "bad-calendar"},
		{"x.ics", event + event[len("BEGIN:VCALENDAR\r\n"):] + "END:VCALENDAR\r\n", "bad-calendar"},
		{"x.ics", strings.Replace(event, "UID:a\r\n", "", 1) + "END:VCALENDAR\r\n", "bad-calendar"},
		{"x.ics", strings.Replace(event, "SUMMARY:x", "SUMMARY:"+strings.Repeat("x", 80), 1) + "END:VCALENDAR\r\n", "bad-calendar"},
		{"x.ics", strings.ReplaceAll(event, "\r", "") + "END:VCALENDAR\n", strings.TrimSpace(strings.Repeat("bad-calendar ", 8))},
		{"x.html", "\xff" + page(""), "not-utf8"},
	} {
		if got := strings.Join(found(t, map[string]string{c.name: c.body}, Options{BaseURL: base}), " "); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.name, c.body, got, c.want)
		}
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
	f.Fuzz(func(t *testing.T, name, body string) {
		if !strings.HasPrefix(name, "x.") || strings.ContainsAny(name, "/\\") {
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
