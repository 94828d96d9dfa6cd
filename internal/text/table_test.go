package text

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// TestTable holds a table to a map, asked by words and by tokens.
func TestTable(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	var table Table[int]
	if table.Get("a") != 0 || table.Of(Tokenize("a"), 0) != 0 {
		t.Error("an empty table holds a word")
	}
	want := map[string]int{}
	var said []string
	for n := 1; n < 3000; n++ {
		word := string(AppendFold(nil, "é"+strings.Repeat(string(rune('a'+random.IntN(26))), 1+random.IntN(5))+string(rune('a'+random.IntN(26)))))
		said = append(said, word)
		if n%3 == 0 {
			*table.Put(word) += n
			want[word] += n
		}
	}
	tokens := Tokenize(strings.Join(said, " "))
	for i, word := range said {
		if got := table.Get(word); got != want[word] {
			t.Fatalf("%s: %d, want %d", word, got, want[word])
		}
		if got := table.Of(tokens, i); got != want[word] {
			t.Fatalf("token %s: %d, want %d", word, got, want[word])
		}
	}
	n := 0
	for word, v := range table.All {
		if n++; want[word] != v {
			t.Errorf("%s is listed with %d, want %d", word, v, want[word])
		}
	}
	if n != len(want) || table.Len() != len(want) {
		t.Errorf("%d words listed, %d counted, want %d", n, table.Len(), len(want))
	}
}

// TestReadAgain reads texts in the memory of others: tokens are those of a fresh reading, and what was returned before
// stays as it was.
func TestReadAgain(t *testing.T) {
	texts := []string{"L’été à PARIS", "", "iPhone 12 — déjà vu ! œuvre", strings.Repeat("Ça coûte 3,50 € en août.\n", 50), "a"}
	var again Tokens
	var kept, same []string
	for _, s := range texts {
		again.Read(s)
		fresh := Tokenize(s)
		if again.Len() != fresh.Len() {
			t.Fatalf("%q: %d tokens, want %d", s, again.Len(), fresh.Len())
		}
		for i := range fresh.List {
			if again.List[i] != fresh.List[i] || again.Fold(i) != fresh.Fold(i) || again.Raw(i) != fresh.Raw(i) {
				t.Errorf("%q, token %d: %+v %q, want %+v %q", s, i, again.List[i], again.Fold(i), fresh.List[i], fresh.Fold(i))
			}
			if tok := &again.List[i]; tok.Hash() != Hash(fresh.Fold(i)) || tok.ASCII != (strconv.QuoteToASCII(again.Raw(i)) == strconv.Quote(again.Raw(i))) {
				t.Errorf("%q: hash %x, ASCII %t", again.Raw(i), tok.Hash(), tok.ASCII)
			}
			kept, same = append(kept, again.Fold(i)), append(same, strings.Clone(again.Fold(i)))
		}
	}
	for i := range kept {
		if kept[i] != same[i] {
			t.Fatalf("%q has become %q", same[i], kept[i])
		}
	}
}
