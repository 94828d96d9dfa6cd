package timex

import "briefing/internal/edtf"

// offset resolves so many units before or after a base: "il y a trois ans", "two days after Easter".
func (f *frame) offset(m *meaning) (stretch, bool) {
	if m.is(fAnchored) {
		return f.feastNear(m)
	}
	base, ok := stretch{}, false
	explicit := m.is(fA)
	if explicit {
		base, ok = f.stretchOf(f.child(m, fA))
	} else {
		base, ok = f.base(m.get(fDir))
	}
	unit := m.get(fUnit)
	if !ok || m.get(fCount) == countSome || f.coarse && unit < unitMonth && f.anchor == anchorPublished {
		return stretch{}, false
	}
	if m.is(fWeekday) {
		return f.nthWeekdayFrom(m, base), true
	}
	if unit == unitHour || unit == unitMinute || unit == unitSecond {
		return f.clockOffset(m, base)
	}
	d := base.from
	if m.get(fSign) > 0 {
		d = base.to
	}
	for part, depth := m, 0; depth < 6; depth++ {
		d = addUnits(d, part.get(fUnit), (part.get(fCount)+part.get(fPlus))*m.get(fSign))
		if part.get(fUnit) == unitWeekend {
			unit = unitDay
		}
		if !part.is(fB) {
			break
		}
		part = f.child(part, fB)
		unit = min(unit, part.get(fUnit))
	}
	return f.grain(m, d, base, unit, explicit), true
}

// feastNear resolves a feast by how far off it is: "Thanksgiving in nine months".
func (f *frame) feastNear(m *meaning) (stretch, bool) {
	if !f.dayWise() {
		return stretch{}, false
	}
	feast := *f.child(m, fA)
	d := addUnits(f.ref, m.get(fUnit), m.get(fCount)*m.get(fSign))
	if m.get(fUnit) >= unitYear {
		y, _, _ := d.Date()
		feast.set(fYear, int32(y))
	}
	ref := f.ref
	defer func() { f.ref = ref }()
	f.ref = d
	h := &f.holidays[feast.get(fHoliday)]
	s, ok := f.chooseWithin(func(k int) (stretch, bool) { return h.stretch(f.refYear() + k) }, chooseNearest, 1)
	if feast.is(fYear) {
		s, ok = h.stretch(int(feast.get(fYear)))
	}
	f.anchor, f.rule = anchorPublished, "the feast nearest to that distance from publication"
	return s, ok
}

// grain returns the stretch that an offset reaches: as coarse as its unit when it is reckoned from a point that isn't
// told, a day when from a day.
func (f *frame) grain(m *meaning, d edtf.Day, base stretch, unit int32, explicit bool) stretch {
	if explicit || f.anchor == anchorEarlier {
		if base.unit == unitDay || base.unit < unitMonth || unit < unitMonth {
			return dayStretch(d)
		}
		return around(d, max(min(base.unit, unit), unitMonth), 0)
	}
	if m.is(fPart) {
		return dayStretch(d)
	}
	if f.future {
		if unit >= unitYear {
			return around(d, unitMonth, 0)
		}
		return dayStretch(d)
	}
	switch unit {
	case unitWeek:
		if m.get(fCount) > 200 || m.get(fCount)%100 != 0 {
			return around(d, unitWeek, 0)
		}
		return dayStretch(d)
	case unitMonth, unitYear, unitDecade, unitCentury:
		if m.get(fCount)%100 != 0 || m.is(fB) {
			return around(d, unitMonth, 0)
		}
		return around(d, unit, 0)
	}
	return dayStretch(d)
}

