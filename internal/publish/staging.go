package publish

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// ErrBusy is returned while another build writes into the folder.
var ErrBusy = errors.New("another build is writing into the folder")

const stagingName = ".briefing-staging"

// A staging is the folder inside the output folder where changed files wait until all are there, in folders as they will
// stand: so a new folder is put in place at once, with all that is in it. It is locked while a build runs; what a killed
// build left in it is thrown away.
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

// file returns the name under which the file of a path waits.
func (s *staging) file(p string) string {
	return filepath.Join(s.dir, stagedSite, filepath.FromSlash(p))
}

// stagedSite is the folder of a staging that holds the files of the site.
const stagedSite = "site"

// create makes the file of a path, and the folders it is in.
func (s *staging) create(p string) (*os.File, error) {
	name := s.file(p)
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if !errors.Is(err, os.ErrNotExist) {
		return file, err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
}

// write makes the file of a path and fills it.
func (s *staging) write(p string, b []byte) error {
	file, err := s.create(p)
	if err != nil {
		return err
	}
	_, err = file.Write(b)
	return errors.Join(err, file.Close())
}

// place puts all that waits into the output folder: assets before the pages that need them. old is the manifest of what
// may stand there.
func (s *staging) place(dir string, old manifest) error {
	waiting, err := os.ReadDir(s.file("."))
	if errors.Is(err, os.ErrNotExist) {
		return nil // nothing has changed
	}
	if err != nil {
		return err
	}
	return s.placeAll(dir, ".", waiting, old)
}

func (s *staging) placeAll(dir, folder string, waiting []fs.DirEntry, old manifest) error {
	rank := func(e fs.DirEntry) int {
		if folder == "." && isAsset(e.Name()+"/") || isTwin(e.Name()) {
			return 0 // twins before their file: a host that prefers them never serves an old page for long
		}
		return 1
	}
	slices.SortStableFunc(waiting, func(a, b fs.DirEntry) int { return cmp.Compare(rank(a), rank(b)) })
	for _, e := range waiting {
		p := path.Join(folder, e.Name())
		if !e.IsDir() {
			if err := move(dir, s.file(p), p, old); err != nil {
				return err
			}
			continue
		}
		if err := s.placeFolder(dir, p, old); err != nil {
			return err
		}
	}
	return nil
}

// placeFolder puts a folder in place, as a whole where nothing stands there.
func (s *staging) placeFolder(dir, p string, old manifest) error {
	target := filepath.Join(dir, filepath.FromSlash(p))
	if _, ours := old[p]; ours { // a file of an earlier build
		if err := remove(dir, p); err != nil {
			return err
		}
	}
	failed := os.Rename(s.file(p), target)
	if failed == nil {
		return nil
	}
	if stat, err := os.Stat(target); err != nil || !stat.IsDir() {
		return failed
	}
	waiting, err := os.ReadDir(s.file(p))
	if err != nil {
		return err
	}
	return s.placeAll(dir, p, waiting, old)
}

// close removes the folder and the lock.
func (s *staging) close() {
	_ = os.RemoveAll(s.dir) // left behind it does no harm: the next build clears it
	s.lock.Close()
}
