package site

import (
	"strconv"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// Timeline is what timeline.html is given.
type Timeline struct {
	Years   []TimelineYear
	Undated []Event
	Facets  []string // what scripts can filter by: the names of the fields
}

// A TimelineYear is the events that begin in a year: first those that are dated no more closely than by years.
type TimelineYear struct {
	Year   string
	Anchor string
	Whole  []TimelineDate
	Months []TimelineMonth
}

// A TimelineMonth is the events of a month: first those that are dated no more closely than the month.
type TimelineMonth struct {
	Name   string // "July 2020"
	Anchor string
	Whole  []TimelineDate
	Dates  []TimelineDate
}

// A TimelineDate is the events of one date.
type TimelineDate struct {
	Date   Moment
	Events []Event
	value  edtf.Value
}

func (s *Site) timelineView(at place) (*Frame, any) {
	v := Timeline{Facets: []string{"entity", "source", "lang", "status"}}
	for _, e := range s.corpus.Timeline {
		v.add(s, e, at)
	}
	return &Frame{Title: s.words.say("timeline.title"), Description: s.words.say("timeline.intro"), HasCode: s.timelineCode()}, v
}

func (s *Site) timelineCode() bool {
	for _, e := range s.corpus.Timeline {
		if e.Curated != nil && s.markdown[e.Curated.Body].code {
			return true
		}
	}
	return false
}

// add puts an event after those already there; they come by their first day.
func (v *Timeline) add(s *Site, e *corpus.Event, at place) {
	from, to, ok := shelf(e.Date)
	if !ok {
		v.Undated = append(v.Undated, s.event(e, at))
		return
	}
	y, m, _ := from.Date()
	if n := len(v.Years); n == 0 || v.Years[n-1].Anchor != anchorOfYear(y) {
		v.Years = append(v.Years, TimelineYear{Year: strconv.Itoa(y), Anchor: anchorOfYear(y)})
	}
	year := &v.Years[len(v.Years)-1]
	if wholeYears(from, to) {
		year.Whole = addDate(year.Whole, s, e, at)
		return
	}
	anchor := anchorOfMonth(y, m)
	if n := len(year.Months); n == 0 || year.Months[n-1].Anchor != anchor {
		year.Months = append(year.Months, TimelineMonth{Name: s.words.month(y, m), Anchor: anchor})
	}
	month := &year.Months[len(year.Months)-1]
	if first, last := edtf.NewDay(y, m, 1), edtf.NewDay(y, m+1, 1)-1; from == first && to == last {
		month.Whole = addDate(month.Whole, s, e, at)
	} else {
		month.Dates = addDate(month.Dates, s, e, at)
	}
}

// wholeYears reports whether the days are those of one year or of several; such a date has no month to stand in. One
// that begins in a month stands there, however long it lasts.
func wholeYears(from, to edtf.Day) bool {
	y, _, _ := from.Date()
	y2, _, _ := to.Date()
	return from == edtf.NewDay(y, 1, 1) && to == edtf.NewDay(y2, 12, 31)
}

func addDate(dates []TimelineDate, s *Site, e *corpus.Event, at place) []TimelineDate {
	x := s.event(e, at)
	if n := len(dates); n == 0 || dates[n-1].value != e.Date {
		dates = append(dates, TimelineDate{Date: x.Date, value: e.Date})
	}
	dates[len(dates)-1].Events = append(dates[len(dates)-1].Events, x)
	return dates
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
