package site

import (
	"strings"
	"unicode/utf8"
)

// appendEscaped appends s to dst as HTML text, fit for an element's content and for an attribute in double quotes. A
// clipping's words reach a page only through here, [appendText], [appendWords] or html/template. Characters that HTML
// doesn't allow (controls, noncharacters) become U+FFFD; every other one stays as it is, no-break spaces too.
func appendEscaped(dst []byte, s string) []byte { return appendWith(dst, valid(s), &attributeBytes) }

// appendText is appendEscaped for an element's content alone, in which quotation marks and > stay as they are.
func appendText(dst []byte, s string) []byte { return appendWith(dst, valid(s), &textBytes) }

// appendWords is appendText for a part of a [text.Source], with each run of spaces and line breaks as one, as browsers
// show it. The whole being valid UTF-8, the part is unless its ends cut a character.
func appendWords(dst []byte, s string) []byte {
	if r, n := utf8.DecodeLastRuneInString(s); n > 0 && (!utf8.RuneStart(s[0]) || r == utf8.RuneError && n == 1) {
		s = valid(s)
	}
	return appendWith(dst, s, &wordBytes)
}

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// What is to be done with a byte, beside leaving it.
const (
	escapes byte = 1 + iota // it has a reference
	refuses                 // HTML doesn't allow it
	leads                   // the character that it begins may be one that HTML doesn't allow
	folds                   // it is a space, which is left out behind another
)

func appendWith(dst []byte, s string, bytes *[256]byte) []byte {
	last := 0
	for i := 0; i < len(s); i++ {
		does := bytes[s[i]]
		if does == 0 {
			continue
		}
		instead, n := "\uFFFD", 1
		switch does {
		case escapes:
			instead = references[s[i]]
		case leads:
			r, size := utf8.DecodeRuneInString(s[i:])
			if n = size; r >= 0xA0 && r&0xFFFE != 0xFFFE && (r < 0xFDD0 || r > 0xFDEF) {
				i += n - 1
				continue
			}
		case folds:
			if i == 0 || bytes[s[i-1]] != folds {
				continue
			}
			instead = ""
		}
		dst = append(dst, s[last:i]...)
		dst = append(dst, instead...)
		i += n - 1
		last = i + 1
	}
	return append(dst, s[last:]...)
}

var references = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\r': " "}

var attributeBytes = func() (t [256]byte) {
	for c := range t {
		switch {
		case c == '\t' || c == '\n':
		case c == '\r' || c == '&' || c == '<' || c == '>' || c == '"':
			t[c] = escapes
		case c < ' ' || c == 0x7f:
			t[c] = refuses
		case c == 0xC2 || c == 0xEF || c >= 0xF0: // U+0080 to U+00BF, U+F000 to U+FFFF, all above
			t[c] = leads
		}
	}
	return
}()

var textBytes = func() (t [256]byte) {
	t = attributeBytes
	t['"'], t['>'] = 0, 0
	return
}()

var wordBytes = func() (t [256]byte) {
	t = textBytes
	t[' '], t['\t'], t['\n'], t['\r'] = folds, folds, folds, folds
	return
}()
