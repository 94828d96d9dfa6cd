package timex

import "briefing/internal/text"

// A numeral is a kind of number that rules ask for by an upper-case name.
type numeral int32

const (
	numCount      numeral = iota // NUM: a number of units, in digits or words: fCount in hundredths
	numDay                       // DAY: a day of the month, in digits with or without ending, or in words
	numOrdinal                   // ORD: an ordinal: fNth
	numYear                      // YEAR: four digits, or words: "nineteen ninety-six"
	numShortYear                 // YY: two digits
	numAnyYear                   // YYY: one to four digits, where the era is told
	numMonth                     // MM: 1 to 12 in digits
	numHour                      // HH: 0 to 24 in digits
	numHourWord                  // HW: 1 to 24 in words
	numMinute                    // MI: two digits
	numMinuteAny                 // MA: one or two digits, or words
	numSecond                    // SS: two digits
	numClock                     // HHMM: three or four digits that are no year of our time
	numDate                      // YMD: eight digits
	numDecade                    // DEC: "90", "1990", "quatre-vingt-dix"
	numWeek                      // WK: 1 to 53
	numQuarter                   // QN: 1 to 4
	numDayDigits                 // DD: one or two digits, no ending
	numDayWritten                // DO: a day with an ordinal ending or an ordinal word
	numCentury                   // CN: an ordinal: fCentury
	numDayTwo                    // D2: two digits, 01 to 31
	numMonthTwo                  // M2: two digits, 01 to 12
	numOldYear                   // Y2: two digits that are no day, 32 to 99
	numShort                     // NS: a number below 1000 in digits without decimals: fCount
)

var numerals = map[string]numeral{
	"NUM": numCount, "DAY": numDay, "ORD": numOrdinal, "YEAR": numYear, "YY": numShortYear, "YYY": numAnyYear,
	"MM": numMonth, "HH": numHour, "HW": numHourWord, "MI": numMinute, "MA": numMinuteAny, "SS": numSecond,
	"HHMM": numClock, "YMD": numDate, "DEC": numDecade, "WK": numWeek, "QN": numQuarter, "DD": numDayDigits,
	"DO": numDayWritten, "CN": numCentury, "NS": numShort, "Y2": numOldYear, "D2": numDayTwo, "M2": numMonthTwo,
}

// digits returns the value and the length of the digits at pos; length 0 where there are none or too many.
func (m *matcher) digits(pos int32) (value int32, length int) {
	if int(pos) >= len(m.ids) || m.ids[pos] != wordNumber {
		return 0, 0
	}
	raw := m.t.Raw(int(pos))
	if len(raw) > 8 {
		return 0, 0
	}
	for i := 0; i < len(raw); i++ {
		if raw[i] < '0' || raw[i] > '9' {
			return 0, 0
		}
		value = value*10 + int32(raw[i]-'0')
	}
	return value, len(raw)
}

// numeral matches a numeral at pos, sets its field and returns the token after it, or -1.
func (m *matcher) numeral(kind numeral, pos int32) int32 {
	v, n := m.digits(pos)
	if n == 0 && m.ids[pos] == wordNumber {
		return -1
	}
	switch kind {
	case numCount:
		return m.count(pos)
	case numShort:
		if n == 0 || n > 3 {
			return -1
		}
		m.assign(fCount, v*100)
		return pos + 1
	case numOrdinal:
		return m.ordinalValue(pos, fNth, 1, 99)
	case numCentury:
		return m.ordinalValue(pos, fCentury, 1, 30)
	case numDecade:
		return m.decade(pos, v, n)
	case numWeek:
		return m.within(pos, v, n, fWeek, 1, 53, 1, 2)
	case numQuarter:
		return m.within(pos, v, n, fQuarter, 1, 4, 1, 1)
	case numHour, numHourWord, numMinute, numMinuteAny, numSecond, numClock:
		return m.clockNumeral(kind, pos, v, n)
	}
	return m.dateNumeral(kind, pos, v, n)
}

// clockNumeral matches a numeral of a time of day; the digits at pos are n and worth v.
func (m *matcher) clockNumeral(kind numeral, pos, v int32, n int) int32 {
	switch kind {
	case numHour:
		return m.within(pos, v, n, fHour, 0, 24, 1, 2)
	case numHourWord:
		return m.words(pos, fHour, 0, 24)
	case numMinute:
		return m.within(pos, v, n, fMinute, 0, 59, 2, 2)
	case numMinuteAny:
		if n == 0 {
			return m.words(pos, fMinute, 1, 59)
		}
		return m.within(pos, v, n, fMinute, 0, 59, 1, 2)
	case numSecond:
		return m.within(pos, v, n, fSecond, 0, 59, 2, 2)
	}
	if (n == 4 && (v < 1900 || v >= 2100) || n == 3) && v/100 < 24 && v%100 < 60 {
		m.assign(fHour, v/100)
		m.assign(fMinute, v%100)
		return pos + 1
	}
	return -1
}

