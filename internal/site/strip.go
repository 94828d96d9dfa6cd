package site

import (
	"cmp"
	"slices"
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

	first, last int // the stretch of time: 13 to a year, the year as such before its months
}

// maxBars is how many months a strip shows; a longer story is shown by years.
const maxBars = 36

// strip returns the strip of the timeline, or nil where there are too few periods to compare.
func (s *Site) strip(at place) *Strip {
	bars := s.bars(at, false)
	if len(bars) > maxBars {
		bars = s.bars(at, true)
	}
	if len(bars) < 2 {
		return nil
	}
	return &Strip{bars}
}

func (s *Site) bars(at place, yearly bool) (bars []Bar) {
	found := map[string]*Bar{}
	for _, e := range s.corpus.Timeline {
		from, to, ok := shelf(e.Date)
		if !ok {
			continue
		}
		b := s.bar(from, yearly || wholeYears(from, to), at)
		if found[b.URL] == nil {
			found[b.URL] = &b
		}
		found[b.URL].Events++
	}
	highest := 0
	for _, b := range found {
		bars = append(bars, *b)
		highest = max(highest, b.Events)
	}
	slices.SortFunc(bars, func(a, b Bar) int { return cmp.Compare(a.first, b.first) })
	for i := range bars {
		b := &bars[i]
		b.Height = max(1, b.Events*100/highest)
		b.Top = 100 - b.Height
		b.First = i == 0 || bars[i-1].Year != b.Year
		b.Gap = i > 0 && b.first > bars[i-1].last+1
	}
	return bars
}

// bar returns the bar that a date belongs to which begins on a day: a month's, or the year's.
func (s *Site) bar(from edtf.Day, yearly bool, at place) Bar {
	y, m, _ := from.Date()
	if yearly { // sorts before the year's months
		return Bar{Name: strconv.Itoa(y), Year: strconv.Itoa(y), URL: at.href("timeline/#" + anchorOfYear(y)), first: y * 13, last: y*13 + 12}
	}
	return Bar{Name: s.words.month(y, m), Short: s.words.lists["date.months_short"][m-1], Year: strconv.Itoa(y),
		URL: at.href("timeline/#" + anchorOfMonth(y, m)), first: y*13 + m, last: y*13 + m}
}
