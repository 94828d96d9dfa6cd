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

	"briefing/internal/langfile"
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
	sets    []uint32           // of languages, a bit each; the first is empty
	words   text.Table[uint16] // stop word → the set of the languages that have it
	latin   [latin]uint16      // accented letter → likewise
	letters map[rune]uint16    // for the letters that latin doesn't hold
}

// latin is where the letters end that are looked up in an array.
const latin = 0x250

func load() profile {
	p := profile{letters: map[rune]uint16{}, sets: []uint32{0}}
	var words text.Table[uint32]
	letters := map[rune]uint32{}
	for tag, content := range langfile.All(files, ".") {
		i := len(p.tags)
		if p.tags = append(p.tags, tag); i == most {
			panic("lang: too many languages")
		}
		own, stops, _ := strings.Cut(content, "\n")
		for _, r := range own {
			if r >= utf8.RuneSelf {
				letters[r] |= 1 << i
			}
		}
		for w := range strings.FieldsSeq(stops) {
			*words.Put(w) |= 1 << i
		}
	}
	for w, langs := range words.All {
		*p.words.Put(w) = p.set(langs)
	}
	for r, langs := range letters {
		if r < latin {
			p.latin[r] = p.set(langs)
		} else {
			p.letters[r] = p.set(langs)
		}
	}
	return p
}

// set returns the number of a set of languages.
func (p *profile) set(langs uint32) uint16 {
	n := slices.Index(p.sets, langs)
	if n < 0 {
		n = len(p.sets)
		p.sets = append(p.sets, langs)
	}
	return uint16(n)
}

const (
	enough  = 5000 // words that are read: more change no answer
	longest = 12   // bytes of the longest stop word
)

// Detect returns the language of a text as a BCP 47 primary tag, such as "fr", or "" where it can't be told. A word or
// letter speaks for each language that has it, the less the more of them there are.
func Detect(t *text.Tokens) string { return DetectIn(t, func(int) bool { return true }) }

// Known reports whether a language is told by its words.
func Known(tag string) bool { return slices.Contains(profiles.tags, tag) }

// DetectIn does the same for the words of the lines that count; lines are numbered from 0.
func DetectIn(t *text.Tokens, counts func(line int) bool) string {
	said := make([]int32, len(profiles.sets)) // how many words and letters speak for each set of languages
	var scripts scriptCount
	words, line, counted := 0, int32(-1), false
	for i := range t.List {
		tok := &t.List[i]
		if tok.Line != line {
			line, counted = tok.Line, counts(int(tok.Line))
		}
		if !counted || tok.Kind != text.Word || tok.Case == text.Upper && tok.End-tok.Start > 1 {
			continue
		}
		if words++; words > enough {
			break
		}
		if tok.End-tok.Start <= longest {
			said[profiles.words.Of(t, i)]++
		}
		if !tok.ASCII {
			raw := t.Raw(i)
			if raw[0] >= firstOther {
				scripts.add(raw)
			}
			for _, r := range raw {
				if r < latin {
					said[profiles.latin[r]]++
				} else {
					said[profiles.letters[r]]++
				}
			}
		}
	}
	if l := scripts.language(words); l != "" {
		return l
	}
	return winner(said)
}

// votes adds up what was said: 24 for one language alone, for each of two a quarter of that, of three a ninth.
func votes(said []int32) (score [most]int) {
	for set, langs := range profiles.sets {
		n := bits.OnesCount32(langs)
		for ; langs != 0; langs &= langs - 1 {
			score[bits.TrailingZeros32(langs)] += int(said[set]) * (24 / (n * n))
		}
	}
	return score
}

func winner(said []int32) string {
	score := votes(said)
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
