package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

func explainCommand(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "explain FILE[:LINE] | EVENT",
		Short: "Tell what is understood of a clipping or an event, and why",
		Long: `Explain prints a clipping line by line: its zone and the rule that gave it, its sentences with
their ids, and for each mention, date and quotation what it was taken for and why. Given the id of an
event of the timeline, it prints the sentences it rests on and why they were joined.`,
		Example: `  briefing explain seeds/000_437cb652eb58633f.txt
  briefing explain 000_437cb652eb58633f.txt:8
  briefing explain 000_437cb652eb58633f-s11`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return e.explain(args[0])
		},
	}
}

func (e *env) explain(arg string) error {
	name, line := arg, 0
	if before, after, ok := cutLast(arg, ":"); ok {
		if n, err := strconv.Atoi(after); err == nil {
			name, line = before, n
		}
	}
	fsys, err := e.open()
	if err != nil {
		return err
	}
	desk, diags := build.Read(fsys, build.Options{})
	clip, found := e.clipping(desk, name)
	if clip == nil && line == 0 && !diags.Failed() {
		if is, err := e.explainEvents(name); is || err != nil {
			return err
		}
	}
	if err := e.report(append(diags, found...).Sort(), false); err != nil {
		return err
	}
	if last := clip.Source.LineCount(); line < 0 || line > last {
		return fmt.Errorf("%s has no line %d\n    hint: its lines are 1 to %d", name, line, last)
	}
	doc, said := desk.Document(clip)
	out := bufio.NewWriter(e.stdout)
	x := explanation{w: out, doc: doc, said: said}
	if line == 0 {
		x.head()
	}
	for n := range doc.Lines {
		if line == 0 && doc.Lines[n].Zone != corpus.Blank || line == n+1 {
			x.line(n)
		}
	}
	return out.Flush()
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// An explanation prints a document for a person.
type explanation struct {
	w    io.Writer
	doc  *corpus.Document
	said diag.List
}

func (x *explanation) head() {
	d := x.doc
	fmt.Fprintf(x.w, "%s\n  title      %s (%s)\n  language   %s\n", d.Clipping.Source.Name, d.Title.Text, d.Title.Basis, or(d.Lang, "not told"))
	published := or(d.Published.Date.String(), "not told")
	if d.Published.Inferred {
		published += ", inferred"
	}
	fmt.Fprintf(x.w, "  published  %s%s\n\n", published, inBrackets(d.Published.Basis.String()))
}

func (x *explanation) line(n int) {
	l := x.doc.Lines[n]
	fmt.Fprintf(x.w, "%s:%d  %s%s\n", x.doc.Clipping.Source.Name, n+1, l.Zone, inBrackets(l.Reason().String()))
	for i, s := range x.doc.Sentences {
		if !l.Span.Contains(s.Span) {
			continue
		}
		fmt.Fprintf(x.w, "  %-5s %s\n", corpus.SentenceID(i), x.doc.Text(s.Span))
		x.annotations(s.Span)
	}
	for _, d := range x.said {
		if d.Source == x.doc.Clipping.Source && d.Span.Start >= l.Span.Start && d.Span.Start < l.Span.End {
			fmt.Fprintf(x.w, "        %s: %s [%s]\n", d.Severity, d.Message, d.ID)
		}
	}
	fmt.Fprintln(x.w)
}

func (x *explanation) annotations(in text.Span) {
	d := x.doc
	for _, m := range d.Mentions {
		if in.Contains(m.Span) {
			fmt.Fprintf(x.w, "        %-8s %q → %s: %s\n", m.Kind, d.Text(m.Span), m.Entity, m.Why)
		}
	}
	for _, t := range d.Timexes {
		if in.Contains(t.Span) {
			value := t.Value
			if t.EDTF != "" && t.EDTF != t.Value {
				value += " (" + t.EDTF + ")"
			}
			if len(t.Flags) > 0 {
				value += " [" + strings.Join(t.Flags, ", ") + "]"
			}
			fmt.Fprintf(x.w, "        %-8s %q → %s: %s\n", strings.ToLower(t.Type.String()), d.Text(t.Span), value, t.Why)
		}
	}
	for _, q := range d.Quotes {
		if q.Span.Start < in.Start || q.Span.Start >= in.End {
			continue
		}
		who := or(q.Speaker, or(q.SpeakerText, "speaker unknown"))
		if q.Speaker != "" && q.SpeakerText != "" {
			who += fmt.Sprintf(" (%q)", q.SpeakerText)
		}
		if q.Cue != "" {
			who += fmt.Sprintf(", by the words %q", q.Cue)
		}
		fmt.Fprintf(x.w, "        %-8s %q → %s\n", q.Kind, d.Text(q.Span), who)
	}
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}
