// Package edtf reads, writes and compares dates in the Extended Date/Time Format, ISO 8601-2:2019, as specified by
// the Library of Congress at https://www.loc.gov/standards/datetime/.
//
// All of levels 0, 1 and 2 is read, with two liberties: a time may leave out its seconds ("2020-08-05T09:47"), and
// blanks after the commas of a set are dropped. A [Value] is immutable, comparable with ==, and knows the outer days
// that it covers ([Value.Bounds]).
package edtf

import (
	"cmp"
	"fmt"
	"strings"
)

// A Value is a parsed EDTF expression. The zero value is no date.
type Value struct {
	s                      string
	from, to               Day
	hasFrom, hasTo         bool
	precision              Precision
	approximate, uncertain bool
}

// An Error says why a text is no EDTF expression.
type Error struct {
	Offset int    // in bytes, where the fault stands
	Msg    string // lower case, no full stop
}

func (e *Error) Error() string { return e.Msg }

// A Precision is how finely a value names its stretch of the calendar. Of a date with unspecified digits it is the
// finest part that is told: "2020-06-2X" is as precise as a month. Qualifiers don't change it.
type Precision uint8

const (
	NoPrecision Precision = iota // of the zero value
	Millennium                   // or coarser: "1XXX"
	Century
	Decade
	Year
	HalfYear
	FourMonths
	Quarter
	Season
	Month
	DayPrecision
	Minute
	Second
	Interval
	Set // "one of" [] and "all of" {}
)

var precisionNames = [...]string{"", "millennium", "century", "decade", "year", "half-year", "four-months", "quarter",
	"season", "month", "day", "minute", "second", "interval", "set"}

func (p Precision) String() string { return precisionNames[p] }

// OfDay returns the value that names one day. EDTF has no days in years of more than four digits; there it is the year.
func OfDay(d Day) Value {
	if year, _, _ := d.Date(); year > 9999 || year < -9999 {
		v, _ := Parse(fmt.Sprintf("Y%d", year)) // five to seven digits: always a year
		return v
	}
	return Value{s: d.String(), from: d, to: d, hasFrom: true, hasTo: true, precision: DayPrecision}
}

// Parse reads an EDTF expression. The error is an [*Error].
func Parse(s string) (Value, error) {
	x, err := parse(s)
	if err != nil {
		return Value{}, err
	}
	v := Value{s: string(x.append(nil)), precision: x.precision()}
	from, to := x.bounds()
	v.from, v.hasFrom = from.day, from.known
	v.to, v.hasTo = to.day, to.known
	v.approximate = strings.ContainsAny(v.s, "~%")
	v.uncertain = strings.ContainsAny(v.s, "?%")
	return v, nil
}

// IsZero reports whether v is no date.
func (v Value) IsZero() bool { return v.s == "" }

// String returns v in EDTF.
func (v Value) String() string { return v.s }

// Bounds returns the first and the last day that v may cover, both inclusive; false where that end is open, unknown,
// in an unknown year, or more than five million years away. Qualifiers don't widen them. Seasons without a
// hemisphere (21–24) are the northern ones, from their meteorological to their astronomical end, and the winter of a
// year is the one that begins in it.
func (v Value) Bounds() (from, to Day, hasFrom, hasTo bool) {
	return v.from, v.to, v.hasFrom, v.hasTo
}

// Precision returns how finely v names its stretch of the calendar.
func (v Value) Precision() Precision { return v.precision }

// Approximate reports whether any part of v is qualified as approximate, by ~ or %.
func (v Value) Approximate() bool { return v.approximate }

// Uncertain reports whether any part of v is qualified as uncertain, by ? or %.
func (v Value) Uncertain() bool { return v.uncertain }

// Ends returns the two ends of an interval; the zero value stands for an open or unknown one. ok is false where v is
// no interval.
func (v Value) Ends() (start, end Value, ok bool) {
	if v.precision != Interval {
		return Value{}, Value{}, false
	}
	before, after, _ := strings.Cut(v.s, "/")
	start, _ = Parse(before) // what can't be read alone is open or unknown
	end, _ = Parse(after)
	return start, end, true
}

// Compare orders values by their first day, then by their last, so that the narrower comes first, then by their text.
// A value without a first day stands at its last; one without either comes after all that have one; zero values come
// last.
func Compare(a, b Value) int {
	return cmp.Or(
		cmp.Compare(a.rank(), b.rank()),
		cmp.Compare(a.firstDay(), b.firstDay()),
		cmp.Compare(a.lastDay(), b.lastDay()),
		cmp.Compare(a.s, b.s),
	)
}

func (v Value) rank() int {
	switch {
	case v.hasFrom || v.hasTo:
		return 0
	case !v.IsZero():
		return 1
	}
	return 2
}

func (v Value) firstDay() Day {
	if v.hasFrom {
		return v.from
	}
	return v.to
}

func (v Value) lastDay() Day {
	if v.hasTo || !v.hasFrom {
		return v.to
	}
	return 1<<31 - 1
}
