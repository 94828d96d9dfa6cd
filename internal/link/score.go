package link

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"briefing/internal/corpus"
)

// What statements share speaks for one event, each thing the more the fewer statements have it. Evidence is counted in
// points; one point is a thousandth of something that only these two share. The figures are the room's judgement, held
// by its cases: a date and a name that all have don't suffice, a date, a name and a matter do.
const (
	pointsConcept  = 450  // of a thousand, for a matter that both tell of
	pointsSpeech   = 100  // that both tell of speech in the same way
	pointsWord     = 300  // a word, in one language
	pointsNumber   = 700  // a number
	pointsSpeaker  = 300  // the same speaker
	pointsSubject  = 500  // against: somebody else does it, whom the other doesn't name
	pointsOthers   = 500  // against: each is about somebody whom the other doesn't name
	pointsDeadline = 300  // both are due then
	pointsQuote    = 1500 // the same words quoted
	pointsSentence = 3000 // the same sentence

	mostOfWords = 1200 // words together count no more than this

	enough       = 1300 // for two dated statements
	enoughWithin = 1900 // for two of which one is dated by a part of the other's time
	enoughInside = 1700 // for two of one document, which seldom tells a thing twice
	enoughBeside = 600  // of these, at least, for other things than the date
	enoughAlone  = 2000 // where one has no date
	enoughAfar   = 2600 // where the dates differ
	fits         = 900  // on average, for a statement and the others of its event
)

// score returns the points that speak for a and b telling of one event, and how many of them have to do with the date.
func (l *linker) score(a, b *statement) (points, date int) {
	date = l.dateScore(a, b)
	points = date + l.nameScore(a, b) + l.matterScore(a, b) + l.numberScore(a, b) + l.wordScore(a, b)
	if a.speaker >= 0 && a.speaker == b.speaker {
		points += pointsSpeaker
	}
	if a.quote != 0 && a.quote == b.quote {
		points += pointsQuote
	}
	if a.subject >= 0 && b.subject >= 0 && (!a.names(b.subject) || !b.names(a.subject)) {
		points -= pointsSubject
	}
	if l.others(a, b) && l.others(b, a) {
		points -= pointsOthers
	}
	if a.key != 0 && a.key == b.key && (a.doc != b.doc || a.sentence != b.sentence) {
		points += pointsSentence
	}
	return points, date
}

// others reports whether a is about something, other than a place, that b doesn't name.
func (l *linker) others(a, b *statement) bool {
	for _, n := range a.entities {
		if n.core && l.entities[n.entity].Type != "place" && !b.names(n.entity) {
			return true
		}
	}
	return false
}

func (l *linker) dateScore(a, b *statement) int {
	if !a.known() || !b.known() || !a.overlaps(&b.claim) {
		if a.deadline && b.deadline && a.reckoned != nil && a.doc == b.doc && a.term == b.term {
			return enough // one term, spoken of twice
		}
		return 0
	}
	g := max(a.grain, b.grain)
	of := a
	if b.grain == g {
		of = b
	}
	share := [...]int{dayGrain: 1000, partGrain: 700, monthGrain: 500, yearGrain: 300}[g]
	if a.grain != b.grain {
		share = share * 7 / 10
	}
	points := int(of.rarity) * share / 1000
	if a.deadline && b.deadline {
		points += pointsDeadline
	}
	return points
}

func (l *linker) nameScore(a, b *statement) int {
	points := 0
	for _, n := range a.entities {
		for _, m := range b.entities {
			if n.entity != m.entity {
				continue
			}
			r := rare(l.entityCount[n.entity])
			switch {
			case n.core && m.core:
				points += r
			case n.core || m.core:
				points += r / 2
			default:
				points += r * 3 / 10
			}
		}
	}
	return points
}

func (l *linker) matterScore(a, b *statement) int {
	points := 0
	for shared := a.concepts & b.concepts; shared != 0; shared &= shared - 1 {
		c := bits.TrailingZeros64(shared)
		if l.common&(1<<c) != 0 {
			points += pointsSpeech
		} else {
			points += rare(l.conceptCount[c]) * pointsConcept / 1000
		}
	}
	return points
}

