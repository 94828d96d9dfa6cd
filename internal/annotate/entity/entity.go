// Package entity finds the declared entities in a document: their names, the variants and misspellings of these, and the
// epithets that point at them.
//
// [Compile] turns the declarations into claims ("these words name this entity") and a [Matcher]. A document is then read
// in one pass over its tokens with a trie of all claims (scan.go), which gives candidates. What a candidate's own
// surroundings say (guard.go, person.go, place.go) and what the whole document says (context.go) decides which of them are mentions. Whatever
// one language knows of names is data: lang/*.txt.
//
// # What counts as the same name
//
// Case where that is safe, accents, apostrophes, spaces and hyphens don't count; nor does the place of word boundaries in
// a name of six letters or more: TikTok, Tik Tok, Tik-Tok. One letter may be wrong in a name of several words if the
// others are right. A person's surname alone will do once the full name stands in the document, or where it is declared.
//
// # Epithets
//
// An epithet holds for its language and from its first day to its last. Where the document's date is known, it must be
// able to lie in that time. Where it isn't, a dated epithet is only linked if the entity is also named in the document.
// An epithet next to a name of the same entity is an apposition and no mention; a name inside an epithet stays a mention,
// and the epithet shrinks to the words beside it, unless the name is a place's or a seat of power's: then the whole
// epithet is the mention.
package entity

