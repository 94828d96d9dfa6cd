package link

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A statement is a clause that tells of a happening, with all by which it can be compared with others.
type statement struct {
	doc      *corpus.Document
	at       int32 // index of the document in linker.docs
	sentence int32
	clause   text.Span
	timex    int32 // -1 where no expression of its own dates it
	zone     corpus.Zone
	claim
	inherited bool   // its claim is that of the statement it continues
	main      bool   // reports in the past and names enough to be listed without a date
	reason    reason // why it belongs to its event, where its own sentence tells
	continues int32  // index of that statement, -1 for none
	follows   int32  // index of a statement that it says it came after, -1 for none
	like      int32  // index of the one that it joined by, -1 for none; of besideClause, of the time expression

	titlePoints int32  // how good a one it is
	title       string // cut from its words

	speaker  int32 // index of an entity, -1 for unknown
	subject  int32 // likewise: who or what stands before the verb
	entities []named
	concepts uint64
	words    []stemmed // sorted, each once
	more     *details  // nil for most
	rarity   int32     // of its date, in thousandths
	key      uint64    // of the sentence's letters
	quote    uint64    // of the letters of a quotation in it; 0 for none
}

// Details are what few statements have.
type details struct {
	voice   []uint32 // stems of the full name of a speaker who isn't declared
	numbers []number
}

// add returns the details of a statement, to be added to.
func (s *statement) add() *details {
	if s.more == nil {
		s.more = &details{}
	}
	return s.more
}

func (s *statement) numbers() []number {
	if s.more == nil {
		return nil
	}
	return s.more.numbers
}

func (s *statement) voice() []uint32 {
	if s.more == nil {
		return nil
	}
	return s.more.voice
}

// A reason is why a statement belongs to its event, as far as its own sentence tells.
type reason uint8

const (
	noReason reason = iota
	sameDay
	samePronoun
	saidSo
	sameSubject
	besideClause
)

var reasonWords = [...]string{
	sameDay:     "goes on with the sentence before it, which tells of the same on the same day",
	samePronoun: "goes on with the sentence before it: a pronoun stands for who spoke",
	saidSo:      "goes on with the sentence before it, and says so",
	sameSubject: "goes on with the sentence before it: the same subject, the same matter",
}

// dated reports whether the statement has a date to be compared by.
func (s *statement) dated() bool { return s.known() }

// A named is an entity that a statement names.
type named struct {
	entity int32
	core   bool // in the clause itself, not in one that serves it
}

// A stemmed is a word that says something.
type stemmed struct {
	stem uint32
	rest uint32 // its number in linker.words; the highest bit where it counts as a concept too
}

const toldBit = 1 << 31

func (w stemmed) told() bool { return w.rest&toldBit != 0 }
func (w stemmed) id() int32  { return int32(w.rest &^ toldBit) }

// How far a clause belongs to a statement.
const (
	off  = iota // no part of the statement
	side        // serves it
	core        // says it
)

// features fills in what the statement is compared by. weight tells for each clause of the passage how far it belongs
// to the statement.
func (x *extractor) features(s *statement, weight []uint8) {
	p := &x.passage
	for i := p.mentions[0]; i < p.mentions[1]; i++ {
		if k := p.first(p.doc.Mentions[i].Span.Start); x.named[i] >= 0 && k < len(p.words) {
			s.name(x.named[i], weight[p.of[k]])
		}
	}
	x.stems = x.stems[:0]
	for i := range p.words {
		w := &p.words[i]
		if weight[p.of[i]] == off || w.timex >= 0 || w.mention >= 0 {
			continue
		}
		switch w.kind {
		case text.Word:
			if w.concept != 0 {
				s.concepts |= 1 << (w.concept - 1)
			}
			if !w.is(stop|verb) && len(w.fold) >= 4 && weight[p.of[i]] == core {
				found := stemmed{stem: stem(w.fold)}
				if w.concept != 0 {
					found.rest = toldBit
				}
				x.stems = append(x.stems, found)
			}
		case text.Number:
			if n, ok := p.number(i); ok && weight[p.of[i]] == core {
				s.add().numbers = append(s.numbers(), n)
			}
		}
	}
	s.words = sortedWords(x.stems)
	s.speaker, s.subject = x.speakerOf(s, weight), x.subjectOf(weight)
	if s.speaker >= 0 {
		s.name(s.speaker, core)
	}
}

func sortedWords(words []stemmed) []stemmed {
	slices.SortFunc(words, func(a, b stemmed) int { return cmp.Compare(a.stem, b.stem) })
	return slices.Compact(words)
}

