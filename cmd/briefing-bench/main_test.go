package main

import (
	"bytes"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The program starts itself again as the bare writer.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == bareCommand {
		main()
	}
	os.Exit(m.Run())
}

func TestWrongUse(t *testing.T) {
	for _, c := range []struct {
		args   []string
		status int
		said   string
	}{
		{[]string{"-nonsense"}, 2, "nonsense"},
		{[]string{"-sizes", "10,many"}, 1, `"many" is no number of clippings`},
		{[]string{"-root", "../..", "-hugo", "/no/such/hugo"}, 1, "/no/such/hugo is no Hugo"},
	} {
		var out, said bytes.Buffer
		if status := run(c.args, &out, &said); status != c.status || !strings.Contains(said.String(), c.said) || out.Len() > 0 {
			t.Errorf("%v: status %d\n%s%s", c.args, status, out.String(), said.String())
		}
	}
}

func TestSpeeds(t *testing.T) {
	const printed = `goos: linux
BenchmarkAnnotate/en-2         	     100	   1000000 ns/op	  2.00 MB/s	    4000 B/op	      10 allocs/op
BenchmarkAnnotate/patterns=200-2  100	   1000000 ns/op	  2.00 MB/s	    4000 B/op	      10 allocs/op
BenchmarkAnnotate/patterns=200/tokenize-2  100	   1000000 ns/op	  2.00 MB/s	    4000 B/op	      10 allocs/op
BenchmarkCompile-2             	     100	   1000000 ns/op	    4000 B/op	      10 allocs/op
PASS
`
	want := []speed{{"quotations (en)", 2, 2, 5}, {"quotations", 2, 2, 5}}
	got := speeds("quotations", printed)
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestWithoutHugo: nothing is told of what wasn't measured.
func TestWithoutHugo(t *testing.T) {
	f := findings{runs: 3, edits: 9, builds: []build{{clippings: 10, runs: 3, clean: cost{wall: time.Second}}, {clippings: 100, runs: 1, clean: cost{wall: 9 * time.Second}}}}
	got := f.markdown("a machine", time.Date(2020, 8, 3, 0, 0, 0, 0, time.UTC))
	if strings.Contains(got, "Hugo") || strings.Contains(got, "stage") {
		t.Errorf("it tells of Hugo or of stages:\n%s", got)
	}
	for _, want := range []string{"Measured on 3 August 2020 by `make bench`: a machine; medians of 3 runs and 9 edits.\n", "\n| 10 | 1.00 s | – | – |", "\n| 100 (runs: 1) | 9.00 s |", "time grows 9.0 times, memory – times."} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in:\n%s", want, got)
		}
	}
}

func TestFigures(t *testing.T) {
	list := []cost{{3 * time.Second, time.Second, 1 << 20}, {time.Second, 5 * time.Second, 3 << 20}, {2 * time.Second, 2 * time.Second, 2 << 20}}
	if got := median(list).String(); got != "2.00 s | 2.00 s | 2 MiB" {
		t.Errorf("the median is %s", got)
	}
	for got, want := range map[string]string{
		thousands(7): "7", thousands(1000): "1,000", thousands(1234567): "1,234,567",
		seconds(0): "–", seconds(1500 * time.Microsecond): "0.0015 s", seconds(250 * time.Millisecond): "0.250 s", seconds(90 * time.Second): "90.00 s",
		memory(0): "–", memory(5 << 30): "5,120 MiB",
		ratio(time.Second, 0, "%.1f"): "–", ratio(3*time.Second, 2*time.Second, "%.1f"): "1.5",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if _, err := between("no marks", "x"); err == nil {
		t.Error("a file without marks takes tables")
	}
	p := plan{dir: t.TempDir(), runs: 5, said: &bytes.Buffer{}}
	if small, huge := p.fitting(1), p.fitting(1<<60); small != 5 || huge != 1 && runtime.GOOS != "windows" {
		t.Errorf("the disk has room for %d small builds and %d huge ones", small, huge)
	}
}
