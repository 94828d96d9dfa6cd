package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// TestStems holds the stemmers to the table that the browser's are held to as well.
func TestStems(t *testing.T) {
	raw, err := os.ReadFile("testdata/stems.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, line := range strings.Split(string(raw), "\n") {
		f := strings.Fields(line)
		if len(f) != 3 || f[0] == "#" {
			continue
		}
		cases++
		if got := stemmers()[f[0]].stem(text.Fold(f[1])); got != f[2] {
			t.Errorf("%s %s: stem %q, want %q", f[0], f[1], got, f[2])
		}
	}
	if cases < 40 {
		t.Errorf("only %d cases", cases)
	}
}

func TestStemmerFaults(t *testing.T) {
	for _, file := range []string{"s - 3", "step x\ns -", "step x\ns - three", "step x\ns - -1"} {
		if _, err := readStemmer(file); err == nil {
			t.Errorf("%q is taken for a stemmer", file)
		}
	}
}

// story is a corpus of n documents of a few sentences each, and an entity that each names.
func story(n int) *corpus.Corpus {
	oracle := &corpus.Entity{ID: "oracle", Name: corpus.Localized{"": "Oracle"}, Type: "organization",
		Aliases: []corpus.Alias{{Text: "Oracle Corp"}}, Epithets: []corpus.Alias{{Text: "the database maker", Lang: "en"}}, Description: corpus.Localized{"en": "A maker of databases."}}
	c := &corpus.Corpus{Content: &corpus.Content{Entities: []*corpus.Entity{oracle}}, Dossiers: []*corpus.Dossier{{Entity: oracle}}}
	for i := range n {
		body := fmt.Sprintf("The database maker announced deal number%d. Talks with port%d continue. Nobody signed.", i, i%97)
		clip := &corpus.Clipping{ID: fmt.Sprintf("d%d", i), Source: text.NewSource("seeds/d.txt", body)}
		doc := &corpus.Document{Clipping: clip, Meta: &corpus.DocumentMeta{}, Lang: "en", Title: corpus.Headline{Text: fmt.Sprintf("Harbour paper %d", i)},
			Lines: []corpus.Line{{Span: text.NewSpan(0, len(body)), Zone: corpus.Body}}}
		for at, j := 0, 1; at < len(body); j++ {
			end := at + strings.IndexByte(body[at:], '.') + 1
			doc.Sentences = append(doc.Sentences, corpus.Sentence{Span: text.NewSpan(at, end)})
			at = end + 1
		}
		doc.Mentions = []corpus.Mention{{Span: text.NewSpan(0, len("The database maker")), Ground: &corpus.Ground{Entity: "oracle", Kind: corpus.Epithet}}}
		doc.Quotes = []corpus.Quote{{Span: text.NewSpan(4, 12), Speaker: "oracle"}}
		c.Documents = append(c.Documents, doc)
	}
	c.Timeline = []*corpus.Event{{ID: "deal", Title: "Deal signed", TitleLang: "en", Date: edtf.Value{}, Entities: []*corpus.Entity{oracle}}}
	return c
}

var layout = Layout{
	Document: func(d *corpus.Document) string { return "documents/" + d.ID() + "/" },
	Sentence: func(r corpus.SentenceRef) string { return "documents/" + r.Document.ID() + "/#" + r.ID() },
	Shown:    func(corpus.SentenceRef) bool { return true },
	Entity:   func(e *corpus.Entity) string { return "entities/" + e.ID + "/" },
	Event:    func(e *corpus.Event) string { return "timeline/#e-" + e.ID },
	Title:    func(d *corpus.Document) string { return d.Title.Text },
	Source:   func(*corpus.Document) string { return "The Paper" },
	When:     func(*corpus.Event) string { return "3 August 2020" },
	Lang:     "en",
}

func written(t *testing.T, x *Index) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, f := range append(x.Files(0), x.Shared()...) {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		if !json.Valid(b.Bytes()) {
			t.Errorf("%s is no JSON", f.Path)
		}
		files[f.Path] = b.Bytes()
	}
	return files
}

// holders returns the kinds of the units that hold a term, from the files alone, as a browser reads them.
func holders(t *testing.T, files map[string][]byte, term string) (kinds []string, n int) {
	t.Helper()
	var index struct {
		Ranges [][6]any         `json:"ranges"`
		Terms  map[string][]int `json:"terms"`
	}
	if err := json.Unmarshal(files["search/index.json"], &index); err != nil {
		t.Fatal(err)
	}
	list := index.Terms[term]
	for name, raw := range files {
		if strings.HasPrefix(name, "search/terms/") {
			var terms map[string][]int
			if err := json.Unmarshal(raw, &terms); err != nil {
				t.Fatal(err)
			}
			list = append(list, terms[term]...)
		}
	}
	if len(list) == 0 {
		return nil, 0
	}
	unit := 0
	for _, p := range list[1:] {
		unit += p >> 2
		for _, r := range index.Ranges {
			if first, count := int(r[2].(float64)), int(r[3].(float64)); unit >= first && unit < first+count {
				kinds = append(kinds, r[0].(string))
			}
		}
	}
	return slices.Compact(kinds), list[0]
}

