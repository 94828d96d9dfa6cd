package seed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	wrapWidest   = 90   // characters of a line that a mail program wraps, at most
	wrapNarrow   = 50   // and at least, of the widest of a paragraph
	wrapFullness = 0.65 // how full all lines but the last are, as a share of the widest
)

// unwrap joins the lines into which a mail program broke paragraphs; flowed mails tell by a space at the end of a
// line (RFC 3676), in others a paragraph is broken where all its lines but the last are about equally wide.
func unwrap(s string, flowed bool) string {
	var b strings.Builder
	var paragraph []string
	flush := func() {
		b.WriteString(join(paragraph))
		paragraph = paragraph[:0]
	}
	for l := range strings.Lines(s) {
		l = strings.TrimSuffix(l, "\n")
		if flowed {
			soft := strings.HasSuffix(l, " ") && l != "-- "
			b.WriteString(l)
			if !soft {
				b.WriteByte('\n')
			}
			continue
		}
		if strings.TrimSpace(l) == "" {
			flush()
			b.WriteByte('\n')
			continue
		}
		paragraph = append(paragraph, l)
	}
	flush()
	return b.String()
}

// join returns the lines of a paragraph, as one where it was broken.
func join(lines []string) string {
	sep := "\n"
	if isWrapped(lines) {
		sep = " "
	}
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(strings.TrimRight(l, " \t"))
		if i+1 < len(lines) {
			b.WriteString(sep)
		} else {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func isWrapped(lines []string) bool {
	if len(lines) < 2 {
		return false
	}
	widest := 0
	for _, l := range lines {
		widest = max(widest, utf8.RuneCountInString(l))
	}
	if widest > wrapWidest || widest < wrapNarrow {
		return false
	}
	inside := 0 // breaks inside a sentence
	for i, l := range lines[:len(lines)-1] {
		if float64(utf8.RuneCountInString(l)) < wrapFullness*float64(widest) {
			return false
		}
		if next, _ := utf8.DecodeRuneInString(strings.TrimLeft(lines[i+1], " \t")); unicode.IsLower(next) || unicode.IsDigit(next) {
			inside++
		}
	}
	return inside > 0
}
