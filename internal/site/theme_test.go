package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/internal/diag"
	"briefing/templates"
)

// ownFolder is this package's own folder.
func ownFolder(t *testing.T) fs.FS {
	t.Helper()
	return os.DirFS(".")
}

// themed is the built-in theme with some templates replaced; an empty one is removed.
func themed(t *testing.T, own map[string]string) Theme {
	t.Helper()
	theme := builtIn(t)
	merged := fstest.MapFS{}
	names, err := fs.Glob(templates.Files, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		raw, err := fs.ReadFile(templates.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		merged[n] = &fstest.MapFile{Data: raw}
	}
	for n, body := range own {
		if body == "" {
			delete(merged, n)
		} else {
			merged[n] = &fstest.MapFile{Data: []byte(body)}
		}
	}
	theme.Templates = merged
	return theme
}

func TestTemplateFaultsAreDiagnosed(t *testing.T) {
	for _, c := range []struct{ name, file, body, id, where, message, hint string }{
		{"unknown function", "page.html", "<p>\n{{nope .Title}}</p>", "template", "templates/page.html:2:1", `function "nope" not defined`, "asset, integrity, t, count and number"},
		{"not closed", "page.html", "<p>{{if .Title}}</p>\n", "template", "templates/page.html:2:1", "unexpected EOF", "built-in"},
		{"unknown field", "document.html", "<p>\n  {{.Tilte}}</p>", "template", "templates/document.html:2:5", "can't evaluate field Tilte", "view_"},
		{"no such asset", "404.html", `<img src="{{asset "no.png"}}">`, "template", "templates/404.html:1:13", `there is no asset "no.png"`, "code.css, favicon.svg, js/cite.js"},
		{"no such words", "quotes.html", `{{t "no.words"}}`, "template", "templates/quotes.html:1:3", `has no text "no.words"`, "i18n/en.yaml"},
		{"odd values", "quotes.html", `{{t "site.by" "name"}}`, "template", "templates/quotes.html:1:3", "pairs", ""},
		{"ambiguous context", "home.html", `<a href={{.Title}}"x>`, "template", "templates/home.html", "in unquoted attr", ""},
		{"no such template", "entity.html", `{{template "nowhere"}}`, "template", "templates/entity.html:1:12", `nowhere`, "define it"},
		{"in a part rendered once", "once.html", "{{define \"links\"}}{{end}}{{define \"colophon\"}}{{end}}{{define \"menu\"}}\n<p>{{.Nowhere}}</p>{{end}}", "template", "templates/once.html:2:6", "can't evaluate field Nowhere", "view_"},
		{"no such part", "once.html", "{{define \"links\"}}{{end}}{{define \"colophon\"}}{{end}}", "template", "templates/layout.html", "menu", ""},
		{"missing", "timeline.html", "", "template-missing", "templates/timeline.html", "no template timeline.html", "built-in"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, list := New(storyCorpus(t, "en"), themed(t, map[string]string{c.file: c.body}))
			var found []string
			for _, d := range list {
				if d.ID == c.id && strings.HasPrefix(d.Where(), c.where) && strings.Contains(d.Message, c.message) && strings.Contains(d.Hint, c.hint) {
					return
				}
				found = append(found, d.Where()+" "+d.ID+" "+d.Message+" / "+d.Hint)
			}
			t.Errorf("want %s %s %s / %s; there is\n%s", c.where, c.id, c.message, c.hint, strings.Join(found, "\n"))
		})
	}
}

func TestAllTemplateFaultsAtOnce(t *testing.T) {
	_, list := New(storyCorpus(t, "en"), themed(t, map[string]string{"page.html": "{{nope}}", "quotes.html": "{{if}}", "404.html": ""}))
	if n := list.Count(diag.Error); n != 3 {
		t.Errorf("%d errors, want 3: %v", n, list)
	}
}