import (
	"fmt"
	"slices"
	"sync"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// A Matcher finds declared entities in documents. It is immutable and safe for concurrent use.
type Matcher struct {
	entities []*corpus.Entity
	index    map[string]int32 // by id
	trie     *trie
	firsts   text.Table[int32] // the first words of names: where the trie stands behind them
	claims   [][]*claim        // by key of the trie
	anchors  text.Table[int32] // the words of names of several words, numbered from 1, for misspellings
	pairs    map[pairKey][]wordRef
	given    []map[string]bool // by entity: the words of a person's full names
	readings sync.Pool
}

// A wordRef points at a word of a claim.
type wordRef struct {
	claim *claim
	word  int
}

// Compile prepares the matching of entities. It reports names that two entities claim without both sharing them.
func Compile(entities []*corpus.Entity) (*Matcher, diag.List) {
	m := &Matcher{entities: entities, index: map[string]int32{}, pairs: map[pairKey][]wordRef{}, given: make([]map[string]bool, len(entities))}
	byKey := map[string][]*claim{}
	add := func(list []*claim) {
		for _, c := range list {
			c.run = c.key()
			byKey[c.run] = append(byKey[c.run], c)
		}
	}
	for i, e := range entities {
		m.index[e.ID] = int32(i)
		list := claimsOf(e, int32(i))
		add(list)
		m.given[i] = map[string]bool{}
		for _, c := range list {
			c.ground = &corpus.Ground{Entity: e.ID, Kind: c.kind(), Why: c.explain(), Place: c.place}
			m.indexPairs(c)
			m.indexGiven(c)
		}
	}
	add(largerClaims())
	keys := make([]string, 0, len(byKey))
	for k := range byKey {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	m.trie = newTrie(keys)
	for _, k := range keys {
		for _, c := range byKey[k] {
			*m.firsts.Put(c.words[0].fold) = m.trie.walk(0, c.words[0].fold)
		}
	}
	m.readings.New = func() any { return newReading() }
	var list diag.List
	for _, k := range keys {
		m.claims = append(m.claims, byKey[k])
		list = append(list, m.conflicts(byKey[k])...)
	}
	return m, list.Sort()
}

// indexGiven notes the words of a person's full names.
func (m *Matcher) indexGiven(c *claim) {
	if c.source > fromAlias || len(c.words) < 2 || c.capital < 2 || m.entities[c.entity].Type != "person" {
		return
	}
	for _, w := range c.words {
		if w.how != text.Lower && len(w.fold) > 1 {
			m.given[c.entity][w.fold] = true
		}
	}
}

// conflicts reports the claims of one key that two entities make for the same language and time.
func (m *Matcher) conflicts(list []*claim) diag.List {
	var out diag.List
	for i, b := range list {
		for _, a := range list[:i] {
			if a.entity == b.entity || a.source > fromEpithet || b.source > fromEpithet || a.need != b.need || a.shared && b.shared || !a.meets(b) {
				continue
			}
			message := fmt.Sprintf("%q is claimed by %s%s and %s%s", b.text, m.entities[a.entity].ID, a.where, m.entities[b.entity].ID, b.where)
			d := diag.About(diag.Error, "alias-claimed-twice", "", "%s", message)
			if b.place.Source != nil {
				d = diag.At(diag.Error, "alias-claimed-twice", b.place.Source, b.place.Span, "%s", message)
			}
			out = append(out, d.WithHint("make one of them more precise, or let context decide: declare it in both with shared: true"))
		}
	}
	return out
}

// meets reports whether two claims can hold in the same document. Windows that share no more than a day do not meet.
func (c *claim) meets(d *claim) bool {
	if c.lang != "" && d.lang != "" && c.lang != d.lang {
		return false
	}
	return !endsBefore(c, d) && !endsBefore(d, c)
}

func endsBefore(c, d *claim) bool {
	_, last, _, ok := c.to.Bounds()
	first, _, ok2, _ := d.from.Bounds()
	return ok && ok2 && last <= first
}

// Annotate returns the mentions in a document, in the order of the text and not overlapping, and what an editor should
// know of them: ambiguous names that were left alone, and rules of the document's metadata that match nothing.
func (m *Matcher) Annotate(doc *corpus.Document, t *text.Tokens) ([]corpus.Mention, diag.List) {
	r := m.readings.Get().(*reading)
	defer r.end()
	r.begin(m, doc, t)
	r.scan()
	r.misspelt()
	r.indexEnds()
	r.weigh()
	r.settle()
	forced := r.forced()
	chosen := r.choose(forced)
	r.reportRules()
	var mentions []corpus.Mention
	if len(chosen) > 0 {
		mentions = make([]corpus.Mention, 0, len(chosen))
	}
	for _, c := range chosen {
		mentions = append(mentions, corpus.Mention{Span: r.spanOf(c), Ground: c.ground})
	}
	return mentions, r.diags.Sort()
}

// ground explains a mention to an editor. Those of one document that rest on the same share it, and those that rest on
// a claim alone share the claim's.
func (r *reading) ground(c *candidate) *corpus.Ground {
	if !c.edited && !c.squashed && c.reason == "" {
		return c.claim.ground
	}
	key := groundKey{c.claim, c.edited, c.squashed, c.reason}
	for i := range r.grounds {
		if r.grounds[i].key == key {
			return r.grounds[i].ground
		}
	}
	g := &corpus.Ground{Entity: c.claim.ground.Entity, Kind: c.claim.ground.Kind, Why: c.whyText(), Place: c.claim.place}
	r.grounds = append(r.grounds, keyedGround{key, g})
	return g
}

// A groundKey is what the text of a ground is made of.
type groundKey struct {
	claim            *claim
	edited, squashed bool
	reason           string
}

type keyedGround struct {
	key    groundKey
	ground *corpus.Ground
}

// whyText says what a candidate rests on.
func (c *candidate) whyText() string {
	s := c.claim.ground.Why
	switch {
	case c.edited:
		s = "one edit from " + s
	case c.squashed:
		s = "squashed: " + s
	}
	if c.reason != "" {
		s += "; " + c.reason
	}
	return s
}

// kind returns how a mention that stands on the claim names its entity.
func (c *claim) kind() corpus.MentionKind {
	if c.source == fromEpithet {
		return corpus.Epithet
	}
	return corpus.Name
}

// explain returns what made the claim, as a mention that stands on it has it.
func (c *claim) explain() string {
	s := fmt.Sprintf("%s %q%s", [...]string{"name", "alias", "epithet", "surname of", ""}[c.source], c.text, c.where)
	if c.dated() {
		s += fmt.Sprintf(", valid %s/%s", orOpen(c.from.String()), orOpen(c.to.String()))
	}
	return s
}

func orOpen(s string) string {
	if s == "" {
		return ".."
	}
	return s
}
