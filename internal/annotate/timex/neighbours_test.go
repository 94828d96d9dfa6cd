package timex

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"briefing/internal/text"
)

// TestNeighbours holds the matcher to what it finds where every word may stand beside every other, and begin everything:
// the sets of what may stand where save time and change nothing.
func TestNeighbours(t *testing.T) {
	all, err := languages()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 9))
	signs := []string{"1", "2", "12", "31", "2020", "1999", "05", "-", "/", ":", ",", ".", "'"}
	for _, tag := range []string{"en", "fr"} {
		l := all[tag]
		wide := *l
		wide.beside = make([]uint64, len(l.beside))
		for i := range wide.beside {
			wide.beside[i] = ^uint64(0)
		}
		wide.code = slices.Clone(l.code)
		for i := range wide.code {
			if in := &wide.code[i]; in.op == opSplit {
				in.arg, in.arg2 = anyKind, anyKind
			}
		}
		wide.lists = nil
		for _, s := range l.lists {
			s.list, s.second, s.needs = slices.Clone(s.list), anyKind, needs{}
			for i := range s.list {
				s.list[i].second, s.list[i].needs = anyKind, needs{}
			}
			wide.lists = append(wide.lists, s)
		}
		var words []string
		for form, w := range l.vocab.All {
			if w.id >= wordFirst && l.known[w.id] {
				words = append(words, form)
			}
		}
		found := 0
		for n := range 5000 {
			var salad []string
			for range 1 + random.IntN(10) {
				w := words[random.IntN(len(words))]
				if random.IntN(4) == 0 {
					w = strings.ToUpper(w[:1]) + w[1:]
				}
				salad = append(salad, w)
				if random.IntN(3) == 0 {
					salad = append(salad, signs[random.IntN(len(signs))])
				}
			}
			s := strings.Join(salad, []string{" ", " ", "-", "", "\n"}[random.IntN(5)])
			narrow, full := expressions(l, s, n%2), expressions(&wide, s, n%2)
			if narrow != full {
				t.Fatalf("%s: %q:\n%s\nwithout the sets:\n%s", tag, s, narrow, full)
			}
			found += strings.Count(full, "\n")
		}
		if found < 5000 {
			t.Errorf("%s: only %d expressions were tried", tag, found)
		}
	}
}

// expressions returns what is found in a text, one expression a line.
func expressions(l *language, s string, strategy int) string {
	sc := pool.Get().(*scratch)
	defer sc.free()
	sc.language, sc.t, sc.strategy = l, text.Tokenize(s), strategy
	sc.classify()
	sc.find()
	var b strings.Builder
	for _, e := range sc.found {
		m := e.meaning
		m.v[fA], m.v[fB] = 0, 0 // numbers of what was tried
		fmt.Fprintln(&b, e.start, e.end, e.open, e.close, m)
	}
	return b.String()
}