// dateNumeral matches a numeral of a date; the digits at pos are n and worth v.
func (m *matcher) dateNumeral(kind numeral, pos, v int32, n int) int32 {
	switch kind {
	case numDay:
		if end := m.ordinalValue(pos, fDay, 1, 31); end >= 0 {
			return end
		}
		if n == 0 {
			return m.words(pos, fDay, 1, 31)
		}
		return m.within(pos, v, n, fDay, 1, 31, 1, 2)
	case numDayDigits:
		return m.within(pos, v, n, fDay, 1, 31, 1, 2)
	case numDayTwo:
		return m.within(pos, v, n, fDay, 1, 31, 2, 2)
	case numDayWritten:
		return m.ordinalValue(pos, fDay, 1, 31)
	case numMonth:
		return m.within(pos, v, n, fMonth, 1, 12, 1, 2)
	case numMonthTwo:
		return m.within(pos, v, n, fMonth, 1, 12, 2, 2)
	case numYear:
		if n == 0 {
			return m.yearWords(pos)
		}
		if m.grouped(pos) >= 0 {
			return -1
		}
		return m.within(pos, v, n, fYear, 1000, 2299, 4, 4)
	case numAnyYear:
		return m.within(pos, v, n, fYear, 1, 9999, 1, 4)
	case numShortYear:
		if n == 2 {
			m.assign(fYear, fullYear(v))
			return pos + 1
		}
	case numOldYear:
		if n == 2 && v > 31 {
			m.assign(fYear, fullYear(v))
			return pos + 1
		}
	case numDate:
		if n == 8 && v/10000 >= 1500 && v/10000 < 2200 && v/100%100 >= 1 && v/100%100 <= 12 && v%100 >= 1 && v%100 <= 31 {
			m.assign(fYear, v/10000)
			m.assign(fMonth, v/100%100)
			m.assign(fDay, v%100)
			return pos + 1
		}
	}
	return -1
}

// within takes the digits at pos, n of them worth v, as a field if they are within bounds of value and length.
func (m *matcher) within(pos, v int32, n int, f field, lo, hi int32, short, long int) int32 {
	if n < short || n > long || v < lo || v > hi {
		return -1
	}
	m.assign(f, v)
	return pos + 1
}

// fullYear opens a year of two digits, as POSIX strptime does but for the newsroom's longer past: 50 to 99 are the
// last century.
func fullYear(v int32) int32 {
	if v < 50 {
		return 2000 + v
	}
	return 1900 + v
}

// decade reads the number of a decade: 1990, 90 or its word.
func (m *matcher) decade(pos, v int32, n int) int32 {
	end := pos + 1
	if n == 0 {
		if end = m.yearWords(pos); end >= 0 { // "dix-neuf soixante-dix"
			year := m.trail[len(m.trail)-1].value
			m.trail = m.trail[:len(m.trail)-1]
			v, n = year, 4
		} else if v, end = m.cardinal(pos); end >= 0 && v < 100 {
			n = 2
		} else {
			return -1
		}
	}
	switch {
	case v%10 != 0:
		return -1
	case n == 4 && v >= 1000 && v < 2200:
		m.assign(fDecade, v/10)
	case n == 2 && v < 100:
		m.assign(fDecade, v/10)
		m.assign(fKind, kindPoint)
	default:
		return -1
	}
	return end
}

// grouped returns the token after a number whose thousands are set apart, "10 000", "10.000" or "10,000", and -1
// where the digits at pos are not the first of such a number.
func (m *matcher) grouped(pos int32) int32 {
	_, n := m.digits(pos)
	if n == 0 || n > 3 {
		return -1
	}
	end := pos + 1
	for {
		next := end
		if int(next) < len(m.ids) && m.t.List[next].Kind == text.Punct && m.t.Glued(int(next)) {
			if f := m.t.Fold(int(next)); f != "." && f != "," {
				break
			}
			if next++; int(next) >= len(m.ids) || !m.t.Glued(int(next)) {
				break
			}
		} else if int(next) < len(m.ids) && m.t.List[next].Start-m.t.List[next-1].End > 3 {
			break
		}
		if _, n := m.digits(next); n != 3 {
			break
		}
		end = next + 1
	}
	if end == pos+1 {
		return -1
	}
	return end
}

// count reads a number of units: digits, with decimals or not, or words.
func (m *matcher) count(pos int32) int32 {
	v, n := m.digits(pos)
	if n == 0 {
		v, end := m.cardinal(pos)
		if end < 0 || v > 1e6 {
			return -1
		}
		m.assign(fCount, v*100)
		return end
	}
	if end := m.grouped(pos); end >= 0 {
		total := int32(0)
		for p := pos; p < end; p++ {
			if v, n := m.digits(p); n > 0 {
				total = total*1000 + v
			}
			if total > 1e6 {
				return -1
			}
		}
		m.assign(fCount, total*100)
		return end
	}
	if n > 6 {
		return -1
	}
	cents, end := v*100, pos+1
	if int(pos)+2 < len(m.ids) && m.t.Glued(int(pos)+1) && m.t.Glued(int(pos)+2) {
		if f := m.t.Fold(int(pos) + 1); f == "," || f == "." {
			if frac, digits := m.digits(pos + 2); digits == 1 || digits == 2 {
				if digits == 1 {
					frac *= 10
				}
				cents, end = cents+frac, pos+3
			}
		}
	}
	m.assign(fCount, cents)
	return end
}

