package suggest

import (
	"embed"
	"fmt"
	"maps"
	"strings"
	"sync"

	"briefing/internal/langfile"
	"briefing/internal/text"
)

//go:embed lang/*.txt
var langFiles embed.FS

// A section is a set of sections of a lexicon, a bit for each. lang/en.txt tells what each holds.
type section uint32

const (
	function section = 1 << iota
	calendar
	inhabitants
	titles
	person
	organization
	product
	place
	placeWords
	places
	joinWords
	splits
	closers
	verbs
	heads
	acronyms
	nouns
	given
	particles
	suffixes
	legal
	articles
	trims
)

var sectionNames = map[string]section{"function": function, "calendar": calendar, "inhabitants": inhabitants, "titles": titles, "person": person,
	"organization": organization, "product": product, "place": place, "placewords": placeWords, "places": places, "joins": joinWords, "splits": splits,
	"closers": closers, "verbs": verbs, "heads": heads, "acronyms": acronyms, "nouns": nouns, "given": given, "particles": particles, "suffixes": suffixes,
	"legal": legal, "articles": articles, "trims": trims}

// A lexicon holds the sections of each word that one language knows, by its squashed form.
type lexicon map[string]section

// anyLanguage is the file of what no language owns.
const anyLanguage = "any"

// lexicons holds the lexicon of each language by BCP 47 primary tag, each joined to that of [anyLanguage]; under ""
// that of all languages together.
var lexicons = sync.OnceValue(readLexicons)

func readLexicons() map[string]lexicon {
	files := maps.Collect(langfile.All(langFiles, "lang"))
	found := map[string]lexicon{"": {}}
	for lang, content := range files {
		found[""].read(lang, content)
		if lang != anyLanguage {
			found[lang] = lexicon{}
			found[lang].read(anyLanguage, files[anyLanguage])
			found[lang].read(lang, content)
		}
	}
	return found
}

func lexiconOf(lang string) lexicon {
	if l := lexicons()[lang]; l != nil {
		return l
	}
	return lexicons()[""]
}

func (l lexicon) has(s section, word string) bool { return l[word]&s != 0 }

// read adds a file of lang/: rows of words under the name of their section.
func (l lexicon) read(lang, content string) {
	for row := range langfile.Rows(content) {
		s, ok := sectionNames[row.Section]
		if !ok {
			panic(fmt.Sprintf("lang/%s.txt:%d: no section %q", lang, row.Line, row.Section))
		}
		for w := range strings.FieldsSeq(row.Text) {
			l[squash(w)] |= s
		}
	}
}

// squash returns the letters and digits of a name, folded, and the signs that belong to names.
func squash(s string) string {
	var b strings.Builder
	t := text.Tokenize(s)
	for i := range t.Len() {
		if t.List[i].Kind != text.Punct || nameSign(t.Raw(i)) {
			b.WriteString(t.Fold(i))
		}
	}
	return b.String()
}

func nameSign(s string) bool { return s == "+" || s == "&" }
