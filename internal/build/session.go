package build

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"briefing/internal/annotate"
	"briefing/internal/clean"
	"briefing/internal/content"
	"briefing/internal/copies"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/link"
	"briefing/internal/parallel"
	"briefing/internal/seed"
	"briefing/internal/site"
	"briefing/internal/text"
)

// A Session is a site that is read once, and then again in part as its files change: a clipping that changed is analysed
// alone, a changed entity is only looked for where it can stand. Whatever the sequence of changes, the pages are those
// that [Load] makes of the folder as it is.
//
// Where a file is faulty, the site is made with what the file held before: the last good state of it stays, and hides
// nobody else's changes.
//
// A session is used by one goroutine; the views that it returns, by any number.
type Session struct {
	opt    Options
	folder *folder
	good   map[string]stored // files of content/, templates/ and assets/ as they last did no harm
	clips  seed.Reader

	clippings []*corpus.Clipping
	lastOK    map[string]*corpus.Clipping // the same, by file name
	written   *corpus.Content
	said      diag.List // of written
	stale     bool      // written has to be read again

	annotator *annotate.Annotator
	declared  []*corpus.Entity    // that the annotator knows
	strategy  string              // likewise
	rules     *clean.Rules        // for clippings and written
	shared    *clean.Shared       // likewise
	phrases   []corpus.Phrase     // of rules
	counts    map[string]counted  // by file name: what shared has counted
	recounted []uint64            // lines that shared has counted anew since the clippings were cleaned
	objected  diag.List           // by it, to the declarations
	listed    []*reading          // of the clippings that aren't left out, by file name
	readings  map[string]*reading // the same, by file name
	reader    *link.Reader        // of what documents tell
	matched   []*corpus.Entity    // that docs were searched for
	change    *change             // from matched to written.Entities

	theme     site.Theme
	dressed   bool      // theme is as the files are
	dressings int       // counts the themes read
	undressed diag.List // what reading it said

	made   *Edition // the last that a site could be made of
	latest *Edition
	view   *View
}

// A reading is what the annotators made of a clipping.
type reading struct {
	clip     *corpus.Clipping
	meta     *corpus.DocumentMeta
	doc      *corpus.Document
	sketch   copies.Sketch
	shared   uint64   // tells what it shares with others of its source
	lines    []uint64 // of which shared may tell something else
	squashed string   // for [change.touches]
	told     *link.Telling
	reader   *link.Reader // that read it
	dated    diag.List    // said by the first half of the annotators
	named    diag.List    // by the second
}

// NewSession returns a session over the site's folder. Nothing is read before the first [Session.Update].
func NewSession(fsys fs.FS, opt Options) *Session {
	return &Session{opt: opt, folder: newFolder(fsys), good: map[string]stored{}, stale: true,
		readings: map[string]*reading{}}
}

// Update reads what has changed, given by paths from the site's folder, and returns the site as it is now. A folder's
// path stands for all in it; "." for everything. Without paths the site is as it was.
func (s *Session) Update(changed ...string) *View {
	for e := s.Begin(changed...); ; {
		e.Press()
		v, again := s.Finish(e)
		if again == nil {
			return v
		}
		e = again
	}
}

// Begin is the first part of [Session.Update], which takes as long as what has changed: it reads. The other part,
// [Edition.Press], takes as long as the site is large.
func (s *Session) Begin(changed ...string) *Edition {
	for _, name := range changed {
		s.forget(path.Clean(name))
	}
	for name := range s.folder.held {
		s.doubt(name)
	}
	clear(s.folder.held)
	return s.edition(nil)
}

// edition reads until no stage fails, or nobody is to blame. told is what was said before.
func (s *Session) edition(told diag.List) *Edition {
	for {
		diags, failed := s.read()
		for _, d := range diags {
			if _, held := s.folder.held[d.File]; !held { // what is said of an old state is of no use
				told = append(told, d)
			}
		}
		if failed && s.hold(diags) {
			continue
		}
		e := &Edition{readings: s.listed, drafts: len(s.clippings) - len(s.listed), written: s.written, theme: s.theme, dressings: s.dressings, before: s.made, told: told, failed: failed}
		s.latest = e
		return e
	}
}

