package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// A progress tells how far a run has come: a bar on a terminal, a line now and then elsewhere; nothing of what is short.
type progress struct {
	w     io.Writer
	quiet bool
	after func(done int) // called after each step, if it isn't nil

	mu       sync.Mutex
	terminal bool
	start    time.Time
	told     time.Time
	done     int
	all      int
	bar      bool // there is a bar to take away
}

const barLength = 30

func (p *progress) begin(uploads, removals int) {
	file, ok := p.w.(*os.File)
	if ok {
		stat, err := file.Stat()
		p.terminal = err == nil && stat.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
	}
	p.start, p.all = time.Now(), uploads+removals
}

func (p *progress) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if p.after != nil {
		p.after(p.done)
	}
	now, every := time.Now(), 10*time.Second
	if p.terminal {
		every = 100 * time.Millisecond
	}
	if p.quiet || now.Sub(p.start) < time.Second || now.Sub(p.told) < every {
		return
	}
	p.told = now
	if !p.terminal {
		fmt.Fprintf(p.w, "briefing-deploy: %d of %d files\n", p.done, p.all)
		return
	}
	p.bar = true
	full := barLength * p.done / p.all
	fmt.Fprintf(p.w, "\r[%s%s] %d of %d files", strings.Repeat("#", full), strings.Repeat(".", barLength-full), p.done, p.all)
}

func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.bar = false
	}
}
