package site

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"testing"

	"github.com/alecthomas/chroma/v2/styles"

	"briefing/assets"
)

var update = flag.Bool("update", false, "accept what is made now")

// TestCodeStylesheet holds assets/code.css equal to what chroma's styles give.
func TestCodeStylesheet(t *testing.T) {
	want, err := codeCSS()
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
		t.Error("assets/code.css isn't what chroma makes; run go test ./internal/site -run CodeStylesheet -update")
	}
}

// lightStyle and darkStyle are the colours of code; both keep a contrast of 4.5 to their background.
const (
	lightStyle = "github"
	darkStyle  = "github-dark"
)

// codeCSS returns the stylesheet of highlighted code, for light and dark: assets/code.css. A reader's own choice of
// colours stands in data-scheme. The colours of one style must not show through the other, so each has its own block.
func codeCSS() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("/* Made from chroma's styles by a test of internal/site, which holds them equal. */\n@layer code {\n")
	for _, c := range [...]struct{ before, style, after string }{
		{"@media (prefers-color-scheme: light) {\n:root:not([data-scheme]) {\n", lightStyle, "}\n}\n"},
		{"@media (prefers-color-scheme: dark) {\n:root:not([data-scheme]) {\n", darkStyle, "}\n}\n"},
		{":root[data-scheme=\"light\"] {\n", lightStyle, "}\n"},
		{":root[data-scheme=\"dark\"] {\n", darkStyle, "}\n"},
	} {
		b.WriteString(c.before)
		if err := codeFormatter.WriteCSS(&b, styles.Get(c.style)); err != nil {
			return nil, err
		}
		b.WriteString(c.after)
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}
