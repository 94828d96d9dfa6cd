package site

import (
	"fmt"
	"strconv"

	"briefing/internal/edtf"
)

// A Strip shows how the events lie in time: a bar for each month, or year, that has any.
type Strip struct{ Bars []Bar }

// A Bar is one period of a strip.
type Bar struct {
	URL    string
	Name   string // "July 2020"
	Short  string // "July"; "" for a year
	Year   string
	First  bool // the first bar of its year
	Gap    bool // time without events lies before it
	Events int
	Height int // 1–100, the highest being 100
	Top    int // 100 − Height
}

// strip returns the strip of the timeline, or nil where there are too few periods to compare.
func (s *Site) strip(at place) *Strip {
	var bars []Bar
	last, highest := 0, 0 // last: the number of the last bar's period, in months
	for _, e := range s.corpus.Timeline {
		from, to, ok := shelf(e.Date)
		if !ok {
			continue
		}
		b, first, after := s.bar(from, to, at)
		if n := len(bars); n == 0 || bars[n-1].URL != b.URL {
			b.Gap = n > 0 && first > last+1
			b.First = n == 0 || bars[n-1].Year != b.Year
			bars = append(bars, b)
			last = max(last, after)
		}
		bars[len(bars)-1].Events++
		highest = max(highest, bars[len(bars)-1].Events)
	}
	if len(bars) < 2 {
		return nil
	}
	for i := range bars {
		bars[i].Height = max(1, bars[i].Events*100/highest)
		bars[i].Top = 100 - bars[i].Height
	}
	return &Strip{bars}
}

// bar returns the bar of a date and the first and last month that it covers, counted from the year 0.
func (s *Site) bar(from, to edtf.Day, at place) (b Bar, first, last int) {
	y, m, _ := from.Date()
	y2, m2, _ := to.Date()
	b.Year = strconv.Itoa(y)
	if y != y2 || m != m2 {
		b.Name, b.URL = b.Year, at.href("timeline/#"+anchorOfYear(y))
		return b, y*12 + 1, y*12 + 12
	}
	b.Name, b.Short = s.words.month(y, m), s.words.lists["date.months_short"][m-1]
	b.URL = at.href(fmt.Sprintf("timeline/#m%04d-%02d", y, m))
	return b, y*12 + m, y*12 + m
}
