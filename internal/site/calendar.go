package site

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// longestEntry is how many days an event may last that a calendar shows: what is dated to the year, or to a decade,
// would lie over every page of it.
const longestEntry = 62

// addCalendar adds the events that a calendar can show (RFC 5545), or nothing where there are none.
func (s *edition) addCalendar(path, name string, events []*corpus.Event) {
	if !hasCalendar(events) {
		return
	}
	at := s.placeOf(path)
	s.addLong(s.prefix+path, func(w io.Writer) error {
		c := calendar{s: s, at: at, out: bufio.NewWriter(w)}
		c.line("BEGIN", "VCALENDAR")
		c.line("VERSION", "2.0")
		c.line("PRODID", "-//briefing//briefing//"+strings.ToUpper(s.words.lang))
		c.line("CALSCALE", "GREGORIAN")
		c.begin("X-WR-CALNAME")
		c.text(name)
		c.end()
		for _, e := range events {
			if from, to, ok := calendarDays(e); ok {
				c.event(e, from, to)
			}
		}
		c.line("END", "VCALENDAR")
		return c.out.Flush()
	})
}

// calendarLink returns the way to the calendar of all events, "" where there is none.
func (s *edition) calendarLink(at place) string {
	if !s.dated {
		return ""
	}
	return at.href("timeline.ics")
}

// hasCalendar reports whether a calendar can show any of the events.
func hasCalendar(events []*corpus.Event) bool {
	for _, e := range events {
		if _, _, ok := calendarDays(e); ok {
			return true
		}
	}
	return false
}

// calendarDays returns the first and last day under which a calendar shows an event. A deadline is shown on its day.
func calendarDays(e *corpus.Event) (from, to edtf.Day, ok bool) {
	from, to, ok = shelf(e.Date)
	y, _, _ := from.Date()
	return from, to, ok && to-from < longestEntry && y >= 1 && y <= 9999
}

// A calendar writes one iCalendar file.
type calendar struct {
	s   *edition
	at  place
	out *bufio.Writer
	raw []byte // the line at hand
}

func (c *calendar) event(e *corpus.Event, from, to edtf.Day) {
	title, lang := c.s.eventTitle(e)
	c.line("BEGIN", "VEVENT")
	c.line("UID", strings.TrimPrefix(urn("event", e.ID), "urn:uuid:"))
	c.begin("DTSTAMP")
	c.day(told(e))
	c.raw = append(c.raw, "T000000Z"...)
	c.end()
	c.begin("DTSTART;VALUE=DATE")
	c.day(from)
	c.end()
	c.begin("DTEND;VALUE=DATE")
	c.day(to + 1) // the day after the last
	c.end()
	if title == "" {
		title = c.s.eventDate(e)
	}
	c.begin("SUMMARY;LANGUAGE=" + first(lang, c.s.words.lang))
	c.text(title)
	c.end()
	if len(e.Statements) > 0 {
		c.told(e.Statements[0])
	}
	if e.Status == corpus.Planned {
		c.line("STATUS", "TENTATIVE")
	} else {
		c.line("STATUS", "CONFIRMED")
	}
	c.line("TRANSP", "TRANSPARENT")
	if c.s.corpus.Content.Site.BaseURL != "" {
		c.line("URL", c.s.absolute(c.s.eventTarget(e)))
	}
	c.line("END", "VEVENT")
}

// told describes an event by the first sentence that tells it.
func (c *calendar) told(st corpus.Statement) {
	c.begin("DESCRIPTION;LANGUAGE=" + st.Document.Lang)
	c.text("« ")
	c.text(oneLine(st.Text()))
	c.text(" » — ")
	if publisher := st.Document.Publisher().Text; publisher != "" {
		c.text(publisher)
	} else {
		c.text(c.s.articleOf(st.Document).title)
	}
	c.end()
}

// day writes a day as YYYYMMDD.
func (c *calendar) day(d edtf.Day) {
	for _, b := range []byte(d.String()) {
		if b != '-' {
			c.raw = append(c.raw, b)
		}
	}
}

// text writes a text (RFC 5545, 3.3.11); control characters have no place in one.
func (c *calendar) text(s string) {
	for i := range len(s) {
		switch b := s[i]; {
		case b == '\n':
			c.raw = append(c.raw, `\n`...)
		case b < ' ' || b == 0x7f:
		case b == '\\' || b == ';' || b == ',':
			c.raw = append(c.raw, '\\', b)
		default:
			c.raw = append(c.raw, b)
		}
	}
}

// foldAt is how many bytes a line may have, without its break (RFC 5545, 3.1).
const foldAt = 75

// line writes a content line.
func (c *calendar) line(name, value string) {
	c.begin(name)
	c.raw = append(c.raw, value...)
	c.end()
}

// begin begins a content line, whose value follows.
func (c *calendar) begin(name string) { c.raw = append(append(c.raw[:0], name...), ':') }

// end writes the line, folded between characters.
func (c *calendar) end() {
	rest, room := c.raw, foldAt
	for len(rest) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.out.Write(rest[:cut])
		c.out.WriteString("\r\n ")
		rest = rest[cut:]
		room = foldAt - 1 // the space counts
	}
	c.out.Write(rest)
	c.out.WriteString("\r\n")
}
