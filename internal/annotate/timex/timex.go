package timex

import (
	"strconv"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
)

// fill resolves an expression into a timex.
func (r *reader) fill(tx *corpus.Timex, m *meaning) {
	switch kind := m.get(fKind); {
	case m.is(fEvery) || kind == kindSet:
		tx.Type, tx.Value, tx.Anchor = corpus.Set, r.setValue(m), "none"
		tx.Why = "a repetition"
	case kind == kindDuration:
		r.fillDuration(tx, m)
	case kind == kindRef:
		tx.Type, tx.Value, tx.Anchor = corpus.Date, refNames[m.get(fRef)], "none"
		if r.dayWise() {
			tx.Anchor = "published"
		}
		if r.future && m.get(fRef) == refPresent && r.hasClock {
			tx.Type = corpus.Time
		}
		tx.Why = "says when only by the time of writing"
	case kind == kindRange:
		r.fillRange(tx, m)
	default:
		r.fillDate(tx, m)
	}
}

// fillDate resolves an expression that names one stretch of the calendar.
func (r *reader) fillDate(tx *corpus.Timex, m *meaning) {
	tx.Type = corpus.Date
	if m.any(fHour, fPart) || m.get(fKind) == kindOffset && m.get(fUnit) <= unitHour && m.get(fUnit) != unitNone {
		tx.Type = corpus.Time
	}
	s, ok := r.stretchOf(m)
	if !ok {
		r.fillUnknown(tx, m)
		return
	}
	tx.Value = s.value()
	tx.Anchor = r.anchorName()
	r.shape(tx, m, s)
	tx.Why = r.why(tx)
	r.remember(s)
	if r.clashed {
		r.flagClash(tx, m, s)
	}
	if r.anchor == anchorAbsolute && r.dir < 0 && r.kept(tx) && r.hasRef && !r.future && !r.stamped && s.from > r.ref && m.get(fBound) == boundNone && m.get(fCue) <= 0 && !r.clashed {
		r.flag(tx, diag.Warning, "after-publication", "told as past, but later than the publication on "+r.published)
	}
}

// shape gives the timex its mod, its EDTF and its outer days.
func (r *reader) shape(tx *corpus.Timex, m *meaning, s stretch) {
	from, to := s.from, s.to
	text := s.edtf()
	switch mod := m.get(fMod); mod {
	case modNone:
	case modStart, modMid, modEnd:
		tx.Mod = modNames[mod]
		if s.unit == unitDay || s.unit == unitNone {
			break
		}
		from, to = s.third(mod)
		text = thirdEDTF(mod, from, to)
		if r.future {
			tx.Value, tx.Mod = r.pieces(m, s, from, to), ""
		}
	case modApprox:
		tx.Mod = modNames[mod]
		if s.hour < 0 && s.unit != unitWeek && s.unit != unitWeekend && s.unit != unitNone {
			text += "~"
		}
	default:
		tx.Mod = modNames[mod]
	}
	if text == tx.Value {
		text = tx.Value // one string in place of two
	}
	tx.EDTF, tx.From = text, r.day(from)
	if tx.To = tx.From; to != from {
		tx.To = r.day(to)
	}
	if m.get(fBound) != boundNone {
		r.bound(tx, m, s, from, to)
	}
}

// thirdEDTF returns a part of a period in EDTF: the ends that the calendar doesn't give are approximate.
func thirdEDTF(mod int32, from, to edtf.Day) string {
	a, b := dayOf(from), dayOf(to)
	if mod != modStart {
		a += "~"
	}
	if mod != modEnd {
		b += "~"
	}
	return a + "/" + b
}

// bound opens the timex at the end that its preposition leaves open. A part of a period keeps its own mod, which says
// more than the bound; EDTF tells both.
func (r *reader) bound(tx *corpus.Timex, m *meaning, s stretch, from, to edtf.Day) {
	bound := m.get(fBound)
	first, last := dayOf(from), dayOf(to)
	if (s.unit == unitYear || s.unit == unitMonth) && m.get(fMod) == modNone {
		first, last = s.value(), s.value()
	}
	switch bound {
	case boundBefore:
		tx.From, tx.To = "", dayOf(from-1)
		tx.EDTF = "../" + tx.To
	case boundUntil, boundBy:
		tx.From, tx.EDTF = "", "../"+last
	case boundSince:
		tx.To, tx.EDTF = "", first+"/.."
	case boundAfter:
		tx.From, tx.To = dayOf(to+1), ""
		tx.EDTF = tx.From + "/.."
	}
	if mod := m.get(fMod); mod != modStart && mod != modMid && mod != modEnd {
		tx.Mod = boundMods[bound]
	}
}

