package link

import (
	"fmt"
	"math/rand"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"briefing/internal/corpus"
)

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
		"dossier oracle 4 mentions, \"Oracle\"×4, a: 1 in 1, b: 2 in 2, c: 1 in 1, with microsoft 2/2 (0.58 bits), from a to b, 3 events",
	} {
		if !strings.Contains(want, line) {
			t.Errorf("%q is missing in\n%s", line, want)
		}
	}
}

// TestUnrelatedDocumentsChangeNothing: what a corpus tells of some things is not touched by documents that tell of
// others, in other words and on other days; above all the ids of events, which are permalinks.
func TestUnrelatedDocumentsChangeNothing(t *testing.T) {
	docs, c := many(60)
	alone, _ := Link(docs, c)
	want := dumpEvents(alone)
	others := []*corpus.Document{
		document("0-first", "1999-01-01", "[Zebra|zebra] {left|1998-12-30} xylophones yonder.\n"),
		document("zz-last", "2031-02-03", "[Zebra|zebra] wept, quivering, {on Monday|2031-02-02}.\n[Zebra|zebra] wept again.\n"),
	}
	c.Entities = append(c.Entities, &corpus.Entity{ID: "zebra", Type: "organization"})
	both, _ := Link(append(others, docs...), c)
	got := dumpEvents(both)
	for _, line := range strings.SplitAfter(want, "\n") {
		if !strings.Contains(got, line) {
			t.Fatalf("%q is missing beside unrelated documents", line)
		}
	}
}

// TestEventsHoldTogether checks on many documents what every event must be.
func TestEventsHoldTogether(t *testing.T) {
	docs, entities := many(300)
	c, _ := Link(docs, entities)
	if err := sound(c); err != "" {
		t.Fatal(err)
	}
	joined := 0
	for _, e := range c.Timeline {
		if e.Sources > 1 {
			joined++
		}
	}
	if joined < 100 {
		t.Errorf("of the tales that several documents tell, only %d are one event", joined)
	}
}

// sound says what is wrong with a timeline, or "".
func sound(c *corpus.Corpus) string {
	ids := map[string]bool{}
	told := map[string]string{}
	for i, e := range c.Timeline {
		switch {
		case ids[e.ID]:
			return "two events " + e.ID
		case len(e.Statements) == 0 && e.Curated == nil:
			return e.ID + " rests on nothing"
		case e.Title == "" || strings.ContainsAny(e.Title, "\n\r\t"):
			return fmt.Sprintf("%s has the title %q", e.ID, e.Title)
		case utf8.RuneCountInString(e.Title) > titleLength+titleSlack+30:
			return fmt.Sprintf("the title of %s has %d characters", e.ID, utf8.RuneCountInString(e.Title))
		case i > 0 && compareDates(c.Timeline[i-1].Date, e.Date) > 0:
			return e.ID + " is out of order"
		case e.Status == corpus.Undated && !e.Date.IsZero():
			return e.ID + " has a date and is undated"
		}
		ids[e.ID] = true
		for i, s := range e.Statements {
			span := s.Document.Sentences[s.Sentence].Span
			key := fmt.Sprint(s.Document.ID(), s.Clause, s.Timex)
			switch {
			case !span.Contains(s.Clause) || s.Clause.Empty():
				return fmt.Sprintf("%s: the clause %v of %s %s isn't in its sentence", e.ID, s.Clause, s.Document.ID(), s.ID())
			case !s.Document.ZoneAt(span.Start).Kept() && !s.Cited:
				return e.ID + " rests on what is set apart"
			case c.Why[e][i] == "":
				return e.ID + " doesn't say why " + s.Document.ID() + " " + s.ID() + " belongs to it"
			case told[key] != "" && s.Timex >= 0:
				return fmt.Sprintf("%s and %s rest on the same words", e.ID, told[key])
			}
			told[key] = e.ID
		}
		for _, x := range e.Conflicts {
			if len(x.Claims) < 2 || x.Why == "" {
				return e.ID + " has a conflict of one side"
			}
			for i, claim := range x.Claims {
				if len(claim.Statements) == 0 && (i == 0 || x.Kind != corpus.OrderConflict) || claim.Text == "" {
					return e.ID + " has a claim that nobody makes"
				}
			}
		}
	}
	return ""
}

// FuzzLink: whatever a clipping says, its timeline holds together and the order of documents changes nothing.
func FuzzLink(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		if a, err := txtar.ParseFile(file); err == nil {
			for _, part := range a.Files {
				f.Add(string(part.Data))
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 2000 {
			return
		}
		docs := []*corpus.Document{
			documentIn("en", "a", "2020-08-03", s), documentIn("fr", "b", "2020-08-04", s), documentIn("de", "c", "", s),
			document("d", "2020-08-03", "[Oracle|oracle] bought [Sun|sun] on {Friday|2020-07-31} for 7 billion dollars.\n"),
		}
		var ids []string
		for _, d := range docs {
			for _, m := range d.Mentions {
				ids = append(ids, m.Entity)
			}
			if slices.ContainsFunc(d.Timexes, func(x corpus.Timex) bool { return x.Span.Empty() }) {
				return // marks around no words, which no annotator sets
			}
			slices.SortStableFunc(d.Timexes, func(a, b corpus.Timex) int { return int(a.Span.Start - b.Span.Start) })
		}
		slices.Sort(ids)
		c := content(slices.Compact(ids)...)
		linked, _ := Link(docs, c)
		if err := sound(linked); err != "" {
			t.Fatal(err)
		}
		slices.Reverse(docs)
		again, _ := Link(docs, c)
		if a, b := dump(linked), dump(again); a != b {
			t.Fatalf("the order of documents matters:\n%s\n%s", a, b)
		}
	})
}

func TestProposal(t *testing.T) {
	docs := []*corpus.Document{
		document("a", "2020-08-03", "[Oracle|oracle] said “yes” in [Lyon|lyon] on {Friday 1 August|2020-08-01;edtf=[2020-07-31,2020-08-01];weekday-conflict}.\n"),
		document("b", "2020-08-18", "[TikTok|tiktok] launched a site about [Lyon|lyon].\n"),
	}
	c, _ := Link(docs, content("lyon", "oracle", "tiktok"))
	want := []string{"a-s1.md", `---
date: "[2020-07-31,2020-08-01]"
title:
  en: "Oracle said “yes” in Lyon on Friday 1 August"
entities: [oracle, lyon]
statements:
  - {clipping: a.txt, sentence: s1}
---
A s1 writes "Friday 1 August", but that date has another weekday: it is 2020-07-31 or 2020-08-01.
`, "b-s1.md", `---
date: ../2020-08-18
title:
  en: "TikTok launched a site about Lyon"
entities: [tiktok, lyon]
statements:
  - {clipping: b.txt, sentence: s1}
---
`}
	var got []string
	for _, e := range c.Timeline {
		name, file := Proposal(e)
		got = append(got, name, file)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
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
