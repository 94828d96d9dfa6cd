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

// bestTitle returns the best of the titles that the statements of an event have been cut to.
func bestTitle(members []*statement, site string) (title, lang string) {
	best := -1 << 30
	for _, s := range members {
		points := int(s.titlePoints)
		if s.doc.Lang == site {
			points++
		}
		if points > best {
			title, lang, best = s.title, s.doc.Lang, points
		}
	}
	return title, lang
}

// entitle cuts a title from the clause of a statement, and notes how good a one it is. The passage holds the sentence.
func (x *extractor) entitle(s *statement) {
	from, to := x.first(s.clause.Start), x.first(s.clause.End)
	if from == to {
		s.title, s.titlePoints = oneLine(x.doc.Text(x.doc.Sentences[x.sentence].Span)), -100
		return
	}
	points := 0
	add := func(yes bool, n int) {
		if yes {
			points += n
		}
	}
	k := &x.clauses[x.of[from]]
	if above := x.above(int(x.of[from]), from); above >= 0 {
		from = x.clauses[above].from
		k = &x.clauses[above]
		points -= 4
	}
	add(s.timex >= 0, 4)
	add(k.rank <= contrasted, 2)
	add(s.zone == corpus.Title, 2)
	add(s.zone == corpus.Caption, -1)
	prefix, object := "", false
	if k.rank == relativeOf && x.words[from].is(relative) && k.head >= 0 {
		prefix = x.doc.Text(x.doc.Mentions[x.words[k.head].mention].Span) + " "
		next := x.after(from + 1)
		for next < to && x.words[next].is(between) {
			next = x.after(next + 1)
		}
		object = next < to && !x.words[next].verbal // "which somebody founded": the pronoun is needed
	}
	keep := -1 // a term is what its event is about, a date isn't
	if s.timex >= 0 && x.doc.Timexes[s.timex].Type == corpus.Duration {
		keep = x.first(x.doc.Timexes[s.timex].Span.Start)
	}
	if !object {
		from = x.skip(from, to, keep)
	}
	to = x.trimEnd(from, to)
	named := prefix != ""
	for i := from; i < to; i++ {
		named = named || x.words[i].mention >= 0
	}
	add(named, 2)
	add(!x.words[from].is(pronoun) && !x.descriptionOnly(from), 3)
	body, whole := x.shorten(from, to, titleLength-utf8.RuneCountInString(prefix))
	add(whole, 1)
	s.title, s.titlePoints = capitalized(prefix+body), int32(points)
}

// above returns the clause that a title must begin with to say who or what clause k is about: the one that a relative
// clause without a name before it stands in, or that tells who says what "it" did; -1 where k will do.
func (x *extractor) above(k, from int) int {
	found := -1
	for x.clauses[k].parent >= 0 && x.clauses[k].parent != k {
		c := &x.clauses[k]
		first := x.after(from + 1)
		switch {
		case c.rank == relativeOf && c.head < 0, c.rank == contentOf && found >= 0:
		case c.rank == sideClause && !x.hasVerb(k):
		case c.rank == sideClause && x.words[from].is(coordinate) && first < len(x.words) && !x.words[first].is(determiner) && x.words[first].mention < 0:
		case c.rank == contentOf && (x.words[from].is(pronoun) || first < len(x.words) && x.words[first].is(pronoun)):
		default:
			return found
		}
		if x.clauses[c.parent].from >= from {
			return found
		}
		k = c.parent
		found, from = k, x.clauses[k].from
	}
	return found
}

// skip returns the first word of the clause that says something without the sentence around it: it leaves out joining
// words, a time expression, what stands before the subject and a source at its head; but nothing that holds the word
// keep.
func (x *extractor) skip(from, to, keep int) int {
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
			next := x.pastPhrase(i)
			if next < to && x.words[next].is(of) {
				return i // "as a result of"
			}
			i = next
		case w.is(fronting) && w.mention < 0:
			j := x.subject(i, to)
			if j == i || keep >= i && keep < j {
				return i
			}
			i = j
		default:
			return i
		}
	}
	return from
}

// subject returns the word behind the comma that ends what stands before the subject: "After a talk between A and B, C
// …"; i where there is none before the first verb.
func (x *extractor) subject(i, to int) int {
	other := i
	for j := i; j+1 < to && !x.words[j].verbal; j++ {
		if x.words[j].sign != ',' {
			continue
		}
		switch next := &x.words[j+1]; {
		case next.mention >= 0:
			return j + 1
		case other == i && next.is(determiner):
			other = j + 1
		}
	}
	return other
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
	for ; i < len(x.words) && !x.words[i].verbal; i++ {
		if x.words[i].mention >= 0 {
			return false
		}
	}
	return true
}

