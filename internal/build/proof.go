package build

import (
	"slices"

	"briefing/internal/copies"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/link"
	"briefing/internal/publish"
	"briefing/internal/site"
)

// An Edition is all that a site is made of, read and annotated. What it holds doesn't change any more, so it may be
// pressed while the next is read.
type Edition struct {
	readings  []*reading
	drafts    int // left out
	written   *corpus.Content
	theme     site.Theme
	dressings int       // counts the themes
	before    *Edition  // the last that a site could be made of; only what Press asks of it
	told      diag.List // by reading
	failed    bool      // it can't be pressed

	site    *Site     // nil where it couldn't be made
	said    diag.List // by making it
	untried bool      // its templates haven't been tried on it
}

// Press links the documents and makes the site. Nothing is made again of the same; and where only what the site tells
// has changed, not its theme, the templates aren't tried: see [Session.Try].
func (e *Edition) Press() {
	old := e.before
	e.before = nil // and with it all that were before
	switch {
	case e.failed:
		return
	case old != nil && old.written == e.written && old.dressings == e.dressings && slices.Equal(old.readings, e.readings):
		e.site, e.said, e.untried = old.site, old.said, old.untried
		return
	}
	again := old.dresses(e)
	docs, told := e.documents()
	e.site, e.said = assemble(docs, told, e.written, e.drafts, func(c *corpus.Corpus) (*site.Site, diag.List) {
		if again {
			return old.site.pages.With(c)
		}
		return site.Preview(c, e.theme)
	}, nil)
	e.untried = again && e.site != nil
}

// documents returns the documents with the copies among them marked, and what they tell. They are the edition's own: copies point at one
// another, and another edition may have others.
func (e *Edition) documents() ([]*corpus.Document, []*link.Telling) {
	docs, told, sketches := make([]*corpus.Document, len(e.readings)), make([]*link.Telling, len(e.readings)), make([]copies.Sketch, len(e.readings))
	for i, r := range e.readings {
		doc := *r.doc
		docs[i], told[i], sketches[i] = &doc, r.told, r.sketch
	}
	copies.Group(docs, sketches)
	return docs, told
}

// dresses reports whether another edition looks as this one does.
func (e *Edition) dresses(next *Edition) bool {
	return e != nil && e.dressings == next.dressings && e.written.Site.Language == next.written.Site.Language
}

// proofs is how many documents a site has before proofs are worth their while.
const proofs = 500

// Proof returns the proof of an edition that isn't pressed yet, or nil where the site is small, or is dressed anew.
func (e *Edition) Proof() *Proof {
	if e.failed || len(e.readings) < proofs || !e.before.dresses(e) {
		return nil
	}
	return &Proof{e.readings, e.written, e.before.site}
}

// A Proof shows single documents as they are, while the site that tells of all of them is still being linked: among ten
// thousand clippings that takes seconds, and the editor waits for one. What other documents say of the same events may
// be missing on such a page; the site's own page follows.
type Proof struct {
	readings []*reading
	written  *corpus.Content
	before   *Site // the last that was linked
}

// Page returns the page of a document, named by its id, as it stands under the address that it has on the last site. It
// returns nil where there is no such page yet.
func (p *Proof) Page(id string) (path string, body []byte) {
	slug := p.before.Corpus.Slugs[id]
	at := slices.IndexFunc(p.before.Corpus.Documents, func(d *corpus.Document) bool { return d.ID() == id })
	if slug == "" || at < 0 {
		return "", nil
	}
	var told []*link.Telling
	var few []*corpus.Document // the document and its neighbours, to which its page leads
	for _, d := range p.before.Corpus.Documents[max(at-1, 0):min(at+2, len(p.before.Corpus.Documents))] {
		if i := slices.IndexFunc(p.readings, func(r *reading) bool { return r.clip.ID == d.ID() }); i >= 0 {
			doc := *p.readings[i].doc
			few, told = append(few, &doc), append(told, p.readings[i].told)
		}
	}
	linked, _ := link.Join(few, told, p.written)
	for _, d := range few {
		linked.Slugs[d.ID()] = p.before.Corpus.Slugs[d.ID()]
	}
	pages, _ := p.before.pages.With(linked)
	path = "documents/" + slug + "/index.html"
	for _, page := range pages.Pages() {
		if page.Path != path {
			continue
		}
		body, err := publish.Render(publish.File{Path: path, Render: page.Render})
		if err != nil {
			return "", nil // the site's own page will tell
		}
		return path, body
	}
	return "", nil
}
