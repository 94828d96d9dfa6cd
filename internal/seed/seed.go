// Package seed reads the clippings of a site: the files of its folder seeds/.
//
// Each [format] is a file of this package, behind one function that turns the bytes of a clipping into text, and into
// what the file says of itself. Positions are those of the text; the file stays as it is. What goes wrong is told for
// every file before the run stops, so that an editor sees all of it at once.
package seed

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/parallel"
	"briefing/internal/text"
)

// Folder is where the clippings of a site stand.
const Folder = "seeds"

// A format is a way in which clippings are written.
type format struct {
	name   string // for [corpus.Clipping.Format]
	decode func(file string, raw []byte) (read, diag.List)
}

// A clipping as its format reads it.
type read struct {
	text  string // valid UTF-8 without a byte order mark
	meta  corpus.FoundMeta
	hints []corpus.Hint
}

// formats holds the formats by file name extension.
var formats = map[string]format{
	".txt":  {"text", decodeText},
	".html": {"html", decodeHTML},
	".htm":  {"html", decodeHTML},
	".md":   {"markdown", decodeMarkdown},
	".eml":  {"mail", decodeMail},
	".pdf":  {"pdf", decodePDF},
}

// Extensions returns the file name extensions that are read, each with its dot.
func Extensions() []string { return slices.Sorted(maps.Keys(formats)) }

// extensions lists the extensions that have a format, for people.
func extensions() string { return strings.Join(Extensions(), ", ") }

// Read reads the clippings of a site, sorted by file name. fsys is the site's folder.
func Read(fsys fs.FS) ([]*corpus.Clipping, diag.List) { return new(Reader).Read(fsys) }

// A Reader reads the clippings of a site again and again. A file is read once, and again after [Reader.Forget]: what
// previews a site can't read ten thousand files for the one that changed. It is used by one goroutine.
type Reader struct {
	folder []fs.DirEntry // nil where it has to be listed
	files  map[string]*reading
}

// A reading is what came of a file.
type reading struct {
	sum  [sha256.Size]byte // of its bytes
	old  bool              // the file may have changed
	clip *corpus.Clipping  // nil for none
	list diag.List
	ok   bool // it is a clipping's file and could be read
}

// Forget makes the next Read read a file anew; name is its name in seeds/, "" stands for the folder and all in it. The
// clipping of a file whose bytes are as they were stays the same.
func (r *Reader) Forget(name string) {
	if name == "" {
		r.folder = nil
		for _, got := range r.files {
			got.old = true
		}
		return
	}
	if got := r.files[name]; got != nil {
		got.old = true
	} else {
		r.folder = nil
	}
}

// Read returns the clippings, sorted by file name, and what is wrong. fsys is the site's folder.
func (r *Reader) Read(fsys fs.FS) ([]*corpus.Clipping, diag.List) {
	listed := r.folder == nil
	if listed {
		entries, err := fs.ReadDir(fsys, Folder)
		if err != nil {
			d := diag.About(diag.Error, "seeds", Folder, "the folder of clippings can't be read: %v", cause(err))
			return nil, diag.List{d.WithHint("a site keeps its clippings in a folder seeds/; --site says where the site is")}
		}
		r.folder = entries
		known := r.files
		r.files = make(map[string]*reading, len(entries))
		for _, e := range entries {
			if got := known[e.Name()]; got != nil {
				r.files[e.Name()] = got
			}
		}
	}
	again := r.readChanged(fsys)
	var clippings []*corpus.Clipping
	var list diag.List
	taken := make(map[string]string, len(r.folder)) // clipping id → file
	for i, entry := range r.folder {
		name := entry.Name()
		got := r.files[name]
		if again[i] != nil {
			got = again[i]
			if got.list.Failed() && !listed { // the file may be gone, and the listing out of date
				r.folder = nil
				return r.Read(fsys)
			}
			r.files[name] = got
		}
		list = append(list, got.list...)
		if !got.ok {
			continue
		}
		if other, double := taken[idOf(name)]; double {
			d := diag.About(diag.Error, "clipping-id", path.Join(Folder, name), "the clipping has the same id as %s", other)
			list = append(list, d.WithHint("the id is the name without its extension: rename one of the two"))
			continue
		}
		taken[idOf(name)] = name
		if got.clip != nil {
			clippings = append(clippings, got.clip)
		}
	}
	if len(clippings) == 0 && len(list) == 0 {
		d := diag.About(diag.Warning, "seeds", Folder, "there are no clippings")
		list = append(list, d.WithHint("put texts into seeds/; extensions that are read: %s", extensions()))
	}
	return clippings, list
}

