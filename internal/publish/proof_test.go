package publish

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// TestProof: the site as it will stand can be read before it stands, and one that is refused changes nothing.
func TestProof(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, file("index.html", "1"), file("same.txt", "s"), file("a/b/c.txt", "old"))
	before := tree(t, dir)
	refused := errors.New("refused")
	files := []File{file("index.html", "2"), file("same.txt", "s"), file("a/b/new.txt", "n"), file("x/y.txt", "y")}
	opt := Options{Proof: func(site fs.FS) error {
		if err := fstest.TestFS(site, "index.html", "same.txt", "a/b/new.txt", "x/y.txt"); err != nil {
			t.Error(err)
		}
		if raw, err := fs.ReadFile(site, "index.html"); err != nil || string(raw) != "2" {
			t.Errorf("%q %v", raw, err)
		}
		if _, err := fs.Stat(site, "a/b/c.txt"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("what will be removed can be read: %v", err)
		}
		return refused
	}}
	if _, err := Write(dir, files, opt); !errors.Is(err, refused) {
		t.Errorf("got %v", err)
	}
	if after := tree(t, dir); !maps.Equal(after, before) {
		t.Errorf("got %q, want %q", after, before)
	}
	fresh := filepath.Join(t.TempDir(), "new")
	if _, err := Write(fresh, files, opt); !errors.Is(err, refused) {
		t.Errorf("got %v", err)
	}
	if after := tree(t, fresh); len(after) > 0 {
		t.Errorf("in a new folder stands %q", after)
	}
	opt.Proof = func(fs.FS) error { return nil }
	if _, err := Write(dir, files, opt); err != nil || tree(t, dir)["index.html"] != "2" {
		t.Errorf("%v %q", err, tree(t, dir))
	}
}
