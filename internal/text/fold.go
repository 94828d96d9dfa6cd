package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldLatin holds the folded form of every code point up to U+024F and of Latin Extended Additional
// (U+1E00–U+1EFF); "" where the rune folds to nothing.
var foldLatin, foldLatinExt = makeFold(0, 0x250), makeFold(0x1E00, 0x1F00)

func makeFold(from, to rune) []string {
	table := make([]string, to-from)
	for r := from; r < to; r++ {
		table[r-from] = foldSlow(r)
	}
	return table
}

// foldSlow folds a rune by its Unicode decomposition, and by hand the letters that have none.
func foldSlow(r rune) string {
	switch r {
	case 'œ', 'Œ':
		return "oe"
	case 'æ', 'Æ':
		return "ae"
	case 'ß', 'ẞ':
		return "ss"
	case 'ø', 'Ø':
		return "o"
	case 'đ', 'Đ':
		return "d"
	case 'ł', 'Ł':
		return "l"
	case 'ı':
		return "i"
	case 0xAD: // the soft hyphen is no character of a word
		return ""
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
		if !unicode.Is(unicode.Mn, d) {
			b.WriteRune(unicode.ToLower(d))
		}
	}
	return b.String()
}

// foldRune returns the folded form of a rune that isn't ASCII.
func foldRune(r rune) string {
	switch {
	case r < 0x250:
		return foldLatin[r]
	case r >= 0x300 && r < 0x370: // combining marks of a decomposed text
		return ""
	case r >= 0x1E00 && r < 0x1F00:
		return foldLatinExt[r-0x1E00]
	}
	switch r {
	case '’', '‘', 'ʼ', '′':
		return "'"
	case '‐', '‑', '‒', '–', '—', '−':
		return "-"
	case '\u2007', '\u2009', '\u200a', '\u202f', '\u2002', '\u2003', '\u3000':
		return " "
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
		return ""
	case '“', '”', '„':
		return `"`
	}
	return string(unicode.ToLower(r))
}

// AppendFold appends to dst the folded form of s: lower case, without accents, ligatures opened, and apostrophes,
// dashes, quotation marks and spaces in their ASCII form. It allocates only to grow dst.
func AppendFold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		dst = append(dst, foldRune(r)...)
		i += n
	}
	return dst
}

// Fold returns the folded form of s; see [AppendFold].
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(AppendFold(make([]byte, 0, len(s)), s))
}

func isFolded(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// Slug returns s as a piece of a URL: folded, and every run of other characters a single hyphen.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range Fold(s) {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
	}
	return b.String()
}
