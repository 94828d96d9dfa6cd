package link

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"briefing/internal/corpus"
)

// A tale is something that happened and that several documents tell of.
type tale struct {
	day                   int
	who, to               string
	verb, noun, adjective string
	workers               int
}

func (t *tale) String() string { return dayIn2020(t.day) }

func dayIn2020(day int) string { return fmt.Sprintf("2020-%02d-%02d", day/28%12+1, day%28+1) }

// many makes n documents of a newsroom's year: each tells of a few tales of the week before it, in its own words, among
// other sentences; a tale is told by five documents or so.
func many(n int) ([]*corpus.Document, *corpus.Content) {
	rnd := rand.New(rand.NewSource(1))
	ids := make([]string, 2000)
	for i := range ids {
		ids[i] = fmt.Sprintf("thing-%d", i)
	}
	pick := func(words []string) string { return words[rnd.Intn(len(words))] }
	verbs := strings.Fields("announced confirmed bought sold opened closed signed banned promised denied launched attacked delayed repaired measured carried")
	words := make([]string, 1500)
	for i := range words {
		syllables := strings.Fields("ba ter mo lin sar quo pen dis fal gri hum jor kel nov rus tam vel wic zan")
		words[i] = pick(syllables) + pick(syllables) + pick(syllables)
	}
	name := func(id string) string {
		return fmt.Sprintf("[%s|%s]", strings.ToUpper(id[:1])+strings.ReplaceAll(id[1:], "-", ""), id)
	}
	anybody := func() string { // few are named often
		return ids[int(float64(len(ids))*rnd.Float64()*rnd.Float64()*rnd.Float64())]
	}
	tales := make([]tale, n)
	for i := range tales {
		tales[i] = tale{i * 330 / n, anybody(), anybody(), pick(verbs), pick(words), pick(words), rnd.Intn(9000)}
	}
	docs := make([]*corpus.Document, n)
	for i := range docs {
		day := 7 + i*320/n
		var b strings.Builder
		for range 20 {
			t := tales[min(n-1, max(0, (day-rnd.Intn(7))*n/330+rnd.Intn(n/330+1)))]
			switch rnd.Intn(8) {
			case 0:
				fmt.Fprintf(&b, "%s %s on {Friday|%s} that the %s %s of %s would follow, while %s denied it.\n", name(t.who), t.verb, &t, t.adjective, t.noun, name(t.to), name(anybody()))
			case 1:
				fmt.Fprintf(&b, "On {Friday|%s}, %s %s the %s with %d workers, according to %s.\n", &t, name(t.who), t.verb, t.noun, t.workers, name(t.to))
			case 2:
				fmt.Fprintf(&b, "The company has %s a %s %s which %s had described as too large for the %s.\n", pick(verbs), pick(words), pick(words), name(anybody()), pick(words))
			default:
				fmt.Fprintf(&b, "There is no word yet on what the %s will mean for those who live near the old %s of the %s.\n", pick(words), pick(words), pick(words))
			}
		}
		docs[i] = document(fmt.Sprintf("d%05d", i), dayIn2020(day), b.String())
	}
	return docs, content(ids...)
}

func BenchmarkLink(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		docs, c := many(n)
		size := 0
		for _, d := range docs {
			size += len(d.Clipping.Source.Text)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				Link(docs, c)
			}
		})
	}
}
