package site

import (
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// A date is called the same from memory, and memory has an end.
func TestDatings(t *testing.T) {
	s := &edition{Site: &Site{}, words: catalogueOf("fr")}
	for range 2 {
		for _, written := range []string{"", "2020-08-01", "2020-08~", "2020-08-05T09:47", "../2020-09-15", "[2020-07-31,2020-08-01]", "XXXX-06-01", "no date"} {
			v, err := edtf.Parse(written)
			if err != nil {
				v = edtf.Value{}
			}
			want := dating{v, s.words.date(v, false), s.words.deadline(v), s.words.date(v, true), machineDate(v)}
			if d := s.datingOf(written); *d != want {
				t.Errorf("datingOf(%q) = %+v, want %+v", written, *d, want)
			}
			if d := s.dating(v); *d != want {
				t.Errorf("dating(%q) = %+v, want %+v", written, *d, want)
			}
		}
	}
	for day := range edtf.Day(knownDates + 10) {
		s.dating(edtf.OfDay(day))
	}
	if n := len(s.datings.known); n != knownDates {
		t.Errorf("%d dates are kept", n)
	}
}

func TestTimexDating(t *testing.T) {
	s := &edition{Site: &Site{}, words: catalogueOf("en")}
	for want, x := range map[string]corpus.Meaning{
		"2020-08-01":            {EDTF: "2020-08-01", From: "2020-01-01", To: "2020-12-31"},
		"2020-07-01/2020-07-31": {From: "2020-07-01", To: "2020-07-31"},
		"2020-07-02":            {EDTF: "nothing", From: "2020-07-02", To: "2020-07-02"},
		"/2020-07-03":           {To: "2020-07-03"},
		"":                      {EDTF: "nothing"},
	} {
		if got := s.timexDating(&corpus.Timex{Meaning: &x}).value.String(); got != want {
			t.Errorf("%+v is dated %q, want %q", x, got, want)
		}
	}
}
