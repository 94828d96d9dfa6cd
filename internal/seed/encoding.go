package seed

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// decodeBytes returns the text that the bytes of a file hold. declared is the encoding that the file says it has, ""
// where it says nothing. In this order:
//
//   - a byte order mark, of UTF-8 or UTF-16, which is dropped;
//   - UTF-16 without one, where every other byte of the beginning is zero;
//   - UTF-8, whatever is declared, if all bytes are: by chance they never are for long;
//   - what is declared;
//   - Windows-1252, which has Latin-1's letters and the quotation marks of Windows, where nothing speaks against it.
//
// What can't be told is an error that names the byte; that an encoding was guessed is said too.
func decodeBytes(file string, raw []byte, declared string) (string, diag.List) {
	if s, ok := decodeUTF16(raw); ok {
		return s, nil
	}
	decoded, err := text.Decode(raw)
	if err == nil {
		return decoded, nil
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", diag.List{diag.Undecodable(file, err)}
	}
	if declared != "" {
		if s, name, ok := decodeAs(declared, raw); ok {
			return s, diag.List{diag.About(diag.Info, "encoding-declared", file, "the text is read as %s, as it declares", name)}
		}
	}
	if s, ok := decodeWindows(raw); ok {
		d := diag.About(diag.Info, "encoding-guessed", file, "the text is read as Windows-1252")
		return s, diag.List{d.WithHint("save it as UTF-8 if a character is wrong")}
	}
	return "", diag.List{diag.Undecodable(file, err)}
}

// decodeUTF16 decodes UTF-16, with its mark or without; ok is false where it isn't.
func decodeUTF16(raw []byte) (s string, ok bool) {
	var order binary.ByteOrder
	switch {
	case len(raw) < 2:
		return "", false
	case raw[0] == 0xFF && raw[1] == 0xFE:
		order, raw = binary.LittleEndian, raw[2:]
	case raw[0] == 0xFE && raw[1] == 0xFF:
		order, raw = binary.BigEndian, raw[2:]
	default:
		even, odd := zeros(raw)
		switch {
		case even && !odd:
			order = binary.BigEndian
		case odd && !even:
			order = binary.LittleEndian
		default:
			return "", false
		}
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		if units[i] = order.Uint16(raw[2*i:]); units[i] == 0 {
			return "", false // a NUL: binary, or UTF-32
		}
	}
	return string(utf16.Decode(units)), true
}

// zeros reports whether most of the first bytes at even, and at odd places are zero.
func zeros(raw []byte) (even, odd bool) {
	n := [2]int{}
	head := raw[:min(len(raw), 512)&^1]
	for i, c := range head {
		if c == 0 {
			n[i&1]++
		}
	}
	return n[0]*3 > len(head), n[1]*3 > len(head)
}

// decodeAs decodes bytes as an encoding by its name, as web pages and mails write it; ok is false where the name is
// unknown or the bytes aren't in it.
func decodeAs(declared string, raw []byte) (s, name string, ok bool) {
	enc, err := htmlindex.Get(strings.TrimSpace(declared))
	if err != nil {
		return "", "", false
	}
	if name, err = htmlindex.Name(enc); err != nil || name == "utf-8" || enc == encoding.Replacement {
		return "", "", false
	}
	decoded, err := enc.NewDecoder().Bytes(raw)
	if err != nil || bytes.Count(decoded, []byte("\uFFFD")) > len(raw)/1000 {
		return "", "", false
	}
	return string(decoded), name, true
}

// decodeWindows decodes Windows-1252; ok is false where a byte has no meaning in it, or where the text is mostly UTF-8
// and only damaged.
func decodeWindows(raw []byte) (s string, ok bool) {
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/8)
	long := 0
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c < utf8.RuneSelf {
			b.WriteByte(c)
			continue
		}
		if r, n := utf8.DecodeRune(raw[i:]); n > 1 && r != utf8.RuneError {
			long++
		}
		r := charmap.Windows1252.DecodeByte(c)
		if r == utf8.RuneError || r >= 0x80 && r <= 0x9F {
			return "", false
		}
		b.WriteRune(r)
	}
	return b.String(), long == 0
}

// suspect holds the second bytes of the characters that mojibake begins with, all of which begin with suspectLead.
var suspect = func() (second [256]bool) {
	for _, r := range "ÂÃâÅÄðÎ" {
		second[string(r)[1]] = true
	}
	return second
}()

const suspectLead = 0xC3

// mojibake finds text that was UTF-8 once and was read as Windows-1252 ("Ã©" for "é"): it returns the span of the
// first such piece, what it says, and how many there are.
func mojibake(s string) (first text.Span, means string, count int) {
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], suspectLead)
		if j < 0 {
			break
		}
		if i += j; i+1 == len(s) || !suspect[s[i+1]] {
			i++
			continue
		}
		if r, n := unmangle(s[i:]); n > 0 {
			if count == 0 {
				first, means = text.NewSpan(i, i+n), string(r)
			}
			count++
			i += n
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return first, means, count
}

// unmangle returns the character that the beginning of s was in UTF-8 before it was read as Windows-1252, and how many
// bytes of s it takes; 0 where it was none.
func unmangle(s string) (rune, int) {
	var b [4]byte
	n, end := 0, 0
	want := 2
	for i, r := range s {
		if n == want {
			break
		}
		c, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r >= 0x80 && r <= 0x9F {
			c, ok = byte(r), true // the bytes that Windows-1252 leaves undefined come through as they are
		}
		if !ok || c < 0x80 || n > 0 && c >= 0xC0 {
			return 0, 0
		}
		if n == 0 {
			switch {
			case c >= 0xF0:
				want = 4
			case c >= 0xE0:
				want = 3
			case c < 0xC2:
				return 0, 0
			}
		}
		b[n] = c
		n++
		end = i + utf8.RuneLen(r)
	}
	if n != want {
		return 0, 0
	}
	r, size := utf8.DecodeRune(b[:n])
	if r < 0xA0 || r == utf8.RuneError || size != n {
		return 0, 0
	}
	return r, end
}

// visible drops what no text has from a text that was taken out of a file: control characters but line breaks and
// tabs, byte order marks inside, and code points that are no characters.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7F && r <= 0x9F || r == '\uFEFF' || r&0xFFFE == 0xFFFE:
			return -1
		}
		return r
	}, s)
}
