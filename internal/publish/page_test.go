package publish

import (
	"errors"
	"io"
	"strings"
	"testing"
)

type keeper interface{ Keep([]byte) }

func TestKeepLeavesAlone(t *testing.T) {
	const kept = "<p>  two \n spaces </p>"
	f := File{Path: "x.html", Render: func(w io.Writer) error {
		_, _ = io.WriteString(w, "<div>\n  <p>a   b</p>\n  ")
		w.(keeper).Keep([]byte(kept))
		w.(keeper).Keep([]byte("<i> </i>"))
		_, err := io.WriteString(w, "\n  <p>c</p></div>")
		return err
	}}
	for range 2 {
		got, err := Render(f)
		if want := "<div><p>a b</p>" + kept + "<i> </i><p>c</p></div>"; err != nil || string(got) != want {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
	f.Final = true
	if got, err := Render(f); err != nil || !strings.Contains(string(got), "  <p>a   b</p>\n  "+kept) {
		t.Errorf("a final file is %q, %v", got, err)
	}
}

// TestMarksAreOurs: a file that writes the character by which pieces are marked gets no piece for it.
func TestMarksAreOurs(t *testing.T) {
	got, err := Render(File{Path: "x.html", Render: func(w io.Writer) error {
		w.(keeper).Keep([]byte("<b>1</b>"))
		_, err := io.WriteString(w, "<p title=\"\x00\">\x00</p>")
		return err
	}})
	if want := "<b>1</b><p title=\"\uFFFD\">\uFFFD</p>"; err != nil || string(got) != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestRenderTellsItsPage(t *testing.T) {
	_, err := Render(File{Path: "a/x.html", Render: func(io.Writer) error { return errors.New("no ink") }})
	if err == nil || !strings.Contains(err.Error(), "a/x.html") || !strings.Contains(err.Error(), "no ink") {
		t.Error(err)
	}
}
