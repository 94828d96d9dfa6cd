package seed

import (
	"strings"
	"unicode/utf8"

	"briefing/internal/corpus"
	"briefing/internal/diag"
)

// decodeMarkdown reads a Markdown text: its front matter, and its blocks as lines without their marks. A paragraph
// that is broken over several lines becomes one.
func decodeMarkdown(file string, raw []byte) (read, diag.List) {
	s, list := decodeBytes(file, raw, "")
	if list.Failed() {
		return read{}, list
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	meta, body := frontMatter(s)
	m := markdown{}
	for l := range strings.Lines(body) {
		m.line(strings.TrimRight(l, "\n"))
	}
	m.flush()
	return read{text: visible(m.out.String()), meta: meta, hints: m.hints}, list
}

// A markdown reader holds the paragraph that is being read.
type markdown struct {
	out       strings.Builder
	lines     int
	hints     []corpus.Hint
	paragraph []string
	fence     string // of the open code block
	titled    bool
}

func (m *markdown) line(l string) {
	t := strings.TrimSpace(l)
	switch {
	case m.fence != "":
		if strings.HasPrefix(t, m.fence) {
			m.fence = ""
			return
		}
		m.put(l, corpus.Body, corpus.MarkdownCode)
	case strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~"):
		m.flush()
		m.fence = t[:3]
	case t == "":
		m.flush()
		m.put("", 0, corpus.NoReason)
	case heading(t) > 0:
		m.flush()
		m.heading(heading(t), strings.TrimSpace(strings.TrimRight(t[heading(t):], "# ")))
	case len(m.paragraph) > 0 && isUnderline(t, '='):
		m.underlined(1)
	case len(m.paragraph) > 0 && isUnderline(t, '-'):
		m.underlined(2)
	case isUnderline(strings.ReplaceAll(t, " ", ""), '-') || isUnderline(strings.ReplaceAll(t, " ", ""), '*') || isUnderline(strings.ReplaceAll(t, " ", ""), '_'):
		m.flush()
	case strings.HasPrefix(t, "[") && strings.Contains(t, "]: http"): // where a link points
	default:
		rest := strings.TrimSpace(strings.TrimLeft(t, "> "))
		item := isItem(rest)
		if item > 0 || strings.HasPrefix(t, "|") {
			m.flush()
		}
		m.paragraph = append(m.paragraph, rest[item:])
		if strings.HasPrefix(t, "|") || strings.HasSuffix(l, "  ") || strings.HasSuffix(l, "\\") {
			m.flush()
		}
	}
}

// heading returns the level of a heading written with number signs, 0 for what is none.
func heading(t string) int {
	n := len(t) - len(strings.TrimLeft(t, "#"))
	if n > 6 || n == len(t) || t[n] != ' ' {
		return 0
	}
	return n
}

func isUnderline(t string, sign byte) bool {
	return len(t) >= 3 && strings.Trim(t, string(sign)) == ""
}

// isItem returns the length of the mark that makes a line an item of a list, 0 where there is none.
func isItem(t string) int {
	if len(t) > 2 && strings.IndexByte("-*+", t[0]) >= 0 && t[1] == ' ' {
		return 2
	}
	return 0
}

func (m *markdown) underlined(level int) {
	s := strings.Join(m.paragraph, " ")
	m.paragraph = nil
	m.heading(level, s)
}

func (m *markdown) heading(level int, s string) {
	if s = inline(s); s == "" {
		return
	}
	if level == 1 && !m.titled {
		m.titled = true
		m.put(s, corpus.Title, corpus.MarkdownHeading)
		return
	}
	m.put(s, corpus.Subheading, corpus.MarkdownHeading)
}

// flush writes the paragraph.
func (m *markdown) flush() {
	if len(m.paragraph) == 0 {
		return
	}
	raw := strings.Join(m.paragraph, " ")
	m.paragraph = nil
	s := inline(raw)
	switch {
	case strings.Trim(s, "|-: ") == "":
	case strings.HasPrefix(raw, "![") && strings.HasSuffix(raw, ")"):
		m.put(s, corpus.Caption, corpus.MarkdownPicture)
	default:
		m.put(s, 0, corpus.NoReason)
	}
}

func (m *markdown) put(s string, zone corpus.Zone, rule corpus.ReasonCode) {
	m.lines++
	m.out.WriteString(s)
	m.out.WriteByte('\n')
	if rule != corpus.NoReason && strings.TrimSpace(s) != "" {
		m.hints = append(m.hints, corpus.Hint{Line: m.lines, Zone: zone, Rule: corpus.Reason{Code: rule}})
	}
}

// inline returns a text without the marks of emphasis, code, links and pictures.
func inline(s string) string {
	if !strings.ContainsAny(s, "*_`[\\<") {
		return s
	}
	var b strings.Builder
	closing := closers(s)
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!>|<", s[i+1]) >= 0:
			b.WriteByte(s[i+1])
			i += 2
		case c == '*' || c == '`':
			if isMark(s, i) {
				i++
				continue
			}
			b.WriteByte(c)
			i++
		case c == '_' && (i == 0 || !isWordByte(s[i-1]) || i+1 == len(s) || !isWordByte(s[i+1])) && isMark(s, i):
			i++
		case c == '!' && i+1 < len(s) && s[i+1] == '[' && closing[i+1] > 0:
			i++
		case c == '[' && closing[i] > 0:
			i++ // its text is read on; its address is skipped at the bracket
		case c == ']' && i+1 < len(s) && s[i+1] == '(' && closing[i] > 0:
			i = closing[i]
		case c == '<' && (strings.HasPrefix(s[i:], "<http") || strings.HasPrefix(s[i:], "<!--")):
			end := strings.IndexByte(s[i:], '>')
			if end < 0 {
				end = len(s) - i - 1
			}
			i += end + 1
		default:
			_, n := utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+n])
			i += n
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// closers finds the links of a text: for the opening bracket of each its closing one, for that the end of the address.
func closers(s string) map[int]int {
	m := map[int]int{}
	var open []int
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			open = append(open, i)
		case ']':
			if len(open) == 0 {
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if i+1 < len(s) && s[i+1] == '(' {
				if end := strings.IndexByte(s[i:min(len(s), i+maxAddress)], ')'); end > 0 {
					m[from], m[i] = i, i+end+1
				}
			}
		}
	}
	return m
}

// maxAddress is how long the address of a link may be, in bytes.
const maxAddress = 2048

// isMark reports whether a star, an underline or a back tick is glued to a word, as marks are; "3 * 4" has none.
func isMark(s string, i int) bool {
	return i+1 < len(s) && s[i+1] != ' ' || i > 0 && s[i-1] != ' '
}

func isWordByte(c byte) bool {
	return c >= utf8.RuneSelf || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
