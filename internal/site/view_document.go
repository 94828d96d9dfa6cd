package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"briefing/internal/corpus"
)

// Documents is what documents.html is given.
type Documents struct {
	Source    string // whose they are; "" for all
	Documents []DocumentLink
	List      template.HTML // of them
	Pager     *Pager
}

func (s *edition) documentsView(page int, at place) (*Frame, any) {
	l := s.documentPages[page]
	v := Documents{Pager: s.pagerOf(at, s.documentPages, page, s.words.say("documents.title"))}
	v.list(s, s.articles[l.first:l.last], at)
	title := s.onPage(s.words.say("documents.title"), page, len(s.documentPages))
	return &Frame{Title: title, Description: s.words.say("documents.intro"), Pager: v.Pager}, v
}

// list lists documents.
func (v *Documents) list(s *edition, articles []*article, at place) {
	for _, art := range articles {
		v.Documents = append(v.Documents, s.documentLink(art, at))
	}
	v.List = s.documentList(v.Documents, at)
}

// Document is what document.html is given.
type Document struct {
	// What lists say of it. The fields of [DocumentLink] are named here again, for templates look up those of an
	// embedded struct slowly.
	URL, Title, Lang, Language, Publisher string
	Date                                  Moment
	Words, Minutes                        int

	Heading    template.HTML // the title: the clipping's own words are anchored like all others
	Length     string        // "812 words, 4 minutes to read"
	Basis      string        // of the title: "title line", "first sentence" or "editor"
	TitleFrom  string        // who gives it where that is the clipping's file, in words: "JSON-LD headline"
	Byline     string
	BylineFrom string // who gives it; "" for the editor
	Excerpt    bool   // only a part of the text is published
	Truncated  bool   // the clipping breaks off
	Translated string // who says that a machine translated it, or "true"
	Plain      bool   // dates and quotations of its language aren't read
	File       string // the address of the clipping's file, where it is published
	Original   string // the address of the clipping as it is
	Web        *Link  // where it appeared
	WebAddress string // where that is no address of the web
	Note       template.HTML
	NoteLang   string        // where it isn't the interface's
	Text       template.HTML // the article, paragraph by paragraph
	Long       bool          // so long that a browser should lay out only what is seen of it
	Apart      []Apart
	Hidden     int           // lines of comments that aren't shown
	Entities   template.HTML // a list of those named most
	Others     template.HTML // of all others
	OtherCount int
	Events     template.HTML
	MoreEvents *Link         // to the timeline, where not all are beside the text
	Disputes   template.HTML // what this document and others disagree on
	Quotes     int
	CopyOf     *DocumentLink  // the document whose text this one repeats
	Copies     []DocumentLink // that repeat this one's
	MoreCopies int            // that aren't listed
	Related    template.HTML  // a list of those that report the same events
	Citation   template.HTML
	Previous   *DocumentLink
	Next       *DocumentLink
	Index      string // the address of the list of documents
}

// Apart is the lines of one kind that aren't part of the article, each with the rule that set it apart.
type Apart struct {
	Zone  string // "boilerplate", "comment" or "duplicate"
	Title string // how many lines of which kind, in words
	Count int
	Lines template.HTML // a list
}

// besideLength is how many entities stand beside a text before the others are folded away.
const besideLength = 12

// A text of more than longText sentences is long: 2 MB of clipping have 11,000, and take a phone 12 s to lay out at once,
// 3 s where only what is seen is laid out. It stays one page, so that the address of each sentence stays what it is.
// eventsBeside is how many events stand beside a text at most.
const (
	longText     = 500
	eventsBeside = 60
)

