package corpus

import (
	"sort"
	"strconv"

	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A Document is a clipping cleaned and annotated. All spans point into Clipping.Source.
type Document struct {
	Clipping  *Clipping
	Meta      *DocumentMeta // what an editor said of it; never nil
	Found     *FoundMeta    // what the file and the text say of it, nil for nothing; see the methods for who wins
	Lang      string        // BCP 47 primary tag of the text: "fr", "en"
	Title     Headline
	Published Published
	Lines     []Line
	Cuts      []Cut       // in the order of the text, none overlapping; a cut is a sentence or several of its own
	Plain     bool        // the annotators don't know the dates and quotations of its language
	Truncated text.Span   // the last sentence of an article that breaks off; empty where it ends as articles do
	Copy      *Copy       // nil for a document that stands alone or leads its copies
	Copies    []*Document // of a leading document: its copies
	Sentences []Sentence  // of every zone, in the order of the text
	Mentions  []Mention   // likewise, not overlapping
	Timexes   []Timex     // likewise, not overlapping
	Quotes    []Quote     // likewise; may be nested
}

// ID returns the id of the document: its clipping's.
func (d *Document) ID() string { return d.Clipping.ID }

// Text returns the text that a span covers.
func (d *Document) Text(s text.Span) string { return d.Clipping.Source.Slice(s) }

// ZoneAt returns the zone at a byte offset: that of its line, or of the cut that covers it.
func (d *Document) ZoneAt(off int32) Zone {
	if i := sort.Search(len(d.Cuts), func(i int) bool { return d.Cuts[i].Span.End > off }); i < len(d.Cuts) && d.Cuts[i].Span.Start <= off {
		return d.Cuts[i].Zone
	}
	return d.Lines[d.Clipping.Source.LineAt(off)-1].Zone
}

// Byline returns who wrote the document: the editor's word, else what the file says.
func (d *Document) Byline() Stated { return stated(d.Meta.Byline, d.Found.OrNothing().Byline) }

// Publisher returns who published the document, likewise.
func (d *Document) Publisher() Stated { return stated(d.Meta.Publisher, d.Found.OrNothing().Publisher) }

// URL returns where the document stood, likewise.
func (d *Document) URL() Stated { return stated(d.Meta.URL, d.Found.OrNothing().URL) }

// MachineTranslated returns who says that a machine translated the document; empty where nobody does.
func (d *Document) MachineTranslated() Stated {
	return stated(d.Meta.MachineTranslated, d.Found.OrNothing().MachineTranslated)
}

func stated(editor string, found Stated) Stated {
	if editor != "" {
		return Stated{editor, Reason{Code: ByEditor}}
	}
	return found
}

// SentenceAt returns the index of the sentence that holds a byte offset, or -1.
func (d *Document) SentenceAt(off int32) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		if m := (lo + hi) / 2; d.Sentences[m].Span.End <= off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(d.Sentences) && d.Sentences[lo].Span.Start <= off {
		return lo
	}
	return -1
}

// SentenceOf returns the index of the sentence with that id, or -1.
func (d *Document) SentenceOf(id string) int {
	for i := range d.Sentences {
		if SentenceID(i) == id {
			return i
		}
	}
	return -1
}

// Cleaned is what cleaning makes of a clipping.
type Cleaned struct {
	Lines     []Line
	Cuts      []Cut
	Truncated text.Span // see Document
	Byline    text.Span // who wrote it, as a dateline tells; empty where none does
}

// A CopyKind says how a document stands to another that says the same.
type CopyKind uint8

const (
	SameText   CopyKind = iota // word for word, or nearly
	Update                     // one holds most of the other and goes on: an earlier or a later version
	Syndicated                 // the same text at another publisher
)

func (k CopyKind) String() string { return [...]string{"same text", "update", "syndicated"}[k] }

// A Copy says that a document is a copy of another, which leads. It counts as no further source beside it.
type Copy struct {
	Of    *Document // the leading document; it has no Copy itself
	Kind  CopyKind
	Share float64 // how much of the shorter text stands in the other too, 0 to 1
}

