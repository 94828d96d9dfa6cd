package main

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// A stage is measured by a benchmark of its package.
type stage struct {
	name, pkg, benchmark string
}

var stages = []stage{
	{"clean", "clean", "Lines"},
	{"sentences", "annotate/sentence", "Split"},
	{"entities", "annotate/entity", "Annotate/^patterns=200$"},
	{"time expressions", "annotate/timex", "Annotate"},
	{"quotations", "annotate/quote", "Annotate"},
	{"link", "link", "Link/^1000$"},
	{"search index", "search", "New"},
	{"render", "site", "Render"},
	{"minify", "publish", "Minify"},
	{"write", "publish", "Write"},
	{"compare, nothing changed", "publish", "WriteUnchanged"},
}

// A speed is what a benchmark told.
type speed struct {
	name      string
	rate      float64 // MB/s
	allocated float64 // bytes, for each byte
	objects   float64 // allocations, for each 1000 bytes
}

// stages runs the benchmarks of the stages.
func (p *plan) stages() (all []speed, err error) {
	for _, s := range stages {
		p.say("measuring %s", s.name)
		top, sub, _ := strings.Cut(s.benchmark, "/")
		pattern := "^Benchmark" + top + "$"
		if sub != "" {
			pattern += "/" + sub
		}
		cmd := exec.Command("go", "test", "-run", "^$", "-bench", pattern, "-benchmem", "-benchtime", p.benchtime, "./internal/"+s.pkg)
		cmd.Dir = p.root
		out, err := cmd.CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("benchmark of %s: %w\n%s", s.name, err, out)
		}
		told := speeds(s.name, string(out))
		if len(told) == 0 {
			return nil, fmt.Errorf("benchmark of %s tells no speed:\n%s", s.name, out)
		}
		all = append(all, told...)
	}
	return all, nil
}

// speeds reads what `go test -bench` printed. Of a stage that is measured for each language, both are told.
func speeds(name, out string) (all []speed) {
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") || strings.Count(fields[0], "/") > 1 {
			continue
		}
		told := map[string]float64{}
		for i := 2; i+1 < len(fields); i += 2 {
			if n, err := strconv.ParseFloat(fields[i], 64); err == nil {
				told[fields[i+1]] = n
			}
		}
		size := told["MB/s"] * told["ns/op"] / 1e3 // bytes
		if size == 0 {
			continue
		}
		s := speed{name, told["MB/s"], told["B/op"] / size, told["allocs/op"] / size * 1000}
		if _, sub, _ := strings.Cut(fields[0], "/"); strings.HasPrefix(sub, "en") || strings.HasPrefix(sub, "fr") {
			s.name += " (" + sub[:2] + ")"
		}
		all = append(all, s)
	}
	return all
}
