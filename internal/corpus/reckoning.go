package corpus

import (
	"fmt"
	"strconv"

	"briefing/internal/edtf"
)

// A Reckoning tells how a date that no text gives was worked out: so many units after a beginning.
type Reckoning struct {
	N        int        // of Unit
	Unit     byte       // of TIMEX3: D, W, M, Y
	Sentence string     // the id of the sentence that tells the beginning; "" where that is the publication
	Event    string     // or of the event that an editor dated
	Date     edtf.Value // the day of the beginning; zero where it isn't known
}

// String returns the reckoning in English, for editors: "90 days from 2020-08-14, which s4 tells".
func (r *Reckoning) String() string {
	length := strconv.Itoa(r.N) + " " + map[byte]string{'D': "day", 'W': "week", 'M': "month", 'Y': "year"}[r.Unit]
	if r.N != 1 {
		length += "s"
	}
	switch {
	case r.Event != "":
		return fmt.Sprintf("%s from %s, the date of %s", length, r.Date, r.Event)
	case r.Sentence == "":
		return fmt.Sprintf("%s from the publication, %s", length, r.Date)
	case r.Date.IsZero():
		return fmt.Sprintf("%s from what %s tells", length, r.Sentence)
	}
	return fmt.Sprintf("%s from %s, which %s tells", length, r.Date, r.Sentence)
}
