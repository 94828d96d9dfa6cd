package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
)

// ErrBusy is returned while another build writes into the folder.
var ErrBusy = errors.New("another build is writing into the folder")

const stagingName = ".briefing-staging"

// A staging is the folder inside the output folder where changed files wait until all are there. It is locked while a
// build runs; what a killed build left in it is thrown away.
type staging struct {
	dir  string
	lock *os.File
}

// newStaging makes and locks the staging folder of an output folder, which is created where needed.
func newStaging(out string) (*staging, error) {
	s := &staging{dir: filepath.Join(out, stagingName)}
	for {
		if err := os.MkdirAll(s.dir, 0o755); err != nil {
			return nil, err
		}
		lock, err := os.Open(s.dir)
		if errors.Is(err, os.ErrNotExist) {
			continue // a build that ends just now removed it
		}
		if err != nil {
			return nil, err
		}
		if err := lockFolder(lock); err != nil {
			lock.Close()
			return nil, err
		}
		if s.lock = lock; s.holds() {
			return s, s.clear()
		}
		lock.Close() // locked what another build had removed: once more
	}
}

// holds reports whether the locked folder is the one that stands there.
func (s *staging) holds() bool {
	locked, err := s.lock.Stat()
	there, errThere := os.Stat(s.dir)
	return err == nil && errThere == nil && os.SameFile(locked, there)
}

func (s *staging) clear() error {
	entries, err := os.ReadDir(s.dir)
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(s.dir, e.Name())))
	}
	return err
}

// file returns the name under which file i waits.
func (s *staging) file(i int) string { return filepath.Join(s.dir, strconv.Itoa(i)) }

// close removes the folder and the lock.
func (s *staging) close() {
	_ = os.RemoveAll(s.dir) // left behind it does no harm: the next build clears it
	s.lock.Close()
}
