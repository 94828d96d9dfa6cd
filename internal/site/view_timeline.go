package site

import (
	"html/template"
	"strconv"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// Timeline is what timeline.html is given: all of it, a chapter, or the contents of one that is long.
type Timeline struct {
	Title    string
	Whole    *Link // to the contents, on the page of a chapter
	Count    string
	Years    []TimelineYear
	Undated  template.HTML
	Facets   []Facet // what scripts filter the events by
	Contents []TimelineContents
	Planned  template.HTML // what lies ahead, beside the contents
	Strip    *Strip
	Pager    *Pager // through the pages of the chapter
	Previous *Link  // the chapter before
	Next     *Link
	Calendar string
}

// TimelineContents is the chapters of a year, or those of what isn't dated.
type TimelineContents struct {
	Year     string // "" for the undated
	Anchor   string
	Chapters []TimelineChapter
}

// A TimelineChapter leads to a chapter.
type TimelineChapter struct {
	Link
	Events int
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
	Events template.HTML
	value  edtf.Value
	events []*corpus.Event
}

// addTimeline adds the pages of the timeline, and of events that have pages of their own.
func (s *edition) addTimeline() {
	if s.long() || len(s.chapters) == 0 {
		s.addView("timeline/index.html", "timeline", s.contentsView)
	}
	for i := range s.chapters {
		s.addView(s.chapters[i].target+"index.html", "timeline", func(at place) (*Frame, any) { return s.chapterView(i, at) })
	}
	for _, e := range s.corpus.Timeline {
		for i, l := range s.statements[e] {
			s.addView(l.target+"index.html", "list", func(at place) (*Frame, any) { return s.statementsView(e, i, at) })
		}
	}
}

// name returns what a chapter is called.
func (s *edition) name(p period) string {
	switch {
	case p.undated:
		return s.words.say("timeline.undated")
	case p.month == 0:
		return strconv.Itoa(p.year)
	}
	return s.words.month(p.year, p.month)
}

// chapterView is one page of the timeline, or all of it.
func (s *edition) chapterView(i int, at place) (*Frame, any) {
	c := s.chapters[i]
	v := Timeline{Title: s.words.say("timeline.title"), Calendar: s.calendarLink(at)}
	f := &Frame{Title: v.Title, Description: s.words.say("timeline.intro"), HasCode: s.chapterCode(c), Linked: s.eventsLinked(c.events, at)}
	if s.long() {
		v.Title = s.name(c.period)
		v.Whole = &Link{URL: at.href("timeline/"), Text: s.words.say("timeline.title")}
		v.Count = s.words.counted("count.events", c.all)
		f.Title = s.onPage(s.words.say("pager.of", "name", s.words.say("timeline.title"), "what", v.Title), c.number, c.of)
		v.Pager = s.pager(at, c.number, c.of, v.Title, func(n int) string { return s.chapters[i-c.number+n].target })
		v.Previous, v.Next = s.chapterLink(i-c.number-1, at), s.chapterLink(i-c.number+c.of, at)
		if v.Previous != nil { // its first page
			j := i - c.number - 1
			v.Previous.URL = at.href(s.chapters[j-s.chapters[j].number].target)
		}
		f.Pager = v.Pager
	}
	for _, e := range c.events {
		v.add(s, e)
	}
	v.Facets = s.facets(c.events)
	v.write(s, at)
	if p := (period{undated: true}); c.period == p || !s.long() {
		w := s.writer(at)
		for _, e := range c.events {
			if periodOf(e).undated {
				w.event(e)
			}
		}
		v.Undated = w.html()
	}
	return f, v
}

func (s *edition) chapterLink(i int, at place) *Link {
	if i < 0 || i >= len(s.chapters) {
		return nil
	}
	return &Link{URL: at.href(s.chapters[i].target), Text: s.name(s.chapters[i].period)}
}

// contentsView leads to the chapters of a long timeline.
func (s *edition) contentsView(at place) (*Frame, any) {
	v := Timeline{Title: s.words.say("timeline.title"), Strip: s.strip(at), Calendar: s.calendarLink(at),
		Planned: s.eventLines(s.planned(), at)}
	if n := len(s.corpus.Timeline); n > 0 {
		v.Count = s.words.counted("count.events", n)
	}
	for i, c := range s.chapters {
		if c.number > 0 {
			continue
		}
		year := ""
		if !c.undated {
			year = strconv.Itoa(c.year)
		}
		if n := len(v.Contents); n == 0 || v.Contents[n-1].Year != year {
			v.Contents = append(v.Contents, TimelineContents{Year: year, Anchor: anchorOfYear(c.year)})
			if c.undated {
				v.Contents[n].Anchor = "undated"
			}
		}
		at := &v.Contents[len(v.Contents)-1]
		at.Chapters = append(at.Chapters, TimelineChapter{*s.chapterLink(i, s.placeOf("timeline/index.html")), c.all})
	}
	return &Frame{Title: v.Title, Description: s.words.say("timeline.intro")}, v
}

// statementsView is a page of the sentences of one event.
func (s *edition) statementsView(e *corpus.Event, page int, at place) (*Frame, any) {
	list := s.statements[e]
	title, lang := s.eventTitle(e)
	w := s.writer(at)
	w.eventStatements(e, e.Statements[list[page].first:list[page].last])
	v := List{Owner: Link{URL: at.href(s.eventTarget(e)), Text: title, Lang: lang}, What: s.eventDate(e),
		Count: s.words.counted("timeline.statements", len(e.Statements)), Body: w.html(), Pager: s.pagerOf(at, list, page, title)}
	return &Frame{Title: s.onPage(title, page, len(list)), TitleLang: lang, Pager: v.Pager}, v
}

func (s *edition) chapterCode(c chapter) bool {
	for _, e := range c.events {
		if e.Curated != nil && s.markdown[e.Curated.Body].code {
			return true
		}
	}
	return false
}

// add puts an event after those already there; they come in the order of their periods.
func (v *Timeline) add(s *edition, e *corpus.Event) {
	from, to, ok := shelf(e.Date)
	if !ok {
		return
	}
	y, m, _ := from.Date()
	if n := len(v.Years); n == 0 || v.Years[n-1].Anchor != anchorOfYear(y) {
		v.Years = append(v.Years, TimelineYear{Year: strconv.Itoa(y), Anchor: anchorOfYear(y)})
	}
	year := &v.Years[len(v.Years)-1]
	if wholeYears(from, to) {
		year.Whole = addDate(year.Whole, s, e)
		return
	}
	anchor := anchorOfMonth(y, m)
	if n := len(year.Months); n == 0 || year.Months[n-1].Anchor != anchor {
		year.Months = append(year.Months, TimelineMonth{Name: s.words.month(y, m), Anchor: anchor})
	}
	month := &year.Months[len(year.Months)-1]
	if first, last := edtf.NewDay(y, m, 1), edtf.NewDay(y, m+1, 1)-1; from == first && to == last {
		month.Whole = addDate(month.Whole, s, e)
	} else {
		month.Dates = addDate(month.Dates, s, e)
	}
}

func addDate(dates []TimelineDate, s *edition, e *corpus.Event) []TimelineDate {
	if n := len(dates); n == 0 || dates[n-1].value != e.Date {
		dates = append(dates, TimelineDate{Date: s.eventMoment(e), value: e.Date})
	}
	at := &dates[len(dates)-1]
	at.events = append(at.events, e)
	return dates
}

// write writes the events of all dates.
func (v *Timeline) write(s *edition, at place) {
	each := func(dates []TimelineDate) {
		for i := range dates {
			w := s.writer(at)
			for _, e := range dates[i].events {
				w.event(e)
			}
			dates[i].Events = w.html()
		}
	}
	for i := range v.Years {
		each(v.Years[i].Whole)
		for j := range v.Years[i].Months {
			each(v.Years[i].Months[j].Whole)
			each(v.Years[i].Months[j].Dates)
		}
	}
}
