package link

import (
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
)

// A happening is an event and the statements it was put together from, in the order of Event.Statements.
type happening struct {
	*corpus.Event
	members []*statement
}

// A curator puts the editors' entries in the place of what was put together from the clippings.
//
// An entry with the id of such an event takes it over, with its statements unless it cites others. Any other entry is
// an event of its own. The statements that an entry cites leave the events they were in: so to cite the sentences of
// two events joins them, and to cite some sentences of an event parts it. An entry that hides takes away what it
// cites, or the event of its id.
type curator struct {
	*linker
	content *corpus.Content
	byFile  map[string]*corpus.Document
	byID    map[string]*happening
	at      map[corpus.SentenceRef][]*statement
	taken   map[*statement]bool
	remade  map[*happening]bool                  // has a statement that an editor's date has changed
	dates   map[corpus.SentenceRef]*corpus.Event // entries dated to the day, by the sentences they cite
	diags   diag.List
}

// curate returns the timeline: the editors' entries, and of the events what the editors left.
func (l *linker) curate(c *corpus.Corpus, raw []*happening) ([]*corpus.Event, diag.List) {
	var events []*corpus.Event
	k := curator{linker: l, content: c.Content, byFile: map[string]*corpus.Document{}, byID: map[string]*happening{},
		at: map[corpus.SentenceRef][]*statement{}, taken: map[*statement]bool{}, dates: map[corpus.SentenceRef]*corpus.Event{}, remade: map[*happening]bool{}}
	if len(c.Content.Timeline) > 0 {
		k.index(c.Documents, raw)
		for _, entry := range c.Content.Timeline {
			if e := k.entry(entry); e != nil {
				events = append(events, e)
			}
		}
	}
	for _, h := range raw {
		k.reckon(h)
		if h = k.rest(h); h != nil {
			k.explain(h)
			events = append(events, h.Event)
		}
	}
	sortEvents(events)
	return events, k.diags
}

func (k *curator) index(docs []*corpus.Document, raw []*happening) {
	for _, d := range docs {
		k.byFile[d.Clipping.File] = d
	}
	cited := map[string]bool{} // files
	for _, entry := range k.content.Timeline {
		for _, c := range entry.Statements {
			cited[c.Clipping] = true
		}
	}
	for _, h := range raw {
		k.byID[h.ID] = h
		for _, s := range h.members {
			if cited[s.doc.Clipping.File] {
				k.at[s.ref()] = append(k.at[s.ref()], s)
			}
		}
	}
}

func (s *statement) ref() corpus.SentenceRef {
	return corpus.SentenceRef{Document: s.doc, Sentence: int(s.sentence)}
}

// entry makes the event that an editor wrote; nil where it only hides.
func (k *curator) entry(entry *corpus.Entry) *corpus.Event {
	var members []*statement
	cited := map[*statement]bool{}
	from := k.byID[entry.ID]
	if from != nil {
		for _, s := range from.members {
			k.taken[s] = true
		}
		if len(entry.Statements) == 0 {
			members = slices.Clone(from.members)
		}
	}
	for _, c := range entry.Statements {
		for _, s := range k.cited(entry, c) {
			if !cited[s] {
				k.taken[s], cited[s] = true, true
				members = append(members, s)
			}
		}
	}
	if entry.Hide {
		k.checkHide(entry, from)
		return nil
	}
	slices.SortStableFunc(members, func(a, b *statement) int { return k.order(a, b) })
	e := k.settle(entry, members)
	for i := range e.Statements {
		e.Statements[i].Cited = cited[members[i]]
	}
	k.explain(&happening{e, members})
	if e.Date.Precision() == edtf.DayPrecision {
		for i := range e.Statements {
			k.dates[e.Statements[i].SentenceRef] = e
		}
	}
	return e
}

// reckon works out the terms that begin with what an editor has dated.
func (k *curator) reckon(h *happening) {
	for _, s := range h.members {
		if s.term.n == 0 || s.known() || k.taken[s] {
			continue
		}
		if e := k.dates[corpus.SentenceRef{Document: s.doc, Sentence: int(s.term.sentence)}]; e != nil {
			from, _, _, _ := e.Date.Bounds()
			s.due(from, corpus.Reckoning{Event: e.ID, Date: e.Date})
			k.remade[h] = true
		}
	}
}

// checkHide warns of an entry that hides nothing: most likely its name is misspelt.
func (k *curator) checkHide(entry *corpus.Entry, from *happening) {
	if from != nil || len(entry.Statements) > 0 || entry.Place.Source == nil {
		return
	}
	k.diags = append(k.diags, diag.At(diag.Warning, "timeline-hides-nothing", entry.Place.Source, entry.Place.Span,
		"no event has the id %q, and no sentence is cited", entry.ID).
		WithHint("name the file after the event to hide, by its id in timeline.json, or cite the event's sentences"))
}

