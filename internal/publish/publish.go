// Package publish writes a site into a folder that any static host serves.
//
// A folder is ours if it is empty or holds our manifest, manifest.json: the SHA-256 of every file that the last build
// put there. Only what the manifest names is ever replaced or removed; a .gitignore and whatever else somebody keeps
// beside the site stay.
//
// A build that fails changes nothing, and one that is killed leaves a folder that works: every file that changed is
// first written into a staging folder inside the output folder; when all are there, a manifest that names the old and
// the new files is put in place, then the files are renamed to theirs, assets before the pages that need them, new
// folders at once with all that is in them, then what is stale is removed, then the manifest becomes that of the new
// site. The next build clears what is left behind.
package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"briefing/internal/corpus"
	"briefing/internal/parallel"
)

// A File is a path and what renders its bytes.
type File struct {
	Path   string // slash-separated, from the site's root
	Render func(w io.Writer) error
	Final  bool // the bytes are published as rendered, not minified (again)
	Long   bool // final, and too long to be held: written as it is rendered, which may be done twice
}

// A Result counts what a run did.
type Result struct {
	Files   int   // in the site, the manifest not counted
	Bytes   int64 // in the site
	Written int   // new or changed
	Removed int   // stale
}

// Options change how a site is written.
type Options struct {
	// Force takes over a folder that isn't ours. What is in it stays, unless a file of the site has its path.
	Force bool
	// Compress writes a .br, a .gz and a .zst twin beside every file that is worth it.
	Compress bool
	// Proof is called with the site as it will stand, before any of it is put in place; where it returns an error, which
	// Write returns as it is, nothing is. It may be nil.
	Proof func(site fs.FS) error
	// Progress is called as files are rendered and staged, from many goroutines; it may be nil.
	Progress func(done, all int)
	// Meter is told what the stages cost; it may be nil.
	Meter corpus.Meter
}

const manifestName = "manifest.json"

// ErrNotOurs is returned for a folder that holds something, but no manifest of ours.
var ErrNotOurs = errors.New("the folder is not empty and no earlier build wrote it")

// Check returns an error where dir can't be written to as it is: it isn't ours, or isn't a folder. It changes nothing.
func Check(dir string, opt Options) error {
	_, err := open(dir, opt)
	return err
}

// Write publishes the files in dir, creating it where needed. On an error of rendering nothing has changed. All
// errors of rendering are returned, joined, in the order of the paths.
func Write(dir string, files []File, opt Options) (Result, error) {
	if err := Check(dir, opt); err != nil {
		return Result{}, err
	}
	files, err := inOrder(files)
	if err != nil {
		return Result{}, err
	}
	s, err := newStaging(dir)
	if err != nil {
		return Result{}, err
	}
	defer s.close()
	old, err := open(dir, opt) // only now: no other build can change it any more
	if err != nil {
		return Result{}, err
	}
	end := opt.Meter.Begin("pages")
	rendered, err := renderAll(dir, s, files, old, opt)
	if end(size(rendered)); err != nil {
		return Result{}, err
	}
	if opt.Proof != nil {
		if err := opt.Proof(newProof(dir, s, rendered)); err != nil {
			return Result{}, err
		}
	}
	end = opt.Meter.Begin("commit")
	defer end(size(rendered))
	return commit(dir, s, rendered, old)
}

// size returns how many bytes were rendered.
func size(rendered []rendering) (n int) {
	for _, r := range rendered {
		for _, p := range r.parts {
			n += int(p.size)
		}
	}
	return n
}

// open returns the manifest of the last build, empty for a new folder.
func open(dir string, opt Options) (manifest, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return manifest{}, nil
	}
	if err != nil {
		return nil, err
	}
	old, err := readManifest(filepath.Join(dir, manifestName))
	if err == nil {
		return old, nil
	}
	if !errors.Is(err, os.ErrNotExist) && !opt.Force {
		return nil, fmt.Errorf("%w: %w", ErrNotOurs, err)
	}
	for _, e := range entries {
		// A folder kept in git holds at least a dot file; and a build killed before its first manifest left its staging.
		if !strings.HasPrefix(e.Name(), ".") && !opt.Force {
			return nil, fmt.Errorf("%w: it holds %q", ErrNotOurs, e.Name())
		}
	}
	return manifest{}, nil
}

// inOrder returns the files by path, assets before all others, and an error for paths that can't be published.
func inOrder(files []File) ([]File, error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int {
		if x, y := isAsset(a.Path), isAsset(b.Path); x != y {
			if x {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Path, b.Path)
	})
	var errs []error
	for i, f := range files {
		switch {
		case !filepath.IsLocal(filepath.FromSlash(f.Path)) || path.Clean(f.Path) != f.Path || f.Path == manifestName:
			errs = append(errs, fmt.Errorf("%q is no path to publish under", f.Path))
		case isTwin(f.Path):
			errs = append(errs, fmt.Errorf("%q is the path of a compressed twin", f.Path))
		case i > 0 && files[i-1].Path == f.Path:
			errs = append(errs, fmt.Errorf("two files would be published as %s", f.Path))
		}
	}
	return files, errors.Join(errs...)
}

func isAsset(p string) bool { return strings.HasPrefix(p, "assets/") }

// A part is a file as it is published: one that was rendered, or a compressed twin of it.
type part struct {
	path    string
	sum     [sha256.Size]byte
	size    int64
	changed bool // and staged
}

// A rendering is what became of one file.
type rendering struct {
	parts []part // the file itself, then its twins
	err   error
}

