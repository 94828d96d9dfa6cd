package build

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A folder is a site's folder as a [Session] reads it: each file once, and again after forget. A file that is held
// shows what it held before, or nothing, whatever is on the disk now: so one faulty file hides no other's change.
type folder struct {
	disk fs.FS
	read map[string]stored // by path
	held map[string]stored
}

// A stored is what reading a file gave.
type stored struct {
	raw []byte
	err error
}

func (s stored) same(t stored) bool {
	return bytes.Equal(s.raw, t.raw) && (s.err == nil) == (t.err == nil)
}

// absent is a file that isn't there.
var absent = stored{err: fs.ErrNotExist}

func newFolder(disk fs.FS) *folder {
	return &folder{disk: disk, read: map[string]stored{}, held: map[string]stored{}}
}

// forget makes a file, or all files below a folder, be read again.
func (f *folder) forget(name string) {
	if _, known := f.read[name]; known {
		delete(f.read, name)
		return
	}
	for file := range f.read {
		if name == "." || strings.HasPrefix(file, name+"/") {
			delete(f.read, file)
		}
	}
}

func (f *folder) ReadFile(name string) ([]byte, error) {
	got, ok := f.held[name]
	if !ok {
		got, ok = f.read[name]
	}
	if !ok {
		got.raw, got.err = fs.ReadFile(f.disk, name)
		f.read[name] = got
	}
	if errors.Is(got.err, fs.ErrNotExist) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return got.raw, got.err
}

// Open opens a file from what was read of it, and a folder from the disk.
func (f *folder) Open(name string) (fs.File, error) {
	about, err := f.Stat(name)
	if err != nil {
		return nil, err
	}
	if about.IsDir() {
		return f.disk.Open(name)
	}
	raw, err := f.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &openFile{bytes.NewReader(raw), fileAbout{about, int64(len(raw))}}, nil
}

func (f *folder) Stat(name string) (fs.FileInfo, error) {
	got, held := f.held[name]
	if held && got.err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	about, err := fs.Stat(f.disk, name)
	if held && err == nil {
		about = fileAbout{about, int64(len(got.raw))}
	}
	return about, err
}

// ReadDir lists a folder, without what is held as absent.
func (f *folder) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.disk, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		got, ok := f.held[path.Join(name, e.Name())]
		return ok && got.err != nil
	}), err
}

// An openFile reads bytes that are in memory.
type openFile struct {
	*bytes.Reader
	about fs.FileInfo
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.about, nil }
func (f *openFile) Close() error               { return nil }

var _ io.Reader = (*openFile)(nil)

// A fileAbout is what there is to say of a file that shows other bytes than those on the disk.
type fileAbout struct {
	fs.FileInfo
	size int64
}

func (a fileAbout) Size() int64 { return a.size }

// A frozen is the files of a folder, those in its folders left out, as they were once.
type frozen struct {
	names []fs.DirEntry
	files map[string]stored
	err   error // of listing them
}

// freeze reads the files of a folder, so that they can be read again whatever becomes of it.
func freeze(folder fs.FS) fs.FS {
	f := &frozen{files: map[string]stored{}}
	f.names, f.err = fs.ReadDir(folder, ".")
	for _, e := range f.names {
		if !e.IsDir() {
			raw, err := fs.ReadFile(folder, e.Name())
			f.files[e.Name()] = stored{raw, err}
		}
	}
	return f
}

func (f *frozen) ReadDir(string) ([]fs.DirEntry, error) { return slices.Clone(f.names), f.err }

func (f *frozen) ReadFile(name string) ([]byte, error) {
	got, ok := f.files[name]
	if !ok {
		got = absent
	}
	return got.raw, got.err
}

// Open is there for what asks whether a file exists; all else reads whole files.
func (f *frozen) Open(name string) (fs.File, error) {
	raw, err := f.ReadFile(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &openFile{bytes.NewReader(raw), nil}, nil
}
