package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

const (
	titleLength = 110 // characters up to which a headline is cut
	titleSlack  = 20  // more, where the clause then is whole
	titleLeast  = 40  // a cut at a mark must leave so many
)

// headline cuts a title from the words of the best statement of an event.
func (l *linker) headline(e *corpus.Event) (title, lang string) {
	x := extractor{linker: l}
	best := -1 << 30
	for i := range e.Statements {
		s := &e.Statements[i]
		cut, points := x.title(s)
		if i == 0 || points > best {
			title, lang, best = cut, s.Document.Lang, points
		}
	}
	return title, lang
}

// title cuts a title from the clause of a statement and says how good a one it is.
func (x *extractor) title(s *corpus.Statement) (string, int) {
	doc := s.Document
	span := doc.Sentences[s.Sentence].Span
	x.doc, x.sentence, x.lex = doc, s.Sentence, lexiconOf(doc.Lang)
	x.timexes = between2(len(doc.Timexes), span, func(i int) int32 { return doc.Timexes[i].Span.Start })
	x.mentions = between2(len(doc.Mentions), span, func(i int) int32 { return doc.Mentions[i].Span.Start })
	x.passage.read(x.lex)
	x.cut()
	from, to := x.first(s.Clause.Start), x.first(s.Clause.End)
	if from == to {
		return oneLine(doc.Text(span)), -100
	}
	points := 0
	add := func(yes bool, n int) {
		if yes {
			points += n
		}
	}
	k := &x.clauses[x.of[from]]
	add(s.Timex >= 0, 4)
	add(!s.Inherited, 2)
	add(k.rank <= contrasted, 2)
	add(doc.Lang == x.language, 1)
	add(doc.ZoneAt(span.Start) == corpus.Title, 2)
	add(doc.ZoneAt(span.Start) == corpus.Caption, -1)
	prefix := ""
	if k.rank == relativeOf && x.words[from].is(relative) {
		if k.head >= 0 {
			prefix = doc.Text(doc.Mentions[x.words[k.head].mention].Span) + " "
		} else {
			points -= 6
		}
	}
	from = x.skip(from, to)
	to = x.trimEnd(from, to)
	if from >= to {
		return oneLine(doc.Text(span)), -100
	}
	named := prefix != ""
	for i := from; i < to; i++ {
		named = named || x.words[i].mention >= 0
	}
	add(named, 2)
	add(!x.words[from].is(pronoun) && !x.descriptionOnly(from), 3)
	body, whole := x.shorten(from, to, titleLength-utf8.RuneCountInString(prefix))
	add(whole, 1)
	return capitalized(prefix + body), points
}

// between2 returns the range of the annotations, in the order of the text, that begin inside a span.
func between2(n int, s text.Span, start func(i int) int32) [2]int {
	find := func(off int32) int {
		lo, hi := 0, n
		for lo < hi {
			if m := (lo + hi) / 2; start(m) < off {
				lo = m + 1
			} else {
				hi = m
			}
		}
		return lo
	}
	return [2]int{find(s.Start), find(s.End)}
}

// skip returns the first word of the clause that says something without the sentence around it: it leaves out joining
// words, a time expression and a source at its head.
func (x *extractor) skip(from, to int) int {
	for i := from; i < to; {
		w := &x.words[i]
		switch next := x.pastTimex(i, to); {
		case w.kind == text.Punct && w.sign != '"' && w.sign != '(':
			i++
		case next > i:
			i = next
		case w.is(attribution):
			j := i
			for j < to && x.words[j].sign != ',' {
				j++
			}
			if j == to {
				return i
			}
			i = j + 1
		case w.is(opener|relative|subordinate|contrast|coordinate|that) && !w.is(pronoun) && w.mention < 0 && w.timex < 0:
			i = x.pastPhrase(i)
		default:
			return i
		}
	}
	return from
}

// pastPhrase returns the word behind the phrase that begins at word i.
func (x *extractor) pastPhrase(i int) int {
	n := int(x.words[i].long)
	for i++; n > 1 && i < len(x.words); i++ {
		if x.words[i].kind != text.Punct {
			n--
		}
	}
	for i < len(x.words) && (x.words[i].fold == "'" || x.words[i].fold == "’") {
		i++
	}
	return i
}

