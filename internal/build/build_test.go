package build

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"briefing/assets"
	"briefing/internal/check"
	"briefing/internal/diag"
	"briefing/internal/publish"
	"briefing/templates"
)

var defaultTheme = Theme{Templates: templates.Files, Assets: assets.Files}

// render builds a site and returns the folder as it would be published.
func render(t *testing.T, fsys fs.FS, opt Options) map[string]string {
	t.Helper()
	if opt.Theme == (Theme{}) {
		opt.Theme = defaultTheme
	}
	site, diags := Load(fsys, opt)
	if diags.Failed() {
		var b strings.Builder
		_ = diag.Terminal(&b, diags, false)
		t.Fatal(b.String())
	}
	dir := t.TempDir()
	if _, err := publish.Write(dir, site.Files, publish.Options{}); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(os.DirFS(dir), name)
		files[name] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func mapFS(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, body := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(body)}
	}
	return fsys
}

func noFault(t *testing.T, files map[string]string, base string) {
	t.Helper()
	report, err := check.Site(mapFS(files), check.Options{BaseURL: base})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diagnostics {
		if strings.Contains(d.Message, "empty address") {
			continue // what the Markdown renderer leaves of a link to a script
		}
		t.Errorf("%s: %s [%s]", d.Where(), d.Message, d.ID)
	}
}

// TestDemo builds the demo of this repository at the root of a host and under a path, in its languages and in others.
func TestDemo(t *testing.T) {
	for base, languages := range map[string]string{"": "", "https://example.org/": "languages: [fr, en]", "https://example.org/story/": "", "https://example.org/fr/": "language: fr"} {
		site := fs.FS(os.DirFS("../.."))
		if languages != "" {
			site = overlay{mapFS(map[string]string{"content/site.yaml": "title: {en: Sale, fr: Vente}\n" + languages + "\n"}), site}
		}
		files := render(t, site, Options{BaseURL: base})
		noFault(t, files, base)
		if base == "" {
			continue
		}
		if !strings.Contains(files["sitemap.xml"], base+"timeline/") {
			t.Errorf("%s: the sitemap doesn't name the timeline", base)
		}
	}
}

// TestFrenchSpaces: the no-break spaces of French before ; : ! ? and within quotation marks are published as they are.
func TestFrenchSpaces(t *testing.T) {
	const sentence = "« Quoi\u202f?\u00a0» dit-elle\u202f; il répond\u00a0: «\u00a0Rien\u202f!\u00a0»"
	files := render(t, mapFS(map[string]string{
		"seeds/a.txt":       "Le port a rouvert\n\nLe 3 août 2020, le port a rouvert ses portes au public.\n\n" + sentence + ".\n",
		"content/site.yaml": "language: fr\n",
		"content/home.md":   sentence + "\n",
	}), Options{})
	for _, name := range []string{"index.html", "documents/le-port-a-rouvert/index.html"} {
		var shown strings.Builder
		z := html.NewTokenizer(strings.NewReader(files[name]))
		for z.Next() != html.ErrorToken {
			if tok := z.Token(); tok.Type == html.TextToken {
				shown.WriteString(tok.Data)
			}
		}
		if !strings.Contains(shown.String(), strings.TrimPrefix(sentence, "« ")) {
			t.Errorf("%s doesn't say %q", name, sentence)
		}
	}
}

// hostile is put wherever a site takes text. A browser that made an element or an attribute of it would show so.
const hostile = `<x-hostile data-hostile="1">"><img src=x onerror=hostile()> '--></script><script>hostile()</script> [a](javascript:hostile())`

// TestHostileTexts: whatever clippings and editors' files hold, no mark-up of it survives.
func TestHostileTexts(t *testing.T) {
	quoted := "'" + strings.ReplaceAll(hostile, "'", "''") + "'"
	site := map[string]string{
		"seeds/a.txt": hostile + "\n\n« " + hostile + " », a déclaré Oracle" + hostile + " vendredi 3 août 2020 " + hostile + ".\n\nPartagez " + hostile +
			"\n\na écrit le 05/08/2020 à 9:47 :\n" + hostile + "\n",
		"seeds/b\"onmouseover='hostile()'.txt": "Le 3 août 2020, <b>Oracle</b> & Co a parlé.\n\n\x00\u202e&lt;x-hostile&gt;\n",
		"content/site.yaml":                    "title: " + quoted + "\ndescription: " + quoted + "\npublisher: " + quoted + "\ncomments: show\n",
		"content/home.md":                      hostile + "\n\n<x-hostile>\n\n```html\n" + hostile + "\n```\n",
		"content/pages/x.md":                   "---\ntitle: " + quoted + "\n---\n# " + hostile + "\n",
		"content/entities/oracle.md":           "---\nname: Oracle\ntype: organization\naliases: [" + quoted + "]\ndescription: " + quoted + "\n---\n" + hostile + "\n",
		"content/documents/a.md":               "---\nclipping: a.txt\ntitle: " + quoted + "\nbyline: " + quoted + "\npublisher: " + quoted + "\npublished: 2020-08-05~\npublished_basis: " + quoted + "\n---\n" + hostile + "\n",
		"content/timeline/e.md":                "---\ndate: 2020-08-03\ntitle: " + quoted + "\nstatements: [{clipping: a.txt, sentence: s1}]\n---\n" + hostile + "\n",
	}
	// A NUL byte is no text; the clipping without it must build.
	site["seeds/b\"onmouseover='hostile()'.txt"] = strings.ReplaceAll(site["seeds/b\"onmouseover='hostile()'.txt"], "\x00", "")
	files := render(t, mapFS(site), Options{})
	noFault(t, files, "")
	pages := 0
	for name, body := range files {
		if strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".svg") {
			pages++
			innocent(t, name, body)
		}
	}
	if pages < 8 {
		t.Errorf("only %d pages", pages)
	}
	for _, name := range []string{"feed.xml"} {
		if strings.Contains(files[name], "<x-hostile") || strings.Contains(files[name], "<script") {
			t.Errorf("%s: mark-up of a clipping survives", name)
		}
	}
}

