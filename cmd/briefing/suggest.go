package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/corpus"
	"briefing/internal/suggest"
	"briefing/internal/text"
)

func suggestCommand(e *env) *cobra.Command {
	var asJSON bool
	var write string
	var limit int
	cmd := &cobra.Command{
		Use:   "suggest",
		Short: "List the names worth declaring as entities",
		Long: `Suggest lists the names that clippings use and no file of content/entities/ declares, those most worth
declaring first: with a guess at the type, the forms seen and a sentence as an example.`,
		Example: `  briefing suggest
  briefing suggest --write sequoia-capital   write content/entities/sequoia-capital.md
  briefing suggest --json | jq -r '.[].id'`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := e.suggestions()
			switch {
			case err != nil:
				return err
			case write != "":
				return e.declare(list, write)
			case asJSON:
				return e.suggestionsJSON(list)
			}
			e.printSuggestions(list[:min(len(list), limit)], len(list))
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print all of them as JSON")
	cmd.Flags().StringVar(&write, "write", "", "write the file that declares the suggestion of this `id`")
	cmd.Flags().IntVar(&limit, "limit", 20, "how many to print")
	return cmd
}

func (e *env) suggestions() ([]suggest.Suggestion, error) {
	fsys, err := e.open()
	if err != nil {
		return nil, err
	}
	desk, diags := build.Read(fsys, build.Options{})
	if err := e.report(diags.Sort(), false); err != nil {
		return nil, err
	}
	docs, _ := desk.Documents()
	tokens := func(d *corpus.Document) *text.Tokens { return text.Tokenize(d.Clipping.Source.Text) }
	return suggest.Suggest(docs, tokens, desk.Content.Entities), nil
}

// declare writes the file of a suggestion. One that is there already stays.
func (e *env) declare(list []suggest.Suggestion, id string) error {
	for i := range list {
		if list[i].ID != id {
			continue
		}
		name := filepath.Join(e.site, "content", "entities", id+".md")
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is there already", name)
		}
		if err != nil {
			return err
		}
		_, err = file.WriteString(list[i].FrontMatter())
		if err = errors.Join(err, file.Close()); err == nil && !e.quiet {
			fmt.Fprintf(e.stdout, "%s declares %s; the type is a guess: %s\n", name, list[i].Name, list[i].Reason)
		}
		return err
	}
	return fmt.Errorf("there is no suggestion %q\n    hint: see `briefing suggest` for their ids", id)
}

func (e *env) printSuggestions(list []suggest.Suggestion, all int) {
	for _, s := range list {
		fmt.Fprintf(e.stdout, "%-28s %-12s %s in %s\n    %s\n", s.ID, s.Type, count(s.Count, "time"), count(s.Documents, "document"), s.Reason)
		for _, v := range s.Variants {
			if v.Text != s.Name {
				fmt.Fprintf(e.stdout, "    also %q, %s\n", v.Text, count(v.Count, "time"))
			}
		}
		where, words := example(&s)
		fmt.Fprintf(e.stdout, "    %s: %s\n\n", where, words)
	}
	switch {
	case all == 0:
		fmt.Fprintln(e.stdout, "every name that the clippings repeat is declared")
	case all > len(list):
		fmt.Fprintf(e.stdout, "%d more: briefing suggest --limit %d\n", all-len(list), all)
	}
}

// example returns a sentence that holds the name, and where it stands.
func example(s *suggest.Suggestion) (where, words string) {
	doc := s.Sentence.Document
	pos := doc.Clipping.Source.Position(s.Span.Start)
	words = doc.Text(s.Span)
	if s.Sentence.Sentence >= 0 {
		words = s.Sentence.Text()
	}
	return fmt.Sprintf("%s:%s", doc.Clipping.Source.Name, pos), words
}

func (e *env) suggestionsJSON(list []suggest.Suggestion) error {
	type record struct {
		ID        string         `json:"id"`
		Name      string         `json:"name"`
		Type      string         `json:"type"`
		Reason    string         `json:"reason"`
		Count     int            `json:"count"`
		Documents int            `json:"documents"`
		Variants  map[string]int `json:"variants"`
		Place     string         `json:"place"`
		Example   string         `json:"example"`
		File      string         `json:"file"`
	}
	records := make([]record, len(list))
	for i := range list {
		s := &list[i]
		where, words := example(s)
		records[i] = record{s.ID, s.Name, string(s.Type), s.Reason, s.Count, s.Documents, map[string]int{}, where, words, s.FrontMatter()}
		for _, v := range s.Variants {
			records[i].Variants[v.Text] = v.Count
		}
	}
	out := json.NewEncoder(e.stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(records)
}
