package timex

import "strconv"

// durationValue returns a duration as TIMEX3 writes it: "P3Y", "PT1H20M", "PXD".
func (f *frame) durationValue(m *meaning) string {
	var days, clock []byte
	for depth := 0; depth < 6; depth++ {
		n, unit := m.get(fCount)+m.get(fPlus), m.get(fUnit)
		if !m.is(fCount) {
			n += 100
		}
		code, scale := unitCode(unit)
		to := &days
		if unit <= unitHour {
			to = &clock
		}
		*to = appendCount(*to, m.get(fCount) == countSome, n*scale)
		*to = append(*to, code...)
		if !m.is(fB) {
			break
		}
		m = f.child(m, fB)
	}
	out := append([]byte{'P'}, days...)
	if len(clock) > 0 {
		out = append(append(out, 'T'), clock...)
	}
	return string(out)
}

// unitCode returns the letter of a unit and how many of it there are.
func unitCode(unit int32) (string, int32) {
	switch unit {
	case unitSecond:
		return "S", 1
	case unitMinute:
		return "M", 1
	case unitHour:
		return "H", 1
	case unitWeekend:
		return "WE", 1
	case unitWeek:
		return "W", 1
	case unitFortnight:
		return "W", 2
	case unitMonth:
		return "M", 1
	case unitQuarter:
		return "Q", 1
	case unitHalf:
		return "M", 6
	case unitSeason:
		return "M", 3
	case unitYear:
		return "Y", 1
	case unitDecade:
		return "Y", 10
	case unitCentury:
		return "Y", 100
	case unitMillennium:
		return "Y", 1000
	}
	return "D", 1
}

func appendCount(b []byte, some bool, hundredths int32) []byte {
	if some {
		return append(b, 'X')
	}
	b = strconv.AppendInt(b, int64(hundredths/100), 10)
	if r := hundredths % 100; r != 0 {
		b = append(b, '.', byte('0'+r/10))
		if r%10 != 0 {
			b = append(b, byte('0'+r%10))
		}
	}
	return b
}

// setValue returns a repetition as TIMEX3 writes it: "P1D", "XXXX-WXX-1", "XXXX-12-25".
func (f *frame) setValue(m *meaning) string {
	if m.any(fWeekday, fMonth, fDay, fHoliday, fSeason) || m.any(fHour, fPart) {
		return f.mask(m)
	}
	return f.durationValue(m)
}

// mask returns a TIMEX3 value with X for what isn't known.
func (f *frame) mask(m *meaning) string {
	b := make([]byte, 0, 24)
	year := func() {
		if m.is(fYear) {
			b = appendPadded(b, int(m.get(fYear)), 4)
		} else {
			b = append(b, "XXXX"...)
		}
	}
	switch {
	case m.is(fHoliday):
		h := &f.holidays[m.get(fHoliday)]
		if year(); h.rule == "fixed" {
			b = appendPadded(append(b, '-'), h.month, 2)
			b = appendPadded(append(b, '-'), h.day, 2)
		} else {
			b = append(b, "-XX-XX"...)
		}
	case m.any(fMonth, fDay):
		year()
		if b = append(b, '-'); m.is(fMonth) {
			b = appendPadded(b, int(m.get(fMonth)), 2)
		} else {
			b = append(b, "XX"...)
		}
		if m.is(fDay) {
			b = appendPadded(append(b, '-'), int(m.get(fDay)), 2)
		}
	case m.is(fWeekday):
		b = strconv.AppendInt(append(b, "XXXX-WXX-"...), int64(m.get(fWeekday)), 10)
	case m.is(fQuarter):
		year()
		b = strconv.AppendInt(append(b, "-Q"...), int64(m.get(fQuarter)), 10)
	case m.is(fHalf):
		year()
		b = strconv.AppendInt(append(b, "-H"...), int64(m.get(fHalf)), 10)
	case m.is(fSeason):
		year()
		b = append(append(b, '-'), seasonCodes[m.get(fSeason)]...)
	case m.is(fWeek):
		year()
		b = appendPadded(append(b, "-W"...), int(m.get(fWeek)), 2)
	case m.any(fHour, fPart):
	default:
		b = append(b, unitMask(m.get(fUnit))...)
	}
	if m.is(fHour) {
		s := stretch{hour: hourOf(m), minute: m.get(fMinute), second: -1}
		if n := m.get(fMinus); n > 0 {
			s.hour, s.minute = (s.hour+23)%24, 60-n
		}
		if m.is(fSecond) {
			s.second = m.get(fSecond)
		}
		b = s.appendTime(b)
	} else {
		b = append(b, partCodes[m.get(fPart)]...)
	}
	return string(b)
}

func unitMask(unit int32) string {
	switch unit {
	case unitWeek:
		return "XXXX-WXX"
	case unitWeekend:
		return "XXXX-WXX-WE"
	case unitMonth:
		return "XXXX-XX"
	case unitQuarter:
		return "XXXX-QX"
	case unitYear, unitDecade, unitCentury, unitHalf, unitSeason:
		return "XXXX"
	}
	return "XXXX-XX-XX"
}
