package publish

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func file(path, body string) File {
	return File{Path: path, Render: func(w io.Writer) error { _, err := io.WriteString(w, body); return err }}
}

// tree returns the files under dir, folders left out.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func write(t *testing.T, dir string, files ...File) Result {
	t.Helper()
	res, err := Write(dir, files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func paths(files map[string]string) []string { return slices.Sorted(maps.Keys(files)) }

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	first := []File{file("index.html", "<p>  a  </p>"), file("a/index.html", "<p>b"), file("assets/x.css", "a { color : red }"), file("plain.txt", "a  b")}
	if res := write(t, dir, first...); res.Written != 4 || res.Files != 4 {
		t.Errorf("first build: %+v", res)
	}
	got := tree(t, dir)
	if got["index.html"] != "<p>a</p>" || got["assets/x.css"] != "a{color:red}" || got["plain.txt"] != "a  b" {
		t.Errorf("not minified by format: %q", got)
	}
	if res := write(t, dir, first...); res.Written != 0 || res.Removed != 0 {
		t.Errorf("a second build of the same site wrote: %+v", res)
	}
	// A stale file goes, with the folder it leaves empty; a changed one is replaced; another's file stays.
	if err := os.WriteFile(filepath.Join(dir, "theirs.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if res := write(t, dir, file("index.html", "<p>c"), file("plain.txt", "a  b")); res.Written != 1 || res.Removed != 2 {
		t.Errorf("third build: %+v", res)
	}
	if got := paths(tree(t, dir)); !slices.Equal(got, []string{"index.html", "manifest.json", "plain.txt", "theirs.txt"}) {
		t.Errorf("left: %q", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "a")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder is left: %v", err)
	}
}

func TestSameBytesInAnyFolder(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	write(t, a, file("old.html", "x"), file("index.html", "1"))
	write(t, a, file("index.html", "2"), file("b.json", "[1, 2]"))
	write(t, b, file("b.json", "[1, 2]"), file("index.html", "2"))
	if x, y := tree(t, a), tree(t, b); !maps.Equal(x, y) {
		t.Errorf("%q\n%q", x, y)
	}
}

func TestFailedRenderChangesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, file("index.html", "1"), file("z.html", "z"))
	before := tree(t, dir)
	bad := func(p string) File {
		return File{Path: p, Render: func(io.Writer) error { return errors.New("no luck with " + p) }}
	}
	_, err := Write(dir, []File{file("index.html", "2"), bad("b.html"), bad("a.html")}, Options{})
	if err == nil || !strings.Contains(err.Error(), "a.html") || !strings.Contains(err.Error(), "b.html") {
		t.Errorf("not every failure is told: %v", err)
	}
	if got := tree(t, dir); !maps.Equal(got, before) {
		t.Errorf("changed: %q", got)
	}
}

func TestNotOurs(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, []File{file("index.html", "1")}, Options{}); !errors.Is(err, ErrNotOurs) {
		t.Errorf("a foreign folder: %v", err)
	}
	if got := paths(tree(t, dir)); !slices.Equal(got, []string{"thesis.txt"}) {
		t.Errorf("changed: %q", got)
	}
	if _, err := Write(dir, []File{file("index.html", "1")}, Options{Force: true}); err != nil {
		t.Errorf("by force: %v", err)
	}
	if got := tree(t, dir)["thesis.txt"]; got != "years of work" {
		t.Errorf("force lost a file: %q", got)
	}
}

