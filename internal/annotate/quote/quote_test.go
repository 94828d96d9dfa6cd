package quote

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"briefing/internal/annotate/sentence"
	"briefing/internal/cases"
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A world is what the cases of an archive share: the declared names, and the words that are times.
type world struct {
	names    map[string]string // name → entity id
	times    []string
	entities []*corpus.Entity
}

// readWorld reads the file "world" of an archive: lines "type id: name, name" and "time: words, words".
func readWorld(raw string) world {
	w := world{names: map[string]string{}}
	for line := range strings.Lines(raw) {
		head, rest, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		kind, id, _ := strings.Cut(head, " ")
		for name := range strings.SplitSeq(rest, ", ") {
			if kind == "time" {
				w.times = append(w.times, name)
			} else {
				w.names[name] = id
			}
		}
		if kind != "time" {
			name, _, _ := strings.Cut(rest, ", ")
			w.entities = append(w.entities, &corpus.Entity{ID: id, Type: corpus.EntityType(kind), Name: corpus.Localized{"": name}})
		}
	}
	return w
}

// document lays out a text as the annotators before this one would: each line a paragraph, "> " before a comment, "# "
// before a title.
func (w world) document(s, lang string) (*corpus.Document, *text.Tokens) {
	src, t := text.NewSource("case", s), text.Tokenize(s)
	doc := &corpus.Document{Clipping: &corpus.Clipping{Source: src}, Meta: &corpus.DocumentMeta{}, Lang: lang}
	var blocks []text.Span
	for n := 1; n <= src.LineCount(); n++ {
		line := corpus.Line{Span: src.LineSpan(n), Zone: corpus.Body}
		switch s := src.LineText(n); {
		case strings.TrimSpace(s) == "":
			line.Zone = corpus.Blank
		case strings.HasPrefix(s, "> "):
			line.Zone = corpus.Comment
		case strings.HasPrefix(s, "# "):
			line.Zone = corpus.Title
		}
		doc.Lines = append(doc.Lines, line)
		blocks = append(blocks, line.Span)
	}
	for _, span := range sentence.Split(src, t, lang, blocks) {
		doc.Sentences = append(doc.Sentences, corpus.Sentence{Span: span})
	}
	names := make([]string, 0, len(w.names))
	for name := range w.names {
		names = append(names, name)
	}
	for _, f := range find(s, names) {
		doc.Mentions = append(doc.Mentions, corpus.Mention{Span: f, Ground: &corpus.Ground{Entity: w.names[src.Slice(f)]}})
	}
	for _, f := range find(s, w.times) {
		doc.Timexes = append(doc.Timexes, corpus.Timex{Span: f, Meaning: new(corpus.Meaning)})
	}
	return doc, t
}

// find returns where any of the words stand in s, the longest first, not overlapping.
func find(s string, words []string) []text.Span {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	var out []text.Span
	for i := 0; i < len(s); i++ {
		for _, w := range words {
			end := i + len(w)
			if strings.HasPrefix(s[i:], w) && (i == 0 || !isLetter(s[i-1])) && (end == len(s) || !isLetter(s[end])) {
				out = append(out, text.NewSpan(i, end))
				i = end - 1
				break
			}
		}
	}
	return out
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func dump(w world, s, lang string) string {
	doc, t := w.document(s, lang)
	var b strings.Builder
	for _, q := range New(w.entities).Annotate(doc, t) {
		fmt.Fprintf(&b, "%s: %s\n", q.Kind, strings.ReplaceAll(doc.Text(q.Span), "\n", " "))
		if q.SpeakerText != "" {
			fmt.Fprintf(&b, "\tby %s", q.SpeakerText)
			if q.Speaker != "" {
				fmt.Fprintf(&b, " = %s", q.Speaker)
			}
			b.WriteByte('\n')
		}
		if q.Cue != "" {
			fmt.Fprintf(&b, "\tcue %s\n", q.Cue)
		}
		if q.Said >= 0 {
			fmt.Fprintf(&b, "\tsaid %s\n", doc.Text(doc.Timexes[q.Said].Span))
		}
	}
	return b.String()
}

// TestCases runs the cases of testdata. An archive begins with its world; then each text "….xx" in a language xx is
// followed by the quotations expected of it.
func TestCases(t *testing.T) {
	cases.Run(t, "testdata/*.txtar", func(_ *testing.T, a *cases.Archive) {
		w := readWorld(string(a.Files[0].Data))
		a.Pairs(1, func(name, input string) string { return dump(w, input, strings.TrimPrefix(filepath.Ext(name), ".")) })
	})
}

// TestLexicons holds the files to what the code relies on: words are folded or they have an accent that counts.
func TestLexicons(t *testing.T) {
	for lang, lex := range lexicons() {
		if lex.words.Len() == 0 || lex.sources.Len() == 0 {
			t.Errorf("%q: no words or no sources", lang)
		}
		for w := range lex.words.All {
			if w != text.Fold(w) || strings.ContainsAny(w, " |[]") {
				t.Errorf("%q: %q can't be met in a text", lang, w)
			}
		}
	}
}

// FuzzAnnotate checks that quotations stand in the order of the text, inside their marks and their document, and that
// times and speakers they point at exist.
func FuzzAnnotate(f *testing.F) {
	var w world
	f.Add("dit\"00")
	f.Add("“0,”A,who")
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		w = readWorld(string(a.Files[0].Data))
		for _, file := range a.Files[1:] {
			f.Add(string(file.Data))
		}
	}
	annotator := New(w.entities)
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "�")
		for _, lang := range []string{"fr", "en", ""} {
			doc, tokens := w.document(s, lang)
			last := int32(0)
			for _, q := range annotator.Annotate(doc, tokens) {
				if q.Outer.Start < last && q.Kind != corpus.Indirect {
					t.Fatalf("%v begins before the quotation before it", q.Outer)
				}
				last = max(last, q.Outer.Start)
				if q.Span.Empty() || !q.Outer.Contains(q.Span) || int(q.Outer.End) > len(s) {
					t.Fatalf("the words %v don't stand inside their marks %v", q.Span, q.Outer)
				}
				if q.Said >= len(doc.Timexes) || q.SpeakerText != doc.Text(q.SpeakerSpan) || q.Speaker != "" && q.SpeakerText == "" {
					t.Fatalf("time or speaker of %+v", q)
				}
				if !doc.ZoneAt(q.Outer.Start).Kept() {
					t.Fatalf("a quotation in zone %v", doc.ZoneAt(q.Outer.Start))
				}
			}
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	for _, lang := range []string{"en", "fr"} {
		b.Run(lang, func(b *testing.B) {
			a, err := txtar.ParseFile("testdata/news-" + lang + ".txtar")
			if err != nil {
				b.Fatal(err)
			}
			w := readWorld(string(a.Files[0].Data))
			doc, t := w.document(strings.Repeat(string(a.Files[1].Data)+"\n", 20), lang)
			annotator := New(w.entities)
			b.SetBytes(int64(len(t.Text)))
			b.ReportAllocs()
			for b.Loop() {
				annotator.Annotate(doc, t)
			}
		})
	}
}
