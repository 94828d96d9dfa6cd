package text

import (
	"strings"
	"testing"
)

// oneLineSlowly is OneLine as it reads.
func oneLineSlowly(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \n\r\t", r) }), " ")
}

func FuzzOneLine(f *testing.F) {
	for _, s := range []string{"", " ", "a", "one line of words", " one line of words", "one line of words ", "one line  of words", "one lin\te of words",
		"a line of eight   more", "12345678 0123456 8", "1234567  0123456", "été\u00a0: à l’\u202fheure ÿÿÿÿÿÿÿÿ \x7f\x01\x1f!", "long enough\n", "12345678\r", "12345678 ", "1234567 "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := OneLine(s), oneLineSlowly(s); got != want {
			t.Errorf("OneLine(%q) = %q, want %q", s, got, want)
		}
		if isOneLine(s) != (s == oneLineSlowly(s)) {
			t.Errorf("isOneLine(%q) = %v", s, isOneLine(s))
		}
	})
}

func BenchmarkOneLine(b *testing.B) {
	s := strings.Repeat("Il a dit vendredi que les États-Unis pourraient l’interdire. ", 4)
	s = s[:len(s)-1]
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		OneLine(s)
	}
}
