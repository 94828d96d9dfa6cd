// Package diag holds what the program has to say about its input: a [Diagnostic] names a fault, where it stands, and
// the way out. Stages return a [List] of them and never print; the printers, one a file, turn a list into what a
// person or a machine reads.
package diag

import (
	"cmp"
	"fmt"
	"slices"

	"briefing/internal/text"
)

// A Severity says what a diagnostic means for the build.
type Severity uint8

const (
	Error   Severity = iota // the build fails and publishes nothing
	Warning                 // the build goes on; --strict makes it fail
	Info                    // worth knowing, never a failure
)

func (s Severity) String() string { return [...]string{"error", "warning", "info"}[s] }

// A Diagnostic is one thing to say about one place of the input.
type Diagnostic struct {
	Severity Severity
	ID       string       // stable, lower case with hyphens: "entity-type"
	File     string       // slash-separated path from the site's folder; "" where no file is at fault
	Source   *text.Source // the text of File; nil where it can't be read as text
	Span     text.Span    // in Source
	Message  string       // lower case, no full stop
	Hint     string       // the way out; "" where there is nothing to add
}

// At returns a diagnostic about a span of a source.
func At(sev Severity, id string, src *text.Source, span text.Span, format string, args ...any) Diagnostic {
	return Diagnostic{Severity: sev, ID: id, File: src.Name, Source: src, Span: span, Message: fmt.Sprintf(format, args...)}
}

// About returns a diagnostic about a whole file, or about none where file is "".
func About(sev Severity, id, file, format string, args ...any) Diagnostic {
	return Diagnostic{Severity: sev, ID: id, File: file, Message: fmt.Sprintf(format, args...)}
}

// WithHint returns d with a way out.
func (d Diagnostic) WithHint(format string, args ...any) Diagnostic {
	d.Hint = fmt.Sprintf(format, args...)
	return d
}

// Position returns the line and column of d; zero where it is about no place in a text.
func (d Diagnostic) Position() text.Position {
	if d.Source == nil {
		return text.Position{}
	}
	return d.Source.Position(d.Span.Start)
}

// Where returns "file:line:column", as much of it as is known.
func (d Diagnostic) Where() string {
	if d.Source == nil {
		return d.File
	}
	return d.File + ":" + d.Position().String()
}

// A List is the diagnostics of a stage or of a whole run.
type List []Diagnostic

// Sort orders a list by file, place, severity and message, and drops what is said twice, so that the same input
// gives the same report.
func (l List) Sort() List {
	slices.SortStableFunc(l, compare)
	return slices.CompactFunc(l, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.ID, b.ID),
		cmp.Compare(a.Message, b.Message),
	)
}

// Count returns how many diagnostics have the severity.
func (l List) Count(sev Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == sev {
			n++
		}
	}
	return n
}

// Failed reports whether the list holds an error.
func (l List) Failed() bool { return l.Count(Error) > 0 }
