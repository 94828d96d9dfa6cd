package suggest

import (
	"cmp"
	"slices"
	"strings"

	"briefing/internal/text"
)

// A cluster is the sights of one name in all its variants.
type cluster struct {
	keys   []string // the first is the one it began with
	words  []string // folded words of its first form
	sights []sight
	full   string // the full form where a surname joined it
	known  bool   // a place that the lexicon knows
}

// clusters groups the sights of one name: by squashed key, then misspellings of names of several words, surnames and
// their full names, initials and what they stand for.
func clusters(f *finder, sights []sight) []*cluster {
	byKey := map[string]*cluster{}
	var list []*cluster
	for _, s := range sights {
		c := byKey[s.key]
		if c == nil {
			c = &cluster{keys: []string{s.key}, words: foldedWords(s.text)}
			byKey[s.key] = c
			list = append(list, c)
		}
		if n := foldedWords(s.text); len(n) > len(c.words) {
			c.words = n
		}
		c.sights = append(c.sights, s)
	}
	for _, c := range list {
		c.known = lexicons()[""].has(places, c.keys[0])
	}
	list = mergeMisspelt(list)
	list = f.mergeSurnames(list)
	return mergeInitials(list)
}

func foldedWords(s string) []string {
	t := text.Tokenize(s)
	var list []string
	for i := range t.Len() {
		if t.List[i].Kind != text.Punct {
			list = append(list, t.Fold(i))
		}
	}
	return list
}

func (c *cluster) absorb(o *cluster) {
	c.sights = append(c.sights, o.sights...)
	c.keys = append(c.keys, o.keys...)
}

// mergeMisspelt joins names of several words of which one is an edit away: the rarer joins the more frequent.
func mergeMisspelt(list []*cluster) []*cluster {
	byWord := map[string][]*cluster{}
	for _, c := range list {
		if len(c.words) > 1 {
			for _, w := range c.words {
				byWord[w] = append(byWord[w], c)
			}
		}
	}
	gone := map[*cluster]bool{}
	for _, c := range list {
		if len(c.words) < 2 || gone[c] {
			continue
		}
		for _, w := range c.words {
			for _, o := range byWord[w] {
				if o == c || gone[o] || gone[c] || !misspelling(c.words, o.words) {
					continue
				}
				a, b := c, o
				if len(b.sights) > len(a.sights) {
					a, b = b, a
				}
				a.absorb(b)
				a.full = a.mostFrequent()
				gone[b] = true
			}
		}
	}
	return slices.DeleteFunc(list, func(c *cluster) bool { return gone[c] })
}

// misspelling reports whether two names differ in one word by one edit. Two given names are two people.
func misspelling(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	edits := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		every := lexicons()[""]
		if edits++; edits > 1 || min(len(a[i]), len(b[i])) < 4 || !oneEdit(a[i], b[i]) || every.has(given, a[i]) && every.has(given, b[i]) {
			return false
		}
	}
	return edits == 1
}

// oneEdit reports whether two words differ by one letter inserted, left out or replaced, or by two neighbours exchanged.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// mergeSurnames joins a single word to the one name of a person that ends with it. Of several such the one named more
// than twice as often as the next has it.
func (f *finder) mergeSurnames(list []*cluster) []*cluster {
	byLast := map[string][]*cluster{}
	for _, c := range list {
		if n := len(c.words); n > 1 && n < 6 && !c.known {
			if typ, _ := f.kind(c); typ == "person" {
				byLast[c.words[n-1]] = append(byLast[c.words[n-1]], c)
			}
		}
	}
	return slices.DeleteFunc(list, func(c *cluster) bool {
		if len(c.words) != 1 || c.known {
			return false
		}
		named := byLast[c.words[0]]
		slices.SortStableFunc(named, func(a, b *cluster) int { return len(b.sights) - len(a.sights) })
		if len(named) == 0 || len(named) > 1 && len(named[0].sights) <= 2*len(named[1].sights) {
			return false
		}
		named[0].full = cmp.Or(named[0].full, named[0].mostFrequent())
		named[0].absorb(c)
		return true
	})
}

// mergeInitials joins ITIF to Information Technology and Innovation Foundation.
func mergeInitials(list []*cluster) []*cluster {
	byInitials := map[string]*cluster{}
	for _, c := range list {
		if len(c.words) < 3 {
			continue
		}
		var b strings.Builder
		for _, w := range c.words {
			if !lexicons()[""].has(joinWords|splits|function, w) {
				b.WriteString(w[:1])
			}
		}
		byInitials[b.String()] = c
	}
	return slices.DeleteFunc(list, func(c *cluster) bool {
		o := byInitials[c.keys[0]]
		if len(c.words) != 1 || o == nil || o == c || len(c.keys[0]) < 3 || strings.ToUpper(c.sights[0].text) != c.sights[0].text {
			return false
		}
		o.full = cmp.Or(o.full, o.mostFrequent())
		o.absorb(c)
		return true
	})
}

// name returns the form to declare.
func (c *cluster) name() string { return cmp.Or(c.full, c.mostFrequent()) }

// mostFrequent returns the form seen most often; of several the one with most letters, since one is sooner lost than
// added, then the one with fewest spaces.
func (c *cluster) mostFrequent() string {
	list := c.variants()
	best := list[0]
	for _, v := range list[1:] {
		if n, m := len(squash(v.Text)), len(squash(best.Text)); v.Count == best.Count && (n > m || n == m && len(v.Text) < len(best.Text)) {
			best = v
		}
	}
	return best.Text
}

// variants returns the forms seen, the most frequent first, then the one seen first.
func (c *cluster) variants() []Variant {
	var list []Variant
	index := map[string]int{}
	for _, s := range c.sights {
		form := strings.Join(strings.Fields(s.text), " ")
		i, ok := index[form]
		if !ok {
			i = len(list)
			index[form] = i
			list = append(list, Variant{Text: form})
		}
		list[i].Count++
	}
	slices.SortStableFunc(list, func(a, b Variant) int { return b.Count - a.Count })
	return list
}

// example returns the sight that shows the name best: in the article, not at a beginning, in the full form.
func (c *cluster) example() sight {
	name := c.name()
	worth := func(s sight) int {
		n := 0
		if s.kept {
			n += 4
		}
		if s.text == name {
			n += 2
		}
		if !s.opening {
			n++
		}
		return n
	}
	best := c.sights[0]
	for _, s := range c.sights[1:] {
		if worth(s) > worth(best) {
			best = s
		}
	}
	return best
}

// strongForm reports whether the form alone makes a name likely: several words, capitals inside, a sign.
func (c *cluster) strongForm() bool {
	return len(c.words) > 1 || slices.ContainsFunc(c.sights, func(s sight) bool {
		return strings.ToLower(s.text[1:]) != s.text[1:]
	})
}
