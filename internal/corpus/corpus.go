package corpus

import (
	"briefing/internal/edtf"
)

// A Corpus is all documents plus what only shows across them.
type Corpus struct {
	Content   *Content
	Documents []*Document       // by publication date, the undated last, then by id
	Dossiers  []*Dossier        // one for each declared entity, in the order of Content.Entities
	Timeline  []*Event          // by date, then by id
	Slugs     map[string]string // document id → last part of its URL
}

// A SentenceRef points at a sentence of the corpus.
type SentenceRef struct {
	Document *Document
	Sentence int // index in Document.Sentences
}

// ID returns the sentence's id within its document.
func (r SentenceRef) ID() string { return r.Document.Sentences[r.Sentence].ID }

// Text returns the words of the sentence.
func (r SentenceRef) Text() string { return r.Document.Text(r.Document.Sentences[r.Sentence].Span) }

// A Dossier is all that the corpus holds on an entity.
type Dossier struct {
	Entity      *Entity
	Documents   []DocumentMentions // in the order of Corpus.Documents
	Count       int                // mentions in kept text
	Names       []NameSeen         // most frequent first
	Events      []*Event
	Quotes      []QuoteRef // by the entity
	AppearsWith []CoMention
}

// DocumentMentions is the mentions of an entity in the kept text of one document.
type DocumentMentions struct {
	Document  *Document
	Count     int
	Sentences []SentenceMention
}

// A SentenceMention is a sentence and the mentions of one entity in it.
type SentenceMention struct {
	Sentence SentenceRef
	Mentions []int // indexes in Document.Mentions
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
}

// A Statement is a dated sentence that supports an event.
type Statement struct {
	SentenceRef
	Timex int // index in Document.Timexes of the expression that dates it, -1 where an editor cited the sentence
}