// Finish is the last part of [Session.Update]. It returns the site as it is now, or an edition that has to be pressed
// and finished in place of this one. An edition that isn't the latest may be finished too.
func (s *Session) Finish(e *Edition) (*View, *Edition) {
	failed := e.failed || blocks(e.said)
	told := append(slices.Clone(e.told), e.said...)
	switch {
	case failed && e != s.latest:
		return s.show(nil, told), nil
	case failed && !e.failed && s.hold(e.said):
		return nil, s.edition(told)
	case failed:
		return s.show(nil, told), nil
	}
	if e == s.latest {
		s.settle()
	}
	s.made = e
	return s.show(e.site, told), nil
}

// Try tries the templates on pages of the site as it is now, where the last update didn't. It returns a view that tells
// what is wrong, or nil where there is nothing more to tell.
func (s *Session) Try() *View {
	if s.made == nil || !s.made.untried {
		return nil
	}
	s.made.untried = false
	found := s.made.site.pages.Try()
	s.made.said = append(s.made.said, found...)
	if len(found) == 0 || s.view.Site != s.made.site {
		return nil
	}
	return s.show(s.made.site, append(slices.Clone(s.view.Said), found...))
}

// forget notes that a path has changed.
func (s *Session) forget(name string) {
	top, rest, _ := strings.Cut(name, "/")
	switch top {
	case seed.Folder:
		s.clips.Forget(rest)
		s.stale = s.stale || s.lastOK[rest] == nil // to editors' files it matters whether there is such a file
		return
	case ".":
		s.clips.Forget("")
	}
	s.doubt(name)
	s.folder.forget(name)
}

// doubt notes that what was made of a file, which is no clipping, has to be made again.
func (s *Session) doubt(name string) {
	top, _, _ := strings.Cut(name, "/")
	s.stale = s.stale || top == content.Folder || top == "."
	s.dressed = s.dressed && top == content.Folder
}

// hold lets the files that the errors are about show what they last held without harm; those that do already, nothing.
// It reports false where no file is to blame.
func (s *Session) hold(diags diag.List) bool {
	any := false
	for _, d := range diags {
		if d.Severity != diag.Error || d.File == "" || strings.HasPrefix(d.File, seed.Folder+"/") {
			continue
		}
		before, held := s.folder.held[d.File]
		last, known := s.good[d.File]
		switch {
		case held && before.err != nil:
			continue
		case held, !known, last.same(s.folder.read[d.File]):
			s.folder.held[d.File] = absent
		default:
			s.folder.held[d.File] = last
		}
		s.doubt(d.File)
		any = true
	}
	return any
}

// settle notes that the files do no harm as they are.
func (s *Session) settle() {
	for name, got := range s.folder.read {
		if _, held := s.folder.held[name]; !held {
			s.good[name] = got
		}
	}
}

// show returns a view of a site; without one, the last stays.
func (s *Session) show(loaded *Site, told diag.List) *View {
	if loaded == nil && s.view != nil {
		loaded = s.view.Site
	}
	generation := 1
	if s.view != nil {
		generation = s.view.Generation + 1
	}
	s.view = newView(loaded, told.Sort(), generation)
	return s.view
}

// read reads what has changed; it stops at the first stage that fails, and says whether one did.
func (s *Session) read() (told diag.List, failed bool) {
	told = s.readClippings()
	for _, stage := range [...]func() diag.List{s.readContent, s.prepare, s.documents, s.dress} {
		found := stage()
		told = append(told, found...)
		if blocks(found) {
			return told, true
		}
	}
	return told, false
}

