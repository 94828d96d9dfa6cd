package edtf

import "strings"

// An expr is what an EDTF expression says: a [date], an [interval] or a [set].
type expr interface {
	append(dst []byte) []byte // in EDTF
	bounds() (from, to bound)
	precision() Precision
}

// A bound is an outer day, where one is known.
type bound struct {
	day   Day
	known bool
}

// A part is the year, the month or the day of a date, as written: digits, X for each unspecified one.
type part struct {
	before, after byte // qualifiers: ~ ? % or 0; the one after holds for all parts to its left
	text          string
}

func (p part) append(dst []byte) []byte {
	if p.before != 0 {
		dst = append(dst, p.before)
	}
	dst = append(dst, p.text...)
	if p.after != 0 {
		dst = append(dst, p.after)
	}
	return dst
}

// matches reports whether n, written with two digits, is what the part may say.
func (p part) matches(n int) bool {
	return (p.text[0] == 'X' || int(p.text[0]-'0') == n/10) && (p.text[1] == 'X' || int(p.text[1]-'0') == n%10)
}

// A date is a calendar date or a part of a year, with a time of day or without.
type date struct {
	year       part
	month, day part   // text is "" where there is none
	season     int    // 21–41, in place of a month; 0 for none
	clock      string // "T23:20:30Z"; "" for none
	first      int    // the years that the year may be
	last       int
	from, to   bound
}

func (d *date) append(dst []byte) []byte {
	dst = d.year.append(dst)
	for _, p := range [...]part{d.month, d.day} {
		if p.text != "" {
			dst = p.append(append(dst, '-'))
		}
	}
	return append(dst, d.clock...)
}

func (d *date) bounds() (from, to bound) { return d.from, d.to }

func (d *date) precision() Precision {
	switch {
	case len(d.clock) > len("T00:00") && d.clock[len("T00:00")] == ':':
		return Second
	case d.clock != "":
		return Minute
	case d.day.text != "" && !unspecified(d.day):
		return DayPrecision
	case d.season != 0:
		return seasons[d.season-21].precision
	case d.month.text != "" && !unspecified(d.month):
		return Month
	}
	y := d.year.text
	if y[0] == 'Y' {
		return Year
	}
	switch len(y) - len(strings.TrimRight(y, "X")) { // digits that aren't told
	case 0:
		return Year
	case 1:
		return Decade
	case 2:
		return Century
	}
	return Millennium
}

func unspecified(p part) bool { return strings.Contains(p.text, "X") }

// unknownYear reports whether nothing of the year is told, so that the date has no place in the calendar.
func (d *date) unknownYear() bool { return strings.TrimPrefix(d.year.text, "-") == "XXXX" }

// maxYear is the last year, from 0 either way, whose days a [Day] can count.
const maxYear = 5_000_000

// place works out the first and the last day that the date may name, and reports whether there is one.
func (d *date) place() bool {
	if d.first > maxYear || d.last < -maxYear {
		return true
	}
	first, ok := d.search(max(d.first, -maxYear), min(d.last, maxYear), 1)
	if !ok {
		return false
	}
	last, _ := d.search(min(d.last, maxYear), max(d.first, -maxYear), -1)
	known := !d.unknownYear()
	d.from = bound{first.from, known && d.first >= -maxYear}
	d.to = bound{last.to, known && d.last <= maxYear}
	return true
}

// A stretch is a run of days, both ends included.
type stretch struct{ from, to Day }

// search returns the first stretch that the date may name, going from one year to another.
func (d *date) search(year, until, step int) (stretch, bool) {
	for ; ; year += step {
		if d.yearMatches(year) {
			if s, ok := d.inYear(year, step); ok {
				return s, true
			}
		}
		if year == until {
			return stretch{}, false
		}
	}
}

func (d *date) yearMatches(year int) bool {
	if !unspecified(d.year) {
		return true
	}
	digits := strings.TrimPrefix(d.year.text, "-")
	n := max(year, -year)
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] != 'X' && int(digits[i]-'0') != n%10 {
			return false
		}
		n /= 10
	}
	return true
}

