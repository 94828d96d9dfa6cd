package site

import (
	"unicode/utf8"
)

// appendEscaped appends s to dst as HTML text, fit for an element's content and for a quoted attribute. A clipping's
// words reach a page only through here, [appendText] or html/template. Characters that HTML doesn't allow (controls)
// become U+FFFD; every other one stays as it is, no-break spaces too.
func appendEscaped(dst []byte, s string) []byte { return appendWith(dst, s, &escapes) }

// appendText is appendEscaped for an element's content alone: quotation marks stay as they are. The minifier's time
// grows with the square of the references in one run of text, and a clipping may hold millions of marks.
func appendText(dst []byte, s string) []byte { return appendWith(dst, s, &textEscapes) }

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
	t['&'], t['<'], t['>'], t['"'], t['\''] = "&amp;", "&lt;", "&gt;", "&#34;", "&#39;"
	t['\r'] = " "
	return
}()

var textEscapes = func() (t [utf8.RuneSelf]string) {
	t = escapes
	t['"'], t['\''] = "", ""
	return
}()
