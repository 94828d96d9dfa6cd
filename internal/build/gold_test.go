package build

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// The figures that the reading of the five clippings must not fall below; what each means stands at its test.
const (
	wantZones    = 1.00
	wantNames    = 0.99
	wantQuotes   = 25
	wantSpeakers = 23
	wantTimexes  = 0.95
)

// readGold reads a file of hand-made truth, one T a line.
func readGold[T any](t *testing.T, name string) []T {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata/gold", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var rows []T
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil || len(rows) == 0 {
		t.Fatalf("%s: %d rows, %v", name, len(rows), err)
	}
	return rows
}

// demoDocuments reads the demo of this repository, by clipping file name.
func demoDocuments(t *testing.T) map[string]*corpus.Document {
	t.Helper()
	desk, diags := Read(os.DirFS("../.."), Options{})
	if diags.Failed() {
		t.Fatalf("the demo doesn't read: %v", diags)
	}
	docs, _ := desk.Documents()
	byFile := map[string]*corpus.Document{}
	for _, d := range docs {
		byFile[d.Clipping.File] = d
	}
	return byFile
}

// points returns a span in code points, as the gold counts.
func points(d *corpus.Document, s text.Span) (start, end int) {
	return d.Clipping.Source.CodePoint(s.Start), d.Clipping.Source.CodePoint(s.End)
}

func overlap(a, b, c, d int) bool { return a < d && c < b }

func TestGoldZones(t *testing.T) {
	type row struct {
		Doc   string
		Zones []struct {
			Zone        string
			First, Last int
		}
	}
	docs := demoDocuments(t)
	kept := func(zone string) string { // what stays in the article counts as one zone
		switch zone {
		case "boilerplate", "comment", "duplicate":
			return zone
		}
		return "kept"
	}
	right, all := 0, 0
	for _, g := range readGold[row](t, "seeds_clean.jsonl") {
		for _, r := range g.Zones {
			for n := r.First; n <= r.Last && r.Zone != "blank"; n++ {
				all++
				got := kept(docs[g.Doc].Lines[n-1].Zone.String())
				if got == kept(r.Zone) || r.Zone == "caption" && got == "duplicate" { // the first of two equal captions
					right++
				} else {
					t.Logf("%s:%d is %s, got %s", g.Doc, n, r.Zone, got)
				}
			}
		}
	}
	t.Logf("zones: %d of %d", right, all)
	if float64(right) < wantZones*float64(all) {
		t.Errorf("zones: %d of %d lines, want %.2f", right, all, wantZones)
	}
}

func TestGoldMentions(t *testing.T) {
	type row struct {
		Doc, Text, Entity, Kind string
		Start, End              int
		Optional                bool
		Accept                  []string
	}
	docs := demoDocuments(t)
	gold := readGold[row](t, "seeds_entities.jsonl")
	declared := map[string]bool{}
	found := make([]bool, len(gold))
	right, wrong := 0, 0
	for _, d := range docs {
		for _, m := range d.Mentions {
			declared[m.Entity] = true
			start, end := points(d, m.Span)
			ok := false
			for i, g := range gold {
				if g.Doc == d.Clipping.File && overlap(start, end, g.Start, g.End) && (g.Entity == m.Entity || slices.Contains(g.Accept, m.Entity)) {
					ok, found[i] = true, true
				}
			}
			if ok {
				right++
			} else {
				wrong++
				t.Logf("%s: %q is not %s", d.Clipping.File, d.Text(m.Span), m.Entity)
			}
		}
	}
	names, namesFound := 0, 0
	for i, g := range gold {
		if g.Optional {
			continue
		}
		if g.Kind == "name" {
			names++
			if found[i] {
				namesFound++
			}
		}
		if !found[i] {
			t.Logf("%s: %s %q (%s) is missed", g.Doc, g.Kind, g.Text, g.Entity)
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(namesFound)/float64(names)
	t.Logf("mentions: precision %.3f, recall of names %.3f", precision, recall)
	if precision < wantNames || recall < wantNames {
		t.Errorf("mentions: precision %.3f, recall of names %.3f, want %.2f", precision, recall, wantNames)
	}
}

func TestGoldQuotes(t *testing.T) {
	type row struct {
		Doc, Text, Speaker string
		Start, End         int
		Count, Optional    bool
		Form               string
		Accept             []string `json:"speaker_accept"`
	}
	docs := demoDocuments(t)
	gold := readGold[row](t, "seeds_quotes.jsonl")
	found, speakers := 0, 0
	matched := map[corpus.QuoteRef]bool{}
	for _, g := range gold {
		d := docs[g.Doc]
		for i, q := range d.Quotes {
			start, end := points(d, q.Span)
			if q.Kind == corpus.Indirect || start < g.Start-3 || start > g.Start+3 || end < g.End-3 || end > g.End+3 {
				continue
			}
			if g.Count || g.Optional || g.Form == "unopened" {
				matched[corpus.QuoteRef{Document: d, Quote: i}] = true
			}
			if g.Count {
				found++
				if q.Speaker == g.Speaker || slices.Contains(g.Accept, q.Speaker) {
					speakers++
				} else {
					t.Logf("%s: %q is said by %s, got %q (%q)", g.Doc, g.Text, g.Speaker, q.Speaker, q.SpeakerText)
				}
			}
			break
		}
	}
	extra := 0
	for _, d := range docs {
		for i, q := range d.Quotes {
			if q.Kind != corpus.Indirect && !matched[corpus.QuoteRef{Document: d, Quote: i}] {
				extra++
				t.Logf("%s: %q is no quotation", d.Clipping.File, d.Text(q.Span))
			}
		}
	}
	t.Logf("quotes: %d found, %d extra, %d speakers right", found, extra, speakers)
	if found < wantQuotes || speakers < wantSpeakers || extra > 2 {
		t.Errorf("quotes: %d found, %d extra, %d speakers right; want %d, at most 2, %d", found, extra, speakers, wantQuotes, wantSpeakers)
	}
}

func TestGoldTimexes(t *testing.T) {
	type row struct {
		ID       string
		Expected []struct {
			Start, End        int
			Text, Type, Value string
			Alts              []string
			Optional          bool
		}
	}
	docs := demoDocuments(t)
	right, want, got := 0, 0, 0
	for _, g := range readGold[row](t, "seeds_timex.jsonl") {
		d := docs[g.ID]
		for _, x := range d.Timexes {
			start, end := points(d, x.Span)
			ignored := false
			for _, e := range g.Expected {
				ignored = ignored || (e.Optional || e.Type == "meta") && overlap(start, end, e.Start, e.End)
			}
			if !ignored {
				got++
			}
		}
		for _, e := range g.Expected {
			if e.Optional || e.Type == "meta" {
				continue
			}
			want++
			i := slices.IndexFunc(d.Timexes, func(x corpus.Timex) bool {
				start, end := points(d, x.Span)
				return overlap(start, end, e.Start, e.End) && (x.Value == e.Value || slices.Contains(e.Alts, x.Value))
			})
			if i >= 0 {
				right++
			} else {
				t.Logf("%s: %q is %s", g.ID, e.Text, e.Value)
			}
		}
	}
	f1 := 2 * float64(right) / float64(want+got)
	t.Logf("time expressions: F1 of the values %.3f", f1)
	if f1 < wantTimexes {
		t.Errorf("time expressions: F1 of the values %.3f, want %.2f", f1, wantTimexes)
	}
}
