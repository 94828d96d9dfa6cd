package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"briefing/internal/content"
)

func schemaCommand(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print the JSON Schemas of what editors write",
		Long: `Schema prints the JSON Schema (draft 2020-12) of the front matter of a kind of file: ` + strings.Join(content.Kinds(), ", ") + `.
Without a kind, one object with all of them. They are drawn by the code that reads the files. The README tells how an
editor that knows YAML can be told of them.`,
		Example: `  briefing schema entity
  briefing schema site > .vscode/site.schema.json`,
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: content.Kinds(),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				schema := content.Schema(args[0])
				if schema == nil {
					return fmt.Errorf("there is no schema of %q\n    hint: one of %s", args[0], strings.Join(content.Kinds(), ", "))
				}
				_, err := e.stdout.Write(schema)
				return err
			}
			all := map[string]json.RawMessage{}
			for _, kind := range content.Kinds() {
				all[kind] = content.Schema(kind)
			}
			out := json.NewEncoder(e.stdout)
			out.SetEscapeHTML(false)
			out.SetIndent("", "  ")
			return out.Encode(all)
		},
	}
}
