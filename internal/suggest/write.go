package suggest

import (
	"fmt"
	"strings"
	"unicode"
)

// FrontMatter returns the text of the file content/entities/<id>.md that declares a suggestion: its name, the guessed
// type with the reason, and the other forms seen as aliases. Forms that only differ in case, accents, spaces or hyphens
// are left out: they are found without being declared.
func (s *Suggestion) FrontMatter() string {
	var b strings.Builder
	b.WriteString("---\n")
	fmt.Fprintf(&b, "name: %s\n", scalar(s.Name))
	fmt.Fprintf(&b, "type: %s # a guess: %s\n", s.Type, strings.Map(oneLine, s.Reason))
	said := map[string]bool{squash(s.Name): true}
	head := "aliases:\n"
	for _, v := range s.Variants {
		key := squash(v.Text)
		if said[key] {
			continue
		}
		said[key] = true
		fmt.Fprintf(&b, "%s  - %s\n", head, scalar(v.Text))
		head = ""
	}
	b.WriteString("---\n")
	return b.String()
}

func oneLine(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// scalar returns a text as a YAML scalar: plain where nothing in it can be read otherwise, else in double quotes.
func scalar(s string) string {
	plain := s != "" && unicode.IsLetter([]rune(s)[0])
	for _, r := range s {
		plain = plain && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" -'’.+", r))
	}
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		plain = false
	}
	if plain && strings.TrimSpace(s) == s {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r) || !unicode.IsPrint(r) && r != ' ':
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
