package timex

import "briefing/internal/edtf"

// A frame is what expressions are reckoned from: the publication date, the date last spoken of and the direction of
// the sentence.
type frame struct {
	*language
	narrative bool // strategy narrative: a year spoken of holds for what follows
	future    bool // strategy future: what is to come is meant, and parts of a period are given by their days
	arena     []meaning
	ref       edtf.Day
	hasRef    bool // a day is known
	coarse    bool // only the month or year of publication is known
	refHour   int32
	refMinute int32
	refSecond int32
	hasClock  bool // the time of publication is known too
	last      stretch
	hasLast   bool // a date was spoken of before
	lastDay   stretch
	hasDay    bool // and a day
	dayNear   bool // and in this sentence
	near      bool // and it was in this sentence
	nearest   bool // a month without a year is the nearest one: a day in it is told
	dir       int  // -1 the sentence looks back, 1 ahead, 0 doesn't tell

	anchor  anchor // what the last resolved expression was reckoned from
	rule    string // how: for the editor
	invalid bool   // it names a day that no calendar has
	clash   edtf.Day
	clashed bool // the weekday told is another one
}

type anchor uint8

const (
	anchorAbsolute anchor = iota
	anchorPublished
	anchorEarlier
	anchorNone
)

// stretchOf resolves an expression that names a stretch of the calendar; false where that can't be known.
func (f *frame) stretchOf(m *meaning) (stretch, bool) {
	var s stretch
	ok := false
	switch m.get(fKind) {
	case kindUnit:
		s, ok = f.period(m)
	case kindOffset:
		s, ok = f.offset(m)
	case kindNth:
		s, ok = f.nth(m)
	case kindSame:
		s, ok = f.same(m)
	case kindRange:
		s, ok = f.rangeOf(m)
	case kindPoint:
		s, ok = f.point(m)
	case kindRef:
		if m.get(fRef) == refPresent && f.hasRef {
			s, ok = f.now(), true
		}
	}
	if !ok || !written(s.from) || !written(s.to) {
		return s, false
	}
	return f.clock(m, s)
}

// written reports whether a day can be written with a year of four digits.
func written(d edtf.Day) bool {
	const first, last = -4371587, 2932896 // -9999-01-01 and 9999-12-31
	return first <= d && d <= last
}

func (f *frame) now() stretch {
	s := dayStretch(f.ref)
	f.anchor = anchorPublished
	if f.hasClock {
		s.hour, s.minute, s.second = f.refHour, f.refMinute, f.refSecond
	}
	return s
}

// clock adds the time of day of an expression to its day.
func (f *frame) clock(m *meaning, s stretch) (stretch, bool) {
	if p := m.get(fPart); p != partNone && s.from == s.to {
		s.part = p
	}
	if !m.is(fHour) || s.from != s.to {
		return s, true
	}
	h, min := hourOf(m), m.get(fMinute)
	if n := m.get(fMinus); n > 0 {
		if min = 60 - n; min < 60 {
			h = (h + 23) % 24
		} else {
			min = 0
		}
	}
	if h == 24 {
		h = 0
		s.from, s.to = s.from+1, s.to+1
	}
	s.hour, s.minute, s.second = h, min, -1
	if m.is(fSecond) {
		s.second = m.get(fSecond)
	}
	s.zone = m.get(fZone)
	s.part = partNone
	return s, true
}

// hourOf returns the hour of a clock time on 24 hours, by a.m. and p.m. and the part of the day.
func hourOf(m *meaning) int32 {
	h := m.get(fHour)
	switch {
	case m.get(fMeridiem) == 1 && h == 12:
		return 0
	case m.get(fMeridiem) == 2 && h < 12:
		return h + 12
	case m.is(fMeridiem) || h > 12:
		return h
	}
	switch m.get(fPart) {
	case partAfternoon, partEvening:
		if h < 12 {
			return h + 12
		}
	case partNight:
		if h >= 6 && h < 12 {
			return h + 12
		}
	}
	return h
}

