package content

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// The demo's own files must be read without a fault.
func TestDemo(t *testing.T) {
	site := os.DirFS("../..")
	files, err := fs.Glob(site, "seeds/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no clippings", err)
	}
	var clippings []*corpus.Clipping
	for _, file := range files {
		raw, err := fs.ReadFile(site, file)
		if err != nil {
			t.Fatal(err)
		}
		clippings = append(clippings, &corpus.Clipping{File: path.Base(file), Source: text.NewSource(file, string(raw))})
	}
	content, list := Read(site, clippings)
	if len(list) > 0 {
		var b strings.Builder
		if err := diag.Terminal(&b, list, false); err != nil {
			t.Fatal(err)
		}
		t.Error(b.String())
	}
	if len(content.Documents) != len(clippings) {
		t.Errorf("%d clippings, %d of them described", len(clippings), len(content.Documents))
	}
	for _, e := range content.Entities {
		if e.Description["en"] == "" || e.Description["fr"] == "" {
			t.Errorf("%s has no description in both languages", e.ID)
		}
		if _, english := e.Profile[""]; english != (e.Profile["fr"].Source != nil) {
			t.Errorf("%s has a profile in one language only", e.ID)
		}
	}
}
