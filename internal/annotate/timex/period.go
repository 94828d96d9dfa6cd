package timex

import "briefing/internal/edtf"

// base returns the day or stretch that a unit or offset is reckoned from.
func (f *frame) base(dir int32) (stretch, bool) {
	switch dir {
	case dirBefore, dirAfter, dirSame:
		if f.hasLast {
			f.anchor, f.rule = anchorEarlier, "reckoned from the date last spoken of"
			return f.last, true
		}
	}
	if !f.hasRef {
		return stretch{}, false
	}
	f.anchor, f.rule = anchorPublished, "reckoned from publication"
	return dayStretch(f.ref), true
}

// period resolves the last, this or next unit: "la semaine dernière", "this quarter".
func (f *frame) period(m *meaning) (stretch, bool) {
	dir, unit := m.get(fDir), m.get(fUnit)
	base, ok := f.base(dir)
	if !ok || f.coarse && unit < unitMonth {
		return stretch{}, false
	}
	n := 0
	switch dir {
	case dirLast, dirBefore:
		n = -1
	case dirNext, dirAfter, dirComing:
		n = 1
	case dirNone:
		if unit == unitWeekend && !f.future && f.dir <= 0 && base.from.Weekday() < 6 && f.anchor == anchorPublished {
			n = -1
		}
	}
	if m.is(fCount) && n != 0 {
		n *= int(m.get(fCount) / 100)
	}
	if unit == unitWeekend && dir == dirThis && f.dir <= 0 && !f.future && base.from.Weekday() <= 3 {
		n = -1 // "this weekend", written early in the week, is the one just over
	}
	if unit == unitWeekend && dir == dirLast && base.from.Weekday() >= 6 {
		return around(base.from, unit, -1), true
	}
	if unit == unitHour || unit == unitMinute || unit == unitSecond {
		return stretch{}, false
	}
	return f.within(m, around(base.from, unit, n))
}

// within resolves what else is told of a unit: the weekday of a week, the month of a year, the day of a month.
func (f *frame) within(m *meaning, s stretch) (stretch, bool) {
	switch {
	case m.is(fWeekday) && s.unit == unitWeek:
		return dayStretch(s.from + edtf.Day(m.get(fWeekday)-1)), true
	case s.unit == unitYear && m.any(fMonth, fQuarter, fHalf, fSeason, fWeek):
		a, r := f.anchor, f.rule
		out, ok := f.inYear(m, f.yearOf(s))
		f.anchor, f.rule = a, r
		return out, ok
	case s.unit == unitMonth && m.is(fDay):
		y, mo, _ := s.from.Date()
		if !edtf.Valid(y, mo, int(m.get(fDay))) {
			f.invalid = true
			return stretch{}, false
		}
		return dayStretch(edtf.NewDay(y, mo, int(m.get(fDay)))), true
	}
	return s, true
}

// yearBefore resolves a period a year before the one last spoken of: "the same month last year".
func (f *frame) yearBefore(m *meaning) (stretch, bool) {
	s, ok := f.last, f.hasLast
	if f.anchor, f.rule = anchorEarlier, "a year before the period last spoken of"; !ok {
		if s, ok = f.base(dirNone); !ok {
			return s, false
		}
	}
	if unit := m.get(fUnit); unit > unitDay {
		s = around(s.from, unit, 0)
	}
	return around(addMonths(s.from, -12), s.unit, 0), true
}

// same resolves what is reckoned from the date last spoken of: "le lendemain", "the same day".
func (f *frame) same(m *meaning) (stretch, bool) {
	if m.is(fSign) {
		return f.yearBefore(m)
	}
	base, ok := f.lastDay, f.hasDay
	if f.anchor, f.rule = anchorEarlier, "reckoned from the day last spoken of"; !ok {
		base, ok = f.base(dirNone)
	}
	if !ok || f.coarse && f.anchor == anchorPublished {
		return stretch{}, false
	}
	if unit := m.get(fUnit); unit > unitDay {
		return around(base.from, unit, int(m.get(fShift))), true
	}
	n := m.get(fShift)
	if n > 0 {
		return dayStretch(base.to + edtf.Day(n)), true
	}
	return dayStretch(base.from + edtf.Day(n)), true
}
