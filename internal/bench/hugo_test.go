package bench

import (
	"io/fs"
	"strings"
	"testing"
)

func TestMarkdown(t *testing.T) {
	g := New(seeds(t))
	for i := range 100 {
		name, body := g.Markdown(i)
		if again, same := g.Markdown(i); again != name || same != body {
			t.Fatalf("document %d isn't always the same", i)
		}
		clipping := g.Clipping(i).Text
		front, rest, ok := strings.Cut(strings.TrimPrefix(body, "---\n"), "---\n")
		if !ok || strings.Contains(rest, "Réagir") {
			t.Fatalf("%s: no front matter, or junk:\n%s", name, body)
		}
		title, _, _ := strings.Cut(clipping, "\n")
		if !strings.Contains(front, "title: \""+title+"\"\n") {
			t.Errorf("%s isn't titled %q:\n%s", name, title, front)
		}
		for p := range strings.SplitSeq(strings.TrimSpace(rest), "\n\n") {
			if plain := unlinked(strings.TrimPrefix(p, "## ")); !strings.Contains(clipping, "\n"+plain+"\n") {
				t.Errorf("%s: the clipping doesn't have %q", name, plain)
			}
		}
		for p := range strings.SplitSeq(rest, "](/entities/") {
			if name, _, ok := strings.Cut(p, "/)"); ok && strings.Count(rest, "](/entities/"+name+"/)") != 1 {
				t.Errorf("%s: %q isn't linked once", body, name)
			}
		}
	}
}

// unlinked takes the links from Markdown, and leaves their words.
func unlinked(s string) string {
	var b strings.Builder
	for {
		words, rest, ok := strings.Cut(s, "](/entities/")
		if !ok {
			b.WriteString(s)
			return b.String()
		}
		at := strings.LastIndexByte(words, '[')
		b.WriteString(words[:at] + words[at+1:])
		_, s, _ = strings.Cut(rest, ")")
	}
}

func TestHugoSite(t *testing.T) {
	for _, name := range []string{"hugo.yaml", "layouts/baseof.html", "layouts/entities/term.html", "static/style.css"} {
		if _, err := fs.Stat(HugoSite(), name); err != nil {
			t.Error(err)
		}
	}
}
