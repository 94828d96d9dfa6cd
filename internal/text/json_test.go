package text

import (
	"bytes"
	"encoding/json"
	"testing"
)

func FuzzAppendJSON(f *testing.F) {
	for _, s := range []string{"", "é « à » \u2028\u2029", "<a href=\"x\">&\\\x00\x01\x1f\x7f\b\f\n\r\t", "\xff\xe2\x80", "\u2027\u202a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
		if got := string(AppendJSON(nil, s)) + "\n"; got != want.String() {
			t.Errorf("%q is %s, want %s", s, got, want.String())
		}
	})
}

func TestOneLine(t *testing.T) {
	for s, want := range map[string]string{"": "", "a": "a", " a": "a", "a ": "a", "a b": "a b", "a  b": "a b", "a\nb": "a b", "\t a \r\n b ": "a b", "« a\u00a0: b »": "« a\u00a0: b »", " ": ""} {
		if got := OneLine(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
