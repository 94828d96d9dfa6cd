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
	for i := range len(s) {
		switch s[i] {
		case '\n', '\r', '\t':
			return false
		case ' ':
			if i == 0 || i+1 == len(s) || s[i+1] == ' ' {
				return false
			}
		}
	}
	return true
}
