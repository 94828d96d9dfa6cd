package site

import (
	"io"

	"briefing/internal/diag"
	"briefing/internal/parallel"
)

// triedPages is how many pages of each kind are rendered before anything is published.
const triedPages = 3

// Try renders a few pages of each kind, so that a fault of a template is reported before anything is published, and in
// no more time where the site is large.
func (s *Site) Try() (list diag.List) {
	for _, e := range s.editions {
		list = join(list, e.try())
	}
	return list
}

func (s *edition) try() (list diag.List) {
	errs := make([]error, len(s.trial))
	parallel.Each(len(s.trial), func(i int) { errs[i] = s.trial[i](io.Discard) })
	for _, err := range errs {
		list = append(list, Faults(err)...)
	}
	return list
}
