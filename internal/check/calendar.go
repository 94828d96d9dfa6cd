package check

import (
	"strings"
	"time"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// A calendarCheck walks the content lines of an iCalendar file.
type calendarCheck struct {
	*checker
	src  *text.Source
	open []block
	uids map[string]bool
}

// A block is a component that is open: VCALENDAR, VEVENT.
type block struct {
	name string
	has  map[string]string // its properties, parameters included: "DTSTART;VALUE=DATE" is two entries
}

// calendar holds an iCalendar file against RFC 5545: lines, blocks, and what each must have.
func (c *checker) calendar(src *text.Source) {
	k := &calendarCheck{checker: c, src: src, uids: map[string]bool{}}
	if !strings.HasPrefix(src.Text, "BEGIN:VCALENDAR\r\n") {
		c.about(diag.Error, "bad-calendar", src.Name, "the file doesn't begin with BEGIN:VCALENDAR")
	}
	var whole strings.Builder // the content line, unfolded
	var at text.Span
	for n := 1; n <= src.LineCount(); n++ {
		span := src.LineSpan(n)
		line := src.Slice(span)
		k.shape(n, span, line)
		if folded, ok := strings.CutPrefix(line, " "); ok {
			whole.WriteString(folded)
			continue
		}
		k.line(at, whole.String())
		whole.Reset()
		whole.WriteString(line)
		at = span
	}
	k.line(at, whole.String())
	if len(k.open) > 0 {
		c.about(diag.Error, "bad-calendar", src.Name, "%s is never closed", k.open[len(k.open)-1].name)
	}
}

// shape looks at a line as it stands in the file.
func (k *calendarCheck) shape(n int, span text.Span, line string) {
	if n < k.src.LineCount() && !strings.HasSuffix(k.src.Text[:span.End+1], "\r") {
		k.at("bad-calendar", k.src, span, "the line doesn't end with CRLF")
	}
	if len(line) > 75 {
		k.at("bad-calendar", k.src, span, "the line has %d bytes, more than 75", len(line))
	}
}

func (k *calendarCheck) line(span text.Span, line string) {
	if line == "" {
		return
	}
	name, value, ok := strings.Cut(line, ":")
	name, parameters, _ := strings.Cut(name, ";")
	switch {
	case !ok || name == "" || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "":
		k.at("bad-calendar", k.src, span, "the line has no name of a property")
	case name == "BEGIN":
		k.open = append(k.open, block{value, map[string]string{}})
	case name == "END":
		k.end(span, value)
	case len(k.open) == 0:
		k.at("bad-calendar", k.src, span, "%s stands outside the calendar", name)
	default:
		has := k.open[len(k.open)-1].has
		has[name] = value
		has[name+";"] = parameters
	}
}

func (k *calendarCheck) end(span text.Span, name string) {
	if len(k.open) == 0 || k.open[len(k.open)-1].name != name {
		k.at("bad-calendar", k.src, span, "END:%s closes nothing", name)
		return
	}
	last := k.open[len(k.open)-1]
	k.open = k.open[:len(k.open)-1]
	switch name {
	case "VCALENDAR":
		k.must(span, last, "PRODID", "VERSION")
		if v := last.has["VERSION"]; v != "" && v != "2.0" {
			k.at("bad-calendar", k.src, span, "the calendar's version is %q, not 2.0", v)
		}
	case "VEVENT":
		k.must(span, last, "UID", "DTSTAMP", "DTSTART", "SUMMARY")
		k.event(span, last)
	}
}

func (k *calendarCheck) must(span text.Span, b block, names ...string) {
	for _, name := range names {
		if b.has[name] == "" {
			k.at("bad-calendar", k.src, span, "%s has no %s", b.name, name)
		}
	}
}

// event looks at the values of an event: dates that are dates, in order, and an id of its own.
func (k *calendarCheck) event(span text.Span, b block) {
	for _, name := range [...]string{"DTSTAMP", "DTSTART", "DTEND"} {
		layout := "20060102T150405Z"
		if strings.Contains(b.has[name+";"], "VALUE=DATE") && !strings.Contains(b.has[name+";"], "DATE-TIME") {
			layout = "20060102"
		}
		if v := b.has[name]; v != "" {
			if _, err := time.Parse(layout, v); err != nil {
				k.at("bad-calendar", k.src, span, "%s: %q is no date", name, v)
			}
		}
	}
	if start, end := b.has["DTSTART"], b.has["DTEND"]; end != "" && end <= start {
		k.at("bad-calendar", k.src, span, "the event ends before it starts")
	}
	if uid := b.has["UID"]; uid != "" && k.uids[uid] {
		k.at("bad-calendar", k.src, span, "two events have the UID %s", uid)
	} else {
		k.uids[uid] = true
	}
}
