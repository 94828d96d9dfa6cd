package timex

import (
	"strconv"

	"briefing/internal/edtf"
)

// A stretch is a resolved stretch of the calendar: the days from first to last, as wide as its unit says, and a time
// of day where the expression gives one.
type stretch struct {
	from, to edtf.Day
	unit     int32 // unitDay, unitMonth …; unitNone for a stretch that no unit covers
	season   int32 // for unitSeason
	part     int32 // part of the day
	hour     int32 // -1 where there is no clock time
	minute   int32
	second   int32 // -1 where not told
	zone     int32 // offset from UTC in minutes + 1000; 0 where not told
}

func dayStretch(d edtf.Day) stretch {
	return stretch{from: d, to: d, unit: unitDay, hour: -1, second: -1}
}

func span(from, to edtf.Day, unit int32) stretch {
	return stretch{from: from, to: to, unit: unit, hour: -1, second: -1}
}

func yearStretch(y int) stretch {
	return span(edtf.NewDay(y, 1, 1), edtf.NewDay(y, 12, 31), unitYear)
}

func monthStretch(y, m int) stretch {
	return span(edtf.NewDay(y, m, 1), edtf.NewDay(y, m+1, 1)-1, unitMonth)
}

func quarterStretch(y, q int) stretch {
	return span(edtf.NewDay(y, 3*q-2, 1), edtf.NewDay(y, 3*q+1, 1)-1, unitQuarter)
}

func halfStretch(y, h int) stretch {
	return span(edtf.NewDay(y, 6*h-5, 1), edtf.NewDay(y, 6*h+1, 1)-1, unitHalf)
}

// seasonStretch returns a season of the northern hemisphere by whole months, as newspapers and statisticians count;
// winter belongs to the year it begins in.
func seasonStretch(y int, season int32) stretch {
	first := 3 * int(season)
	s := span(edtf.NewDay(y, first, 1), edtf.NewDay(y, first+3, 1)-1, unitSeason)
	s.season = season
	return s
}

func weekStretch(d edtf.Day) stretch {
	monday := d - edtf.Day(d.Weekday()-1)
	return span(monday, monday+6, unitWeek)
}

func weekendStretch(d edtf.Day) stretch {
	monday := d - edtf.Day(d.Weekday()-1)
	return span(monday+5, monday+6, unitWeekend)
}

func decadeStretch(decade int) stretch {
	return span(edtf.NewDay(decade*10, 1, 1), edtf.NewDay(decade*10+9, 12, 31), unitDecade)
}

// centuryStretch returns a century by its number: the 20th is 1900 to 1999, as TIMEX3 and EDTF write it.
func centuryStretch(century int) stretch {
	return span(edtf.NewDay(century*100-100, 1, 1), edtf.NewDay(century*100-1, 12, 31), unitCentury)
}

// isoWeek returns a week of a week-numbering year.
func isoWeek(year, week int) stretch {
	return weekStretch(edtf.NewDay(year, 1, 4) + edtf.Day(7*(week-1)))
}

// around returns the unit of the calendar that holds a day, moved by n units.
func around(d edtf.Day, unit int32, n int) stretch {
	y, m, _ := d.Date()
	switch unit {
	case unitDay, unitNight, unitWorkday:
		return dayStretch(d + edtf.Day(n))
	case unitWeek:
		return weekStretch(d + edtf.Day(7*n))
	case unitFortnight:
		w := weekStretch(d + edtf.Day(14*n))
		return span(w.from, w.from+13, unitNone)
	case unitWeekend:
		return weekendStretch(d + edtf.Day(7*n))
	case unitMonth:
		y, m, _ = edtf.NewDay(y, m+n, 1).Date()
		return monthStretch(y, m)
	case unitQuarter:
		y, m, _ = edtf.NewDay(y, m+3*n, 1).Date()
		return quarterStretch(y, (m+2)/3)
	case unitHalf:
		y, m, _ = edtf.NewDay(y, m+6*n, 1).Date()
		return halfStretch(y, (m+5)/6)
	case unitSeason:
		y, m, _ = edtf.NewDay(y, m+3*n, 1).Date()
		if m < 3 {
			return seasonStretch(y-1, 4)
		}
		return seasonStretch(y, int32(m/3))
	case unitDecade:
		return decadeStretch(y/10 + n)
	case unitCentury:
		return centuryStretch(y/100 + 1 + n)
	}
	return yearStretch(y + n)
}

