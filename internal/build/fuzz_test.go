package build

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/assets"
	"briefing/internal/diag"
	"briefing/internal/publish"
	"briefing/templates"
)

// placed fails where a diagnostic points outside of its text, or can't be shown.
func placed(t *testing.T, list diag.List) {
	t.Helper()
	for _, d := range list {
		if d.Source != nil && (d.Span.Start < 0 || d.Span.End < d.Span.Start || int(d.Span.End) > len(d.Source.Text)) {
			t.Fatalf("%s: span %v of %d bytes", d.Message, d.Span, len(d.Source.Text))
		}
	}
	if err := diag.Terminal(io.Discard, list, false); err != nil {
		t.Fatal(err)
	}
}

// FuzzTemplate gives a site a template of its own: whatever it says, the site is built or there is a reason why not.
func FuzzTemplate(f *testing.F) {
	for _, s := range []string{
		`{{define "main"}}<h1>{{.Title}}</h1>{{end}}`, `{{template "page.html" .}}`, `{{define "main"}}{{range .Documents}}{{.Nothing}}{{end}}{{end}}`, "{{", "<script>{{.}}</script>",
		`{{define "head"}}<p {{.Root}}={{.}}>{{end}}`, "{{/* {{end}}", `{{asset "none.css"}}{{t "no.such.key"}}`, `{{define "main"}}{{template "main" .}}{{end}}`, "<!doctype html>{{block \"layout.html\" .}}{{end}}",
	} {
		f.Add("timeline.html", s)
	}
	f.Fuzz(func(t *testing.T, name, body string) {
		switch name {
		case "layout.html", "home.html", "parts.html", "document.html", "timeline.html":
		default:
			name = "page.html"
		}
		if len(body) > 4<<10 {
			return
		}
		site, list := Load(fstest.MapFS{
			"seeds/a.txt":       {Data: []byte("Le port a rouvert le 3 août 2020.")},
			"templates/" + name: {Data: []byte(body)},
		}, Options{Theme: Theme{Templates: templates.Files, Assets: assets.Files}})
		placed(t, list)
		if site == nil {
			if !list.Failed() {
				t.Fatal("neither a site nor a reason")
			}
			return
		}
		_, list, err := site.Write(t.TempDir(), publish.Options{})
		placed(t, list)
		if err != nil && strings.Contains(err.Error(), "panic") {
			t.Fatal(err)
		}
	})
}

// FuzzLines gives lines to annotate: each becomes a record or is told why not.
func FuzzLines(f *testing.F) {
	for _, s := range []string{
		`{"id":"a","text":"Le port a rouvert jeudi.","lang":"fr","published":"2020-08-03","strategy":"news"}` + "\n", `{"id":"a","text":"x"}` + "\n\n" + `{"id":`, "[]", `{"id":"","text":""}`,
		`{"id":"a","text":"x","published":"3 August"}`, `{"id":"a","text":"\ud800","strategy":"odd"}`, "\xff\n{}", `{"id":"a","text":"x","extra":1}`,
	} {
		f.Add(s)
	}
	desk, list := Read(fstest.MapFS{"content/entities/oracle.md": {Data: []byte("---\nname: Oracle\ntype: organization\n---\n")}}, Options{NoSeeds: true})
	if list.Failed() {
		f.Fatal(list)
	}
	f.Fuzz(func(t *testing.T, lines string) {
		if len(lines) > 8<<10 {
			return
		}
		var out bytes.Buffer
		list, err := desk.AnnotateLines(strings.NewReader(lines), &out)
		if err != nil {
			t.Fatal(err)
		}
		placed(t, list)
		records := 0
		for dec := json.NewDecoder(&out); dec.More(); records++ {
			if err := dec.Decode(new(any)); err != nil {
				t.Fatal(err)
			}
		}
		asked := 0
		for line := range strings.SplitSeq(lines, "\n") {
			if strings.TrimSpace(line) != "" {
				asked++
			}
		}
		if records+len(list) < asked {
			t.Fatalf("of %d lines %d became records, %d faults", asked, records, len(list))
		}
	})
}
