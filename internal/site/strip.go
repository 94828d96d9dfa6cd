package site

import (
	"cmp"
	"slices"
	"strconv"
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
func (s *edition) strip(at place) *Strip {
	bars := s.bars(at, false)
	if len(bars) > maxBars {
		bars = s.bars(at, true)
	}
	if len(bars) < 2 {
		return nil
	}
	return &Strip{bars}
}

func (s *edition) bars(at place, yearly bool) (bars []Bar) {
	found := map[period]int{}
	for _, e := range s.corpus.Timeline {
		p := periodOf(e)
		if p.undated {
			continue
		}
		if yearly {
			p.month = 0
		}
		found[p]++
	}
	highest := 0
	for p, n := range found {
		b := s.bar(p, yearly, at)
		b.Events = n
		bars = append(bars, b)
		highest = max(highest, n)
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

// bar returns the bar of a month, or of a year.
func (s *edition) bar(p period, yearly bool, at place) Bar {
	b := Bar{Year: strconv.Itoa(p.year), first: p.year*13 + p.month, last: p.year*13 + p.month}
	b.Name = b.Year
	target := "timeline/#" + anchorOfYear(p.year)
	if p.month > 0 {
		b.Name, b.Short = s.words.month(p.year, p.month), s.words.lists["date.months_short"][p.month-1]
		target = "timeline/#" + anchorOfMonth(p.year, p.month)
	} else { // sorts before the year's months
		b.last += 12
	}
	if s.long() && !yearly {
		target = p.folder()
	}
	b.URL = at.href(target)
	return b
}
