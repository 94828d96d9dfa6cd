// Briefing-bench measures briefing: whole builds of generated sites, beside Hugo on the same documents where there is a
// Hugo, and beside a program that does nothing but write the same bytes; builds that change nothing; the demo; how long
// an edit takes to show in the preview; and each stage by itself. It prints Markdown, for the README.
//
// Every build goes into a fresh folder, and none is removed before all is measured: on some file systems, creating files
// is many times slower for minutes after others were removed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// A plan is what is to be measured, and with what.
type plan struct {
	root      string // of this repository
	dir       string // to work in
	program   string // briefing, built
	hugo      string // "" for none
	sizes     []int  // of sites, in clippings, ascending
	runs      int    // of which the median is told
	edits     int    // likewise, in the preview
	benchtime string // of each stage; "" leaves the stages out
	said      io.Writer
}

// previewed is the largest site that the preview is measured with.
const previewed = 10000

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) == 3 && args[0] == bareCommand {
		return report(stderr, writeBare(stdout, args[1], args[2]))
	}
	p := plan{said: stderr}
	flags := flag.NewFlagSet("briefing-bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	sizes, runs := "1000,10000", 3
	if os.Getenv("BENCH_FULL") == "1" {
		sizes, runs = "1000,10000,100000", 5
	}
	flags.StringVar(&p.root, "root", ".", "folder of this repository")
	flags.StringVar(&p.dir, "dir", os.TempDir(), "where to make a folder for sites and what is built of them")
	flags.StringVar(&sizes, "sizes", sizes, "sizes of sites, in clippings; with BENCH_FULL=1 100000 too")
	flags.IntVar(&p.runs, "runs", runs, "runs, of which the median is told; with BENCH_FULL=1 five")
	flags.IntVar(&p.edits, "edits", 9, "edits, of which the median is told")
	flags.StringVar(&p.hugo, "hugo", "", "a Hugo of version "+hugoVersion+"; none for none (default: the one on PATH, else it is installed into .tools)")
	flags.StringVar(&p.benchtime, "benchtime", "1s", "how long each stage is measured; 0 for not at all")
	readme := flags.String("readme", "", "write the tables into this file too, between its marks")
	keep := flags.Bool("keep", false, "leave the folder that was worked in")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	return report(stderr, p.all(sizes, *keep, *readme, stdout))
}

func report(stderr io.Writer, err error) int {
	if err != nil {
		fmt.Fprintf(stderr, "briefing-bench: %v\n", err)
		return 1
	}
	return 0
}

// all measures everything and prints it.
func (p *plan) all(sizes string, keep bool, readme string, stdout io.Writer) (err error) {
	for s := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return fmt.Errorf("-sizes: %q is no number of clippings", s)
		}
		p.sizes = append(p.sizes, n)
	}
	slices.Sort(p.sizes)
	if p.root, err = filepath.Abs(p.root); err != nil {
		return err
	}
	if p.dir, err = os.MkdirTemp(p.dir, "briefing-bench-"); err != nil {
		return err
	}
	if keep {
		p.say("working in %s", p.dir)
	} else {
		defer func() { err = errors.Join(err, os.RemoveAll(p.dir)) }()
	}
	if p.benchtime == "0" {
		p.benchtime = ""
	}
	if err := p.equip(); err != nil {
		return err
	}
	found, err := p.measure()
	if err != nil {
		return err
	}
	table := found.markdown(machine(), time.Now())
	fmt.Fprint(stdout, table)
	if readme == "" {
		return nil
	}
	return intoFile(readme, table)
}

// measure makes the measurements, one after another.
func (p *plan) measure() (found findings, err error) {
	found.runs, found.edits, found.hugo = p.runs, p.edits, p.hugo != ""
	for _, n := range p.sizes {
		b, err := p.builds(n, found.builds)
		if err != nil {
			return found, err
		}
		found.builds = append(found.builds, b)
	}
	found.rebuilt = found.builds[0]
	for _, b := range found.builds {
		if b.clippings <= previewed { // more than that is more than memory holds of the disk: then its speed would be measured
			found.rebuilt = b
		}
	}
	if found.again, err = p.unchanged(found.rebuilt); err != nil {
		return found, err
	}
	if found.demo, err = p.demo(); err != nil {
		return found, err
	}
	for _, n := range []int{5, min(previewed, p.sizes[len(p.sizes)-1])} {
		l, err := p.preview(n)
		if err != nil {
			return found, err
		}
		found.previews = append(found.previews, l)
	}
	if p.benchtime != "" {
		found.stages, err = p.stages()
	}
	return found, err
}

func (p *plan) say(format string, args ...any) {
	fmt.Fprintf(p.said, "briefing-bench: "+format+"\n", args...)
}