// renderAll renders every file and stages those that differ from what stands in dir.
func renderAll(dir string, s *staging, files []File, old manifest, opt Options) ([]rendering, error) {
	out := make([]rendering, len(files))
	var done atomic.Int64
	err := inParallel(len(files), func() func(int) error {
		r := renderer{dir: dir, staging: s, known: old, compress: opt.Compress, meter: opt.Meter, page: page{meter: opt.Meter}}
		return func(i int) error {
			out[i] = r.file(files[i])
			if opt.Progress != nil {
				opt.Progress(int(done.Add(1)), len(files))
			}
			return out[i].err
		}
	})
	return out, err
}

// inParallel is [parallel.Workers] for work that can fail. It returns all errors, in their order.
func inParallel(n int, worker func() func(i int) error) error {
	errs := make([]error, n)
	parallel.Workers(n, func() func(int) {
		do := worker()
		return func(i int) { errs[i] = do(i) }
	})
	return errors.Join(errs...)
}

// A renderer renders one file after another into the same buffers.
type renderer struct {
	dir       string
	staging   *staging
	known     manifest // of what may stand in dir already
	compress  bool
	meter     corpus.Meter
	page      page
	old, twin bytes.Buffer
}

func (r *renderer) file(f File) (res rendering) {
	if f.Long && !r.compress {
		end := r.meter.Begin("pages/long files")
		p, err := r.long(f)
		end(int(p.size))
		if err != nil {
			err = fmt.Errorf("render %s: %w", f.Path, err)
		}
		return rendering{[]part{p}, err}
	}
	b, err := r.page.render(f)
	if err != nil {
		return rendering{err: err}
	}
	res.parts = make([]part, 1, 1+len(twins))
	end := r.meter.Begin("pages/compare and write")
	res.parts[0], res.err = r.part(f.Path, b)
	if end(len(b)); res.err != nil || !r.compress || !wantsTwins(f.Path, b) {
		return res
	}
	defer r.meter.Begin("pages/twins")(len(b))
	for _, t := range twins {
		var p part
		var small []byte
		if small, res.err = r.compressed(t, b); res.err != nil {
			return res
		}
		if p, res.err = r.part(f.Path+t.suffix, small); res.err != nil {
			return res
		}
		res.parts = append(res.parts, p)
	}
	return res
}

// part stages the bytes of a path, unless they stand there already.
func (r *renderer) part(p string, b []byte) (part, error) {
	res := part{path: p, sum: sha256.Sum256(b), size: int64(len(b))}
	same, err := r.same(p, b)
	if err != nil || same {
		return res, err
	}
	res.changed = true
	return res, r.staging.write(p, b)
}

// same reports whether a file of the last build holds just these bytes.
func (r *renderer) same(p string, b []byte) (bool, error) {
	if _, ok := r.known[p]; !ok {
		return false, nil
	}
	file, err := os.Open(filepath.Join(r.dir, filepath.FromSlash(p)))
	if errors.Is(err, os.ErrNotExist) || isNotDir(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer file.Close()
	stat, err := file.Stat()
	if err != nil || !stat.Mode().IsRegular() || stat.Size() != int64(len(b)) {
		return false, err
	}
	r.old.Reset()
	if _, err := r.old.ReadFrom(file); err != nil {
		return false, err
	}
	return bytes.Equal(r.old.Bytes(), b), nil
}

// commit puts the staged files in place, removes the stale ones and writes the manifest.
func commit(dir string, s *staging, rendered []rendering, old manifest) (Result, error) {
	res := Result{}
	site, both := make(manifest, len(rendered)), make(manifest, len(rendered)+len(old))
	maps.Copy(both, old)
	changed := false
	for _, r := range rendered {
		for _, p := range r.parts {
			sum := hex.EncodeToString(p.sum[:])
			site[p.path], both[p.path] = sum, sum
			res.Files++
			res.Bytes += p.size
			if p.changed {
				res.Written++
				changed = true
			}
		}
	}
	var stale []string
	for p := range old {
		if _, ok := site[p]; !ok {
			stale = append(stale, p)
		}
	}
	slices.Sort(stale)
	if changed || len(stale) > 0 {
		if err := both.write(dir, s.dir); err != nil {
			return res, err
		}
	}
	if err := s.place(dir, old); err != nil {
		return res, err
	}
	for _, p := range stale {
		if err := remove(dir, p); err != nil {
			return res, err
		}
		res.Removed++
	}
	return res, site.write(dir, s.dir)
}

// move renames a staged file to its place. Where an earlier build had a folder and this one has a file, or the other
// way round, what stands in the way is removed first, if it was ours.
func move(dir, staged, p string, old manifest) error {
	target := filepath.Join(dir, filepath.FromSlash(p))
	err := os.Rename(staged, target)
	if err == nil {
		return nil
	}
	for parent := path.Dir(p); parent != "."; parent = path.Dir(parent) {
		if _, ours := old[parent]; ours {
			if err := remove(dir, parent); err != nil {
				return err
			}
		}
	}
	for other := range old {
		if strings.HasPrefix(other, p+"/") {
			if err := remove(dir, other); err != nil {
				return err
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	return os.Rename(staged, target)
}

// remove removes a file of ours, and the folders that are empty without it.
func remove(dir, p string) error {
	if !filepath.IsLocal(filepath.FromSlash(p)) {
		return fmt.Errorf("%s names a file outside the folder: %q", manifestName, p)
	}
	target := filepath.Join(dir, filepath.FromSlash(p))
	if stat, err := os.Lstat(target); err != nil || stat.IsDir() {
		if err != nil && !errors.Is(err, os.ErrNotExist) && !isNotDir(err) {
			return err
		}
		return nil
	}
	if err := os.Remove(target); err != nil {
		return err
	}
	for parent := path.Dir(p); parent != "."; parent = path.Dir(parent) {
		if os.Remove(filepath.Join(dir, filepath.FromSlash(parent))) != nil {
			break // not empty
		}
	}
	return nil
}
