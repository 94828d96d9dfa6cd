package site

import (
	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// reason returns the words of a reason; "" for none.
func (c *catalogue) reason(r corpus.Reason) string {
	switch r.Code {
	case corpus.NoReason:
		return ""
	case corpus.Told:
		return r.Text
	}
	return c.say("reason."+r.Code.Key(), "n", int(r.N), "text", r.Text)
}

// reckoning tells how a date that no text gives was worked out.
func (c *catalogue) reckoning(r *corpus.Reckoning) string {
	unit := map[byte]string{'D': "days", 'W': "weeks", 'M': "months", 'Y': "years"}[r.Unit]
	length := c.counted("reckoning."+unit, r.N)
	switch {
	case r.Event != "":
		return c.say("reckoning.from_event", "length", length, "date", c.beginning(r.Date))
	case r.Sentence == "":
		return c.say("reckoning.from_publication", "length", length, "date", c.beginning(r.Date))
	case r.Date.IsZero():
		return c.say("reckoning.from_sentence", "length", length, "sentence", r.Sentence)
	}
	return c.say("reckoning.from_dated", "length", length, "date", c.beginning(r.Date), "sentence", r.Sentence)
}

// beginning writes the day from which a term counts.
func (c *catalogue) beginning(v edtf.Value) string { return c.date(v, false) }