// dayWise reports whether a day to reckon from is known.
func (f *frame) dayWise() bool { return f.hasRef && !f.coarse }

// point resolves a mask of calendar fields: what is coarser than the coarsest field told comes from the reference.
func (f *frame) point(m *meaning) (stretch, bool) {
	switch {
	case m.is(fHoliday):
		return f.feast(m)
	case m.is(fShift):
		return f.shift(m)
	case m.is(fYear):
		return f.inYear(m, int(m.get(fYear)))
	case m.is(fCentury):
		f.anchor, f.rule = anchorAbsolute, "a century"
		if m.get(fEra) == 1 {
			return span(edtf.NewDay(int(-m.get(fCentury)*100)+1, 1, 1), edtf.NewDay(int(-m.get(fCentury)*100)+100, 12, 31), unitNone), true
		}
		return centuryStretch(int(m.get(fCentury))), true
	case m.is(fDecade):
		return f.decade(int(m.get(fDecade)))
	case m.is(fMonth) && m.is(fDay):
		return f.dayMonth(m)
	case m.any(fMonth, fQuarter, fHalf, fSeason, fWeek):
		return f.inSomeYear(m)
	case m.is(fDay):
		return f.dayOfMonth(m)
	case m.is(fWeekday):
		return f.weekday(m)
	case m.get(fUnit) == unitWeekend:
		return f.period(m)
	case m.any(fHour, fPart):
		return f.today(m)
	}
	return stretch{}, false
}

// today resolves a time without a day: of the day spoken of in the sentence, else of the reference.
func (f *frame) today(m *meaning) (stretch, bool) {
	if f.dayNear {
		f.anchor, f.rule = anchorEarlier, "on the day last spoken of"
		d := f.lastDay.from
		if f.lastDay.part == partNight && m.is(fHour) && hourOf(m) < 12 {
			d++ // "la nuit dernière, vers 3 heures"
		}
		return dayStretch(d), true
	}
	if !f.dayWise() {
		return stretch{}, false
	}
	f.anchor, f.rule = anchorPublished, "on the day of publication"
	d := f.ref
	if f.future && f.hasClock && m.is(fHour) {
		h := hourOf(m)
		if now := f.refHour*60 + f.refMinute; h*60+m.get(fMinute) < now {
			if h < 12 && !m.is(fMeridiem) && !m.is(fPart) && (h+12)*60 > now && m.get(fHour) > 0 && !m.is(fMinus) && f.loose(m) {
				m.set(fMeridiem, 2)
			} else {
				d++
			}
		}
	}
	return dayStretch(d), true
}

// loose reports whether the hour may be meant on twelve hours.
func (f *frame) loose(m *meaning) bool { return m.get(fHour) <= 12 && f.settings["clock"] == "12" }

func (f *frame) decade(d int) (stretch, bool) {
	f.anchor, f.rule = anchorAbsolute, "a decade"
	if d < 10 {
		base := 19
		if f.hasRef {
			y, _, _ := f.ref.Date()
			base = y / 100
		}
		if d = base*10 + d; f.hasRef {
			if y, _, _ := f.ref.Date(); d*10 > y {
				d -= 10
			}
		} else {
			d = d%10 + 190
		}
	}
	return decadeStretch(d), true
}

// shift resolves yesterday, today and tomorrow.
func (f *frame) shift(m *meaning) (stretch, bool) {
	if !f.dayWise() {
		return stretch{}, false
	}
	f.anchor, f.rule = anchorPublished, "reckoned from publication"
	return dayStretch(f.ref + edtf.Day(m.get(fShift))), true
}

