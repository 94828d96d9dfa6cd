package edtf

import "strconv"

// A Day is a day of the proleptic Gregorian calendar, counted from 1 January 1970.
type Day int32

// A Weekday counts from Monday = 1 to Sunday = 7, as ISO 8601 does.
type Weekday int

// NewDay returns the day of a year, month (1–12) and day of the month. Values outside their range carry over, as in
// [time.Date]: 31 June is 1 July.
func NewDay(year, month, day int) Day {
	// Days since 1970 from a civil date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
	month--
	year += floorDiv(month, 12)
	month = month - 12*floorDiv(month, 12) + 1
	y := year
	if month <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	mp := (month + 9) % 12
	doy := (153*mp+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Day(era*146097 + doe - 719468)
}

// Date returns the year, month and day of the month.
func (d Day) Date() (year, month, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = (mp+2)%12 + 1
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// Weekday returns the day of the week.
func (d Day) Weekday() Weekday {
	return Weekday((int(d)%7+7+3)%7 + 1) // 1 January 1970 was a Thursday
}

// Week returns the ISO 8601 week-numbering year and week of d.
func (d Day) Week() (year, week int) {
	thursday := d + Day(4-d.Weekday())
	year, _, _ = thursday.Date()
	return year, int(thursday-NewDay(year, 1, 1))/7 + 1
}

// DaysIn returns the number of days of a month.
func DaysIn(year, month int) int { return int(NewDay(year, month+1, 1) - NewDay(year, month, 1)) }

// Valid reports whether the calendar has such a day.
func Valid(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= DaysIn(year, month)
}

// String returns the day as YYYY-MM-DD.
func (d Day) String() string {
	var room [16]byte
	return string(d.append(room[:0]))
}

func (d Day) append(dst []byte) []byte {
	year, month, day := d.Date()
	if year < 0 {
		dst, year = append(dst, '-'), -year
	}
	for unit := 1000; unit > 1 && year < unit; unit /= 10 {
		dst = append(dst, '0')
	}
	dst = strconv.AppendInt(dst, int64(year), 10)
	return append(dst, '-', byte('0'+month/10), byte('0'+month%10), '-', byte('0'+day/10), byte('0'+day%10))
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
