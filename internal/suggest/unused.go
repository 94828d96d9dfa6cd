package suggest

import (
	"briefing/internal/corpus"
	"briefing/internal/diag"
)

// Unused warns of declared entities that no document names, and of the aliases and epithets of the others by which no
// document names them.
func Unused(docs []*corpus.Document, declared []*corpus.Entity) diag.List {
	named := map[string]bool{}
	used := map[corpus.Place]bool{}
	for _, d := range docs {
		for i := range d.Mentions {
			named[d.Mentions[i].Entity] = true
			used[d.Mentions[i].Place] = true
		}
	}
	var list diag.List
	warn := func(p corpus.Place, id, format string, args ...any) {
		if p.Source == nil {
			list = append(list, diag.About(diag.Warning, id, "", format, args...))
			return
		}
		list = append(list, diag.At(diag.Warning, id, p.Source, p.Span, format, args...))
	}
	for _, e := range declared {
		if !named[e.ID] {
			warn(e.Place, "entity-unused", "no clipping names %s", e.ID)
			continue
		}
		for _, a := range e.Aliases {
			if a.Place.Source != nil && !used[a.Place] {
				warn(a.Place, "alias-unused", "no clipping uses the alias %q of %s", a.Text, e.ID)
			}
		}
		for _, a := range e.Epithets {
			if a.Place.Source != nil && !used[a.Place] {
				warn(a.Place, "alias-unused", "no clipping uses the epithet %q of %s", a.Text, e.ID)
			}
		}
	}
	return list.Sort()
}
