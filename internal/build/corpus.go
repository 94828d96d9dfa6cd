package build

import (
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/link"
)

// Corpus annotates and links all clippings, drafts left out, without making a site of them. The list holds what the
// linking found wrong, not what was said of each document.
func (d *Desk) Corpus() (*corpus.Corpus, diag.List) {
	docs, _ := d.Documents()
	docs = slices.DeleteFunc(docs, func(d *corpus.Document) bool { return d.Meta.Draft })
	return link.Link(docs, d.Content)
}

// Proposal returns the file of content/timeline/ by which an editor can take an event over, and its name.
func Proposal(e *corpus.Event) (name, file string) { return link.Proposal(e) }
