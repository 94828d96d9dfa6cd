package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
)

// long stages a long file while it is rendered, unless the very bytes stand there already, for which it is rendered
// once more.
func (r *renderer) long(f File) (part, error) {
	p := part{path: f.Path}
	held, err := os.Open(filepath.Join(r.dir, filepath.FromSlash(f.Path)))
	switch {
	case err == nil:
		c := comparison{held: held, sum: sha256.New()}
		err := errors.Join(f.Render(&c), c.end(), held.Close())
		if err == nil {
			p.size = c.size
			c.sum.Sum(p.sum[:0])
			return p, nil
		}
		if !errors.Is(err, errDiffers) {
			return p, err
		}
	case !errors.Is(err, os.ErrNotExist) && !isNotDir(err):
		return p, err
	}
	staged, err := r.staging.create(f.Path)
	if err != nil {
		return p, err
	}
	sum := sha256.New()
	err = f.Render(io.MultiWriter(staged, sum))
	sum.Sum(p.sum[:0])
	p.changed = true
	stat, statErr := staged.Stat()
	if statErr == nil {
		p.size = stat.Size()
	}
	return p, errors.Join(err, statErr, staged.Close())
}

var errDiffers = errors.New("the file differs")

// A comparison is written what a file should hold. It fails where the file holds anything else.
type comparison struct {
	held io.Reader
	sum  hash.Hash
	size int64
	buf  []byte
}

func (c *comparison) Write(b []byte) (int, error) {
	if len(c.buf) < len(b) {
		c.buf = make([]byte, len(b))
	}
	if _, err := io.ReadFull(c.held, c.buf[:len(b)]); err != nil || !bytes.Equal(c.buf[:len(b)], b) {
		return 0, errDiffers
	}
	c.size += int64(len(b))
	return c.sum.Write(b)
}

// end fails where the file goes on.
func (c *comparison) end() error {
	var one [1]byte
	if n, _ := c.held.Read(one[:]); n > 0 {
		return errDiffers
	}
	return nil
}
