package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"briefing/internal/cases"
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// TestCases holds each case of testdata against its dump. A case is some marked documents ("a 2020-08-03 fr": id,
// publication or "-", language), then maybe "people" (the ids that are persons), "owners" ("tiktok bytedance", one a
// line), "copies" (a copy and the document that leads it, one pair a line) and "entry NAME" (an editor's event: date, title, cite and hide, one a line), then "want".
func TestCases(t *testing.T) {
	cases.Run(t, "testdata/*.txt", func(t *testing.T, a *cases.Archive) {
		first := 0
		for i := range a.Files {
			if a.Files[i].Name == "want" {
				a.Expect(i, a.Files[first].Name, run(t, a.Files[first:i]))
				first = i + 1
			}
		}
	})
}

// run links the documents of a case and dumps the events and the diagnostics.
func run(t *testing.T, files []txtar.File) string {
	t.Helper()
	var docs []*corpus.Document
	c := &corpus.Content{Site: corpus.Site{Language: "en"}}
	people, owners := map[string]bool{}, map[string][]string{}
	for _, f := range files {
		name, data := strings.Fields(f.Name), string(f.Data)
		switch {
		case f.Name == "people":
			for id := range strings.FieldsSeq(data) {
				people[id] = true
			}
		case f.Name == "owners":
			for line := range strings.Lines(data) {
				ids := strings.Fields(line)
				owners[ids[0]] = ids[1:]
			}
		case f.Name == "copies":
			for line := range strings.Lines(data) {
				ids := strings.Fields(line)
				of := func(id string) *corpus.Document {
					return docs[slices.IndexFunc(docs, func(d *corpus.Document) bool { return d.ID() == id })]
				}
				of(ids[0]).Copy = &corpus.Copy{Of: of(ids[1])}
			}
		case name[0] == "entry":
			c.Timeline = append(c.Timeline, entry(name[1], f))
		case len(name) == 3:
			docs = append(docs, documentIn(name[2], name[0], strings.Trim(name[1], "-"), data))
		default:
			t.Fatalf("what is %q?", f.Name)
		}
	}
	var ids []string
	for _, d := range docs {
		for _, m := range d.Mentions {
			ids = append(ids, m.Entity)
		}
	}
	slices.Sort(ids)
	c.Entities = content(slices.Compact(ids)...).Entities
	for _, e := range c.Entities {
		if people[e.ID] {
			e.Type = "person"
		}
		e.Owner = owners[e.ID]
	}
	linked, diags := Link(docs, c)
	out := dumpEvents(linked)
	for _, d := range diags.Sort() {
		out += fmt.Sprintf("%s: %s: %s [%s]\n", d.Severity, d.Where(), d.Message, d.ID)
	}
	return out
}

// entry reads an editor's event.
func entry(id string, f txtar.File) *corpus.Entry {
	src := text.NewSource("content/timeline/"+id+".md", string(f.Data))
	e := &corpus.Entry{ID: id, Title: corpus.Localized{}}
	for n := 1; n <= src.LineCount(); n++ {
		key, value, _ := strings.Cut(src.LineText(n), " ")
		place := corpus.Place{Source: src, Span: src.LineSpan(n)}
		switch key {
		case "date":
			e.Date = date(value)
		case "title":
			e.Title[""] = value
		case "hide":
			e.Hide, e.Place = true, place
		case "cite":
			doc, sentence, _ := strings.Cut(value, " ")
			e.Statements = append(e.Statements, corpus.Citation{Place: place, Clipping: doc + ".txt", Sentence: sentence})
		}
	}
	return e
}
