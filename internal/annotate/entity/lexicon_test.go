package entity

import (
	"slices"
	"strings"
	"testing"
)

// TestLanguages holds every language to the sections that the guards lean on: a new one is a new file, whole.
func TestLanguages(t *testing.T) {
	var langs []string
	for lang, l := range lexicons() {
		if lang == "" {
			continue
		}
		langs = append(langs, lang)
		held := section(0)
		for _, s := range l.words.All {
			held |= s
		}
		for name, s := range sectionNames {
			optional := strings.HasPrefix(name, "contractions") || name == "regions" || name == "kinds:work"
			if !optional && held&s == 0 {
				t.Errorf("lang/%s.txt lacks [%s]", lang, name)
			}
		}
		if len(l.larger) == 0 {
			t.Errorf("lang/%s.txt lacks [larger]", lang)
		}
	}
	if slices.Sort(langs); strings.Join(langs, " ") != "en fr" {
		t.Errorf("languages: %v; a new one needs cases of its own in testdata", langs)
	}
}

// TestTrie looks up every key, and what is none.
func TestTrie(t *testing.T) {
	keys := []string{"a", "ab", "abc", "b", "microsoft", "microsoftteams", "é"}
	tr := newTrie(keys)
	for i, k := range keys {
		if node := tr.walk(0, k); node == 0 || tr.key[node] != int32(i) {
			t.Errorf("%q leads to node %d", k, node)
		}
	}
	for _, k := range []string{"c", "abd", "micro", "microsoftteamsx"} {
		if node := tr.walk(0, k); node != 0 && tr.key[node] >= 0 {
			t.Errorf("%q is taken for a key", k)
		}
	}
}

func TestOneEdit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"zang", "zhang", true}, {"zhang", "zang", true}, {"donal", "donald", true}, {"trupm", "trump", true}, {"tramp", "trump", true},
		{"trump", "trump", false}, {"trmp", "trumpx", false}, {"danielle", "daniel", false}, {"", "a", true}, {"ab", "ba", true}, {"abc", "cba", false},
	} {
		if got := oneEdit(c.a, c.b); got != c.want {
			t.Errorf("oneEdit(%q, %q) = %v", c.a, c.b, got)
		}
	}
}
