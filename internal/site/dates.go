package site

import (
	"strconv"
	"strings"

	"briefing/internal/edtf"
)

// day writes a day: "31 July 2020", "Friday 31 July 2020".
func (c *catalogue) day(d edtf.Day, weekday bool) string {
	y, m, n := d.Date()
	s := c.say("date.day", "day", c.dayNumber(n), "month", c.lists["date.months"][m-1], "year", strconv.Itoa(y))
	if !weekday {
		return s
	}
	return c.say("date.weekday_day", "weekday", c.weekday(d), "day", c.dayNumber(n),
		"month", c.lists["date.months"][m-1], "year", strconv.Itoa(y))
}

func (c *catalogue) weekday(d edtf.Day) string { return c.lists["date.weekdays"][d.Weekday()-1] }

func (c *catalogue) dayNumber(n int) string {
	if n == 1 {
		return c.say("date.first")
	}
	return strconv.Itoa(n)
}

func (c *catalogue) month(year, month int) string {
	return c.say("date.month", "month", c.lists["date.months"][month-1], "year", strconv.Itoa(year))
}

// date writes an EDTF value in words: what it names, and whether that is approximate or uncertain.
func (c *catalogue) date(v edtf.Value, weekday bool) string {
	if v.IsZero() {
		return c.say("date.unknown")
	}
	from, to, hasFrom, hasTo := v.Bounds()
	s, exact := "", false // exact: the words end in a day
	switch {
	case hasFrom && hasTo:
		if s := c.pair(v, weekday); s != "" {
			return s
		}
		s, exact = c.stretch(v, from, to, weekday)
		if v.Approximate() && exact && from != to {
			return c.say("date.roughly", "date", s)
		}
	case hasFrom:
		return c.open("date.from", v, from, true)
	case hasTo:
		return c.open("date.until", v, to, false)
	default:
		return c.yearless(v.String())
	}
	return c.qualified(v, s, exact)
}

// pair writes a choice of two dates, two dates taken together, or an interval whose ends aren't equally precise, each
// date on its own; "" for any other value.
func (c *catalogue) pair(v edtf.Value, weekday bool) string {
	if start, end, ok := v.Ends(); ok && start.Precision() != end.Precision() {
		return c.say("date.range_wide", "from", c.date(start, false), "to", c.date(end, false))
	}
	s := v.String()
	if v.Precision() != edtf.Set || strings.Contains(s, "..") || strings.Count(s, ",") != 1 {
		return ""
	}
	key := "date.or"
	if s[0] == '{' {
		key = "date.and"
	}
	before, after, _ := strings.Cut(s[1:len(s)-1], ",")
	one, err := edtf.Parse(before)
	other, err2 := edtf.Parse(after)
	if err != nil || err2 != nil {
		return ""
	}
	return c.say(key, "from", c.date(one, weekday), "to", c.date(other, weekday))
}

// open writes a value with one known end, in the words of key.
func (c *catalogue) open(key string, v edtf.Value, end edtf.Day, first bool) string {
	start, stop, _ := v.Ends()
	known := stop
	if first {
		known = start
	}
	s, exact := c.day(end, false), true
	if from, to, ok, ok2 := known.Bounds(); ok && ok2 {
		s, exact = c.stretch(known, from, to, false)
	}
	if exact {
		key += "_day"
	}
	s = c.say(key, "date", s)
	if v.Approximate() {
		s = c.say("date.roughly", "date", s)
	}
	if v.Uncertain() {
		s = c.say("date.uncertain", "date", s)
	}
	return s
}

// deadline writes a value as the last by which something is due.
func (c *catalogue) deadline(v edtf.Value) string {
	from, to, hasFrom, hasTo := v.Bounds()
	if !hasFrom || !hasTo {
		return c.date(v, true)
	}
	s, exact := c.stretch(v, from, to, false)
	key := "date.until"
	if exact {
		key += "_day"
	}
	s = c.say(key, "date", s)
	if v.Approximate() {
		s = c.say("date.roughly", "date", s)
	}
	return s
}

func (c *catalogue) qualified(v edtf.Value, s string, exact bool) string {
	if v.Approximate() {
		key := "date.about"
		if exact {
			key += "_day"
		}
		s = c.say(key, "date", s)
	}
	if v.Uncertain() {
		s = c.say("date.uncertain", "date", s)
	}
	return s
}

