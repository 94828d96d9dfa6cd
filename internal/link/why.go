package link

import (
	"fmt"
	"math/bits"
	"strings"

	"briefing/internal/corpus"
)

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