// addMonths moves a day by months, to the last day of a month that has no such day.
func addMonths(d edtf.Day, n int) edtf.Day {
	y, m, day := d.Date()
	y, m, _ = edtf.NewDay(y, m+n, 1).Date()
	return edtf.NewDay(y, m, min(day, edtf.DaysIn(y, m)))
}

// addUnits moves a day by a number of units in hundredths, however many.
func addUnits(d edtf.Day, unit, hundredths int32) edtf.Day {
	const most = 3000000 // 30 000 years are out of any calendar already
	n := min(max(int(hundredths), -most), most)
	if unit <= unitWeek || unit == unitNight {
		n = min(max(int(hundredths), -400*most), 400*most)
	}
	switch unit {
	case unitWeek, unitWeekend:
		return d + edtf.Day(7*n/100)
	case unitFortnight:
		return d + edtf.Day(14*n/100)
	case unitMonth:
		return addMonths(d, n/100) + edtf.Day(n%100*30/100)
	case unitQuarter, unitSeason:
		return addMonths(d, 3*n/100)
	case unitHalf:
		return addMonths(d, 6*n/100)
	case unitYear:
		return addMonths(d, 12*n/100)
	case unitDecade:
		return addMonths(d, 120*n/100)
	case unitCentury:
		return addMonths(d, 12*n)
	case unitMillennium:
		return addMonths(d, 120*n)
	case unitWorkday:
		return addWorkdays(d, n/100)
	}
	return d + edtf.Day(n/100)
}

func addWorkdays(d edtf.Day, n int) edtf.Day {
	step := edtf.Day(1)
	if n < 0 {
		n, step = -n, -1
	}
	for n = min(n, 4000); n > 0; {
		if d += step; d.Weekday() < 6 {
			n--
		}
	}
	return d
}

// value returns the stretch as TIMEX3 writes it.
func (s *stretch) value() string {
	var buf [32]byte
	return string(s.append(buf[:0]))
}

func (s *stretch) append(b []byte) []byte {
	y, m, d := s.from.Date()
	switch s.unit {
	case unitCentury:
		return appendPadded(b, y/100, 2)
	case unitDecade:
		return appendPadded(b, y/10, 3)
	case unitYear:
		return appendPadded(b, y, 4)
	case unitHalf:
		return strconv.AppendInt(append(appendPadded(b, y, 4), "-H"...), int64((m+5)/6), 10)
	case unitQuarter:
		return strconv.AppendInt(append(appendPadded(b, y, 4), "-Q"...), int64((m+2)/3), 10)
	case unitSeason:
		return append(append(appendPadded(b, y, 4), '-'), seasonCodes[s.season]...)
	case unitMonth:
		return appendPadded(append(appendPadded(b, y, 4), '-'), m, 2)
	case unitWeek, unitWeekend:
		wy, w := s.from.Week()
		b = appendPadded(append(appendPadded(b, wy, 4), "-W"...), w, 2)
		if s.unit == unitWeekend {
			b = append(b, "-WE"...)
		}
		return b
	case unitNone:
		to := dayStretch(s.to)
		return to.append(append(appendDay(b, y, m, d), '/'))
	}
	b = appendDay(b, y, m, d)
	return s.appendTime(b)
}

func (s *stretch) appendTime(b []byte) []byte {
	if s.hour >= 0 {
		b = appendPadded(append(b, 'T'), int(s.hour), 2)
		b = appendPadded(append(b, ':'), int(s.minute), 2)
		if s.second >= 0 {
			b = appendPadded(append(b, ':'), int(s.second), 2)
		}
		if s.zone == 1000 {
			b = append(b, 'Z')
		}
		return b
	}
	return append(b, partCodes[s.part]...)
}

