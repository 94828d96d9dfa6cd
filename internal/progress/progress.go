// Package progress tells how far long work has come.
package progress

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
	"time"
)

// A Bar is a bar on a terminal, and a line now and then elsewhere. Short work goes without a word; so does all work
// for a Bar that is nil.
type Bar struct {
	w             io.Writer
	terminal      bool
	program, what string
	start         time.Time

	mu    sync.Mutex
	begun time.Time // the first step; what comes before, such as reading all files, says nothing of their pace
	told  time.Time
	done  int
	bar   bool // there is a bar to take away
}

// How long work lasts before it is told of, and how often then.
const (
	silence   = time.Second
	barEvery  = 100 * time.Millisecond
	lineEvery = 10 * time.Second
	certain   = time.Second // of work, from which its pace is told
	barLength = 20
)

// New returns what tells of a program's work, such as "clippings read", on w. Where w is nil nothing is told.
func New(w io.Writer, terminal bool, program, what string) *Bar {
	if w == nil {
		return nil
	}
	return &Bar{w: w, terminal: terminal, program: program, what: what, start: time.Now()}
}

// OnTerminal reports whether w is a terminal that shows more than lines; term is the variable TERM of the environment.
func OnTerminal(w io.Writer, term string) bool {
	file, ok := w.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return false
	}
	stat, err := file.Stat()
	return err == nil && stat.Mode()&fs.ModeCharDevice != 0 && term != "dumb"
}

// Step tells that done of all are done. It may be called by many at a time, in any order.
func (p *Bar) Step(done, all int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.begun.IsZero() {
		p.begun = now
	}
	every := lineEvery
	if p.terminal {
		every = barEvery
	}
	if p.done = max(p.done, done); now.Sub(p.start) < silence || now.Sub(p.told) < every || all == 0 {
		return
	}
	p.told = now
	if !p.terminal {
		fmt.Fprintf(p.w, "%s: %d of %d %s%s\n", p.program, p.done, all, p.what, pace(p.done, all, now.Sub(p.begun)))
		return
	}
	p.bar = true
	full := barLength * p.done / all
	fmt.Fprintf(p.w, "\r[%s%s] %d of %d %s%s\x1b[K", strings.Repeat("#", full), strings.Repeat(".", barLength-full), p.done, all, p.what, pace(p.done, all, now.Sub(p.begun)))
}

// pace tells how fast work goes and when it will be done if it goes on like that.
func pace(done, all int, since time.Duration) string {
	if done == 0 || since < certain {
		return ""
	}
	rate := float64(done) / since.Seconds()
	left := time.Duration(float64(all-done) / rate * float64(time.Second))
	if rate < 10 {
		return fmt.Sprintf(", %.1f/s, %s left", rate, left.Round(time.Second))
	}
	return fmt.Sprintf(", %.0f/s, %s left", rate, left.Round(time.Second))
}

// End takes the bar away.
func (p *Bar) End() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.bar = false
	}
}
