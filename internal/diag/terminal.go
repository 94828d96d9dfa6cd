package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefing/internal/text"
)

// Terminal writes the list for a person at a terminal: message, place, the offending line with the fault underlined,
// and the way out. Control characters of the input are shown, never sent.
func Terminal(w io.Writer, list List, color bool) error {
	p := painter(color)
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "briefing: %s: %s %s\n", p.severity(d.Severity), p.paint(bold, visible(d.Message)), p.paint(dim, "["+d.ID+"]"))
		if where := d.Where(); where != "" {
			fmt.Fprintf(&b, "    %s", visible(where))
			if d.Source != nil {
				b.WriteString(":\n")
				excerpt(&b, p, d)
			} else {
				b.WriteString("\n")
			}
		}
		if d.Hint != "" {
			fmt.Fprintf(&b, "    hint: %s\n", visible(d.Hint))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// excerptWidth is how many characters of a line are shown: clippings have paragraphs of thousands.
const excerptWidth = 100

func excerpt(b *strings.Builder, p painter, d Diagnostic) {
	pos := d.Position()
	line := d.Source.LineSpan(pos.Line)
	span := text.Span{Start: min(d.Span.Start, line.End), End: max(min(d.Span.End, line.End), d.Span.Start)}
	before, marked, after := []rune(d.Source.Text[line.Start:span.Start]), []rune(d.Source.Slice(span)), []rune(d.Source.Text[span.End:line.End])

	marked = clipEnd(marked, excerptWidth)
	before = clipStart(before, (excerptWidth-len(marked))/2+1)
	after = clipEnd(after, excerptWidth-len(marked)-len(before)+1)

	number := fmt.Sprint(pos.Line)
	lead, under := shown(before), shown(marked)
	fmt.Fprintf(b, "      %s │ %s%s%s\n", number, lead, under, shown(after))
	tildes := strings.Repeat("~", max(1, utf8.RuneCountInString(under)))
	fmt.Fprintf(b, "      %s ╵ %s%s\n", strings.Repeat(" ", len(number)), strings.Repeat(" ", utf8.RuneCountInString(lead)), p.paint(green, tildes))
}

func clipEnd(r []rune, n int) []rune {
	if n = max(n, 1); len(r) > n {
		return append(r[:n-1:n-1], '…')
	}
	return r
}

func clipStart(r []rune, n int) []rune {
	if n = max(n, 1); len(r) > n {
		return append([]rune{'…'}, r[len(r)-n+1:]...)
	}
	return r
}

func shown(r []rune) string { return visible(strings.ReplaceAll(string(r), "\t", "    ")) }

// visible replaces what a terminal would obey, or what can't be seen, by a picture of it.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7f:
			return 0x2421
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r):
			return '\uFFFD'
		case r != ' ' && unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
}

// lines makes each line of a text visible: for formats that have no place for control characters.
func lines(s string) string {
	all := strings.Split(s, "\n")
	for i, l := range all {
		all[i] = visible(l)
	}
	return strings.Join(all, "\n")
}

// A painter adds colour where there is a terminal to show it.
type painter bool

const (
	bold   = "1"
	dim    = "2"
	red    = "1;31"
	green  = "32"
	yellow = "1;33"
	blue   = "1;34"
)

func (p painter) paint(code, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p painter) severity(s Severity) string {
	return p.paint([...]string{red, yellow, blue}[s], s.String())
}
