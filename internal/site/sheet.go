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
	pieces     []piece
	writers    []*writer
	used       int // of them
	running    running
	main, page bytes.Buffer
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

// A piece is markup that writers made.
type piece struct {
	end   int  // in ink
	loose bool // the minifier has something to do
}

// A keeper takes, beside what is written to it, markup that is to be published as it is.
type keeper interface{ Keep(markup []byte) }

// A mark is a number between two characters that no page can hold: html/template and writers replace them.
const (
	markBegin = '\x00'
	markEnd   = '\x01'
)

// mainMark stands for what the page's own template made, in what the layout does.
const mainMark = string(markBegin) + "main" + string(markEnd)

// keep puts markup aside and returns what stands for it in templates. What is empty stays so, for templates ask.
func (s *sheet) keep(markup []byte) template.HTML { return s.put(markup, false) }

// put is keep for markup that may be loose.
func (s *sheet) put(markup []byte, loose bool) template.HTML {
	if len(markup) == 0 {
		return ""
	}
	s.ink = append(s.ink, markup...)
	s.pieces = append(s.pieces, piece{len(s.ink), loose})
	return marks.of(len(s.pieces) - 1)
}

// publish writes what the layout made to w, each mark replaced by its piece.
func (s *sheet) publish(w io.Writer, made []byte) error { return s.replace(w, made, s.main.Bytes()) }

// replace writes what templates made, in which the mark of the page's middle stands for main; in that there is none.
func (s *sheet) replace(w io.Writer, made, main []byte) error {
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
		if main != nil && bytes.HasPrefix(made, []byte(mainMark[1:])) {
			if err := s.replace(w, main, nil); err != nil {
				return err
			}
			made = made[end+1:]
			continue
		}
		n, err := strconv.Atoi(string(made[:max(end, 0)]))
		if end < 0 || err != nil || n >= len(s.pieces) {
			continue // a theme's own control character
		}
		made = made[end+1:]
		markup := s.ink[:s.pieces[n].end]
		if n > 0 {
			markup = markup[s.pieces[n-1].end:]
		}
		if kept != nil && !s.pieces[n].loose {
			kept.Keep(markup)
		} else if _, err := w.Write(markup); err != nil {
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
