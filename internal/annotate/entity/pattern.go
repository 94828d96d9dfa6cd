package entity

import (
	"fmt"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A source is what made a claim.
type source uint8

const (
	fromName    source = iota // the entity's name
	fromAlias                 // another name of it
	fromEpithet               // a description of it
	fromSurname               // derived from a person's full name
	fromLarger                // a name of lang/*.txt that holds others' names, and is nobody's
)

// A need is what must stand before a claim's words.
type need uint8

const (
	needNothing     need = iota
	needTitle            // declared with a title, which is no part of the name: "Mr. Trump"
	needContraction      // declared with an article that a preposition has swallowed: "du Monde"
	needArticle          // declared with an article for which another language's stands: "le Guardian"
)

// A claim says that a sequence of words names an entity.
type claim struct {
	entity  int32 // index in Matcher.entities, -1 for fromLarger
	source  source
	text    string // as declared
	place   corpus.Place
	where   string // " (content/entities/oracle.md:4)", or ""
	lang    string // "" for all
	from    edtf.Value
	to      edtf.Value
	shared  bool
	need    need
	ground  *corpus.Ground
	article string // the folded article that was dropped, "" where there was none

	run     string // the words run together: see key
	words   []word
	capital int  // how many words are declared with a capital
	content int  // how many words are neither articles nor linkers
	coined  bool // a word has an inner capital: "TikTok"
	named   bool // given as a name: not fromEpithet, and with a capital or in all lower case as a brand may be
	loose   bool // the first word's capital is that of a heading: "Gouvernement américain"
	letters int
}

// A word is a word of a claim, or a sign that belongs to its name, as the + of Disney+.
type word struct {
	fold string
	how  text.Case
	sign bool // no word of letters: a number, a sign
	join bool // a hyphen stands before it
}

func (c *claim) dated() bool { return !c.from.IsZero() || !c.to.IsZero() }

// described reports whether the claim is a description rather than a name, so that names inside it remain.
func (c *claim) described() bool {
	return c.source == fromEpithet || c.source != fromLarger && c.capital < c.content && len(c.words) > 1
}

// key returns the words run together: what the trie holds.
func (c *claim) key() string {
	var b strings.Builder
	for _, w := range c.words {
		b.WriteString(w.fold)
	}
	return b.String()
}

// spaced returns the words parted by spaces, as the section "seats" of a lexicon has them.
func (c *claim) spaced() string {
	parts := make([]string, len(c.words))
	for i, w := range c.words {
		parts[i] = w.fold
	}
	return strings.Join(parts, " ")
}

// wordsOf cuts a declared text into the words that must be found.
func wordsOf(s string) []word {
	t := text.Tokenize(s)
	var list []word
	for i := range t.Len() {
		if t.List[i].Kind == text.Punct && !nameSign(t.Raw(i)) || t.Fold(i) == "" {
			continue
		}
		list = append(list, word{t.Fold(i), t.List[i].Case, t.List[i].Kind != text.Word, i > 0 && t.Fold(i-1) == "-"})
	}
	return list
}

// nameSign reports whether a sign is part of the names that hold it.
func nameSign(s string) bool { return s == "+" || s == "&" }

// measure fills what follows from the words.
func (c *claim) measure() {
	every := lexicons()[""]
	c.capital, c.content, c.coined, c.letters = 0, 0, false, 0
	for _, w := range c.words {
		c.letters += len(w.fold)
		if w.how != text.Lower {
			c.capital++
		}
		c.coined = c.coined || w.how == text.Mixed
		if w.how != text.Lower || !w.sign && !every.has(articles|linkers|particles|domains, w.fold) {
			c.content++
		}
	}
	uncommon := slices.ContainsFunc(c.words, func(w word) bool { return !every.has(common|articles|linkers, w.fold) })
	c.loose = uncommon && c.capital == 1 && c.content > 1 && c.words[0].how == text.Capital
	c.named = c.source != fromEpithet && (c.capital > 0 || len(c.words) == 1)
}

// claimsOf returns all claims of one entity.
func claimsOf(e *corpus.Entity, index int32) []*claim {
	var list []*claim
	declare := func(s string, src source, a corpus.Alias) {
		c := &claim{entity: index, source: src, text: s, place: a.Place, where: where(a.Place), lang: a.Lang, from: a.From, to: a.To,
			shared: a.Shared, words: wordsOf(s)}
		c.measure()
		list = append(list, variants(c, e.Type)...)
	}
	names := make([]string, 0, len(e.Name))
	for _, s := range e.Name {
		names = append(names, s)
	}
	slices.Sort(names)
	for _, s := range slices.Compact(names) {
		declare(s, fromName, corpus.Alias{Place: e.Place})
	}
	for _, a := range e.Aliases {
		declare(a.Text, fromAlias, a)
	}
	for _, a := range e.Epithets {
		declare(a.Text, fromEpithet, a)
	}
	if e.Type == "person" {
		list = append(list, surnames(list)...)
	}
	return distinct(list)
}

func where(p corpus.Place) string {
	if p.Source == nil {
		return ""
	}
	return fmt.Sprintf(" (%s:%d)", p.Source.Name, p.Line())
}

// variants returns the claim as declared, or what is left of it without a title, and without its article.
func variants(c *claim, typ corpus.EntityType) []*claim {
	every := lexicons()[""]
	if len(c.words) == 0 {
		return nil
	}
	article := ""
	if len(c.words) > 1 && every.has(definite, c.words[0].fold) {
		article = c.words[0].fold
	}
	if list := c.spelledOut(); list != nil {
		return list
	}
	if rest := c.withoutSuffix(); rest != nil && typ == "organization" {
		return []*claim{c, rest}
	}
	if typ == "person" && c.source == fromAlias && c.capital > 0 {
		if n := titlesBefore(c.words); n > 0 && n < len(c.words) {
			return []*claim{c.without(n, "", needTitle)}
		}
	}
	if article == "" {
		return []*claim{c}
	}
	rest := c.without(1, article, needNothing)
	if rest.described() || rest.capital == 0 { // a description is found behind any article
		return []*claim{rest}
	}
	list := []*claim{c}
	if article == "the" {
		if len(rest.words) > 1 || !every.has(common, rest.words[0].fold) {
			return []*claim{rest} // "The Pentagon" is named without its article, too
		}
		rest.need = needArticle
		list = append(list, rest)
	}
	if contractionOf(article) != 0 {
		list = append(list, c.without(1, article, needContraction))
	}
	return list
}

// spelledOut returns the claim with its & and with the words that stand for it, nil where it has none.
func (c *claim) spelledOut() []*claim {
	var list []*claim
	for i, w := range c.words {
		if w.fold != "&" {
			continue
		}
		for _, and := range [...]string{"&", "and", "et"} {
			d := *c
			d.words = slices.Clone(c.words)
			d.words[i] = word{fold: and, sign: and == "&"}
			d.measure()
			list = append(list, &d)
		}
		return list
	}
	return nil
}

// withoutSuffix returns the claim without what only tells a company's legal form, nil where it has none. Like a surname
// it is derived, so that it doesn't quarrel with declared names.
func (c *claim) withoutSuffix() *claim {
	n := len(c.words)
	for n > 1 && lexicons()[""].has(suffixes, c.words[n-1].fold) && c.words[n-1].how != text.Lower {
		n--
	}
	if n == len(c.words) || c.source == fromEpithet || lexicons()[""].has(articles, c.words[n-1].fold) {
		return nil
	}
	d := *c
	d.words, d.shared = c.words[:n], true
	d.measure()
	return &d
}

// contractionOf returns the section of the prepositions that swallow an article, 0 where none does.
func contractionOf(article string) section {
	return sectionNames["contractions:"+article] &^ contractions
}

// titlesBefore returns how many words at the beginning are titles of persons, or articles before them.
func titlesBefore(list []word) int {
	every := lexicons()[""]
	n := 0
	for i, w := range list {
		switch {
		case every.has(titles, w.fold) && !every.has(given, w.fold):
			n = i + 1
		case every.has(definite, w.fold):
		default:
			return n
		}
	}
	return n
}

func (c *claim) without(n int, article string, needs need) *claim {
	d := *c
	d.words, d.article, d.need = c.words[n:], article, needs
	d.measure()
	return &d
}

// surnames derives the surnames of a person's full names.
func surnames(full []*claim) []*claim {
	every := lexicons()[""]
	var list []*claim
	for _, c := range full {
		if c.source == fromEpithet || c.need != needNothing || len(c.words) < 2 || c.capital < 2 {
			continue
		}
		derive := func(w []word) {
			d := *c
			d.words, d.source, d.shared = w, fromSurname, true
			d.measure()
			if d.letters >= 2 {
				list = append(list, &d)
			}
		}
		first, last := c.words[0].fold, len(c.words)-1
		if every.has(familyFirst, first) && (!every.has(given, first) || len(c.words) > 2) {
			derive(c.words[:1])
			continue
		}
		for last > 1 && every.has(heirs, c.words[last].fold) {
			last--
		}
		if !every.has(particles, c.words[last-1].fold) || c.words[last-1].how == text.Lower {
			derive(c.words[last : last+1]) // but "Le Maire" is never Maire
		}
		from := last
		for from > 1 && (every.has(particles, c.words[from-1].fold) || c.words[from].join) {
			from-- // "von der Leyen", "Ocasio-Cortez"
		}
		if from < last {
			derive(c.words[from : last+1])
		}
	}
	return list
}

// distinct drops claims that say the same as an earlier one.
func distinct(list []*claim) []*claim {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(c *claim) bool {
		if c.source == fromSurname {
			if id := "s|" + c.key(); seen[id] || seen["d|"+c.key()] {
				return true
			} else {
				seen[id] = true
			}
			return false
		}
		if c.need == needNothing && !c.dated() && c.lang == "" {
			seen["d|"+c.key()] = true
		}
		id := fmt.Sprint(c.spaced(), c.words, c.need, c.lang, c.from, c.to, c.source == fromEpithet)
		if seen[id] {
			return true
		}
		seen[id] = true
		return false
	})
}

// largerClaims returns the names of all languages that hold others' names.
func largerClaims() []*claim {
	var list []*claim
	for _, s := range lexicons()[""].larger {
		c := &claim{entity: -1, source: fromLarger, text: s, words: wordsOf(s)}
		c.measure()
		list = append(list, c)
	}
	return list
}