// fillUnknown gives what an expression says for itself when there is nothing to reckon from.
func (r *reader) fillUnknown(tx *corpus.Timex, m *meaning) {
	tx.Anchor = "none"
	if r.invalid {
		tx.Value = r.mask(m)
		tx.Why = "no calendar has this day"
		r.flag(tx, diag.Warning, "impossible-date", "no calendar has this day")
		return
	}
	tx.Value = r.unknownValue(m)
	if b := m.get(fBound); b != boundNone {
		tx.Mod = boundMods[b]
	} else {
		tx.Mod = modNames[m.get(fMod)]
	}
	if m.get(fCount) == countSome && m.get(fKind) == kindOffset {
		tx.Why = "a number of units that isn't told"
		return
	}
	tx.Why = "needs the publication date"
	if r.hasRef {
		tx.Why = "can't be told from the publication date"
	}
	r.flag(tx, diag.Info, "unresolved", tx.Why)
}

// unknownValue returns the underspecified value of an expression.
func (r *reader) unknownValue(m *meaning) string {
	switch m.get(fKind) {
	case kindOffset:
		if m.get(fCount) != countSome {
			return unitMask(m.get(fUnit))
		}
		if m.get(fSign) < 0 {
			return "PAST_REF"
		}
		return "FUTURE_REF"
	case kindNth:
		if m.is(fA) {
			return r.unknownValue(r.child(m, fA))
		}
	case kindRange:
		return r.unknownValue(r.child(m, fA)) + "/" + r.unknownValue(r.child(m, fB))
	}
	return r.mask(m)
}

// fillRange resolves a range of dates or times.
func (r *reader) fillRange(tx *corpus.Timex, m *meaning) {
	tx.Type = corpus.Date
	a, b, ok := r.ends(m)
	ma, mb := r.child(m, fA), r.child(m, fB)
	if ma.any(fHour, fPart) || mb.any(fHour, fPart) {
		tx.Type = corpus.Time
	}
	if !ok || b.to < a.from {
		x, y := *ma, *mb
		lend(&x, &y)
		tx.Value = r.unknownValue(&x) + "/" + r.unknownValue(&y)
		tx.Anchor = "none"
		if r.invalid {
			tx.Why = "no calendar has one of these days"
			r.flag(tx, diag.Warning, "impossible-date", tx.Why)
			return
		}
		tx.Why = "needs the publication date"
		r.flag(tx, diag.Info, "unresolved", tx.Why)
		return
	}
	tx.Value = a.value() + "/" + b.value()
	tx.Anchor = r.anchorName()
	tx.EDTF = r.rangeEDTF(a, b, ma, mb)
	if mod := mb.get(fMod); mod == modEnd || mod == modStart || mod == modMid {
		_, b.to = b.third(mod)
	}
	if mod := ma.get(fMod); mod == modEnd || mod == modMid {
		a.from, _ = a.third(mod)
	}
	tx.From, tx.To = r.day(a.from), r.day(b.to)
	tx.Why = r.why(tx)
	if a.from == b.to {
		r.remember(dayStretch(a.from))
	}
}

func (r *reader) rangeEDTF(a, b stretch, ma, mb *meaning) string {
	one := func(s stretch, m *meaning, end bool) string {
		d := s.from
		if end {
			d = s.to
		}
		mark := ""
		switch mod := m.get(fMod); mod {
		case modStart, modMid, modEnd:
			from, to := s.third(mod)
			if d = from; end {
				d = to
			}
			return dayOf(d) + "~"
		case modApprox:
			mark = "~"
		}
		if s.unit == unitYear || s.unit == unitMonth {
			return s.value() + mark
		}
		return dayOf(d) + mark
	}
	x, y := one(a, ma, false), one(b, mb, true)
	if x == y {
		return x
	}
	return x + "/" + y
}

// fillDuration gives a duration, and the stretch it covers where it is anchored.
func (r *reader) fillDuration(tx *corpus.Timex, m *meaning) {
	tx.Type, tx.Value, tx.Mod, tx.Anchor = corpus.Duration, r.durationValue(m), modNames[m.get(fMod)], "none"
	tx.Why = "a duration"
	dir := m.get(fDir)
	if dir != dirPast && dir != dirFuture || !r.dayWise() {
		return
	}
	tx.Anchor = "published"
	sign := int32(1)
	if dir == dirPast {
		sign = -1
		tx.Why = "a duration up to publication, " + r.published
	} else {
		tx.Why = "a duration from publication, " + r.published
	}
	if m.get(fCount) == countSome {
		if dir == dirPast {
			tx.EDTF, tx.To = "../"+dayOf(r.ref), dayOf(r.ref)
		} else {
			tx.EDTF, tx.From = dayOf(r.ref)+"/..", dayOf(r.ref)
		}
		return
	}
	n := m.get(fCount) + m.get(fPlus)
	if !m.is(fCount) {
		n = 100
	}
	d := addUnits(r.ref, m.get(fUnit), n*sign)
	if !written(d) {
		return
	}
	month := around(d, unitMonth, 0)
	far := month.value() + "~"
	if m.get(fUnit) < unitMonth {
		far = dayOf(d)
	}
	if m.get(fUnit) < unitDay {
		return
	}
	if dir == dirPast {
		tx.EDTF, tx.From, tx.To = far+"/"+dayOf(r.ref), dayOf(d), dayOf(r.ref)
		return
	}
	tx.EDTF, tx.From, tx.To = dayOf(r.ref)+"/"+far, dayOf(r.ref), dayOf(d)
	if m.get(fBound) == boundBy {
		tx.EDTF, tx.From = "../"+far, ""
	}
}

