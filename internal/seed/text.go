package seed

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"briefing/internal/diag"
	"briefing/internal/text"
)

var (
	bomUTF8    = []byte("\xEF\xBB\xBF")
	bomUTF16LE = []byte("\xFF\xFE")
	bomUTF16BE = []byte("\xFE\xFF")
)

// decodeText decodes plain text: UTF-8, with a byte order mark or without. Line breaks are kept as they are. Nothing
// else is guessed: a wrong guess would put characters on the site that nobody wrote.
func decodeText(file string, raw []byte) (string, diag.List) {
	body := bytes.TrimPrefix(raw, bomUTF8)
	skipped := len(raw) - len(body)
	if looksUTF16(raw) {
		d := diag.About(diag.Error, "encoding", file, "the text is not UTF-8: byte 0x%02X at offset 0", raw[0])
		return "", diag.List{d.WithHint("it looks like UTF-16; save it as UTF-8")}
	}
	bad := invalid(body)
	if i := bytes.IndexByte(body, 0); i >= 0 && (bad < 0 || i < bad) {
		return "", diag.List{faulty(file, body, i, "nul-byte", "the text has a NUL byte at offset %d", skipped+i).
			WithHint("texts have none: the file is no text, or was damaged")}
	}
	if bad >= 0 {
		return "", diag.List{faulty(file, body, bad, "encoding", "the text is not UTF-8: byte 0x%02X at offset %d", body[bad], skipped+bad).
			WithHint("%s", encodingHint(body, bad))}
	}
	return string(body), nil
}

// looksUTF16 reports whether the bytes begin with a byte order mark of UTF-16, or with Latin letters in it.
func looksUTF16(raw []byte) bool {
	if bytes.HasPrefix(raw, bomUTF16LE) || bytes.HasPrefix(raw, bomUTF16BE) {
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

// faulty returns an error about the byte at offset i, up to which the text is UTF-8. The excerpt shows the line with a replacement character for
// every byte that is none.
func faulty(file string, body []byte, i int, id, format string, args ...any) diag.Diagnostic {
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
	src := text.NewSource(file, b.String())
	return diag.At(diag.Error, id, src, text.NewSpan(i, i+width), format, args...)
}

// encodingHint says what encoding a text seems to have whose byte i is not UTF-8.
func encodingHint(body []byte, i int) string {
	if severalByteRune(body) {
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

// severalByteRune reports whether the text holds a character that UTF-8 writes with several bytes.
func severalByteRune(body []byte) bool {
	for i := 0; i < len(body); {
		_, n := utf8.DecodeRune(body[i:])
		if n > 1 {
			return true
		}
		i += n
	}
	return false
}
