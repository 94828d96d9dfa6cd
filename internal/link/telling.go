package link

import (
	"slices"
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/parallel"
	"briefing/internal/text"
)

// A Reader reads the statements of documents, one document at a time; it may be used by many goroutines.
type Reader struct {
	entities    []*corpus.Entity
	entityIndex map[string]int32 // by id
	scratch     sync.Pool        // of *extractor
}

// NewReader returns a reader of documents that name these entities.
func NewReader(entities []*corpus.Entity) *Reader {
	r := &Reader{entities: entities, entityIndex: make(map[string]int32, len(entities))}
	for i, e := range entities {
		r.entityIndex[e.ID] = int32(i)
	}
	r.scratch.New = func() any { return &extractor{lately: map[*lexicon]*memory{}} }
	return r
}

// Same reports whether another reader of these entities would read the same: whether there are as many, of the same ids
// and types.
func (r *Reader) Same(entities []*corpus.Entity) bool {
	return slices.EqualFunc(r.entities, entities, func(a, b *corpus.Entity) bool { return a.ID == b.ID && a.Type == b.Type })
}

// A Telling is what one document tells: its statements, before they are held against those of others. It is made of the
// document's text and annotations and of the entities' ids and types, and of nothing else.
type Telling struct {
	statements []statement // in the order of the text; one that continues or follows another points into this list
	words      int32       // that they have
	parts      []part      // of the dossiers
	lists      []int32     // of all parts
	sentences  int         // of kept text
}

// Read reads a document. tokens are those of its text, where the caller has them; else nil.
func (r *Reader) Read(doc *corpus.Document, tokens *text.Tokens) *Telling {
	x := r.scratch.Get().(*extractor)
	x.Reader, x.statements = r, x.statements[:0]
	x.document(doc, tokens)
	t := &Telling{statements: slices.Clone(x.statements), words: int32(len(x.keptWords))}
	clear(x.statements) // what they point at
	words, names := make([]stemmed, len(x.keptWords)), make([]named, len(x.keptNames))
	for i := range t.statements {
		s := &t.statements[i]
		s.words, words = carve(words, s.words)
		s.entities, names = carve(names, s.entities)
	}
	x.keptWords, x.keptNames = x.keptWords[:0], x.keptNames[:0]
	x.doc, x.tokens = nil, nil
	x.sorter.take(t, r, doc, x.named)
	r.scratch.Put(x)
	return t
}

// readAll reads all documents.
func (r *Reader) readAll(docs []*corpus.Document) []*Telling {
	told := make([]*Telling, len(docs))
	parallel.Each(len(docs), func(i int) { told[i] = r.Read(docs[i], nil) })
	return told
}
