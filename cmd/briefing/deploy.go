package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"
)

// uploader is the program that uploads: one of its own, for the sake of all who only build. See its package comment.
const uploader = "briefing-deploy"

func deployCommand(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "deploy [--dir DIR] [--dry-run] [--max-deletes N] TARGET",
		Short: "Upload the built site, with the program briefing-deploy",
		Long: `Deploy runs briefing-deploy, which uploads a built site to S3 and what speaks like it, Google Cloud Storage,
Azure Blob Storage or a folder: what differs, assets first, pages next, removals last. It is a program of its own;
briefing deploy finds it beside this one, or in the PATH.`,
		Example: `  go -C cmd/briefing-deploy install .
  briefing deploy --dry-run s3://bucket/story?region=eu-west-3
  briefing deploy --help`,
		DisableFlagParsing: true,
		RunE:               func(_ *cobra.Command, args []string) error { return e.deploy(args) },
	}
}

func (e *env) deploy(args []string) error {
	program := uploader
	if self, err := os.Executable(); err == nil {
		if beside := filepath.Join(filepath.Dir(self), uploader); isProgram(beside) {
			program = beside
		}
	}
	cmd := exec.Command(program, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = e.stdin, e.stdout, e.stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return exitStatus(exit.ExitCode())
	case err != nil:
		return fmt.Errorf("can't run %s: %w\n    hint: it is a program of its own; in the folder of briefing's sources, `go -C cmd/briefing-deploy install .` installs it", uploader, err)
	}
	return nil
}

func isProgram(name string) bool {
	stat, err := os.Stat(name)
	return err == nil && stat.Mode().IsRegular() && stat.Mode()&0o111 != 0
}

// An exitStatus is that of a program that has said what is wrong.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }
