package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxDepth  = 200     // deeper elements are read as part of the one at this depth
	maxAttrs  = 4 << 10 // bytes of class names and the like that are kept of one element
	maxScript = 4 << 20 // bytes of JSON-LD that are read
)

// A block is an element that stands on lines of its own.
type block struct {
	tag     atom.Atom
	parent  int32 // index of the block around it; -1 for the page
	depth   int32
	names   string // its class names, id and role, folded
	hidden  bool
	article bool  // the page says that the article is in here
	first   int32 // its lines: from first up to last
	last    int32
}

// A line is a run of text between two block boundaries.
type line struct {
	text  string
	block int32 // the innermost around it
	words int32
	links int32 // words of it inside links
}

// A scanned page.
type scanned struct {
	blocks []block
	lines  []line

	head    head
	current strings.Builder
	words   int32
	links   int32
	inWord  bool
	odd     bool // an odd number of ideographs was read
	space   bool // white space is pending
	linked  bool // inside a link
	linkEnd int  // length of the current line at the end of the last link
	pre     int  // open <pre>
	broken  int  // length of the current line at the last <br>
	stack   []open
	skip    int // open elements whose text nobody sees
}

// An open element of the stack: a block, or one that is only counted.
type open struct {
	tag   atom.Atom
	block int32 // -1 for inline elements
}

// scan reads the tags of a page.
func scan(source string) *scanned {
	s := &scanned{blocks: []block{{parent: -1}}, stack: []open{{0, 0}}}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			s.breakLine()
			for len(s.stack) > 0 {
				s.pop()
			}
			return s
		case html.TextToken:
			if s.skip == 0 {
				s.text(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(z, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			s.end(atom.Lookup(name))
		}
	}
}

// start handles a start tag; closed is whether it is written as closing itself, which only SVG and the like heed.
func (s *scanned) start(z *html.Tokenizer, closed bool) {
	name, more := z.TagName()
	tag := atom.Lookup(name)
	attrs := attributes{}
	if more {
		attrs.read(z)
	}
	switch tag {
	case atom.Script:
		s.script(z, &attrs)
		return
	case atom.Title:
		if z.Next() == html.TextToken && s.skip == 0 && s.head.title == "" {
			s.head.title = squeeze(string(z.Text()))
		}
		return
	case atom.Meta:
		s.head.meta(&attrs)
		return
	case atom.Link:
		s.head.link(&attrs)
		return
	case atom.Html:
		s.head.lang = attrs.lang
		return
	case atom.Style, atom.Textarea, atom.Iframe, atom.Noembed, atom.Noframes, atom.Xmp:
		if z.Next() == html.TextToken { // raw text up to the end tag
			return
		}
		return
	case atom.Br:
		s.lineBreak()
		return
	case atom.Hr:
		s.breakLine()
		return
	case atom.Time:
		s.head.time(&attrs, s.within(atom.Article))
	}
	if isVoid(tag) {
		return
	}
	if s.skip > 0 || isUnseen(tag) {
		if !closed && s.open(open{tag, -1}) {
			s.skip++
		}
		return
	}
	s.head.property(&attrs, tag)
	s.imply(tag)
	switch {
	case isBlock(tag):
		s.breakLine()
		parent := s.inner()
		if len(s.stack) >= maxDepth {
			return
		}
		b := block{tag: tag, parent: parent, depth: s.blocks[parent].depth + 1, names: attrs.names(), first: int32(len(s.lines))}
		b.hidden = attrs.hidden || s.blocks[parent].hidden
		b.article = tag == atom.Article || attrs.itemprop == "articlebody"
		s.blocks = append(s.blocks, b)
		s.open(open{tag, int32(len(s.blocks) - 1)})
		if tag == atom.Pre {
			s.pre++
		}
	case tag == atom.A:
		s.space = s.space || s.linkEnd > 0 && s.linkEnd == s.current.Len() // links side by side are words of their own
		s.linked = s.open(open{tag, -1})
	}
}

// open puts an element on the stack, if it isn't full.
func (s *scanned) open(o open) bool {
	if len(s.stack) >= maxDepth {
		return false
	}
	s.stack = append(s.stack, o)
	return true
}

// inner returns the innermost open block.
func (s *scanned) inner() int32 {
	for i := len(s.stack) - 1; i >= 0; i-- {
		if s.stack[i].block >= 0 {
			return s.stack[i].block
		}
	}
	return 0
}

// within reports whether an element of the tag is open.
func (s *scanned) within(tag atom.Atom) bool {
	for i := range s.stack {
		if s.stack[i].tag == tag {
			return true
		}
	}
	return false
}

// imply closes what a start tag closes without saying so.
func (s *scanned) imply(tag atom.Atom) {
	switch tag {
	case atom.Li:
		s.closeWithin(atom.Li, atom.Ul, atom.Ol)
	case atom.Dt, atom.Dd:
		s.closeWithin(atom.Dt, atom.Dl)
		s.closeWithin(atom.Dd, atom.Dl)
	case atom.Tr:
		s.closeWithin(atom.Tr, atom.Table)
	case atom.Td, atom.Th:
		s.closeWithin(atom.Td, atom.Tr, atom.Table)
		s.closeWithin(atom.Th, atom.Tr, atom.Table)
	}
	if isBlock(tag) && tag != atom.Button {
		s.closeWithin(atom.P)
	}
}

// closeWithin closes the innermost open element of a tag, unless one of the borders is open within it.
func (s *scanned) closeWithin(tag atom.Atom, borders ...atom.Atom) {
	for i := len(s.stack) - 1; i > 0; i-- {
		t := s.stack[i].tag
		if t == tag {
			for len(s.stack) > i {
				s.pop()
			}
			return
		}
		if tag == atom.P && s.stack[i].block >= 0 {
			return
		}
		for _, b := range borders {
			if t == b {
				return
			}
		}
	}
}

// end handles an end tag: it closes the innermost element of its tag, if there is one, and all within it.
func (s *scanned) end(tag atom.Atom) {
	if tag == 0 {
		return
	}
	if isBlock(tag) && s.skip == 0 {
		s.breakLine()
	}
	for i := len(s.stack) - 1; i > 0; i-- {
		switch t := s.stack[i].tag; {
		case t == tag:
			for len(s.stack) > i {
				s.pop()
			}
			return
		case (t == atom.Td || t == atom.Th) && !isTable(tag): // a cell keeps stray end tags in
			return
		}
	}
}

func isTable(tag atom.Atom) bool {
	switch tag {
	case atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Table:
		return true
	}
	return false
}

// pop closes the innermost open element.
func (s *scanned) pop() {
	o := s.stack[len(s.stack)-1]
	switch {
	case o.block >= 0:
		s.breakLine()
		s.blocks[o.block].last = int32(len(s.lines))
		if o.tag == atom.Pre {
			s.pre--
		}
	case s.skip > 0:
		s.skip--
	case o.tag == atom.A:
		s.linked, s.linkEnd = false, s.current.Len()
	}
	s.stack = s.stack[:len(s.stack)-1]
}

// script keeps JSON-LD.
func (s *scanned) script(z *html.Tokenizer, attrs *attributes) {
	if z.Next() != html.TextToken {
		return
	}
	if strings.HasPrefix(attrs.kind, "application/ld+json") && s.head.ldBytes < maxScript {
		raw := string(z.Raw())
		s.head.ldBytes += len(raw)
		s.head.ld = append(s.head.ld, raw)
	}
}

// text adds text to the current line; white space is folded into single spaces.
func (s *scanned) text(raw []byte) {
	for i := 0; i < len(raw); {
		c := raw[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '\n' && s.pre > 0:
				s.breakLine()
			case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
				s.space, s.inWord = true, false
			case c < ' ' || c == 0x7f:
			default:
				s.put(rune(c))
			}
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		i += n
		switch {
		case r == '\u00a0' || r == '\u202f' || unicode.IsSpace(r):
			if r == '\u0085' || r == '\u2028' || r == '\u2029' {
				r = ' '
			}
			if s.current.Len() > 0 && !s.space && r != ' ' {
				s.current.WriteRune(r) // narrow spaces of French signs are kept
			} else {
				s.space = true
			}
			s.inWord = false
		case unicode.Is(unicode.Cc, r) || r == '\ufeff' || r == '\ufffe' || r == '\uffff':
		default:
			s.put(r)
		}
	}
}

// put adds a character that is no space.
func (s *scanned) put(r rune) {
	if s.space && s.current.Len() > 0 {
		s.current.WriteByte(' ')
	}
	s.space = false
	switch {
	case isIdeograph(r): // no spaces between words, which have two signs or so
		if s.odd = !s.odd; s.odd {
			s.count()
		}
		s.inWord = false
	case !s.inWord && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		s.inWord = true
		s.count()
	}
	s.current.WriteRune(r)
}

// count counts a word of the current line.
func (s *scanned) count() {
	s.words++
	if s.linked {
		s.links++
	}
}

// isIdeograph reports the signs of scripts that set no space between words.
func isIdeograph(r rune) bool {
	return r >= 0x2E80 && (r <= 0xA4CF || 0xF900 <= r && r <= 0xFAFF || 0x20000 <= r && r <= 0x3FFFF) || 0x0E00 <= r && r <= 0x0EFF
}

// lineBreak handles <br>: a line ends where a sentence has ended; two breaks end it in any case.
func (s *scanned) lineBreak() {
	if s.skip > 0 {
		return
	}
	text := s.current.String()
	if text == "" {
		return
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	if s.broken == len(text) || strings.ContainsRune(".!?…:;»”\"", last) {
		s.breakLine()
		return
	}
	s.space, s.inWord, s.broken = true, false, len(text)
}

// breakLine ends the current line.
func (s *scanned) breakLine() {
	text := strings.TrimRight(s.current.String(), " \u00a0\u202f")
	if text != "" {
		s.lines = append(s.lines, line{text: text, block: s.inner(), words: s.words, links: s.links})
	}
	s.current.Reset()
	s.words, s.links, s.inWord, s.space, s.broken, s.linkEnd = 0, 0, false, false, 0, 0
}

// squeeze folds white space into single spaces.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Col, atom.Embed, atom.Img, atom.Input, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isUnseen reports the elements whose text no reader sees, or that hold a control and not text.
func isUnseen(tag atom.Atom) bool {
	switch tag {
	case atom.Svg, atom.Math, atom.Template, atom.Object, atom.Select, atom.Datalist, atom.Canvas, atom.Audio, atom.Video, atom.Noscript, atom.Map, atom.Applet:
		return true
	}
	return false
}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dialog,
		atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol,
		atom.P, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead,
		atom.Tr, atom.Ul, atom.Label:
		return true
	}
	return false
}
