// Package lang tells the language of a document from its commonest words and its accented letters.
//
// What it knows of a language is a file: the letters that are its own on the first line ("-" for none), then its stop
// words, folded. A document is worth counting, a phrase of three words isn't: where nothing speaks for any language, or
// two are level, the answer is "".
package lang

import (
	"embed"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"briefing/internal/text"
)

//go:embed *.txt
var files embed.FS

// most is how many languages there may be files for: one bit each.
const most = 32

// profiles is what the files say, languages in the order of their tags.
var profiles = load()

type profile struct {
	tags    []string
	words   text.Table[uint32] // stop word → bits of the languages that have it
	letters map[rune]uint32    // accented letter → likewise
}

func load() profile {
	p := profile{letters: map[rune]uint32{}}
	dir, err := files.ReadDir(".")
	if err != nil || len(dir) > most {
		panic("lang: too many languages, or none")
	}
	for i, f := range dir {
		raw, err := files.ReadFile(f.Name())
		if err != nil {
			panic(err)
		}
		p.tags = append(p.tags, strings.TrimSuffix(f.Name(), ".txt"))
		letters, words, _ := strings.Cut(string(raw), "\n")
		for _, r := range letters {
			if r >= utf8.RuneSelf {
				p.letters[r] |= 1 << i
			}
		}
		for w := range strings.FieldsSeq(words) {
			*p.words.Put(w) |= 1 << i
		}
	}
	return p
}

const (
	enough  = 5000 // words that are read: more change no answer
	longest = 12   // bytes of the longest stop word
)

// Detect returns the language of a text as a BCP 47 primary tag, such as "fr", or "" where it can't be told. A word or
// letter speaks for each language that has it, the less the more of them there are.
func Detect(t *text.Tokens) string { return DetectIn(t, func(*text.Token) bool { return true }) }

// Known reports whether a language is told by its words.
func Known(tag string) bool { return slices.Contains(profiles.tags, tag) }

// DetectIn does the same for the words that count.
func DetectIn(t *text.Tokens, counts func(*text.Token) bool) string {
	var score [most]int
	var scripts scriptCount
	words := 0
	for i := range t.List {
		tok := &t.List[i]
		if tok.Kind != text.Word || tok.Case == text.Upper && tok.End-tok.Start > 1 || !counts(tok) {
			continue
		}
		if words++; words > enough {
			break
		}
		if tok.End-tok.Start <= longest {
			vote(&score, profiles.words.Of(t, i))
		}
		if !tok.ASCII {
			scripts.add(t.Raw(i))
			voteLetters(&score, t.Raw(i))
		}
	}
	if l := scripts.language(words); l != "" {
		return l
	}
	return winner(&score)
}

// voteLetters lets the accented letters of a word vote.
func voteLetters(score *[most]int, word string) {
	for _, r := range word {
		if r >= utf8.RuneSelf {
			vote(score, profiles.letters[r])
		}
	}
}

// vote adds to the languages whose bits are set: 24 to one alone, to each of two a quarter of that, of three a ninth.
func vote(score *[most]int, langs uint32) {
	if langs == 0 {
		return
	}
	n := bits.OnesCount32(langs)
	for ; langs != 0; langs &= langs - 1 {
		score[bits.TrailingZeros32(langs)] += 24 / (n * n)
	}
}

func winner(score *[most]int) string {
	best, level := 0, false
	for i := 1; i < len(profiles.tags); i++ {
		if score[i] >= score[best] {
			level = score[i] == score[best]
		}
		if score[i] > score[best] {
			best = i
		}
	}
	if level || score[best] == 0 {
		return ""
	}
	return profiles.tags[best]
}
