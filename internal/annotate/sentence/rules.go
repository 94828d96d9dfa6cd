package sentence

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"briefing/internal/langfile"
	"briefing/internal/text"
)

//go:embed *.txt
var files embed.FS

// A class says what the full stop of an abbreviation means.
type class uint8

const (
	plain   class = iota // no abbreviation: the stop ends the sentence
	title                // stands before a name: the stop never ends a sentence
	number               // stands before a number, and only there its stop doesn't end the sentence
	inner                // stands inside a sentence: the stop never ends it
	final                // may stand last: its stop ends the sentence before a word that begins sentences
	hour                 // likewise; its stop also ends the sentence before a name that isn't a time zone
	zone                 // no abbreviation, but a word that goes on with an hour: "6 p.m. Eastern"
	starter              // no abbreviation, but a word that begins sentences and isn't a name
	proper               // an abbreviation only where it is written with a capital
)

var classNames = map[string]class{
	"title": title, "number": number, "inner": inner, "final": final, "time": hour, "zone": zone, "starter": starter,
}

// rules is what is known of the words of a language, by their folded form.
type rules = text.Table[traits]

// traits is a set of classes.
type traits uint16

func (t traits) has(c class) bool { return t&(1<<c) != 0 }

// byLang holds the rules of each language that has a file, and under "" all of them together, for texts in a language
// that has none.
var byLang = load()

func load() map[string]*rules {
	every := &rules{}
	all := map[string]*rules{"": every}
	for lang, content := range langfile.All(files, ".") {
		r := parse(lang, content)
		all[lang] = r
		for w, bits := range r.All {
			*every.Put(w) |= bits
		}
	}
	return all
}

// parse reads a file of words by their class. An embedded file that breaks the rules is a fault of the program.
func parse(lang, content string) *rules {
	r := &rules{}
	for row := range langfile.Rows(content) {
		c, ok := classNames[row.Section]
		if !ok {
			panic(fmt.Sprintf("sentence: %s.txt:%d: no section %q", lang, row.Line, row.Section))
		}
		for w := range strings.FieldsSeq(row.Text) {
			bits := traits(1 << c)
			if low := strings.ToLower(w); low != w {
				w = low
				bits |= 1 << proper
			}
			*r.Put(w) |= bits
		}
	}
	return r
}

// Languages lists the languages that have rules of their own.
func Languages() []string {
	var tags []string
	for tag := range byLang {
		if tag != "" {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	return tags
}
