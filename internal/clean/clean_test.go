package clean

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/internal/cases"
	"briefing/internal/corpus"
	"briefing/internal/text"
)

func clipping(s string) (*corpus.Clipping, *text.Tokens) {
	return &corpus.Clipping{ID: "c", File: "c.txt", Source: text.NewSource("seeds/c.txt", s)}, text.Tokenize(s)
}

func dump(src *text.Source, c corpus.Cleaned) string {
	var b strings.Builder
	for i, l := range c.Lines {
		fmt.Fprintf(&b, "%d %s", i+1, l.Zone)
		if l.Reason().Code != corpus.NoReason {
			fmt.Fprintf(&b, " (%s)", l.Reason())
		}
		b.WriteByte('\n')
		for _, cut := range c.Cuts {
			if l.Span.Contains(cut.Span) {
				fmt.Fprintf(&b, "    cut %q (%s)\n", src.Slice(cut.Span), cut.Rule)
			}
		}
		if !c.Byline.Empty() && l.Span.Contains(c.Byline) {
			fmt.Fprintf(&b, "    by %q\n", src.Slice(c.Byline))
		}
		if !c.Truncated.Empty() && l.Span.Contains(c.Truncated) {
			fmt.Fprintf(&b, "    breaks off: %q\n", src.Slice(c.Truncated))
		}
	}
	return b.String()
}

// TestCases holds each case of testdata against its dump: the line's number, its zone and the rule that gave it.
func TestCases(t *testing.T) {
	cases.Run(t, "testdata/*.txt", func(_ *testing.T, a *cases.Archive) {
		a.Pairs(0, func(_, input string) string {
			clip, tokens := clipping(input)
			return dump(clip.Source, (&Rules{}).Clean(clip, &corpus.DocumentMeta{}, tokens))
		})
	})
}

func TestEditorWins(t *testing.T) {
	clip, tokens := clipping("Partagez\n\nUne phrase.\n\nUne phrase.\n")
	meta := &corpus.DocumentMeta{Zones: []corpus.ZoneRange{{First: 1, Last: 1, Zone: corpus.Title}, {First: 5, Last: 99, Zone: corpus.Body}}}
	lines := Lines(clip, meta, tokens)
	for n, want := range map[int]corpus.Zone{1: corpus.Title, 5: corpus.Body} {
		if got := lines[n-1]; got.Zone != want || got.Reason().Code != corpus.ByEditor {
			t.Errorf("line %d is %s (%s), want %s by the editor", n, got.Zone, got.Reason(), want)
		}
	}
}

// TestSiteRules: a site's own phrases, and what recurs in the articles of one source.
func TestSiteRules(t *testing.T) {
	var clips []*corpus.Clipping
	story := []string{
		"Le port a rouvert mardi matin après la tempête.", "La mairie votera son budget en mars, selon le maire.", "Le pont sera fermé lundi toute la journée.",
		"Le pont sera fermé lundi toute la journée.", // a copy: it counts once
	}
	for i, s := range story {
		body := s + "\n\nParis\n\nVotre quotidien du port\n\nUne deuxième phrase numéro " + strings.Repeat("x", min(i, 2)+1) + " suit ici, plus longue que toutes les autres lignes.\n\nNos lecteurs écrivent\n\nLe saviez-vous ?\n"
		if i == 0 {
			body = strings.Replace(body, "Paris", "Brest", 1)
		}
		clips = append(clips, &corpus.Clipping{File: fmt.Sprint(i), Source: text.NewSource("c", body)})
	}
	rules := NewRules([]corpus.Phrase{{Text: "Le saviez-vous", Where: "start"}, {Text: "…", Where: "line"}}, Recurring(clips, func(*corpus.Clipping) string { return "" }))
	c := clips[1]
	lines := rules.Clean(c, &corpus.DocumentMeta{}, text.Tokenize(c.Source.Text)).Lines
	for n, want := range map[int]string{
		3: "", 5: "stands in 3 articles of its source", 9: "stands in 3 articles of its source", 11: "phrase: le saviez vous",
	} {
		if got := lines[n-1]; want == "" && !got.Zone.Kept() || want != "" && got.Reason().String() != want {
			t.Errorf("line %d is %s (%s), want %q", n, got.Zone, got.Reason(), want)
		}
	}
}

// TestHostile: texts made to cost more than their size stay cheap.
func TestHostile(t *testing.T) {
	const n = 100_000
	for name, s := range map[string]string{
		"one long line":       strings.Repeat("lire aussi : ", n),
		"open brackets":       strings.Repeat("Fin. (lire aussi : ", n),
		"comments":            "Une phrase.\n" + strings.Repeat("a écrit le 05/08/2020 à 9:47 :\nBravo\n\n", n),
		"captions":            strings.Repeat("Mot Nom ", n) + ".\n" + strings.Repeat("Mot Nom\n", n),
		"headings":            "Une phrase.\n" + strings.Repeat("Related\nx\n\n", n),
		"the same start":      strings.Repeat("one two three four five six seven eight nine\none two three 1 five six seven eight nine ten\n", n/4),
		"signs":               strings.Repeat(": ", 10*n) + "\n" + strings.Repeat("| ", 10*n),
		"quotes":              strings.Repeat("« \" “ ", n),
		"numbers, no letters": strings.Repeat("1 2 3\n", n),
		"credits":             strings.Repeat("(Photo : ", n),
	} {
		clip, tokens := clipping(s)
		if got := len(Lines(clip, &corpus.DocumentMeta{}, tokens)); got != clip.Source.LineCount() {
			t.Errorf("%s: %d lines", name, got)
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
		cleaned := (&Rules{}).Clean(clip, &corpus.DocumentMeta{}, tokens)
		lines := cleaned.Lines
		end := int32(0)
		for _, cut := range cleaned.Cuts {
			line := clip.Source.LineAt(cut.Span.Start)
			if cut.Span.Start < end || cut.Span.Empty() || !lines[line-1].Span.Contains(cut.Span) || !lines[line-1].Zone.Kept() {
				t.Errorf("cut %v", cut)
			}
			end = cut.Span.End
		}
		if s := cleaned.Truncated; !s.Empty() && clip.Source.LineAt(s.Start) != clip.Source.LineAt(s.End-1) {
			t.Errorf("breaks off at %v", s)
		}
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
			if (l.Zone == corpus.Duplicate) != (l.Of > 0) || int(l.Of) == i+1 || int(l.Of) > len(lines) {
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