func (s *edition) documentView(i int, at place) (*Frame, any) {
	art := s.articles[i]
	doc := art.doc
	l := s.documentLink(art, at)
	v := Document{URL: l.URL, Title: l.Title, Lang: l.Lang, Language: l.Language, Publisher: l.Publisher, Date: l.Date,
		Words: l.Words, Minutes: l.Minutes, Basis: doc.Title.Basis.String(), Byline: doc.Byline().Text,
		Excerpt: art.shown != nil, Truncated: !doc.Truncated.Empty(), Translated: doc.MachineTranslated().Text, Plain: doc.Plain,
		Original: at.file(art.target + "source.txt"), Note: s.markdown[doc.Meta.Note].html, Quotes: art.quotes,
		Index: at.href("documents/")}
	if by := doc.Byline(); by.Basis.Code != corpus.ByEditor {
		v.BylineFrom = s.words.reason(by.Basis)
	}
	switch doc.Title.Basis.Code {
	case corpus.ByEditor, corpus.TitleLine, corpus.FirstSentence, corpus.FileName:
	default:
		v.TitleFrom = s.words.reason(doc.Title.Basis)
	}
	if art.original != "" {
		v.File = at.file(art.original)
	}
	if host, ok := webLink(doc.URL().Text); ok {
		v.Web = &Link{URL: doc.URL().Text, Text: host}
	} else {
		v.WebAddress = host
	}
	v.NoteLang = s.otherThan("")
	s.writeText(&v, art, at)
	first := len(art.named)
	if first > besideLength+3 {
		first = besideLength
	}
	v.Entities, v.Others, v.OtherCount = s.who(art.named[:first], at), s.who(art.named[first:], at), len(art.named)-first
	v.Long = len(doc.Sentences) > longText
	v.Events = s.eventLines(art.dated[:min(len(art.dated), eventsBeside)], at)
	if len(art.dated) > eventsBeside {
		v.MoreEvents = &Link{URL: at.href("timeline/"), Text: s.words.say("home.all_events")}
	}
	v.Disputes = s.disputesOf(art, at)
	v.Citation = s.citation(art, at)
	if art.copyOf != nil {
		v.CopyOf = s.linkOf(art.copyOf.doc, at)
	}
	for _, c := range art.copies[:min(len(art.copies), copiesShown)] {
		v.Copies = append(v.Copies, s.documentLink(c, at))
	}
	v.MoreCopies = len(art.copies) - len(v.Copies)
	v.Related = s.relatedList(s.related(art), at)
	v.Length = s.words.counted("document.words", v.Words) + ", " + s.words.counted("document.minutes", v.Minutes)
	if i > 0 {
		l := s.documentLink(s.articles[i-1], at)
		v.Previous = &l
	}
	if i+1 < len(s.articles) {
		l := s.documentLink(s.articles[i+1], at)
		v.Next = &l
	}
	f := &Frame{Title: v.Title, TitleLang: doc.Lang, Description: s.opening(art), NoIndex: doc.Meta.NoIndex, HasCode: s.markdown[doc.Meta.Note].code,
		Card: s.card(art.target), Linked: s.documentLinked(art, at)}
	return f, v
}

// How many other documents a document's page names.
const (
	copiesShown  = 20
	relatedShown = 5
	relatedEvent = 20 // documents that report an event, beyond which sharing it says little
)

// related returns the documents that report most of the events that a document reports, copies apart.
func (s *edition) related(art *article) []*article {
	var shared []int // the numbers of the others, each once for an event
	for _, e := range art.dated {
		if len(e.Statements) > relatedEvent {
			continue
		}
		before := len(shared)
		for i := range e.Statements {
			other := s.articleOf(e.Statements[i].Document)
			if other != art && !other.copied && !slices.Contains(shared[before:], other.number) {
				shared = append(shared, other.number)
			}
		}
	}
	slices.Sort(shared)
	var list []related
	for len(shared) > 0 {
		n := 1
		for n < len(shared) && shared[n] == shared[0] {
			n++
		}
		if other := s.articles[shared[0]]; other != art.copyOf {
			list = append(list, related{other, n})
		}
		shared = shared[n:]
	}
	slices.SortStableFunc(list, func(a, b related) int { return cmp.Compare(b.events, a.events) }) // else in the order of the corpus
	var articles []*article
	for _, r := range list[:min(len(list), relatedShown)] {
		articles = append(articles, r.article)
	}
	return articles
}

// A related document reports events that another does.
type related struct {
	article *article
	events  int
}

// disputesOf returns what the documents that report a document's events disagree on.
func (s *edition) disputesOf(art *article, at place) template.HTML {
	w := s.writer(at)
	n := 0
	for _, e := range art.dated {
		for _, c := range e.Conflicts {
			if n == disputesShown || !claimed(e, c, art.doc) {
				continue
			}
			n++
			title, lang := s.eventTitle(e)
			w.write(`<p class="what"><a`)
			w.eventHref(e)
			w.lang(lang)
			w.write(">")
			w.escaped(title)
			w.write("</a></p>")
			w.dispute(e, c)
		}
	}
	return w.html()
}

// headingLine returns the line, from 1, that is the title, or 0 where none is.
func headingLine(doc *corpus.Document) int {
	if doc.Title.Span.Empty() || doc.Title.Basis.Code != corpus.TitleLine {
		return 0
	}
	return doc.Clipping.Source.LineAt(doc.Title.Span.Start)
}

// openingLength is how many bytes of a document stand for it where only a few words are wanted: search results show
// about 150 characters.
const openingLength = 200

// opening returns the first words of what is published of a document.
func (s *edition) opening(art *article) string {
	doc := art.doc
	for i, l := range doc.Lines {
		if l.Zone != corpus.Lede && l.Zone != corpus.Body {
			continue
		}
		var parts []string
		for _, p := range art.pieces(i + 1) {
			parts = append(parts, oneLine(doc.Text(p)))
		}
		words := strings.TrimSpace(strings.Join(parts, " "))
		if words == "" {
			continue
		}
		if len(words) <= openingLength {
			return words
		}
		cut := strings.LastIndexByte(words[:openingLength], ' ')
		if cut < 0 {
			cut = strings.LastIndexFunc(words[:openingLength], func(rune) bool { return true })
		}
		return words[:cut] + "…"
	}
	return ""
}
