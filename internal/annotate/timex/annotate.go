package timex

import (
	"fmt"
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// An Annotator finds and resolves time expressions by one strategy. It is immutable and safe for concurrent use.
type Annotator struct {
	strategy  string
	languages map[string]*language
}

// New returns an annotator for a strategy: "news", what most texts are, reckons from the publication date; "narrative"
// from the date last spoken of; "future" takes what is to come, as assistants do, and gives parts of a period by their
// days. "" is "news".
func New(strategy string) (*Annotator, error) {
	switch strategy {
	case "":
		strategy = "news"
	case "news", "narrative", "future":
	default:
		return nil, fmt.Errorf("unknown strategy %q: one of news, narrative, future", strategy)
	}
	l, err := languages()
	if err != nil {
		return nil, err
	}
	return &Annotator{strategy, l}, nil
}

// A scratch is what an annotation needs besides its result; it is used again.
type scratch struct {
	matcher
	memory [memoSize]remembered
	meanings
}

var pool = sync.Pool{New: func() any {
	s := new(scratch)
	s.memo = s.memory[:]
	return s
}}

// Annotate returns when a document was published, as [published] tells it; the time expressions in the order of the
// text; and what there is to say about them. It reads the document's language, lines and sentences.
func (a *Annotator) Annotate(doc *corpus.Document, t *text.Tokens) (corpus.Published, []corpus.Timex, diag.List) {
	date, known := published(doc)
	l := a.languages[doc.Lang]
	if l == nil || t.Len() == 0 {
		return date, nil, nil
	}
	s := pool.Get().(*scratch)
	defer s.free()
	s.language, s.t = l, t
	s.classify()
	future := a.strategy == "future"
	if s.strategy = 0; known && future {
		s.strategy = 1
	}
	s.find()
	if !known {
		if date = s.published(doc); future { // how dates are reckoned is no matter for stamps
			s.strategy = 1
			s.find()
		}
	}
	r := newReader(a, l, doc, date, &s.meanings)
	if n := len(s.found); n > 0 {
		r.out = make([]corpus.Timex, 0, n)
	}
	for i := range s.found {
		r.read(&s.matcher, &s.found[i])
	}
	return date, r.out, r.diagnostics
}

// free gives the scratch back.
func (s *scratch) free() {
	s.t = nil
	pool.Put(s)
}

// find finds every expression of the text, in order.
func (s *scratch) find() {
	s.found, s.inner = s.found[:0], 0
	last := int32(0) // the first token that no expression holds
	for _, i := range s.triggers {
		if i < last {
			continue
		}
		s.reset()
		start, mt := s.longest(i, last)
		if mt.end < 0 {
			continue
		}
		if last = mt.end; mt.get(fKind) == kindNoise {
			continue
		}
		s.found = append(s.found, expression{start, s.inner, mt})
		if mt.any(fA, fB) {
			s.inner += len(s.kids)
		}
	}
}

// longest returns the expression that holds a trigger and reaches farthest; of two that reach as far the one that
// begins first, with the words before it that say what it means.
func (s *scratch) longest(trigger, last int32) (int32, match) {
	best, from := match{end: -1}, int32(0)
	far := trigger + 1 // no expression reaches farther
	for int(far) < len(s.ids) && s.neighbours(far-1) {
		far++
	}
	begin := s.begin(trigger, last)
	s.given = needs{}
	for _, k := range s.kinds[begin:far] {
		for w, bits := range s.gives[k] {
			s.given[w] |= bits
		}
	}
	for start := begin; start <= trigger && best.end < far; start++ {
		f := s.rule(int32(s.top), start)
		if f.end <= trigger || f.end <= best.end {
			continue
		}
		mt := match{f.end, f.open, f.close, s.mean(f.segment)}
		if !s.accept(start, &mt) {
			continue
		}
		if mt.open < 0 {
			mt.open = start
		}
		if mt.close < 0 {
			mt.close = mt.end
		}
		best, from = mt, start
	}
	return from, best
}

// classify looks every token up in the vocabulary.
func (s *scratch) classify() {
	n := s.t.Len()
	if cap(s.ids) < n {
		s.ids, s.kinds = make([]uint16, n+n/4), make([]uint16, n+n/4)
	}
	s.ids, s.kinds, s.triggers = s.ids[:n], s.kinds[:n], s.triggers[:0]
	for i := range s.ids {
		w := s.vocab.Of(s.t, i)
		if s.t.List[i].Kind == text.Number {
			w = s.aNumber
		}
		if s.ids[i], s.kinds[i] = w.id, w.kind; w.trigger {
			s.triggers = append(s.triggers, int32(i))
		}
	}
}

// begin returns the first of the known words that stand before a trigger, as far back as an expression may reach.
func (s *scratch) begin(trigger, last int32) int32 {
	const reach = 9
	start := trigger
	for start > last && trigger-start < reach && s.known[s.ids[start-1]] && s.neighbours(start-1) && s.t.List[start-1].Line >= s.t.List[start].Line-1 {
		start--
	}
	return start
}

// A reader makes time expressions of what the matcher finds.
type reader struct {
	frame
	doc         *corpus.Document
	src         *text.Source
	meaning     corpus.Meaning // of the expression being read
	shared      *meanings
	out         []corpus.Timex
	diagnostics diag.List
	published   string // the reference in words
	inferred    bool
	sentence    int  // of the expression
	stamped     bool // words of publication stand before it
	days        [8]spelledDay
	nextDay     int
	lastSaid    int // the sentence of the date last spoken of
	refSaid     int // the sentence the reference comes from; -1 for the publication date
	daySaid     int // the sentence of the day last spoken of
}

func newReader(a *Annotator, l *language, doc *corpus.Document, date corpus.Published, shared *meanings) *reader {
	r := &reader{doc: doc, src: doc.Clipping.Source, shared: shared, lastSaid: -1, daySaid: -1, refSaid: -1, sentence: -1}
	r.language = l
	r.future = a.strategy == "future"
	r.narrative = a.strategy == "narrative"
	r.refer(date)
	return r
}

// refer takes the reference from the publication date. Of a bound ("../2020-08-03") it is the bound, of a longer
// stretch its end, and then days can't be reckoned from it.
func (r *reader) refer(p corpus.Published) {
	from, to, hasFrom, hasTo := p.Date.Bounds()
	if !hasTo {
		if to = from; !hasFrom {
			return
		}
	}
	r.ref, r.hasRef, r.inferred = to, true, p.Inferred
	const known = 3 // days within which "yesterday" still means something
	r.coarse = hasFrom && to-from > known
	y, m, d := to.Date()
	r.published = fmt.Sprintf("%d %s %d", d, monthNames[m], y)
	if r.inferred {
		r.published += " (inferred)"
	}
	if s := p.Date.String(); len(s) >= 16 && s[10] == 'T' {
		r.hasClock = true
		r.refHour, r.refMinute = int32(s[11]-'0')*10+int32(s[12]-'0'), int32(s[14]-'0')*10+int32(s[15]-'0')
		if len(s) >= 19 {
			r.refSecond = int32(s[17]-'0')*10 + int32(s[18]-'0')
		}
	}
}

var monthNames = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September",
	"October", "November", "December"}

