package content

import (
	"errors"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func TestAmend(t *testing.T) {
	link := Change{"unlink", "{text: Mix, entity: mixer, line: 35}", true}
	date := Change{"published", "2020-08-03", false}
	for _, c := range []struct {
		name, before, want string
		change             Change
	}{
		{"a key more", "---\nclipping: a.txt # which\n---\nNote\n", "---\nclipping: a.txt # which\npublished: 2020-08-03\n---\nNote\n", date},
		{"a list more", "---\nclipping: a.txt\n---\n", "---\nclipping: a.txt\nunlink:\n  - {text: Mix, entity: mixer, line: 35}\n---\n", link},
		{"another value", "---\n# of the paper\npublished: 2020-08~ # a guess\nclipping: a.txt\n---\n", "---\n# of the paper\npublished: 2020-08-03 # a guess\nclipping: a.txt\n---\n", date},
		{"a quoted value", "---\npublished: \"2020-08~\"   # a guess\n---\n", "---\npublished: 2020-08-03   # a guess\n---\n", date},
		{"no value yet", "---\npublished: # when?\nclipping: a.txt\n---\n", "---\npublished: 2020-08-03 # when?\nclipping: a.txt\n---\n", date},
		{"no list yet", "---\nunlink:\nclipping: a.txt\n---\n", "---\nunlink:\n  - {text: Mix, entity: mixer, line: 35}\nclipping: a.txt\n---\n", link},
		{"lines", "---\nunlink:\n    - Oracle # not they\n    - text: Mix\n      line: 3\n# the rest\nclipping: a.txt\n---\n",
			"---\nunlink:\n    - Oracle # not they\n    - text: Mix\n      line: 3\n    - {text: Mix, entity: mixer, line: 35}\n# the rest\nclipping: a.txt\n---\n", link},
		{"lines that aren't indented", "---\nunlink:\n- Oracle\nclipping: a.txt\n---\n", "---\nunlink:\n- Oracle\n- {text: Mix, entity: mixer, line: 35}\nclipping: a.txt\n---\n", link},
		{"brackets", "---\nunlink: [Oracle, \"a, b\"] # two\n---\n", "---\nunlink: [Oracle, \"a, b\", {text: Mix, entity: mixer, line: 35}] # two\n---\n", link},
		{"brackets over lines", "---\nunlink: [\n  Oracle,\n]\n---\n", "---\nunlink: [\n  Oracle, {text: Mix, entity: mixer, line: 35}\n]\n---\n", link},
		{"empty brackets", "---\nunlink: []\n---\n", "---\nunlink: [{text: Mix, entity: mixer, line: 35}]\n---\n", link},
		{"one for a list", "---\nunlink: Oracle # one\n---\n", "---\nunlink: [Oracle, {text: Mix, entity: mixer, line: 35}] # one\n---\n", link},
		{"one mapping for a list", "---\nunlink: {text: Oracle, line: 2}\n---\n", "---\nunlink: [{text: Oracle, line: 2}, {text: Mix, entity: mixer, line: 35}]\n---\n", link},
		{"as Windows ends lines", "\uFEFF---\r\nclipping: a.txt\r\n---\r\nNote\r\n", "\uFEFF---\r\nclipping: a.txt\r\npublished: 2020-08-03\r\n---\r\nNote\r\n", date},
		{"accents before it", "---\ntitle: Été à l'œuvre\nunlink: [Économie, Œuvre]\n---\n", "---\ntitle: Été à l'œuvre\nunlink: [Économie, Œuvre, {text: Mix, entity: mixer, line: 35}]\n---\n", link},
		{"empty front matter", "---\n---\nNote\n", "---\npublished: 2020-08-03\n---\nNote\n", date},
	} {
		got, err := Amend(c.before, c.change)
		if err != nil || got != c.want {
			t.Errorf("%s: %v\n%q, want\n%q", c.name, err, got, c.want)
		}
	}
	for _, c := range []struct {
		name, before string
		change       Change
	}{
		{"no front matter", "Note\n", date},
		{"faulty", "---\na: [\n---\n", date},
		{"a text over lines", "---\npublished: |\n  2020\n---\n", date},
		{"a mapping over lines", "---\nunlink:\n  text: Oracle\n  line: 2\n---\n", link},
		{"a list for a value", "---\npublished: [2020]\n---\n", date},
		{"a value that is no YAML", "---\na: b\n---\n", Change{"x", "[", false}},
		{"a value that says more", "---\na: b\n---\n", Change{"x", "1\ny: 2", false}},
	} {
		if got, err := Amend(c.before, c.change); !errors.Is(err, ErrByHand) {
			t.Errorf("%s: %v %q", c.name, err, got)
		}
	}
}

func TestScalar(t *testing.T) {
	for _, s := range []string{"Oracle", "", "yes", "No", "1984", "2020-08-03", "a: b", "a #b", "- a", "l’œuvre", `say "no" \ now`, "tab\there", "line\nbreak", "[x]", "{", "null", "~",
		"*a", "&a", "!a", "%a", "@a", "`a", "'a'", "a, b", " a ", "é\u00a0!", "\u202etxet", "0x1F", "1e3", "-.inf", ".nan", "a.txt", "---"} {
		var got struct{ X []string }
		if err := yaml.Unmarshal([]byte("x: ["+Scalar(s)+"]"), &got); err != nil || len(got.X) != 1 || got.X[0] != s {
			t.Errorf("%q is written %s and read %q, %v", s, Scalar(s), got.X, err)
		}
	}
}

func FuzzAmend(f *testing.F) {
	f.Add("---\nunlink: [a]\n---\nx", "unlink", "b", true)
	f.Add("---\n# c\npublished: 2020 # d\n---\n", "published", "2021", false)
	f.Fuzz(func(t *testing.T, file, key, value string, add bool) {
		got, err := Amend(file, Change{key, Scalar(value), add})
		if err != nil {
			return
		}
		if !strings.HasPrefix(strings.TrimPrefix(got, byteOrderMark), "---") {
			t.Errorf("%q becomes %q", file, got)
		}
	})
}
