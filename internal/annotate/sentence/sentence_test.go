package sentence

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"briefing/internal/cases"
	"briefing/internal/text"
)

// TestCases runs the cases of testdata: each archive holds, for a language xx, texts "….xx" whose paragraphs are set
// apart by empty lines, each followed by "sentences", one a line, with an empty line between paragraphs.
func TestCases(t *testing.T) {
	cases.Run(t, "testdata/*.txtar", func(_ *testing.T, a *cases.Archive) {
		a.Pairs(0, func(name, input string) string { return dump(input, strings.TrimPrefix(filepath.Ext(name), ".")) })
	})
}

func dump(s, lang string) string {
	src := text.NewSource("case", s)
	var b strings.Builder
	for i, p := range paragraphs(src) {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, span := range Split(src, text.Tokenize(s), lang, []text.Span{p}) {
			b.WriteString(strings.ReplaceAll(src.Slice(span), "\n", " ") + "\n")
		}
	}
	return b.String()
}

// paragraphs returns the runs of lines that aren't empty.
func paragraphs(src *text.Source) []text.Span {
	var out []text.Span
	open := false
	for n := 1; n <= src.LineCount(); n++ {
		line := src.LineSpan(n)
		switch {
		case strings.TrimSpace(src.Slice(line)) == "":
			open = false
		case open:
			out[len(out)-1].End = line.End
		default:
			out, open = append(out, line), true
		}
	}
	return out
}

func TestLanguages(t *testing.T) {
	if got := strings.Join(Languages(), " "); got != "en fr" {
		t.Errorf("languages with rules: %s; a new one needs cases of its own in testdata", got)
	}
}

// FuzzSplit checks what every reader of sentences relies on: they stand in order inside their block, don't overlap,
// have no space around them, and lose no token.
func FuzzSplit(f *testing.F) {
	f.Add("0000!-")
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		if a, err := txtar.ParseFile(name); err == nil {
			for _, file := range a.Files {
				f.Add(string(file.Data))
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "�")
		src, tokens := text.NewSource("fuzz", s), text.Tokenize(s)
		for _, lang := range []string{"en", "fr", ""} {
			blocks := paragraphs(src)
			got := Split(src, tokens, lang, blocks)
			at, last := 0, int32(0)
			for _, b := range blocks {
				for i := tokens.At(b.Start); i < tokens.At(b.End); i++ {
					for at < len(got) && got[at].End <= tokens.List[i].Start {
						at++
					}
					if at == len(got) || !got[at].Contains(tokens.List[i].Span()) {
						t.Fatalf("%s: token %d, %q, is in no sentence of %q", lang, i, tokens.Raw(i), s)
					}
				}
			}
			for _, span := range got {
				if span.Start < last || span.Empty() {
					t.Fatalf("%s: sentence %v is empty or begins before %d in %q", lang, span, last, s)
				}
				last = span.End
				if first, end := tokens.At(span.Start), tokens.At(span.End); first == end || tokens.List[first].Start != span.Start || tokens.List[end-1].End != span.End {
					t.Fatalf("%s: sentence %q doesn't begin and end with a token", lang, src.Slice(span))
				}
			}
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	for _, lang := range []string{"en", "fr"} {
		b.Run(lang, func(b *testing.B) {
			var one strings.Builder
			a, err := txtar.ParseFile("testdata/news-" + lang + ".txtar")
			if err != nil {
				b.Fatal(err)
			}
			one.Write(a.Files[0].Data)
			src := text.NewSource("bench", strings.Repeat(one.String()+"\n\n", 200))
			tokens, blocks := text.Tokenize(src.Text), paragraphs(src)
			b.SetBytes(int64(len(src.Text)))
			b.ReportAllocs()
			for b.Loop() {
				Split(src, tokens, lang, blocks)
			}
		})
	}
}
