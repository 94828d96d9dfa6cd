package site

import (
	"strings"
	"testing"
)

// TestOnceIsPerPlace: pages that stand elsewhere, or that the menu leads to, get their own links and marks.
func TestOnceIsPerPlace(t *testing.T) {
	s, list := New(storyCorpus(t, "en"), builtIn(t))
	if list.Failed() {
		t.Fatal(list)
	}
	said := map[string]string{}
	for range 2 { // the second time from memory
		for _, p := range s.Pages() {
			if !strings.HasSuffix(p.Path, ".html") {
				continue
			}
			var b strings.Builder
			if err := p.Render(&b); err != nil {
				t.Fatal(err)
			}
			if was, ok := said[p.Path]; ok && was != b.String() {
				t.Errorf("%s differs when it is rendered again", p.Path)
			}
			said[p.Path] = b.String()
		}
	}
	for path, want := range map[string]string{
		"index.html": `href="./" aria-current="page"`, "documents/index.html": `href="../documents/" aria-current="page"`,
		"entities/index.html": `href="../entities/" aria-current="page"`, "documents/000_fr/index.html": `<a href="../../documents/">Documents</a></li>`,
		"search/index.html": `data-search aria-current="page"`,
	} {
		if !strings.Contains(said[path], want) {
			t.Errorf("%s has no %s", path, want)
		}
	}
}
