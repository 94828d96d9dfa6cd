package timex

import (
	"strings"

	"briefing/internal/corpus"
)

// meanings holds each meaning once: "dimanche" means the same in all that was published in one week, and so do the
// words that say why.
type meanings struct {
	byKey map[meaningKey]*corpus.Meaning
}

// mostMeanings is how many are held before all are let go, so that a long preview holds no more.
const mostMeanings = 1 << 15

// A meaningKey is a meaning as maps compare it.
type meaningKey struct {
	kind                                             corpus.TimexType
	value, mod, edtf, from, to, anchor, flagged, why string
}

// of returns the meaning that is held for those that are the same as m.
func (s *meanings) of(m *corpus.Meaning) *corpus.Meaning {
	key := meaningKey{m.Type, m.Value, m.Mod, m.EDTF, m.From, m.To, m.Anchor, strings.Join(m.Flags, " "), m.Why}
	if held := s.byKey[key]; held != nil {
		return held
	}
	if s.byKey == nil || len(s.byKey) >= mostMeanings {
		s.byKey = map[meaningKey]*corpus.Meaning{}
	}
	held := new(corpus.Meaning)
	*held = *m
	s.byKey[key] = held
	return held
}
