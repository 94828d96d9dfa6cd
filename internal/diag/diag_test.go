package diag

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"briefing/internal/text"
)

var update = flag.Bool("update", false, "accept what is printed as expected")

// examples returns one of each kind of diagnostic, sorted; one is said twice and kept once.
func examples() List {
	oracle := text.NewSource("content/entities/oracle.md", "---\nname: Oracle\ntype: compagny\n---\n")
	long := text.NewSource("seeds/a, 1 %.txt", strings.Repeat("mot ", 60)+"juin\u00a0: "+strings.Repeat("mot ", 60))
	control := text.NewSource("seeds/b.txt", "a\x1b[31m\tb\u202ec")
	at := strings.Index(oracle.Text, "compagny")
	june := strings.Index(long.Text, "juin")
	return List{
		At(Warning, "weekday-conflict", long, text.NewSpan(june, june+4), "31 June is no day"),
		At(Error, "entity-type", oracle, text.NewSpan(at, at+8), "unknown entity type %q", "compagny").
			WithHint("one of person, organization, product, place, work; did you mean %q?", "organization"),
		About(Error, "unreadable", "seeds/c.txt", "can't read the file"),
		At(Info, "control", control, text.NewSpan(1, 2), "a control character \x1b"),
		At(Error, "entity-type", oracle, text.NewSpan(at, at+8), "unknown entity type %q", "compagny"),
		At(Error, "end", oracle, text.NewSpan(len(oracle.Text), len(oracle.Text)), "the end is missing"),
		At(Error, "lines", oracle, text.NewSpan(0, len(oracle.Text)), "more than one line"),
		About(Warning, "site", "", "about no file"),
	}.Sort()
}

// TestPrinters holds each printer against what it printed before, in testdata.
func TestPrinters(t *testing.T) {
	for name, print := range map[string]func(io.Writer, List) error{
		"terminal.txt": func(w io.Writer, l List) error { return Terminal(w, l, false) },
		"json.json":    JSON,
		"github.txt":   GitHub,
		"junit.xml":    JUnit,
		"sarif.json":   SARIF,
	} {
		var b strings.Builder
		if err := print(&b, examples()); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s: got:\n%s\nwant:\n%s", name, b.String(), want)
		}
		if strings.ContainsAny(b.String(), "\x1b\u202e") {
			t.Errorf("%s: a control character of the input is printed", name)
		}
	}
}

func TestCounts(t *testing.T) {
	list := examples()
	if len(list) != 7 || !list.Failed() || list.Count(Warning) != 2 || list.Count(Info) != 1 {
		t.Errorf("%d diagnostics, %d warnings, %d infos", len(list), list.Count(Warning), list.Count(Info))
	}
	var b strings.Builder
	if err := JUnit(&b, nil); err != nil || !strings.Contains(b.String(), `tests="1" failures="0"`) {
		t.Errorf("an empty list: %s %v", b.String(), err)
	}
	many := slices.Repeat(List{About(Warning, "w", "a", "b")}, maxSARIF)
	many = append(many, About(Error, "e", "a", "b"))
	b.Reset()
	if err := SARIF(&b, many); err != nil || strings.Count(b.String(), `"level"`) != maxSARIF || !strings.Contains(b.String(), `"level": "error"`) {
		t.Errorf("a long list isn't cut, or loses its error: %v", err)
	}
}

func TestColor(t *testing.T) {
	var b strings.Builder
	if err := Terminal(&b, List{About(Error, "x", "", "no good")}, true); err != nil || !strings.Contains(b.String(), "\x1b[1;31merror\x1b[0m") {
		t.Errorf("%q %v", b.String(), err)
	}
}
