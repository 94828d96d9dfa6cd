package annotate

import (
	"fmt"
	"strings"
	"testing"

	"briefing/internal/clean"
	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

func date(t *testing.T, s string) edtf.Value {
	t.Helper()
	v, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestEditorsDates: what an editor says of a time expression holds, whatever the program reads in it.
func TestEditorsDates(t *testing.T) {
	const body = "The port opens\n\nFriday 1 August the port opened, and on 3 August it closed.\n\nIn May 2020 it was Whitsun, said Theresa May. It closed on 3 August again.\n"
	rules := text.NewSource("content/documents/a.md", "---\nclipping: a.txt\ndates: []\n---\n")
	place := corpus.Place{Source: rules, Span: text.Span{Start: 4, End: 12}}
	for _, c := range []struct {
		rules []corpus.DateRule
		want  string // the expressions with their values, then what is said
	}{
		{nil, "Friday 1 August=[2020-07-31,2020-08-01] published; 3 August=2020-08-03 published; May 2020=2020-05 absolute; 3 August=2020-08-03 published; weekday-conflict"},
		{[]corpus.DateRule{{Text: "friday 1  AUGUST", Date: date(t, "2020-07-31")}},
			"Friday 1 August=2020-07-31 editor; 3 August=2020-08-03 published; May 2020=2020-05 absolute; 3 August=2020-08-03 published"},
		{[]corpus.DateRule{{Text: "1 August", Date: date(t, "2019-08-01T12:00")}},
			"Friday 1 August=2019-08-01T12:00 editor TIME; 3 August=2020-08-03 published; May 2020=2020-05 absolute; 3 August=2020-08-03 published"},
		{[]corpus.DateRule{{Text: "3 August", Date: date(t, "2019-08-03~"), Line: 5}, {Text: "May 2020", Ignore: true}},
			"Friday 1 August=[2020-07-31,2020-08-01] published; 3 August=2020-08-03 published; 3 August=2019-08-03~ editor APPROX; weekday-conflict"},
		{[]corpus.DateRule{{Text: "3 August", Ignore: true}, {Text: "Whitsun", Date: date(t, "2020-05-31/2020-06-01")}, {Text: "May 2020 it", Date: date(t, "2020-05-31")}},
			"Friday 1 August=[2020-07-31,2020-08-01] published; May 2020 it=2020-05-31 editor; Whitsun=2020-05-31/2020-06-01 editor; weekday-conflict"},
		{[]corpus.DateRule{{Text: "3 August", Ignore: true}, {Text: "3 August", Date: date(t, "2020-09-03"), Line: 3}},
			"Friday 1 August=[2020-07-31,2020-08-01] published; 3 August=2020-09-03 editor; May 2020=2020-05 absolute; weekday-conflict"},
		{[]corpus.DateRule{{Text: "4 August", Ignore: true, Place: place}, {Text: "Whitsun", Ignore: true, Line: 3, Place: place}},
			"Friday 1 August=[2020-07-31,2020-08-01] published; 3 August=2020-08-03 published; May 2020=2020-05 absolute; 3 August=2020-08-03 published; weekday-conflict; date-unused; date-unused"},
	} {
		clip := &corpus.Clipping{ID: "a", File: "a.txt", Source: text.NewSource("seeds/a.txt", body)}
		meta := &corpus.DocumentMeta{Published: corpus.Published{Date: date(t, "2020-08-03")}, Lang: "en", Dates: c.rules}
		tokens := text.Tokenize(body)
		a, _ := New(nil, "news")
		doc, said := a.Document(clip, meta, clean.NewRules(nil, nil).Clean(clip, meta, tokens), tokens)
		var parts []string
		for _, x := range doc.Timexes {
			part := fmt.Sprintf("%s=%s %s", doc.Text(x.Span), x.EDTF, x.Anchor)
			if x.Type != corpus.Date {
				part += " " + x.Type.String()
			}
			if x.Mod != "" {
				part += " " + x.Mod
			}
			parts = append(parts, part)
			if x.Anchor == corpus.EditorsAnchor && (!x.Resolved() || !strings.HasPrefix(x.Why, "an editor's word")) {
				t.Errorf("%+v", x)
			}
		}
		for _, d := range said {
			parts = append(parts, d.ID)
			if d.ID == "date-unused" && d.Source != rules {
				t.Errorf("%v isn't told where the rule stands", d)
			}
		}
		if got := strings.Join(parts, "; "); got != c.want {
			t.Errorf("%+v:\n%s\nwant\n%s", c.rules, got, c.want)
		}
	}
}
