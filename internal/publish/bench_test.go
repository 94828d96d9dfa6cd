package publish_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"briefing/assets"
	"briefing/internal/build"
	"briefing/internal/publish"
	"briefing/templates"
)

// A tape holds what was written of a page, and what was to be kept, in turn.
type tape struct {
	pieces  [][]byte // every second one is kept
	written int64
}

func (t *tape) add(b []byte, kept bool) {
	if len(t.pieces)%2 == 1 != kept {
		t.pieces = append(t.pieces, nil)
	}
	t.pieces = append(t.pieces, bytes.Clone(b))
}

func (t *tape) Write(b []byte) (int, error) {
	t.written += int64(len(b))
	t.add(b, false)
	return len(b), nil
}

func (t *tape) Keep(markup []byte) { t.add(markup, true) }

func (t *tape) play(w io.Writer) error {
	for i, b := range t.pieces {
		if i%2 == 1 {
			w.(interface{ Keep([]byte) }).Keep(b)
		} else if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// demo returns the files of the demo, which are rendered once.
func demo(b *testing.B) []publish.File {
	site, said := build.Load(os.DirFS("../.."), build.Options{Theme: build.Theme{Templates: templates.Files, Assets: assets.Files}})
	if said.Failed() {
		b.Fatal(said)
	}
	return site.Files
}

// BenchmarkMinify minifies the demo's pages; its bytes are those that the minifier is given.
func BenchmarkMinify(b *testing.B) {
	var files []publish.File
	size := int64(0)
	for _, f := range demo(b) {
		if f.Final {
			continue
		}
		var t tape
		if err := f.Render(&t); err != nil {
			b.Fatal(err)
		}
		size += t.written
		files = append(files, publish.File{Path: f.Path, Render: t.play})
	}
	render := publish.Renderer()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			if _, err := render(f); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkWrite writes the demo's files into fresh folders.
func BenchmarkWrite(b *testing.B) {
	var files []publish.File
	size := int64(0)
	for _, f := range demo(b) {
		body, err := publish.Render(f)
		if err != nil {
			b.Fatal(err)
		}
		size += int64(len(body))
		files = append(files, publish.File{Path: f.Path, Final: true, Render: func(w io.Writer) error {
			_, err := w.Write(body)
			return err
		}})
	}
	dir, n := b.TempDir(), 0
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		n++
		if _, err := publish.Write(filepath.Join(dir, strconv.Itoa(n)), files, publish.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
