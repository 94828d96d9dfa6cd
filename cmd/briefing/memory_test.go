package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestPace(t *testing.T) {
	leastPercent.Store(sparePercent)
	for held, want := range map[uint64]int{0: mostPercent, 3 << 20: mostPercent, 6 << 20: 200, 12 << 20: 100, 64 << 20: sparePercent, 8 << 30: sparePercent} {
		if got := percentFor(held); got != want {
			t.Errorf("%d bytes held: %d percent, want %d", held, got, want)
		}
	}
}

// TestPaceIsKept says that each collection sets the pace anew.
func TestPaceIsKept(t *testing.T) {
	t.Setenv("GOGC", "")
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	paceCollector()
	defer leastPercent.Store(leastPercent.Load())
	for _, mb := range [...]int{1, 200, 1} {
		held := make([]byte, mb<<20)
		want := percentFor(uint64(len(held)) + spareBytes/8)
		for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
			runtime.GC()
			got := debug.SetGCPercent(100)
			debug.SetGCPercent(got)
			if got == want || mb == 1 && got > sparePercent {
				break
			}
			if time.Now().After(end) {
				t.Fatalf("with %d MB held the pace stays at %d percent, want %d", mb, got, want)
			}
		}
		runtime.KeepAlive(held)
	}
}
