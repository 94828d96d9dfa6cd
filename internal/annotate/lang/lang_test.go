package lang

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"briefing/internal/text"
)

var update = flag.Bool("update", false, "accept what the program answers as the cases' expected answers")

// TestCases runs testdata/cases.txtar: texts whose first line is the language they are in, "-" where none can be told.
func TestCases(t *testing.T) {
	const name = "testdata/cases.txtar"
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Files {
		f := &a.Files[i]
		want, body, _ := strings.Cut(string(f.Data), "\n")
		got := Detect(text.Tokenize(body))
		if got == "" {
			got = "-"
		}
		if *update {
			f.Data = []byte(got + "\n" + body)
		} else if got != want {
			t.Errorf("%s: got %s, want %s", f.Name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestProfiles holds the files to what Detect relies on: words are folded, so that they can be met at all.
func TestProfiles(t *testing.T) {
	for w := range profiles.words.All {
		if w != text.Fold(w) {
			t.Errorf("stop word %q isn't folded", w)
		}
		if len(w) > longest {
			t.Errorf("stop word %q is longer than Detect looks", w)
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add("Le chat dort.")
	f.Add("ÀÉ\u0301 ñ")
	known := map[string]bool{"": true}
	for _, tag := range profiles.tags {
		known[tag] = true
	}
	for _, s := range scripts {
		known[s.tag] = true
	}
	for _, tag := range ownLetters {
		known[tag] = true
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "�")
		got := Detect(text.Tokenize(s))
		if !known[got] {
			t.Errorf("%q is no language of ours", got)
		}
		if twice := Detect(text.Tokenize(s + "\n" + s)); twice != got && len(s) < enough {
			t.Errorf("said twice, %q is %q instead of %q", s, twice, got)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	a, err := txtar.ParseFile("testdata/cases.txtar")
	if err != nil {
		b.Fatal(err)
	}
	var all strings.Builder
	for _, f := range a.Files {
		all.Write(f.Data)
	}
	t := text.Tokenize(strings.Repeat(all.String(), 4))
	b.SetBytes(int64(len(t.Text)))
	for b.Loop() {
		Detect(t)
	}
}
