package link

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

func date(s string) edtf.Value {
	v, err := edtf.Parse(s)
	if err != nil {
		panic(err)
	}
	return v
}

// document makes a document of one sentence a line. In the text, [words|id] is a mention of an entity, {words|EDTF} a
// resolved date.
func document(id, published, marked string) *corpus.Document {
	var plain strings.Builder
	d := &corpus.Document{Lang: "en", Meta: &corpus.DocumentMeta{}}
	if published != "" {
		d.Published = corpus.Published{Date: date(published)}
	}
	for _, part := range strings.SplitAfterN(marked, "]", -1) {
		for _, part := range strings.SplitAfter(part, "}") {
			open := strings.IndexAny(part, "[{")
			if open < 0 {
				plain.WriteString(part)
				continue
			}
			plain.WriteString(part[:open])
			words, value, _ := strings.Cut(part[open+1:len(part)-1], "|")
			span := text.NewSpan(plain.Len(), plain.Len()+len(words))
			plain.WriteString(words)
			if part[open] == '[' {
				d.Mentions = append(d.Mentions, corpus.Mention{Span: span, Entity: value})
				continue
			}
			from, to, _, _ := date(value).Bounds()
			d.Timexes = append(d.Timexes, corpus.Timex{Span: span, Type: corpus.Date, Value: value, EDTF: value, From: from.String(), To: to.String()})
		}
	}
	d.Clipping = &corpus.Clipping{ID: id, File: id + ".txt", Source: text.NewSource("seeds/"+id+".txt", plain.String())}
	for n := 1; n <= d.Clipping.Source.LineCount(); n++ {
		span := d.Clipping.Source.LineSpan(n)
		d.Lines = append(d.Lines, corpus.Line{Span: span, Zone: corpus.Body})
		if !span.Empty() {
			d.Sentences = append(d.Sentences, corpus.Sentence{ID: fmt.Sprintf("s%d", len(d.Sentences)+1), Span: span})
		}
	}
	d.Title.Text = d.Clipping.Source.LineText(1)
	return d
}

func content(ids ...string) *corpus.Content {
	c := &corpus.Content{Site: corpus.Site{Language: "en"}}
	for _, id := range ids {
		c.Entities = append(c.Entities, &corpus.Entity{ID: id, Name: corpus.Localized{"": id}, Type: "organization"})
	}
	return c
}

// dump prints what matters of a corpus.
func dump(c *corpus.Corpus) string {
	var b strings.Builder
	for _, d := range c.Documents {
		fmt.Fprintf(&b, "document %s %s\n", d.ID(), c.Slugs[d.ID()])
	}
	for _, e := range c.Timeline {
		fmt.Fprintf(&b, "event %s %s %s %q", e.ID, e.Date, e.Status, e.Title)
		for _, s := range e.Statements {
			fmt.Fprintf(&b, " %s/%s", s.Document.ID(), s.ID())
		}
		for _, entity := range e.Entities {
			fmt.Fprintf(&b, " @%s", entity.ID)
		}
		b.WriteByte('\n')
	}
	for _, d := range c.Dossiers {
		fmt.Fprintf(&b, "dossier %s %d mentions", d.Entity.ID, d.Count)
		for _, n := range d.Names {
			fmt.Fprintf(&b, ", %q×%d", n.Text, n.Count)
		}
		for _, in := range d.Documents {
			fmt.Fprintf(&b, ", %s: %d in %d", in.Document.ID(), in.Count, len(in.Sentences))
		}
		for _, w := range d.AppearsWith {
			fmt.Fprintf(&b, ", with %s %d/%d", w.Entity.ID, w.Sentences, w.Documents)
		}
		fmt.Fprintf(&b, ", %d events\n", len(d.Events))
	}
	return b.String()
}

func TestOrderOfInputChangesNothing(t *testing.T) {
	docs := []*corpus.Document{
		document("a", "2020-08-03", "The port opens\n[Oracle|oracle] met [Microsoft|microsoft] on {Friday|2020-07-31}.\n"),
		document("b", "2020-08-03", "The port opens\n[Oracle|oracle] left.\nIt met [ORACLE|oracle] in {2016|2016}.\n"),
		document("c", "", "Undated\n[Microsoft|microsoft] will meet [Oracle|oracle] on {15 September|2020-09-15}.\n"),
		document("d", "2020-07-01", "Early\n[Microsoft|microsoft] came on {Friday|2020-07-31}.\n"),
	}
	want := ""
	for seed := range int64(24) {
		shuffled := slices.Clone(docs)
		rand.New(rand.NewSource(seed)).Shuffle(len(docs), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		c, diags := Link(shuffled, content("microsoft", "oracle"))
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		got := dump(c)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("order %d:\n%s\nwant:\n%s", seed, got, want)
		}
	}
	for _, line := range []string{
		"document d early\ndocument a the-port-opens-a\ndocument b the-port-opens-b\ndocument c undated\n",
		"dossier oracle 4 mentions, \"Oracle\"×4, a: 1 in 1, b: 2 in 2, c: 1 in 1, with microsoft 2/2,",
	} {
		if !strings.Contains(want, line) {
			t.Errorf("%q is missing in\n%s", line, want)
		}
	}
}

func TestSlugs(t *testing.T) {
	long := document("x", "", strings.Repeat("word ", 40)+"\n")
	given := document("y", "", "The port opens\n")
	given.Meta.Slug = "port"
	none := document("z_1", "", "…\n")
	c, _ := Link([]*corpus.Document{long, given, none}, content())
	if got := c.Slugs["x"]; len(got) > slugLength || !strings.HasSuffix(got, "-word") {
		t.Errorf("a long title gives %q", got)
	}
	if got := c.Slugs["y"]; got != "port" {
		t.Errorf("an editor's slug gives %q", got)
	}
	if got := c.Slugs["z_1"]; got != "z-1" {
		t.Errorf("a title without words gives %q", got)
	}
}

func TestNothingSetApartCounts(t *testing.T) {
	d := document("a", "2020-08-03", "[Oracle|oracle] came on {Friday|2020-07-31}.\n[Oracle|oracle] again on {Friday|2020-07-31}, a reader says.\n")
	d.Lines[1].Zone = corpus.Comment
	d.Quotes = []corpus.Quote{{Span: d.Sentences[1].Span, Speaker: "oracle"}}
	c, _ := Link([]*corpus.Document{d}, content("oracle"))
	if got := c.Dossiers[0]; got.Count != 1 || len(got.Quotes) != 0 || len(c.Timeline) != 1 {
		t.Errorf("a comment counts:\n%s", dump(c))
	}
}
