package edtf

import (
	"errors"
	"slices"
	"testing"
)

// valid holds examples of the specification (https://www.loc.gov/standards/datetime/) and forms that news needs, with
// their bounds ("" where open or unknown) and precision.
var valid = []struct{ s, from, to, precision string }{
	// Level 0
	{"1985-04-12", "1985-04-12", "1985-04-12", "day"},
	{"1985-04", "1985-04-01", "1985-04-30", "month"},
	{"1985", "1985-01-01", "1985-12-31", "year"},
	{"0000", "0000-01-01", "0000-12-31", "year"},
	{"2000-02-29", "2000-02-29", "2000-02-29", "day"},
	{"1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "second"},
	{"1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "second"},
	{"1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "second"},
	{"1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "second"},
	{"2020-08-05T09:47", "2020-08-05", "2020-08-05", "minute"},
	{"2020-08-05T09:47+02:00", "2020-08-05", "2020-08-05", "minute"},
	{"1964/2008", "1964-01-01", "2008-12-31", "interval"},
	{"2004-06/2006-08", "2004-06-01", "2006-08-31", "interval"},
	{"2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "interval"},
	{"2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval"},
	{"2004-02-01/2005", "2004-02-01", "2005-12-31", "interval"},
	{"2005/2006-02", "2005-01-01", "2006-02-28", "interval"},
	// Level 1
	{"Y170000002", "", "", "year"},
	{"Y-170000002", "", "", "year"},
	{"Y12020", "12020-01-01", "12020-12-31", "year"},
	{"2001-21", "2001-03-01", "2001-06-21", "season"},
	{"2020-22", "2020-06-01", "2020-09-23", "season"},
	{"2020-24", "2020-12-01", "2021-03-20", "season"},
	{"1984?", "1984-01-01", "1984-12-31", "year"},
	{"2004-06~", "2004-06-01", "2004-06-30", "month"},
	{"2004-06-11%", "2004-06-11", "2004-06-11", "day"},
	{"201X", "2010-01-01", "2019-12-31", "decade"},
	{"20XX", "2000-01-01", "2099-12-31", "century"},
	{"1XXX", "1000-01-01", "1999-12-31", "millennium"},
	{"2004-XX", "2004-01-01", "2004-12-31", "year"},
	{"1985-04-XX", "1985-04-01", "1985-04-30", "month"},
	{"1985-XX-XX", "1985-01-01", "1985-12-31", "year"},
	{"1985-04-12/..", "1985-04-12", "", "interval"},
	{"1985-04/..", "1985-04-01", "", "interval"},
	{"1985/..", "1985-01-01", "", "interval"},
	{"../1985-04-12", "", "1985-04-12", "interval"},
	{"../1985", "", "1985-12-31", "interval"},
	{"1985-04-12/", "1985-04-12", "", "interval"},
	{"1985/", "1985-01-01", "", "interval"},
	{"/1985-04-12", "", "1985-04-12", "interval"},
	{"/1985-04", "", "1985-04-30", "interval"},
	{"../..", "", "", "interval"},
	{"/..", "", "", "interval"},
	{"../", "", "", "interval"},
	{"1984~/2004-06", "1984-01-01", "2004-06-30", "interval"},
	{"1984/2004-06~", "1984-01-01", "2004-06-30", "interval"},
	{"1984?/2004%", "1984-01-01", "2004-12-31", "interval"},
	{"1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08", "interval"},
	{"2020-07-01/2020-07-10~", "2020-07-01", "2020-07-10", "interval"},
	{"-1985", "-1985-01-01", "-1985-12-31", "year"},
	{"-1985-04", "-1985-04-01", "-1985-04-30", "month"},
	// Level 2
	{"Y-17E7", "", "", "year"},
	{"Y2E4", "20000-01-01", "20000-12-31", "year"},
	{"1950S2", "1900-01-01", "1999-12-31", "year"},
	{"Y171010000S3", "", "", "year"},
	{"Y3388E2S3", "338000-01-01", "338999-12-31", "year"},
	{"-1859S3", "-1859-01-01", "-1850-12-31", "year"},
	{"2001-34", "2001-04-01", "2001-06-30", "quarter"},
	{"2001-28", "2001-12-01", "2002-03-20", "season"},
	{"2001-30", "2001-12-01", "2002-03-20", "season"},
	{"2001-38", "2001-05-01", "2001-08-31", "four-months"},
	{"2001-41", "2001-07-01", "2001-12-31", "half-year"},
	{"[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "set"},
	{"[..1760-12-03]", "", "1760-12-03", "set"},
	{"[1760-12..]", "1760-12-01", "", "set"},
	{"[1760-01,1760-02,1760-12..]", "1760-01-01", "", "set"},
	{"[1667,1760-12]", "1667-01-01", "1760-12-31", "set"},
	{"[..1984]", "", "1984-12-31", "set"},
	{"{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", "set"},
	{"{1960,1961-12}", "1960-01-01", "1961-12-31", "set"},
	{"{..1984}", "", "1984-12-31", "set"},
	{"[2020-07-31,2020-08-01]", "2020-07-31", "2020-08-01", "set"},
	{"[2020-08-01,2020-07-31]", "2020-07-31", "2020-08-01", "set"},
	{"2004-06~-11", "2004-06-11", "2004-06-11", "day"},
	{"2004?-06-11", "2004-06-11", "2004-06-11", "day"},
	{"?2004-06-~11", "2004-06-11", "2004-06-11", "day"},
	{"2004-%06-11", "2004-06-11", "2004-06-11", "day"},
	{"2001-21?", "2001-03-01", "2001-06-21", "season"},
	{"156X-12-25", "1560-12-25", "1569-12-25", "day"},
	{"15XX-12-25", "1500-12-25", "1599-12-25", "day"},
	{"XXXX-12-XX", "", "", "month"},
	{"XXXX-08-01", "", "", "day"},
	{"XXXX", "", "", "millennium"},
	{"1XXX-XX", "1000-01-01", "1999-12-31", "millennium"},
	{"1XXX-12", "1000-12-01", "1999-12-31", "month"},
	{"1984-1X", "1984-10-01", "1984-12-31", "year"},
	{"2020-06-2X", "2020-06-20", "2020-06-29", "month"},
	{"190X-02-29", "1904-02-29", "1908-02-29", "day"},
	{"-19XX-06", "-1999-06-01", "-1900-06-30", "month"},
	{"2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20", "interval"},
	{"2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "interval"},
}

func TestValid(t *testing.T) {
	for _, c := range valid {
		v, err := Parse(c.s)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.s, err)
			continue
		}
		if v.String() != c.s {
			t.Errorf("Parse(%q).String() = %q", c.s, v)
		}
		from, to := shownBounds(v)
		if from != c.from || to != c.to {
			t.Errorf("Parse(%q).Bounds() = %q, %q; want %q, %q", c.s, from, to, c.from, c.to)
		}
		if got := v.Precision().String(); got != c.precision {
			t.Errorf("Parse(%q).Precision() = %s, want %s", c.s, got, c.precision)
		}
	}
}

func shownBounds(v Value) (from, to string) {
	f, l, hasFrom, hasTo := v.Bounds()
	if hasFrom {
		from = f.String()
	}
	if hasTo {
		to = l.String()
	}
	return from, to
}

var invalid = []struct {
	s      string
	offset int
	msg    string
}{
	{"", 0, "empty date"},
	{"..", 0, `unexpected '.'`},
	{"/", 0, "an interval needs an end that is told"},
	{"yesterday", 0, `unexpected 'y'`},
	{"August 2020", 0, `unexpected 'A'`},
	{"03/08/2020", 0, "a year has four digits; a longer one begins with Y"},
	{"2020/08/03", 5, "a year has four digits; a longer one begins with Y"},
	{"3-8-2020", 0, "a year has four digits; a longer one begins with Y"},
	{"20200803", 0, "a year has four digits; a longer one begins with Y"},
	{"2020-8-3", 5, "a month has two digits"},
	{"2020-08-3", 8, "a day has two digits"},
	{"2020-", 5, "the date is cut short"},
	{"2020-08-", 8, "the date is cut short"},
	{"2020-13", 5, "there is no month 13"},
	{"2020-00", 5, "there is no month 00"},
	{"2020-42", 5, "there is no month 42"},
	{"2020-2X", 5, "there is no month 2X"},
	{"2020-06-31", 0, "the calendar has no day 2020-06-31"},
	{"2021-02-29", 0, "the calendar has no day 2021-02-29"},
	{"1900-02-29", 0, "the calendar has no day 1900-02-29"},
	{"19X1-02-29", 0, "the calendar has no day 19X1-02-29"},
	{"2020-02-3X", 0, "the calendar has no day 2020-02-3X"},
	{"2020-06-00", 0, "the calendar has no day 2020-06-00"},
	{"2020-22-01", 5, "there is no month 22"},
	{"2020-06-1x", 9, "unspecified digits are written with a capital X"},
	{"202x", 3, "unspecified digits are written with a capital X"},
	{"202u", 0, "a year has four digits; a longer one begins with Y"},
	{"2004-06-11~?", 11, `unexpected '?'`},
	{"?2004?", 5, "one part has two qualifiers"},
	{"2004-~06~", 8, "one part has two qualifiers"},
	{"-0000", 0, "the year 0 has no sign"},
	{"Y2020", 0, "a year after Y has more than four digits, the first not 0"},
	{"Y012345", 0, "a year after Y has more than four digits, the first not 0"},
	{"Y1200X", 0, "such a year can't have unspecified digits"},
	{"195XS2", 0, "such a year can't have unspecified digits"},
	{"1950S5", 0, "the year has fewer digits than it says are significant"},
	{"1950S0", 4, "S is followed by a number from 1 to 18"},
	{"1950E2", 0, "a year with an exponent begins with Y"},
	{"Y17E99", 3, "E is followed by a number from 1 to 9"},
	{"Y12020-05", 6, `unexpected '-'`},
	{"1950S2-05", 6, `unexpected '-'`},
	{"Y1234567890123456789", 0, "the year is too long"},
	{"2020-08T10:00", 7, "only a whole, unqualified date can have a time"},
	{"2020-08-01~T10:00", 11, "only a whole, unqualified date can have a time"},
	{"2012-10-10T10", 13, "a time has hours and minutes, as in T09:47"},
	{"2012-10-10T1:10:10Z", 11, "the hour has two digits"},
	{"2012-10-10T24:00:00", 11, "there is no hour 24"},
	{"2012-10-10T10:60", 14, "there is no minute 60"},
	{"2012-10-10T10:10:61", 17, "there is no second 61"},
	{"2012-10-10T10:10+25", 17, "there is no hour 25"},
	{"2020-08-03 ", 10, `unexpected ' '`},
	{"2005/2004", 5, "the interval ends before it begins"},
	{"2004-06-11/2004-06-10", 11, "the interval ends before it begins"},
	{"2004/2005/2006", 9, `unexpected '/'`},
	{"2004/2005-06-31", 5, "the calendar has no day 2005-06-31"},
	{"[1984", 5, "the date is cut short"},
	{"[]", 1, `unexpected ']'`},
	{"[1984}", 5, `unexpected '}'`},
	{"[1984..,1986]", 7, `unexpected ','`},
	{"[1984,..1986]", 6, `unexpected '.'`},
	{"[1986..1984]", 7, "the run ends before it begins"},
	{"[1984/1985]", 5, `unexpected '/'`},
	{"[1984]~", 6, `unexpected '~'`},
}

func TestInvalid(t *testing.T) {
	for _, c := range invalid {
		v, err := Parse(c.s)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%q) = %q, error %v", c.s, v, err)
			continue
		}
		if e.Offset != c.offset || e.Error() != c.msg {
			t.Errorf("Parse(%q): %d, %q; want %d, %q", c.s, e.Offset, e.Msg, c.offset, c.msg)
		}
		if !v.IsZero() {
			t.Errorf("Parse(%q) returns %q beside its error", c.s, v)
		}
	}
}

func TestBlanksOfSets(t *testing.T) {
	v, err := Parse("[1667, 1668,  1670..1672]")
	if err != nil || v.String() != "[1667,1668,1670..1672]" {
		t.Errorf("got %q, %v", v, err)
	}
}

func TestQualifiers(t *testing.T) {
	for _, c := range []struct {
		s                      string
		approximate, uncertain bool
	}{
		{"2020", false, false},
		{"2020-08-03~", true, false},
		{"2020-08?", false, true},
		{"2020%", true, true},
		{"2020-~08-03", true, false},
		{"2020?/2021~", true, true},
		{"{2020,2021?}", false, true},
	} {
		v := mustParse(t, c.s)
		if v.Approximate() != c.approximate || v.Uncertain() != c.uncertain {
			t.Errorf("%s: approximate %t, uncertain %t", c.s, v.Approximate(), v.Uncertain())
		}
	}
}

func TestOfDay(t *testing.T) {
	for _, d := range []Day{0, NewDay(2020, 8, 3), NewDay(-44, 3, 15), NewDay(9999, 12, 31)} {
		if v := mustParse(t, d.String()); v != OfDay(d) {
			t.Errorf("OfDay(%v) = %+v, parsed %+v", d, OfDay(d), v)
		}
	}
}

func TestOfDayBeyondFourDigits(t *testing.T) {
	d := NewDay(12020, 5, 6)
	if v := OfDay(d); v != mustParse(t, "Y12020") {
		t.Errorf("OfDay(%v) = %q", d, v)
	}
}

func TestEnds(t *testing.T) {
	for _, c := range [][3]string{
		{"2020-07-01/2020-07-10~", "2020-07-01", "2020-07-10~"},
		{"../2020-09-15", "", "2020-09-15"},
		{"2020/", "2020", ""},
	} {
		start, end, ok := mustParse(t, c[0]).Ends()
		if !ok || start.String() != c[1] || end.String() != c[2] {
			t.Errorf("%s: %q, %q, %t", c[0], start, end, ok)
		}
	}
	if _, _, ok := mustParse(t, "2020").Ends(); ok {
		t.Error("2020 has ends")
	}
}

func TestCompare(t *testing.T) {
	sorted := []string{
		"../2019", "2019-12-31", "2020-01-01", "2020-01", "2020", "2020~", "2020/..", "2020-06-30",
		"2020-07-01", "2020-07-01T09:00", "2020-07-01T10:00", "2020-07-01/2020-07-10~", "2020-07",
		"../2020-09-15", "../..", "XXXX-08-01", "",
	}
	var values []Value
	for _, s := range sorted {
		v := Value{}
		if s != "" {
			v = mustParse(t, s)
		}
		values = append(values, v)
	}
	slices.Reverse(values)
	slices.SortFunc(values, Compare)
	for i, v := range values {
		if v.String() != sorted[i] {
			t.Errorf("place %d: %q, want %q", i, v, sorted[i])
		}
	}
}

func mustParse(t *testing.T, s string) Value {
	t.Helper()
	v, err := Parse(s)
	if err != nil {
		t.Fatalf("Parse(%q): %v", s, err)
	}
	return v
}

func FuzzParse(f *testing.F) {
	for _, c := range valid {
		f.Add(c.s)
	}
	for _, c := range invalid {
		f.Add(c.s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(s) || e.Msg == "" {
				t.Fatalf("Parse(%q): error %#v", s, err)
			}
			return
		}
		again, err := Parse(v.String())
		if err != nil || again != v {
			t.Fatalf("Parse(%q) = %+v; parsed again %+v, %v", s, v, again, err)
		}
		if from, to, hasFrom, hasTo := v.Bounds(); hasFrom && hasTo && from > to {
			t.Fatalf("Parse(%q): from %v to %v", s, from, to)
		}
		if start, end, ok := v.Ends(); ok && start.IsZero() && end.IsZero() && v.s != "../.." && v.s != "/.." && v.s != "../" {
			t.Fatalf("Parse(%q): no ends", s)
		}
		if Compare(v, again) != 0 || Compare(v, Value{}) >= 0 || Compare(Value{}, v) <= 0 {
			t.Fatalf("Compare(%q) contradicts itself", s)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"2020-08-03", "2020-07-01/2020-07-10~", "[2020-07-31,2020-08-01]"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
