package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(e *env) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Tell which version this is",
		Long:    "Version prints the version of the program, the revision that it was built from and the Go that built it.",
		Example: `  briefing version`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintln(e.stdout, version())
			return nil
		},
	}
}

// version returns the module's version, the revision that it was built from and the Go that built it.
func version() string {
	built, ok := debug.ReadBuildInfo()
	if !ok {
		return "briefing, of unknown origin"
	}
	version, revision, modified := built.Main.Version, "", ""
	for _, s := range built.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case "vcs.modified":
			if s.Value == "true" {
				modified = ", modified"
			}
		}
	}
	if version == "" || version == "(devel)" {
		version = "development"
	}
	return fmt.Sprintf("briefing %s%s%s, %s", version, inBrackets(revision), modified, built.GoVersion)
}
