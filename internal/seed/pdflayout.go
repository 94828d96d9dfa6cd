package seed

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefing/internal/corpus"
)

// A printed line of a page.
type printed struct {
	x, y, end float64
	size      float64
	text      string   // once all pieces are there
	pieces    []string // until then
}

// A layout puts the runs of pages together: runs to lines, lines to paragraphs. The order is that in which the page is
// drawn, which for text in columns is the order of reading; sorting by place would mix the columns.
type layout struct {
	out   strings.Builder
	lines int
	hints []corpus.Hint
	seen  map[string][]int // the first and last lines of pages, digits masked → where they stand
}

// page adds the lines of a page.
func (l *layout) page(runs []run) {
	lines := linesOf(runs)
	if len(lines) == 0 {
		return
	}
	if l.seen == nil {
		l.seen = map[string][]int{}
	}
	pitch := pitchOf(lines)
	right := 0.0
	for _, p := range lines {
		right = max(right, p.end)
	}
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && continues(lines[to-1], lines[to], pitch, right) {
			to++
		}
		edge := from == 0 || to == len(lines)
		l.paragraph(lines[from:to], edge)
		from = to
	}
}

// paragraph writes lines as one; at the edges of a page it may be a running head.
func (l *layout) paragraph(lines []printed, edge bool) {
	var b strings.Builder
	for i, p := range lines {
		t := strings.TrimSpace(p.text)
		if i > 0 {
			before := b.String()
			next, _ := utf8.DecodeRuneInString(t)
			if stem := strings.TrimSuffix(strings.TrimSuffix(before, "-"), "\u00ad"); stem != before && unicode.IsLower(next) && endsInLetter(stem) {
				b.Reset()
				b.WriteString(stem)
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t)
	}
	text := strings.Join(strings.Fields(visible(ligatures.Replace(b.String()))), " ")
	if text == "" {
		return
	}
	if l.lines > 0 {
		l.out.WriteByte('\n')
		l.lines++
	}
	l.out.WriteString(text)
	l.out.WriteByte('\n')
	l.lines++
	if edge && len(lines) == 1 {
		key := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '0'
			}
			return r
		}, text)
		key = strings.ReplaceAll(strings.ReplaceAll(key, "000", "0"), "00", "0")
		l.seen[key] = append(l.seen[key], l.lines)
	}
}

// ligatures are signs that stand for several letters, which no word is searched by.
var ligatures = strings.NewReplacer("\uFB00", "ff", "\uFB01", "fi", "\uFB02", "fl", "\uFB03", "ffi", "\uFB04", "ffl", "\uFB05", "st", "\uFB06", "st", "\u00AD", "")

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

func (l *layout) result() read {
	zones := make(map[int]corpus.Reason)
	for key, at := range l.seen {
		switch {
		case strings.Trim(key, "0 -–—/.|pPage") == "":
			for _, n := range at {
				zones[n] = corpus.Reason{Code: corpus.PDFPageNumber}
			}
		case len(at) > 1:
			for _, n := range at {
				zones[n] = corpus.Reason{Code: corpus.PDFRecurs, N: int32(len(at))}
			}
		}
	}
	for n := 1; n <= l.lines; n++ {
		if rule := zones[n]; rule.Code != corpus.NoReason {
			l.hints = append(l.hints, corpus.Hint{Line: n, Zone: corpus.Boilerplate, Rule: rule})
		}
	}
	return read{text: l.out.String(), hints: l.hints}
}

// linesOf puts runs on the same baseline together, a space where there is a gap.
func linesOf(runs []run) []printed {
	var lines []printed
	for _, r := range runs {
		if r.text == "" || math.IsNaN(r.x+r.y+r.end+r.size) || math.IsInf(r.x+r.y+r.end+r.size, 0) {
			continue
		}
		n := len(lines) - 1
		if n >= 0 && math.Abs(lines[n].y-r.y) < 0.5*max(r.size, lines[n].size) && r.x > lines[n].x-r.size && r.x-lines[n].end < 6*r.size {
			p := &lines[n]
			if r.x-p.end > spaceWidth/1000.0*r.size && !strings.HasSuffix(p.pieces[len(p.pieces)-1], " ") && !strings.HasPrefix(r.text, " ") {
				p.pieces = append(p.pieces, " ")
			}
			p.pieces = append(p.pieces, r.text)
			p.end = max(p.end, r.end)
			continue
		}
		lines = append(lines, printed{x: r.x, y: r.y, end: r.end, size: r.size, pieces: []string{r.text}})
	}
	kept := lines[:0]
	for _, p := range lines {
		if p.text = strings.Join(p.pieces, ""); strings.TrimSpace(p.text) != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// pitchOf returns the usual distance between the lines of a page: the least that is common.
func pitchOf(lines []printed) float64 {
	count := map[int]int{} // in tenths of a point
	for i := 1; i < len(lines); i++ {
		if d := lines[i-1].y - lines[i].y; d > 0 && d < 5*lines[i].size {
			count[int(math.Round(d*2))]++
		}
	}
	best, most := 0, 0
	for d, n := range count {
		if n > most || n == most && d < best {
			best, most = d, n
		}
	}
	return float64(best) / 2
}

// continues reports whether line b is of the same paragraph as line a before it: as large, one pitch below, not
// indented, and a is full.
func continues(a, b printed, pitch, right float64) bool {
	gap := a.y - b.y
	switch {
	case math.Abs(a.size-b.size) > 0.15*a.size || gap < 0 || gap > max(1.35*pitch, 1.4*a.size):
		return false
	case b.x > a.x+0.8*a.size && b.x < a.x+6*a.size: // the indent of a new paragraph
		return false
	case a.end < a.x+0.75*(right-a.x) && endsSentence(a.text):
		return false
	}
	return true
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, " »”\"’)")
	return s != "" && strings.IndexByte(".!?:", s[len(s)-1]) >= 0
}