// innocent fails where a page holds an element or an attribute that the hostile text names, or any inline script.
func innocent(t *testing.T, name, body string) {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader([]byte(body)))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		if tok.Type == html.CommentToken && strings.Contains(tok.Data, "hostile") {
			t.Errorf("%s: a comment %q", name, tok.Data)
		}
		if tok.Type != html.StartTagToken && tok.Type != html.SelfClosingTagToken {
			continue
		}
		if tok.Data == "x-hostile" || tok.Data == "style" {
			t.Errorf("%s: element %s", name, tok)
		}
		src := false
		for _, a := range tok.Attr {
			src = src || a.Key == "src"
			scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(a.Val)), ":")
			if strings.HasPrefix(a.Key, "on") || a.Key == "data-hostile" || a.Key == "style" || scheme == "javascript" && (a.Key == "href" || a.Key == "src") {
				t.Errorf("%s: %s", name, tok)
			}
		}
		if tok.Data == "script" && !src && !slices.ContainsFunc(tok.Attr, func(a html.Attribute) bool { return a.Key == "type" && a.Val == "application/ld+json" }) {
			t.Errorf("%s: an inline script", name)
		}
	}
}

// reversed lists folders backwards: the order in which a file system lists files must not matter.
type reversed struct{ fs.FS }

func (r reversed) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(r.FS, name)
	slices.Reverse(list)
	return list, err
}

// TestSameBytes: neither the order of the files nor the number of processors changes a byte.
func TestSameBytes(t *testing.T) {
	want := render(t, os.DirFS("../.."), Options{})
	same(t, "the order of the files", render(t, reversed{os.DirFS("../..")}, Options{}), want)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	same(t, "the number of processors", render(t, os.DirFS("../.."), Options{}), want)
}

func same(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s changes %s", what, name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s changes the number of files from %d to %d", what, len(want), len(got))
	}
}

// TestOwnTheme: a site's own template or asset wins over the default of its name.
func TestOwnTheme(t *testing.T) {
	style, err := fs.ReadFile(assets.Files, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	files := render(t, mapFS(map[string]string{
		"seeds/a.txt":      "Le port a rouvert le 3 août 2020.",
		"assets/style.css": string(style) + "\n.ours { color: rebeccapurple }\n",
		"assets/own.txt":   "ours",
	}), Options{})
	found := 0
	for name, body := range files {
		if strings.HasPrefix(name, "assets/style.") && strings.Contains(body, ".ours{color:") {
			found++
		}
		if strings.HasPrefix(name, "assets/own") && body == "ours" {
			found++
		}
	}
	if found != 2 {
		t.Errorf("%d of 2 own assets are used in %v", found, slices.Sorted(maps.Keys(files)))
	}
}

// TestDrafts: a draft is left out, unless asked for.
func TestDrafts(t *testing.T) {
	site := mapFS(map[string]string{
		"seeds/a.txt":            "Le port a rouvert le 3 août 2020.",
		"seeds/b.txt":            "Le pont a fermé le 4 août 2020.",
		"content/documents/b.md": "---\nclipping: b.txt\ndraft: true\nslug: bridge\n---\n",
	})
	if files := render(t, site, Options{}); files["documents/bridge/index.html"] != "" || strings.Contains(files["timeline/index.html"], "pont") {
		t.Error("a draft is published")
	}
	if files := render(t, site, Options{Drafts: true}); files["documents/bridge/index.html"] == "" {
		t.Error("a draft can't be seen")
	}
}

// TestFaultyTheme: a template that can't be read is an error with its place, not a panic.
func TestFaultyTheme(t *testing.T) {
	for name, body := range map[string]string{"templates/home.html": "{{define \"x\"}}\n{{.Nothing", "templates/timeline.html": "{{template \"none\" .}}"} {
		_, diags := Load(mapFS(map[string]string{"seeds/a.txt": "Le port a rouvert.", name: body}), Options{Theme: defaultTheme})
		if !diags.Failed() || diags[0].File != name {
			t.Errorf("%s: %v", name, diags)
		}
	}
}
