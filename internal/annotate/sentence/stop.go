package sentence

import (
	"briefing/internal/text"
)

// afterStop returns the last token of the run of stops that begins at i, and the first token after the marks, brackets
// and note numbers that close right after it.
func (c *cutter) afterStop(i int) (stop, next int) {
	stop = i
	for s := c.sign(stop + 1); isStop(s) && (c.t.Glued(stop+1) || s == '.' || s == '…'); s = c.sign(stop + 1) {
		stop++
	}
	if c.isOmission(i, stop) {
		return i, i + 1
	}
	next = stop + 1
	for next < c.hi {
		switch s := c.sign(next); {
		case s == '»':
		case s == '"' && c.double && (c.t.Glued(next) || !c.gluedOn(next)):
			c.double = false
			defer func() { c.double = true }() // reread counts it again
		case isCloser(s) && c.t.Glued(next) && !c.isApostrophe(next):
		case s == '[' && c.t.Glued(next) && c.isNoteRef(next):
			next += 2
		case c.isNoteNumber(next):
		default:
			return stop, next
		}
		next++
	}
	return stop, next
}

// isOmission reports whether the stops from i to stop are the end of a sentence and then the sign of an omission:
// "compounds. . . . The practice".
func (c *cutter) isOmission(i, stop int) bool {
	return stop == i+3 && c.t.Glued(i) && !c.t.Glued(i+1) && !c.t.Glued(i+2) && !c.t.Glued(i+3) &&
		stop+1 < c.hi && c.t.List[stop+1].Kind == text.Word
}

// gluedOn reports whether a word follows token i without a space.
func (c *cutter) gluedOn(i int) bool {
	return i+1 < c.hi && c.t.Glued(i+1) && c.t.List[i+1].Kind != text.Punct
}

// isApostrophe reports whether the single mark at i begins a word: "'tis".
func (c *cutter) isApostrophe(i int) bool {
	s := c.sign(i)
	return (s == '\'' || s == '’') && c.gluedOn(i)
}

// isNoteRef reports whether a bracket at i opens a reference to a note: "[7]".
func (c *cutter) isNoteRef(i int) bool {
	return i+2 < c.hi && c.t.List[i+1].Kind == text.Number && c.sign(i+2) == ']'
}

// isNoteNumber reports whether the number at i is a note's, set without a space after the stop that ends a sentence:
// "martyr.1 The".
func (c *cutter) isNoteNumber(i int) bool {
	if c.t.List[i].Kind != text.Number || !c.t.Glued(i) || i+1 >= c.hi || c.t.Glued(i+1) || i-2 < c.lo {
		return false
	}
	before := c.t.List[i-2]
	return before.Kind == text.Word && before.Case == text.Lower && before.End-before.Start > 3 || c.sign(i-2) == ')'
}

// ends reports whether the stops from token i to stop, with what closes after them, end a sentence; next is the token
// that would begin the following one.
func (c *cutter) ends(i, stop, next int) bool {
	if s := c.sign(i - 1); (s == '[' || s == '(') && isCloser(c.sign(stop+1)) {
		return false // "[...]", "(?)"
	}
	begins := c.beginsAt(next)
	if begins == no {
		return false
	}
	if c.t.Glued(next) && next == stop+1 {
		return c.endsGlued(i, stop, next)
	}
	if c.sign(i) != '.' {
		return true
	}
	if stop > i {
		// Three dots with a space before them stand for words left out of one sentence.
		return !(stop == i+2 && !c.t.Glued(i) && !c.t.Glued(i+1))
	}
	return c.endsAfter(i-1, next, begins)
}

// A beginning says how well a token begins a sentence.
type beginning uint8

const (
	no      beginning = iota
	digits            // a number
	name              // a word with a capital
	certain           // a word with a capital that is no name, or a sign that begins sentences
)

// beginsAt says how well token i begins a sentence.
func (c *cutter) beginsAt(i int) beginning {
	if i >= c.hi {
		return no
	}
	tok := c.t.List[i]
	switch tok.Kind {
	case text.Number:
		return digits
	case text.Word:
		switch {
		case tok.Case == text.Lower && !caseless(c.t.Raw(i)):
			return no
		case c.rules.Of(c.t, i).has(starter) && !c.initialAt(i):
			return certain
		}
		return name
	}
	switch s := c.sign(i); s {
	case '(', '[':
		if c.isEnumerator(i) {
			return certain
		}
		if next, ok := c.afterOmission(i); ok {
			return c.beginsAt(next)
		}
		return c.inside(i + 1)
	case '«', '“', '„', '‘', '"', '\'', '‹', '’', '`', '¿', '¡', '…', '.', '*', '_':
		return c.inside(i + 1)
	case '-', '–', '—':
		if c.sign(i+1) == s && c.t.Glued(i+1) { // "--"
			return c.inside(i + 2)
		}
		return c.inside(i + 1)
	case '•', '⁃', '‣', '▪', '■', '●', '→', '➡', '►':
		return certain
	case '$', '€', '£', '#', '@', '+':
		return digits
	}
	return no
}

// afterOmission returns the token after "(...)" or "[…]" at i.
func (c *cutter) afterOmission(i int) (next int, ok bool) {
	for next = i + 1; isStop(c.sign(next)); next++ {
	}
	return next + 1, next > i+1 && isCloser(c.sign(next))
}

// inside says how well what follows an opening sign begins a sentence.
func (c *cutter) inside(i int) beginning {
	if i >= c.hi || c.t.List[i].Kind == text.Punct && c.sign(i) != '"' && !isOpener(c.sign(i)) && !isStop(c.sign(i)) {
		return no
	}
	return c.beginsAt(i)
}

// caseless reports whether a word is of a script without capitals.
func caseless(word string) bool { return word[0] >= 0xD7 && !isCased(word) }

