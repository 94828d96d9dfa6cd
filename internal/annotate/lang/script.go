package lang

import (
	"unicode"
	"unicode/utf8"
)

// scripts holds the scripts that give a language away. Where several are written in one the letters that only they
// have decide (see ownLetters); the tag is that of the most read.
var scripts = [...]struct {
	table *unicode.RangeTable
	tag   string
}{
	{unicode.Cyrillic, "ru"}, {unicode.Greek, "el"}, {unicode.Arabic, "ar"}, {unicode.Hebrew, "he"}, {unicode.Han, "zh"}, {unicode.Hiragana, "ja"},
	{unicode.Katakana, "ja"}, {unicode.Hangul, "ko"}, {unicode.Devanagari, "hi"}, {unicode.Thai, "th"}, {unicode.Armenian, "hy"}, {unicode.Georgian, "ka"},
	{unicode.Bengali, "bn"}, {unicode.Tamil, "ta"},
}

// ownLetters holds letters that tell a language from the others in its script.
var ownLetters = map[rune]string{
	'і': "uk", 'ї': "uk", 'є': "uk", 'ґ': "uk", 'ў': "be", 'ђ': "sr", 'ћ': "sr", 'џ': "sr", 'ј': "sr",
	'پ': "fa", 'چ': "fa", 'ژ': "fa", 'گ': "fa", 'ٹ': "ur", 'ڈ': "ur", 'ے': "ur",
}

// A scriptCount counts words by script.
type scriptCount struct {
	words [len(scripts)]int
	own   map[string]int
}

// firstOther is the first byte of the first letters that aren't Latin, U+0370 and those just before it.
const firstOther = 0xCD

// add counts a word by its first letter, and its own letters.
func (c *scriptCount) add(word string) {
	if r, _ := utf8.DecodeRuneInString(word); r < 0x370 { // Latin
		return
	}
	first := true
	for _, r := range word {
		if tag := ownLetters[r]; tag != "" {
			if c.own == nil {
				c.own = map[string]int{}
			}
			c.own[tag]++
		}
		for i := range scripts {
			if (first || scripts[i].tag == "ja") && unicode.Is(scripts[i].table, r) {
				c.words[i]++
				first = false
				break
			}
		}
	}
}

// language returns the language of most of the words, "" where that is one in Latin letters.
func (c *scriptCount) language(words int) string {
	all := 0
	for _, n := range c.words {
		all += n
	}
	if all*2 <= words || all == 0 {
		return ""
	}
	by := map[string]int{}
	for i, n := range c.words {
		by[scripts[i].tag] += n
	}
	best := scripts[0].tag
	for _, s := range scripts {
		if by[s.tag] > by[best] {
			best = s.tag
		}
	}
	if best == "zh" && by["ja"] > 0 {
		best = "ja"
	}
	others := map[string][]string{"ru": {"uk", "be", "sr"}, "ar": {"fa", "ur"}}
	for _, tag := range others[best] {
		if c.own[tag]*50 > by[best] {
			return tag
		}
	}
	return best
}
