package corpus

import (
	"iter"

	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A Corpus is all documents plus what only shows across them.
type Corpus struct {
	Content   *Content
	Documents []*Document         // by publication date, the undated last, then by id
	Dossiers  []*Dossier          // one for each declared entity, in the order of Content.Entities
	Timeline  []*Event            // by date, then by id
	Slugs     map[string]string   // document id → last part of its URL
	Why       map[*Event][]string // for editors, who must have asked for it: why each of the statements belongs to its event
	Copies    map[string]string   // id of each copy (see Document.Copy) → id of the document that leads it; see Event.Sources
}

// A SentenceRef points at a sentence of the corpus.
type SentenceRef struct {
	Document *Document
	Sentence int // index in Document.Sentences
}

// ID returns the sentence's id within its document.
func (r SentenceRef) ID() string { return SentenceID(r.Sentence) }

// Text returns the words of the sentence.
func (r SentenceRef) Text() string { return r.Document.Text(r.Document.Sentences[r.Sentence].Span) }

// A Dossier is all that the corpus holds on an entity.
type Dossier struct {
	Entity      *Entity
	Documents   []DocumentMentions // in the order of Corpus.Documents
	Count       int                // mentions in kept text
	Names       []NameSeen         // most frequent first
	Sources     []SourceNames      // the same, apart by who published them
	First, Last *Document          // by publication date; nil where no dated document names it
	Events      []*Event
	Quotes      []QuoteRef // by the entity
	About       []QuoteRef // that name it, by others or by nobody known
	AppearsWith []CoMention
}

// SourceNames is the forms by which one source names an entity.
type SourceNames struct {
	Source    string // the publisher, as an editor gave it; "" for the documents without one
	Documents int    // of the source that name the entity
	Names     []NameSeen
}

// DocumentMentions is the mentions of an entity in the kept text of one document.
type DocumentMentions struct {
	Document  *Document
	Mentions  []int32 // indexes in Document.Mentions, in its order
	Sentences int32   // that hold them
}

// BySentence gives the sentences that hold the mentions, as indexes in Document.Sentences, and those in each.
func (m *DocumentMentions) BySentence() iter.Seq2[int, []int32] {
	return func(yield func(int, []int32) bool) {
		for list := m.Mentions; len(list) > 0; {
			at := m.Document.SentenceAt(m.Document.Mentions[list[0]].Span.Start)
			n := 1
			for n < len(list) && m.Document.Mentions[list[n]].Span.Start < m.Document.Sentences[at].Span.End {
				n++
			}
			if !yield(at, list[:n]) {
				return
			}
			list = list[n:]
		}
	}
}

// A NameSeen is a form by which clippings name an entity.
type NameSeen struct {
	Text  string
	Kind  MentionKind
	Count int
}

// A QuoteRef points at a quotation of the corpus.
type QuoteRef struct {
	Document *Document
	Quote    int // index in Document.Quotes
}

// A CoMention says how often another entity shares a sentence with this one.
type CoMention struct {
	Entity    *Entity
	Sentences int
	Documents int

	// PMI is the pointwise mutual information of the two in bits, over the sentences of the corpus: how much more often
	// they share a sentence than chance would have it (K. W. Church, P. Hanks, "Word Association Norms, Mutual
	// Information, and Lexicography", 1990).
	PMI float64
}

// A Status says how an event stands to the documents that report it.
type Status string

const (
	Past    Status = "past"
	Planned Status = "planned" // later than the documents that announce it
	Undated Status = "undated"
)

// An Event is an item of the timeline.
type Event struct {
	ID         string // stable; its permalink's last part
	Date       edtf.Value
	Status     Status
	Title      string // an editor's, or words of a clipping
	TitleLang  string
	Curated    *Entry // nil for an event that no editor touched
	Statements []Statement
	Entities   []*Entity

	Deadline  bool       // Date is the last by which it is due
	Before    edtf.Value // where Date is zero: the publication that first tells of it; zero where unknown
	Reckoned  *Reckoning // how Date was worked out; nil where it is told
	Sources   int        // documents that report it; copies of one text count once
	Conflicts []Conflict
}

// A Statement is a sentence, or a clause of one, that supports an event.
type Statement struct {
	SentenceRef
	Timex     int32     // index in Document.Timexes of the expression that dates it, -1 where none does
	Clause    text.Span // the words that tell it: the whole sentence where an editor cited it
	Inherited bool      // its date is that of the event it tells of, not its own
	Cited     bool      // an editor cited it
}

// A ConflictKind is a way in which sources disagree on an event.
type ConflictKind string

const (
	WeekdayConflict ConflictKind = "weekday" // one source's weekday isn't that of its date
	DayConflict     ConflictKind = "day"     // sources date one event differently
	NumberConflict  ConflictKind = "number"  // sources count one thing differently
	OrderConflict   ConflictKind = "order"   // a source tells two events in an order that their dates deny
)

// A Conflict is what the statements of an event disagree on.
type Conflict struct {
	Kind   ConflictKind
	Claims []Claim // two or more, the one that most sources share first
	Why    string  // a short sentence for the editor
}

// A Claim is one side of a conflict.
type Claim struct {
	Text       string     // the words of the first statement that makes it: "Vendredi 1er août", "12 000"; an editor's date
	Date       edtf.Value // zero in a conflict of numbers
	Statements []int      // indexes in Event.Statements of those that make it; none for an editor's date, or another event's
}