// name adds an entity to those that the statement names.
func (s *statement) name(e int32, weight uint8) {
	if weight == off {
		return
	}
	for i := range s.entities {
		if s.entities[i].entity == e {
			s.entities[i].core = s.entities[i].core || weight == core
			return
		}
	}
	s.entities = append(s.entities, named{e, weight == core})
}

func (s *statement) names(e int32) bool {
	return slices.ContainsFunc(s.entities, func(n named) bool { return n.entity == e })
}

// stem returns a number for the beginning of a word, the same for its forms in most cases.
func stem(w string) uint32 {
	const letters = 6
	h := uint32(2166136261) // FNV-1a
	for i := range min(len(w), letters) {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h
}

// speakerOf returns who says what the statement tells: the speaker of a quotation in it, else the name before a verb of
// speech, or behind it where the verb comes first.
func (x *extractor) speakerOf(s *statement, weight []uint8) int32 {
	p := &x.passage
	for i := p.quotes[0]; i < p.quotes[1]; i++ {
		q := &p.doc.Quotes[i]
		k := p.first(q.Span.Start)
		if k == len(p.words) || weight[p.of[k]] != core {
			continue
		}
		if q.Kind == corpus.Direct && s.quote == 0 {
			s.quote = letters(p.doc.Text(q.Span))
		}
		if e, ok := x.entityIndex[q.Speaker]; ok {
			return e
		}
		if s.voice() == nil {
			if name := fullName(q.SpeakerText); name != nil {
				s.add().voice = name
			}
		}
	}
	for i := range p.words {
		if w := &p.words[i]; w.is(say) && w.kind == text.Word && weight[p.of[i]] == core && !p.noun(i) {
			if e := x.nameBefore(i); e >= 0 {
				return e
			}
			return x.nameAfter(i)
		}
	}
	return -1
}

// fullName returns the stems of the capitalized words of a name, if it has two or more.
func fullName(name string) []uint32 {
	var stems []uint32
	for word := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
			stems = append(stems, stem(text.Fold(word)))
		}
	}
	if len(stems) < 2 {
		return nil
	}
	return stems
}

// nameBefore returns the entity last named before word i of the same clause, or the one a relative clause is about.
func (x *extractor) nameBefore(i int) int32 {
	p := &x.passage
	k := p.of[i]
	for j, n := i-1, 0; j >= 0 && n < reach && p.of[j] == k; j-- {
		if m := p.words[j].mention; m >= 0 {
			return x.entityOf(m)
		}
		if p.words[j].kind == text.Word {
			n++
		}
	}
	if h := p.clauses[k].head; h >= 0 {
		return x.entityOf(p.words[h].mention)
	}
	return -1
}

// nameAfter returns the first person named behind word i, else the first entity of another type.
func (x *extractor) nameAfter(i int) int32 {
	p := &x.passage
	found := int32(-1)
	for j, n := i+1, 0; j < len(p.words) && n < reach && p.of[j] == p.of[i]; j++ {
		if p.words[j].kind == text.Word {
			n++
		}
		e := x.entityOf(p.words[j].mention)
		if e < 0 {
			continue
		}
		if x.entities[e].Type == "person" {
			return e
		}
		if found < 0 {
			found = e
		}
	}
	return found
}

func (x *extractor) entityOf(mention int16) int32 {
	if mention < 0 {
		return -1
	}
	return x.named[mention]
}

// subjectOf returns the entity that stands just before the first verb of the statement.
func (x *extractor) subjectOf(weight []uint8) int32 {
	p := &x.passage
	for i := range p.words {
		if weight[p.of[i]] != core || !p.words[i].verbal {
			continue
		}
		for j, n := i-1, 0; j >= 0 && n < 3 && !p.words[j].is(pronoun); j-- {
			if m := p.words[j].mention; m >= 0 {
				return x.entityOf(m)
			}
			n++
		}
		return -1
	}
	return -1
}

// letters returns a number for the letters and digits of a text, whatever its case, accents and marks.
func letters(s string) uint64 {
	h, n := uint64(14695981039346656037), 0
	for i := range len(s) {
		if c := letterOf[s[i]]; c != 0 {
			h = (h ^ uint64(c)) * 1099511628211
			n++
		}
	}
	if n < 12 {
		return 0 // too short to tell texts apart
	}
	return h
}

// letterOf gives each byte that is part of a letter or digit as it counts, and no other.
var letterOf = func() (of [256]byte) {
	for i := range of {
		switch c := byte(i); {
		case 'A' <= c && c <= 'Z':
			of[i] = c + 'a' - 'A'
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80:
			of[i] = c
		}
	}
	return of
}()

// rare returns how much sharing something tells that n statements have, in thousandths: all where only one has it.
func rare(n int32) int { return 10000 / (10 + 3*(bits.Len32(uint32(max(n, 1)))-1)) }
