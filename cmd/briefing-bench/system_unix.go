//go:build linux || darwin || freebsd

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakOf returns the most memory that an ended process held, in bytes.
func peakOf(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}

// settle waits until the disk has what was written before, so that nobody pays for it in the next run.
func settle() { syscall.Sync() }

// freeSpace returns how many bytes can be written to the disk of a folder, if that is known.
func freeSpace(dir string) (bytes int64, known bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}
