package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A stats adds up what the stages of a build cost, for --stats.
type stats struct {
	start time.Time

	mu     sync.Mutex
	list   []*cost
	active map[string]int // begun and not ended, by the stage that they are part of
}

// A cost is what a stage took, or one part of it.
type cost struct {
	stage     string // "documents", "documents/clean"
	took      time.Duration
	bytes     int
	allocated heap
	mixed     bool // others allocated in the meantime
}

// A heap counts all that was ever allocated, by the whole process.
type heap struct{ bytes, objects uint64 }

func readHeap() heap {
	samples := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}, {Name: "/gc/heap/allocs:objects"}}
	metrics.Read(samples)
	return heap{samples[0].Value.Uint64(), samples[1].Value.Uint64()}
}

func newStats() *stats { return &stats{start: time.Now(), active: map[string]int{}} }

// begin is a [corpus.Meter].
func (s *stats) begin(stage string) func(bytes int) {
	whole, _, part := strings.Cut(stage, "/")
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.of(stage)
	if part {
		s.enter(whole)
	}
	before, start := readHeap(), time.Now()
	return func(bytes int) {
		took, after := time.Since(start), readHeap()
		s.mu.Lock()
		defer s.mu.Unlock()
		if part {
			s.active[whole]--
		}
		c.took += took
		c.bytes += bytes
		c.allocated.bytes += after.bytes - before.bytes
		c.allocated.objects += after.objects - before.objects
	}
}

// of returns the cost of a stage.
func (s *stats) of(stage string) *cost {
	for _, c := range s.list {
		if c.stage == stage {
			return c
		}
	}
	c := &cost{stage: stage}
	s.list = append(s.list, c)
	return c
}

// enter notes that a part of a stage begins. Where another goes on, whatever the whole process allocates can't be told apart.
func (s *stats) enter(whole string) {
	if s.active[whole]++; s.active[whole] < 2 {
		return
	}
	for _, c := range s.list {
		if strings.HasPrefix(c.stage, whole+"/") {
			c.mixed = true
		}
	}
}

// write prints a table: stages in their order, under each its parts, the dearest first.
func (s *stats) write(w io.Writer) {
	total := cost{stage: "in all", took: time.Since(s.start), allocated: readHeap()}
	fmt.Fprintf(w, "%-30s %9s %9s %9s %11s %12s\n", "stage", "s", "MB", "MB/s", "MB alloc", "allocations")
	for _, whole := range s.list {
		if strings.Contains(whole.stage, "/") {
			continue
		}
		whole.write(w, whole.stage)
		var parts []*cost
		for _, c := range s.list {
			if strings.HasPrefix(c.stage, whole.stage+"/") {
				parts = append(parts, c)
			}
		}
		slices.SortStableFunc(parts, func(a, b *cost) int { return cmp.Compare(b.took, a.took) })
		for _, c := range parts {
			c.write(w, "  "+strings.TrimPrefix(c.stage, whole.stage+"/"))
		}
	}
	total.write(w, total.stage)
	fmt.Fprintf(w, "parts are in worker time: that of %s, added up", count(runtime.GOMAXPROCS(0), "worker"))
	if slices.ContainsFunc(s.list, func(c *cost) bool { return c.mixed }) {
		fmt.Fprint(w, "; what they allocate side by side can't be told apart (with GOMAXPROCS=1 it can)")
	}
	fmt.Fprintln(w)
	peak, of := peakMemory()
	fmt.Fprintf(w, "peak memory %.0f MB (%s)\n", float64(peak)/1e6, of)
}

func (c *cost) write(w io.Writer, name string) {
	size, speed, bytes, objects := "-", "-", "-", "-"
	if c.bytes > 0 {
		size = fmt.Sprintf("%.1f", float64(c.bytes)/1e6)
		speed = fmt.Sprintf("%.1f", float64(c.bytes)/1e6/max(c.took.Seconds(), 1e-9))
	}
	if !c.mixed {
		bytes, objects = fmt.Sprintf("%.1f", float64(c.allocated.bytes)/1e6), fmt.Sprint(c.allocated.objects)
	}
	fmt.Fprintf(w, "%-30s %9.3f %9s %9s %11s %12s\n", name, c.took.Seconds(), size, speed, bytes, objects)
}

// peakMemory returns the most memory that the process ever held, in bytes, and by which measure: as Linux counts it, else
// all that the Go runtime ever asked for.
func peakMemory() (bytes uint64, of string) {
	if f, err := os.Open("/proc/self/status"); err == nil {
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if size, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
				if n, err := strconv.ParseUint(strings.TrimSpace(strings.TrimSuffix(size, "kB")), 10, 64); err == nil {
					return n << 10, "resident"
				}
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys, "asked of the system by Go"
}
