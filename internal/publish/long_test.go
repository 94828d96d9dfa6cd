package publish

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLong: a long file is published as any other is, whatever stood in its place, and left alone where it is the same.
func TestLong(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	record := strings.Repeat("{\"a\": 1}\n", 1000)
	for _, c := range []struct {
		pieces  []string
		written int
	}{
		{[]string{record, record}, 1}, {[]string{record, record}, 0}, {[]string{record + record}, 0}, {[]string{record}, 1}, {[]string{record, "x"}, 1},
		{[]string{record, "y"}, 1}, {nil, 1}, {nil, 0}, {[]string{"z"}, 1},
	} {
		f := File{Path: "data.json", Final: true, Long: true, Render: func(w io.Writer) error {
			for _, p := range c.pieces {
				if _, err := io.WriteString(w, p); err != nil {
					return err
				}
			}
			return nil
		}}
		res, err := Write(dir, []File{f}, Options{})
		want := strings.Join(c.pieces, "")
		if err != nil || res.Written != c.written || res.Bytes != int64(len(want)) {
			t.Fatalf("%d pieces: %+v, %v; want %d written, %d bytes", len(c.pieces), res, err, c.written, len(want))
		}
		if got, err := os.ReadFile(filepath.Join(dir, "data.json")); err != nil || string(got) != want {
			t.Fatalf("%d bytes, %v; want %d", len(got), err, len(want))
		}
		differs, _, err := Verify(func(p string) (io.ReadCloser, error) { return os.Open(filepath.Join(dir, p)) })
		if err != nil || len(differs) > 0 {
			t.Fatal(differs, err)
		}
	}
	f := File{Path: "data.json", Final: true, Long: true, Render: func(w io.Writer) error { return errors.New("no ink") }}
	if _, err := Write(dir, []File{f}, Options{}); err == nil || !strings.Contains(err.Error(), "data.json") || !strings.Contains(err.Error(), "no ink") {
		t.Error(err)
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "data.json")); string(got) != "z" {
		t.Errorf("after a failure it holds %q", got)
	}
}
