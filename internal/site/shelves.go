package site

import (
	"cmp"
	"slices"
	"strconv"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// pageBudget is how many bytes of markup a page of a long list holds, about: more is cut into several pages.
const pageBudget = 80_000

// How many things pages hold of lists with one short line for each.
const (
	documentsPerPage = 100
	entitiesPerPage  = 150
	eventLinesBeside = 25   // on an entity's own page
	eventLinesOfPage = 150  // on those that hold all of its events
	fullStatements   = 12   // of an event on the timeline; one with more has pages of its own
	allContexts      = 2000 // sentences that name an entity, up to which all are listed
	someContexts     = 2    // of each document, beyond that
)

// A leaf is a page of a long list: things first to last of it, last excluded.
type leaf struct {
	target      string
	first, last int
}

// A dossier is what the corpus holds on an entity, cut into pages. A list that fits on the entity's own page has none.
type dossier struct {
	*corpus.Dossier
	number   int // in Corpus.Dossiers, from 0
	target   string
	mentions []mentionLeaf     // the first is on the entity's own page
	quotes   []corpus.QuoteRef // by it, in kept text
	about    []corpus.QuoteRef // that name it, likewise

	eventLeaves, quoteLeaves, aboutLeaves []leaf
}

// A mentionLeaf is a page of mentions in context. A document that names an entity very often goes on to the next.
type mentionLeaf struct {
	target    string
	documents []contexts
}

// contexts are sentences of a document that name an entity.
type contexts struct {
	document int32 // index in Dossier.Documents
	from, to int32 // of its mentions: those in the sentences
	more     int32 // sentences that are left to the document's own page
}

// A speech is the quotations of one speaker; nil stands for those whom no text names.
type speech struct {
	speaker *corpus.Entity
	quotes  []corpus.QuoteRef
}

// A source is who published documents.
type source struct {
	name     string // "" for the documents without a publisher
	slug     string
	articles []*article
	leaves   []leaf // nil where all sources fit on one page
}

// shelves are the lists of a site, and how they are cut into pages; all editions share them.
type shelves struct {
	entities map[string]*corpus.Entity
	articles []*article // in the order of Corpus.Documents
	byID     map[string]*article
	written  map[*corpus.Document]*article
	kin      map[string]kinship
	sources  map[*corpus.Event]int // how many documents report it, where the corpus doesn't say
	abroad   map[*corpus.Event][]corpus.SentenceRef

	files         []*dossier // in the order of Corpus.Dossiers
	fileOf        map[*corpus.Entity]*dossier
	documentPages []leaf
	entityPages   []leaf
	chapters      []chapter // of the timeline
	eventPages    map[*corpus.Event]string
	statements    map[*corpus.Event][]leaf // of events with too many for the timeline
	speeches      []speech
	quotesApart   bool   // quotations stand on their speakers' pages
	unknownLeaves []leaf // there, of the quotations whose speaker no text names
	publishers    []*source
	sourcesApart  bool // sources have pages of their own
	printed       bool // there is a print edition
	carded        bool // there are share cards
	dated         bool // there is a calendar of all events
}

// leaves cuts n things into pages: the first is at folder, the second at folder + word + "2/".
func leaves(folder, word string, n, budget int, weight func(i int) int) (list []leaf) {
	list = []leaf{{target: folder}}
	sum := 0
	for i := range n {
		w := weight(i)
		at := &list[len(list)-1]
		if sum += w; sum > budget && at.last > at.first {
			list = append(list, leaf{numbered(folder, word, len(list)), i, i})
			at, sum = &list[len(list)-1], w
		}
		at.last = i + 1
	}
	return list
}

// numbered returns the address of page n, from 0, of a list.
func numbered(folder, word string, n int) string {
	if n == 0 {
		return folder
	}
	return folder + word + strconv.Itoa(n+1) + "/"
}

func each(int) int { return 1 }

// shelve cuts the long lists into pages.
func (s *Site) shelve() {
	s.documentPages = leaves("documents/", "page-", len(s.articles), documentsPerPage, each)
	s.entityPages = leaves("entities/", "page-", len(s.corpus.Dossiers), entitiesPerPage, each)
	s.shelveTimeline()
	s.fileOf = make(map[*corpus.Entity]*dossier, len(s.corpus.Dossiers))
	for _, d := range s.corpus.Dossiers {
		f := s.shelveDossier(d)
		f.number = len(s.files)
		s.files = append(s.files, f)
		s.fileOf[d.Entity] = f
	}
	s.shelveQuotes()
	s.shelveSources()
	size := 0
	for _, art := range s.articles {
		size += len(art.doc.Clipping.Source.Text)
	}
	s.printed = size <= maxPrinted && len(s.articles) > 0
	site := &s.corpus.Content.Site
	s.carded = !site.NoCards && site.BaseURL != "" // previews ask for an absolute address
}

func (s *Site) shelveDossier(d *corpus.Dossier) *dossier {
	f := &dossier{Dossier: d, target: s.entityTarget(d.Entity), quotes: keptQuotes(d.Quotes), about: keptQuotes(d.About)}
	f.mentions = mentionLeaves(f.target, d.Documents)
	if n := len(d.Events); n > eventLinesBeside*3/2 {
		f.eventLeaves = leaves(f.target+"timeline/", "", n, eventLinesOfPage, each)
	}
	f.quoteLeaves = quoteLeaves(f.target+"quotes/", f.quotes)
	f.aboutLeaves = quoteLeaves(f.target+"about/", f.about)
	return f
}

// quoteLeaves returns the pages of quotations that take more than their part of an entity's own page.
func quoteLeaves(folder string, quotes []corpus.QuoteRef) []leaf {
	weight := func(i int) int { return quoteWeight(quotes[i]) }
	if len(leaves(folder, "", len(quotes), pageBudget/5, weight)) == 1 {
		return nil
	}
	return leaves(folder, "", len(quotes), pageBudget, weight)
}

func quoteWeight(q corpus.QuoteRef) int {
	return int(q.Document.Quotes[q.Quote].Outer.Len()) + 420
}

// keptQuotes returns those of kept text: in most lists all.
func keptQuotes(refs []corpus.QuoteRef) []corpus.QuoteRef {
	dropped := func(q corpus.QuoteRef) bool {
		return !q.Document.ZoneAt(q.Document.Quotes[q.Quote].Span.Start).Kept()
	}
	if !slices.ContainsFunc(refs, dropped) {
		return refs
	}
	return slices.DeleteFunc(slices.Clone(refs), dropped)
}

// mentionLeaves cuts the mentions of an entity into pages; the first leaves room for all else that is known of it. Of
// an entity that is named all over a large corpus nobody reads every sentence: of each document the first are listed.
func mentionLeaves(folder string, documents []corpus.DocumentMentions) []mentionLeaf {
	const heading = 500
	all := 0
	for i := range documents {
		all += int(documents[i].Sentences)
	}
	list := []mentionLeaf{{target: folder}}
	room := pageBudget / 2
	for k := range documents {
		m := &documents[k]
		shown := int(m.Sentences)
		if all > allContexts && shown > someContexts+1 {
			shown = someContexts
		}
		from, at, seen := 0, 0, 0
		room -= heading
		put := func(more int) {
			if at > from {
				last := &list[len(list)-1]
				last.documents = append(last.documents, contexts{int32(k), int32(from), int32(at), int32(more)})
			}
			from = at
		}
		for sentence, mentions := range m.BySentence() {
			if seen == shown {
				break
			}
			weight := int(m.Document.Sentences[sentence].Span.Len()) + 170 + 13*len(mentions)
			if room < weight && (at > from || len(list[len(list)-1].documents) > 0) {
				put(0)
				list = append(list, mentionLeaf{target: numbered(folder, "", len(list))})
				room = pageBudget - heading
			}
			room -= weight
			at += len(mentions)
			seen++
		}
		put(int(m.Sentences) - shown)
	}
	return list
}

// shelveQuotes groups the quotations by speaker, in the order of the entities, those without one last.
func (s *Site) shelveQuotes() {
	bySpeaker := map[*corpus.Entity]int{}
	var unknown speech
	weight := 0
	for _, e := range s.corpus.Content.Entities {
		bySpeaker[e] = len(s.speeches)
		s.speeches = append(s.speeches, speech{speaker: e})
	}
	for _, doc := range s.corpus.Documents {
		for i := range doc.Quotes {
			q := corpus.QuoteRef{Document: doc, Quote: i}
			if !doc.ZoneAt(doc.Quotes[i].Span.Start).Kept() {
				continue
			}
			weight += quoteWeight(q)
			if e := s.entities[doc.Quotes[i].Speaker]; e != nil {
				at := &s.speeches[bySpeaker[e]]
				at.quotes = append(at.quotes, q)
			} else {
				unknown.quotes = append(unknown.quotes, q)
			}
		}
	}
	s.speeches = slices.DeleteFunc(s.speeches, func(x speech) bool { return len(x.quotes) == 0 })
	if len(unknown.quotes) > 0 {
		s.speeches = append(s.speeches, unknown)
	}
	s.quotesApart = weight > pageBudget
	if s.quotesApart && len(unknown.quotes) > 0 {
		s.unknownLeaves = leaves("quotes/unknown/", "", len(unknown.quotes), pageBudget, func(i int) int { return quoteWeight(unknown.quotes[i]) })
	}
}

// shelveSources groups the documents by who published them, the most frequent first.
func (s *Site) shelveSources() {
	byName := map[string]*source{}
	for _, art := range s.articles {
		name := art.doc.Publisher().Text
		if byName[name] == nil {
			byName[name] = &source{name: name}
			s.publishers = append(s.publishers, byName[name])
		}
		art.source = byName[name]
		art.source.articles = append(art.source.articles, art)
	}
	slices.SortFunc(s.publishers, func(a, b *source) int {
		return cmp.Or(cmp.Compare(len(b.articles), len(a.articles)), cmp.Compare(text.Fold(a.name), text.Fold(b.name)), cmp.Compare(a.name, b.name))
	})
	s.sourcesApart = len(s.articles) > documentsPerPage
	taken := map[string]bool{}
	for _, p := range s.publishers {
		base := cmp.Or(text.Slug(p.name), "unknown")
		p.slug = base
		for n := 2; taken[p.slug]; n++ {
			p.slug = base + "-" + strconv.Itoa(n)
		}
		taken[p.slug] = true
		if s.sourcesApart {
			p.leaves = leaves("sources/"+p.slug+"/", "", len(p.articles), documentsPerPage, each)
		}
	}
}
