package timex

// A field is one feature of the meaning of an expression. Word classes and tags of the language files carry the
// names of fields; the resolver reads them.
type field uint8

const (
	fKind     field = iota // what the expression is: see kind
	fYear                  // as counted: 2020
	fDecade                // 202 for the 2020s; 1 to 9 for a decade whose century is not said ("the 80s": 8)
	fCentury               // 20 for the 20th century
	fHalf                  // 1, 2
	fQuarter               // 1 to 4
	fSeason                // 1 spring … 4 winter
	fMonth                 // 1 to 12
	fWeek                  // ISO week
	fWeekday               // 1 Monday … 7 Sunday
	fDay                   // of the month
	fHour                  // 0 to 24
	fMinute                // 0 to 59
	fSecond                // 0 to 59
	fPart                  // part of the day: see part
	fHoliday               // index of the language's holiday
	fShift                 // days from the reference: -1 yesterday
	fUnit                  // a unit of time: see unit
	fCount                 // how many units, in hundredths; countSome for an unknown number
	fNth                   // ordinal; negative counts from the end
	fDir                   // last, this, next …
	fMod                   // START, END …
	fBound                 // before, since …
	fMeridiem              // 1 a.m., 2 p.m.
	fZone                  // offset from UTC in minutes + 1000
	fEvery                 // a set
	fSign                  // -1 ago, +1 hence
	fRef                   // past, present or future reference
	fEra                   // 1 before Christ
	fOK                    // the surroundings vouch for a doubtful word
	fAnchored              // a duration that begins or ends at the reference
	fMinus                 // minutes to the hour
	fCue                   // the direction an expression carries in its own words: -1 past, 1 future
	fPlus                  // hundredths to add to the count: "two and a half"
	fSwapped               // the day and the month were read in the order of another language
	fA                     // the first expression inside
	fB                     // the second expression inside
	fieldCount
)

var fieldNames = map[string]field{
	"kind": fKind, "year": fYear, "decade": fDecade, "century": fCentury, "half": fHalf, "quarter": fQuarter,
	"season": fSeason, "month": fMonth, "week": fWeek, "weekday": fWeekday, "day": fDay, "hour": fHour,
	"minute": fMinute, "second": fSecond, "part": fPart, "holiday": fHoliday, "shift": fShift, "unit": fUnit,
	"count": fCount, "nth": fNth, "dir": fDir, "mod": fMod, "bound": fBound, "meridiem": fMeridiem, "zone": fZone,
	"every": fEvery, "sign": fSign, "ref": fRef, "era": fEra, "ok": fOK, "anchored": fAnchored, "minus": fMinus,
	"cue": fCue, "plus": fPlus, "swapped": fSwapped,
}

// A kind is the way an expression is resolved.
const (
	kindPoint    = iota // a mask of calendar fields
	kindOffset          // count units before or after a base
	kindNth             // the nth unit, weekday or weekend of a base
	kindDuration        // so many units
	kindRange           // from a to b
	kindSet             // a repetition
	kindRef             // past, present or future, no more
	kindUnit            // the last, this or next unit
	kindSame            // the day just spoken of, or one reckoned from it
	kindNoise           // no time at all: "up to date"
)

// The units of time, by size.
const (
	unitNone = iota
	unitSecond
	unitMinute
	unitHour
	unitDay
	unitWeekend
	unitWeek
	unitFortnight
	unitMonth
	unitQuarter
	unitHalf
	unitSeason
	unitYear
	unitDecade
	unitCentury
	unitMillennium
	unitNight
	unitWorkday
)

// The parts of the day, as TIMEX3 has them.
const (
	partNone = iota
	partMorning
	partMidday
	partAfternoon
	partEvening
	partNight
	partDaytime
)

var partCodes = [...]string{"", "TMO", "TMI", "TAF", "TEV", "TNI", "TDT"}

// The directions of an expression.
const (
	dirNone   = iota
	dirLast   // the one before this
	dirThis   // the one that holds the reference
	dirNext   // the one after this
	dirBefore // the one before the last spoken of
	dirAfter  // the one after the last spoken of
	dirSame   // the one spoken of
	dirComing // the first one after the reference
	dirPast   // so many units up to the reference
	dirFuture // so many units from the reference
)

// The mods of TIMEX3 and what the language files call them.
const (
	modNone = iota
	modStart
	modMid
	modEnd
	modApprox
	modLess
	modMore
	modEqualOrLess
	modEqualOrMore
)

var modNames = [...]string{"", "START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}

// The bounds that a preposition makes of an expression.
const (
	boundNone = iota
	boundBefore
	boundAfter
	boundSince
	boundUntil
	boundBy
)

var boundMods = [...]string{"", "BEFORE", "AFTER", "ON_OR_AFTER", "ON_OR_BEFORE", "ON_OR_BEFORE"}

// The references of an expression that names no stretch of the calendar.
const (
	refNone = iota
	refPast
	refPresent
	refFuture
)

var refNames = [...]string{"", "PAST_REF", "PRESENT_REF", "FUTURE_REF"}

// countSome stands for a number that the text doesn't tell: "quelques jours".
const countSome = -1

var symbols = map[string]int32{
	"point": kindPoint, "offset": kindOffset, "nthof": kindNth, "duration": kindDuration, "range": kindRange,
	"set": kindSet, "reference": kindRef, "period": kindUnit, "anaphor": kindSame, "noise": kindNoise,
	"seconds": unitSecond, "minutes": unitMinute, "hours": unitHour, "days": unitDay, "weekends": unitWeekend,
	"weeks": unitWeek, "fortnights": unitFortnight, "months": unitMonth, "quarters": unitQuarter, "halves": unitHalf,
	"seasons": unitSeason, "years": unitYear, "decades": unitDecade, "centuries": unitCentury,
	"millennia": unitMillennium, "nights": unitNight, "workdays": unitWorkday,
	"morning": partMorning, "midday": partMidday, "afternoon": partAfternoon, "evening": partEvening,
	"night": partNight, "daytime": partDaytime,
	"last": dirLast, "this": dirThis, "next": dirNext, "previous": dirBefore, "following": dirAfter, "same": dirSame,
	"coming": dirComing, "past": dirPast, "future": dirFuture,
	"start": modStart, "mid": modMid, "end": modEnd, "approx": modApprox, "less": modLess, "more": modMore,
	"atmost": modEqualOrLess, "atleast": modEqualOrMore,
	"before": boundBefore, "after": boundAfter, "since": boundSince, "until": boundUntil, "by": boundBy,
	"pastref": refPast, "presentref": refPresent, "futureref": refFuture,
	"some": countSome, "am": 1, "pm": 2,
}

// A meaning is what an expression says, before it is resolved: the fields that are set and their values.
type meaning struct {
	has  uint64
	v    [fieldCount]int32
	weak bool // holds a word that is a time expression only in company
}

func (m *meaning) set(f field, v int32) {
	m.has |= 1 << f
	m.v[f] = v
}

func (m *meaning) is(f field) bool { return m.has&(1<<f) != 0 }

// get returns the value of a field, or 0 where it is not set.
func (m *meaning) get(f field) int32 { return m.v[f] }

// any reports whether one of the fields is set.
func (m *meaning) any(fields ...field) bool {
	for _, f := range fields {
		if m.is(f) {
			return true
		}
	}
	return false
}