func (l *linker) numberScore(a, b *statement) int {
	points := 0
	for _, n := range a.numbers() {
		for _, m := range b.numbers() {
			if n.value == m.value && n.value > 1000 {
				points += int(l.numberPoints[n.id])
			}
		}
	}
	return points
}

func (l *linker) wordScore(a, b *statement) int {
	if a.doc.Lang != b.doc.Lang {
		return 0
	}
	points := 0
	for i, j := 0, 0; i < len(a.words) && j < len(b.words); {
		switch {
		case a.words[i].stem < b.words[j].stem:
			i++
		case a.words[i].stem > b.words[j].stem:
			j++
		default:
			points += l.worth(a.words[i])
			i, j = i+1, j+1
		}
	}
	return min(points, mostOfWords)
}

// apart reports whether a and b can't tell of one event, whatever they share: clauses of one sentence, different
// speakers, dates that exclude each other.
func (l *linker) apart(a, b *statement) bool {
	if a.doc == b.doc && a.sentence == b.sentence {
		return true
	}
	if a.speaker >= 0 && b.speaker >= 0 && a.speaker != b.speaker && !l.related(a.speaker, b.speaker) {
		return true
	}
	if len(a.voice()) > 0 && len(b.voice()) > 0 && !slices.ContainsFunc(a.voice(), func(w uint32) bool { return slices.Contains(b.voice(), w) }) {
		return true
	}
	if a.known() && b.known() && !a.overlaps(&b.claim) {
		return !l.afar(a, b)
	}
	if c := a.clock(); c != "" && b.clock() != "" && c != b.clock() {
		return true
	}
	return a.known() != b.known() && a.deadline && b.deadline
}

// nearby is by how many days sources may differ on one event.
const nearby = 3

// afar reports whether a and b tell of one event though their dates differ by a few days: only where the same words
// are quoted of the same speaker, or the same number is told of the same matter by the same names.
func (l *linker) afar(a, b *statement) bool {
	if a.doc == b.doc || a.inherited || b.inherited || a.grain != dayGrain || b.grain != dayGrain {
		return false
	}
	gap := a.readings()[0].from - b.readings()[0].from
	if gap > nearby || gap < -nearby {
		return false
	}
	if a.quote != 0 && a.quote == b.quote && a.speaker == b.speaker {
		return true
	}
	if l.numberScore(a, b) == 0 || l.matterScore(a, b) < pointsConcept/2 {
		return false
	}
	points, _ := l.score(a, b)
	return points >= enoughAfar-pointsNumber
}

// related reports whether one entity speaks for the other: its owner, or the whole it is a part of.
func (l *linker) related(a, b int32) bool {
	return l.speaksFor(a, b) || l.speaksFor(b, a)
}

func (l *linker) speaksFor(a, b int32) bool {
	id := l.entities[b].ID
	for _, up := range [...][]string{l.entities[a].Owner, l.entities[a].MemberOf} {
		for _, x := range up {
			if x == id {
				return true
			}
		}
	}
	return false
}

// joins reports whether a and b are taken for one event, and how strongly.
func (l *linker) joins(a, b *statement) (points int, ok bool) {
	if l.apart(a, b) {
		return 0, false
	}
	points, date := l.score(a, b)
	switch {
	case date == 0:
		// apart let their dates differ. One without a date joins by the same words quoted, else in its own way.
		return points, a.known() && b.known() || a.quote != 0 && a.quote == b.quote
	case date >= enough:
		return points, true
	case points-date < enoughBeside || !l.several(a, b) || a.grain > dayGrain && l.nameScore(a, b) == 0 && l.numberScore(a, b) == 0:
		return points, false
	case a.doc == b.doc && (a.zone == corpus.Title || b.zone == corpus.Title):
		return points, points >= enough
	case unitOf(a.grain) != unitOf(b.grain) || (a.grain == dayGrain) != (b.grain == dayGrain):
		return points, points >= enoughWithin
	case a.doc == b.doc && !headline(a.zone) && !headline(b.zone):
		return points, points >= enoughInside
	}
	return points, points >= enough
}

