package clean

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

var update = flag.Bool("update", false, "accept what the program says as the expected dump of each case")

func clipping(s string) (*corpus.Clipping, *text.Tokens) {
	return &corpus.Clipping{ID: "c", File: "c.txt", Source: text.NewSource("seeds/c.txt", s)}, text.Tokenize(s)
}

func dump(lines []corpus.Line) string {
	var b strings.Builder
	for i, l := range lines {
		fmt.Fprintf(&b, "%d %s", i+1, l.Zone)
		if l.Rule != "" {
			fmt.Fprintf(&b, " (%s)", l.Rule)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestCases holds each case of testdata against its dump: the line's number, its zone and the rule that gave it.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i+1 < len(a.Files); i += 2 {
				clip, tokens := clipping(string(a.Files[i].Data))
				got := dump(Lines(clip, &corpus.DocumentMeta{}, tokens))
				if *update {
					a.Files[i+1].Data = []byte(got)
				} else if want := string(a.Files[i+1].Data); got != want {
					t.Errorf("%s:\n got:\n%s\nwant:\n%s", a.Files[i].Name, got, want)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestEditorWins(t *testing.T) {
	clip, tokens := clipping("Partagez\n\nUne phrase.\n\nUne phrase.\n")
	meta := &corpus.DocumentMeta{Zones: []corpus.ZoneRange{{First: 1, Last: 1, Zone: corpus.Title}, {First: 5, Last: 99, Zone: corpus.Body}}}
	lines := Lines(clip, meta, tokens)
	for n, want := range map[int]corpus.Zone{1: corpus.Title, 5: corpus.Body} {
		if got := lines[n-1]; got.Zone != want || got.Rule != "editor" {
			t.Errorf("line %d is %s (%s), want %s by the editor", n, got.Zone, got.Rule, want)
		}
	}
}

func FuzzLines(f *testing.F) {
	seeds, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(seeds) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, file := range seeds {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Add("a écrit le 05/08/2020 à 9:47 :\n\n>>\nLire aussi\n")
	f.Fuzz(func(t *testing.T, s string) {
		clip, tokens := clipping(strings.ToValidUTF8(s, "\uFFFD"))
		lines := Lines(clip, &corpus.DocumentMeta{}, tokens)
		if len(lines) != clip.Source.LineCount() {
			t.Fatalf("%d zones for %d lines", len(lines), clip.Source.LineCount())
		}
		for i, l := range lines {
			if l.Span != clip.Source.LineSpan(i+1) {
				t.Errorf("line %d has span %v", i+1, l.Span)
			}
			if l.Zone > corpus.Duplicate {
				t.Errorf("line %d has no zone", i+1)
			}
			if (l.Zone == corpus.Duplicate) != (l.Of > 0) || l.Of == i+1 || l.Of > len(lines) {
				t.Errorf("line %d is %s of line %d", i+1, l.Zone, l.Of)
			}
		}
	})
}

func BenchmarkLines(b *testing.B) {
	var all bytes.Buffer
	seeds, err := filepath.Glob("../../seeds/*.txt")
	if err != nil {
		b.Fatal(err)
	}
	for _, file := range seeds {
		raw, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(raw)
		all.WriteByte('\n')
	}
	clip, tokens := clipping(all.String())
	b.SetBytes(int64(all.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Lines(clip, &corpus.DocumentMeta{}, tokens)
	}
}
