package corpus

import (
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// Content is what the editors wrote.
type Content struct {
	Site      Site
	Home      *Page // nil where there is no home.md
	Pages     []*Page
	Entities  []*Entity                // sorted by id
	Documents map[string]*DocumentMeta // by clipping file name
	Timeline  []*Entry                 // sorted by id
}

// A Place is where a declaration stands in an editor's file.
type Place struct {
	Source *text.Source // nil for what no file declares
	Span   text.Span
}

// Line returns the line from 1, or 0 where no file declares it.
func (p Place) Line() int {
	if p.Source == nil {
		return 0
	}
	return p.Source.LineAt(p.Span.Start)
}

// Localized is a text in one or more languages, by BCP 47 primary tag. The key "" holds a text given for all.
type Localized map[string]string

// In returns the text in the language asked for, else the one for all, else in English, French, or the first by tag.
func (l Localized) In(lang string) string {
	for _, k := range [...]string{lang, "", "en", "fr"} {
		if s, ok := l[k]; ok {
			return s
		}
	}
	first := ""
	for k := range l {
		if first == "" || k < first {
			first = k
		}
	}
	return l[first]
}

// Site is the settings of site.yaml.
type Site struct {
	Title       Localized
	Description Localized
	Language    string   // of the interface: "en" or "fr"
	Languages   []string // of all trees of the site, Language first; empty for that one
	BaseURL     string   // absolute, with a final slash: "https://example.org/tiktok/"; "" where not given
	Publisher   string
	Strategy    string // for dates: "news", "narrative" or "future"
	Comments    string // "hide" or "show"
	NoIndex     bool
	NoCards     bool // no share cards are drawn

	Excerpt          int      // sentences of each article that are published; 0 for all
	PublishOriginals bool     // the files of seeds/ are published beside their text
	PageBudget       int      // KiB that a page may weigh, compressed, with its styles and scripts; 0 for any
	Boilerplate      []Phrase // what the pages of this site's sources put around their articles
}

// A Phrase is an editor's addition to the cleaner's lists.
type Phrase struct {
	Place Place
	Text  string
	Where string // "line", "start" or "inside": the whole line, its beginning, or anywhere in it
}

// A Page is a free page, such as content/pages/method.md.
type Page struct {
	ID     string // file name without extension: the last part of its URL
	Title  string
	Lang   string // "" for the site's
	Source *text.Source
	Body   text.Span // Markdown, in Source
	Others []*Page   // the same page in other languages, by language: pages/method.fr.md
}

// In returns the page in a language, where it is written in it, else the page itself.
func (p *Page) In(lang string) *Page {
	for _, o := range p.Others {
		if o.Lang == lang {
			return o
		}
	}
	return p
}

// Markdown is a Markdown text of an editor.
type Markdown struct {
	Source *text.Source
	Span   text.Span // in Source, after the front matter
}

// Text returns the Markdown.
func (m Markdown) Text() string {
	if m.Source == nil {
		return ""
	}
	return m.Source.Slice(m.Span)
}

// An EntityType is one of the kinds of thing that clippings name.
type EntityType string

// EntityTypes lists the entity types, in the order in which they are shown.
var EntityTypes = [...]EntityType{"person", "organization", "product", "place", "work"}

// An Entity is somebody or something that clippings name, as an editor declared it.
type Entity struct {
	ID          string
	Place       Place // of the declaration of its name
	Name        Localized
	Type        EntityType
	Aliases     []Alias // other names
	Epithets    []Alias // descriptions that point at it
	Owner       []string
	MemberOf    []string
	SameAs      []string // URLs
	Description Localized
	Profile     map[string]Markdown // by language; "" for the site's
}

// An Alias is another name or a description of an entity.
type Alias struct {
	Place  Place
	Text   string
	Lang   string     // "" for all
	From   edtf.Value // zero where it has always been valid
	To     edtf.Value // zero where it still is
	Shared bool       // other entities may claim the same text: context decides
}

// DocumentMeta is what an editor said of a clipping. The zero value says nothing.
type DocumentMeta struct {
	Place             Place  // of the whole declaration
	Clipping          string // file name in seeds/
	Title             string
	Publisher         string
	Byline            string
	Published         Published
	Basis             Localized // of Published, in the editor's words
	URL               string
	Lang              string
	Slug              string
	Aliases           []string // addresses that it had before, from the site's root: "/2020/08/tiktok/"
	Draft             bool
	Excerpt           int    // sentences that are published; 0 leaves it to the site
	NoIndex           bool   // search engines are to stay away from it
	CopyOf            string // the clipping that it is a copy of, by file name
	Leads             bool   // it leads its copies
	MachineTranslated string // by what, or "true"; "" where it wasn't
	Zones             []ZoneRange
	Unlink            []LinkRule // links that the editor refuses
	Link              []LinkRule // links that the editor forces
	Dates             []DateRule
	Note              Markdown
}

// A ZoneRange is an editor's correction of the cleaner: lines First to Last, from 1, are Zone.
type ZoneRange struct {
	Place       Place
	First, Last int
	Zone        Zone
}

// A LinkRule is an editor's word on what a text names in one clipping. In Unlink it refuses the links of the text to
// the entity, or to any where Entity is ""; in Link it makes every occurrence of the text as whole words a mention.
type LinkRule struct {
	Place  Place
	Text   string
	Entity string // its id
	Line   int    // from 1; 0 for the whole clipping
}

// A DateRule is an editor's word on what a time expression means in one clipping. Of two rules for the same words the later
// one holds.
type DateRule struct {
	Place  Place
	Text   string     // the expression, or a part of it
	Date   edtf.Value // zero where Ignore is set
	Ignore bool       // it is no time expression
	Line   int        // from 1; 0 for the whole clipping
}

// An Entry is an event that an editor wrote or corrected: content/timeline/<id>.md.
type Entry struct {
	ID         string
	Place      Place
	Date       edtf.Value
	Title      Localized
	Entities   []string
	Statements []Citation
	Hide       bool
	Body       Markdown
}

// A Citation names a sentence of a clipping.
type Citation struct {
	Place    Place
	Clipping string // file name in seeds/
	Sentence string // "s4"
}
