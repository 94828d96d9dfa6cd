package publish

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A proof is a site as it will stand, before any of it is put in place: what changed is read from where it waits, all
// else from where it stands.
type proof struct {
	dir     string            // a folder on the disk, for what there is to say of folders
	files   map[string]string // path → name on the disk
	folders map[string][]fs.DirEntry
}

func newProof(dir string, s *staging, rendered []rendering) *proof {
	p := &proof{dir: s.dir, files: map[string]string{}, folders: map[string][]fs.DirEntry{".": nil}}
	for _, r := range rendered {
		for _, one := range r.parts {
			on := filepath.Join(dir, filepath.FromSlash(one.path))
			if one.changed {
				on = s.file(one.path)
			}
			p.files[one.path] = on
			p.list(proofEntry{path.Base(one.path), on, false}, path.Dir(one.path))
		}
	}
	for _, entries := range p.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return p
}

// list adds an entry to a folder, and the folder to the one above where it is new.
func (p *proof) list(e proofEntry, in string) {
	_, known := p.folders[in]
	p.folders[in] = append(p.folders[in], e)
	if !known && in != "." {
		p.list(proofEntry{path.Base(in), p.dir, true}, path.Dir(in))
	}
}

func (p *proof) Open(name string) (fs.File, error) {
	if on, ok := p.files[name]; ok {
		file, err := os.Open(on)
		if err != nil {
			return nil, err
		}
		return &proofFile{file, path.Base(name)}, nil
	}
	entries, err := p.ReadDir(name)
	if err != nil {
		return nil, err
	}
	return &proofFolder{proofEntry{path.Base(name), p.dir, true}, entries}, nil
}

func (p *proof) ReadFile(name string) ([]byte, error) {
	if on, ok := p.files[name]; ok {
		return os.ReadFile(on)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (p *proof) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, ok := p.folders[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return slices.Clone(entries), nil
}

// A proofEntry is a file or a folder as a proof lists it.
type proofEntry struct {
	name string
	on   string // the disk
	dir  bool
}

func (e proofEntry) Name() string { return e.name }
func (e proofEntry) IsDir() bool  { return e.dir }

func (e proofEntry) Type() fs.FileMode {
	if e.dir {
		return fs.ModeDir
	}
	return 0
}

func (e proofEntry) Info() (fs.FileInfo, error) {
	about, err := os.Stat(e.on)
	return proofAbout{about, e.name}, err
}

// A proofAbout is what the disk says of a file, under the name that the file will have.
type proofAbout struct {
	fs.FileInfo
	name string
}

func (a proofAbout) Name() string { return a.name }

type proofFile struct {
	*os.File
	name string
}

func (f *proofFile) Stat() (fs.FileInfo, error) {
	about, err := f.File.Stat()
	return proofAbout{about, f.name}, err
}

// A proofFolder is an open folder.
type proofFolder struct {
	proofEntry
	rest []fs.DirEntry
}

func (f *proofFolder) Stat() (fs.FileInfo, error) { return f.Info() }
func (f *proofFolder) Close() error               { return nil }
func (f *proofFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

func (f *proofFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.rest)
	} else if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	entries := f.rest[:n]
	f.rest = f.rest[n:]
	return entries, nil
}
