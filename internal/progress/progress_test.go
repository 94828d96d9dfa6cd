package progress

import (
	"bytes"
	"regexp"
	"testing"
	"time"
)

func TestPace(t *testing.T) {
	for _, c := range []struct {
		done, all int
		since     time.Duration
		want      string
	}{
		{0, 10, time.Second, ""},
		{3, 10, time.Second / 2, ""},
		{1, 10, 2 * time.Second, ", 0.5/s, 18s left"},
		{2000, 10000, 10 * time.Second, ", 200/s, 40s left"},
		{10000, 10000, 10 * time.Second, ", 1000/s, 0s left"},
	} {
		if got := pace(c.done, c.all, c.since); got != c.want {
			t.Errorf("%d of %d in %s: %q, want %q", c.done, c.all, c.since, got, c.want)
		}
	}
}

// TestProgress: short work goes without a word; long work shows a bar on a terminal, which is taken away, and a line elsewhere.
func TestProgress(t *testing.T) {
	for _, c := range []struct {
		name     string
		terminal bool
		lasts    time.Duration
		waited   time.Duration // of that, before the first step
		want     string
	}{
		{"short", true, 0, 0, `^$`},
		{"terminal", true, time.Minute, 0, `^\r\[##########\.{10}\] 50 of 100 files rendered, 0\.8/s, 1m0s left\x1b\[K\r\x1b\[K$`},
		{"elsewhere", false, time.Minute, 0, `^briefing: 50 of 100 files rendered, 0\.8/s, 1m0s left\n$`},
		{"only just begun", false, time.Minute, time.Minute, `^briefing: 50 of 100 files rendered\n$`},
	} {
		var out bytes.Buffer
		p := &Bar{w: &out, program: "briefing", terminal: c.terminal, what: "files rendered", start: time.Now().Add(-c.lasts), begun: time.Now().Add(c.waited - c.lasts)}
		p.Step(50, 100)
		p.Step(51, 100) // too soon to be told
		p.End()
		if !regexp.MustCompile(c.want).MatchString(out.String()) {
			t.Errorf("%s: %q", c.name, out.String())
		}
	}
	quiet := New(nil, true, "briefing", "files rendered")
	if quiet.Step(1, 2); quiet != nil {
		t.Error("quiet work is told of")
	}
	quiet.End()
}
