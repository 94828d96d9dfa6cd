package text

import (
	"unicode"
	"unicode/utf8"
)

// CountFields returns how many words stand between spaces: as many as strings.Fields would return.
func CountFields(s string) (n int) {
	space := true // before the byte at hand
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < utf8.RuneSelf {
			is := c <= ' ' && (c == ' ' || '\t' <= c && c <= '\r')
			if space && !is {
				n++
			}
			space = is
			continue
		}
		if c == 0xC2 || c >= 0xE1 && c <= 0xE3 { // as all spaces begin that aren't ASCII: U+0085 to U+3000
			r, size := utf8.DecodeRuneInString(s[i:])
			if unicode.IsSpace(r) {
				space, i = true, i+size-1
				continue
			}
		}
		if space {
			n++
		}
		space = false
	}
	return n
}
