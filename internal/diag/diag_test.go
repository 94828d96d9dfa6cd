package diag

import (
	"flag"
	"os"
	"strings"
	"testing"

	"briefing/internal/text"
)

var update = flag.Bool("update", false, "accept what is printed as expected")

func TestTerminal(t *testing.T) {
	oracle := text.NewSource("content/entities/oracle.md", "---\nname: Oracle\ntype: compagny\n---\n")
	long := text.NewSource("seeds/a.txt", strings.Repeat("mot ", 60)+"juin\u00a0: "+strings.Repeat("mot ", 60))
	control := text.NewSource("seeds/b.txt", "a\x1b[31m\tb\u202ec")
	at := strings.Index(oracle.Text, "compagny")
	june := strings.Index(long.Text, "juin")
	list := List{
		At(Warning, "weekday-conflict", long, text.NewSpan(june, june+4), "31 June is no day"),
		At(Error, "entity-type", oracle, text.NewSpan(at, at+8), "unknown entity type %q", "compagny").
			WithHint("one of person, organization, product, place, work; did you mean %q?", "organization"),
		About(Error, "unreadable", "seeds/c.txt", "can't read the file"),
		At(Info, "control", control, text.NewSpan(1, 2), "a control character"),
		At(Error, "entity-type", oracle, text.NewSpan(at, at+8), "unknown entity type %q", "compagny"),
		At(Error, "end", oracle, text.NewSpan(len(oracle.Text), len(oracle.Text)), "the end is missing"),
		At(Error, "lines", oracle, text.NewSpan(0, len(oracle.Text)), "more than one line"),
	}.Sort()
	var b strings.Builder
	if err := Terminal(&b, list, false); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/terminal.txt"
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
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
	if strings.ContainsAny(b.String(), "\x1b\u202e") {
		t.Error("a control character of the input is printed")
	}
	if !list.Failed() || list.Count(Warning) != 1 || list.Count(Info) != 1 {
		t.Errorf("counts: %d %d", list.Count(Warning), list.Count(Info))
	}
}

func TestColor(t *testing.T) {
	var b strings.Builder
	if err := Terminal(&b, List{About(Error, "x", "", "no good")}, true); err != nil || !strings.Contains(b.String(), "\x1b[1;31merror\x1b[0m") {
		t.Errorf("%q %v", b.String(), err)
	}
}
