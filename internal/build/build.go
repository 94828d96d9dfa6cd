// Package build composes the stages: it is the one place where a folder of clippings becomes a site.
//
//	seed.Read, content.Read → clean.Clean, annotate.Document (in parallel) → copies.Group → link.Link → site.New → publish.Write
//
// What builds and what previews a site share it, so that they can't differ.
package build

import (
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"briefing/internal/annotate"
	"briefing/internal/clean"
	"briefing/internal/content"
	"briefing/internal/copies"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/link"
	"briefing/internal/publish"
	"briefing/internal/seed"
	"briefing/internal/site"
	"briefing/internal/text"
)

// Options are what the caller decides, over the site's own settings.
type Options struct {
	Theme   Theme
	BaseURL string // absolute, with a final slash; "" leaves that of site.yaml
	Drafts  bool   // documents marked as drafts are part of the site

	Strategy string // for dates: "news", "narrative" or "future"; "" leaves that of site.yaml
	NoSeeds  bool   // a site without a folder of clippings is no fault
}

// A Desk is what the files of a site say before anything is made of them, and the annotator for its entities.
type Desk struct {
	Clippings []*corpus.Clipping // by file name
	Content   *corpus.Content
	annotator *annotate.Annotator
	rules     *clean.Rules
}

// Read reads the files of a site; fsys is its folder. Where the list failed, what is faulty is missing.
func Read(fsys fs.FS, opt Options) (*Desk, diag.List) {
	var clippings []*corpus.Clipping
	var diags diag.List
	if _, err := fs.Stat(fsys, "seeds"); err == nil || !opt.NoSeeds {
		clippings, diags = seed.Read(fsys)
	}
	written, found := content.Read(fsys, clippings)
	diags = append(diags, found...)
	if opt.BaseURL != "" {
		written.Site.BaseURL = opt.BaseURL
	}
	if opt.Strategy != "" {
		written.Site.Strategy = opt.Strategy
	}
	annotator, found := annotate.New(written.Entities, written.Site.Strategy)
	desk := &Desk{Clippings: clippings, Content: written, annotator: annotator}
	desk.rules = clean.NewRules(written.Site.Boilerplate, clean.Recurring(clippings, desk.source))
	return desk, append(diags, found...)
}

// source returns who published a clipping, as far as its file or an editor says: the host of its address or a name.
func (d *Desk) source(clip *corpus.Clipping) string {
	meta := d.meta(clip)
	for _, s := range [...]string{meta.Publisher, clip.Meta.Publisher.Text, meta.URL, clip.Meta.URL.Text} {
		if s != "" {
			return s
		}
	}
	return ""
}

// meta returns what an editor said of a clipping, never nil.
func (d *Desk) meta(clip *corpus.Clipping) *corpus.DocumentMeta {
	if meta := d.Content.Documents[clip.File]; meta != nil {
		return meta
	}
	return &corpus.DocumentMeta{}
}

// Document cleans and annotates one clipping, with what an editor said of it.
func (d *Desk) Document(clip *corpus.Clipping) (*corpus.Document, diag.List) {
	return d.document(d.annotator, clip, d.meta(clip), text.Tokenize(clip.Source.Text))
}

func (d *Desk) document(annotator *annotate.Annotator, clip *corpus.Clipping, meta *corpus.DocumentMeta, tokens *text.Tokens) (*corpus.Document, diag.List) {
	return annotator.Document(clip, meta, d.rules.Clean(clip, meta, tokens), tokens)
}

// Documents annotates all clippings, marks the copies among them, and returns what was said of all of them.
func (d *Desk) Documents() ([]*corpus.Document, diag.List) { return d.documents(true) }

// documents does that with or without those that are marked as drafts.
func (d *Desk) documents(drafts bool) ([]*corpus.Document, diag.List) {
	var clippings []*corpus.Clipping
	for _, clip := range d.Clippings {
		if drafts || !d.meta(clip).Draft {
			clippings = append(clippings, clip)
		}
	}
	docs, said := make([]*corpus.Document, len(clippings)), make([]diag.List, len(clippings))
	sketches := make([]copies.Sketch, len(clippings))
	inParallel(len(docs), func(i int) {
		tokens := text.Tokenize(clippings[i].Source.Text)
		docs[i], said[i] = d.document(d.annotator, clippings[i], d.meta(clippings[i]), tokens)
		sketches[i] = copies.New(docs[i], tokens)
	})
	copies.Group(docs, sketches)
	return docs, slices.Concat(said...)
}

// A Site is a site ready to be published.
type Site struct {
	Corpus *corpus.Corpus
	Files  []publish.File
	Drafts int // documents left out
}

// Load reads a site and prepares its pages; nothing is rendered yet. Where the list failed the site is nil.
func Load(fsys fs.FS, opt Options) (*Site, diag.List) {
	desk, diags := Read(fsys, opt)
	if desk.annotator == nil {
		return nil, diags.Sort()
	}
	docs, found := desk.documents(opt.Drafts)
	diags = append(diags, found...)
	loaded := &Site{Drafts: len(desk.Clippings) - len(docs)}
	linked, found := link.Link(docs, desk.Content)
	diags = append(diags, found...)
	theme, found := opt.Theme.read(fsys)
	diags = append(diags, found...)
	if diags.Failed() {
		return nil, diags.Sort()
	}
	loaded.Corpus = linked
	pages, found := site.New(linked, theme)
	diags = append(diags, found...).Sort()
	if diags.Failed() {
		return nil, diags
	}
	for _, p := range pages.Pages() {
		loaded.Files = append(loaded.Files, publish.File{Path: p.Path, Render: p.Render, Final: p.Final || isAsset(p.Path)})
	}
	return loaded, diags
}

// Write publishes the site into a folder. A template that fails on a page is in the list, and nothing was changed; what
// fails for another reason is the error.
func (s *Site) Write(dir string, opt publish.Options) (publish.Result, diag.List, error) {
	res, err := publish.Write(dir, s.Files, opt)
	if faults := site.Faults(err); len(faults) > 0 {
		return res, faults, nil
	}
	return res, nil, err
}

// inParallel calls do for 0 to n-1, from as many goroutines as there are processors.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