func TestFaultOfOnePageIsAnError(t *testing.T) {
	// only the page of one document asks for what isn't there, and New tries but a sample
	body := `{{if eq .Original "../../documents/copy-4/source.txt"}}{{asset "no.css"}}{{end}}<h1>{{.Title}}</h1>`
	s, list := New(manyDocuments(t, 5), themed(t, map[string]string{"document.html": body}))
	if list.Failed() {
		t.Fatal(list)
	}
	var errs []error
	for _, p := range s.Pages() {
		errs = append(errs, p.Render(&bytes.Buffer{}))
	}
	faults := Faults(fmt.Errorf("rendering: %w", errors.Join(errs...)))
	if len(faults) != 1 || faults[0].Where() != "templates/document.html:1:58" || !strings.Contains(faults[0].Hint, "style.css") {
		t.Errorf("faults: %v", faults)
	}
}

func TestOwnTemplateWins(t *testing.T) {
	pages := built(t, storyCorpus(t, "en"), themed(t, map[string]string{"page.html": `<h1 class="own">{{.Title}}</h1>`}))
	if !strings.Contains(pages["method/index.html"], `<h1 class="own">Method &amp; &lt;data&gt;</h1>`) {
		t.Error("the site's own template isn't used")
	}
}

func TestAssetsAreNamedByTheirBytes(t *testing.T) {
	theme := builtIn(t)
	for i := range theme.Assets {
		if theme.Assets[i].Name == "style.css" {
			theme.Assets[i].Bytes = []byte("body{}")
		}
	}
	pages := built(t, storyCorpus(t, "en"), theme)
	const name = "assets/style.7c98040a.css"
	if pages[name] != "body{}" {
		for n := range pages {
			if strings.HasPrefix(n, "assets/") {
				t.Log(n)
			}
		}
		t.Errorf("no %s", name)
	}
	if !strings.Contains(pages["documents/000_fr/index.html"], `href="../../`+name+`"`) || !strings.Contains(pages["404.html"], `href="/repo/`+name+`"`) {
		t.Error("pages don't lead to it")
	}
}

func TestMarkdown(t *testing.T) {
	pages := built(t, storyCorpus(t, "en"), builtIn(t))
	home, profile, method, note := pages["index.html"], pages["entities/trump/index.html"], pages["method/index.html"], pages["documents/000_fr/index.html"]
	for _, c := range []struct{ page, want string }{
		{home, `<h2 id="t-skip">Skip</h2>`},
		{home, `<h3 id="t-level">Level</h3>`}, // written as ####
		{home, `<td class="align-right">2</td>`},
		{home, `<del>old</del> <a href="https://example.org">`},
		{profile, "<em>profile</em> alert(4)."},
		{profile, `<h2 id="t-deep">`},
		{profile, `<a href="">bad</a>`},
		{method, `<pre tabindex="0" translate="no" class="c-chroma"><code>`},
		{method, `<span class="c-s1">&#39;&lt;hi&gt;&#39;</span>`},
		{method, `href="../timeline.json"`},
		{method, `href="../documents/000_fr/#s1"`},
		{method, `code.`}, // its stylesheet
		{note, `<h3 id="t-note">Note</h3>`},
		{note, `<a href="../../timeline/">la chronologie</a>`},
		{note, `href="#t-fn:1"`},
	} {
		if !strings.Contains(c.page, c.want) {
			t.Errorf("no %s", c.want)
		}
	}
	if strings.Contains(home, "code.") {
		t.Error("the home page loads the stylesheet of code it hasn't")
	}
}

func TestDeadLinksAndRawHTMLAreWarnedOf(t *testing.T) {
	c := storyCorpus(t, "en")
	md := markdownOf("content/pages/method.md", "Fine.\n\nSee [x](/nowhere/) and <b>this</b>.\n\n<div>block</div>\n")
	c.Content.Pages[0].Source, c.Content.Pages[0].Body = md.Source, md.Span
	_, list := New(c, builtIn(t))
	seen := map[string]int{}
	for _, d := range list {
		if d.File == "content/pages/method.md" && d.Severity == diag.Warning {
			seen[d.ID]++
			if line := d.Position().Line; line != 3 && line != 5 {
				t.Errorf("%s at line %d", d.ID, line)
			}
		}
	}
	if seen["dead-link"] != 1 || seen["raw-html"] != 3 { // the opening tag, the closing one, the block
		t.Errorf("warnings: %v", seen)
	}
}
