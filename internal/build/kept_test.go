package build

import (
	"bytes"
	"os"
	"path"
	"testing"

	"briefing/internal/publish"
)

// TestNothingLeftToMinify: what writers keep from the minifier is as small as the minifier would make it.
func TestNothingLeftToMinify(t *testing.T) {
	built, diags := Load(os.DirFS("../.."), Options{Theme: defaultTheme})
	if diags.Failed() {
		t.Fatal(printed(diags))
	}
	for _, f := range built.Files {
		if path.Ext(f.Path) != ".html" {
			continue
		}
		var whole bytes.Buffer
		if err := f.Render(&whole); err != nil {
			t.Fatal(err)
		}
		want, err := publish.Minify(f.Path, whole.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		got, err := publish.Render(f)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			at := 0
			for at < min(len(got), len(want)) && got[at] == want[at] {
				at++
			}
			t.Errorf("%s, byte %d:\n%s\nminified:\n%s", f.Path, at, got[max(at-100, 0):min(at+200, len(got))], want[max(at-100, 0):min(at+200, len(want))])
		}
	}
}