// clockOffset moves the time of the reference by hours, minutes or seconds. Without a time only whole days of hours
// can be told.
func (f *frame) clockOffset(m *meaning, base stretch) (stretch, bool) {
	total := int32(0)
	for part, depth := m, 0; depth < 4; depth++ {
		n := part.get(fCount) + part.get(fPlus)
		switch part.get(fUnit) {
		case unitHour:
			total += n * 36
		case unitMinute:
			total += n * 6 / 10
		case unitSecond:
			total += n / 100
		}
		if !part.is(fB) {
			break
		}
		part = f.child(part, fB)
	}
	total *= m.get(fSign)
	clock := int32(0)
	switch {
	case base.hour >= 0:
		clock = base.hour*3600 + base.minute*60 + max(base.second, 0)
	case f.hasClock && f.anchor == anchorPublished:
		clock = f.refHour*3600 + f.refMinute*60 + f.refSecond
	case total%86400 == 0:
		return dayStretch(base.from + edtf.Day(total/86400)), true
	default:
		return dayStretch(base.from), true
	}
	clock += total
	d := base.from
	for clock < 0 {
		clock, d = clock+86400, d-1
	}
	d += edtf.Day(clock / 86400)
	clock %= 86400
	s := dayStretch(d)
	s.hour, s.minute, s.second = clock/3600, clock/60%60, -1
	if sec := clock % 60; sec != 0 {
		s.second = sec
	}
	return s, true
}

// nthWeekdayFrom counts weekdays from a base: "three Fridays from now", "third Tuesday after Christmas".
func (f *frame) nthWeekdayFrom(m *meaning, base stretch) stretch {
	w := edtf.Weekday(m.get(fWeekday))
	n := max(m.get(fCount)/100, 1)
	if m.get(fSign) > 0 {
		d := base.to + 1
		d += edtf.Day((int(w) - int(d.Weekday()) + 7) % 7)
		return dayStretch(d + edtf.Day(7*(n-1)))
	}
	d := base.from - 1
	d -= edtf.Day((int(d.Weekday()) - int(w) + 7) % 7)
	return dayStretch(d - edtf.Day(7*(n-1)))
}

// nth resolves an ordinal inside a stretch: "the first Monday of March", "la deuxième semaine de juillet".
func (f *frame) nth(m *meaning) (stretch, bool) {
	var in stretch
	ok := false
	if m.is(fA) {
		f.nearest = true
		in, ok = f.stretchOf(f.child(m, fA))
		if f.nearest = false; !ok {
			return in, false
		}
	} else {
		if in, ok = f.base(dirThis); !ok {
			return in, false
		}
		in = around(in.from, unitMonth, 0)
	}
	n := int(m.get(fNth))
	if m.is(fWeekday) {
		return f.nthWeekday(in, n, edtf.Weekday(m.get(fWeekday)))
	}
	many := 1
	if m.is(fCount) && m.get(fCount) > 0 {
		many = int(m.get(fCount) / 100)
	}
	unit := m.get(fUnit)
	if many > 1 {
		first, ok1 := nthUnit(in, unit, n)
		if n < 0 {
			first, ok1 = nthUnit(in, unit, n-many+1)
		}
		if !ok1 {
			return first, false
		}
		if many > 4000 {
			return first, false
		}
		last := around(first.from, unit, many-1)
		return span(first.from, last.to, unitNone), true
	}
	if in.unit == unitDay && unit > unitDay { // "the week of 7 October"
		return around(in.from, unit, 0), true
	}
	s, ok := nthUnit(in, unit, n)
	if f.future && unit == unitWeek && ok { // an assistant counts the weeks that lie wholly inside
		first, last := around(in.from+6, unit, 0), around(in.to-6, unit, 0)
		if s = around(first.from, unit, n-1); n < 0 {
			s = around(last.from, unit, n+1)
		}
	}
	if !ok {
		f.invalid = true
	}
	return s, ok
}