// several reports whether a and b share enough different things beside the date: one name alone may do many things in a
// day, and where each is about somebody else too, it may do one thing to many.
func (l *linker) several(a, b *statement) bool {
	n, need := 0, 2
	for _, x := range a.entities {
		if b.names(x.entity) {
			n++
		}
	}
	n += min(bits.OnesCount64(a.concepts&b.concepts&^l.common), 2)
	if a.speaker >= 0 && a.speaker == b.speaker && a.concepts&b.concepts&l.common != 0 {
		n++
	}
	if l.numberScore(a, b) > 0 {
		n++
	}
	if a.doc.Lang == b.doc.Lang {
		switch {
		case slices.ContainsFunc(a.words, func(w stemmed) bool { return !w.told() && b.says(w.stem) }):
			n++
		case a.wordy() && b.wordy():
			need++ // in one language, one thing is seldom told without a common word
		}
	}
	if a.quote != 0 && a.quote == b.quote || a.key != 0 && a.key == b.key {
		n += 3
	}
	if l.others(a, b) && l.others(b, a) {
		need++
	}
	return n >= need
}

// wordy reports whether the statement has words to be compared by.
func (s *statement) wordy() bool {
	return slices.ContainsFunc(s.words, func(w stemmed) bool { return !w.told() })
}

// says reports whether the statement has a word of the stem.
func (s *statement) says(stem uint32) bool {
	_, ok := slices.BinarySearchFunc(s.words, stem, func(w stemmed, stem uint32) int { return cmp.Compare(w.stem, stem) })
	return ok
}

// headline reports whether a zone says in short what the text under it tells.
func headline(z corpus.Zone) bool {
	return z == corpus.Title || z == corpus.Lede || z == corpus.Subheading || z == corpus.Caption
}

// explain says for editors why the statements of an event belong to it, where they asked.
func (l *linker) explain(h *happening) {
	if l.reasons == nil {
		return
	}
	for i, s := range h.members {
		why := l.because(s)
		if h.Statements[i].Cited {
			why = "cited by an editor"
		}
		l.reasons[h.Event] = append(l.reasons[h.Event], why)
	}
}

// because says why a statement belongs to its event.
func (l *linker) because(s *statement) string {
	if why := l.noted[s]; why != "" {
		return why
	}
	switch {
	case s.reason == besideClause:
		return fmt.Sprintf("shares the date of the clause beside it (%q)", s.doc.Text(s.doc.Timexes[s.like].Span))
	case s.reason != noReason:
		return reasonWords[s.reason]
	case s.like >= 0:
		return l.why(s, &l.statements[s.like])
	case s.timex >= 0:
		return fmt.Sprintf("tells it, dated by %q", s.doc.Text(s.doc.Timexes[s.timex].Span))
	}
	return "tells it"
}

// note notes why a statement joins what another stands for, where editors ask.
func (l *linker) note(s, other *statement) {
	if l.noted != nil {
		l.noted[s] = l.why(s, other)
	}
}

// why says what a and b share.
func (l *linker) why(a, b *statement) string {
	var parts []string
	switch {
	case a.key != 0 && a.key == b.key:
		parts = append(parts, "the same sentence")
	case a.quote != 0 && a.quote == b.quote:
		parts = append(parts, "the same words quoted")
	}
	if a.known() && b.known() {
		if a.overlaps(&b.claim) {
			parts = append(parts, "dates that agree")
		} else {
			parts = append(parts, "dates a few days apart")
		}
	}
	var names []string
	for _, n := range a.entities {
		if b.names(n.entity) {
			names = append(names, l.entities[n.entity].ID)
		}
	}
	if len(names) > 0 {
		parts = append(parts, "names: "+strings.Join(names, ", "))
	}
	var matters []string
	for shared := a.concepts & b.concepts; shared != 0; shared &= shared - 1 {
		matters = append(matters, lexicons().concepts[bits.TrailingZeros64(shared)+1])
	}
	if len(matters) > 0 {
		parts = append(parts, "matters: "+strings.Join(matters, ", "))
	}
	if l.numberScore(a, b) > 0 {
		parts = append(parts, "a number")
	}
	if l.wordScore(a, b) > 0 {
		parts = append(parts, "words")
	}
	return fmt.Sprintf("shares with %s %s: %s", b.doc.ID(), corpus.SentenceID(int(b.sentence)), strings.Join(parts, "; "))
}
