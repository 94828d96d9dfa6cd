package site

import (
	"strings"
	"unicode/utf8"
)

// appendEscaped appends s to dst as HTML text, fit for an element's content and for an attribute in double quotes. A
// clipping's words reach a page only through here, [appendText], [appendWords] or html/template. Characters that HTML doesn't allow (controls)
// become U+FFFD; every other one stays as it is, no-break spaces too.
func appendEscaped(dst []byte, s string) []byte { return appendWith(dst, s, &escapes) }

// appendText is appendEscaped for an element's content alone, in which quotation marks and > stay as they are.
func appendText(dst []byte, s string) []byte { return appendWith(dst, s, &textEscapes) }

// appendWords is appendText with each run of spaces and line breaks as one, as browsers show it.
func appendWords(dst []byte, s string) []byte {
	for {
		end := doubled(s)
		dst = appendText(dst, s[:end])
		if end == len(s) {
			return dst
		}
		s = strings.TrimLeft(s[end:], asciiSpace)
	}
}

const asciiSpace = " \t\n\f\r"

// doubled returns where the first space that follows another one stands, or the length of s.
func doubled(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] <= ' ' && s[i-1] <= ' ' && strings.IndexByte(asciiSpace, s[i]) >= 0 && strings.IndexByte(asciiSpace, s[i-1]) >= 0 {
			return i
		}
	}
	return len(s)
}

func appendWith(dst []byte, s string, escapes *[utf8.RuneSelf]string) []byte {
	last := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 || r >= 0x80 && r < 0xA0 || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF {
				dst = append(dst, s[last:i]...)
				dst = append(dst, "\uFFFD"...)
				last = i + n
			}
			i += n
			continue
		}
		if esc := escapes[c]; esc != "" {
			dst = append(dst, s[last:i]...)
			dst = append(dst, esc...)
			last = i + 1
		}
		i++
	}
	return append(dst, s[last:]...)
}

var escapes = func() (t [utf8.RuneSelf]string) {
	for c := range t {
		if c < ' ' && c != '\t' && c != '\n' || c == 0x7f {
			t[c] = "\uFFFD"
		}
	}
	t['&'], t['<'], t['>'], t['"'] = "&amp;", "&lt;", "&gt;", "&#34;"
	t['\r'] = " "
	return
}()

var textEscapes = func() (t [utf8.RuneSelf]string) {
	t = escapes
	t['"'], t['>'] = "", ""
	return
}()
