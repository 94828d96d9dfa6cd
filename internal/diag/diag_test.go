package diag

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

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

// TestSARIFLimits: whatever is found, GitHub takes the log: at most 5,000 results, errors first, each with a place, and
// less than 10 MB when compressed, were every message as long and as little alike as can be.
func TestSARIFLimits(t *testing.T) {
	noise := rand.New(rand.NewSource(1))
	long := func() string {
		var b strings.Builder
		for range 400 {
			b.WriteRune(rune(0x4E00 + noise.Intn(0x5000)))
		}
		return b.String()
	}
	var many List
	for i := range maxSARIF + 500 {
		many = append(many, About(Warning, "w", fmt.Sprintf("seeds/%d.txt", i), "%s", long()))
	}
	many = append(many, About(Error, "e", "", "last, but an error"))
	var raw, packed bytes.Buffer
	if err := SARIF(&raw, many); err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(raw.Bytes())
	_ = z.Close()
	if packed.Len() >= 10<<20 {
		t.Errorf("%d bytes when compressed", packed.Len())
	}
	var log sarifLog
	if err := json.Unmarshal(raw.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	if len(results) != maxSARIF || results[0].Level != "error" {
		t.Errorf("%d results, the first: %+v", len(results), results[0])
	}
	for _, r := range results {
		if len(r.Locations) != 1 || r.Locations[0].Physical.Artifact.URI == "" || len(r.Message.Text) > maxSARIFMessage || !utf8.ValidString(r.Message.Text) {
			t.Fatalf("%+v", r)
		}
	}
}

func TestColor(t *testing.T) {
	var b strings.Builder
	if err := Terminal(&b, List{About(Error, "x", "", "no good")}, true); err != nil || !strings.Contains(b.String(), "\x1b[1;31merror\x1b[0m") {
		t.Errorf("%q %v", b.String(), err)
	}
}
