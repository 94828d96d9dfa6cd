package site

import (
	"bytes"
	"html/template"
	"io"
	"strconv"
	"sync"
)

// A sheet is what one page is written on. Most of a long page is markup that writers made, which templates only put in
// its place: it is kept apart, and a mark goes through the templates for each piece of it. So it is copied but once,
// and the minifier, for which writers leave nothing to do, needn't read it. The buffers serve one page after another.
type sheet struct {
	ink        []byte // the pieces, one after another
	pieces     []int  // where each ends
	writers    []*writer
	used       int // of them
	running    running
	main, page bytes.Buffer
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

// A keeper takes, beside what is written to it, markup that is to be published as it is.
type keeper interface{ Keep(markup []byte) }

// A mark is a number between two characters that no page can hold: html/template and writers replace them.
const (
	markBegin = '\x00'
	markEnd   = '\x01'
)

// keep puts markup aside and returns what stands for it in templates. What is empty stays so, for templates ask.
func (s *sheet) keep(markup []byte) template.HTML {
	if len(markup) == 0 {
		return ""
	}
	s.ink = append(s.ink, markup...)
	s.pieces = append(s.pieces, len(s.ink))
	return marks.of(len(s.pieces) - 1)
}

// publish writes what templates made to w, each mark replaced by its piece.
func (s *sheet) publish(w io.Writer, made []byte) error {
	kept, _ := w.(keeper)
	for {
		at := bytes.IndexByte(made, markBegin)
		if at < 0 {
			_, err := w.Write(made)
			return err
		}
		if _, err := w.Write(made[:at]); err != nil {
			return err
		}
		made = made[at+1:]
		end := bytes.IndexByte(made, markEnd)
		n, err := strconv.Atoi(string(made[:max(end, 0)]))
		if end < 0 || err != nil || n >= len(s.pieces) {
			continue // a theme's own control character
		}
		made = made[end+1:]
		piece := s.ink[:s.pieces[n]]
		if n > 0 {
			piece = piece[s.pieces[n-1]:]
		}
		if kept != nil {
			kept.Keep(piece)
		} else if _, err := w.Write(piece); err != nil {
			return err
		}
	}
}

// writer returns a writer with a buffer that an earlier page used.
func (s *sheet) writer() *writer {
	if s.used == len(s.writers) {
		s.writers = append(s.writers, new(writer))
	}
	s.used++
	return s.writers[s.used-1]
}

// release makes the sheet blank for the next page.
func (s *sheet) release() {
	s.ink, s.pieces, s.used = s.ink[:0], s.pieces[:0], 0
	s.main.Reset()
	s.page.Reset()
	sheets.Put(s)
}

// marks are the marks of the first pieces, made once.
var marks = func() (m markTable) {
	for i := range m {
		m[i] = markOf(i)
	}
	return
}()

type markTable [256]template.HTML

func (m *markTable) of(n int) template.HTML {
	if n < len(m) {
		return m[n]
	}
	return markOf(n)
}

func markOf(n int) template.HTML {
	return template.HTML(string(markBegin) + strconv.Itoa(n) + string(markEnd))
}
