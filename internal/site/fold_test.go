package site

import (
	"html/template"
	"strings"
	"testing"
)

// TestFoldChangesNothing: a template says the same folded as it does not, whatever the context of a call.
func TestFoldChangesNothing(t *testing.T) {
	funcs := template.FuncMap{
		"t": func(key string, pairs ...any) (string, error) {
			return map[string]string{"plain": "Who’s who", "quote": `say "no" & <go>`}[key], nil
		},
		"asset":     func(name string) (string, error) { return "assets/" + name, nil },
		"integrity": func(name string) (template.HTMLAttr, error) { return `integrity="sha"`, nil },
	}
	for _, src := range []string{
		`<p>{{t "plain"}}</p>`, `<p>{{t "quote"}}</p>`, `<p> {{t "plain"}} {{t "plain"}}</p>`, `<p title="{{t "plain"}}">x</p>`, `<p title={{t "plain"}}>x</p>`,
		`<p title="{{t "quote"}}">x</p>`, `{{t "plain"}}`, `<script>var x = {{t "plain"}}; var y = "{{t "plain"}}"</script>`,
		`<link href="{{.}}{{asset "a.css"}}" {{integrity "a.css"}}>`, `<script>f({{asset "a.js"}})</script>`, `<code>{{integrity "a.css"}}</code>`,
		`{{if .}}<b>{{t "plain"}}</b>{{else}}<i>{{t "plain"}}</i>{{end}}{{with .}}<b>{{t "plain"}}</b>{{end}}`, `<p>{{t "plain" "n" .}}</p>`,
		`<a style="color: {{t "plain"}}">x</a>`, `<p>{{with $x := t "plain"}}{{$x}}{{end}}</p>`,
	} {
		said := func(fold bool) string {
			x := template.Must(template.New("x").Funcs(funcs).Parse(src))
			if fold {
				new(look).fold(x, funcs)
			}
			var b strings.Builder
			if err := x.Execute(&b, "../"); err != nil {
				return err.Error()
			}
			return b.String()
		}
		if plain, folded := said(false), said(true); plain != folded {
			t.Errorf("%s\nsays   %s\nfolded %s", src, plain, folded)
		}
	}
}
