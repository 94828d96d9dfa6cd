package site

import (
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"briefing/internal/diag"
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
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(s.trial)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(s.trial); i = int(next.Add(1)) - 1 {
				errs[i] = s.trial[i](io.Discard)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		list = append(list, Faults(err)...)
	}
	return list
}