// shorten returns the words from one to another, cut at a mark or between words where they are more than the
// characters allowed, and whether they are whole.
func (x *extractor) shorten(from, to, allowed int) (string, bool) {
	for to > from+1 && x.words[to-1].kind == text.Punct && x.words[to-1].sign != '"' && x.words[to-1].sign != ')' {
		to--
	}
	if x.long(from, to) <= allowed+titleSlack {
		whole := balance(x.slice(from, to))
		if rest := x.doc.Clipping.Source.Text[x.words[to-1].end:]; strings.HasPrefix(rest, "…") || strings.HasPrefix(rest, "...") {
			whole += "…" // the clipping itself breaks off
		}
		return whole, true
	}
	if short := x.without(from, to, allowed); short != "" {
		return short, false
	}
	mark, word, length, comma := -1, from+1, 0, from-3
	quoted, says, depth := x.words[from].sign == '"', x.words[from].verbal, 0
	for i := from + 1; i < to; i++ {
		if length += x.long(i-1, i); length > allowed {
			break
		}
		w := &x.words[i]
		opens := w.sign == '"' && !quoted
		if w.sign == '"' {
			quoted = !quoted
		}
		if w.start > x.words[i-1].end {
			length++
			if w.kind != text.Punct && !x.words[i-1].is(stop|of|determiner) {
				word = i
			}
		}
		says = says || x.words[i].verbal && x.clauses[x.of[i]].rank <= contentOf
		c := &x.clauses[x.of[i]]
		parts := w.sign == ',' || w.sign == '(' || x.of[i] != x.of[i-1] && i == c.from && (c.rank < contentOf || c.apart || c.rank == adverbial)
		if w.sign == ',' {
			parts = parts && i-comma > 2 && !x.words[i-1].is(coordinate)
			comma = i
		}
		if says && depth == 0 && length >= titleLeast && (opens || !quoted && parts) {
			mark = i
		}
		switch w.sign {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	if mark > 0 {
		return balance(x.slice(from, mark)), false
	}
	return balance(x.slice(from, word)) + "…", false
}

// without returns the words from one to another without what a relative clause between commas tells beside; "" where
// there is none or they are too long still.
func (x *extractor) without(from, to, allowed int) string {
	i := from
	for i < to && !(x.clauses[x.of[i]].rank == relativeOf && x.clauses[x.of[i]].apart) {
		i++
	}
	j := i
	for j < to && x.of[j] != x.of[from] {
		j++
	}
	for j < to && x.words[j].kind == text.Punct {
		j++
	}
	for i > from && x.words[i-1].kind == text.Punct {
		i--
	}
	if i == from || j == to || !x.has(j, to) || x.long(from, i)+x.long(j, to)+3 > allowed+titleSlack {
		return ""
	}
	return balance(x.slice(from, i)) + " … " + balance(x.slice(j, to))
}

// long returns how many characters the words from one to another have.
func (x *extractor) long(from, to int) int {
	return utf8.RuneCountInString(x.doc.Clipping.Source.Text[x.words[from].start:x.words[to-1].end])
}

func (x *extractor) slice(from, to int) string {
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

// maybeBlank marks the bytes that may be part of a blank or a control character.
var maybeBlank = func() (is [256]bool) {
	for c := range is {
		is[c] = c <= ' ' || c >= 0x7F && c <= 0xA0 || c == 0xAF
	}
	return
}()

// oneLine puts one space where a text has blanks, breaks or control characters.
func oneLine(s string) string {
	for i := range len(s) {
		if !maybeBlank[s[i]] {
			continue
		}
		if c := s[i]; c < ' ' || c == 0x7F || c >= 0x80 && c < 0xA0 && s[i-1] == 0xC2 || c == ' ' && i > 0 && s[i-1] == ' ' || c == 0xA0 && s[i-1] == 0xC2 || c == 0xAF && i > 1 && s[i-1] == 0x80 && s[i-2] == 0xE2 {
			return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
		}
	}
	return s
}

// capitalized begins a text with a capital, unless its first word is a name written otherwise ("eBay").
func capitalized(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if word, _, _ := strings.Cut(s, " "); !unicode.IsLower(r) || strings.ToLower(word) != word {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