// A Headline is the title of a document.
type Headline struct {
	Text  string
	Span  text.Span // where it stands in the clipping; empty where an editor gave it
	Basis Reason    // a title line, the first sentence, an editor, or what the file says it by
}

// Published is the publication date of a document, as far as it is known.
type Published struct {
	Date     edtf.Value // zero where nothing is known
	Basis    Reason     // who says so, or what it was inferred from
	Inferred bool       // the program's own reading of the clipping, not an editor's word
}

// A Sentence is a sentence of a document. Its id is its place among them, over all zones: correcting a zone renames none.
type Sentence struct {
	Span text.Span
}

// SentenceID returns the id of sentence i of a document, counted from 0: "s1", "s2", …
func SentenceID(i int) string {
	if i < len(sentenceIDs) {
		return sentenceIDs[i]
	}
	return "s" + strconv.Itoa(i+1)
}

// sentenceIDs holds the ids of the first sentences of all documents.
var sentenceIDs = func() (ids [512]string) {
	for i := range ids {
		ids[i] = "s" + strconv.Itoa(i+1)
	}
	return
}()

// A MentionKind is the way a mention names its entity.
type MentionKind uint8

const (
	Name    MentionKind = iota // a name, a variant or a misspelling of one
	Epithet                    // a description that points at one entity
)

func (k MentionKind) String() string { return [...]string{"name", "epithet"}[k] }

// A Mention is a span that names an entity.
type Mention struct {
	Span text.Span
	*Ground
}

// A Ground is the entity that words name and what lets them. Mentions share theirs.
type Ground struct {
	Entity string // its id
	Kind   MentionKind
	Why    string // for editors: `alias "Byte Dance" (content/entities/bytedance.md:4)`
	Place  Place  // of the declaration that Why tells of; zero where none is
}

// A TimexType is a type of time expression, as TIMEX3 has them.
type TimexType uint8

const (
	Date TimexType = iota
	Time
	Duration
	Set
)

func (t TimexType) String() string { return [...]string{"DATE", "TIME", "DURATION", "SET"}[t] }

// A Timex is a time expression and what it means.
type Timex struct {
	Span text.Span
	*Meaning
}

// A Meaning is what a time expression means. Expressions that mean the same for the same reason share theirs.
type Meaning struct {
	Type   TimexType
	Value  string   // TIMEX3: "2020-07-31", "2020-W31", "P3Y", "XXXX-WXX-4"
	Mod    string   // TIMEX3: "START", "END", "ON_OR_BEFORE", "APPROX" …; "" for none
	EDTF   string   // ISO 8601-2; "" where the expression names no date
	From   string   // first outer day as YYYY-MM-DD; "" where open or unknown
	To     string   // last outer day
	Anchor string   // what it is reckoned from: "absolute", "published", "s4" (an earlier expression's sentence), "editor", "none"
	Flags  []string // "unresolved", "weekday-conflict", "impossible-date", "after-publication" …
	Why    string   // a short sentence for the editor
}

// EditorsAnchor is the anchor of a time expression whose value an editor gave.
const EditorsAnchor = "editor"

// Resolved reports whether the expression names a known stretch of the calendar.
func (m *Meaning) Resolved() bool { return m.From != "" || m.To != "" }

// Flagged reports whether the expression carries the flag.
func (m *Meaning) Flagged(flag string) bool {
	for _, f := range m.Flags {
		if f == flag {
			return true
		}
	}
	return false
}

// A QuoteKind is a kind of reported speech.
type QuoteKind uint8

const (
	Direct   QuoteKind = iota // whole sentences
	Fragment                  // words built into the writer's own sentence
	Indirect                  // speech retold without marks
)

func (k QuoteKind) String() string { return [...]string{"direct", "fragment", "indirect"}[k] }

// A Quote is a passage given as somebody's words.
type Quote struct {
	Span        text.Span // the words, without their marks
	Outer       text.Span // with them
	Kind        QuoteKind
	Speaker     string    // entity id; "" where unknown or not declared
	SpeakerText string    // the words that name the speaker; "" where unknown
	SpeakerSpan text.Span // empty where SpeakerText is
	Cue         string    // the words of speech: "a déclaré", "selon"; "" for none
	Said        int       // index in Timexes of the time it was said, -1 where not told
}