// initialAt reports whether token i is a capital with a stop that isn't a word: "A. Smith".
func (c *cutter) initialAt(i int) bool {
	return c.t.List[i].End-c.t.List[i].Start == 1 && c.sign(i+1) == '.' && c.t.Glued(i+1)
}

// endsGlued decides where no space follows the stop: "world.Today" ends, "site.Com", "U.S.A", "3.5" don't.
func (c *cutter) endsGlued(i, stop, next int) bool {
	if i-1 < c.lo || !c.t.Glued(i) || c.t.List[next].Kind != text.Word || c.t.List[next].Case != text.Capital || letters(c.t.Raw(next)) < 2 {
		return c.isMarkAfter(next) && c.t.List[next].Kind == text.Punct
	}
	if c.sign(i) == '.' && i == stop {
		switch p := c.t.List[i-1]; {
		case p.Kind == text.Number && !c.isNumbered(i-1):
		case p.Kind != text.Word || letters(c.t.Raw(i-1)) < 2 || c.rules.Of(c.t, i-1)&^(1<<starter|1<<zone|1<<proper) != 0:
			return false
		case p.Case == text.Lower:
		case c.rules.Of(c.t, next)&(1<<starter|1<<title) != 0:
		default:
			return false
		}
	}
	return !c.inAddress(i)
}

// isMarkAfter reports whether the opening mark at i, glued to a stop, begins a quotation: "Fini.«Nous".
func (c *cutter) isMarkAfter(i int) bool {
	s := c.sign(i)
	return (s == '«' || s == '“') && c.beginsAt(i) >= name
}

// inAddress reports whether the stop at i stands inside an address of the web or of mail.
func (c *cutter) inAddress(i int) bool {
	for j := i - 1; j >= c.lo && j > i-20; j-- {
		switch c.sign(j) {
		case '@', '/', '\\', '_':
			return true
		}
		if c.t.Fold(j) == "www" {
			return true
		}
		if !c.t.Glued(j) {
			break
		}
	}
	for j := i + 1; j < c.hi && j < i+20 && c.t.Glued(j); j++ {
		switch c.sign(j) {
		case '@', '/', '_':
			return true
		}
	}
	return false
}

// endsAfter decides for a single full stop and the word before it.
func (c *cutter) endsAfter(word, next int, begins beginning) bool {
	if word < c.start || !c.t.Glued(word+1) {
		return true
	}
	if word == c.list.first || c.isNumbered(word) && c.onlyMarksBefore(word) {
		return false // "1. The first"
	}
	p := c.t.List[word]
	if p.Kind != text.Word {
		return begins != digits || c.sign(word) != '°' // "N°. 5"
	}
	key, dotted := c.abbreviation(word)
	tr := c.rules.Get(key)
	if tr.has(proper) && p.Case == text.Lower {
		return true
	}
	if !dotted && letters(c.t.Raw(word)) == 1 && c.isInitial(word, tr) {
		return c.endsInitial(word, next, begins)
	}
	return c.endsAbbreviation(tr, dotted, word, next, begins)
}

func (c *cutter) endsAbbreviation(tr traits, dotted bool, word, next int, begins beginning) bool {
	switch {
	case tr.has(inner):
		return false
	case tr.has(title):
		if c.isUnit(word) {
			return true
		}
		return tr.has(final) && begins == certain
	case tr.has(number) && begins == digits:
		return false
	case tr.has(hour):
		if begins == certain || begins == digits {
			return begins == certain
		}
		return next-c.start > 6 && !c.rules.Of(c.t, next).has(zone) && c.t.List[next].Case != text.Upper
	case tr.has(final), dotted:
		return begins == certain
	}
	return true
}

// isUnit reports whether a word of one letter is a unit rather than a title: "5 m."
func (c *cutter) isUnit(word int) bool {
	return letters(c.t.Raw(word)) == 1 && c.t.List[word].Case == text.Lower && word > c.lo && c.t.List[word-1].Kind == text.Number
}

// isInitial reports whether a word of one letter isn't an abbreviation: "Steven P." though "p." is a page.
func (c *cutter) isInitial(word int, tr traits) bool {
	return tr&^(1<<starter) == 0 || c.t.List[word].Case != text.Lower && !tr.has(title) && !tr.has(inner)
}

// endsInitial decides for a word of a single letter: an initial's stop doesn't end the sentence before a name.
func (c *cutter) endsInitial(word, next int, begins beginning) bool {
	if c.t.List[word].Case == text.Lower {
		return begins == certain
	}
	return begins == certain || begins == digits && c.t.List[next].Kind == text.Punct
}

// abbreviation returns the key under which the word before a stop is known, and whether it holds stops itself: "u.s"
// for the last S of "the U.S.", "j.-c" for "av. J.-C."
func (c *cutter) abbreviation(word int) (key string, dotted bool) {
	first := word
	if letters(c.t.Raw(word)) > 2 {
		return c.t.Fold(word), false
	}
	for {
		j, stops := first, false
		for j > c.start && c.t.Glued(j) && j > first-2 && (c.sign(j-1) == '.' || c.sign(j-1) == '-') {
			j--
			stops = stops || c.sign(j) == '.'
		}
		if j == first || j <= c.start || !c.t.Glued(j) || c.t.List[j-1].Kind != text.Word || letters(c.t.Raw(j-1)) > 3 {
			break
		}
		first = j - 1
		dotted = dotted || stops
	}
	if !dotted || c.t.Glued(first) && c.sign(first-1) == '.' { // the latter: the tail of an address, "example.co"
		return c.t.Fold(word), false
	}
	return text.Fold(c.t.Text[c.t.List[first].Start:c.t.List[word].End]), true
}
