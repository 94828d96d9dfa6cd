package timex

import (
	"testing"

	"briefing/internal/edtf"
)

// Days of feasts that calendars and newspapers of these years agree on.
func TestHolidays(t *testing.T) {
	tests := []struct {
		rule string
		days map[int]string
	}{
		{"easter+0", map[int]string{1818: "1818-03-22", 1943: "1943-04-25", 2000: "2000-04-23", 2019: "2019-04-21", 2024: "2024-03-31", 2038: "2038-04-25"}},
		{"easter+39", map[int]string{2020: "2020-05-21"}},
		{"orthodox+0", map[int]string{2018: "2018-04-08", 2020: "2020-04-19", 2024: "2024-05-05"}},
		{"11-w4#4", map[int]string{2018: "2018-11-22", 2019: "2019-11-28"}},
		{"11-w4#4+1", map[int]string{2019: "2019-11-29"}},
		{"05-w7#-1", map[int]string{2020: "2020-05-31", 2021: "2021-05-30"}},
		{"05-25<w1", map[int]string{2020: "2020-05-25", 2021: "2021-05-24"}},
		{"05-25>w1", map[int]string{2021: "2021-05-31"}},
		{"02-29", map[int]string{2020: "2020-02-29", 2021: ""}},
		{"hebrew 7-1", map[int]string{2018: "2018-09-09", 2020: "2020-09-18", 2023: "2023-09-15"}},
		{"hebrew 7-10", map[int]string{2019: "2019-10-08"}},
		{"hebrew 9-25", map[int]string{2018: "2018-12-02", 2020: "2020-12-10"}},
		{"hebrew 1-15", map[int]string{2018: "2018-03-30", 2021: "2021-03-27"}},
		{"hebrew 13-14", map[int]string{2013: "2013-02-23", 2020: "2020-03-09"}},
		{"islamic 9-1", map[int]string{2018: "2018-05-16", 2020: "2020-04-24"}},
		{"islamic 10-1", map[int]string{2018: "2018-06-15", 2020: "2020-05-24"}},
		{"islamic 12-10", map[int]string{2018: "2018-08-21", 2020: "2020-07-31"}},
		{"moon 1-1", map[int]string{2014: "2014-01-31", 2018: "2018-02-16", 2020: "2020-01-25", 2023: "2023-01-22"}},
		{"moon 8-15", map[int]string{2019: "2019-09-13"}},
		{"hindu 7-30@18", map[int]string{2018: "2018-11-07", 2019: "2019-10-27", 2020: "2020-11-14"}},
		{"hindu 12-15@18+1", map[int]string{2019: "2019-03-21", 2020: "2020-03-10"}},
		{"hindu 1-9@12", map[int]string{2020: "2020-04-02"}},
		{"sun 1-270", map[int]string{2018: "2018-01-14", 2019: "2019-01-15"}},
	}
	for _, test := range tests {
		h, err := parseHoliday(test.rule)
		if err != nil {
			t.Errorf("%s: %v", test.rule, err)
			continue
		}
		for year, want := range test.days {
			got := ""
			if s, ok := h.stretch(year); ok {
				got = s.from.String()
			}
			if got != want {
				t.Errorf("%s in %d: got %q, want %q", test.rule, year, got, want)
			}
		}
	}
}

// Every holiday of every language is found in every year near ours, within the year.
func TestHolidaysOfLanguages(t *testing.T) {
	all, err := languages()
	if err != nil {
		t.Fatal(err)
	}
	for tag, l := range all {
		for i := range l.holidays {
			h := &l.holidays[i]
			for year := 1950; year <= 2060; year++ {
				s, ok := h.stretch(year)
				if y, _, _ := s.from.Date(); ok && y != year {
					t.Errorf("%s: holiday %d %+v: %s is not in %d", tag, i, *h, s.from, year)
				}
				if !ok && h.rule == "fixed" && edtf.Valid(2000, h.month, h.day) && !(h.month == 2 && h.day == 29) {
					t.Errorf("%s: holiday %d %+v: none in %d", tag, i, *h, year)
				}
			}
		}
	}
}