func TestBadManifest(t *testing.T) {
	for _, manifest := range []string{`{}`, `{"briefing":9}`, `not json`} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(manifest), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := Check(dir, Options{}); !errors.Is(err, ErrNotOurs) {
			t.Errorf("%s: %v", manifest, err)
		}
	}
	// A manifest that names what lies outside is not obeyed.
	dir := t.TempDir()
	outside := filepath.Join(dir, "outside.txt")
	if err := os.WriteFile(outside, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	write(t, out, file("index.html", "1"))
	if err := os.WriteFile(filepath.Join(out, "manifest.json"), []byte(`{"briefing":1,"files":{"../outside.txt":""}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(out, []File{file("index.html", "2")}, Options{}); err == nil {
		t.Error("a manifest that points outside is accepted")
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
}

func TestFileAndFolderChangePlaces(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, file("a", "1"), file("b/c", "2"))
	write(t, dir, file("a/x", "3"), file("b", "4"))
	if got, want := tree(t, dir), map[string]string{"a/x": "3", "b": "4"}; got["a/x"] != want["a/x"] || got["b"] != want["b"] {
		t.Errorf("got %q", got)
	}
	write(t, dir, file("a", "1"), file("b/c", "2"))
	if got := paths(tree(t, dir)); !slices.Equal(got, []string{"a", "b/c", "manifest.json"}) {
		t.Errorf("got %q", got)
	}
}

// TestAfterAKill builds in a folder as a killed build leaves it: staged files, and a manifest of old and new.
func TestAfterAKill(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, file("index.html", "1"), file("old.html", "1"))
	staging := filepath.Join(dir, stagingName)
	if err := os.Mkdir(staging, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(staging, "0"), []byte("half a fi"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := (manifest{"index.html": "", "old.html": "", "never.html": ""}).write(dir, staging); err != nil {
		t.Fatal(err)
	}
	write(t, dir, file("index.html", "2"))
	clean := t.TempDir()
	write(t, clean, file("index.html", "2"))
	if got, want := tree(t, dir), tree(t, clean); !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := os.Stat(staging); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("staging is left: %v", err)
	}
}

func TestBadPaths(t *testing.T) {
	for _, p := range []string{"../x", "/x", "a/../b", "", ".", "a//b", "manifest.json"} {
		dir := t.TempDir()
		if _, err := Write(dir, []File{file(p, "x")}, Options{}); err == nil {
			t.Errorf("%q is published", p)
		}
	}
	if _, err := Write(t.TempDir(), []File{file("a", "1"), file("a", "2")}, Options{}); err == nil {
		t.Error("two files of one path are published")
	}
}

func TestGitignoreStays(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("*"), 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, dir, file("index.html", "1"))
	write(t, dir, file("other.html", "1"))
	if got := tree(t, dir)[".gitignore"]; got != "*" {
		t.Errorf("got %q", got)
	}
}

func BenchmarkWriteUnchanged(b *testing.B) {
	dir := b.TempDir()
	body := strings.Repeat("<p>Some words of a page.</p>\n", 300)
	var files []File
	for _, d := range []string{"a", "b", "c", "d"} {
		for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
			files = append(files, file(d+"/"+n+".html", body))
		}
	}
	b.SetBytes(int64(len(body) * len(files)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(dir, files, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestTwoBuildsAtOnce: while one build writes, another is told so and changes nothing.
func TestTwoBuildsAtOnce(t *testing.T) {
	dir := t.TempDir()
	started, finish := make(chan bool), make(chan bool)
	slow := File{Path: "index.html", Render: func(w io.Writer) error {
		close(started)
		<-finish
		_, err := io.WriteString(w, "slow")
		return err
	}}
	done := make(chan error)
	go func() {
		_, err := Write(dir, []File{slow}, Options{})
		done <- err
	}()
	<-started
	if _, err := Write(dir, []File{file("index.html", "fast")}, Options{}); !errors.Is(err, ErrBusy) {
		t.Errorf("a second build at the same time: %v", err)
	}
	close(finish)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := tree(t, dir)["index.html"]; got != "slow" {
		t.Errorf("got %q", got)
	}
	write(t, dir, file("index.html", "after"))
}

// TestUnwritable: a folder that can't be written to is an error, and stays as it was.
func TestUnwritable(t *testing.T) {
	parent := t.TempDir()
	name := filepath.Join(parent, "file")
	if err := os.WriteFile(name, []byte("not a folder"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(name, []File{file("index.html", "1")}, Options{}); err == nil {
		t.Error("a file is taken for a folder")
	}
	if _, err := Write(filepath.Join(name, "deep"), []File{file("index.html", "1")}, Options{}); err == nil {
		t.Error("a folder inside a file is made")
	}
}

// TestCompress: twins decompress to their file, are the same each time, and go when they aren't asked for any more.
func TestCompress(t *testing.T) {
	body := strings.Repeat("<p>Some words of a page.</p>\n", 300)
	files := []File{file("index.html", body), file("small.html", "<p>x"), file("a.png", body)}
	a, b := t.TempDir(), t.TempDir()
	for _, dir := range []string{a, b} {
		if _, err := Write(dir, files, Options{Compress: true}); err != nil {
			t.Fatal(err)
		}
	}
	got := tree(t, a)
	if !maps.Equal(got, tree(t, b)) {
		t.Error("twins differ between two builds")
	}
	if want := []string{"a.png", "index.html", "index.html.br", "index.html.gz", "index.html.zst", "manifest.json", "small.html"}; !slices.Equal(paths(got), want) {
		t.Errorf("got %q", paths(got))
	}
	for suffix, open := range map[string]func(io.Reader) (io.Reader, error){
		".br":  func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		".gz":  func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		".zst": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
	} {
		r, err := open(strings.NewReader(got["index.html"+suffix]))
		if err != nil {
			t.Fatal(err)
		}
		if raw, err := io.ReadAll(r); err != nil || string(raw) != got["index.html"] {
			t.Errorf("%s gives %d bytes, %v", suffix, len(raw), err)
		}
	}
	if res, err := Write(a, files, Options{Compress: true}); err != nil || res.Written != 0 {
		t.Errorf("again: %+v %v", res, err)
	}
	if res := write(t, a, files...); res.Removed != 3 || res.Written != 0 {
		t.Errorf("without twins: %+v", res)
	}
}

func TestVerify(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, file("index.html", "1"), file("a/b.txt", "2"))
	open := func(p string) (io.ReadCloser, error) { return os.Open(filepath.Join(dir, filepath.FromSlash(p))) }
	if differs, files, err := Verify(open); err != nil || len(differs) > 0 || files != 2 {
		t.Errorf("as published: %v %d %v", differs, files, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "a", "b.txt")); err != nil {
		t.Fatal(err)
	}
	if differs, _, err := Verify(open); err != nil || len(differs) != 2 || !strings.HasPrefix(differs[0], "a/b.txt: missing") || !strings.HasPrefix(differs[1], "index.html: other") {
		t.Errorf("tampered with: %q %v", differs, err)
	}
	if err := os.Remove(filepath.Join(dir, "manifest.json")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Verify(open); err == nil {
		t.Error("a folder without a manifest is fine")
	}
}
