package content

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"briefing/internal/text"
)

// A Change is a small change of front matter: the value of a key, or a value more in its list.
type Change struct {
	Key   string
	Value string // as YAML, on one line: [Scalar] makes it of a text
	Add   bool   // to the list of the key, else in place of what it had
}

// ErrByHand is returned where front matter is written in a way that [Amend] doesn't know how to change.
var ErrByHand = errors.New("the front matter can't be changed by a program: change it by hand")

const byteOrderMark = "\uFEFF"

// Amend changes the front matter of a Markdown file and nothing else in it: comments, the order of the keys and the way
// each is written stay. What it returns reads as the file did but for the change, or it returns an error.
func Amend(file string, change Change) (string, error) {
	body, marked := strings.CutPrefix(file, byteOrderMark)
	src := text.NewSource("", body)
	front, _, found, closed := split(src)
	if !found || !closed {
		return "", fmt.Errorf("the file has no front matter: %w", ErrByHand)
	}
	a := &amending{src: src, front: front, eol: "\n"}
	if strings.Contains(body, "\r\n") {
		a.eol = "\r\n"
	}
	amended, err := a.amend(change)
	if err != nil {
		return "", err
	}
	if err := proves(src.Slice(front), amended, change); err != nil {
		return "", err
	}
	if marked {
		amended = byteOrderMark + amended
	}
	return amended, nil
}

// An amending is one file under change.
type amending struct {
	src   *text.Source
	front text.Span
	eol   string
}

func (a *amending) amend(c Change) (string, error) {
	d := &desk{}
	m, ok := d.yaml(a.src, a.front)
	if !ok {
		return "", fmt.Errorf("the front matter is faulty: %w", ErrByHand)
	}
	e := m.find(c.Key)
	switch {
	case e == nil && c.Add:
		return a.insert(a.front.End, c.Key+":"+a.eol+"  - "+c.Value+a.eol), nil
	case e == nil:
		return a.insert(a.front.End, c.Key+": "+c.Value+a.eol), nil
	}
	if _, empty := e.value.node.(*ast.NullNode); empty {
		return a.fill(e, c)
	}
	if !c.Add {
		return a.replace(e.value, c.Value)
	}
	if list, ok := e.value.node.(*ast.SequenceNode); ok {
		if list.IsFlowStyle {
			return a.addToFlow(e.value, list, c.Value)
		}
		return a.addToBlock(e.value, list, c.Value)
	}
	return a.makeList(e.value, c.Value)
}

func (a *amending) insert(at int32, s string) string { return a.src.Text[:at] + s + a.src.Text[at:] }

// fill gives a value to a key that stands there without one.
func (a *amending) fill(e *entry, c Change) (string, error) {
	line := a.src.LineSpan(e.place.Line())
	after := a.src.Text[e.place.Span.End:line.End]
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(after), ":"))
	if rest != "" && rest[0] != '#' {
		return "", ErrByHand // "null", "~"
	}
	if !c.Add {
		at := e.place.Span.End + int32(strings.Index(after, ":")) + 1
		return a.insert(at, " "+c.Value), nil
	}
	if int(line.End) == len(a.src.Text) {
		return "", ErrByHand
	}
	next := a.src.LineSpan(e.place.Line() + 1).Start
	return a.insert(next, "  - "+c.Value+a.eol), nil
}

// replace puts a value in place of a scalar on one line.
func (a *amending) replace(v value, with string) (string, error) {
	if _, ok := v.node.(ast.ScalarNode); !ok {
		return "", ErrByHand
	}
	if _, literal := v.node.(*ast.LiteralNode); literal {
		return "", ErrByHand
	}
	span := v.place().Span
	return a.src.Text[:span.Start] + with + a.src.Text[span.End:], nil
}

// addToFlow adds to a list in brackets.
func (a *amending) addToFlow(v value, list *ast.SequenceNode, add string) (string, error) {
	if list.End == nil {
		return "", ErrByHand
	}
	at := v.page.tokenPlace(list.End).Span.Start
	before := strings.TrimRightFunc(a.src.Text[:at], unicode.IsSpace)
	switch {
	case strings.HasSuffix(before, "["):
	case strings.HasSuffix(before, ","):
		add = " " + add
	default:
		add = ", " + add
	}
	return before + add + a.src.Text[len(before):], nil
}

