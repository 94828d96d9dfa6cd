package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/suggest"
	"briefing/internal/text"
)

func suggestCommand(e *env) *cobra.Command {
	var asJSON bool
	var write string
	var limit int
	cmd := &cobra.Command{
		Use:   "suggest",
		Short: "Propose the entities worth declaring",
		Long: `Suggest lists the names that the clippings hold and no file of content/entities/ declares, the most
worthwhile first, with a guess of their type and what it rests on. It also tells which declarations
no clipping uses.`,
		Example: `  briefing suggest
  briefing suggest --json | jq '.suggestions[].name'
  briefing suggest --write vanessa-pappas   create content/entities/vanessa-pappas.md`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := e.suggestions()
			switch {
			case err != nil:
				return err
			case write != "":
				return e.writeSuggestion(s, write)
			case asJSON:
				return e.suggestionsJSON(s)
			}
			return e.listSuggestions(s, limit)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVar(&write, "write", "", "create the entity file of the suggestion with this id")
	cmd.Flags().IntVar(&limit, "limit", 50, "how many to list; 0 for all")
	cmd.AddCommand(suggestTimelineCommand(e))
	return cmd
}

// suggestions is what there is to suggest about a site.
type suggestions struct {
	names  []suggest.Suggestion
	unused diag.List
}

// desk reads the files of the site, and tells what is wrong with them.
func (e *env) desk() (*build.Desk, error) {
	fsys, err := e.open()
	if err != nil {
		return nil, err
	}
	desk, diags := build.Read(fsys, build.Options{})
	return desk, e.report(diags.Sort(), false)
}

func (e *env) suggestions() (*suggestions, error) {
	desk, err := e.desk()
	if err != nil {
		return nil, err
	}
	docs, _ := desk.Documents()
	tokens := func(d *corpus.Document) *text.Tokens { return text.Tokenize(d.Clipping.Source.Text) }
	return &suggestions{suggest.Suggest(docs, tokens, desk.Content.Entities), suggest.Unused(docs, desk.Content.Entities)}, nil
}

func (e *env) listSuggestions(s *suggestions, limit int) error {
	for i, n := range s.names {
		if limit > 0 && i == limit {
			fmt.Fprintf(e.stdout, "and %d more; see --limit\n", len(s.names)-limit)
			break
		}
		fmt.Fprintf(e.stdout, "%s  (%s, %s in %s)\n", n.Name, n.Type, count(n.Count, "mention"), count(n.Documents, "document"))
		fmt.Fprintf(e.stdout, "    id       %s\n    because  %s\n", n.ID, n.Reason)
		if others := otherForms(n); others != "" {
			fmt.Fprintf(e.stdout, "    also     %s\n", others)
		}
		doc := n.Sentence.Document
		fmt.Fprintf(e.stdout, "    in       %s:%s: %s\n", doc.Clipping.Source.Name, doc.Clipping.Source.Position(n.Span.Start), around(doc, n.Span))
	}
	if len(s.names) == 0 {
		fmt.Fprintln(e.stdout, "no name is left to declare")
	}
	if len(s.unused) > 0 {
		fmt.Fprintln(e.stderr, "\nnot used by any clipping; declared ahead of need, or misspelt:")
	}
	for _, d := range s.unused {
		fmt.Fprintf(e.stderr, "    %s: %s\n", d.Where(), d.Message)
	}
	return nil
}

func otherForms(n suggest.Suggestion) string {
	var forms []string
	for _, v := range n.Variants {
		if v.Text != n.Name {
			forms = append(forms, fmt.Sprintf("%s (%d)", v.Text, v.Count))
		}
	}
	return strings.Join(forms, ", ")
}

// contextRunes is how many characters are shown on either side of a name.
const contextRunes = 40

// around returns a span with some of the line that it stands in.
func around(doc *corpus.Document, s text.Span) string {
	line := doc.Clipping.Source.LineSpan(doc.Clipping.Source.LineAt(s.Start))
	before, after := []rune(doc.Text(text.Span{Start: line.Start, End: s.Start})), []rune(doc.Text(text.Span{Start: s.End, End: line.End}))
	out := doc.Text(s)
	if len(before) > contextRunes {
		before = append([]rune("…"), before[len(before)-contextRunes:]...)
	}
	if len(after) > contextRunes {
		after = append(after[:contextRunes:contextRunes], '…')
	}
	return string(before) + out + string(after)
}

func (e *env) suggestionsJSON(s *suggestions) error {
	type variant struct {
		Text  string `json:"text"`
		Count int    `json:"count"`
	}
	type record struct {
		ID        string    `json:"id"`
		Name      string    `json:"name"`
		Type      string    `json:"type"`
		Reason    string    `json:"reason"`
		Variants  []variant `json:"variants"`
		Documents int       `json:"documents"`
		Count     int       `json:"count"`
		Clipping  string    `json:"clipping"`
		Start     int       `json:"start"`
		End       int       `json:"end"`
		Context   string    `json:"context"`
	}
	type unused struct {
		ID      string `json:"id"`
		File    string `json:"file"`
		Line    int    `json:"line"`
		Message string `json:"message"`
	}
	out := struct {
		Suggestions []record `json:"suggestions"`
		Unused      []unused `json:"unused"`
	}{make([]record, len(s.names)), make([]unused, len(s.unused))}
	for i, n := range s.names {
		doc := n.Sentence.Document
		src := doc.Clipping.Source
		r := record{n.ID, n.Name, string(n.Type), n.Reason, []variant{}, n.Documents, n.Count, doc.Clipping.File, src.CodePoint(n.Span.Start), src.CodePoint(n.Span.End), around(doc, n.Span)}
		for _, v := range n.Variants {
			r.Variants = append(r.Variants, variant(v))
		}
		out.Suggestions[i] = r
	}
	for i, d := range s.unused {
		out.Unused[i] = unused{d.ID, d.File, d.Position().Line, d.Message}
	}
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// writeSuggestion creates the file that declares a suggestion. It never replaces one.
func (e *env) writeSuggestion(s *suggestions, id string) error {
	i := slices.IndexFunc(s.names, func(n suggest.Suggestion) bool { return n.ID == id })
	if i < 0 {
		return fmt.Errorf("no suggestion has the id %q\n    hint: `briefing suggest --limit 0` lists them all", id)
	}
	name := filepath.Join(e.site, "content", "entities", id+".md")
	if err := createFile(name, s.names[i].FrontMatter()); err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%s: declares %s as %s; look it over\n", name, s.names[i].Name, s.names[i].Type)
	return nil
}
