package link

import "briefing/internal/text"

// A rank is the way a clause stands in its sentence.
type rank uint8

const (
	mainClause rank = iota
	sideClause      // of the same rank as the one before: after "and", ";", "while"
	contrasted      // of the same rank, told as a contrast: "while", "tandis que"
	contentOf       // what is said or thought: after "announced that"
	relativeOf      // on a noun: after "who"
	adverbial       // when, why, if
	aside           // in brackets
)

// A clause is a part of a sentence that tells one thing. Clauses may stand inside others; which one holds a word is
// told by passage.of.
type clause struct {
	rank     rank
	parent   int  // the clause it stands in or serves, -1 for none
	head     int  // of a relative clause: the word that ends the name it is about, -1 for none
	from, to int  // words, from the first to behind the last
	apart    bool // begins after a comma
	announce bool // ends with a colon: what follows is what it speaks of
}

// cut parts the sentence into clauses at its marks and joining words.
func (p *passage) cut() {
	if cap(p.of) < len(p.words) {
		p.of = make([]int16, len(p.words)+len(p.words)/2)
	}
	p.of = p.of[:len(p.words)]
	c := cutter{passage: p}
	c.open(mainClause, -1, 0)
	for i := 0; i < len(p.words); i++ {
		c.step(i)
		p.of[i] = int16(c.now)
	}
	for i := range p.words {
		k := &p.clauses[p.of[i]]
		if k.to == 0 {
			k.from = i
		}
		k.to = i + 1
	}
}

// A cutter walks over the words of a sentence.
type cutter struct {
	*passage
	now      int  // the clause at hand
	comma    bool // the word before was a comma
	brackets []int
}

func (c *cutter) open(r rank, parent, at int) {
	c.clauses = append(c.clauses, clause{rank: r, parent: parent, head: -1, apart: c.comma})
	c.now = len(c.clauses) - 1
}

// root returns the clause of the first rank that the one at hand stands in.
func (c *cutter) root(k int) int {
	for c.clauses[k].parent >= 0 && c.clauses[k].rank >= contentOf {
		k = c.clauses[k].parent
	}
	return k
}

func (c *cutter) step(i int) {
	w := &c.words[i]
	wasComma := c.comma
	if w.sign != '"' {
		c.comma = w.sign == ','
	}
	switch w.sign {
	case ',':
		c.atComma(i)
	case ';', '-', ':':
		if i+1 < len(c.words) && c.has(i, c.now) {
			c.comma = true
			if w.sign == ':' && c.words[i+1].sign == '"' && c.speaks(i) {
				c.open(contentOf, c.now, i)
				break
			}
			c.clauses[c.now].announce = w.sign == ':'
			c.open(sideClause, -1, i)
		}
	case '(':
		c.brackets = append(c.brackets, c.now)
		c.open(aside, c.now, i)
	case ')':
		if n := len(c.brackets); n > 0 {
			c.now, c.brackets = c.brackets[n-1], c.brackets[:n-1]
		}
	}
	if w.kind != text.Word || w.timex >= 0 {
		return
	}
	c.comma = wasComma // open needs to know
	switch {
	case w.is(relative):
		c.openRelative(i)
	case w.is(contrast):
		c.open(contrasted, c.root(c.now), i)
	case w.is(subordinate):
		c.open(adverbial, c.now, i)
	case w.is(that):
		if c.speaks(i) {
			c.open(contentOf, c.now, i)
		}
	case w.is(coordinate):
		if n := c.after(i + 1); n < len(c.words) && c.words[n].is(that) && c.clauses[c.now].rank == contentOf {
			break // "said that …, and that …"
		}
		if c.ownVerb(c.pastAside(i+1), false) {
			c.open(sideClause, -1, i)
		}
	}
	c.comma = false
}

// has reports whether the clause at hand has a word before i.
func (c *cutter) has(i, k int) bool {
	for i--; i >= 0 && int(c.of[i]) == k; i-- {
		if c.words[i].kind != text.Punct {
			return true
		}
	}
	return false
}

// atComma ends the clause at hand where the comma does: an adverbial clause that begins the sentence, a relative clause
// before the verb of the clause it stands in, what is said before the verb that says it.
func (c *cutter) atComma(i int) {
	k := &c.clauses[c.now]
	next := c.after(i + 1)
	if next == len(c.words) {
		return
	}
	switch k.rank {
	case adverbial, contrasted:
		if c.fronted(i) && !c.words[next].is(coordinate) && c.ownVerb(i+1, true) {
			front := c.now
			c.open(mainClause, -1, i)
			c.clauses[front].parent = c.now
			c.clauses[front].rank = adverbial
		} else if k.parent >= 0 && c.verbFirst(next) {
			c.now = c.root(k.parent)
		}
	case relativeOf:
		if k.apart && k.parent >= 0 && c.verbFirst(next) {
			c.now = k.parent
		}
	case contentOf:
		if c.words[next].is(say) && c.verbFirst(next) {
			c.now = c.root(c.now)
		}
	}
}

// fronted reports whether the clause at hand begins the sentence.
func (c *cutter) fronted(i int) bool {
	for j := range i {
		if w := &c.words[j]; int(c.of[j]) != c.now && w.kind == text.Word && !w.is(opener) {
			return false
		}
	}
	return true
}

// verbFirst reports whether a verb begins at word i, an auxiliary and what stands between counted in.
func (c *cutter) verbFirst(i int) bool { return i < len(c.words) && c.words[i].verbal }

// openRelative opens a clause on the name before it.
func (c *cutter) openRelative(i int) {
	head := -1
	for j, n := i-1, 0; j >= 0 && n < 4; j-- {
		if c.words[j].mention >= 0 {
			head = j
			break
		}
		if c.words[j].kind == text.Word {
			n++
		}
		if c.words[j].verbal {
			break
		}
	}
	if c.words[i].long > 1 { // "ce qui" is about all that was told
		head = -1
	}
	c.open(relativeOf, c.now, i)
	c.clauses[c.now].head = head
}

// speaks reports whether the clause at hand has a verb of speech shortly before word i.
func (c *cutter) speaks(i int) bool {
	for j, n := i-1, 0; j >= 0 && n < 7 && int(c.of[j]) == c.now; j-- {
		if c.words[j].is(say) {
			return true
		}
		if c.words[j].kind == text.Word {
			n++
		}
	}
	return false
}

// pastAside returns the word behind what stands between commas at word i, if that is short: "and, as a result, …".
func (c *cutter) pastAside(i int) int {
	const short = 6
	if i < len(c.words) && c.words[i].sign == ',' {
		for j := i + 1; j < len(c.words) && j < i+short; j++ {
			if c.words[j].sign == ',' {
				return j + 1
			}
		}
	}
	return i
}

// reach is how many words a subject may have before its verb for a joining word to begin a clause.
const reach = 12

// ownVerb reports whether the words from i on begin with a subject and then a verb; commas between the two are allowed
// where something may stand beside the subject.
func (c *cutter) ownVerb(i int, commas bool) bool {
	subject := false
	for n := 0; i < len(c.words) && n < reach; i++ {
		w := &c.words[i]
		switch {
		case w.sign == ';' || w.sign == ':' || w.sign == ')' || w.sign == ',' && !commas:
			return false
		case w.kind == text.Punct:
			continue
		case w.is(relative | subordinate | contrast):
			return false
		case subject && c.words[i].verbal:
			return true
		case c.words[i].verbal:
			return false
		case w.mention >= 0 || w.is(pronoun|determiner) || w.capital:
			subject = true
		case w.is(that):
			subject = true
		}
		n++
	}
	return false
}
