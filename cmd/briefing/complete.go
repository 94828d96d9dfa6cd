package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// completions tells shells what may follow: `briefing completion` prints the scripts that ask for it.
func (e *env) completions(root *cobra.Command) {
	for _, c := range root.Commands() {
		switch c.Name() {
		case "annotate", "explain":
			c.ValidArgsFunction = e.clippingNames
		case "new":
			c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
				return nil, cobra.ShellCompDirectiveFilterDirs
			}
		}
		for flag, words := range map[string][]string{"strategy": {"news", "narrative", "future"}, "editor": {"code", "codium", "cursor", "zed", "idea", "subl", "emacs"}} {
			if c.Flags().Lookup(flag) != nil {
				_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)) // fails for unknown flags only
			}
		}
	}
	_ = root.MarkPersistentFlagDirname("site") // likewise
}

// clippingNames lists the clippings of the site that begin like a word.
func (e *env) clippingNames(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	entries, err := os.ReadDir(filepath.Join(e.site, "seeds"))
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []string
	for _, entry := range entries {
		for _, name := range []string{entry.Name(), "seeds/" + entry.Name()} {
			if word != "" && strings.HasPrefix(name, word) || word == "" && !strings.Contains(name, "/") {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil, cobra.ShellCompDirectiveDefault // a file from elsewhere
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