// stretch writes the days from one to another in the fewest words that are true of both ends.
func (c *catalogue) stretch(v edtf.Value, from, to edtf.Day, weekday bool) (s string, exact bool) {
	y1, m1, d1 := from.Date()
	y2, m2, d2 := to.Date()
	if from == to {
		if clock := clockOf(v.String()); clock != "" {
			hour, minute, _ := strings.Cut(clock, ":")
			at := c.say("date.clock", "hour", hour, "minute", minute)
			return c.say("date.time", "day", c.day(from, weekday), "time", at), true
		}
		return c.day(from, weekday), true
	}
	if n := seasonOf(v); n >= 0 {
		year, _, _ := from.Date()
		return c.say("date.season", "season", c.lists["date.seasons"][n], "year", strconv.Itoa(year)), false
	}
	months := d1 == 1 && d2 == edtf.DaysIn(y2, m2) // whole months
	switch {
	case months && m1 == 1 && m2 == 12 && y1 == y2:
		return strconv.Itoa(y1), false
	case months && m1 == 1 && m2 == 12:
		return c.say("date.range", "from", strconv.Itoa(y1), "to", strconv.Itoa(y2)), false
	case months && y1 == y2 && m1 == m2:
		return c.month(y1, m1), false
	case months && y1 == y2:
		return c.say("date.range", "from", c.lists["date.months"][m1-1], "to", c.month(y2, m2)), false
	case months:
		return c.say("date.range_wide", "from", c.month(y1, m1), "to", c.month(y2, m2)), false
	case y1 == y2 && m1 == m2:
		return c.say("date.range", "from", c.dayNumber(d1), "to", c.day(to, false)), true
	case y1 == y2:
		first := c.say("date.day_month", "day", c.dayNumber(d1), "month", c.lists["date.months"][m1-1])
		return c.say("date.range_wide", "from", first, "to", c.day(to, false)), true
	}
	return c.say("date.range_wide", "from", c.day(from, false), "to", c.day(to, false)), true
}

// yearless writes a value such as "XXXX-06-01", whose year isn't told; any other as it is.
func (c *catalogue) yearless(s string) string {
	rest, ok := strings.CutPrefix(s, "XXXX-")
	if !ok {
		return s
	}
	month, day, _ := strings.Cut(strings.TrimRight(rest, "~?%"), "-")
	m, err := strconv.Atoi(month)
	if err != nil || m < 1 || m > 12 {
		return s
	}
	words := c.lists["date.months"][m-1]
	if d, err := strconv.Atoi(day); err == nil {
		words = c.say("date.day_month", "day", c.dayNumber(d), "month", words)
	}
	return c.say("date.no_year", "date", words)
}

// clockOf returns the hours and minutes of a value that has a time: "09:47".
func clockOf(s string) string {
	if _, t, ok := strings.Cut(s, "T"); ok && len(t) >= 5 && t[2] == ':' && !strings.Contains(s, "/") {
		return t[:5]
	}
	return ""
}

// seasonOf returns which of the four seasons v names, from spring = 0, or -1. The codes are those of EDTF: 21–24, and
// 25–28 and 29–32 for the northern and southern ones.
func seasonOf(v edtf.Value) int {
	if v.Precision() != edtf.Season {
		return -1
	}
	_, code, _ := strings.Cut(strings.TrimLeft(v.String(), "-"), "-")
	n, err := strconv.Atoi(strings.TrimRight(code, "~?%"))
	if err != nil || n < 21 || n > 32 {
		return -1
	}
	return (n - 21) % 4
}

// machineDate returns what the datetime attribute of a time element may hold for the days from one to another: a day,
// a month, a year, or the smallest of these that holds the whole stretch; "" where none does.
// https://html.spec.whatwg.org/multipage/text-level-semantics.html#datetime-value
func machineDate(v edtf.Value) string {
	from, to, hasFrom, hasTo := v.Bounds()
	switch {
	case !hasFrom && !hasTo:
		return ""
	case !hasFrom:
		from = to
	case !hasTo:
		to = from
	}
	y1, m1, _ := from.Date()
	y2, m2, _ := to.Date()
	if y1 < 1 || y1 > 9999 || y1 != y2 {
		return ""
	}
	day := from.String()
	switch {
	case from == to && clockOf(v.String()) != "":
		return day + "T" + clockOf(v.String())
	case from == to:
		return day
	case m1 == m2:
		return day[:len("2020-08")]
	}
	return day[:len("2020")]
}