var seasonCodes = [...]string{"", "SP", "SU", "FA", "WI"}

func appendDay(b []byte, y, m, d int) []byte {
	b = append(appendPadded(b, y, 4), '-')
	b = append(appendPadded(b, m, 2), '-')
	return appendPadded(b, d, 2)
}

func appendDate(b []byte, d edtf.Day) []byte {
	y, m, day := d.Date()
	return appendDay(b, y, m, day)
}

func appendPadded(b []byte, n, width int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	for p := pow10[width-1]; p > n && p > 1; p /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

var pow10 = [...]int{1, 10, 100, 1000}

// edtf returns the stretch in EDTF, without its day's time where the clock isn't given.
func (s *stretch) edtf() string {
	var buf [32]byte
	b := buf[:0]
	y, m, d := s.from.Date()
	switch s.unit {
	case unitCentury:
		return string(append(appendPadded(b, y/100, 2), "XX"...))
	case unitDecade:
		return string(append(appendPadded(b, y/10, 3), 'X'))
	case unitYear, unitMonth:
		return string(s.append(b))
	case unitQuarter:
		return string(appendPadded(append(appendPadded(b, y, 4), '-'), 32+(m+2)/3, 2))
	case unitHalf:
		return string(appendPadded(append(appendPadded(b, y, 4), '-'), 39+(m+5)/6, 2))
	case unitSeason:
		return string(appendPadded(append(appendPadded(b, y, 4), '-'), 20+int(s.season), 2))
	case unitWeek, unitWeekend, unitNone:
		b = append(appendDay(b, y, m, d), '/')
		y, m, d = s.to.Date()
		return string(appendDay(b, y, m, d))
	}
	b = appendDay(b, y, m, d)
	if s.hour >= 0 && s.hour < 24 {
		b = appendPadded(append(b, 'T'), int(s.hour), 2)
		b = appendPadded(append(b, ':'), int(s.minute), 2)
		b = appendPadded(append(b, ':'), max(int(s.second), 0), 2)
		if s.zone == 1000 {
			b = append(b, 'Z')
		}
	}
	return string(b)
}

// third returns the first, middle or last third of the stretch by days, as "early", "mid" and "late" are meant: days
// 1 to 10 of a month, four months of a year.
func (s *stretch) third(mod int32) (from, to edtf.Day) {
	from, to = s.from, s.to
	n := to - from + 1
	switch s.unit {
	case unitYear:
		y, _, _ := from.Date()
		switch mod {
		case modStart:
			return from, edtf.NewDay(y, 5, 1) - 1
		case modMid:
			return edtf.NewDay(y, 5, 1), edtf.NewDay(y, 9, 1) - 1
		}
		return edtf.NewDay(y, 9, 1), to
	case unitSeason, unitQuarter:
		y, m, _ := from.Date()
		m += int(mod - modStart)
		return edtf.NewDay(y, m, 1), edtf.NewDay(y, m+1, 1) - 1
	case unitDecade, unitCentury:
		y, _, _ := from.Date()
		years := 10
		if s.unit == unitCentury {
			years = 100
		}
		a, b := y+years/3, y+years-years/3 // 1980 to 1983, to 1986, to 1989
		switch mod {
		case modStart:
			return from, edtf.NewDay(a+1, 1, 1) - 1
		case modMid:
			return edtf.NewDay(a+1, 1, 1), edtf.NewDay(b, 1, 1) - 1
		}
		return edtf.NewDay(b, 1, 1), to
	case unitMonth:
		switch mod {
		case modStart:
			return from, from + 9
		case modMid:
			return from + 10, from + 19
		}
		return from + 20, to
	}
	switch mod {
	case modStart:
		return from, from + max(n/3, 1) - 1
	case modMid:
		return from + n/3, to - n/3
	}
	return to - max(n/3, 1) + 1, to
}
