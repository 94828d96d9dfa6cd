package text

import (
	"strings"
	"testing"
	"unicode"
)

func FuzzCountFields(f *testing.F) {
	for _, s := range []string{"", " ", "a", " a b ", "a\u00a0: b", "a\u2028b\u3000c\u1680", "é\u0085è", "\xe2\x80", "\xc2 \xe3", "\v\f\r\n\ta", "\x1c\x1f"} {
		f.Add(s)
	}
	for r := range rune(0x3100) {
		if unicode.IsSpace(r) {
			f.Add("a" + string(r) + "b" + string(r))
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := CountFields(s), len(strings.Fields(s)); got != want {
			t.Errorf("%q: %d words, want %d", s, got, want)
		}
	})
}
