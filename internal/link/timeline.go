package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
)

// timeline returns the events: a dated sentence each, and those that editors wrote. An editor's entry takes the place
// of the events whose sentences it cites.
func timeline(c *corpus.Corpus) ([]*corpus.Event, diag.List) {
	byID := map[string]*corpus.Entity{}
	for _, e := range c.Content.Entities {
		byID[e.ID] = e
	}
	curated, claimed, diags := entries(c, byID)
	events := curated
	for _, doc := range c.Documents {
		for _, e := range datedSentences(doc, byID) {
			if !claimed[e.Statements[0].SentenceRef] {
				events = append(events, e)
			}
		}
	}
	slices.SortFunc(events, func(a, b *corpus.Event) int {
		return cmp.Or(compareDates(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	return events, diags
}

// datedSentences returns an event for each date that a sentence of kept text gives.
func datedSentences(doc *corpus.Document, byID map[string]*corpus.Entity) []*corpus.Event {
	var events []*corpus.Event
	seen := map[string]bool{}
	for i := range doc.Timexes {
		t := &doc.Timexes[i]
		at := doc.SentenceAt(t.Span.Start)
		if at < 0 || !dates(t) || !doc.ZoneAt(t.Span.Start).Kept() {
			continue
		}
		date, err := edtf.Parse(t.EDTF)
		id := doc.ID() + "-" + doc.Sentences[at].ID
		if err != nil || seen[id+date.String()] {
			continue
		}
		seen[id+date.String()] = true
		if seen[id] {
			id = fmt.Sprintf("%s-%s", id, strings.ToLower(strings.NewReplacer("/", "-", ".", "", "~", "", "?", "", "%", "").Replace(date.String())))
		}
		seen[id] = true
		ref := corpus.SentenceRef{Document: doc, Sentence: at}
		events = append(events, &corpus.Event{
			ID: id, Date: date, Status: status(date, doc.Published.Date), Title: ref.Text(), TitleLang: doc.Lang,
			Statements: []corpus.Statement{{SentenceRef: ref, Timex: i}},
			Entities:   entitiesOf(ref, byID, nil),
		})
	}
	return events
}

// dates reports whether a time expression puts a sentence on the calendar: it names a day or a longer stretch of it,
// not a measure of time.
func dates(t *corpus.Timex) bool {
	return t.Resolved() && t.EDTF != "" && t.Type != corpus.Set && t.Value != "PRESENT_REF"
}

// status tells what was to come when the document was published.
func status(date, published edtf.Value) corpus.Status {
	if date.IsZero() {
		return corpus.Undated
	}
	_, to, _, hasTo := date.Bounds()
	_, day, _, known := published.Bounds()
	if known && hasTo && to > day {
		return corpus.Planned
	}
	return corpus.Past
}

// entitiesOf adds to list the entities named in a sentence, each once, in the order of the text.
func entitiesOf(ref corpus.SentenceRef, byID map[string]*corpus.Entity, list []*corpus.Entity) []*corpus.Entity {
	span := ref.Document.Sentences[ref.Sentence].Span
	for _, m := range ref.Document.Mentions {
		if e := byID[m.Entity]; e != nil && span.Contains(m.Span) && !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

// entries returns the events that editors wrote, and the sentences they claim.
func entries(c *corpus.Corpus, byID map[string]*corpus.Entity) ([]*corpus.Event, map[corpus.SentenceRef]bool, diag.List) {
	var events []*corpus.Event
	var diags diag.List
	claimed := map[corpus.SentenceRef]bool{}
	docs := make(map[string]*corpus.Document, len(c.Documents))
	for _, d := range c.Documents {
		docs[d.Clipping.File] = d
	}
	for _, entry := range c.Content.Timeline {
		e := &corpus.Event{ID: entry.ID, Date: entry.Date, Title: entry.Title.In(c.Content.Site.Language), TitleLang: c.Content.Site.Language, Curated: entry}
		var published edtf.Value
		for _, cite := range entry.Statements {
			doc := docs[cite.Clipping]
			if doc == nil {
				continue // unknown files are told by content; a draft's sentences just aren't there
			}
			at := slices.IndexFunc(doc.Sentences, func(s corpus.Sentence) bool { return s.ID == cite.Sentence })
			if at < 0 {
				diags = append(diags, diag.At(diag.Error, "timeline-sentence", cite.Place.Source, cite.Place.Span, "%s has no sentence %q", cite.Clipping, cite.Sentence).
					WithHint("its sentences are s1 to s%d; see `briefing annotate seeds/%s`", len(doc.Sentences), cite.Clipping))
				continue
			}
			ref := corpus.SentenceRef{Document: doc, Sentence: at}
			claimed[ref] = true
			e.Statements = append(e.Statements, corpus.Statement{SentenceRef: ref, Timex: -1})
			if compareDates(published, doc.Published.Date) > 0 {
				published = doc.Published.Date
			}
		}
		for _, id := range entry.Entities {
			if known := byID[id]; known != nil {
				e.Entities = append(e.Entities, known)
			}
		}
		if len(entry.Entities) == 0 {
			for _, s := range e.Statements {
				e.Entities = entitiesOf(s.SentenceRef, byID, e.Entities)
			}
		}
		e.Status = status(e.Date, published)
		if !entry.Hide {
			events = append(events, e)
		}
	}
	return events, claimed, diags
}
