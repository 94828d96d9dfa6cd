package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"briefing/internal/parallel"
)

// The bare writer is this program once more, for it holds all that it writes: a process that starts another hands on, on
// Linux, what memory it had as the least that the other one is said to have had.
const bareCommand = "bare"

// mostBare is how many bytes the bare writer is given at most, since it holds them.
const mostBare = 3 << 30

// bareWriter runs the bare writer and returns how long it wrote.
func bareWriter(from, to string) (time.Duration, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	_, out, err := timed(self, bareCommand, from, to)
	if err != nil {
		return 0, err
	}
	return time.ParseDuration(strings.TrimSpace(out))
}

// writeBare writes the files of a folder into a fresh one, and tells how long that took; reading them isn't counted.
func writeBare(w io.Writer, from, to string) error {
	type file struct {
		name string
		body []byte
	}
	var files []file
	var folders []string
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(to, strings.TrimPrefix(name, from))
		if d.IsDir() {
			folders = append(folders, to)
			return nil
		}
		body, err := os.ReadFile(name)
		files = append(files, file{to, body})
		return err
	})
	if err != nil {
		return err
	}
	settle()
	start := time.Now()
	for _, name := range folders {
		if err := os.MkdirAll(name, 0o755); err != nil {
			return err
		}
	}
	errs := make([]error, len(files))
	parallel.Each(len(files), func(i int) { errs[i] = os.WriteFile(files[i].name, files[i].body, 0o644) })
	took := time.Since(start)
	fmt.Fprintln(w, took)
	return errors.Join(errs...)
}
