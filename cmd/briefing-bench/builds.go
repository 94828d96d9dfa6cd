package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A cost is what a run of a program took.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // bytes of memory; 0 where the system doesn't tell
}

// timed runs a program to its end and returns what it printed.
func timed(program string, args ...string) (cost, string, error) {
	settle()
	cmd := exec.Command(program, args...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	start := time.Now()
	err := cmd.Run()
	c := cost{wall: time.Since(start)}
	if err != nil {
		return c, "", fmt.Errorf("%s %s: %w\n%s", filepath.Base(program), strings.Join(args, " "), err, bytes.TrimSpace(said.Bytes()))
	}
	c.cpu, c.peak = cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), peakOf(cmd.ProcessState)
	return c, out.String(), nil
}

// median returns the median of each figure.
func median(list []cost) cost {
	if len(list) == 0 {
		return cost{}
	}
	return cost{middle(list, func(c cost) time.Duration { return c.wall }), middle(list, func(c cost) time.Duration { return c.cpu }),
		middle(list, func(c cost) int64 { return c.peak })}
}

func middle[T any, N cmp.Ordered](list []T, of func(T) N) N {
	var all []N
	for _, x := range list {
		all = append(all, of(x))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// A build is what is known of building a site of some size.
type build struct {
	clippings, runs int
	site, out       string // its folder, and the last that was built of it
	clean, hugo     cost   // medians
	bare            time.Duration
	files           int
	bytes           int64
}

// builds builds a site of n clippings as often as is wanted and the disk allows, each time followed by Hugo and the bare
// writer.
func (p *plan) builds(n int, smaller []build) (b build, err error) {
	b.clippings, b.runs = n, p.runs
	if len(smaller) > 0 {
		last := smaller[len(smaller)-1]
		b.runs = p.fitting(last.bytes * int64(n) / int64(last.clippings))
	}
	p.say("building %d clippings", n)
	if b.site, err = p.site(fmt.Sprint("site-", n), n); err != nil {
		return b, err
	}
	hugo := ""
	if p.hugo != "" {
		if hugo, err = p.hugoSite(n); err != nil {
			return b, err
		}
	}
	var ours, theirs []cost
	var bare []time.Duration
	for i := range b.runs {
		b.out = filepath.Join(p.dir, fmt.Sprintf("out-%d-%d", n, i))
		c, _, err := timed(p.program, "--site", b.site, "build", "--quiet", "--out", b.out)
		if err != nil {
			return b, err
		}
		ours = append(ours, c)
		if hugo != "" {
			out := filepath.Join(p.dir, fmt.Sprintf("hugo-out-%d-%d", n, i))
			if c, _, err = timed(p.hugo, "--minify", "--quiet", "--source", hugo, "--destination", out); err != nil {
				return b, err
			}
			theirs = append(theirs, c)
		}
		if i == 0 {
			if b.files, b.bytes, err = weigh(b.out); err != nil {
				return b, err
			}
		}
		if b.bytes <= mostBare {
			took, err := bareWriter(b.out, b.out+"-bare")
			if err != nil {
				return b, err
			}
			bare = append(bare, took)
		}
	}
	b.clean, b.hugo = median(ours), median(theirs)
	if len(bare) > 0 {
		b.bare = middle(bare, func(d time.Duration) time.Duration { return d })
	}
	return b, nil
}

// fitting returns how many runs the disk has room for, given what a build writes.
func (p *plan) fitting(size int64) int {
	each := size + size/4 // Hugo's too
	if size <= mostBare {
		each += size
	}
	free, known := freeSpace(p.dir)
	if !known {
		return p.runs
	}
	fit := max(1, int(free*9/10/max(each, 1)))
	if fit < p.runs {
		p.say("the disk has room for %d runs only", fit)
	}
	return min(fit, p.runs)
}

// unchanged builds a site again into the folder that holds it.
func (p *plan) unchanged(b build) (cost, error) {
	p.say("building %d clippings of which none changed", b.clippings)
	var list []cost
	for range p.runs {
		c, out, err := timed(p.program, "--site", b.site, "build", "--out", b.out)
		if err != nil {
			return c, err
		}
		if !strings.Contains(out, " 0 files changed, 0 removed") {
			return c, fmt.Errorf("nothing changed, but the build says: %s", out)
		}
		list = append(list, c)
	}
	return median(list), nil
}

// demo builds the repository's own site, with pictures to share.
func (p *plan) demo() (cost, error) {
	p.say("building the demo")
	var list []cost
	for i := range 2*p.runs + 1 {
		out := filepath.Join(p.dir, "demo-"+strconv.Itoa(i))
		c, _, err := timed(p.program, "--site", p.root, "build", "--quiet", "--base-url", "https://example.org/", "--out", out)
		if err != nil {
			return c, err
		}
		if _, err := os.Stat(filepath.Join(out, "card.png")); err != nil {
			return c, errors.Join(errors.New("the demo has no pictures to share"), err)
		}
		list = append(list, c)
	}
	return median(list), nil
}
