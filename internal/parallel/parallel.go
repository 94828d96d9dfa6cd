// Package parallel does many independent things side by side. What each gives goes to a place of its own, such as
// results[i], so that nothing depends on which is done first.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for 0 to n-1, as many at a time as there are processors, and returns when all are done.
func Each(n int, do func(i int)) { Workers(n, func() func(int) { return do }) }

// Workers is [Each] for work that needs memory of its own: each worker asks once for what it then does again and again.
func Workers(n int, worker func() func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			do := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