// nthUnit returns the nth unit that a stretch holds; negative n counts from its end. A week belongs to the stretch
// that holds its Thursday, as ISO 8601 has it for years.
func nthUnit(in stretch, unit int32, n int) (stretch, bool) {
	if unit == unitFortnight && in.unit == unitMonth { // "la première quinzaine"
		if n == 1 {
			return span(in.from, in.from+14, unitNone), true
		}
		return span(in.from+15, in.to, unitNone), n == 2 || n < 0
	}
	if unit == unitNone || unit < unitDay || n == 0 {
		return stretch{}, false
	}
	var s stretch
	if n > 0 {
		s = around(in.from, unit, 0)
		if !owned(in, s, unit) {
			s = around(s.from, unit, 1)
		}
		s = around(s.from, unit, n-1)
	} else {
		s = around(in.to, unit, 0)
		if !owned(in, s, unit) {
			s = around(s.from, unit, -1)
		}
		s = around(s.from, unit, n+1)
	}
	return s, owned(in, s, unit)
}

// owned reports whether a stretch holds a unit: a week by its Thursday, a weekend by its Saturday.
func owned(in, s stretch, unit int32) bool {
	mid := s.from
	if unit == unitWeek {
		mid += 3
	}
	return in.from <= mid && mid <= in.to
}

func (f *frame) nthWeekday(in stretch, n int, w edtf.Weekday) (stretch, bool) {
	var d edtf.Day
	if n > 0 {
		d = in.from + edtf.Day((int(w)-int(in.from.Weekday())+7)%7) + edtf.Day(7*(n-1))
	} else {
		d = in.to - edtf.Day((int(in.to.Weekday())-int(w)+7)%7) + edtf.Day(7*(n+1))
	}
	if d < in.from || d > in.to {
		f.invalid = true
		return stretch{}, false
	}
	return dayStretch(d), true
}

// rangeOf resolves a range; each end may lend the other what it leaves out.
func (f *frame) rangeOf(m *meaning) (stretch, bool) {
	a, b, ok := f.ends(m)
	if !ok {
		return stretch{}, false
	}
	return span(a.from, b.to, unitNone), true
}

// ends resolves the two ends of a range.
func (f *frame) ends(m *meaning) (a, b stretch, ok bool) {
	ma, mb := *f.child(m, fA), *f.child(m, fB)
	if mb.get(fKind) == kindDuration { // "for ten days from 18 December"
		if a, ok = f.stretchOf(&ma); ok && mb.get(fUnit) >= unitDay && mb.get(fCount) > 0 {
			return a, dayStretch(addUnits(a.from, mb.get(fUnit), mb.get(fCount)+mb.get(fPlus))), true
		}
		return a, b, false
	}
	lend(&ma, &mb)
	for _, fl := range [...]field{fWeekday, fShift, fPart, fMeridiem} { // what is said of both: "from 3 to 5pm Monday"
		if m.is(fl) {
			ma.set(fl, m.get(fl))
			mb.set(fl, m.get(fl))
		}
	}
	if m.is(fCue) && !ma.is(fCue) {
		ma.set(fCue, m.get(fCue))
	}
	if a, ok = f.stretchOf(&ma); !ok {
		return a, b, false
	}
	anchored, rule := f.anchor, f.rule
	saved, hadLast, near := f.last, f.hasLast, f.near
	dir := f.dir
	switch {
	case mb.is(fYear):
	case f.child(m, fB).is(fWeekday) && !timeOnly(f.child(m, fA)) && !mb.any(fDay, fMonth, fDir) && mb.get(fKind) == kindPoint:
		w := edtf.Weekday(mb.get(fWeekday)) // the first one after the beginning
		b, ok = dayStretch(a.to+1+edtf.Day((int(w)-int((a.to+1).Weekday())+7)%7)), true
		b, _ = f.clock(&mb, b)
	case timeOnly(&mb) && a.unit == unitDay:
		b, ok = f.clock(&mb, dayStretch(a.from))
		if b.hour >= 0 && a.hour >= 0 && before(b, a) {
			b = later(b, &mb)
		}
	}
	if b.unit == unitNone && b.to == 0 {
		if b, ok = f.stretchOf(&mb); !ok {
			return a, b, false
		}
	}
	f.last, f.hasLast, f.near, f.dir = saved, hadLast, near, dir
	if b.to < a.from {
		a, b, ok = f.ordered(a, b, f.child(m, fA), f.child(m, fB), &ma, &mb)
	}
	f.anchor, f.rule = anchored, rule
	return a, b, ok
}

