package site

import (
	"strings"
	"testing"
)

// TestModulesAreNamedByWhatTheyImport: a script that changes changes the names of all that import it.
func TestModulesAreNamedByWhatTheyImport(t *testing.T) {
	named := func(leaf string) (*look, []Asset) {
		s := &look{assets: map[string]asset{}}
		files := []Asset{{"js/a.js", []byte(`import { b } from "./b.js"; import('./c.js')`)}, {"js/b.js", []byte(`export { c } from "./c.js"`)},
			{"js/c.js", []byte(leaf)}, {"c.js", []byte(`"./c.js"`)}}
		if list := s.nameAssets(files); len(list) > 0 {
			t.Fatal(list)
		}
		return s, files
	}
	s, files := named("export const c = 1")
	other, _ := named("export const c = 2")
	for _, name := range []string{"js/a.js", "js/b.js", "js/c.js"} {
		if s.assets[name] == other.assets[name] {
			t.Errorf("%s is %s whatever c.js holds", name, s.assets[name].path)
		}
	}
	for _, name := range []string{"js/b.js", "js/c.js"} {
		if _, base, _ := strings.Cut(s.assets[name].path, "js/"); !strings.Contains(string(files[0].Bytes), "./"+base) {
			t.Errorf("a.js imports no %s: %s", base, files[0].Bytes)
		}
	}
	if string(files[3].Bytes) != `"./c.js"` {
		t.Errorf("a script takes modules of another folder for its own: %s", files[3].Bytes)
	}
}

func TestModulesInACircle(t *testing.T) {
	s := &look{assets: map[string]asset{}}
	list := s.nameAssets([]Asset{{"js/a.js", []byte(`import "./b.js"`)}, {"js/b.js", []byte(`import "./a.js"`)}})
	if len(list) != 1 || list[0].ID != "import-cycle" || !strings.Contains(list[0].Message, "a.js") {
		t.Errorf("a circle of modules: %v", list)
	}
}
