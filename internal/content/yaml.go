package content

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// maxYAML is the size in bytes up to which YAML is read: the parser recurses, its time grows with the square of the
// size where the YAML is faulty, and editors write less than this.
const maxYAML = 32 << 10

// yaml reads the mapping that a part of a file holds. It is never nil; ok is false where the YAML is faulty.
func (d *desk) yaml(src *text.Source, span text.Span) (m *mapping, ok bool) {
	first := src.LineAt(span.Start)
	p := &page{desk: d, src: src, first: first}
	m = &mapping{desk: d, page: p, place: corpus.Place{Source: src, Span: src.LineSpan(max(first-1, 1))}}
	if span.Len() > maxYAML {
		d.at(m.place, "too-large", "", "the YAML has more than %d kilobytes", maxYAML>>10)
		return m, false
	}
	// The parser counts a CRLF after a comment twice, and a lone CR as a line.
	lines := strings.ReplaceAll(strings.ReplaceAll(src.Slice(span), "\r\n", "\n"), "\r", " ")
	file, err := parser.ParseBytes([]byte(lines), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		p.syntax(err)
		return m, false
	}
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) > 1 {
		d.at(p.place(bodies[1]), "yaml", "", "there is more than one YAML document")
		return m, false
	}
	if len(bodies) == 0 || bodies[0].Type() == ast.NullType || bodies[0].Type() == ast.CommentType {
		return m, true
	}
	root := value{p, bodies[0]}
	if inner := root.mapping(); inner != nil {
		m.entries = inner.entries
		return m, true
	}
	return m, false
}

// A page turns the parser's places in a piece of YAML into spans of the file.
type page struct {
	desk  *desk
	src   *text.Source
	first int // the file's line, from 1, on which the YAML begins
}

// syntaxHints leads from a part of what the parser says to the way out; the first that fits is taken.
var syntaxHints = [...]struct{ part, hint string }{
	{"mapping value is not allowed", `put a text that holds ": " in quotes, and begin keys of one level in one column`},
	{"unexpected key name", `write a space after the colon, as in "name: Oracle"`},
	{"cannot start any token", "indent with spaces, not with tabs"},
	{"must be specified", "close what was opened on a line before"},
	{"could not find end character", "close the quotation marks"},
	{"escape character", "put the text in single quotes, where a backslash is only that"},
	{"value is not allowed in this context", "begin what belongs together in one column, and double a quotation mark within its like"},
	{"reserved character", "put the text in quotes"},
	{"directive", "put the text in quotes"},
}

// syntax reports what the parser says is no YAML.
func (p *page) syntax(err error) {
	place := corpus.Place{Source: p.src, Span: p.src.LineSpan(p.first)}
	msg := err.Error()
	if e := (*yaml.SyntaxError)(nil); errors.As(err, &e) {
		msg = e.Message
		if e.Token != nil {
			place = p.tokenPlace(e.Token)
		}
	}
	for _, h := range syntaxHints {
		if strings.Contains(msg, h.part) {
			p.desk.at(place, "yaml", h.hint, "this is no YAML: %s", msg)
			return
		}
	}
	p.desk.at(place, "yaml", "", "this is no YAML: %s", msg)
}

// place returns where a piece of YAML begins, as far as its first line goes.
func (p *page) place(node ast.Node) corpus.Place {
	if m, ok := node.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		node = m.Values[0].Key // the mapping's own token is its first colon
	}
	if m, ok := node.(*ast.MappingValueNode); ok {
		node = m.Key
	}
	return p.tokenPlace(node.GetToken())
}

// tokenPlace returns the span of a token. The parser counts lines from the start of the YAML and columns in
// characters, both from 1.
func (p *page) tokenPlace(t *token.Token) corpus.Place {
	line := min(max(p.first+t.Position.Line-1, 1), p.src.LineCount())
	span := p.src.LineSpan(line)
	rest := p.src.Slice(span)
	for range t.Position.Column - 1 {
		if rest == "" {
			break
		}
		_, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
	}
	span.Start = span.End - int32(len(rest))
	span.End = span.Start + int32(scalarLen(rest, t))
	return corpus.Place{Source: p.src, Span: span}
}

// scalarLen returns how many bytes of the rest of a line a token takes up.
func scalarLen(rest string, t *token.Token) int {
	switch t.Type {
	case token.DoubleQuoteType, token.SingleQuoteType:
		return quotedLen(rest)
	}
	written, _, _ := strings.Cut(strings.TrimSpace(t.Origin), "\n")
	written = strings.TrimRight(written, " \t")
	if written != "" && strings.HasPrefix(rest, written) {
		return len(written)
	}
	return len(strings.TrimRight(rest, " \t"))
}

// quotedLen returns the length of the quoted text that a line begins with, up to the end of the line at most.
func quotedLen(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[0] == '"' && s[i] == '\\':
			i++
		case s[0] == '\'' && strings.HasPrefix(s[i:], "''"):
			i++
		case s[i] == s[0]:
			return i + 1
		}
	}
	return len(s)
}