// addToBlock adds a line to a list of lines.
func (a *amending) addToBlock(v value, list *ast.SequenceNode, add string) (string, error) {
	if len(list.Values) == 0 {
		return "", ErrByHand
	}
	dash := v.page.tokenPlace(list.Start).Span.Start
	start := a.src.LineSpan(a.src.LineAt(dash)).Start
	indent := a.src.Text[start:dash]
	if strings.TrimSpace(indent) != "" {
		return "", ErrByHand
	}
	last := lastLine{first: v.page.first}
	ast.Walk(&last, list.Values[len(list.Values)-1])
	if last.line >= a.src.LineCount() {
		return "", ErrByHand
	}
	return a.insert(a.src.LineSpan(last.line+1).Start, indent+"- "+add+a.eol), nil
}

// lastLine finds the last line of the file that a piece of YAML stands on.
type lastLine struct{ first, line int }

func (l *lastLine) Visit(n ast.Node) ast.Visitor {
	line := n.GetToken().Position.Line
	switch n := n.(type) {
	case *ast.LiteralNode:
		line += strings.Count(strings.TrimRight(n.Value.GetToken().Origin, "\n"), "\n") + 1
	case *ast.MappingNode:
		if n.End != nil {
			line = max(line, n.End.Position.Line)
		}
	case *ast.SequenceNode:
		if n.End != nil {
			line = max(line, n.End.Position.Line)
		}
	}
	l.line = max(l.line, l.first+line-1)
	return l
}

// makeList makes a list of the one value that stands in place of it.
func (a *amending) makeList(v value, add string) (string, error) {
	span := v.place().Span
	switch n := v.node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle || n.End == nil {
			return "", ErrByHand
		}
		span.Start, span.End = v.page.tokenPlace(n.Start).Span.Start, v.page.tokenPlace(n.End).Span.Start+1
	case *ast.LiteralNode:
		return "", ErrByHand
	case ast.ScalarNode:
	default:
		return "", ErrByHand
	}
	return a.src.Text[:span.Start] + "[" + a.src.Slice(span) + ", " + add + "]" + a.src.Text[span.End:], nil
}

// proves holds a changed file against the front matter it had: all reads as it did, but for the change.
func proves(front, amended string, c Change) error {
	src := text.NewSource("", amended)
	now, _, found, closed := split(src)
	if !found || !closed {
		return ErrByHand
	}
	var was, is map[string]any
	var added any
	if yaml.Unmarshal([]byte(front), &was) != nil || yaml.Unmarshal([]byte(src.Slice(now)), &is) != nil || yaml.Unmarshal([]byte(c.Value), &added) != nil {
		return ErrByHand
	}
	if was == nil {
		was = map[string]any{}
	}
	if c.Add {
		old, isList := was[c.Key].([]any)
		if !isList && was[c.Key] != nil {
			old = []any{was[c.Key]}
		}
		added = append(append([]any{}, old...), added)
	}
	was[c.Key] = added
	if !reflect.DeepEqual(was, is) {
		return ErrByHand
	}
	return nil
}

// Scalar returns a text as YAML: as it is where it can't be read otherwise, also within brackets, else in quotes.
func Scalar(s string) string {
	plain := s != "" && s[0] != '-' && strings.TrimSpace(s) == s
	letters := false
	for _, r := range s {
		letters = letters || unicode.IsLetter(r)
		plain = plain && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" -.’", r))
	}
	var read any
	if plain && letters && yaml.Unmarshal([]byte(s), &read) == nil && read == s {
		switch strings.ToLower(s) { // other programs read YAML 1.1
		case "yes", "no", "on", "off", "y", "n":
		default:
			return s
		}
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case !unicode.IsPrint(r) && r != '\u00a0' && r != '\u202f':
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
