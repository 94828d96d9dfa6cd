package link

import (
	"briefing/internal/corpus"
	"briefing/internal/text"
)

// undated reads the sentence for what has no date of its own: what continues the statement before it, and what may
// be news all the same.
func (x *extractor) undated(zone corpus.Zone) {
	k := x.leading()
	s, ok := x.state(zone, k, nil)
	if !ok {
		return
	}
	if from := x.continued(&s, k); from >= 0 {
		o := &x.statements[from]
		s.claim, s.inherited, s.continues = o.claim, true, from
		s.claim.clash = false
		x.keep(&s)
		return
	}
	reports, vague := x.reports(k), x.timexes[0] < x.timexes[1]
	s.main = reports && !vague && !x.inQuotes(s.clause.Start) && len(x.here) == 0 && zone != corpus.Caption &&
		(len(s.entities) >= 3 || len(s.entities) >= 2 && x.leads > 0)
	if s.main || s.quote != 0 || len(s.entities) >= 3 && (reports || s.speaker >= 0) {
		x.keep(&s)
	}
}

// inQuotes reports whether an offset lies in a quotation: what somebody says is no report of the document's own.
func (x *extractor) inQuotes(off int32) bool {
	for i := range x.doc.Quotes {
		q := &x.doc.Quotes[i]
		if q.Outer.Start > off {
			break
		}
		if q.Kind != corpus.Indirect && off < q.Outer.End {
			return true
		}
	}
	return false
}

// leading returns the first clause of the first rank.
func (x *extractor) leading() int {
	for i := range x.words {
		if k := int(x.of[i]); x.words[i].kind == text.Word && x.clauses[k].rank <= contrasted && !x.ownDeadline(k) {
			return k
		}
	}
	return 0
}

// ownDeadline reports whether all that clause k tells is a term.
func (x *extractor) ownDeadline(k int) bool {
	return x.ownDate(k) && x.clauses[k].rank == relativeOf
}

// reports reports whether clause k tells in the past what somebody did: with a verb in the past, or with an auxiliary
// and a participle.
func (x *extractor) reports(k int) bool {
	for i := range x.words {
		w := &x.words[i]
		if int(x.of[i]) != k || w.mention >= 0 {
			continue
		}
		if w.is(past) && !x.noun(i) && !x.isNow(i) {
			return true
		}
		if !w.is(have) {
			continue
		}
		j := x.after(i + 1)
		for j < len(x.words) && x.words[j].is(between) {
			j = x.after(j + 1)
		}
		if j < len(x.words) && x.words[j].kind == text.Word && !x.words[j].is(stop|determiner) && !x.words[j].capital {
			return true
		}
	}
	return false
}

// follow finds that a clause says it came after the one before it: "which was followed, on Sunday, by …".
func (x *extractor) follow() {
	for i := 1; i < len(x.here); i++ {
		s := &x.statements[x.here[i]]
		for k := range x.words {
			if w := &x.words[k]; w.is(follow) && w.start >= s.clause.Start && w.end <= s.clause.End {
				s.follows = x.here[i-1]
				break
			}
		}
	}
}

// sameAct finds that the sentence goes on to tell of what the one before it told, of the same day: "The announcement
// came on Friday in Paris".
func (x *extractor) sameAct() {
	if len(x.here) != 1 || len(x.previous) == 0 {
		return
	}
	s, o := &x.statements[x.here[0]], &x.statements[x.previous[0]]
	if s.subject >= 0 || s.deadline || o.deadline || s.grain != dayGrain || len(o.readings()) == 0 || s.readings()[0] != o.readings()[0] {
		return
	}
	n := 0
	for i := range x.words {
		w := &x.words[i]
		switch {
		case w.kind != text.Word:
			continue
		case n == 0 && !w.is(definite):
			return
		case n == 1:
			if w.concept != 0 && w.mention < 0 && o.concepts&(1<<(w.concept-1)) != 0 {
				s.continues = x.previous[0]
				s.reason = sameDay
			}
			return
		}
		n++
	}
}

// isNow reports whether word i is a participle that only tells how something is: "is tested", "are based".
func (x *extractor) isNow(i int) bool {
	b := x.before(i)
	for b >= 0 && x.words[b].is(between) {
		b = x.before(b)
	}
	return b >= 0 && x.words[b].is(be) && !x.words[b].is(past)
}

// continued returns the statement of the sentence before that the clause goes on with, or -1. The text must say so: by
// a pronoun or a description for its subject, or by a word such as "also", and by a verb of speech; or it must tell of
// the same subject and the same doings.
func (x *extractor) continued(s *statement, k int) int32 {
	from := int32(-1)
	for _, i := range x.previous {
		if o := &x.statements[i]; o.dated() && !o.deadline {
			from = i
		}
	}
	if from < 0 {
		return -1
	}
	o := &x.statements[from]
	pronounAt, described, added := x.opening(k)
	same := s.subject >= 0 && (s.subject == o.subject || s.subject == o.speaker)
	says := x.says(k)
	switch {
	case says && pronounAt && s.subject < 0 && (s.speaker < 0 || s.speaker == o.speaker || o.speaker < 0 && o.names(s.speaker)):
		s.reason = samePronoun
	case says && added && (same || described && s.subject < 0):
		s.reason = saidSo
	case same && s.concepts&o.concepts&^lexicons().speech != 0:
		s.reason = sameSubject
	default:
		return -1
	}
	return from
}

// opening tells how clause k begins: with a pronoun before its verb, with a description of what was named before, and
// whether it adds to what was told.
func (x *extractor) opening(k int) (pronounAt, described, added bool) {
	n := 0
	for i := range x.words {
		w := &x.words[i]
		if int(x.of[i]) != k || w.kind != text.Word {
			continue
		}
		if n == 0 && w.is(definite) {
			described = true
		}
		if w.is(also) {
			added = true
		}
		if w.is(pronoun) {
			j := x.after(i + 1)
			if j < len(x.words) && !x.words[j].is(impersonal) {
				pronounAt = true
			}
		}
		if x.words[i].verbal {
			if j := x.after(i + 1); j < len(x.words) && x.words[j].is(also) {
				added = true
			}
			return
		}
		n++
	}
	return
}
