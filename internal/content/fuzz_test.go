package content

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// addCases seeds a fuzz target with the files of the cases whose name has the suffix.
func addCases(f *testing.F, suffix string) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, member := range archive.Files {
			if strings.HasSuffix(member.Name, suffix) {
				f.Add(string(member.Data))
			}
		}
	}
}

// readAs reads one file as each of the names, and looks over what comes back.
func readAs(t *testing.T, s string, names ...string) {
	site := fstest.MapFS{"content/entities/oracle.md": {Data: []byte("---\nname: O\ntype: work\n---\n")}}
	for _, name := range names {
		site[name] = &fstest.MapFile{Data: []byte(s)}
	}
	clip := &corpus.Clipping{ID: "a", File: "a.txt", Source: text.NewSource("seeds/a.txt", "one\ntwo")}
	content, list := Read(site, []*corpus.Clipping{clip})
	dump(content) // slices every place
	for _, d := range list {
		if d.Source == nil {
			continue
		}
		if d.Span.Start < 0 || d.Span.Start > d.Span.End || int(d.Span.End) > len(d.Source.Text) {
			t.Fatalf("%s: span %v of %d bytes", d.Message, d.Span, len(d.Source.Text))
		}
		if rest := d.Source.Text[d.Span.Start:]; rest != "" && !utf8.RuneStart(rest[0]) {
			t.Fatalf("%s: span %v begins inside a character", d.Message, d.Span)
		}
	}
	if err := diag.Terminal(&strings.Builder{}, list, false); err != nil {
		t.Fatal(err)
	}
}

func FuzzFrontMatter(f *testing.F) {
	addCases(f, ".md")
	f.Add("---\n? a\n: b\n<<: c\n---\n")
	f.Add("---\na: \"\\u0000\\xff\"\n---")
	f.Fuzz(func(t *testing.T, s string) {
		readAs(t, s, "content/home.md", "content/pages/p.md", "content/entities/e.fr.md")
	})
}

// FuzzYAML reads a text as site.yaml, and as the front matter of other files.
func FuzzYAML(f *testing.F) {
	addCases(f, ".yaml")
	addCases(f, ".md")
	f.Fuzz(func(t *testing.T, s string) {
		readAs(t, s, "content/site.yaml")
		readAs(t, "---\n"+s+"\n---\n", "content/entities/e.md", "content/documents/d.md", "content/timeline/t.md")
	})
}

// YAML that is nested deeply or all errors must end, and too much of it is refused: the parser's time grows with the
// square of its size.
func TestDeepYAML(t *testing.T) {
	for _, piece := range []string{"[", "{", "- ", "? ", "{a: ", "a:\n"} {
		readAs(t, strings.Repeat(piece, 4<<10/len(piece)), "content/site.yaml", "content/home.md")
	}
	site := fstest.MapFS{"content/site.yaml": {Data: []byte("# " + strings.Repeat("x", maxYAML))}}
	if _, list := Read(site, nil); len(list) != 1 || list[0].ID != "too-large" {
		t.Errorf("too much YAML: %v", list)
	}
}
