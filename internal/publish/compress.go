package publish

import (
	"io"
	"path"
	"slices"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// compressible are the formats worth a compressed twin; pictures are compressed as they are.
var compressible = []string{".html", ".css", ".js", ".svg", ".xml", ".json", ".txt", ".ics", ".webmanifest"}

// minCompress is the size in bytes from which a twin pays: a smaller file fits one packet anyway.
const minCompress = 1 << 10

// A twin is a way to compress a file for hosts that serve what lies beside it.
type twin struct {
	suffix   string
	compress func(w io.Writer, b []byte) error
}

// twins are written by --compress. None of them puts a name or a time into its bytes, and each is told to work in one
// go, so the same file always gives the same twin.
var twins = []twin{
	{".br", func(w io.Writer, b []byte) error { return writeAll(brotli.NewWriterLevel(w, 9), b) }},
	{".gz", func(w io.Writer, b []byte) error {
		z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			return err
		}
		return writeAll(z, b)
	}},
	{".zst", func(w io.Writer, b []byte) error {
		z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderConcurrency(1))
		if err != nil {
			return err
		}
		return writeAll(z, b)
	}},
}

func writeAll(w io.WriteCloser, b []byte) error {
	if _, err := w.Write(b); err != nil {
		return err
	}
	return w.Close()
}

func wantsTwins(name string, b []byte) bool {
	return len(b) >= minCompress && slices.Contains(compressible, path.Ext(name))
}

// isTwin reports whether a path is that of a twin.
func isTwin(name string) bool {
	return slices.ContainsFunc(twins, func(t twin) bool { return path.Ext(name) == t.suffix })
}

// compressed returns the bytes of a twin, in a buffer that is reused.
func (r *renderer) compressed(t twin, b []byte) ([]byte, error) {
	r.twin.Reset()
	err := t.compress(&r.twin, b)
	return r.twin.Bytes(), err
}