func TestSmallIndexIsOneFile(t *testing.T) {
	files := written(t, New(story(3), NewReader(), layout))
	if len(files) != 1 {
		t.Fatalf("%d files for three documents", len(files))
	}
	for _, c := range []struct {
		term, kinds string
		n           int
	}{
		{"announc", "passage", 3},                   // the stem of the text's word
		{"announced", "", 0},                        // which isn't listed itself
		{"databas", "entity quote passage", 7},      // a quotation's words
		{"oracl", "entity event quote passage", 8},  // who is described, not named, is found by name
		{"oracle", "entity event quote passage", 8}, // a name's word also stands for itself
		{"@oracle", "entity event quote passage", 8},
		{"harbour", "passage", 3}, // titles
		{"the", "", 0},            // words that say nothing
		{"3", "event", 1},         // the date of an event
	} {
		kinds, n := holders(t, files, c.term)
		if strings.Join(kinds, " ") != c.kinds || n != c.n {
			t.Errorf("%q is in %d units of %v, want %d of %s", c.term, n, kinds, c.n, c.kinds)
		}
	}
	for _, want := range []string{`"u":"documents/d2/"`, `"i":"s1"`, `"u":"timeline/#e-deal"`, `"names":{"oracle":"Oracle"}`, `"m":"The Paper"`, `"m":"Oracle · Harbour paper 1"`} {
		if !bytes.Contains(files["search/index.json"], []byte(want)) {
			t.Errorf("the index holds no %s", want)
		}
	}
}

// TestLargeIndexIsBounded: however many documents there are, each file that a search may fetch stays small.
func TestLargeIndexIsBounded(t *testing.T) {
	files := written(t, New(story(9000), NewReader(), layout))
	most := map[string]int{"search/index.json": 60 << 10, "search/terms/": 34 << 10, "search/units/": 28 << 10}
	for name, raw := range files {
		for prefix, limit := range most {
			if strings.HasPrefix(name, prefix) && len(raw) > limit {
				t.Errorf("%s has %d bytes, more than %d", name, len(raw), limit)
			}
		}
	}
	if kinds, n := holders(t, files, "announc"); n != 9000 || len(kinds) != 1 {
		t.Errorf("a word of every document is in %d units of %v", n, kinds)
	}
	if _, n := holders(t, files, "8123"); n != 1 {
		t.Errorf("a word of one document is in %d", n)
	}
	if len(files) < 1000 || len(files) > 3000 {
		t.Errorf("only %d files", len(files))
	}
}

func TestCutKeepsWhatWeighsMost(t *testing.T) {
	var list []uint32
	for i := range uint32(3 * longest) {
		list = append(list, i<<2|i%3)
	}
	got := cut(list)
	if len(got) != longest || !slices.IsSorted(got) {
		t.Fatalf("%d postings, in order: %t", len(got), slices.IsSorted(got))
	}
	for _, p := range got {
		if p&3 != 2 {
			t.Fatalf("a posting of weight %d is kept where enough weigh more", p&3)
		}
	}
}

// TestOnlyWhatIsPublishedIsFound: of a sentence that isn't published neither words nor text are in the index.
func TestOnlyWhatIsPublishedIsFound(t *testing.T) {
	some := layout
	some.Shown = func(r corpus.SentenceRef) bool { return r.ID() != "s3" }
	files := written(t, New(story(2), NewReader(), some))
	if _, n := holders(t, files, "nobody"); n > 0 || bytes.Contains(files["search/index.json"], []byte("Nobody")) {
		t.Errorf("a sentence that isn't published is in the index: %d units", n)
	}
	if _, n := holders(t, files, "talk"); n != 2 {
		t.Errorf("its neighbour is in %d units, want 2", n)
	}
}

func TestClip(t *testing.T) {
	if got := clip("a  b\n c\u00a0: d"); got != "a b c\u00a0: d" {
		t.Errorf("spaces: %q", got)
	}
	long := strings.Repeat("é", maxPassage)
	if got := clip(long); len(got) > maxPassage+len("…") || !strings.HasSuffix(got, "é…") {
		t.Errorf("a word too long to show ends in %q", got[len(got)-8:])
	}
	if got := clip(strings.Repeat("word ", maxPassage)); !strings.HasSuffix(got, "word…") || len(got) > maxPassage+len("…") {
		t.Errorf("%d bytes, ending in %q", len(got), got[len(got)-8:])
	}
}

func BenchmarkNew(b *testing.B) {
	c := story(2000)
	size := 0
	for _, d := range c.Documents {
		size += len(d.Clipping.Source.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		New(c, NewReader(), layout)
	}
}

// TestEventsInBothLanguages: an event is found by its title in any language, and shown in that of the page.
func TestEventsInBothLanguages(t *testing.T) {
	c := story(2)
	c.Timeline[0].Curated = &corpus.Entry{ID: "deal", Title: corpus.Localized{"en": "Deal signed", "fr": "Accord paraphé"}}
	french := layout
	french.Lang = "fr"
	for i, l := range []Layout{layout, french} {
		x := New(c, NewReader(), l, []Layout{french, layout}[i])
		files := written(t, x)
		for _, term := range []string{stemmers()["fr"].stem("paraphe"), stemmers()["en"].stem("signed")} {
			if kinds, _ := holders(t, files, term); !slices.Contains(kinds, "event") {
				t.Errorf("no event is found by %q", term)
			}
		}
		want := `"Deal signed"`
		if l.Lang == "fr" {
			want = `"Accord paraphé"`
		}
		if index := string(files["search/index.json"]); !strings.Contains(index, want) {
			t.Errorf("the index of %s doesn't show %s", l.Lang, want)
		}
	}
}