// blocks reports whether a site can't be made as it is. A faulty clipping is left out, or shown as it last was.
func blocks(list diag.List) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && !strings.HasPrefix(d.File, seed.Folder)
	})
}

// readClippings reads the clippings that have changed. One that is faulty now is shown as it last was.
func (s *Session) readClippings() diag.List {
	now, diags := s.clips.Read(s.folder.disk)
	lastOK := make(map[string]*corpus.Clipping, len(now))
	ids := make(map[string]bool, len(now))
	for _, clip := range now {
		lastOK[clip.File], ids[clip.ID] = clip, true
	}
	for _, d := range diags {
		clip := s.lastOK[strings.TrimPrefix(d.File, seed.Folder+"/")]
		if d.Severity == diag.Error && clip != nil && !ids[clip.ID] {
			lastOK[clip.File], ids[clip.ID] = clip, true
			now = append(now, clip)
		}
	}
	slices.SortFunc(now, func(a, b *corpus.Clipping) int { return strings.Compare(a.File, b.File) })
	// Of the clippings, what editors write depends on the names and on the number of lines.
	s.stale = s.stale || !slices.EqualFunc(now, s.clippings, func(a, b *corpus.Clipping) bool {
		return a == b || a.File == b.File && a.Source.LineCount() == b.Source.LineCount()
	})
	s.clippings, s.lastOK = now, lastOK
	return diags
}

// readContent reads what editors wrote, where that may have changed.
func (s *Session) readContent() diag.List {
	if s.stale {
		s.written, s.said = content.Read(s.folder, s.clippings)
		s.opt.override(&s.written.Site)
		s.change = compareEntities(s.matched, s.written.Entities)
		s.stale = false
	}
	return s.said
}

// prepare makes the annotator for the entities.
func (s *Session) prepare() diag.List {
	strategy := s.written.Site.Strategy
	if s.annotator == nil || s.strategy != strategy || !slices.Equal(s.declared, s.written.Entities) {
		s.annotator, s.objected = annotate.New(s.written.Entities, strategy)
		s.declared = s.written.Entities
		if s.strategy != strategy {
			clear(s.readings) // dates mean something else now
		}
		s.strategy = strategy
	}
	return s.objected
}

// documents annotates the clippings that have changed, and looks for the entities that have where they can stand. What
// recurs in other clippings may change how one is cleaned.
func (s *Session) documents() diag.List {
	s.count()
	if s.reader == nil || !s.reader.Same(s.written.Entities) {
		s.reader = link.NewReader(s.written.Entities)
	}
	var now []*reading
	for _, clip := range s.clippings {
		meta := s.written.Documents[clip.File]
		if meta != nil && meta.Draft && !s.opt.Drafts {
			continue
		}
		r := &reading{clip: clip, meta: meta}
		if old := s.readings[clip.File]; old != nil && old.clip == clip && sameMeta(old.meta, meta) {
			if old.meta != meta {
				s.written.Documents[clip.File] = old.meta // the document points at it
			}
			r = old
		}
		now = append(now, r)
	}
	step := s.opt.steps(len(now))
	parallel.Workers(len(now), func() func(int) {
		scratch := new(text.Tokens)
		return func(i int) {
			now[i] = s.annotate(now[i], scratch)
			step()
		}
	})
	s.readings = make(map[string]*reading, len(now))
	var diags diag.List
	for _, r := range now {
		s.readings[r.clip.File] = r
		diags = append(append(diags, r.dated...), r.named...)
	}
	s.listed = now
	s.matched, s.change = s.written.Entities, &change{}
	return diags
}

// A counted is a clipping whose lines are counted, and the name of its source.
type counted struct {
	clip   *corpus.Clipping
	source string
}

