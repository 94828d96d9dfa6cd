package entity

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"briefing/internal/langfile"
	"briefing/internal/text"
)

//go:embed lang/*.txt
var langFiles embed.FS

// A section is a set of sections of a lexicon, a bit for each. lang/en.txt tells what each holds.
type section uint64

const (
	common section = 1 << iota
	function
	articles
	definite
	linkers
	calendar
	titles
	actors
	copulas
	attributive
	demonyms
	seats
	tails
	office
	plurals
	heirs
	heads
	states
	possessors
	determiners
	past
	flags
	contractions
	given
	familyFirst
	particles
	suffixes
	metonyms
	domains
	kindPerson
	kindOrganization
	kindProduct
	kindPlace
	kindWork
	contractedLe
	contractedLes
	sited
	endings
	conjunctions
	capitalized
	regions
)

var sectionNames = map[string]section{"common": common, "function": function, "articles": articles, "definite": definite, "linkers": linkers,
	"calendar": calendar, "titles": titles, "actors": actors, "copulas": copulas, "attributive": attributive, "demonyms": demonyms, "seats": seats,
	"tails": tails, "office": office, "plurals": plurals, "heirs": heirs, "heads": heads, "states": states, "possessors": possessors,
	"determiners": determiners, "past": past, "flags": flags, "contractions": contractions, "given": given, "family-first": familyFirst,
	"particles": particles, "suffixes": suffixes, "metonyms": metonyms, "domains": domains, "kinds:person": kindPerson,
	"kinds:organization": kindOrganization, "kinds:product": kindProduct, "kinds:place": kindPlace, "kinds:work": kindWork,
	"sited": sited, "endings": endings, "conjunctions": conjunctions, "capitalized": capitalized, "regions": regions, "contractions:le": contractions | contractedLe, "contractions:les": contractions | contractedLes}

// Flags of a language, kept as words of its section "flags".
const (
	adjectivesFollow  = "adjectives-follow"
	nounsTakeArticles = "nouns-take-articles"
	pastInEd          = "past-in-ed"
)

// A lexicon is what one language knows of names.
type lexicon struct {
	words  text.Table[section] // by folded word, or folded words parted by spaces
	larger []string            // names that hold others' names, in the order of the file
}

// anyLanguage is the file of what no language owns.
const anyLanguage = "any"

// lexicons holds the lexicon of each language, by BCP 47 primary tag, each joined to that of [anyLanguage]. Under ""
// stands all languages together, for a text whose language isn't known.
var lexicons = sync.OnceValue(readLexicons)

func readLexicons() map[string]*lexicon {
	files := maps.Collect(langfile.All(langFiles, "lang"))
	all := &lexicon{}
	found := map[string]*lexicon{"": all}
	for _, lang := range slices.Sorted(maps.Keys(files)) {
		all.read(lang, files[lang])
		if lang != anyLanguage {
			l := &lexicon{}
			l.read(anyLanguage, files[anyLanguage])
			l.read(lang, files[lang])
			found[lang] = l
		}
	}
	return found
}

// lexiconOf returns the lexicon of a language, or of all together where there is none for it.
func lexiconOf(lang string) *lexicon {
	if l := lexicons()[lang]; l != nil {
		return l
	}
	return lexicons()[""]
}

// has reports whether any of the sections holds a folded word.
func (l *lexicon) has(s section, word string) bool { return l.words.Get(word)&s != 0 }

// hasAt reports whether any of the sections holds token i.
func (l *lexicon) hasAt(s section, t *text.Tokens, i int) bool { return l.words.Of(t, i)&s != 0 }

// is reports whether the language has a flag.
func (l *lexicon) is(flag string) bool { return l.has(flags, flag) }

// read adds a file of lang/. In a section a line is a row of words; "key: words" puts them into the section
// "section:key"; names of several words are parted by "|"; the section "larger" holds a name a line.
func (l *lexicon) read(lang, content string) {
	for row := range langfile.Rows(content) {
		if row.Section == "larger" {
			l.larger = append(l.larger, row.Text)
			continue
		}
		key, words := row.Section, row.Text
		if k, rest, ok := strings.Cut(words, ": "); ok {
			key, words = key+":"+k, rest
		}
		s, ok := sectionNames[key]
		if !ok {
			panic(fmt.Sprintf("lang/%s.txt:%d: no section %q", lang, row.Line, key))
		}
		l.readRow(s, words)
	}
}

func (l *lexicon) readRow(s section, row string) {
	names := strings.Fields(row)
	if strings.Contains(row, "|") {
		names = strings.Split(row, "|")
	}
	for _, n := range names {
		if s != flags {
			n = spacedWords(n)
		}
		if n != "" {
			*l.words.Put(n) |= s
		}
	}
}

// spacedWords returns the folded words of a name, parted by spaces.
func spacedWords(s string) string {
	t := text.Tokenize(s)
	var list []string
	for i := range t.Len() {
		if t.List[i].Kind != text.Punct {
			list = append(list, t.Fold(i))
		}
	}
	return strings.Join(list, " ")
}
