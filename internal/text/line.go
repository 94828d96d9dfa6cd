package text

import "strings"

// OneLine folds each run of spaces, tabs and line breaks into one space, and drops those at the ends. No-break spaces,
// as French has them before ; : ! ?, stay.
func OneLine(s string) string {
	if isOneLine(s) {
		return s // nearly always
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }), " ")
}

func isOneLine(s string) bool {
	if s == "" {
		return true
	}
	return s[0] != ' ' && s[len(s)-1] != ' ' && strings.IndexByte(s, '\n') < 0 && strings.IndexByte(s, '\r') < 0 &&
		strings.IndexByte(s, '\t') < 0 && !strings.Contains(s, "  ")
}
