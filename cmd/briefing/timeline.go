package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/corpus"
)

func suggestTimelineCommand(e *env) *cobra.Command {
	var asJSON bool
	var write string
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Propose the events worth an editor's word",
		Long: `Suggest timeline lists the events that the program put together and no file of content/timeline/
took over, with the sentences that each rests on and why they were joined.`,
		Example: `  briefing suggest timeline
  briefing suggest timeline --write 000_437cb652eb58633f-s11   create its file in content/timeline/`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			c, err := e.corpus()
			if err != nil {
				return err
			}
			events := slices.DeleteFunc(slices.Clone(c.Timeline), func(v *corpus.Event) bool { return v.Curated != nil })
			switch {
			case write != "":
				return e.writeEvent(events, write)
			case asJSON:
				return e.eventsJSON(c, events)
			}
			for _, v := range events {
				explainEvent(e.stdout, c, v)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVar(&write, "write", "", "create the file of the event with this id")
	return cmd
}

// corpus reads the site and links its documents.
func (e *env) corpus() (*corpus.Corpus, error) {
	desk, err := e.desk()
	if err != nil {
		return nil, err
	}
	linked, diags := desk.Corpus()
	return linked, e.report(diags.Sort(), false)
}

// explainEvent prints an event, the sentences it rests on and why they were joined.
func explainEvent(w io.Writer, c *corpus.Corpus, v *corpus.Event) {
	date := or(v.Date.String(), "undated")
	if v.Date.IsZero() && !v.Before.IsZero() {
		date += ", before " + v.Before.String()
	}
	fmt.Fprintf(w, "%s  %s  (%s)\n    id       %s\n", date, v.Title, v.Status, v.ID)
	if v.Reckoned != nil {
		fmt.Fprintf(w, "    date     %s\n", v.Reckoned)
	}
	for i, s := range v.Statements {
		fmt.Fprintf(w, "    %s:%d %s\n             %s\n", s.Document.Clipping.Source.Name, s.Document.Clipping.Source.LineAt(s.Document.Sentences[s.Sentence].Span.Start), s.ID(), s.Text())
		fmt.Fprintf(w, "             because: %s\n", c.Why[v][i])
	}
	for _, x := range v.Conflicts {
		fmt.Fprintf(w, "    conflict %s\n", x.Why)
	}
	fmt.Fprintln(w)
}

func (e *env) eventsJSON(c *corpus.Corpus, events []*corpus.Event) error {
	type statement struct {
		Clipping string `json:"clipping"`
		Sentence string `json:"sentence"`
		Text     string `json:"text"`
		Why      string `json:"why"`
	}
	type record struct {
		ID         string      `json:"id"`
		Date       *string     `json:"date"`
		Status     string      `json:"status"`
		Title      string      `json:"title"`
		Lang       string      `json:"lang"`
		Statements []statement `json:"statements"`
		Conflicts  []string    `json:"conflicts"`
		File       string      `json:"file"`
	}
	out := make([]record, len(events))
	for i, v := range events {
		_, file := build.Proposal(v)
		r := record{v.ID, nil, string(v.Status), v.Title, v.TitleLang, []statement{}, []string{}, file}
		if !v.Date.IsZero() {
			date := v.Date.String()
			r.Date = &date
		}
		for i, s := range v.Statements {
			r.Statements = append(r.Statements, statement{s.Document.Clipping.File, s.ID(), s.Text(), c.Why[v][i]})
		}
		for _, x := range v.Conflicts {
			r.Conflicts = append(r.Conflicts, x.Why)
		}
		out[i] = r
	}
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"events": out})
}

// writeEvent creates the file by which an editor takes an event over. It never replaces one.
func (e *env) writeEvent(events []*corpus.Event, id string) error {
	i := slices.IndexFunc(events, func(v *corpus.Event) bool { return v.ID == id })
	if i < 0 {
		return fmt.Errorf("no event that an editor could take over has the id %q\n    hint: `briefing suggest timeline` lists them", id)
	}
	base, body := build.Proposal(events[i])
	name := filepath.Join(e.site, "content", "timeline", base)
	if err := createFile(name, body); err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%s: %s; look it over\n", name, events[i].Title)
	return nil
}

// createFile writes a new file, and the folders above it. A file that is there stays as it is.
func createFile(name, body string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; it is left as it is", name)
	}
	if err != nil {
		return err
	}
	_, err = io.WriteString(file, body)
	return errors.Join(err, file.Close())
}

// explainEvents prints the events whose id is arg, and reports whether there is one. It is asked where arg is no file.
func (e *env) explainEvents(arg string) (bool, error) {
	c, err := e.corpus()
	if err != nil {
		return false, err
	}
	found := false
	for _, v := range c.Timeline {
		if v.ID == strings.TrimPrefix(arg, "event-") {
			explainEvent(e.stdout, c, v)
			found = true
		}
	}
	return found, nil
}
