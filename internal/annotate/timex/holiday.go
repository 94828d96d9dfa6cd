package timex

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"briefing/internal/edtf"
)

// A holiday tells the day of a feast in a year. Its line in [holidays] is "when: names", when being one of
//
//	12-25         a fixed day
//	11-w4#4       the fourth Thursday of November; #-1 counts from the end, #4+1 is the day after
//	05-25<w1      the Monday on or before 25 May; > for on or after; so after any other rule
//	easter+39     days from Easter of the Western churches
//	orthodox+0    days from Easter of the Eastern churches
//	hebrew 7-10   the day on whose evening a day of the Hebrew calendar begins, months from Nisan
//	islamic 9-1   a day of the Islamic calendar
//	moon 1-1      a day of the Chinese calendar, months from the new year
//
//	hindu 7-30@18 a day of India's lunisolar calendar, months from Chaitra, tithi from the new moon, and its hour
//	sun 1-270     the day on which the sun comes to a sidereal longitude
//	star 22-5     the day of a lunar mansion while the sun is in a sign
//
// and, after two dots, how many days it lasts: "islamic 9-1..30".
type holiday struct {
	rule    string
	month   int
	day     int
	weekday edtf.Weekday
	nth     int
	roll    byte // '<' back to the weekday, '>' on to it
	after   int  // days added
	hour    int  // of the day at which a tithi counts
	length  int
}

// holiday reads a line of [holidays].
func (c *compiler) holiday(line string) error {
	spec, names, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("no colon in %q", line)
	}
	h, err := parseHoliday(strings.TrimSpace(spec))
	if err != nil {
		return err
	}
	c.holidays = append(c.holidays, h)
	return c.words(fmt.Sprintf("!holiday %d: %s", len(c.holidays)-1, names))
}

func parseHoliday(spec string) (h holiday, err error) {
	bad := fmt.Errorf("unknown kind of holiday %q", spec)
	spec, length, long := strings.Cut(spec, "..")
	h.length = 1
	if long {
		if h.length, err = strconv.Atoi(length); err != nil {
			return h, bad
		}
	}
	for _, feast := range []string{"easter", "orthodox"} {
		if rest, ok := strings.CutPrefix(spec, feast); ok {
			h.rule = feast
			h.day, err = strconv.Atoi(rest)
			return h, err
		}
	}
	h.rule = "fixed"
	if name, rest, ok := strings.Cut(spec, " "); ok {
		h.rule, spec = name, rest
	}
	spec, after, moved := strings.Cut(spec, "+")
	if moved {
		if h.after, err = strconv.Atoi(after); err != nil {
			return h, bad
		}
	}
	h.hour = 6
	spec, hour, ok := strings.Cut(spec, "@")
	if ok {
		if h.hour, err = strconv.Atoi(hour); err != nil {
			return h, bad
		}
	}
	month, rest, ok := strings.Cut(spec, "-")
	if !ok {
		return h, bad
	}
	if h.month, err = strconv.Atoi(month); err != nil {
		return h, bad
	}
	switch {
	case rest[0] == 'w' && len(rest) > 3 && rest[2] == '#':
		h.rule, h.weekday = "nth", edtf.Weekday(rest[1]-'0')
		h.nth, err = strconv.Atoi(rest[3:])
	case len(rest) > 4 && (rest[2] == '<' || rest[2] == '>'):
		h.roll, h.weekday = rest[2], edtf.Weekday(rest[4]-'0')
		h.day, err = strconv.Atoi(rest[:2])
	default:
		h.day, err = strconv.Atoi(rest)
	}
	return h, err
}

// in returns the first day of the holiday in a year, or false where the year has none.
func (h *holiday) in(year int) (edtf.Day, bool) {
	switch h.rule {
	case "easter":
		return easter(year) + edtf.Day(h.day), true
	case "orthodox":
		return orthodox(year) + edtf.Day(h.day), true
	case "nth":
		if h.nth < 0 {
			last := edtf.NewDay(year, h.month+1, 1) - 1
			return last - edtf.Day((int(last.Weekday())-int(h.weekday)+7)%7+7*(-h.nth-1)), true
		}
		first := edtf.NewDay(year, h.month, 1)
		return first + edtf.Day((int(h.weekday)-int(first.Weekday())+7)%7+7*(h.nth-1)), true
	case "hebrew":
		return hebrew(year, h.month, h.day), true
	case "islamic":
		return islamic(year, h.month, h.day)
	case "hindu":
		return hindu(year, h.month, h.day, h.hour)
	case "sun":
		return sankranti(year, h.day), true
	case "star":
		return starDay(year, h.month, h.day)
	case "moon":
		return chinese(year, h.month, h.day), true
	}
	return edtf.NewDay(year, h.month, h.day), edtf.Valid(year, h.month, h.day)
}

// reach returns how many years either way hold the holiday before or after any day.
func (h *holiday) reach() int {
	if h.month == 2 && h.day == 29 {
		return 8
	}
	return 1
}

