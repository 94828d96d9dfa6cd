package timex

import "briefing/internal/edtf"

// candidates lists the stretches a mask could mean in the order of time; at tells the one of cycle k, 0 being the
// cycle of the reference.
type candidates func(k int) (stretch, bool)

const (
	chooseNearest = iota
	choosePast    // the last that has begun
	chooseFuture  // the first that isn't over
	chooseBefore  // the last that is over
	chooseAfter   // the first that hasn't begun
)

// choose picks a candidate by a policy. Eight cycles either way reach over the leap years that a century leaves out.
func (f *frame) choose(at candidates, policy int) (stretch, bool) {
	return f.chooseWithin(at, policy, 8)
}

// chooseWithin picks a candidate by a policy among so many cycles either way.
func (f *frame) chooseWithin(at candidates, policy, reach int) (stretch, bool) {
	var best stretch
	found, bestGap := false, edtf.Day(0)
	for k := -reach; k <= reach; k++ {
		s, ok := at(k)
		if !ok {
			continue
		}
		switch policy {
		case choosePast, chooseBefore:
			if policy == choosePast && s.from <= f.ref || policy == chooseBefore && s.to < f.ref {
				best, found = s, true
			}
		case chooseFuture, chooseAfter:
			if policy == chooseFuture && s.to >= f.ref || policy == chooseAfter && s.from > f.ref {
				return s, true
			}
		default:
			gap := edtf.Day(0)
			if s.to < f.ref {
				gap = f.ref - s.to
			} else if s.from > f.ref {
				gap = s.from - f.ref
			}
			if !found || gap < bestGap {
				best, found, bestGap = s, true, gap
			}
		}
	}
	return best, found
}

// policy returns how a mask is placed by its own words and by its sentence; unmarked is the policy of one that tells
// nothing.
func (f *frame) policy(m *meaning, unmarked int) int {
	switch m.get(fDir) {
	case dirLast, dirBefore:
		return chooseBefore
	case dirNext, dirAfter, dirComing:
		return chooseAfter
	case dirThis:
		return chooseNearest
	}
	switch {
	case f.dir > 0 || m.get(fCue) > 0:
		return chooseFuture
	case f.future || f.narrative && unmarked == choosePast: // a story goes on
		return chooseFuture
	case f.dir < 0 || m.get(fCue) < 0:
		return choosePast
	}
	return unmarked
}

func (f *frame) explain(policy int) {
	f.anchor = anchorPublished
	switch policy {
	case choosePast:
		f.rule = "the last one on or before publication"
	case chooseFuture:
		f.rule = "the first one on or after publication"
	case chooseBefore:
		f.rule = "the last one before publication"
	case chooseAfter:
		f.rule = "the first one after publication"
	default:
		f.rule = "the one nearest to publication"
	}
}
