package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// starter is the site that `briefing new` makes.
//
//go:embed all:starter
var starter embed.FS

func newCommand(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "new DIR",
		Short: "Start a site in a new folder",
		Long: `New makes a folder with a small site in it, which builds: commented settings, one sample clipping,
and of everything that editors write one file that shows how. Workflows for GitHub Pages and GitLab Pages are there too.`,
		Example: `  briefing new story
  briefing serve --site story --open`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return e.new(args[0])
		},
	}
}

func (e *env) new(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0:
		return fmt.Errorf("won't start a site in %s: the folder isn't empty, it holds %q\n    hint: name a new folder", dir, entries[0].Name())
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("can't start a site in %s: %w", dir, err)
	}
	site, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	err = fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		raw, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, raw, 0o644)
	})
	if err != nil {
		return fmt.Errorf("can't start a site in %s: %w", dir, err)
	}
	if !e.quiet {
		fmt.Fprintf(e.stdout, "%s is a site. See it with\n    briefing serve --site %s --open\n", dir, dir)
	}
	return nil
}
