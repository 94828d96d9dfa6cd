package site

import (
	"bytes"
	"path"

	"briefing/internal/diag"
)

// nameAssets names the assets by their bytes. A script names the modules that it imports as they lie beside it
// ("./search.js"); in what is published they have their names of there, so a module is named after those it imports.
func (s *look) nameAssets(assets []Asset) (list diag.List) {
	underway := map[string]bool{}
	var name func(a *Asset)
	name = func(a *Asset) {
		underway[a.Name] = true
		for i := range assets {
			b := &assets[i]
			if !imports(a, b) {
				continue
			}
			if s.assets[b.Name].path == "" && underway[b.Name] {
				list = append(list, diag.About(diag.Error, "import-cycle", path.Join("assets", a.Name), "the module imports %s, which imports it", path.Base(b.Name)).
					WithHint("a published module is named by its bytes, so two can't name each other: move what they share into a third"))
				continue
			}
			if s.assets[b.Name].path == "" {
				name(b)
			}
			for _, q := range quoteMarks {
				a.Bytes = bytes.ReplaceAll(a.Bytes, []byte(q+"./"+path.Base(b.Name)+q), []byte(q+"./"+path.Base(s.assets[b.Name].path)+q))
			}
		}
		s.assets[a.Name] = a.named()
	}
	for i := range assets {
		if s.assets[assets[i].Name].path == "" {
			name(&assets[i])
		}
	}
	return list
}

// quoteMarks are the marks that a module's name may stand in.
var quoteMarks = [...]string{`"`, `'`, "`"}

// imports reports whether a is a script that names b, a script beside it.
func imports(a, b *Asset) bool {
	if a == b || path.Ext(a.Name) != ".js" || path.Ext(b.Name) != ".js" || path.Dir(a.Name) != path.Dir(b.Name) {
		return false
	}
	for _, q := range quoteMarks {
		if bytes.Contains(a.Bytes, []byte(q+"./"+path.Base(b.Name)+q)) {
			return true
		}
	}
	return false
}
