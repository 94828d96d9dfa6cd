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

// isOneLine takes no branch at a space: nobody can foresee where words end.
func isOneLine(s string) bool {
	if s == "" {
		return true
	}
	fold, last := uint8(0), uint8(space) // as if a space stood before it: none may begin it
	for i := range len(s) {
		c := blank[s[i]]
		fold |= c&last | c&lineBreak
		last = c
	}
	return fold|last == 0
}

const (
	space     = 1
	lineBreak = 2 // and tabs
)

var blank = [256]uint8{' ': space, '\t': lineBreak, '\n': lineBreak, '\r': lineBreak}