// read resolves one expression and adds it to the result.
func (r *reader) read(m *matcher, e *expression) {
	start, mt := e.start, &e.match
	r.frame.arena = m.arena[e.inner:]
	sp := text.Span{Start: m.t.List[mt.open].Start, End: m.t.List[mt.close-1].End}
	if s := r.doc.SentenceAt(sp.Start); s != r.sentence {
		r.sentence = s
	}
	r.near = r.hasLast && r.lastSaid == r.sentence
	r.dayNear = r.hasDay && r.daySaid == r.sentence
	r.dir, r.stamped = 0, m.stamped(start)
	if r.open(&mt.meaning) {
		r.dir = m.direction(start, mt.end, func() (int, int) { return r.bounds(m.t) })
	}
	r.meaning = corpus.Meaning{}
	tx := corpus.Timex{Span: sp, Meaning: &r.meaning}
	r.anchor, r.rule, r.invalid, r.clashed = anchorAbsolute, "", false, false
	r.fill(&tx, &mt.meaning)
	tx.Meaning = r.shared.of(&r.meaning)
	r.out = append(r.out, tx)
}

// bounds returns the tokens of the sentence at hand.
func (r *reader) bounds(t *text.Tokens) (from, to int) {
	if r.sentence < 0 {
		return 0, t.Len()
	}
	s := r.doc.Sentences[r.sentence].Span
	return t.At(s.Start), t.At(s.End)
}

// open reports whether what an expression means depends on the direction of its sentence.
func (r *reader) open(m *meaning) bool {
	switch m.get(fKind) {
	case kindPoint, kindRange, kindNth, kindUnit:
		return true
	}
	return false
}

// remember keeps a resolved date as the one last spoken of.
func (r *reader) remember(s stretch) {
	if s.unit == unitNone || s.unit > unitYear {
		return
	}
	s.hour, s.second = -1, -1
	if s.part != partNight {
		s.part = partNone
	}
	r.last, r.hasLast, r.lastSaid = s, true, r.sentence
	if s.unit == unitDay {
		r.lastDay, r.hasDay, r.daySaid = s, true, r.sentence
	}
	if r.narrative && s.unit == unitDay {
		r.ref, r.hasRef, r.coarse = s.from, true, false
		r.published, r.refSaid = "the date last spoken of", r.sentence
	}
}

// day is [dayOf], for the days that a document speaks of again and again.
func (r *reader) day(d edtf.Day) string {
	for i := range r.days {
		if r.days[i].day == d && r.days[i].text != "" {
			return r.days[i].text
		}
	}
	text := dayOf(d)
	r.days[r.nextDay%len(r.days)] = spelledDay{d, text}
	r.nextDay++
	return text
}

// A spelledDay is a day and its text.
type spelledDay struct {
	day  edtf.Day
	text string
}

// dayOf returns a day as the fields From and To have it.
func dayOf(d edtf.Day) string {
	var buf [16]byte
	return string(appendDate(buf[:0], d))
}
