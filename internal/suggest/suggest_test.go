package suggest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/internal/cases"
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// TestCases runs the cases of testdata: each archive holds texts named TITLE.LANG, all of one corpus, whose lines are
// paragraphs, then "declared" (lines "id: name | name", optional) and "suggestions", what is expected of them.
func TestCases(t *testing.T) {
	cases.Run(t, "testdata/*.txtar", func(_ *testing.T, a *cases.Archive) {
		var docs []*corpus.Document
		var entities []*corpus.Entity
		for i, f := range a.Files {
			switch f.Name {
			case "declared":
				entities = declarations(string(f.Data))
			case "suggestions":
				a.Expect(i, f.Name, dump(Suggest(docs, tokensOf, entities)))
			default:
				docs = append(docs, document(f.Name, string(f.Data)))
			}
		}
	})
}

func tokensOf(d *corpus.Document) *text.Tokens { return text.Tokenize(d.Clipping.Source.Text) }

func declarations(s string) []*corpus.Entity {
	var list []*corpus.Entity
	for _, line := range strings.Split(strings.TrimSpace(s), "\n") {
		id, names, _ := strings.Cut(line, ": ")
		e := &corpus.Entity{ID: id, Name: corpus.Localized{}}
		for i, n := range strings.Split(names, " | ") {
			if i == 0 {
				e.Name[""] = n
			} else {
				e.Aliases = append(e.Aliases, corpus.Alias{Text: n})
			}
		}
		list = append(list, e)
	}
	return list
}

// dump writes a line for each suggestion, with its variants where there are several, and its example.
func dump(list []Suggestion) string {
	var b strings.Builder
	for _, s := range list {
		fmt.Fprintf(&b, "%s: %s, %s (%s); documents %d, count %d", s.ID, s.Name, s.Type, s.Reason, s.Documents, s.Count)
		if len(s.Variants) > 1 {
			for i, v := range s.Variants {
				fmt.Fprintf(&b, "%s%s %d", [...]string{"; ", ", "}[min(i, 1)], v.Text, v.Count)
			}
		}
		d := s.Sentence.Document
		fmt.Fprintf(&b, "; %s:%s\n", d.ID(), d.Clipping.Source.Position(s.Span.Start))
	}
	return b.String()
}

// document returns a document whose sentences end with a full stop before a space, or a line.
func document(name, s string) *corpus.Document {
	src := text.NewSource(name, s)
	doc := &corpus.Document{Clipping: &corpus.Clipping{ID: name, Source: src}, Meta: &corpus.DocumentMeta{}, Lang: strings.TrimPrefix(filepath.Ext(name), ".")}
	for n := 1; n <= src.LineCount(); n++ {
		line := src.LineSpan(n)
		zone := corpus.Body
		if strings.HasPrefix(src.LineText(n), "# ") {
			zone = corpus.Comment
		}
		doc.Lines = append(doc.Lines, corpus.Line{Span: line, Zone: zone})
		for start := line.Start; start < line.End; {
			end := line.End
			if n := strings.Index(s[start:line.End], ". "); n >= 0 {
				end = start + int32(n) + 2
			}
			doc.Sentences = append(doc.Sentences, corpus.Sentence{Span: text.Span{Start: start, End: end}})
			start = end
		}
	}
	return doc
}

func TestMentionsAreNoSuggestions(t *testing.T) {
	d := document("a.en", "Then Microsoft spoke to Acme Systems.")
	d.Mentions = []corpus.Mention{{Span: text.NewSpan(5, 14), Ground: &corpus.Ground{Entity: "microsoft"}}}
	got := dump(Suggest([]*corpus.Document{d}, tokensOf, nil))
	if !strings.Contains(got, "Acme Systems") || strings.Contains(got, "Microsoft") {
		t.Errorf("got %s", got)
	}
}

func TestFreeID(t *testing.T) {
	ids := map[string]bool{"oracle": true}
	var got []string
	for range 10 {
		got = append(got, freeID(ids, "oracle"))
	}
	want := "oracle-2 oracle-3 oracle-4 oracle-5 oracle-6 oracle-7 oracle-8 oracle-9 oracle-10 oracle-11"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
	if id := freeID(ids, ""); id != "entity" {
		t.Errorf("a name without letters has the id %q", id)
	}
}

