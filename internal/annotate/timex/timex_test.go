package timex

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/internal/cases"
	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A txtar case holds settings (lang, published, strategy), then pairs of files: name.txt and name.want.
func TestCases(t *testing.T) {
	cases.Run(t, "testdata/*.txtar", func(t *testing.T, a *cases.Archive) {
		settings := map[string]string{}
		for _, line := range strings.Split(string(a.Comment), "\n") {
			if k, v, ok := strings.Cut(line, ": "); ok && k == strings.ToLower(k) && !strings.Contains(k, " ") {
				settings[k] = strings.TrimSpace(v)
			}
		}
		an, err := New(settings["strategy"])
		if err != nil {
			t.Fatal(err)
		}
		a.Pairs(0, func(name, input string) string { return dump(t, an, document(t, settings, name, input)) })
	})
}

// document makes a document of a text, each line a sentence; a line that begins with "comment|" is a reader's.
func document(t testing.TB, settings map[string]string, name, raw string) *corpus.Document {
	src := text.NewSource(name, raw)
	doc := &corpus.Document{
		Clipping: &corpus.Clipping{ID: name, File: name, Source: src},
		Meta:     &corpus.DocumentMeta{},
		Lang:     settings["lang"],
	}
	for n := 1; n <= src.LineCount(); n++ {
		line := corpus.Line{Span: src.LineSpan(n), Zone: corpus.Body}
		if strings.HasPrefix(src.LineText(n), "comment|") {
			line.Zone = corpus.Comment
		}
		doc.Lines = append(doc.Lines, line)
		if !line.Span.Empty() {
			doc.Sentences = append(doc.Sentences, corpus.Sentence{Span: line.Span})
		}
	}
	if p := settings["published"]; p != "" {
		v, err := edtf.Parse(p)
		if err != nil {
			t.Fatal(err)
		}
		doc.Meta.Published = corpus.Published{Date: v, Basis: corpus.Reason{Code: corpus.ByEditor}}
	}
	return doc
}

// dump prints what was found, one expression a line, and the diagnostics.
func dump(t *testing.T, a *Annotator, doc *corpus.Document) string {
	tokens := text.Tokenize(doc.Clipping.Source.Text)
	published, list, problems := a.Annotate(doc, tokens)
	doc.Published = published
	var b strings.Builder
	if doc.Published.Inferred {
		fmt.Fprintf(&b, "published %s (%s)\n", doc.Published.Date, doc.Published.Basis)
	}
	for i := range list {
		x := &list[i]
		checkTimex(t, doc, x)
		pos := doc.Clipping.Source.Position(x.Span.Start)
		fmt.Fprintf(&b, "%s %q %s %s", pos, doc.Text(x.Span), x.Type, x.Value)
		for _, f := range [...][2]string{{"mod", x.Mod}, {"edtf", x.EDTF}, {"anchor", x.Anchor}, {"flags", strings.Join(x.Flags, ",")}} {
			if f[1] != "" && f[1] != "absolute" && (f[0] != "edtf" || f[1] != x.Value) && f[1] != "none" {
				fmt.Fprintf(&b, " %s=%s", f[0], f[1])
			}
		}
		if x.EDTF != x.From+"/"+x.To && (x.EDTF != x.From || x.From != x.To) && x.Resolved() {
			fmt.Fprintf(&b, " days=%s..%s", x.From, x.To)
		}
		b.WriteByte('\n')
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "! %s %s: %s\n", p.Position(), p.ID, p.Message)
	}
	return b.String()
}

// checkTimex checks what must hold of any expression.
func checkTimex(t testing.TB, doc *corpus.Document, x *corpus.Timex) {
	t.Helper()
	said := doc.Text(x.Span)
	if x.Value == "" || strings.ContainsAny(x.Value, " \n") {
		t.Errorf("%q: value %q", said, x.Value)
	}
	if x.Why == "" || x.Anchor == "" {
		t.Errorf("%q: why %q, anchor %q", said, x.Why, x.Anchor)
	}
	if x.EDTF != "" {
		if _, err := edtf.Parse(x.EDTF); err != nil {
			t.Errorf("%q: edtf %q: %v", said, x.EDTF, err)
		}
	}
	for _, d := range [...]string{x.From, x.To} {
		if _, err := edtf.Parse(d); d != "" && err != nil {
			t.Errorf("%q: day %q: %v", said, d, err)
		}
	}
	if x.From != "" && x.To != "" && x.From > x.To && x.From[0] != '-' {
		t.Errorf("%q: from %s to %s", said, x.From, x.To)
	}
}