// readChanged reads the files that may have changed, side by side, and returns what came of them by their place in the
// folder.
func (r *Reader) readChanged(fsys fs.FS) []*reading {
	again := make([]*reading, len(r.folder))
	parallel.Each(len(r.folder), func(i int) {
		entry := r.folder[i]
		if got := r.files[entry.Name()]; got == nil || got.old {
			again[i] = readAgain(fsys, entry, got)
		}
	})
	return again
}

// readAgain reads a file of the folder, of which there may be an earlier reading.
func readAgain(fsys fs.FS, entry fs.DirEntry, old *reading) *reading {
	raw, list, ok := readEntry(fsys, entry)
	if !ok {
		return &reading{list: list}
	}
	sum := sha256.Sum256(raw)
	if old != nil && old.ok && old.sum == sum {
		return &reading{sum: sum, clip: old.clip, list: old.list, ok: true}
	}
	clip, found := Decode(entry.Name(), raw)
	if clip != nil {
		clip.Original = func() ([]byte, error) { return fs.ReadFile(fsys, path.Join(Folder, clip.File)) }
	}
	return &reading{sum: sum, clip: clip, list: append(list, found...), ok: true}
}

// readEntry reads a file of the folder; ok is false where it is no clipping or can't be read.
func readEntry(fsys fs.FS, entry fs.DirEntry) (raw []byte, list diag.List, ok bool) {
	name := entry.Name()
	file := path.Join(Folder, name)
	if strings.HasPrefix(name, ".") {
		return nil, nil, false
	}
	about, err := fs.Stat(fsys, file) // unlike the entry it follows links
	switch {
	case err != nil:
		return nil, diag.List{unreadable(file, err)}, false
	case about.IsDir():
		d := diag.About(diag.Warning, "seed-folder", file, "folders inside seeds/ aren't read")
		return nil, diag.List{d.WithHint("move its files up into seeds/")}, false
	case formats[extension(name)].decode == nil:
		d := diag.About(diag.Warning, "seed-format", file, "there is no reader for files named *%s", path.Ext(name))
		return nil, diag.List{d.WithHint("extensions that are read: %s", extensions())}, false
	case about.Size() > text.MaxSize:
		return nil, diag.List{tooLarge(file)}, false
	}
	if raw, err = fs.ReadFile(fsys, file); err != nil {
		return nil, diag.List{unreadable(file, err)}, false
	}
	return raw, nil, true
}

// Decode turns the bytes of a clipping into one; name is its file name in seeds/. The clipping is nil where there is
// an error, or no text at all.
func Decode(name string, raw []byte) (*corpus.Clipping, diag.List) {
	file := path.Join(Folder, name)
	f, ok := formats[extension(name)]
	switch {
	case !ok:
		d := diag.About(diag.Error, "seed-format", file, "there is no reader for files named *%s", path.Ext(name))
		return nil, diag.List{d.WithHint("extensions that are read: %s", extensions())}
	case len(raw) > text.MaxSize:
		return nil, diag.List{tooLarge(file)}
	}
	got, list := f.decode(file, raw)
	if list.Failed() {
		return nil, list
	}
	if strings.TrimSpace(got.text) == "" {
		d := diag.About(diag.Warning, "empty-clipping", file, "the clipping has no text and is left out")
		return nil, append(list, d)
	}
	src := text.NewSource(file, got.text)
	if span, means, n := mojibake(got.text); n > 0 {
		d := diag.At(diag.Warning, "mojibake", src, span, "%q stands where %q was meant, as in %d other places", src.Slice(span), means, n-1)
		if n == 1 {
			d.Message = fmt.Sprintf("%q stands where %q was meant", src.Slice(span), means)
		}
		list = append(list, d.WithHint("the text was UTF-8 and was read as Windows-1252 before it was saved: save it anew from where it came"))
	}
	return &corpus.Clipping{
		ID:     idOf(name),
		File:   name,
		Format: f.name,
		Source: src,
		Meta:   got.meta.Kept(),
		Hints:  got.hints,
	}, list
}

func extension(name string) string { return strings.ToLower(path.Ext(name)) }

func idOf(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

func tooLarge(file string) diag.Diagnostic {
	return diag.About(diag.Error, "too-large", file, "the clipping has more than %d megabytes", text.MaxSize>>20)
}

func unreadable(file string, err error) diag.Diagnostic {
	return diag.About(diag.Error, "unreadable", file, "the file can't be read: %v", cause(err))
}

// cause returns what is wrong without the path, which the diagnostic names already.
func cause(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}
