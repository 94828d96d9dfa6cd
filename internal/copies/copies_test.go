package copies

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// document makes a document whose lines are all body.
func document(name, s string, meta corpus.DocumentMeta) (*corpus.Document, Sketch) {
	src := text.NewSource(name, s)
	d := &corpus.Document{Clipping: &corpus.Clipping{ID: name, File: name + ".txt", Source: src}, Meta: &meta}
	for n := 1; n <= src.LineCount(); n++ {
		d.Lines = append(d.Lines, corpus.Line{Span: src.LineSpan(n), Zone: corpus.Body})
	}
	d.Published = meta.Published
	return d, New(d, text.Tokenize(s))
}

// sentences returns a made-up text of n sentences, the same for the same seed.
func sentences(seed int64, n int) []string {
	r := rand.New(rand.NewSource(seed))
	all := make([]string, n)
	for i := range all {
		words := make([]string, 12+r.Intn(10))
		for k := range words {
			words[k] = fmt.Sprintf("w%d", r.Intn(4000))
		}
		all[i] = strings.Join(words, " ") + "."
	}
	return all
}

func day(t *testing.T, s string) corpus.Published {
	t.Helper()
	v, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return corpus.Published{Date: v}
}

func TestGroup(t *testing.T) {
	story := sentences(1, 30)
	all := strings.Join(story, "\n")
	other := strings.Join(sentences(2, 30), "\n")
	roundup := strings.Join(append(append(sentences(3, 60), story[:6]...), sentences(4, 60)...), "\n")
	corrected := strings.Replace(all, story[7], "One sentence was corrected in the evening, the others stand.", 1)
	longer := all + "\n" + strings.Join(sentences(5, 9), "\n")
	short := strings.Join(story[:18], "\n")
	type in struct {
		name, text string
		meta       corpus.DocumentMeta
	}
	for _, c := range []struct {
		why  string
		in   []in
		want string // "copy kind leader" of each copy
	}{
		{"the same twice: the first leads", []in{{"a", all, corpus.DocumentMeta{}}, {"b", all, corpus.DocumentMeta{}}, {"c", other, corpus.DocumentMeta{}}}, "b same text a"},
		{"the earlier leads", []in{{"a", all, corpus.DocumentMeta{Published: day(t, "2020-08-04")}}, {"b", all, corpus.DocumentMeta{Published: day(t, "2020-08-03")}}}, "a same text b"},
		{"a corrected sentence", []in{{"a", all, corpus.DocumentMeta{}}, {"b", corrected, corpus.DocumentMeta{}}}, "b same text a"},
		{"another publisher", []in{{"a", all, corpus.DocumentMeta{Publisher: "AFP"}}, {"b", corrected, corpus.DocumentMeta{Publisher: "Le Port"}}}, "b syndicated a"},
		{"an update: the longest leads", []in{{"a", short, corpus.DocumentMeta{}}, {"b", longer, corpus.DocumentMeta{}}}, "a update b"},
		{"an editor's leader", []in{{"a", longer, corpus.DocumentMeta{}}, {"b", all, corpus.DocumentMeta{Leads: true}}}, "a update b"},
		{"an editor's copy", []in{{"a", all, corpus.DocumentMeta{}}, {"b", other, corpus.DocumentMeta{CopyOf: "a.txt"}}}, "b update a"},
		{"an editor's word that it is none", []in{{"a", all, corpus.DocumentMeta{}}, {"b", all, corpus.DocumentMeta{CopyOf: NotACopy}}}, ""},
		{"a roundup that quotes it", []in{{"a", strings.Join(story[:6], "\n"), corpus.DocumentMeta{}}, {"b", roundup, corpus.DocumentMeta{}}}, ""},
		{"too short to tell", []in{{"a", "Il viendra lundi au port.", corpus.DocumentMeta{}}, {"b", "Il viendra lundi au port.", corpus.DocumentMeta{}}}, ""},
		{"nothing", nil, ""},
	} {
		var docs []*corpus.Document
		var sketches []Sketch
		for _, d := range c.in {
			doc, sketch := document(d.name, d.text, d.meta)
			docs, sketches = append(docs, doc), append(sketches, sketch)
		}
		Group(docs, sketches)
		var got []string
		for _, d := range docs {
			if d.Copy != nil {
				got = append(got, d.ID()+" "+d.Copy.Kind.String()+" "+d.Copy.Of.ID())
				if d.Copy.Of.Copy != nil || len(d.Copy.Of.Copies) == 0 {
					t.Errorf("%s: %s doesn't lead", c.why, d.Copy.Of.ID())
				}
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %q, want %q", c.why, s, c.want)
		}
	}
}

// TestManyCopies: a story in more papers than are compared with one another is one cluster all the same.
func TestManyCopies(t *testing.T) {
	all := strings.Join(sentences(1, 30), "\n")
	var docs []*corpus.Document
	var sketches []Sketch
	for i := range 300 {
		d, s := document(fmt.Sprintf("d%03d", i), all+"\n"+strings.Join(sentences(int64(100+i), 2), "\n"), corpus.DocumentMeta{})
		docs, sketches = append(docs, d), append(sketches, s)
	}
	Group(docs, sketches)
	copies := 0
	for _, d := range docs {
		if d.Copy != nil {
			copies++
		}
	}
	if copies != len(docs)-1 {
		t.Errorf("%d of %d are copies", copies, len(docs))
	}
}

// TestDemo: the five clippings of the demo tell one story in words of their own.
func TestDemo(t *testing.T) {
	files, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no seeds", err)
	}
	var docs []*corpus.Document
	var sketches []Sketch
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, s := document(filepath.Base(f), string(raw), corpus.DocumentMeta{})
		docs, sketches = append(docs, d), append(sketches, s)
	}
	Group(docs, sketches)
	for _, d := range docs {
		if d.Copy != nil {
			t.Errorf("%s is a %s of %s", d.ID(), d.Copy.Kind, d.Copy.Of.ID())
		}
	}
}

func FuzzGroup(f *testing.F) {
	raw, err := os.ReadFile("copies_test.go")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(raw), string(txtar.Format(&txtar.Archive{Comment: raw})))
	f.Add("a b c d e", "")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, ""), strings.ToValidUTF8(b, "")
		x, s := document("a", a, corpus.DocumentMeta{})
		y, u := document("b", b, corpus.DocumentMeta{})
		Group([]*corpus.Document{x, y}, []Sketch{s, u})
		if x.Copy != nil && y.Copy != nil {
			t.Error("both are copies")
		}
		if a == b && s.words >= leastWords && x.Copy == nil && y.Copy == nil {
			t.Error("a text isn't its own copy")
		}
	})
}

// BenchmarkGroup is the whole cost at 10,000 clippings: sketches and clusters.
func BenchmarkGroup(b *testing.B) {
	var docs []*corpus.Document
	var tokens []*text.Tokens
	size := 0
	for i := range 10000 {
		s := strings.Join(sentences(int64(i*9/10), 25), "\n") // every tenth is there twice
		d, _ := document(fmt.Sprintf("d%05d", i), s, corpus.DocumentMeta{})
		docs, tokens = append(docs, d), append(tokens, text.Tokenize(s))
		size += len(s)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		sketches := make([]Sketch, len(docs))
		for i, d := range docs {
			sketches[i] = New(d, tokens[i])
			d.Copy, d.Copies = nil, nil
		}
		Group(docs, sketches)
	}
}
