package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A DecodeError says where and why bytes are no text.
type DecodeError struct {
	Offset int    // in the bytes, of the one at fault
	Msg    string // names the byte; lower case, no full stop
	Hint   string // what the bytes look like, and the way out
	Text   string // the text up to the end of the line at fault, U+FFFD for each byte that is none; "" for UTF-16
	Span   Span   // of the fault in Text
}

func (e *DecodeError) Error() string { return e.Msg }

const (
	bomUTF8    = "\xEF\xBB\xBF"
	bomUTF16LE = "\xFF\xFE"
	bomUTF16BE = "\xFE\xFF"
)

// Decode returns the text that bytes hold: UTF-8, with a byte order mark, which is dropped, or without. Line breaks
// are kept as they are. Nothing else is guessed, since a wrong guess would put characters on the site that nobody
// wrote. The error is a [*DecodeError].
func Decode(raw []byte) (string, error) {
	body := bytes.TrimPrefix(raw, []byte(bomUTF8))
	skipped := len(raw) - len(body)
	if looksUTF16(raw) {
		return "", &DecodeError{
			Msg:  fmt.Sprintf("the text is not UTF-8: byte 0x%02X at offset 0", raw[0]),
			Hint: "it looks like UTF-16; save it as UTF-8",
		}
	}
	bad, nul := invalid(body), bytes.IndexByte(body, 0)
	switch {
	case nul >= 0 && (bad < 0 || nul < bad):
		e := faultAt(body, nul)
		e.Offset = skipped + nul
		e.Msg = fmt.Sprintf("the text has a NUL byte at offset %d", e.Offset)
		e.Hint = "texts have none: the file is no text, or was damaged"
		return "", e
	case bad >= 0:
		e := faultAt(body, bad)
		e.Offset = skipped + bad
		e.Msg = fmt.Sprintf("the text is not UTF-8: byte 0x%02X at offset %d", body[bad], e.Offset)
		e.Hint = encodingHint(body, bad)
		return "", e
	}
	return string(body), nil
}

// looksUTF16 reports whether the bytes begin with a byte order mark of UTF-16, or with Latin letters in it.
func looksUTF16(raw []byte) bool {
	if bytes.HasPrefix(raw, []byte(bomUTF16LE)) || bytes.HasPrefix(raw, []byte(bomUTF16BE)) {
		return true
	}
	return len(raw) >= 4 && (raw[0] == 0 && raw[2] == 0 && raw[1] != 0 && raw[3] != 0 ||
		raw[0] != 0 && raw[2] != 0 && raw[1] == 0 && raw[3] == 0)
}

// invalid returns the offset of the first byte that is not UTF-8, or -1.
func invalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// faultAt returns an error about the byte at offset i, up to which the text is UTF-8.
func faultAt(body []byte, i int) *DecodeError {
	end := len(body)
	if n := bytes.IndexByte(body[i:], '\n'); n >= 0 {
		end = i + n
	}
	var b strings.Builder
	b.Write(body[:i])
	for rest := body[i:end]; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		b.WriteRune(r) // U+FFFD for a byte that begins no character
		rest = rest[n:]
	}
	width := 1
	if body[i] >= utf8.RuneSelf {
		width = utf8.RuneLen(utf8.RuneError)
	}
	return &DecodeError{Text: b.String(), Span: NewSpan(i, i+width)}
}

// encodingHint says what encoding a text seems to have whose byte i is not UTF-8.
func encodingHint(body []byte, i int) string {
	if hasLongRune(body) {
		return "most of it is UTF-8: the byte was damaged, or pasted from a text in another encoding"
	}
	for _, c := range body {
		if charmap.Windows1252.DecodeByte(c) == utf8.RuneError {
			return "save the text as UTF-8"
		}
	}
	return fmt.Sprintf("it looks like Windows-1252, where this byte is %q; save it as UTF-8, as with iconv -f WINDOWS-1252 -t UTF-8",
		charmap.Windows1252.DecodeByte(body[i]))
}

// hasLongRune reports whether the bytes hold a character that UTF-8 writes with several of them.
func hasLongRune(body []byte) bool {
	for i := 0; i < len(body); {
		_, n := utf8.DecodeRune(body[i:])
		if n > 1 {
			return true
		}
		i += n
	}
	return false
}
