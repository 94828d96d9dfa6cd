// Package build composes the stages: it is the one place where a folder of clippings becomes a site.
//
//	seed.Read, content.Read → clean.Clean, annotate.Document, link.Read, search.Read (in parallel) → copies.Group → link.Join → site.New → publish.Write
//
// What builds and what previews a site share it, so that they can't differ.
package build

import (
	"io/fs"
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
	"briefing/internal/parallel"
	"briefing/internal/publish"
	"briefing/internal/search"
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

	Progress func(done, all int) // called as clippings are analysed, from many goroutines; it may be nil
	Meter    corpus.Meter        // of what the stages cost; it may be nil
}

// override puts what the caller decided over the site's own settings.
func (opt *Options) override(s *corpus.Site) {
	if opt.BaseURL != "" {
		s.BaseURL = opt.BaseURL
	}
	if opt.Strategy != "" {
		s.Strategy = opt.Strategy
	}
}

// steps returns what is called after each of n steps.
func (opt *Options) steps(n int) func() {
	if opt.Progress == nil {
		return func() {}
	}
	var done atomic.Int64
	return func() { opt.Progress(int(done.Add(1)), n) }
}

// A Desk is what the files of a site say before anything is made of them, and the annotator for its entities.
type Desk struct {
	Clippings []*corpus.Clipping // by file name
	Content   *corpus.Content
	annotator *annotate.Annotator
	rules     *clean.Rules
	opt       *Options
}

// Read reads the files of a site; fsys is its folder. Where the list failed, what is faulty is missing.
func Read(fsys fs.FS, opt Options) (*Desk, diag.List) {
	var clippings []*corpus.Clipping
	var diags diag.List
	end := opt.Meter.Begin("read")
	if _, err := fs.Stat(fsys, "seeds"); err == nil || !opt.NoSeeds {
		clippings, diags = seed.Read(fsys)
	}
	written, found := content.Read(fsys, clippings)
	diags = append(diags, found...)
	opt.override(&written.Site)
	annotator, found := annotate.New(written.Entities, written.Site.Strategy)
	desk := &Desk{Clippings: clippings, Content: written, annotator: annotator, opt: &opt}
	desk.rules = clean.NewRules(written.Site.Boilerplate, clean.Recurring(clippings, source(written)))
	end(size(clippings))
	return desk, append(diags, found...)
}

// size returns how many bytes of text clippings hold.
func size(clippings []*corpus.Clipping) (n int) {
	for _, clip := range clippings {
		n += len(clip.Source.Text)
	}
	return n
}

// source names the source of a clipping, as clean.Recurring asks for it.
func source(written *corpus.Content) func(*corpus.Clipping) string {
	return func(clip *corpus.Clipping) string {
		var meta corpus.DocumentMeta
		if m := written.Documents[clip.File]; m != nil {
			meta = *m
		}
		found := clip.Meta.OrNothing()
		for _, s := range [...]string{meta.Publisher, found.Publisher.Text, meta.URL, found.URL.Text} {
			if s != "" {
				return s
			}
		}
		return ""
	}
}

// meta returns what an editor said of a clipping, never nil.
func (d *Desk) meta(clip *corpus.Clipping) *corpus.DocumentMeta {
	if meta := d.Content.Documents[clip.File]; meta != nil {
		return meta
	}
	return &unsaid
}

// unsaid is what is said of the clippings of which nothing is.
var unsaid corpus.DocumentMeta

// Document cleans and annotates one clipping, with what an editor said of it.
func (d *Desk) Document(clip *corpus.Clipping) (*corpus.Document, diag.List) {
	return d.document(d.annotator, clip, d.meta(clip), text.Tokenize(clip.Source.Text))
}

func (d *Desk) document(annotator *annotate.Annotator, clip *corpus.Clipping, meta *corpus.DocumentMeta, tokens *text.Tokens) (*corpus.Document, diag.List) {
	end := d.opt.Meter.Begin("documents/clean")
	cleaned := d.rules.Clean(clip, meta, tokens)
	end(len(clip.Source.Text))
	defer d.opt.Meter.Begin("documents/annotate")(len(clip.Source.Text))
	return annotator.Document(clip, meta, cleaned, tokens)
}

// Documents annotates all clippings, marks the copies among them, and returns what was said of all of them.
func (d *Desk) Documents() ([]*corpus.Document, diag.List) {
	docs, _, said := d.documents(true, nil, nil)
	return docs, said
}

