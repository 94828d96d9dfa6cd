package parallel

import (
	"sync/atomic"
	"testing"
)

func TestEachIsDoneOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		var workers atomic.Int64
		done := make([]int, n)
		Workers(n, func() func(int) {
			workers.Add(1)
			return func(i int) { done[i]++ }
		})
		Each(n, func(i int) { done[i]++ })
		for i, times := range done {
			if times != 2 {
				t.Errorf("%d of %d was done %d times", i, n, times)
			}
		}
		if int(workers.Load()) > n {
			t.Errorf("%d workers for %d", workers.Load(), n)
		}
	}
}
