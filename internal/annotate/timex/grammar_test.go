package timex

import (
	"strings"
	"testing"
)

// small is a language that is only large enough to compile.
const small = `
[words]
n 1: one
o 1: first
nand: and
osuf: st
cuefut: will
cuepast: was
cueplan: due
cueperf: has
cuepart: gone
det: the
stamp: posted
notyear: page
measure: km
!month 1: january
`

func TestCompile(t *testing.T) {
	if _, err := compile("xx", small+"[rules]\ntop =\n    MONTH YEAR\n"); err != nil {
		t.Fatal(err)
	}
}

// A fault in a language file is told with its line or its rule.
func TestCompileErrors(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"class", "[rules]\ntop =\n    MONHT\n", "unknown class MONHT"},
		{"rule", "[rules]\ntop =\n    <month>\n", "unknown rule <month>"},
		{"field", "[rules]\ntop =\n    MONTH +moth=1\n", `unknown field "moth"`},
		{"value", "[rules]\ntop =\n    MONTH +mod=begin\n", `unknown value "begin"`},
		{"parentheses", "[rules]\ntop =\n    (MONTH\n", "unbalanced parentheses"},
		{"left recursion", "[rules]\ntop =\n    a? <x> MONTH\nx =\n    b? <top>\n", "may begin with itself"},
		{"twice", "[rules]\ntop =\n    MONTH\ntop =\n    YEAR\n", `rule "top" is given twice`},
		{"top", "[rules]\ntip =\n    MONTH\n", "no rule top"},
		{"holiday", "[holidays]\ntwelfth: xmas\n[rules]\ntop =\n    MONTH\n", "unknown kind of holiday"},
		{"colon", "[words]\nmonth 2 february\n[rules]\ntop =\n    MONTH\n", "no colon"},
		{"section", "[wrods]\nmonth 2: february\n", `no section "wrods"`},
	}
	for _, test := range tests {
		_, err := compile("xx", small+test.source)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
	if _, err := compile("xx", "[words]\n!month 1: january\n[rules]\ntop =\n    MONTH\n"); err == nil {
		t.Error("a language without numerals compiles")
	}
}
