package site

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"testing"

	"briefing/assets"
)

var update = flag.Bool("update", false, "accept what is made now")

// TestCodeStylesheet holds assets/code.css equal to what chroma's styles give.
func TestCodeStylesheet(t *testing.T) {
	want, err := CodeCSS()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("../../assets/code.css", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := fs.ReadFile(assets.Files, "code.css")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("assets/code.css isn't what CodeCSS makes; run go test ./internal/site -run CodeStylesheet -update")
	}
}
