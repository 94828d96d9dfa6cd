package link

import (
	"fmt"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

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
