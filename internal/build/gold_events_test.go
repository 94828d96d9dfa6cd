package build

import (
	"os"
	"slices"
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/link"
)

// What the timeline of the five clippings must reach without an editor's hand.
const (
	wantEvents = 14 // required events found, with an accepted date
	maxExtra   = 6  // events that the hand-made timeline doesn't know
)

type goldEvent struct {
	Event, EDTF string
	Accept      []string
	Entities    []string
	Required    bool
	Support     []goldLine
}

type goldLine struct {
	Doc  string
	Line int
}

// lines returns the lines of an event's statements.
func lines(v *corpus.Event) []goldLine {
	var at []goldLine
	for _, s := range v.Statements {
		src := s.Document.Clipping.Source
		at = append(at, goldLine{s.Document.Clipping.File, src.LineAt(s.Document.Sentences[s.Sentence].Span.Start)})
	}
	return at
}

func shares(a, b []goldLine) bool {
	return slices.ContainsFunc(a, func(x goldLine) bool { return slices.Contains(b, x) })
}

func TestGoldEvents(t *testing.T) {
	desk, diags := Read(os.DirFS("../.."), Options{})
	if diags.Failed() {
		t.Fatalf("the demo doesn't read: %v", diags)
	}
	docs, _ := desk.Documents()
	uncurated := *desk.Content
	uncurated.Timeline = nil
	linked, _ := link.Link(docs, &uncurated)

	gold := readGold[goldEvent](t, "seeds_events.jsonl")
	var held []goldLine
	for _, g := range gold {
		held = append(held, g.Support...)
	}
	never := slices.DeleteFunc(readGold[goldLine](t, "seeds_not_events.jsonl"), func(l goldLine) bool { return slices.Contains(held, l) })
	found := map[string]*corpus.Event{}
	extra := 0
	for _, v := range linked.Timeline {
		at := lines(v)
		if !slices.ContainsFunc(at, func(l goldLine) bool { return !slices.Contains(never, l) }) {
			t.Errorf("%s %q rests on nothing but %v", v.Date, v.Title, at)
			continue
		}
		best := -1
		for i, g := range gold {
			right := shares(at, g.Support) && (v.Date.String() == g.EDTF || slices.Contains(g.Accept, v.Date.String()))
			if right && found[g.Event] == nil && (best < 0 || common(v, g) > common(v, gold[best])) {
				best = i
			}
		}
		if best < 0 {
			extra++
			t.Logf("unknown: %s %q", v.Date, v.Title)
			continue
		}
		found[gold[best].Event] = v
	}
	required := 0
	for _, g := range gold {
		if g.Required && found[g.Event] != nil {
			required++
		} else if g.Required {
			t.Logf("missed: %s %s", g.Event, g.EDTF)
		}
	}
	t.Logf("events: %d of the required, %d unknown", required, extra)
	if required < wantEvents || extra > maxExtra {
		t.Errorf("events: %d required found, %d unknown; want %d and at most %d", required, extra, wantEvents, maxExtra)
	}

	// What several clippings report is one event.
	for _, id := range []string{"e09", "e12", "e13", "e21"} {
		if v := found[id]; v == nil || v.Sources < 2 {
			t.Errorf("%s is not joined across clippings: %v", id, v)
		}
	}
	// One contradiction is known, and no other.
	conflicts := 0
	for _, v := range linked.Timeline {
		conflicts += len(v.Conflicts)
	}
	if v := found["e08"]; v == nil || len(v.Conflicts) != 1 || conflicts != 1 {
		t.Errorf("%d conflicts; the one of Friday and 1 August must be told, and no other", conflicts)
	}
}

func common(v *corpus.Event, g goldEvent) int {
	n := 0
	for _, e := range v.Entities {
		if slices.Contains(g.Entities, e.ID) {
			n++
		}
	}
	return n
}
