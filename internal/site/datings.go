package site

import (
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// A dating is a date and what pages make of it.
type dating struct {
	value    edtf.Value
	words    string // "31 July 2020"
	deadline string // "until 31 July 2020"
	weekday  string // "Friday 31 July 2020"
	machine  string // see machineDate
}

// datings keeps the dates of an edition: clippings name the same few days over and over.
type datings struct {
	sync.RWMutex
	known map[string]*dating // by EDTF
}

// knownDates is how many dates are kept at most.
const knownDates = 1 << 14

// dating returns what pages make of a date.
func (s *edition) dating(v edtf.Value) *dating {
	if d := s.datings.find(v.String()); d != nil {
		return d
	}
	return s.keepDating(v.String(), v)
}

// datingOf is dating for a date in EDTF; what can't be read is no date.
func (s *edition) datingOf(written string) *dating {
	if d := s.datings.find(written); d != nil {
		return d
	}
	v, err := edtf.Parse(written)
	if err != nil {
		v = edtf.Value{}
	}
	return s.keepDating(written, v)
}

func (k *datings) find(written string) *dating {
	k.RLock()
	defer k.RUnlock()
	return k.known[written]
}

func (s *edition) keepDating(written string, v edtf.Value) *dating {
	d := &dating{v, s.words.date(v, false), s.words.deadline(v), s.words.date(v, true), machineDate(v)}
	s.datings.Lock()
	defer s.datings.Unlock()
	if s.datings.known == nil {
		s.datings.known = map[string]*dating{}
	}
	if len(s.datings.known) < knownDates {
		s.datings.known[written] = d
	}
	return d
}

// timexDating returns the date of a time expression, from its EDTF or else from its outer days.
func (s *edition) timexDating(t *corpus.Timex) *dating {
	d := s.datingOf(t.EDTF)
	switch {
	case !d.value.IsZero() || t.From == "" && t.To == "":
		return d
	case t.From == t.To:
		return s.datingOf(t.From)
	}
	return s.datingOf(t.From + "/" + t.To)
}