// ordinalValue reads an ordinal, "3rd", "1er", "third", "vingt et unième", into a field.
func (m *matcher) ordinalValue(pos int32, f field, lo, hi int32) int32 {
	v, n := m.digits(pos)
	end := pos + 1
	if n > 0 {
		if n > 2 || int(end) >= len(m.ids) || !m.t.Glued(int(end)) {
			return -1
		}
		if end, _ = m.class(m.suffix, end); end < 0 {
			return -1
		}
	} else if v, end = m.ordinalWord(pos); end < 0 {
		return -1
	}
	if v < lo || v > hi {
		return -1
	}
	m.assign(f, v)
	return end
}

// ordinalWord reads an ordinal in words, alone or after tens.
func (m *matcher) ordinalWord(pos int32) (int32, int32) {
	if end, s := m.class(m.ordinal, pos); end >= 0 {
		return s.value, end
	}
	end, s := m.class(m.number, pos)
	if end < 0 || s.value < 20 || s.value > 90 || s.value%10 != 0 {
		return 0, -1
	}
	next := m.skipHyphen(pos, end, false)
	if m.joined(pos, next) {
		if after, _ := m.class(m.andword, next); after >= 0 {
			next = m.skipHyphen(pos, after, false)
		}
	}
	if !m.joined(pos, next) {
		return 0, -1
	}
	last, o := m.class(m.ordinal, next)
	if last < 0 || o.value > 9 && !(s.value%20 == 0 && o.value < 20) {
		return 0, -1
	}
	return s.value + o.value, last
}

// words reads a cardinal in words, within bounds, into a field.
func (m *matcher) words(pos int32, f field, lo, hi int32) int32 {
	v, end := m.cardinal(pos)
	if end < 0 || v < lo || v > hi {
		return -1
	}
	m.assign(f, v)
	return end
}

// cardinal reads a cardinal in words: units are added to tens, hundreds and thousands multiplied by what is before
// them.
func (m *matcher) cardinal(pos int32) (int32, int32) {
	total, cur, end := int32(0), int32(-1), int32(-1)
	from := pos
	for {
		next := m.skipHyphen(from, pos, false)
		if !m.joined(from, next) {
			break
		}
		and := false
		if cur >= 0 {
			if after, _ := m.class(m.andword, next); after >= 0 {
				and, next = true, m.skipHyphen(from, after, false)
				if !m.joined(from, next) {
					break
				}
			}
		}
		after, s := m.class(m.number, next)
		if after < 0 || m.t.List[next].Kind != text.Word {
			break
		}
		v, ok := s.value, true
		if total, cur, ok = compose(total, cur, v, and); !ok {
			break
		}
		pos, end = after, after
	}
	if end < 0 {
		return 0, -1
	}
	return total + max(cur, 0), end
}

// compose adds a number word to a number so far; cur is -1 before the first one.
func compose(total, cur, v int32, and bool) (int32, int32, bool) {
	switch {
	case cur < 0 && (!and):
		if v >= 1000 {
			return v, 0, true
		}
		return total, v, true
	case v >= 1000:
		if total > 0 || and {
			return total, cur, false
		}
		return max(cur, 1) * v, 0, true
	case v == 100:
		if cur >= 100 || cur == 0 && total > 0 || and {
			return total, cur, false
		}
		return total, max(cur, 1) * 100, true
	case cur == 0 || cur%100 == 0:
		return total, cur + v, v < 100
	case cur%10 == 0 && cur%100 >= 20 && v > 0 && (v < 10 || v < 20 && cur%100 != 40 && cur%20 == 0):
		return total, cur + v, true
	}
	return total, cur, false
}

// yearWords reads a year in words: "two thousand fifteen", "nineteen ninety-six", "dix-neuf cent quatorze".
func (m *matcher) yearWords(pos int32) int32 {
	v, end := m.cardinal(pos)
	if end < 0 {
		return -1
	}
	if v >= 1000 && v < 2300 && end > pos+1 {
		m.assign(fYear, v)
		return end
	}
	if v < 10 || v > 22 {
		return -1
	}
	next := m.skipHyphen(pos, end, false)
	if !m.joined(pos, next) || m.ids[next] == wordNumber {
		return -1
	}
	w, end := m.cardinal(next)
	if end < 0 || w < 10 || w > 99 {
		return -1
	}
	m.assign(fYear, v*100+w)
	return end
}