func timeOnly(m *meaning) bool {
	return m.get(fKind) == kindPoint && m.any(fHour, fPart) &&
		!m.any(fYear, fMonth, fDay, fWeekday, fShift, fHoliday, fWeek, fSeason)
}

func before(a, b stretch) bool {
	return a.from < b.from || a.from == b.from && a.hour*60+a.minute < b.hour*60+b.minute
}

// later moves the end of a range of times past its beginning: into the afternoon, or to the next day.
func later(b stretch, m *meaning) stretch {
	if b.hour < 12 && !m.any(fMeridiem, fPart) {
		b.hour += 12
		return b
	}
	b.from, b.to = b.from+1, b.to+1
	return b
}

// ordered puts the ends of a range in order when the year of one came from the reference or from the other end.
func (f *frame) ordered(a, b stretch, saidA, saidB, ma, mb *meaning) (stretch, stretch, bool) {
	move := func(m *meaning, s stretch, n int) (stretch, bool) {
		y, mo, d := s.from.Date()
		if m.is(fMonth) {
			m.set(fYear, int32(y+n))
			return f.inYear(m, y+n)
		}
		if !m.is(fDay) {
			return s, false
		}
		y, mo, _ = edtf.NewDay(y, mo+n, 1).Date()
		if !edtf.Valid(y, mo, d) {
			return s, false
		}
		return dayStretch(edtf.NewDay(y, mo, d)), true
	}
	ok := false
	switch {
	case !saidB.is(fYear):
		b, ok = move(mb, b, 1)
	case !saidA.is(fYear):
		a, ok = move(ma, a, -1)
	}
	return a, b, ok && a.from <= b.to
}

// lend gives each end of a range what only the other one tells: "du 3 au 7 août", "July 13-15", "3-5pm".
func lend(a, b *meaning) {
	if a.get(fKind) != kindPoint || b.get(fKind) != kindPoint {
		if a.get(fKind) == kindPoint && a.is(fDay) && !a.any(fMonth, fUnit) && b.get(fKind) == kindUnit && b.is(fDay) {
			a.set(fKind, kindUnit) // "du 4 au 23 du mois prochain"
			a.set(fUnit, b.get(fUnit))
			a.set(fDir, b.get(fDir))
		}
		return
	}
	give := func(from, to *meaning, fs ...field) {
		for _, fl := range fs {
			if from.is(fl) && !to.is(fl) {
				to.set(fl, from.get(fl))
			}
		}
	}
	if a.is(fDay) && b.is(fDay) {
		give(b, a, fMonth, fYear, fDir)
		give(a, b, fMonth, fYear)
	}
	if a.any(fMonth, fQuarter, fSeason, fHalf) && b.any(fMonth, fQuarter, fSeason, fHalf) && !a.is(fYear) {
		give(b, a, fYear)
	}
	if a.is(fHour) && b.is(fHour) {
		if timeOnly(a) {
			give(b, a, fWeekday, fShift, fYear, fMonth, fDay, fHoliday)
		}
		if !a.is(fMeridiem) && b.is(fMeridiem) && a.get(fHour) <= 12 {
			if b.get(fMeridiem) != 2 || a.get(fHour)%12 <= b.get(fHour)%12 {
				a.set(fMeridiem, b.get(fMeridiem))
			}
		}
		if b.is(fPart) && !a.any(fMeridiem, fPart) {
			give(b, a, fPart)
		}
		if timeOnly(b) && a.is(fPart) && !b.any(fMeridiem, fPart) {
			give(a, b, fPart)
		}
	}
	if a.is(fHour) && !b.is(fHour) && b.is(fDay) && !a.is(fDay) {
		return
	}
	if a.get(fDir) == dirNext && b.is(fWeekday) && a.is(fWeekday) {
		return
	}
}
