package main

import (
	"io"
	"os"
	"sync"

	"briefing/internal/progress"
)

// A counter counts the files that a run has sent or removed, and tells how far it has come.
type counter struct {
	w     io.Writer      // nil where nothing is to be told
	after func(done int) // called after each step, if it isn't nil

	mu        sync.Mutex
	done, all int
	bar       *progress.Bar
}

func (c *counter) begin(uploads, removals int) {
	c.all = uploads + removals
	c.bar = progress.New(c.w, progress.OnTerminal(c.w, os.Getenv("TERM")), "briefing-deploy", "files")
}

func (c *counter) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done++
	if c.after != nil {
		c.after(c.done)
	}
	c.bar.Step(c.done, c.all)
}

func (c *counter) end() { c.bar.End() }
