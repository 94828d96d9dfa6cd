package site

import (
	"bytes"
	"html/template"
	"io"
	"reflect"
	"strings"
	"testing"
)

// Every template of the theme has a program, which writes what the engine writes.
func TestProgramsWriteWhatTheEngineDoes(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		s, list := New(manyDocuments(t, 150), builtIn(t)) // enough of them for lists on several pages
		if lang == "fr" {
			s, list = New(storyCorpus(t, lang), builtIn(t))
		}
		if list.Failed() {
			t.Fatal(list)
		}
		e := s.editions[0]
		programmed := map[string]string{}
		for _, p := range s.Pages() {
			programmed[p.Path] = pageOf(t, p)
		}
		e.programs.Range(func(name, g any) bool {
			if g.(*program) == nil {
				t.Errorf("%s has no program", name)
			}
			return true
		})
		for _, name := range pageTemplates {
			e.programs.Store(name, (*program)(nil)) // the engine is left with all
		}
		for _, p := range s.Pages() {
			if got, want := programmed[p.Path], pageOf(t, p); got != want {
				t.Errorf("%s: the program writes\n%s\nwant\n%s", p.Path, got, want)
			}
		}
	}
}

func pageOf(t *testing.T, p Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An offered is what is given to the templates of the tests below.
type offered struct {
	Text   string
	Kind   string
	Markup template.HTML
	Count  int
	Yes    bool
	List   []offered
	More   *offered
	Any    any
}

// programOf returns an edition with a template, escaped, and its program.
func programOf(t *testing.T, source string, given any) (*edition, *program) {
	t.Helper()
	s := &edition{Site: &Site{look: &look{}}, words: catalogueOf("en")}
	s.templates = template.Must(template.New("x").Funcs(s.funcs(s.words, false)).Parse(source))
	_ = s.templates.Execute(io.Discard, given)
	return s, s.compile("x", reflect.TypeOf(given))
}

func TestProgramOfTheLanguage(t *testing.T) {
	given := offered{Text: `a "b" <i>'c'</i> & d+e`, Kind: "person", Markup: "<b>&amp;</b>", Count: 12345, Yes: true, More: &offered{Text: "more"},
		List: []offered{{Text: "one", Yes: true, List: []offered{{Text: "i"}, {Text: "ii"}}}, {Text: "two", Count: 2}}}
	for _, source := range []string{
		`{{.Text}} <p title="{{.Text}}">{{.Markup}}</p><title>{{.Text}} {{.Count}}</title>`,
		`<a href="{{.Text}}">{{.Count}}</a> <a href="#{{.Text}}">x</a> <a href="/x/{{.Text}}?{{.Text}}">y</a>`,
		`{{if .Yes}}yes{{else if .Text}}text{{else}}no{{end}}{{if not .More}}none{{end}}{{if .List}}{{end}}`,
		`{{if and .Yes .Count (eq .Text "x")}}a{{else}}b{{end}}{{if or .Any2 .Yes}}{{end}}`,
		`{{if and .Yes .Count (ne .Text "x")}}a{{else}}b{{end}}{{if or .More.Yes .More.Count}}c{{end}}`,
		`{{range $i, $x := .List}}{{if $i}}, {{end}}{{$x.Text}} {{.Text}} {{$.Text}}{{range $y := .List}}[{{$x.Text}} {{$y.Text}}]{{else}}empty{{end}}{{end}}`,
		`{{range .More.List}}{{.Text}}{{else}}none{{end}}{{with .More}}{{.Text}}{{$.Count}}{{else}}x{{end}}{{with .More.More}}x{{else}}y{{end}}`,
		`{{define "part"}}{{.Text}}{{with .More}}{{template "part" .}}{{end}}{{range .List}}({{template "part" .}}{{$.Text}}){{end}}{{end}}{{template "part" .}}`,
		`{{count "count.documents" .Count}} {{number .Count}} {{t "pager.page" "n" .Count}} {{t "site.by" "name" .Text}} {{t (printf "type.%s" .Kind)}} {{t "site.skip"}}`,
		`<p title="{{count "count.documents" .Count}}{{t "site.by" "name" .Text}}">{{/* nothing */}}</p>`,
		`{{t "home.basis" "documents" (count "count.documents" .Count) "entities" (count "count.entities" 1) "events" .Text}}`,
	} {
		s, g := programOf(t, source, given)
		var want bytes.Buffer
		if err := s.templates.Execute(&want, given); err != nil {
			if g != nil {
				t.Errorf("%s has a program; the engine says %v", source, err)
			}
			continue
		}
		if g == nil {
			if !strings.Contains(source, `"count.entities" 1`) { // numbers as constants are beyond it
				t.Errorf("%s has no program", source)
			}
			continue
		}
		if got, ok := g.write(nil, reflect.ValueOf(given)); !ok || string(got) != want.String() {
			t.Errorf("%s: the program writes %q, want %q", source, got, want.String())
		}
	}
}

// What a program can't know to be right is left to the engine.
func TestProgramsLeaveTheRest(t *testing.T) {
	for _, source := range []string{
		`{{.Any}}`, `{{.More}}`, `{{.List}}`, `{{len .List}}`, `{{$x := .Text}}{{$x}}`, `{{with $x := .Text}}{{$x}}{{end}}`,
		`{{range $i, $x := .List}}{{$i}}{{end}}`, `{{.Text | printf "%q"}}`, `{{printf "%d" .Count}}`, `{{if gt .Count 1}}x{{end}}`,
		`<script>var x = {{.Text}}</script>`, `<p style="color: {{.Text}}">`, `<p title={{.Text}}>`, `<p title="{{.Markup}}">`, `<title>{{.Markup}}</title>`,
		`{{range .List}}{{break}}{{end}}`, `{{template "none" .}}`, `{{count "count.documents" .Text}}`, `{{t .Text}}`, `{{html .Text}}`,
	} {
		if _, g := programOf(t, source, offered{Count: 2, List: []offered{{}, {}}}); g != nil {
			t.Errorf("%s has a program", source)
		}
	}
}

// A program that comes to what isn't there stops, and the engine says what is wrong.
func TestProgramsStop(t *testing.T) {
	s, g := programOf(t, `a{{.More.Text}}b{{if .More.Yes}}c{{end}}`, offered{More: &offered{Text: "x"}})
	if g == nil {
		t.Fatal("no program")
	}
	if _, ok := g.write(nil, reflect.ValueOf(offered{})); ok {
		t.Error("it goes on behind a pointer to nothing")
	}
	s.programs.Store("x", g)
	var out sink
	if err := s.execute(&out, "x", offered{}); err == nil || !strings.Contains(err.Error(), "nil pointer") {
		t.Errorf("err = %v", err)
	}
	if _, g = programOf(t, `{{define "x2"}}{{if .Yes}}{{template "x2" .}}{{end}}{{end}}{{template "x2" .}}`, offered{}); g == nil {
		t.Fatal("no program")
	}
	if _, ok := g.write(nil, reflect.ValueOf(offered{Yes: true})); ok {
		t.Error("it goes on for ever")
	}
	if _, g = programOf(t, `{{t (printf "no.%s" .Text)}}`, offered{}); g == nil {
		t.Fatal("no program")
	}
	if _, ok := g.write(nil, reflect.ValueOf(offered{Text: "such"})); ok {
		t.Error("it goes on without words")
	}
}

// Escapers are those of html/template, whatever the text.
func FuzzProgramEscapes(f *testing.F) {
	for _, s := range []string{"", "x", `<a href="x">'&+`, "javascript:alert(1)", "HTTPS://x/é?a=b&c=%20%zz#d e", "mailto:a", "a/b:c", "\x00\xff\u2028", "%4", "%41"} {
		f.Add(s)
	}
	const source = `{{.Text}}<p title="{{.Text}}"><a href="{{.Text}}">x</a><a href="x/{{.Text}}">x</a><a href="?{{.Text}}">x</a><title>{{.Text}}</title>`
	f.Fuzz(func(t *testing.T, s string) {
		given := offered{Text: s}
		e, g := programOf(t, source, given)
		var want bytes.Buffer
		if err := e.templates.Execute(&want, given); err != nil {
			t.Fatal(err)
		}
		if g == nil {
			t.Fatal("no program")
		}
		if got, _ := g.write(nil, reflect.ValueOf(given)); string(got) != want.String() {
			t.Errorf("%q is written\n%q, want\n%q", s, got, want.String())
		}
	})
}
