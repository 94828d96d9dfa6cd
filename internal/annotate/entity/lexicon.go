package entity

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"briefing/internal/text"
)

//go:embed lang/*.txt
var langFiles embed.FS

// words is a set of folded words.
type words map[string]bool

// A lexicon is what one language knows of names: see lang/en.txt for the meaning of each section.
type lexicon struct {
	sections map[string]words
	larger   []string // in the order of the file
}

// anyLanguage is the file of what no language owns.
const anyLanguage = "any"

// lexicons holds the lexicon of each language, by BCP 47 primary tag, each joined to that of [anyLanguage]. Under ""
// stands all languages together, for a text whose language isn't known.
var lexicons = readLexicons()

func readLexicons() map[string]*lexicon {
	files, err := langFiles.ReadDir("lang")
	if err != nil {
		panic(err)
	}
	common := newLexicon()
	common.read(anyLanguage)
	all := newLexicon()
	found := map[string]*lexicon{}
	for _, f := range files { // sorted by name
		lang := strings.TrimSuffix(f.Name(), ".txt")
		all.read(lang)
		if lang != anyLanguage {
			l := newLexicon()
			l.read(lang)
			l.join(common)
			found[lang] = l
		}
	}
	found[""] = all
	return found
}

// lexiconOf returns the lexicon of a language, or of all together where there is none for it.
func lexiconOf(lang string) *lexicon {
	if l := lexicons[lang]; l != nil {
		return l
	}
	return lexicons[""]
}

func newLexicon() *lexicon { return &lexicon{sections: map[string]words{}} }

// has reports whether a section holds a folded word.
func (l *lexicon) has(section, word string) bool { return l.sections[section][word] }

func (l *lexicon) add(section, word string) {
	if l.sections[section] == nil {
		l.sections[section] = words{}
	}
	l.sections[section][text.Fold(word)] = true
}

func (l *lexicon) join(other *lexicon) {
	for section, set := range other.sections {
		for w := range set {
			l.add(section, w)
		}
	}
}

// read adds a file of lang/. In a section a line is a row of words; "key: words" puts them into the section
// and into "section:key"; names of several words are parted by "|"; the section "larger" holds a name a line.
func (l *lexicon) read(lang string) {
	raw, err := langFiles.ReadFile(path.Join("lang", lang+".txt"))
	if err != nil {
		panic(err)
	}
	section := ""
	for i, line := range strings.Split(string(raw), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = strings.Trim(line, "[]")
		case section == "":
			panic(fmt.Sprintf("lang/%s.txt:%d: a word before the first section", lang, i+1))
		case section == "larger":
			l.larger = append(l.larger, line)
		default:
			l.readRow(section, line)
		}
	}
}

func (l *lexicon) readRow(section, line string) {
	if key, row, ok := strings.Cut(line, ": "); ok {
		l.readRow(section, row)
		section, line = section+":"+key, row
	}
	if strings.Contains(line, "|") {
		for _, name := range strings.Split(line, "|") {
			if name = strings.TrimSpace(name); name != "" {
				l.add(section, strings.ReplaceAll(name, "-", " "))
			}
		}
		return
	}
	for _, w := range strings.Fields(line) {
		l.add(section, w)
	}
}