// inYear returns the first stretch of a year that the date may name, or the last where step is negative.
func (d *date) inYear(year, step int) (stretch, bool) {
	switch {
	case d.season != 0:
		return seasons[d.season-21].in(year), true
	case d.month.text == "":
		return stretch{NewDay(year, 1, 1), NewDay(year, 12, 31)}, true
	}
	for i := range 12 {
		month := i + 1
		if step < 0 {
			month = 12 - i
		}
		if !d.month.matches(month) {
			continue
		}
		days := DaysIn(year, month)
		if d.day.text == "" {
			return stretch{NewDay(year, month, 1), NewDay(year, month, days)}, true
		}
		for j := range days {
			day := j + 1
			if step < 0 {
				day = days - j
			}
			if d.day.matches(day) {
				on := NewDay(year, month, day)
				return stretch{on, on}, true
			}
		}
	}
	return stretch{}, false
}

// A season is a stretch of the year: from a month and day to another, of the next year where that is earlier.
type season struct {
	precision                  Precision
	month, day, toMonth, toDay int
}

func (s season) in(year int) stretch {
	to := year
	if s.toMonth < s.month {
		to++
	}
	return stretch{NewDay(year, s.month, s.day), NewDay(to, s.toMonth, s.toDay)}
}

// seasons holds the sub-year groupings by their code, from 21. The seasons run from the first day of their
// meteorological reckoning to the last day of their astronomical one, the outer days of both.
var seasons = [...]season{
	{Season, 3, 1, 6, 21}, {Season, 6, 1, 9, 23}, {Season, 9, 1, 12, 22}, {Season, 12, 1, 3, 20}, // 21–24, as in the north
	{Season, 3, 1, 6, 21}, {Season, 6, 1, 9, 23}, {Season, 9, 1, 12, 22}, {Season, 12, 1, 3, 20}, // 25–28 north
	{Season, 9, 1, 12, 22}, {Season, 12, 1, 3, 20}, {Season, 3, 1, 6, 21}, {Season, 6, 1, 9, 23}, // 29–32 south
	{Quarter, 1, 1, 3, 31}, {Quarter, 4, 1, 6, 30}, {Quarter, 7, 1, 9, 30}, {Quarter, 10, 1, 12, 31}, // 33–36
	{FourMonths, 1, 1, 4, 30}, {FourMonths, 5, 1, 8, 31}, {FourMonths, 9, 1, 12, 31}, // 37–39
	{HalfYear, 1, 1, 6, 30}, {HalfYear, 7, 1, 12, 31}, // 40–41
}

// An interval runs from one date to another. A nil end is unknown where its text is "", open where it is "..".
type interval struct {
	start, end *date
	texts      [2]string // of the ends that are nil
}

func (x *interval) append(dst []byte) []byte {
	dst = appendEnd(dst, x.start, x.texts[0])
	return appendEnd(append(dst, '/'), x.end, x.texts[1])
}

func appendEnd(dst []byte, d *date, text string) []byte {
	if d == nil {
		return append(dst, text...)
	}
	return d.append(dst)
}

func (x *interval) bounds() (from, to bound) {
	if x.start != nil {
		from = x.start.from
	}
	if x.end != nil {
		to = x.end.to
	}
	return from, to
}

func (x *interval) precision() Precision { return Interval }

// A set is one of its members, or all of them.
type set struct {
	open    byte // '[' for one of, '{' for all of
	members []member
}

// A member is a date, or a run of dates of which one end may be nil: "..1984", "1760-12..", "1670..1672".
type member struct {
	run        bool
	start, end *date // the same where it is no run
}

func (x *set) append(dst []byte) []byte {
	dst = append(dst, x.open)
	for i, m := range x.members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendEnd(dst, m.start, "")
		if m.run {
			dst = appendEnd(append(dst, ".."...), m.end, "")
		}
	}
	return append(dst, x.open+2) // ] and } stand two after [ and {
}

func (x *set) bounds() (from, to bound) {
	for i, m := range x.members {
		var f, t bound
		if m.start != nil {
			f = m.start.from
		}
		if m.end != nil {
			t = m.end.to
		}
		if i == 0 {
			from, to = f, t
			continue
		}
		from = bound{min(from.day, f.day), from.known && f.known}
		to = bound{max(to.day, t.day), to.known && t.known}
	}
	return from, to
}

func (x *set) precision() Precision { return Set }
