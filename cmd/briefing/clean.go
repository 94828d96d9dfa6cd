package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/corpus"
	"briefing/internal/text"
)

func cleanCommand(e *env) *cobra.Command {
	color := "auto"
	cmd := &cobra.Command{
		Use:   "clean FILE",
		Short: "Show what is kept of a clipping, and what is set apart by which rule",
		Long: `Clean prints a clipping line by line: what is kept plainly, what is set apart dimmed and with the rule that
set it apart. Passages cut out of a line stand between "[-" and "-]". Lines are corrected by "zones" in the
clipping's metadata, the lists of phrases by "boilerplate" in content/site.yaml.`,
		Example: `  briefing clean seeds/article.html
  briefing clean --color always article.html | less -R`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			switch color {
			case "auto", "always", "never":
				return e.clean(args[0], color)
			}
			return fmt.Errorf("--color %q is unknown\n    hint: one of auto, always, never", color)
		},
	}
	cmd.Flags().StringVar(&color, "color", color, "colour what is printed: auto, always or never")
	return cmd
}

func (e *env) clean(name, color string) error {
	opt := build.Options{NoSeeds: true}
	desk, diags := build.Read(os.DirFS(e.site), opt)
	clip, found := e.clipping(desk, name)
	if err := e.report(append(diags, found...).Sort(), false); err != nil {
		return err
	}
	if clip == nil {
		return errReported
	}
	doc, _ := desk.Document(clip)
	w := bufio.NewWriter(e.stdout)
	p := cleaning{w: w, doc: doc, width: len(fmt.Sprint(len(doc.Lines))), color: color == "always" || color == "auto" && isTerminal(e.stdout)}
	p.head()
	for n := range doc.Lines {
		p.line(n)
	}
	p.sum()
	return w.Flush()
}

// A cleaning prints what cleaning made of a clipping.
type cleaning struct {
	w     io.Writer
	doc   *corpus.Document
	width int
	color bool
}

// Styles of the terminal (ECMA-48, select graphic rendition).
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	yellow = "33"
	cyan   = "36"
)

func (p *cleaning) paint(style, s string) string {
	if !p.color || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

func (p *cleaning) head() {
	d := p.doc
	fact := func(name, value, basis string) {
		if value != "" {
			fmt.Fprintf(p.w, "%s %s%s\n", p.paint(cyan, fmt.Sprintf("%-10s", name)), printable(value), p.paint(dim, inBrackets(basis)))
		}
	}
	fact("title", d.Title.Text, d.Title.Basis.String())
	fact("published", d.Published.Date.String(), d.Published.Basis.String())
	fact("byline", d.Byline().Text, d.Byline().Basis.String())
	fact("publisher", d.Publisher().Text, d.Publisher().Basis.String())
	fact("url", d.URL().Text, d.URL().Basis.String())
	fact("language", d.Lang, "")
	fmt.Fprintln(p.w)
}

func (p *cleaning) line(n int) {
	l := p.doc.Lines[n]
	if l.Zone == corpus.Blank {
		fmt.Fprintln(p.w)
		return
	}
	number := p.paint(dim, fmt.Sprintf("%*d", p.width, n+1))
	zone := fmt.Sprintf("%-11s", l.Zone)
	words := p.words(l.Span)
	if l.Zone.Kept() {
		style := bold
		if l.Zone == corpus.Body {
			style = ""
		}
		if style != "" {
			words = p.paint(style, words)
		}
		fmt.Fprintf(p.w, "%s  %s %s\n", number, zone, words)
		return
	}
	fmt.Fprintf(p.w, "%s  %s %s  %s\n", number, p.paint(red, zone), p.paint(dim, words), p.paint(yellow, "‹"+l.Reason().String()+"›"))
}

// words returns the text of a line, what is cut out of it marked, and where the article breaks off.
func (p *cleaning) words(span text.Span) string {
	var b strings.Builder
	pos := span.Start
	for _, c := range p.doc.Cuts {
		if !span.Contains(c.Span) {
			continue
		}
		b.WriteString(printable(p.doc.Text(text.Span{Start: pos, End: c.Span.Start})))
		b.WriteString(p.paint(red, "[-"+printable(p.doc.Text(c.Span))+"-]"))
		b.WriteString(p.paint(yellow, "‹"+c.Rule.String()+"›"))
		pos = c.Span.End
	}
	b.WriteString(printable(p.doc.Text(text.Span{Start: pos, End: span.End})))
	if t := p.doc.Truncated; !t.Empty() && span.Contains(t) {
		b.WriteString("  " + p.paint(yellow, "‹breaks off›"))
	}
	return b.String()
}

func (p *cleaning) sum() {
	kept, apart := 0, 0
	for _, l := range p.doc.Lines {
		switch {
		case l.Zone == corpus.Blank:
		case l.Zone.Kept():
			kept++
		default:
			apart++
		}
	}
	fmt.Fprintf(p.w, "\n%s kept, %d set apart, %s inside lines\n", count(kept, "line"), apart, count(len(p.doc.Cuts), "cut"))
}

// printable drops what could steer a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r >= 0x7f && r <= 0x9f {
			return -1
		}
		return r
	}, s)
}

// isTerminal reports whether what is written to w may be coloured: it is a terminal, and NO_COLOR is not set.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	stat, err := file.Stat()
	return err == nil && stat.Mode()&os.ModeCharDevice != 0
}