// cited returns what a cited sentence tells of an entry's event: of the statements in it those whose dates agree with
// the entry's, all of them where none does; where it has none, the sentence as it is.
func (k *curator) cited(entry *corpus.Entry, cite corpus.Citation) []*statement {
	doc := k.byFile[cite.Clipping]
	if doc == nil {
		return nil // unknown files are told by content; a draft's sentences just aren't there
	}
	at := doc.SentenceOf(cite.Sentence)
	if at < 0 {
		k.diags = append(k.diags, diag.At(diag.Error, "timeline-sentence", cite.Place.Source, cite.Place.Span, "%s has no sentence %q", cite.Clipping, cite.Sentence).
			WithHint("its sentences are s1 to s%d; see `briefing annotate seeds/%s`", len(doc.Sentences), cite.Clipping))
		return nil
	}
	ref := corpus.SentenceRef{Document: doc, Sentence: at}
	own, dated := claimOf(entry.Date)
	var agree, all []*statement
	for _, s := range k.at[ref] {
		if k.taken[s] {
			continue // another entry has it
		}
		all = append(all, s)
		if dated && s.known() && own.overlaps(&s.claim) {
			agree = append(agree, s)
		}
	}
	if len(agree) == 0 {
		agree = all
	}
	if len(agree) > 0 {
		return k.best(agree)
	}
	s := &statement{doc: doc, at: k.place(doc), sentence: int32(at), clause: doc.Sentences[at].Span, timex: -1, continues: -1, follows: -1, like: -1, speaker: -1, subject: -1}
	for _, m := range doc.Mentions {
		if e, ok := k.entityIndex[m.Entity]; ok && s.clause.Contains(m.Span) {
			s.name(e, core)
		}
	}
	return []*statement{s}
}

// best drops from the statements of one sentence those that only share the date of another.
func (k *curator) best(list []*statement) []*statement {
	own := slices.DeleteFunc(slices.Clone(list), func(s *statement) bool { return s.inherited })
	if len(own) > 0 && len(list) > 1 {
		return own[:1]
	}
	return list[:1]
}

func (k *curator) place(doc *corpus.Document) int32 {
	return int32(slices.Index(k.docs, doc))
}

// order is the order of statements in an event: that of the documents and of the text.
func (l *linker) order(a, b *statement) int {
	if a.at != b.at {
		return int(a.at - b.at)
	}
	if a.sentence != b.sentence {
		return int(a.sentence - b.sentence)
	}
	return int(a.clause.Start - b.clause.Start)
}

// settle makes an entry's event: date and title are the editor's, and what he leaves open comes from the statements.
func (k *curator) settle(entry *corpus.Entry, members []*statement) *corpus.Event {
	lang := k.content.Site.Language
	e := &corpus.Event{ID: entry.ID, Date: entry.Date, Title: entry.Title.In(lang), TitleLang: titleLang(entry.Title, lang), Curated: entry}
	for _, s := range members {
		e.Statements = append(e.Statements, s.public())
	}
	for _, id := range entry.Entities {
		if i, ok := k.entityIndex[id]; ok {
			e.Entities = append(e.Entities, k.entities[i])
		}
	}
	if len(entry.Entities) == 0 {
		e.Entities = k.named(members)
	}
	e.Sources = k.sources(members)
	c, _ := claimOf(entry.Date)
	_, _, hasFrom, hasTo := entry.Date.Bounds()
	c.deadline = !hasFrom && hasTo // "../2020-09-15": by then at the latest
	k.status(e, &c, members)
	e.Deadline = c.deadline && e.Status == corpus.Planned // of what is past it is no term: it happened by then
	if c.known() {
		e.Conflicts = dateConflicts(&statement{claim: c, timex: -1}, members)
	}
	e.Conflicts = append(e.Conflicts, k.countConflicts(members)...)
	return e
}

// titleLang returns the language of the title that an entry shows on a site in a language.
func titleLang(l corpus.Localized, lang string) string {
	for _, k := range [...]string{lang, "", "en", "fr"} {
		if _, ok := l[k]; ok {
			if k == "" {
				return lang
			}
			return k
		}
	}
	first := lang
	for k := range l {
		if first == lang || k < first {
			first = k
		}
	}
	return first
}

// rest returns what the editors left of an event: all, nothing (nil), or an event of the statements that no entry
// took.
func (k *curator) rest(h *happening) *happening {
	if len(k.taken) == 0 && !k.remade[h] {
		return h
	}
	left := slices.DeleteFunc(slices.Clone(h.members), func(s *statement) bool { return k.taken[s] })
	switch {
	case len(left) == 0:
		return nil
	case len(left) == len(h.members) && !k.remade[h]:
		return h
	}
	smaller := k.happening(left)
	if smaller == nil {
		return nil
	}
	smaller.ID = idOf(smaller.Event)
	if smaller.ID != h.ID && k.byID[smaller.ID] != nil {
		smaller.ID = h.ID
	}
	smaller.Title, smaller.TitleLang = bestTitle(smaller.members, k.language)
	return smaller
}