// inYear resolves a mask whose year is known.
func (f *frame) inYear(m *meaning, y int) (stretch, bool) {
	if f.anchor = anchorAbsolute; m.get(fEra) == 1 {
		y = 1 - y
	}
	f.rule = "written out"
	switch {
	case m.is(fMonth) && m.is(fDay):
		mo, d := int(m.get(fMonth)), int(m.get(fDay))
		if !edtf.Valid(y, mo, d) {
			f.invalid = true
			return stretch{}, false
		}
		s := dayStretch(edtf.NewDay(y, mo, d))
		f.check(m, s.from)
		return s, true
	case m.is(fMonth):
		return monthStretch(y, int(m.get(fMonth))), true
	case m.is(fQuarter):
		return quarterStretch(y, int(m.get(fQuarter))), true
	case m.is(fHalf):
		return halfStretch(y, int(m.get(fHalf))), true
	case m.is(fSeason):
		return seasonStretch(y, m.get(fSeason)), true
	case m.is(fWeek):
		return isoWeek(y, int(m.get(fWeek))), true
	}
	return yearStretch(y), true
}

// check compares the weekday that is told with the one of the day.
func (f *frame) check(m *meaning, d edtf.Day) {
	if !m.is(fWeekday) || int32(d.Weekday()) == m.get(fWeekday) {
		return
	}
	f.clashed = true
	// The day of that name which is nearest.
	off := (int(m.get(fWeekday))-int(d.Weekday())+7+3)%7 - 3
	f.clash = d + edtf.Day(off)
}

// refYear returns the year of the reference.
func (f *frame) refYear() int {
	y, _, _ := f.ref.Date()
	return y
}

// dayMonth resolves a day and month without a year. Where the sentence tells no direction it is the nearest one: a
// day nine months ago would be given with its year.
func (f *frame) dayMonth(m *meaning) (stretch, bool) {
	mo, d := int(m.get(fMonth)), int(m.get(fDay))
	if d > edtf.DaysIn(2000, mo) {
		f.invalid = true
		return stretch{}, false
	}
	if !f.hasRef {
		return stretch{}, false
	}
	if f.narrative && f.hasLast && f.near && f.last.unit == unitYear && !m.any(fDir, fCue, fBound) {
		return f.inYear(m, f.yearOf(f.last))
	}
	at := func(k int) (stretch, bool) {
		y := f.refYear() + k
		if !edtf.Valid(y, mo, d) {
			return stretch{}, false
		}
		return dayStretch(edtf.NewDay(y, mo, d)), true
	}
	policy := f.policy(m, chooseNearest)
	if s, ok := f.fitting(m, at, policy); ok {
		f.explain(chooseNearest)
		return s, true
	}
	s, ok := f.choose(at, policy)
	if ok {
		f.explain(policy)
		f.check(m, s.from)
	}
	return s, ok
}

func (f *frame) yearOf(s stretch) int {
	y, _, _ := s.from.Date()
	return y
}

// fitting chooses among the years in which the day has the weekday that is told, if one of them is near enough to be
// meant.
func (f *frame) fitting(m *meaning, at candidates, policy int) (stretch, bool) {
	if !m.is(fWeekday) {
		return stretch{}, false
	}
	if !m.is(fDir) {
		policy = chooseNearest
	}
	s, ok := f.choose(func(k int) (stretch, bool) {
		s, ok := at(k)
		return s, ok && int32(s.from.Weekday()) == m.get(fWeekday)
	}, policy)
	near := edtf.Day(400)
	if f.future {
		near = 600
	}
	if !ok || s.from-f.ref > near || f.ref-s.from > near {
		return stretch{}, false
	}
	return s, true
}

