package build

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"briefing/internal/diag"
	"briefing/internal/publish"
	"briefing/internal/site"
)

// A Theme is the default templates and assets. A site's own file of the same name, in its folders templates/ and
// assets/, wins over the default one.
type Theme struct{ Templates, Assets fs.FS }

// read returns the theme of a site: templates, and assets in the bytes in which they are published.
func (t Theme) read(fsys fs.FS) (site.Theme, diag.List) {
	var diags diag.List
	theme := site.Theme{Templates: overlay{sub(fsys, "templates"), t.Templates}, Minify: publish.Minify}
	assets := overlay{sub(fsys, "assets"), t.Assets}
	err := fs.WalkDir(assets, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".go" || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		raw, err := fs.ReadFile(assets, name)
		if err != nil {
			diags = append(diags, diag.About(diag.Error, "unreadable", "assets/"+name, "the file can't be read: %v", cause(err)))
			return nil
		}
		small, err := publish.Minify(name, raw)
		if err != nil {
			diags = append(diags, diag.About(diag.Error, "asset", "assets/"+name, "%v", err))
			return nil
		}
		theme.Assets = append(theme.Assets, site.Asset{Name: name, Bytes: small})
		return nil
	})
	if err != nil {
		diags = append(diags, diag.About(diag.Error, "asset", "assets", "%v", err))
	}
	return theme, diags
}

// cause returns what is wrong without the path, which the diagnostic names already.
func cause(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}

// isAsset reports whether a page holds the bytes of an asset, which are final.
func isAsset(p string) bool { return strings.HasPrefix(p, "assets/") }

// sub returns a folder of fsys, or nil where there is none.
func sub(fsys fs.FS, dir string) fs.FS {
	if stat, err := fs.Stat(fsys, dir); err != nil || !stat.IsDir() {
		return nil
	}
	folder, err := fs.Sub(fsys, dir)
	if err != nil {
		return nil
	}
	return folder
}

// An overlay shows the files of two folders as one; those of upper, which may be nil, hide those of lower.
type overlay struct{ upper, lower fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	if o.upper != nil {
		if f, err := o.upper.Open(name); err == nil || !errors.Is(err, fs.ErrNotExist) || o.listed(name) {
			return f, err
		}
	}
	return o.lower.Open(name)
}

// listed reports whether the upper folder names a file that can't be opened: a link that leads nowhere.
func (o overlay) listed(name string) bool {
	entries, _ := fs.ReadDir(o.upper, path.Dir(name)) // a folder that can't be listed shows the one below
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == path.Base(name) })
}

// ReadDir lists both folders, by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.lower, name)
	if o.upper == nil {
		return all, err
	}
	own, ownErr := fs.ReadDir(o.upper, name)
	if err != nil && ownErr != nil {
		return nil, err
	}
	for _, e := range own {
		if i := slices.IndexFunc(all, func(d fs.DirEntry) bool { return d.Name() == e.Name() }); i >= 0 {
			all[i] = e
		} else {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}
