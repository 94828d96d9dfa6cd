package build

import (
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/link"
)

// Corpus annotates and links all clippings, drafts left out, without making a site of them. The list holds what the
// linking found wrong, not what was said of each document.
func (d *Desk) Corpus() (*corpus.Corpus, diag.List) {
	docs, told, _ := d.documents(false, link.NewReader(d.Content.Entities), nil)
	return link.Explain(docs, told, d.Content)
}

// Proposal returns the file of content/timeline/ by which an editor can take an event over, and its name.
func Proposal(e *corpus.Event) (name, file string) { return link.Proposal(e) }
