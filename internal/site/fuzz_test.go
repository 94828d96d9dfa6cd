package site

import (
	"io"
	"io/fs"
	"maps"
	"testing"
	"testing/fstest"

	"briefing/internal/diag"
	"briefing/templates"
)

// FuzzTemplate gives a site a template of its own: whatever it says, there is a site, whose pages were tried, or reasons
// why not, each with its place.
func FuzzTemplate(f *testing.F) {
	for _, s := range []string{
		`{{define "main"}}<h1>{{.Title}}</h1>{{end}}`, `{{template "page.html" .}}`, `{{define "main"}}{{range .Documents}}{{.Nothing}}{{end}}{{end}}`, "{{", "<script>{{.}}</script>",
		`{{define "head"}}<p {{.Root}}={{.}}>{{end}}`, "{{/* {{end}}", `{{asset "none.css"}}{{t "no.such.key"}}`, `{{define "main"}}{{template "main" .}}{{end}}`, "<!doctype html>{{block \"layout.html\" .}}{{end}}", "<p>\x00main\x01 \x000\x01 \x00main</p>",
	} {
		f.Add("timeline.html", s)
	}
	story, theme := storyCorpus(f, "en"), builtIn(f)
	names, err := fs.Glob(templates.Files, "*.html")
	if err != nil {
		f.Fatal(err)
	}
	defaults := fstest.MapFS{}
	for _, n := range names {
		raw, err := fs.ReadFile(templates.Files, n)
		if err != nil {
			f.Fatal(err)
		}
		defaults[n] = &fstest.MapFile{Data: raw}
	}
	f.Fuzz(func(t *testing.T, name, body string) {
		if defaults[name] == nil {
			name = "page.html"
		}
		if len(body) > 4<<10 {
			return
		}
		own := maps.Clone(defaults)
		own[name] = &fstest.MapFile{Data: []byte(body)}
		site, list := New(story, Theme{Templates: own, Assets: theme.Assets})
		if !list.Failed() {
			for _, p := range site.Pages() {
				if err := p.Render(io.Discard); err != nil && len(Faults(err)) == 0 {
					t.Fatalf("%s: no fault of the template: %v", p.Path, err)
				}
			}
		}
		for _, d := range list {
			if d.Source != nil && (d.Span.Start < 0 || d.Span.End < d.Span.Start || int(d.Span.End) > len(d.Source.Text)) {
				t.Fatalf("%s: span %v of %d bytes", d.Message, d.Span, len(d.Source.Text))
			}
			if d.Severity == diag.Error && d.Message == "" {
				t.Fatalf("no message: %+v", d)
			}
		}
	})
}