// easter returns Easter Sunday of the Gregorian calendar, by the anonymous algorithm in Meeus, Astronomical
// Algorithms, chapter 8.
func easter(year int) edtf.Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := (h + l - 7*m + 90) / 25
	return edtf.NewDay(year, n, (h+l-7*m+33*n+19)%32)
}

// orthodox returns Easter Sunday of the Julian calendar as a Gregorian day, by Meeus.
func orthodox(year int) edtf.Day {
	d := (19*(year%19) + 15) % 30
	e := (2*(year%4) + 4*(year%7) - d + 34) % 7
	month, day := (d+e+114)/31, (d+e+114)%31+1
	return edtf.NewDay(year, month, day) + edtf.Day(year/100-year/400-2)
}

// islamic returns a day of the Islamic calendar that falls in a Gregorian year: the first one. A month begins on the
// evening after the new moon when that is over by sunset in Mecca, as the calendar of Umm al-Qura has it, else a day
// later; the tabular calendar tells which new moon.
func islamic(year, month, day int) (edtf.Day, bool) {
	const epoch = -492148    // 16 July 622, Julian, in days from 1970
	const sunset = 15.5 / 24 // in Mecca, universal time
	first, last := edtf.NewDay(year, 1, 1), edtf.NewDay(year, 12, 31)
	for h := (year - 623) * 33 / 32; h < (year-621)*33/32+1; h++ {
		table := epoch + (h-1)*354 + (3+11*h)/30 + 29*(month-1) + month/2
		moon := nearestNewMoon(float64(table) - 1)
		start := edtf.Day(math.Floor(moon)) + 1
		if moon-math.Floor(moon) > sunset {
			start++
		}
		if d := start + edtf.Day(day-1); d >= first && d <= last {
			return d, true
		}
	}
	return 0, false
}

// hebrew returns the day on whose evening a day of the Hebrew calendar begins, in a Gregorian year, months counted from Nisan and
// Adar being the last one before it; Reingold and Dershowitz, Calendrical Calculations.
func hebrew(year, month, day int) edtf.Day {
	const epoch = -2092591 // 7 October 3761 BC, Julian, in days from 1970
	elapsed := func(y int) int {
		months := (235*y - 234) / 19
		parts := 12084 + 13753*months
		d := 29*months + parts/25920
		if 3*(d+1)%7 < 3 {
			d++
		}
		return d
	}
	newYear := func(y int) int {
		a, b, c := elapsed(y-1), elapsed(y), elapsed(y+1)
		switch {
		case c-b == 356:
			b += 2
		case b-a == 382:
			b++
		}
		return epoch + b
	}
	if month >= 7 && month <= 9 { // Tishri to Kislev open the year that begins in autumn
		ny := newYear(year + 3761)
		d := ny + day - 1
		if month > 7 {
			d += 30
		}
		if month > 8 {
			d += 29
			if n := newYear(year+3762) - ny; n%10 == 5 {
				d++
			}
		}
		return edtf.Day(d)
	}
	d := newYear(year+3761) - 1 // counted back from the eve of the new year: Nisan to Elul are 177 days
	if month < 7 {
		return edtf.Day(d - 177 + (59*month-58)/2 + day)
	}
	nisan := d - 177
	switch month {
	case 12, 13: // Adar, the second one of a leap year
		return edtf.Day(nisan - 29 + day)
	}
	n := 29 + 30 // Shevat and Adar
	if newYear(year+3761)-newYear(year+3760) > 360 {
		n += 30
	}
	if month == 10 {
		n += 29
	}
	return edtf.Day(nisan - n + day)
}

// stretch returns the days of the holiday in a year.
func (h *holiday) stretch(year int) (stretch, bool) {
	d, ok := h.in(year)
	if !ok {
		return stretch{}, false
	}
	switch h.roll {
	case '<':
		d -= edtf.Day((int(d.Weekday()) - int(h.weekday) + 7) % 7)
	case '>':
		d += daysUntil(d, h.weekday)
	}
	if y, _, _ := d.Date(); y != year {
		return stretch{}, false
	}
	d += edtf.Day(h.after)
	if h.length > 1 {
		return span(d, d+edtf.Day(h.length-1), unitNone), true
	}
	return dayStretch(d), true
}

// feast resolves a holiday.
func (f *frame) feast(m *meaning) (stretch, bool) {
	h := &f.holidays[m.get(fHoliday)]
	at := h.stretch
	if m.is(fYear) {
		f.anchor, f.rule = anchorAbsolute, "the feast of that year"
		return at(int(m.get(fYear)))
	}
	if !f.hasRef {
		return stretch{}, false
	}
	if m.is(fUnit) && m.get(fUnit) == unitYear && m.is(fDir) {
		n := 0
		switch m.get(fDir) {
		case dirLast, dirBefore:
			n = -1
		case dirNext, dirAfter:
			n = 1
		}
		f.anchor, f.rule = anchorPublished, "the feast of that year"
		return at(f.refYear() + n)
	}
	policy := f.policy(m, chooseNearest)
	f.explain(policy)
	return f.chooseWithin(func(k int) (stretch, bool) { return at(f.refYear() + k) }, policy, h.reach())
}
