package link

import (
	"runtime"
	"slices"
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// TestTellingsAreKept: what was read of documents gives the same corpus each time it is joined, as it does when all is
// read anew; whether the reader was given the words of the text or cut them itself, and on however many processors.
func TestTellingsAreKept(t *testing.T) {
	docs, c := many(200)
	c.Timeline = []*corpus.Entry{{ID: "taken", Title: corpus.Localized{"": "Taken"}, Statements: []corpus.Citation{{Clipping: docs[3].Clipping.File, Sentence: "s2"}}}}
	linked, _ := Link(docs, c)
	want := dump(linked)
	reader := NewReader(c.Entities)
	told := make([]*Telling, len(docs))
	for i, d := range docs {
		told[i] = reader.Read(d, text.Tokenize(d.Clipping.Source.Text))
	}
	for _, processors := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(processors)
		linked, _ := Explain(docs, slices.Clone(told), c)
		runtime.GOMAXPROCS(before)
		if got := dump(linked); got != want {
			t.Fatalf("joined on %d processors:\n%s\nwant:\n%s", processors, got, want)
		}
	}
	if !reader.Same(slices.Clone(c.Entities)) || reader.Same(c.Entities[1:]) {
		t.Error("a reader doesn't know which entities are those it was made for")
	}
	other := *c.Entities[0]
	other.Type = "person"
	if changed := append([]*corpus.Entity{&other}, c.Entities[1:]...); reader.Same(changed) {
		t.Error("a reader takes another type for the same")
	}
}

// TestFullDays: however many documents tell of one day, each is compared with few others.
func TestFullDays(t *testing.T) {
	compared := func(n int) int {
		docs, c := many(n)
		for _, d := range docs {
			for i := range d.Timexes {
				d.Timexes[i].Value, d.Timexes[i].EDTF, d.Timexes[i].From, d.Timexes[i].To = "2020-08-03", "2020-08-03", "2020-08-03", "2020-08-03"
			}
		}
		l := newLinker(&corpus.Corpus{Content: c, Documents: docs})
		l.gather(NewReader(c.Entities).readAll(docs))
		return len(l.pairs())
	}
	few, more := compared(400), compared(1600)
	if few == 0 || more > 5*few {
		t.Errorf("four times as many documents make %d pairs of %d", more, few)
	}
}
