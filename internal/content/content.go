// Package content reads what the editors wrote: the files of a site's folder content/.
//
//	site.yaml          the settings of the site
//	home.md            the text of the home page; home.fr.md in French
//	pages/<id>.md      free pages: about, method …; <id>.fr.md in French
//	entities/<id>.md   who and what the clippings name; <id>.fr.md holds the French profile
//	documents/*.md     what is known of a clipping beyond its text
//	timeline/<id>.md   events that an editor wrote or corrected
//
// None of them has to be there. A Markdown file begins with front matter, YAML between two lines "---".
//
// Reading is strict, and it never stops at a fault: each becomes a diagnostic with its place in the file, and a run
// tells all of them. Each kind of file has a Go file here that lists its keys; they read through [mapping], a typed
// view of the YAML that collects the faults.
package content

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// Folder is where the editors' files of a site stand.
const Folder = "content"

// A desk is one reading of a site's content: what is known so far, and the faults found.
type desk struct {
	fsys      fs.FS
	list      diag.List
	clippings map[string]*corpus.Clipping // by file name
	names     []string                    // of the clippings' files, sorted
	ids       map[string]bool             // of all entities that have a file, faulty or not
	entities  []*corpus.Entity
}

// Read reads the editors' files of a site, whose folder is fsys. Whatever the faults, the content is never nil: what
// could be read is in it.
func Read(fsys fs.FS, clippings []*corpus.Clipping) (*corpus.Content, diag.List) {
	d := &desk{fsys: fsys, clippings: make(map[string]*corpus.Clipping), ids: make(map[string]bool)}
	for _, clip := range clippings {
		d.clippings[clip.File] = clip
		d.names = append(d.names, clip.File)
	}
	slices.Sort(d.names)
	folders := d.survey()
	c := &corpus.Content{Site: d.site(), Home: d.home(folders["home"])}
	c.Pages = d.pages(folders["pages"])
	c.Entities = d.readEntities(folders["entities"])
	c.Documents = d.documents(folders["documents"])
	c.Timeline = d.timeline(folders["timeline"])
	return c, d.list.Sort()
}

// survey lists the Markdown files of each folder of content/, and reports what nothing reads.
func (d *desk) survey() map[string][]string {
	folders := map[string][]string{"pages": nil, "entities": nil, "documents": nil, "timeline": nil}
	known := []string{"pages", "entities", "documents", "timeline", "site.yaml", "home.md"}
	for _, entry := range d.dir(Folder) {
		name := entry.Name()
		_, isFolder := folders[name]
		switch {
		case isFolder && d.isDir(path.Join(Folder, name)):
			folders[name] = d.markdown(name)
		case isHome(name) && !d.isDir(path.Join(Folder, name)):
			folders["home"] = append(folders["home"], path.Join(Folder, name))
		case isFolder, !slices.Contains(known, name):
			d.unread(path.Join(Folder, name), name, known)
		}
	}
	return folders
}

// isHome reports whether a name is that of the home page in another language: home.fr.md.
func isHome(name string) bool {
	lang, ok := strings.CutPrefix(strings.TrimSuffix(name, ".md"), "home.")
	return ok && lang != "md" && path.Ext(name) == ".md"
}

// markdown lists the Markdown files of a folder of content/.
func (d *desk) markdown(folder string) []string {
	var files []string
	for _, entry := range d.dir(path.Join(Folder, folder)) {
		file := path.Join(Folder, folder, entry.Name())
		if path.Ext(file) != ".md" || d.isDir(file) {
			d.unread(file, "", nil)
			continue
		}
		files = append(files, file)
	}
	return files
}

// dir lists a folder without what is hidden. A folder that isn't there is empty.
func (d *desk) dir(folder string) []fs.DirEntry {
	entries, err := fs.ReadDir(d.fsys, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		d.add(diag.About(diag.Error, "unreadable", folder, "the folder can't be read: %v", cause(err)))
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") })
}

func (d *desk) isDir(name string) bool {
	about, err := fs.Stat(d.fsys, name) // follows links, as an entry of the folder doesn't
	return err == nil && about.IsDir()
}

// unread warns of a file or folder that nothing reads.
func (d *desk) unread(file, name string, known []string) {
	w := diag.About(diag.Warning, "unread-file", file, "nothing reads this file")
	if d.isDir(file) {
		w = diag.About(diag.Warning, "unread-file", file, "nothing reads this folder")
	}
	if near := nearest(name, known); near != "" {
		w = w.WithHint("did you mean %q?", near)
	}
	d.add(w)
}

func (d *desk) add(x diag.Diagnostic) { d.list = append(d.list, x) }

// at reports an error about a span of a file.
func (d *desk) at(place corpus.Place, id, hint, format string, args ...any) {
	x := diag.At(diag.Error, id, place.Source, place.Span, format, args...)
	x.Hint = hint
	d.add(x)
}

// source reads a file; ok is false where there is none, or where it can't be read.
func (d *desk) source(file string) (src *text.Source, ok bool) {
	raw, err := fs.ReadFile(d.fsys, file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !d.listed(file):
		return nil, false
	case err != nil:
		d.add(diag.About(diag.Error, "unreadable", file, "the file can't be read: %v", cause(err)))
		return nil, false
	case len(raw) > text.MaxSize:
		d.add(diag.About(diag.Error, "too-large", file, "the file has more than %d megabytes", text.MaxSize>>20))
		return nil, false
	}
	decoded, err := text.Decode(raw)
	if err != nil {
		d.add(diag.Undecodable(file, err))
		return nil, false
	}
	return text.NewSource(file, decoded), true
}

// listed reports whether a folder names a file, be it a link that leads nowhere.
func (d *desk) listed(file string) bool {
	entries, _ := fs.ReadDir(d.fsys, path.Dir(file)) // a folder that can't be listed is reported by who lists it
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == path.Base(file) })
}

// cause returns what is wrong without the path, which the diagnostic names already.
func cause(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}

// idOf returns the id that a file's name gives.
func idOf(file string) string { return strings.TrimSuffix(path.Base(file), ".md") }

// checkID reports a file whose name can't be an id: ids are parts of URLs.
func (d *desk) checkID(file, id string) {
	if id != "" && text.Slug(id) == id {
		return
	}
	x := diag.About(diag.Error, "file-name", file, "the file's name can't be an id")
	x = x.WithHint("names have lower-case letters without accents, digits and single hyphens")
	if slug := text.Slug(id); slug != "" {
		x = x.WithHint("names have lower-case letters without accents, digits and single hyphens: %s.md", slug)
	}
	d.add(x)
}
