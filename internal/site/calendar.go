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
		c.line("X-WR-CALNAME", calendarText(name))
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
	raw []byte
}

func (c *calendar) event(e *corpus.Event, from, to edtf.Day) {
	title, lang := c.s.eventTitle(e)
	c.line("BEGIN", "VEVENT")
	c.line("UID", strings.TrimPrefix(urn("event:"+e.ID), "urn:uuid:"))
	c.line("DTSTAMP", stampMarks.Replace(told(e)))
	c.line("DTSTART;VALUE=DATE", compact(from))
	c.line("DTEND;VALUE=DATE", compact(to+1)) // the day after the last
	c.line("SUMMARY;LANGUAGE="+first(lang, c.s.words.lang), calendarText(first(title, c.s.eventDate(e))))
	if len(e.Statements) > 0 {
		st := e.Statements[0]
		c.line("DESCRIPTION;LANGUAGE="+st.Document.Lang, calendarText("« "+oneLine(st.Text())+" » — "+first(st.Document.Publisher().Text, titleOf(st.Document))))
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

var stampMarks = strings.NewReplacer("-", "", ":", "")

func compact(d edtf.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// calendarText escapes a text (RFC 5545, 3.3.11); control characters have no place in one.
func calendarText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	return calendarEscaper.Replace(s)
}

var calendarEscaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// foldAt is how many bytes a line may have, without its break (RFC 5545, 3.1).
const foldAt = 75

// line writes a content line, folded between characters.
func (c *calendar) line(name, value string) {
	c.raw = append(append(append(c.raw[:0], name...), ':'), value...)
	room := foldAt
	for len(c.raw) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(c.raw[cut]) {
			cut--
		}
		c.out.Write(c.raw[:cut])
		c.out.WriteString("\r\n ")
		c.raw = c.raw[cut:]
		room = foldAt - 1 // the space counts
	}
	c.out.Write(c.raw)
	c.out.WriteString("\r\n")
}
