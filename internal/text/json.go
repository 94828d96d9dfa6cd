package text

import "unicode/utf8"

// AppendJSON appends s as a JSON string (RFC 8259): as encoding/json writes it, but for <, > and &, which stay.
func AppendJSON(dst []byte, s string) []byte {
	dst = append(dst, '"')
	last := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && n == 1:
				dst = append(append(dst, s[last:i]...), `\ufffd`...)
				last = i + n
			case r == '\u2028', r == '\u2029': // JavaScript once took them for line breaks
				dst = append(append(dst, s[last:i]...), `\u202`...)
				dst = append(dst, "0123456789"[r&0xF])
				last = i + n
			}
			i += n
			continue
		}
		dst = append(dst, s[last:i]...)
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, `\u00`...)
			dst = append(dst, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&0xF])
		}
		i++
		last = i
	}
	return append(append(dst, s[last:]...), '"')
}
