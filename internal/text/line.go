package text

import (
	"encoding/binary"
	"strings"
)

// OneLine folds each run of spaces, tabs and line breaks into one space, and drops those at the ends. No-break spaces,
// as French has them before ; : ! ?, stay.
func OneLine(s string) string {
	if isOneLine(s) {
		return s // nearly always
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }), " ")
}

// isOneLine reports whether no byte of s is a line break or a tab, and no space stands at an end or behind another. It
// looks at eight bytes at a time.
func isOneLine(s string) bool {
	const each, high = 0x0101010101010101, 0x8080808080808080
	behind := uint64(1) << 7 // whether a space ends what came before; one that begins s is behind one too
	i := 0
	for ; i+8 <= len(s); i += 8 {
		eight := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
		low := eight &^ high
		controls := high &^ (low + (0x80-' ')*each | eight) // bytes below the space
		spaces := high &^ (low ^ ' '*each + 0x7F*each | eight)
		if spaces&(spaces<<8|behind) != 0 || controls != 0 && strings.ContainsAny(s[i:i+8], "\n\r\t") {
			return false
		}
		behind = spaces >> 56
	}
	for ; i < len(s); i++ {
		switch s[i] {
		case '\n', '\r', '\t':
			return false
		case ' ':
			if behind != 0 {
				return false
			}
			behind = 1
		default:
			behind = 0
		}
	}
	return s == "" || s[len(s)-1] != ' '
}
