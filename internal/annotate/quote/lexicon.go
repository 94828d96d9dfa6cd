package quote

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"briefing/internal/langfile"
	"briefing/internal/text"
)

//go:embed *.txt
var files embed.FS

// traits is what the lexicon of a language says of a word, by its folded form.
type traits uint64

const (
	speech      traits = 1 << iota // a verb of speech; may stand before or after what is said
	stance                         // a verb that says how somebody sees a thing; stands before the words it quotes
	publish                        // a verb for putting a document before the public
	finite                         // a form of a verb that has a subject, or a past participle
	gerund                         // a present participle
	infinitive                     //
	that                           // begins what is said: "que", "that"
	relative                       // stands for the name before it: "qui", "who"
	as                             // "comme", as in "comme le dit X"
	he                             //
	she                            //
	they                           //
	anyone                         // a pronoun that names nobody: "on", "one"
	me                             // the writer, or who is quoted
	determiner                     //
	preposition                    //
	possessive                     // a preposition that says whose: "de", "of"
	between                        // may stand between subject and verb: auxiliaries, adverbs, object pronouns
	and                            //
	title                          // stands before a name: "Mme"
	role                           // what a person may be: "ministre"
	speaksFor                      // a person whose words are another's: "porte-parole"
	firm                           // what an organisation may be: "société"
	document                       // what may be quoted in a person's stead: "communiqué"
	term                           // makes of the marked words after it a term or a title: "intitulé"
	stop                           // begins sentences with a capital and is no name
	view                           // names whose view it is, before a name, a comma and the words: "pour"
	be                             // the auxiliary of the passive voice
	by                             // names who does what a passive verb says
	reflexive                      // a pronoun that makes of "est" no passive: "s'est félicité"
	it                             // a pronoun for what isn't a person
	latter                         // "ce dernier": whoever was named last
	will                           // a verb of stance that says what somebody wants or expects: marked words far from it are often irony
	oblique                        // a pronoun after a preposition: "selon lui"
	particle                       // a small word inside names: "van"
	leader                         // begins a phrase that names a source, or a verb of two words
	base                           // the bare form of an English verb, which is often a noun or an adjective
	definite                       // a determiner that points at something known
	suffix                         // what a company's name may end with: "Corp"
	male                           // a title or given name of men
	female                         //
	drops                          // a verb of speech that may do without "that"
	apostrophe                     // loses letters at its start, so that the mark before it is an apostrophe: "'tis"
	bare                           // would be a leader without its accents
)

const (
	verb    = speech | stance | publish
	pronoun = he | she | they | it
)

var sections = map[string]traits{
	"that": that, "relative": relative, "as": as, "he": he, "she": she, "they": they, "anyone": anyone, "me": me,
	"determiner": determiner, "preposition": preposition, "possessive": possessive, "between": between, "and": and,
	"title": title, "role": role, "speaks for": speaksFor, "firm": firm, "document": document, "term": term, "stop": stop,
	"view": view, "be": be, "by": by, "reflexive": reflexive, "it": it, "latter": latter, "oblique": oblique, "particle": particle, "suffix": suffix, "definite": definite, "male": male, "female": female, "drops that": drops, "apostrophe": apostrophe, "speech": speech, "stance": stance, "will": will, "publish": publish,
}

// A lexicon is what is known of the words of a language.
type lexicon struct {
	words    text.Table[traits]
	accents  map[string]traits      // words whose accents matter, as written: "à", which isn't "a"
	sources  text.Table[[][]string] // first word → the phrases that name a source: "selon", "according to"
	pairs    text.Table[[][]string] // first word → words after it that make a verb of speech of it: "fait savoir"
	adverb   []string               // endings of adverbs, which may stand between subject and verb
	noName   []string               // endings of words that are no names though they open a sentence with a capital
	related  [][]string             // the words that begin a pointer to another article
	endings  map[string][3][]string
	gendered bool // it has no pronoun of their own for things: il and elle stand for them too
}

// lexicons holds the lexicon of each language that has a file, and under "" all of them together, for texts in a
// language that has none.
var lexicons = sync.OnceValue(load)

func load() map[string]*lexicon {
	all := newLexicon()
	out := map[string]*lexicon{"": all}
	for lang, content := range langfile.All(files, ".") {
		lex := newLexicon()
		lex.read(lang, content)
		lex.gendered = !lex.has(it)
		out[lang] = lex
		for w, tr := range lex.words.All {
			*all.words.Put(w) |= tr
		}
		for w, tr := range lex.accents {
			all.accents[w] |= tr
		}
		for w, phrases := range lex.sources.All {
			more(&all.sources, w, phrases...)
		}
		for w, second := range lex.pairs.All {
			more(&all.pairs, w, second...)
		}
		all.adverb = append(all.adverb, lex.adverb...)
		all.noName = append(all.noName, lex.noName...)
		all.related = append(all.related, lex.related...)
	}
	return out
}

func newLexicon() *lexicon {
	return &lexicon{accents: map[string]traits{}, endings: map[string][3][]string{}}
}

// more adds phrases to those of a word.
func more(t *text.Table[[][]string], word string, phrases ...[]string) {
	p := t.Put(word)
	*p = append(*p, phrases...)
}

