package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// What may be allocated on top of what is held before the garbage is collected: this many bytes, or this share in
// percent where that is more. While little is held collecting would cost more than it frees: the first tenth of a second
// of a build would be a dozen collections. Where much is held, Go's own 100 percent would double it; a third of that spares
// a quarter of the memory for a twentieth of the time.
const (
	spareBytes   = 12 << 20
	sparePercent = 35
	mostPercent  = 400 // before it is known what is held

	serverPercent = 100 // for a preview, whose answers a collection would hold up
)

// leastPercent is the share in percent.
var leastPercent atomic.Uint64

// paceCollector has the garbage collected at that pace. GOGC in the environment decides instead.
func paceCollector() {
	leastPercent.Store(sparePercent)
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(mostPercent)
		afterCollection(setPace)
	}
}

// setPace sets the pace by what the last collection left.
func setPace() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetGCPercent(percentFor(live[0].Value.Uint64()))
}

func percentFor(held uint64) int {
	return int(min(max(spareBytes*100/max(held, 1), leastPercent.Load()), mostPercent))
}

// afterCollection calls do after each collection: what nothing holds is collected, and says so.
func afterCollection(do func()) {
	type unheld struct{ _ *byte } // with a pointer it is allocated by itself
	runtime.SetFinalizer(new(unheld), func(*unheld) {
		do()
		afterCollection(do)
	})
}