// inSomeYear resolves a month, quarter, half, season or week without a year.
func (f *frame) inSomeYear(m *meaning) (stretch, bool) {
	if !f.hasRef {
		return stretch{}, false
	}
	if f.narrative && f.hasLast && f.near && f.last.unit == unitYear && !m.any(fDir, fCue, fBound) {
		return f.inYear(m, f.yearOf(f.last))
	}
	at := func(k int) (stretch, bool) { return f.inYear(m, f.refYear()+k) }
	unmarked := choosePast
	if f.nearest || m.is(fSeason) {
		unmarked = chooseNearest
	}
	if m.any(fQuarter, fHalf, fWeek) {
		unmarked = chooseNearest
		at0 := at
		at = func(k int) (stretch, bool) { // the one of this year
			s, ok := at0(k)
			return s, ok && (k == 0 || m.is(fDir) || f.dir != 0)
		}
	}
	if m.get(fDir) == dirThis && !m.is(fSeason) {
		s, ok := at(0)
		f.anchor, f.rule = anchorPublished, "the one of the year of publication"
		return s, ok
	}
	policy := f.policy(m, unmarked)
	s, ok := f.choose(at, policy)
	f.explain(policy)
	return s, ok
}

// dayOfMonth resolves a day without a month: "le 15".
func (f *frame) dayOfMonth(m *meaning) (stretch, bool) {
	if !f.dayWise() {
		return stretch{}, false
	}
	y, mo, _ := f.ref.Date()
	at := func(k int) (stretch, bool) {
		y2, m2, _ := edtf.NewDay(y, mo+k, 1).Date()
		if !edtf.Valid(y2, m2, int(m.get(fDay))) {
			return stretch{}, false
		}
		return dayStretch(edtf.NewDay(y2, m2, int(m.get(fDay)))), true
	}
	policy := f.policy(m, chooseNearest)
	s, ok := f.fitting(m, at, policy)
	if !ok {
		if s, ok = f.choose(at, policy); ok {
			f.check(m, s.from)
		}
	}
	f.explain(policy)
	return s, ok
}

// weekday resolves a bare weekday. In the news today counts, else it is the last one.
func (f *frame) weekday(m *meaning) (stretch, bool) {
	if !f.dayWise() {
		return stretch{}, false
	}
	w := edtf.Weekday(m.get(fWeekday))
	monday := f.ref - edtf.Day(f.ref.Weekday()-1)
	at := func(k int) (stretch, bool) { return dayStretch(monday + edtf.Day(7*k) + edtf.Day(w-1)), true }
	f.anchor = anchorPublished
	switch m.get(fDir) {
	case dirThis:
		if f.future {
			f.rule = "the first one after publication"
			return f.choose(at, chooseAfter)
		}
		s, _ := at(0)
		if f.dir <= 0 && f.settings["this weekday"] == "past" && s.from > f.ref {
			s, _ = at(-1)
		}
		f.rule = "the one of the week of publication"
		return s, true
	case dirAfter, dirBefore:
		if f.hasDay {
			f.anchor, f.rule = anchorEarlier, "reckoned from the day last spoken of"
			d := f.lastDay.from
			if m.get(fDir) == dirAfter {
				return dayStretch(d + 1 + daysUntil(d+1, w)), true
			}
			return dayStretch(d - 7 + daysUntil(d-7, w)), true
		}
		if f.future && m.get(fDir) == dirAfter {
			f.rule = "the one of the week after publication"
			s, _ := at(1)
			return s, true
		}
	case dirNext:
		if !f.language.coming {
			f.rule = "the one of the week after publication"
			s, _ := at(1)
			return s, true
		}
	}
	if n := m.get(fNth); n > 0 { // "lundi en huit", "lundi en quinze": a week or two after the coming one
		f.rule = "so many weeks after the coming one"
		return dayStretch(f.ref + daysUntil(f.ref, w) + edtf.Day(7*n)), true
	}
	policy := f.policy(m, choosePast)
	if f.future && policy == chooseFuture {
		policy = chooseAfter
	}
	f.explain(policy)
	return f.choose(at, policy)
}

// daysUntil returns how many days it is from a day to the next weekday of a kind, 0 on that weekday.
func daysUntil(d edtf.Day, w edtf.Weekday) edtf.Day {
	return edtf.Day((int(w) - int(d.Weekday()) + 7) % 7)
}

// child returns the expression inside a field.
func (f *frame) child(m *meaning, slot field) *meaning { return &f.arena[m.get(slot)] }