// documents does that with or without those that are marked as drafts. What they tell, and their words for the search
// index, are read too where there is a reader for it.
func (d *Desk) documents(drafts bool, reader *link.Reader, words *search.Reader) ([]*corpus.Document, []*link.Telling, diag.List) {
	var clippings []*corpus.Clipping
	for _, clip := range d.Clippings {
		if drafts || !d.meta(clip).Draft {
			clippings = append(clippings, clip)
		}
	}
	docs, told, said := make([]*corpus.Document, len(clippings)), make([]*link.Telling, len(clippings)), make([]diag.List, len(clippings))
	sketches := make([]copies.Sketch, len(clippings))
	step, meter, all := d.opt.steps(len(docs)), d.opt.Meter, size(clippings)
	end := meter.Begin("documents")
	scratch := sync.Pool{New: func() any { return new(text.Tokens) }}
	parallel.Each(len(docs), func(i int) {
		tokens := scratch.Get().(*text.Tokens)
		defer scratch.Put(tokens)
		bytes, end := len(clippings[i].Source.Text), meter.Begin("documents/words")
		tokens.Read(clippings[i].Source.Text)
		end(bytes)
		docs[i], said[i] = d.document(d.annotator, clippings[i], d.meta(clippings[i]), tokens)
		end = meter.Begin("documents/sketch for copies")
		sketches[i] = copies.New(docs[i], tokens)
		end(bytes)
		if reader != nil {
			end = meter.Begin("documents/read for links")
			told[i] = reader.Read(docs[i], tokens)
			end(bytes)
		}
		if words != nil {
			end = meter.Begin("documents/read for search")
			words.Read(docs[i], tokens)
			end(bytes)
		}
		step()
	})
	end(all)
	end = meter.Begin("copies")
	copies.Group(docs, sketches)
	end(all)
	return docs, told, slices.Concat(said...)
}

// A Site is a site ready to be published.
type Site struct {
	Corpus *corpus.Corpus
	Files  []publish.File
	Drafts int // documents left out
	pages  *site.Site
}

// Load reads a site and prepares its pages; nothing is rendered yet. Where the list failed the site is nil.
func Load(fsys fs.FS, opt Options) (*Site, diag.List) {
	var theme site.Theme
	var themed diag.List
	var reading sync.WaitGroup
	reading.Go(func() { theme, themed = opt.Theme.read(fsys) })
	reading.Go(link.Prepare)
	defer reading.Wait()
	desk, diags := Read(fsys, opt)
	if desk.annotator == nil {
		return nil, diags.Sort()
	}
	words := search.NewReader()
	docs, told, found := desk.documents(opt.Drafts, link.NewReader(desk.Content.Entities), words)
	diags = append(diags, found...)
	reading.Wait()
	if diags = append(diags, themed...); diags.Failed() {
		_, found = link.Join(docs, told, desk.Content) // for what it has to say
		return nil, append(diags, found...).Sort()
	}
	dressed := func(c *corpus.Corpus) (*site.Site, diag.List) {
		defer opt.Meter.Begin("site")(corpus.Size(docs))
		return site.Read(c, theme, words, opt.Meter)
	}
	loaded, found := assemble(docs, told, desk.Content, len(desk.Clippings)-len(docs), dressed, opt.Meter)
	if diags = append(diags, found...).Sort(); diags.Failed() {
		return nil, diags
	}
	return loaded, diags
}

// assemble links the documents, drafts left out, and makes pages of them, dressed in a theme. Where the list failed, the site is nil.
func assemble(docs []*corpus.Document, told []*link.Telling, written *corpus.Content, drafts int, dressed func(*corpus.Corpus) (*site.Site, diag.List), meter corpus.Meter) (*Site, diag.List) {
	loaded := &Site{Drafts: drafts}
	end := meter.Begin("link")
	linked, diags := link.Join(docs, told, written)
	end(corpus.Size(docs))
	if diags.Failed() {
		return nil, diags
	}
	made, found := dressed(linked)
	if diags = append(diags, found...); diags.Failed() {
		return nil, diags
	}
	loaded.Corpus, loaded.pages = linked, made
	for _, p := range made.Pages() {
		loaded.Files = append(loaded.Files, publish.File{Path: p.Path, Render: p.Render, Final: p.Final || isAsset(p.Path), Long: p.Long})
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
