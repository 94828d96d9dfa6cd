package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// findings are all that was measured.
type findings struct {
	runs     int
	edits    int
	hugo     bool
	builds   []build // by size
	again    cost    // of a build with nothing changed
	rebuilt  build   // which
	demo     cost
	previews []preview
	stages   []speed
}

// markdown returns the tables.
func (f *findings) markdown(machine string, day time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Measured on %s by `make bench`: %s; medians of %d runs and %d edits.\n\n", day.Format("2 January 2006"), machine, f.runs, f.edits)
	f.writeBuilds(&b)
	f.writeGrowth(&b)
	f.writeRest(&b)
	f.writePreviews(&b)
	f.writeStages(&b)
	return b.String()
}

func (f *findings) writeBuilds(b *strings.Builder) {
	b.WriteString("| clippings | time | processor | memory | written | × bare writing |")
	if f.hugo {
		b.WriteString(" Hugo's time | Hugo's memory | time ÷ Hugo's | processor ÷ | memory ÷ |")
	}
	b.WriteString("\n|--:|--:|--:|--:|--:|--:|")
	if f.hugo {
		b.WriteString("--:|--:|--:|--:|--:|")
	}
	for _, x := range f.builds {
		size := thousands(x.clippings)
		if x.runs < f.runs {
			size += fmt.Sprintf(" (runs: %d)", x.runs)
		}
		fmt.Fprintf(b, "\n| %s | %s | %s | %s | %s files, %s | %s |", size, seconds(x.clean.wall), seconds(x.clean.cpu), memory(x.clean.peak),
			thousands(x.files), memory(x.bytes), ratio(x.clean.wall, x.bare, "%.1f"))
		if f.hugo {
			fmt.Fprintf(b, " %s | %s | %s | %s | %s |", seconds(x.hugo.wall), memory(x.hugo.peak), ratio(x.clean.wall, x.hugo.wall, "%.2f"),
				ratio(x.clean.cpu, x.hugo.cpu, "%.2f"), ratio(x.clean.peak, x.hugo.peak, "%.2f"))
		}
	}
	b.WriteString("\n\n")
}

func (f *findings) writeGrowth(b *strings.Builder) {
	for i, x := range f.builds[1:] {
		before := f.builds[i]
		fmt.Fprintf(b, "From %s to %s clippings time grows %s times, memory %s times.\n\n", thousands(before.clippings), thousands(x.clippings),
			ratio(x.clean.wall, before.clean.wall, "%.1f"), ratio(x.clean.peak, before.clean.peak, "%.1f"))
	}
}

func (f *findings) writeRest(b *strings.Builder) {
	b.WriteString("| | time | processor | memory |\n|---|--:|--:|--:|\n")
	fmt.Fprintf(b, "| %s clippings, nothing changed (%s of the time to build them) | %s |\n", thousands(f.rebuilt.clippings), ratio(f.again.wall, f.rebuilt.clean.wall, "%.2f"), f.again)
	fmt.Fprintf(b, "| the demo, from start to exit, with pictures to share | %s |\n\n", f.demo)
}

func (f *findings) writePreviews(b *strings.Builder) {
	b.WriteString("| preview of | start to first page | clipping saved to page | alias saved to page |\n|--:|--:|--:|--:|\n")
	for _, l := range f.previews {
		fmt.Fprintf(b, "| %s clippings | %s | %s | %s |\n", thousands(l.clippings), seconds(l.first), seconds(l.clipping), seconds(l.alias))
	}
}

func (f *findings) writeStages(b *strings.Builder) {
	if len(f.stages) == 0 {
		return
	}
	b.WriteString("\n| stage, by itself | MB/s | bytes allocated for each byte | allocations for each KB |\n|---|--:|--:|--:|\n")
	for _, s := range f.stages {
		fmt.Fprintf(b, "| %s | %.1f | %.2f | %.2f |\n", s.name, s.rate, s.allocated, s.objects)
	}
}

// String returns the columns of a table.
func (c cost) String() string {
	return seconds(c.wall) + " | " + seconds(c.cpu) + " | " + memory(c.peak)
}

func seconds(d time.Duration) string {
	switch {
	case d == 0:
		return "–"
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.4f s", d.Seconds())
	case d < time.Second:
		return fmt.Sprintf("%.3f s", d.Seconds())
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

func memory(bytes int64) string {
	if bytes == 0 {
		return "–"
	}
	return thousands(int((bytes+1<<19)>>20)) + " MiB"
}

func ratio[N ~int64](a, b N, format string) string {
	if a == 0 || b == 0 {
		return "–"
	}
	return fmt.Sprintf(format, float64(a)/float64(b))
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// The marks between which tables stand in a file.
const (
	markBegin = "<!-- bench -->\n"
	markEnd   = "<!-- /bench -->\n"
)

// intoFile puts the tables into a file, between its marks.
func intoFile(name, tables string) error {
	body, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	into, err := between(string(body), tables)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(name, []byte(into), 0o644)
}

// between returns a text with what stands between the marks replaced.
func between(body, tables string) (string, error) {
	before, rest, begun := strings.Cut(body, markBegin)
	_, after, ended := strings.Cut(rest, markEnd)
	if !begun || !ended {
		return "", fmt.Errorf("the marks %q and %q aren't there", strings.TrimSpace(markBegin), strings.TrimSpace(markEnd))
	}
	return before + markBegin + tables + markEnd + after, nil
}