// count counts the lines that recur in other clippings, as far as clippings or their sources have changed.
func (s *Session) count() {
	if s.rules == nil || !slices.Equal(s.phrases, s.written.Site.Boilerplate) {
		clear(s.readings)
		s.phrases = s.written.Site.Boilerplate
		s.counts = make(map[string]counted, len(s.clippings))
		name := source(s.written)
		for _, clip := range s.clippings {
			s.counts[clip.File] = counted{clip, name(clip)}
		}
		s.shared = clean.Recurring(s.clippings, func(clip *corpus.Clipping) string { return s.counts[clip.File].source })
		s.rules = clean.NewRules(s.phrases, s.shared)
	}
	name := source(s.written)
	s.recounted = s.recounted[:0]
	for _, clip := range s.clippings {
		old, now := s.counts[clip.File], counted{clip, name(clip)}
		if old != now {
			s.recounted = append(s.recounted, s.shared.Replace(old.clip, old.source, now.clip, now.source)...)
			s.counts[clip.File] = now
		}
	}
	if len(s.counts) == len(s.clippings) {
		return
	}
	for file, old := range s.counts {
		if s.lastOK[file] == nil {
			s.recounted = append(s.recounted, s.shared.Replace(old.clip, old.source, nil, "")...)
			delete(s.counts, file)
		}
	}
}

// annotate returns a reading as it has to be now. What it is given, it leaves as it is; words are read into scratch.
func (s *Session) annotate(old *reading, scratch *text.Tokens) *reading {
	r := *old
	var tokens *text.Tokens // where something was read anew
	if old.doc == nil {
		r.lines = s.shared.Lines(r.clip)
	}
	if old.doc == nil || s.recountedIn(r.lines) {
		r.shared = s.shared.Signature(r.clip)
	}
	switch {
	case old.doc == nil || old.shared != r.shared:
		meta := r.meta
		if meta == nil {
			meta = &corpus.DocumentMeta{}
		}
		tokens = scratch
		tokens.Read(r.clip.Source.Text)
		r.squashed = squash(tokens)
		r.doc, r.dated = s.annotator.Dated(r.clip, meta, s.rules.Clean(r.clip, meta, tokens), tokens)
		r.doc, r.named = s.annotator.Named(r.doc, tokens)
		r.sketch = copies.New(r.doc, tokens)
	case s.change.none() && old.reader == s.reader:
		return old
	case s.change.none():
	case s.change.touches(r.squashed) || s.change.told(r.named):
		tokens = scratch
		tokens.Read(r.clip.Source.Text)
		r.doc, r.named = s.annotator.Named(r.doc, tokens)
	default:
		r.doc = s.change.relocate(r.doc)
	}
	if tokens != nil || r.reader != s.reader {
		r.told, r.reader = s.reader.Read(r.doc, tokens), s.reader
	}
	return &r
}

// manyLines is from how many changed lines on each clipping is asked for all that it shares.
const manyLines = 100

// recountedIn reports whether a line of these, sorted, may have been counted anew.
func (s *Session) recountedIn(lines []uint64) bool {
	return len(s.recounted) > manyLines || slices.ContainsFunc(s.recounted, func(line uint64) bool {
		_, has := slices.BinarySearch(lines, line)
		return has
	})
}

// sameMeta reports whether two readings of the metadata of one clipping say the same.
func sameMeta(a, b *corpus.DocumentMeta) bool {
	if a == nil || b == nil {
		return a == b
	}
	entity := func(x, y corpus.LinkRule) bool { return x.Entity == y.Entity }
	return a.Place.Source.Name == b.Place.Source.Name && a.Place.Source.Text == b.Place.Source.Text &&
		slices.EqualFunc(a.Link, b.Link, entity) && slices.EqualFunc(a.Unlink, b.Unlink, entity)
}

// dress reads the theme, where it may have changed.
func (s *Session) dress() diag.List {
	if !s.dressed {
		s.theme, s.undressed = s.opt.Theme.read(s.folder)
		s.theme.Templates = freeze(s.theme.Templates)
		s.dressed = true
		s.dressings++
	}
	return s.undressed
}
