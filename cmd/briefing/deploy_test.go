//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDeploy: uploading is the work of another program, which is found in the PATH and whose exit status counts.
func TestDeploy(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	deploy := func(want int, says string) {
		t.Helper()
		var said strings.Builder
		if status := run([]string{"deploy", "--dry-run", "file:///x"}, strings.NewReader(""), &said, &said); status != want || !strings.Contains(said.String(), says) {
			t.Errorf("status %d, want %d: %s", status, want, said.String())
		}
	}
	deploy(exitErrors, "go -C cmd/briefing-deploy install")
	for script, want := range map[string]int{"exit 0": exitClean, "exit 1": exitErrors, "exit 2": exitUsage, "kill -9 $$": exitErrors} {
		if err := os.WriteFile(filepath.Join(bin, uploader), []byte("#!/bin/sh\necho told \"$@\"\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		deploy(want, "told --dry-run file:///x\n")
	}
}