// pastTimex returns the word behind the comma that ends a time expression at the head of a clause, with the
// preposition before it; i where there is none.
func (x *extractor) pastTimex(i, to int) int {
	const prepositions = 3
	j := i
	for j < to && j-i < prepositions && x.words[j].timex < 0 && (x.words[j].is(stop) || x.words[j].fold == "'") {
		j++
	}
	if j == to || x.words[j].timex < 0 {
		return i
	}
	for j < to && x.words[j].timex >= 0 {
		j++
	}
	if j < to && x.words[j].sign == ',' {
		return j + 1
	}
	return i
}

// trimEnd leaves out the source at the end of a clause: ", according to a press release".
func (x *extractor) trimEnd(from, to int) int {
	for i := to - 1; i > from+3; i-- {
		if x.words[i].is(attribution) && x.words[i-1].sign == ',' {
			return i - 1
		}
	}
	return to
}

// descriptionOnly reports whether the words from i on begin with a description of what was named before ("the
// company") and name nothing before the verb.
func (x *extractor) descriptionOnly(i int) bool {
	if !x.words[i].is(definite) || x.words[i].mention >= 0 {
		return false
	}
	for ; i < len(x.words) && !x.verbal(i); i++ {
		if x.words[i].mention >= 0 {
			return false
		}
	}
	return true
}

// shorten returns the words from one to another, cut at a mark or between words where they are more than the
// characters allowed, and whether they are whole.
func (x *extractor) shorten(from, to, allowed int) (string, bool) {
	for to > from && x.words[to-1].kind == text.Punct && x.words[to-1].sign != '"' && x.words[to-1].sign != ')' {
		to--
	}
	whole := x.slice(from, to)
	if utf8.RuneCountInString(whole) <= allowed+titleSlack {
		if rest := x.doc.Clipping.Source.Text[x.words[to-1].end:]; strings.HasPrefix(rest, "…") || strings.HasPrefix(rest, "...") {
			return balance(whole) + "…", true // the clipping itself breaks off
		}
		return balance(whole), true
	}
	mark, word := -1, from
	quoted, says := x.words[from].sign == '"', x.verbal(from)
	for i := from + 1; i < to; i++ {
		if x.words[i].sign == '"' {
			quoted = !quoted
		}
		if utf8.RuneCountInString(x.slice(from, i)) > allowed {
			break
		}
		if !x.glued(i-1) && x.words[i].kind != text.Punct && !x.words[i-1].is(stop|of|determiner) {
			word = i
		}
		says = says || x.verbal(i)
		if says && !quoted && (x.words[i].sign == ',' || x.words[i].sign == '(' || x.of[i] != x.of[i-1] && !x.words[i].is(that)) {
			mark = i
		}
	}
	if mark > 0 && utf8.RuneCountInString(x.slice(from, mark)) >= titleLeast {
		return balance(x.slice(from, mark)), false
	}
	return balance(x.slice(from, word)) + "…", false
}

func (x *extractor) slice(from, to int) string {
	if to <= from {
		return ""
	}
	return oneLine(x.doc.Clipping.Source.Text[x.words[from].start:x.words[to-1].end])
}

// balance drops a mark of quotation that has lost its partner, at the ends, and closes one that is left open.
func balance(s string) string {
	s = strings.TrimRight(s, " \u00a0\u202f,;:")
	for _, m := range [...][2]string{{"“", "”"}, {"«", "»"}} {
		opened, closed := strings.Count(s, m[0]), strings.Count(s, m[1])
		switch {
		case opened > closed && strings.HasSuffix(s, m[0]):
			s = strings.TrimRight(strings.TrimSuffix(s, m[0]), " ")
		case opened > closed:
			s += m[1]
		case closed > opened && strings.HasSuffix(s, m[1]):
			s = strings.TrimSuffix(s, m[1])
		}
	}
	if strings.Count(s, `"`)%2 == 1 {
		if strings.HasSuffix(s, `"`) {
			s = strings.TrimRight(strings.TrimSuffix(s, `"`), " ")
		} else {
			s += `"`
		}
	}
	return s
}

// oneLine puts one space where a text has blanks or breaks.
func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ") }

// capitalized begins a text with a capital, unless its first word is a name written otherwise ("eBay").
func capitalized(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if word, _, _ := strings.Cut(s, " "); !unicode.IsLower(r) || strings.ToLower(word) != word {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