func TestNew(t *testing.T) {
	for _, s := range []string{"", "news", "narrative", "future"} {
		if _, err := New(s); err != nil {
			t.Errorf("New(%q): %v", s, err)
		}
	}
	if _, err := New("past"); err == nil {
		t.Error("New accepts a strategy that there isn't")
	}
}

// spelled writes expressions out, one a line: two runs needn't share what they mean.
func spelled(list []corpus.Timex) string {
	var b strings.Builder
	for _, x := range list {
		fmt.Fprintln(&b, x.Span, *x.Meaning)
	}
	return b.String()
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{
		"Le vendredi 31 juin 2020, du 3 au 7 août, à 9h47", "the last Friday of next month, 5 to 6pm",
		"2020-08-05/2020-08-07", "dans la nuit de lundi à mardi", "l’an 0", "3 days after Easter 2019 2020 2021",
	} {
		f.Add(s, true, uint8(0))
	}
	strategies := []string{"news", "narrative", "future"}
	f.Fuzz(func(t *testing.T, s string, french bool, n uint8) {
		s = strings.ToValidUTF8(s, "?")
		settings := map[string]string{"lang": "en"}
		if french {
			settings["lang"] = "fr"
		}
		if n&4 != 0 {
			settings["published"] = "2020-08-03T09:30:00"
		}
		a, err := New(strategies[int(n)%len(strategies)])
		if err != nil {
			t.Fatal(err)
		}
		doc := document(t, settings, "fuzz", s)
		tokens := text.Tokenize(s)
		published, first, _ := a.Annotate(doc, tokens)
		_, second, _ := a.Annotate(doc, tokens)
		doc.Published = published
		if a, b := spelled(first), spelled(second); a != b {
			t.Fatalf("two runs differ:\n%s\nand\n%s", a, b)
		}
		end := int32(0)
		for i := range first {
			x := &first[i]
			if x.Span.Start < end || x.Span.Empty() || int(x.Span.End) > len(s) {
				t.Fatalf("span %v after %d in %d bytes", x.Span, end, len(s))
			}
			if !text1(s, x.Span.Start) || !text1(s, x.Span.End) {
				t.Fatalf("span %v cuts a character", x.Span)
			}
			end = x.Span.End
			checkTimex(t, doc, x)
		}
	})
}

// text1 reports whether a character begins at off, or the text ends there.
func text1(s string, off int32) bool { return int(off) == len(s) || s[off]&0xC0 != 0x80 }

func BenchmarkAnnotate(b *testing.B) {
	names, err := filepath.Glob("../../../seeds/*.txt")
	if err != nil || len(names) == 0 {
		b.Fatalf("no clippings: %v", err)
	}
	a, err := New("news")
	if err != nil {
		b.Fatal(err)
	}
	type job struct {
		doc    *corpus.Document
		tokens *text.Tokens
	}
	var jobs []job
	size := 0
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			b.Fatal(err)
		}
		lang := "fr"
		if strings.Contains(string(raw), " the ") {
			lang = "en"
		}
		doc := document(b, map[string]string{"lang": lang, "published": "2020-08-03"}, n, string(raw))
		jobs = append(jobs, job{doc, text.Tokenize(string(raw))})
		size += len(raw)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, j := range jobs {
			a.Annotate(j.doc, j.tokens)
		}
	}
}

// Words of the language files in any order: what comes out must be well formed, whatever goes in.
func TestWordSalad(t *testing.T) {
	all, err := languages()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, tag := range []string{"en", "fr"} {
		l := all[tag]
		words := []string{"1", "2", "12", "31", "2020", "1999", "10", "3", "05", "-", "/", ":", ","}
		digits := len(words)
		for form, w := range l.vocab.All {
			if w.id >= wordFirst && l.known[w.id] {
				words = append(words, form)
			}
		}
		for _, strategy := range []string{"news", "narrative", "future"} {
			a, err := New(strategy)
			if err != nil {
				t.Fatal(err)
			}
			for range 1500 {
				var salad []string
				for range 1 + random.IntN(12) {
					salad = append(salad, words[random.IntN(len(words))])
					if random.IntN(3) == 0 {
						salad = append(salad, words[random.IntN(digits)])
					}
				}
				s := strings.Join(salad, " ")
				doc := document(t, map[string]string{"lang": tag, "published": "2020-08-03T09:30:00"}, "salad", s)
				doc.Published = doc.Meta.Published
				_, list, _ := a.Annotate(doc, text.Tokenize(s))
				for i := range list {
					checkTimex(t, doc, &list[i])
				}
				if t.Failed() {
					t.Fatalf("%s, %s: %q", tag, strategy, s)
				}
			}
		}
	}
}
