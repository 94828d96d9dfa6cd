package site

import (
	"fmt"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// A chapter is a page of the timeline. A short timeline is one chapter; a long one has a chapter for each month, for
// what is dated by years, and for what isn't dated, each on as many pages as it takes.
type chapter struct {
	period
	target     string
	events     []*corpus.Event
	number, of int // of the pages of its period, from 0
	all        int // events on all of them
}

// A period is what a chapter covers.
type period struct {
	year, month int // month is 0 for what is dated by years
	undated     bool
}

// periodOf returns where on the timeline an event stands.
func periodOf(e *corpus.Event) period {
	from, to, ok := shelf(e.Date)
	if !ok {
		return period{undated: true}
	}
	y, m, _ := from.Date()
	if wholeYears(from, to) {
		m = 0
	}
	return period{year: y, month: m}
}

// compare orders periods as the timeline has them: a year as such before its months, the undated last.
func (p period) compare(q period) int {
	switch {
	case p.undated && !q.undated:
		return 1
	case q.undated && !p.undated:
		return -1
	case p.year != q.year:
		return p.year - q.year
	}
	return p.month - q.month
}

// folder returns the address of a period's first page where the timeline is long.
func (p period) folder() string {
	switch {
	case p.undated:
		return "timeline/undated/"
	case p.month == 0:
		return fmt.Sprintf("timeline/%04d/", p.year)
	}
	return fmt.Sprintf("timeline/%04d-%02d/", p.year, p.month)
}

// shelveTimeline cuts the timeline into chapters, and events with very many statements out of it.
func (s *Site) shelveTimeline() {
	events := slices.Clone(s.corpus.Timeline)
	periods := make(map[*corpus.Event]period, len(events))
	s.statements = map[*corpus.Event][]leaf{}
	total := 0
	for _, e := range events {
		periods[e] = periodOf(e)
		if n := len(e.Statements); n > fullStatements {
			s.statements[e] = leaves("events/"+e.ID+"/", "", n, pageBudget, func(i int) int { return statementWeight(e.Statements[i]) })
		}
		total += eventWeight(e)
	}
	slices.SortStableFunc(events, func(a, b *corpus.Event) int { return periods[a].compare(periods[b]) })
	s.eventPages = make(map[*corpus.Event]string, len(events))
	if total <= pageBudget {
		s.chapters = []chapter{{target: "timeline/", events: events, of: 1, all: len(events)}}
	} else {
		s.chapters = chaptersOf(events, periods)
	}
	for _, c := range s.chapters {
		for _, e := range c.events {
			s.eventPages[e] = c.target
		}
	}
}

func chaptersOf(events []*corpus.Event, periods map[*corpus.Event]period) (list []chapter) {
	for from := 0; from < len(events); {
		p := periods[events[from]]
		to := from
		for to < len(events) && periods[events[to]] == p {
			to++
		}
		group := events[from:to]
		pages := leaves(p.folder(), "", len(group), pageBudget, func(i int) int { return eventWeight(group[i]) })
		for n, l := range pages {
			list = append(list, chapter{p, l.target, group[l.first:l.last], n, len(pages), len(group)})
		}
		from = to
	}
	return list
}

// long reports whether the timeline has more than one page.
func (s *Site) long() bool { return len(s.chapters) > 0 && s.chapters[0].target != "timeline/" }

// eventWeight estimates the bytes of an event's markup on the timeline.
func eventWeight(e *corpus.Event) int {
	weight := 480 + len(e.Title) + 105*len(e.Entities)
	for _, st := range e.Statements[:min(len(e.Statements), fullStatements)] {
		weight += statementWeight(st)
	}
	for _, c := range e.Conflicts[:min(len(e.Conflicts), disputesShown)] {
		weight += 200
		for _, claim := range c.Claims[:min(len(c.Claims), claimsShown)] {
			weight += 100 + 130*min(len(claim.Statements), claimStatements)
		}
	}
	if e.Curated != nil {
		weight += 2 * len(e.Curated.Body.Text())
	}
	return weight
}

func statementWeight(st corpus.Statement) int {
	return int(st.Document.Sentences[st.Sentence].Span.Len()) + 330
}

// wholeYears reports whether the days are those of one year or of several; such a date has no month to stand in. One
// that begins in a month stands there, however long it lasts.
func wholeYears(from, to edtf.Day) bool {
	y, _, _ := from.Date()
	y2, _, _ := to.Date()
	return from == edtf.NewDay(y, 1, 1) && to == edtf.NewDay(y2, 12, 31)
}

// shelf returns the days that say where on the timeline a date belongs: what it covers, or the end that it tells.
func shelf(v edtf.Value) (from, to edtf.Day, ok bool) {
	from, to, hasFrom, hasTo := v.Bounds()
	if hasFrom && hasTo {
		return from, to, true
	}
	start, end, interval := v.Ends()
	if interval {
		for _, known := range [...]edtf.Value{start, end} {
			if from, to, ok1, ok2 := known.Bounds(); ok1 && ok2 {
				return from, to, true
			}
		}
	}
	switch {
	case hasFrom:
		return from, from, true
	case hasTo:
		return to, to, true
	}
	return 0, 0, false
}