// flagClash keeps both readings of a date whose weekday is another one.
func (r *reader) flagClash(tx *corpus.Timex, m *meaning, s stretch) {
	a, b := s.from, r.clash
	if b < a {
		a, b = b, a
	}
	if m.get(fBound) == boundNone && s.hour < 0 {
		tx.EDTF = "[" + dayOf(a) + "," + dayOf(b) + "]"
		tx.From, tx.To = dayOf(a), dayOf(b)
	}
	y, mo, d := s.from.Date()
	said := strconv.Itoa(d) + " " + monthNames[mo] + " " + strconv.Itoa(y)
	r.flag(tx, diag.Warning, "weekday-conflict", said+" was a "+weekdayNames[s.from.Weekday()]+"; the "+
		weekdayNames[m.get(fWeekday)]+" is "+dayOf(r.clash))
	tx.Why += "; " + said + " is a " + weekdayNames[s.from.Weekday()] + ", the " + weekdayNames[m.get(fWeekday)] + " is " + dayOf(r.clash)
}

var weekdayNames = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// flag marks a timex and says so, where the text is published.
func (r *reader) flag(tx *corpus.Timex, sev diag.Severity, id, message string) {
	tx.Flags = append(tx.Flags, id)
	if r.kept(tx) {
		r.diagnostics = append(r.diagnostics, diag.At(sev, id, r.src, tx.Span, "%q: %s", r.src.Slice(tx.Span), message))
	}
}

// kept reports whether a timex stands in the article itself, not in the page around it or in a reader's comment.
func (r *reader) kept(tx *corpus.Timex) bool {
	line := r.src.LineAt(tx.Span.Start)
	return line > len(r.doc.Lines) || r.doc.Lines[line-1].Zone.Kept()
}

func (r *reader) anchorName() string {
	switch r.anchor {
	case anchorPublished:
		if r.refSaid >= 0 {
			return corpus.SentenceID(r.refSaid)
		}
		return "published"
	case anchorEarlier:
		if r.lastSaid >= 0 {
			return corpus.SentenceID(r.lastSaid)
		}
		return "published"
	case anchorNone:
		return "none"
	}
	return "absolute"
}

// why says in a short sentence how the value came about.
func (r *reader) why(tx *corpus.Timex) string {
	said := r.src.Slice(tx.Span) + ": " + r.rule
	if r.anchor == anchorPublished {
		return said + ", " + r.published
	}
	return said
}

// pieces gives a part of a period by its days or months, as an assistant's calendar needs it: by the language's
// settings, else by thirds.
func (r *reader) pieces(m *meaning, s stretch, from, to edtf.Day) string {
	a, b, ok := r.piece(s.unit, m.get(fMod))
	switch {
	case !ok && s.unit == unitYear:
		x, y := around(from, unitMonth, 0), around(to, unitMonth, 0)
		return x.value() + "/" + y.value()
	case !ok:
		return dayOf(from) + "/" + dayOf(to)
	case s.unit == unitYear && b-a == 2 && a%3 == 1:
		q := quarterStretch(r.yearOf(s), (a+2)/3)
		return q.value()
	case s.unit == unitYear:
		x, y := monthStretch(r.yearOf(s), a), monthStretch(r.yearOf(s), b)
		return x.value() + "/" + y.value()
	}
	return dayOf(s.from+edtf.Day(a-1)) + "/" + dayOf(min(s.from+edtf.Day(b-1), s.to))
}

// piece reads the setting of a part of a unit: "1-10 11-20 21-31".
func (r *reader) piece(unit, mod int32) (a, b int, ok bool) {
	name := map[int32]string{unitWeek: "parts of a week", unitMonth: "parts of a month", unitYear: "parts of a year"}[unit]
	parts := strings.Fields(r.settings[name])
	if len(parts) != 3 || mod < modStart || mod > modEnd {
		return 0, 0, false
	}
	from, to, _ := strings.Cut(parts[mod-modStart], "-")
	a, err := strconv.Atoi(from)
	if err != nil {
		return 0, 0, false
	}
	b, err = strconv.Atoi(to)
	return a, b, err == nil
}