func TestFrontMatter(t *testing.T) {
	s := Suggestion{Name: "Donald Trump", Type: "person", Reason: `"donald" is a given name`,
		Variants: []Variant{{"Trump", 3}, {"Donald Trump", 2}, {"DONALD TRUMP", 1}, {"Trump: a \"life\"\x07", 1}, {"No", 1}}}
	want := `---
name: Donald Trump
type: person # a guess: "donald" is a given name
aliases:
  - Trump
  - "Trump: a \"life\"\U00000007"
  - "No"
---
`
	if got := s.FrontMatter(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	one := Suggestion{Name: "TikTok", Type: "product", Variants: []Variant{{"TikTok", 3}, {"Tik Tok", 2}}}
	if got := one.FrontMatter(); strings.Contains(got, "aliases") {
		t.Errorf("the matcher knows that Tik Tok is TikTok:\n%s", got)
	}
}

func TestUnused(t *testing.T) {
	src := text.NewSource("e.md", "Oracle\nORCL\nle géant\nHooli\n")
	place := func(line int) corpus.Place { return corpus.Place{Source: src, Span: src.LineSpan(line)} }
	entities := []*corpus.Entity{
		{ID: "oracle", Place: place(1), Aliases: []corpus.Alias{{Place: place(2), Text: "ORCL"}}, Epithets: []corpus.Alias{{Place: place(3), Text: "le géant"}}},
		{ID: "hooli", Place: place(4), Aliases: []corpus.Alias{{Text: "H"}}},
	}
	d := document("a.en", "Oracle and the giant.")
	d.Mentions = []corpus.Mention{{Span: text.NewSpan(0, 6), Ground: &corpus.Ground{Entity: "oracle", Place: place(1)}}, {Span: text.NewSpan(11, 20), Ground: &corpus.Ground{Entity: "oracle", Place: place(3)}}}
	var got []string
	for _, x := range Unused([]*corpus.Document{d}, entities) {
		got = append(got, x.Where()+" "+x.Message)
	}
	want := `e.md:2:1 no clipping uses the alias "ORCL" of oracle|e.md:4:1 no clipping names hooli`
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got %s", s)
	}
}

// FuzzSuggest checks that every suggestion points at its name, says why it has its type, and has an id of its own.
func FuzzSuggest(f *testing.F) {
	f.Add("Zhang Yiming et Zang Yiming. Le groupe Byte Dance, ByteDance", "Disney+ & AT&T – O'Reilly, d’Oracle\n\nETATS-UNIS U.S.A.")
	f.Add("The Information Technology and Innovation Foundation, or ITIF.", "É é -A- .B. 1C")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []*corpus.Document{document("a.fr", strings.ToValidUTF8(a, "?")), document("b.en", strings.ToValidUTF8(b, "?"))}
		list := Suggest(docs, tokensOf, nil)
		ids := map[string]bool{}
		for _, s := range list {
			if s.ID == "" || ids[s.ID] || s.Name == "" || s.Reason == "" || s.Count < 1 || s.Documents < 1 || s.Documents > 2 {
				t.Fatalf("%+v", s)
			}
			ids[s.ID] = true
			if d := s.Sentence.Document; s.Span.Empty() || !strings.Contains(d.Clipping.Source.Text, d.Text(s.Span)) {
				t.Fatalf("%+v", s)
			}
			_ = s.FrontMatter()
		}
		if got, again := dump(list), dump(Suggest(docs, tokensOf, nil)); got != again {
			t.Fatalf("differs the second time:\n%s\n%s", got, again)
		}
	})
}

func BenchmarkSuggest(b *testing.B) {
	names, _ := filepath.Glob("../../seeds/*.txt")
	var docs []*corpus.Document
	tokens := map[*corpus.Document]*text.Tokens{}
	size := 0
	for range 20 {
		for i, n := range names {
			raw, err := os.ReadFile(n)
			if err != nil {
				b.Fatal(err)
			}
			size += len(raw)
			d := document(fmt.Sprint(i, ".", []string{"fr", "fr", "fr", "fr", "en"}[i%5]), string(raw))
			docs = append(docs, d)
			tokens[d] = tokensOf(d)
		}
	}
	if size == 0 {
		b.Fatal("no clippings")
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		Suggest(docs, func(d *corpus.Document) *text.Tokens { return tokens[d] }, nil)
	}
}

// TestLanguages holds every language to the sections that finding names leans on: a new one is a new file, whole.
func TestLanguages(t *testing.T) {
	for lang, l := range lexicons() {
		held := section(0)
		for _, s := range l {
			held |= s
		}
		for name, s := range sectionNames {
			if name != "heads" && held&s == 0 {
				t.Errorf("lang/%s.txt lacks [%s]", lang, name)
			}
		}
	}
}
