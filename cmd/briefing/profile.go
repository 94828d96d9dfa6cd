package main

import (
	"errors"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"

	"github.com/spf13/cobra"
)

// A profiler writes what --cpuprofile, --memprofile and --trace ask for, for `go tool pprof` and `go tool trace`.
type profiler struct{ cpu, mem, trace string }

func (p *profiler) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.cpu, "cpuprofile", "", "write a CPU profile to this file")
	cmd.Flags().StringVar(&p.mem, "memprofile", "", "write a profile of allocations to this file")
	cmd.Flags().StringVar(&p.trace, "trace", "", "write an execution trace to this file")
}

// during runs do with what was asked for switched on.
func (p *profiler) during(do func() error) error {
	var stops []func() error
	start := func(name string, begin func(f *os.File) error, end func(f *os.File) error) error {
		if name == "" {
			return nil
		}
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		stops = append(stops, func() error { return errors.Join(end(f), f.Close()) })
		return begin(f)
	}
	err := errors.Join(
		start(p.cpu, func(f *os.File) error { return pprof.StartCPUProfile(f) }, func(*os.File) error { pprof.StopCPUProfile(); return nil }),
		start(p.trace, func(f *os.File) error { return trace.Start(f) }, func(*os.File) error { trace.Stop(); return nil }),
		start(p.mem, func(*os.File) error { return nil }, func(f *os.File) error {
			runtime.GC()
			return pprof.Lookup("allocs").WriteTo(f, 0)
		}),
	)
	if err == nil {
		err = do()
	}
	for _, stop := range stops {
		err = errors.Join(err, stop())
	}
	return err
}
