// Package link makes one corpus of all documents: what an entity's dossier holds, what happened when, and under which
// name each document is published.
//
// The order in which the documents come in changes nothing.
package link

import (
	"cmp"
	"fmt"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// Link returns the corpus of the documents and what editors wrote. Drafts must have been left out before. The
// diagnostics are about the editors' timeline: citations of sentences that don't exist.
func Link(docs []*corpus.Document, content *corpus.Content) (*corpus.Corpus, diag.List) {
	c := &corpus.Corpus{Content: content, Documents: slices.Clone(docs)}
	slices.SortFunc(c.Documents, func(a, b *corpus.Document) int {
		return cmp.Or(compareDates(a.Published.Date, b.Published.Date), cmp.Compare(a.ID(), b.ID()))
	})
	c.Slugs = slugs(c.Documents)
	var diags diag.List
	c.Timeline, diags = timeline(c)
	c.Dossiers = dossiers(c)
	return c, diags
}

// compareDates orders dates, what has none last.
func compareDates(a, b edtf.Value) int {
	if a.IsZero() || b.IsZero() {
		switch {
		case !a.IsZero():
			return -1
		case !b.IsZero():
			return 1
		}
		return 0
	}
	return edtf.Compare(a, b)
}

// slugLength is the number of bytes up to which a slug is made from a title.
const slugLength = 60

// slugs names the documents in URLs: an editor's slug, else the title's words. Documents of one slug are told apart
// by their ids, whichever comes first: a new document must not rename an old one.
func slugs(docs []*corpus.Document) map[string]string {
	wanted := make(map[string]string, len(docs))
	taken := make(map[string]int, len(docs))
	for _, d := range docs {
		slug := d.Meta.Slug
		if slug == "" {
			slug = shorten(text.Slug(d.Title.Text))
		}
		if slug == "" {
			slug = text.Slug(d.ID())
		}
		wanted[d.ID()] = slug
		taken[slug]++
	}
	for _, d := range docs {
		if slug := wanted[d.ID()]; taken[slug] > 1 && d.Meta.Slug == "" {
			wanted[d.ID()] = fmt.Sprintf("%s-%s", slug, text.Slug(d.ID()))
		}
	}
	return wanted
}

// shorten cuts a slug at the last hyphen within slugLength.
func shorten(slug string) string {
	if len(slug) <= slugLength {
		return slug
	}
	cut := slugLength
	for cut > slugLength/2 && slug[cut] != '-' {
		cut--
	}
	if slug[cut] != '-' {
		cut = slugLength
	}
	return slug[:cut]
}
