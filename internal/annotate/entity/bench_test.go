package entity

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// syllables make the words of generated names; a fixed seed gives the same names at every run.
var syllables = strings.Fields("ba co du fen gri hal jo kel lin mor na os per qui ren sta tor ul ver wes xan yar zim ell ack ton berg")

// generated returns n names of one to three words.
func generated(n int) []*corpus.Entity {
	rnd := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		s := ""
		for range 2 + rnd.IntN(2) {
			s += syllables[rnd.IntN(len(syllables))]
		}
		return strings.ToUpper(s[:1]) + s[1:]
	}
	list := make([]*corpus.Entity, n)
	for i := range list {
		var parts []string
		for range 1 + rnd.IntN(3) {
			parts = append(parts, word())
		}
		list[i] = &corpus.Entity{ID: fmt.Sprint("e", i), Type: "organization", Name: corpus.Localized{"": strings.Join(parts, " ")}}
	}
	return list
}

// benchText is the clippings again and again, to about a megabyte.
func benchText(b *testing.B) string {
	names, _ := filepath.Glob("../../../seeds/*.txt")
	if len(names) == 0 {
		b.Fatal("no clippings")
	}
	var all strings.Builder
	for all.Len() < 1<<20 {
		for _, n := range names {
			raw, err := os.ReadFile(n)
			if err != nil {
				b.Fatal(err)
			}
			all.Write(raw)
			all.WriteString("\n")
		}
	}
	return all.String()
}

// storyNames are names that the clippings do hold, so that the benchmarks have something to find.
func storyNames() []*corpus.Entity {
	var list []*corpus.Entity
	for _, n := range strings.Split("Microsoft|Oracle|ByteDance|TikTok|Twitter|Facebook|Instagram|China|Chine|United States|États-Unis", "|") {
		list = append(list, &corpus.Entity{ID: text.Slug(n), Type: "organization", Name: corpus.Localized{"": n}})
	}
	return append(list, &corpus.Entity{ID: "trump", Type: "person", Name: corpus.Localized{"": "Donald Trump"}, Aliases: []corpus.Alias{{Text: "Trump"}}})
}

func BenchmarkAnnotate(b *testing.B) {
	s := benchText(b)
	doc, tokens := document("bench", "fr", s)
	for _, n := range []int{200, 20000} {
		m, _ := Compile(append(storyNames(), generated(n-12)...))
		b.Run(fmt.Sprintf("patterns=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				m.Annotate(doc, tokens)
			}
		})
		b.Run(fmt.Sprintf("patterns=%d/tokenize", n), func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				m.Annotate(doc, text.Tokenize(s))
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	list := generated(20000)
	for b.Loop() {
		Compile(list)
	}
}