// read reads a file of sections. An embedded file that breaks the rules is a fault of the program.
func (lex *lexicon) read(lang, content string) {
	for row := range langfile.Rows(content) {
		section, class, line := row.Section, "", row.Text
		if kind, rest, ok := strings.Cut(section, " "); ok && (kind == "endings" || sections[kind]&(verb|will) != 0) {
			section, class = kind, rest
		}
		switch tr := sections[section]; {
		case section == "endings":
			lex.endings[class] = forms(line)
		case section == "source":
			words := strings.Fields(line)
			more(&lex.sources, words[0], words)
			*lex.words.Put(text.Fold(words[0])) |= leader
		case section == "related":
			lex.related = append(lex.related, strings.Fields(text.Fold(line)))
		case section == "adverb":
			lex.adverb = append(lex.adverb, strings.Fields(line)...)
		case section == "no name":
			lex.noName = append(lex.noName, strings.Fields(line)...)
		case section == "pair":
			lex.addPairs(line)
		case tr&(verb|will) != 0:
			lex.addVerbs(tr, class, line)
		case tr == 0:
			panic(fmt.Sprintf("quote: %s.txt:%d: no section %q", lang, row.Line, row.Section))
		default:
			for w := range strings.FieldsSeq(line) {
				lex.add(w, tr)
			}
		}
	}
}

// has reports whether any word has a trait.
func (lex *lexicon) has(tr traits) bool {
	for _, t := range lex.words.All {
		if t&tr != 0 {
			return true
		}
	}
	return false
}

// add adds a word. One with an accent is met only so written, or with a capital.
func (lex *lexicon) add(w string, tr traits) {
	if w == text.Fold(w) {
		*lex.words.Put(w) |= tr
		return
	}
	r, n := utf8.DecodeRuneInString(w)
	lex.accents[w] |= tr
	lex.accents[string(unicode.ToUpper(r))+w[n:]] |= tr
}

// of returns what is known of token i.
func (lex *lexicon) of(t *text.Tokens, i int) traits {
	tr := lex.words.Of(t, i)
	if !t.List[i].ASCII && t.Text[t.List[i].Start] >= utf8.RuneSelf {
		if accented := lex.accents[t.Raw(i)]; accented != 0 {
			if tr&leader != 0 {
				accented |= bare
			}
			return accented
		}
	}
	return tr
}

// addPairs adds a line "first words: second words".
func (lex *lexicon) addPairs(line string) {
	first, second, _ := strings.Cut(line, ":")
	for a := range strings.FieldsSeq(first) {
		*lex.words.Put(a) |= leader
		for b := range strings.FieldsSeq(second) {
			more(&lex.pairs, a, strings.Split(b, "_"))
		}
	}
}

// forms cuts a line into finite forms, present participles and infinitives.
func forms(line string) (f [3][]string) {
	for i, part := range strings.SplitN(line, "|", 3) {
		f[i] = strings.Fields(part)
	}
	return f
}

// addVerbs adds a line of infinitives of a class with all their forms, or of forms where there is no class.
func (lex *lexicon) addVerbs(kind traits, class, line string) {
	if class == "" {
		lex.addForms(kind, "", forms(line))
		return
	}
	for w := range strings.FieldsSeq(line) {
		lex.addForms(kind, strings.TrimSuffix(w, class), lex.endings[class])
	}
}

func (lex *lexicon) addForms(kind traits, stem string, f [3][]string) {
	for i, tense := range [3]traits{finite, gerund, infinitive} {
		for _, ending := range f[i] {
			tr := kind | tense
			if ending == "0" {
				ending, tr = "", tr|base
			}
			*lex.words.Put(stem + ending) |= tr
		}
	}
}

// relatedAt reports whether a pointer to another article begins at token i: "LIRE AUSSI".
func (lex *lexicon) relatedAt(t *text.Tokens, i int) bool {
	for _, phrase := range lex.related {
		n := 0
		for n < len(phrase) && i+n < len(t.List) && t.Fold(i+n) == phrase[n] {
			n++
		}
		if n == len(phrase) {
			return true
		}
	}
	return false
}

// pairAt reports whether token i and those after it are together a verb of speech.
func (lex *lexicon) pairAt(t *text.Tokens, i int) bool {
	for _, rest := range lex.pairs.Of(t, i) {
		n := 0
		for n < len(rest) && i+1+n < len(t.List) && t.Fold(i+1+n) == rest[n] {
			n++
		}
		if n == len(rest) {
			return true
		}
	}
	return false
}

// sourceAt returns the token after a phrase that names a source, such as "according to", if one begins at token i.
func (lex *lexicon) sourceAt(t *text.Tokens, i, hi int) (next int, ok bool) {
	for _, phrase := range lex.sources.Of(t, i) {
		at := i
		for _, w := range phrase {
			for at < hi && t.List[at].Kind == text.Punct && t.Fold(at) == "'" && t.Glued(at) {
				at++
			}
			if at >= hi || t.Fold(at) != w {
				at = -1
				break
			}
			at++
		}
		if at > next {
			next, ok = at, true
		}
	}
	return next, ok
}
