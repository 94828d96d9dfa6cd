package link

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"briefing/internal/langfile"
	"briefing/internal/text"
)

//go:embed lang/*.txt
var files embed.FS

// traits is what the lexicon of a language says of a word or a phrase.
type traits uint64

const (
	stop         traits = 1 << iota // tells nothing of what a sentence is about
	verb                            // a finite verb that says little by itself: auxiliaries, modals
	have                            // makes a perfect of the participle after it
	be                              // likewise, or a passive
	between                         // may stand between an auxiliary and its participle
	past                            // a verb in the past
	relative                        // begins a clause on the noun before it: "qui"
	subordinate                     // begins a clause that serves another: "lorsque"
	contrast                        // begins a clause that stands beside another: "while"
	coordinate                      // may begin a clause of the same rank: "et"
	that                            // begins what is said, after a verb of speech
	pronoun                         // stands for who was named before
	impersonal                      // makes of the pronoun before it nobody: "il faut"
	definite                        // begins a description of what was named before
	determiner                      // begins a noun phrase
	also                            // adds to what was told before
	follow                          // tells what came next: "suivi de"
	grant                           // gives somebody a term: "donner 90 jours pour"
	to                              // begins what a term is given for
	latest                          // makes a date the last by which something is due
	of                              // joins a date to the noun before it: "décret du 6 août"
	ofHead                          // before [of] makes a preposition with it: "à partir du 6 août"
	fronting                        // may begin words that stand before the subject: "après", "in"
	opener                          // begins a sentence and says nothing without the one before it
	attribution                     // names the source: "selon"
	stamp                           // of a line that only dates the page: "publié le"
	say                             // a verb or noun of speech or undertaking
	superlative                     // says what was never so since: "lowest"
	since                           // makes a time the beginning of what holds now
	compare                         // holds a time against another: "than", "par rapport à"
	compareFirst                    // likewise, where the clause has another time: "up from 14% a year ago"
	future                          // of a verb that tells of what is to come
	phraseHead                      // begins a phrase
	accented                        // means something else with its accents: see lexicon.written
	scale                           // multiplies the number before it: "millions"
)

var sections = map[string]traits{
	"stop": stop, "verb": verb, "have": have, "be": be, "between": between, "past": past, "relative": relative,
	"subordinate": subordinate, "contrast": contrast, "coordinate": coordinate, "that": that, "pronoun": pronoun,
	"impersonal": impersonal, "definite": definite, "determiner": determiner, "also": also, "follow": follow,
	"grant": grant, "to": to, "fronting": fronting, "latest": latest, "of": of, "of head": ofHead, "opener": opener,
	"attribution": attribution, "superlative": superlative,
	"since": since, "compare": compare, "compare first": compareFirst, "future": future, "stamp": stamp,
}

// A sense is all that is known of a word.
type sense struct {
	traits  traits
	concept uint8  // from 1; 0 for none
	phrases uint16 // those that begin with the word: from 1, index in lexicon.phrases; 0 for none
	scale   uint32 // where traits has scale
}

func (s *sense) add(o sense) {
	s.traits |= o.traits
	if o.concept != 0 {
		s.concept = o.concept
	}
	if o.scale != 0 {
		s.scale = o.scale
	}
	if o.phrases != 0 {
		s.phrases = o.phrases
	}
}

// A lexicon is what is known of the words of a language.
type lexicon struct {
	trie    []knot
	phrases [][]phrase        // by first word; element 0 is none
	heads   map[string]uint16 // the first words: their indexes there
	endings []ending
	last    uint32           // letters with which the endings end, one bit each
	written map[string]sense // words that their accents tell from others, as written in small letters
}

// An ending is one of verbs that no list could hold.
type ending struct {
	letters string
	traits  traits
}

// ending returns what the ending of a word makes of it.
func (l *lexicon) ending(w string) traits {
	const stem = 3 // letters that a verb has before its ending
	if len(w) <= stem || l.last&(1<<(w[len(w)-1]-'a')) == 0 {
		return 0
	}
	for _, e := range l.endings {
		if len(w) >= len(e.letters)+stem && strings.HasSuffix(w, e.letters) {
			return e.traits
		}
	}
	return 0
}

// A knot of the trie of words: what a word that ends here means, and one that begins so.
type knot struct {
	next   [26]int16
	exact  sense
	prefix sense
}

// A phrase is words with a meaning that they don't have one by one.
type phrase struct {
	words []string
	sense sense
}

// lexicons holds the lexicon of each language that has a file. A language without one has the empty lexicon: its
// sentences are one clause each.
var lexicons = sync.OnceValue(load)

// A lexiconSet is the lexicons by language, and the concepts of all of them.
type lexiconSet struct {
	byLang   map[string]*lexicon
	concepts []string // their names, by their numbers
	speech   uint64   // the set of those that tell of speech
}

// Prepare reads the lexicons, which whoever needs them first does otherwise: side by side with other reading a short
// build is done sooner.
func Prepare() { lexicons() }

var noLexicon = &lexicon{trie: make([]knot, 1)}

func lexiconOf(lang string) *lexicon {
	if l := lexicons().byLang[lang]; l != nil {
		return l
	}
	return noLexicon
}

// maxConcepts is how many concepts a set of them has room for.
const maxConcepts = 64

// load reads the embedded files. One that breaks the rules is a fault of the program.
func load() *lexiconSet {
	said := uint64(0)
	names := []string{""} // concepts are numbered over all languages
	numbers := map[string]uint8{}
	all := map[string]*lexicon{}
	for lang, content := range langfile.All(files, "lang") {
		lex := &lexicon{trie: make([]knot, 1), phrases: make([][]phrase, 1), heads: map[string]uint16{}, written: map[string]sense{}}
		for row := range langfile.Rows(content) {
			switch row.Section {
			case "past endings":
				lex.addEndings(row.Text, past)
				continue
			case "verb endings":
				lex.addEndings(row.Text, verb)
				continue
			}
			section, written := strings.CutPrefix(row.Section, "written ")
			current := header(lang, section, numbers, &names)
			if current.traits == say {
				said |= 1 << (current.concept - 1)
			}
			for w := range strings.FieldsSeq(row.Text) {
				if written {
					lex.written[w] = current
					lex.add(text.Fold(w), sense{traits: accented})
					continue
				}
				lex.add(w, current)
			}
		}
		all[lang] = lex
	}
	return &lexiconSet{all, names, said}
}

// addEndings adds the endings of words that have some traits.
func (l *lexicon) addEndings(row string, tr traits) {
	for letters := range strings.FieldsSeq(row) {
		l.endings = append(l.endings, ending{letters, tr})
		l.last |= 1 << (letters[len(letters)-1] - 'a')
	}
}

// header returns what a section makes of its words: "stop", "scale 1000", "concept promise say".
func header(file, section string, numbers map[string]uint8, names *[]string) sense {
	if tr, ok := sections[section]; ok {
		return sense{traits: tr}
	}
	words := strings.Fields(section)
	switch {
	case len(words) == 2 && words[0] == "scale":
		if n, err := strconv.ParseUint(words[1], 10, 32); err == nil {
			return sense{traits: scale, scale: uint32(n)}
		}
	case len(words) >= 2 && words[0] == "concept":
		n, ok := numbers[words[1]]
		if !ok {
			if n = uint8(len(*names)); n > maxConcepts {
				panic("link: " + file + ": too many concepts")
			}
			numbers[words[1]] = n
			*names = append(*names, words[1])
		}
		if len(words) == 3 && words[2] == "say" {
			return sense{traits: say, concept: n}
		}
		if len(words) == 2 {
			return sense{concept: n}
		}
	}
	panic("link: " + file + ": unknown section [" + section + "]")
}

// add adds a word, the beginning of words ("annonc*"), or a phrase ("alors_que").
func (l *lexicon) add(entry string, s sense) {
	if words := strings.Split(entry, "_"); len(words) > 1 {
		head := l.heads[words[0]]
		if head == 0 {
			head = uint16(len(l.phrases))
			l.heads[words[0]], l.phrases = head, append(l.phrases, nil)
		}
		l.phrases[head] = append(l.phrases[head], phrase{words, s})
		entry, s = words[0], sense{traits: phraseHead, phrases: head}
	}
	word, isPrefix := strings.CutSuffix(entry, "*")
	at := 0
	for i := range len(word) {
		c := word[i] - 'a'
		if c >= 26 {
			panic("link: lexicon: " + entry + " isn't folded")
		}
		if l.trie[at].next[c] == 0 {
			l.trie[at].next[c] = int16(len(l.trie))
			l.trie = append(l.trie, knot{})
		}
		at = int(l.trie[at].next[c])
	}
	if isPrefix {
		l.trie[at].prefix.add(s)
	} else {
		l.trie[at].exact.add(s)
	}
}

// A memory holds what a lexicon knows of words that were met lately, its endings counted in: most words of a text come
// again and again. Each word has one place, which it may lose to another.
type memory [1 << 11]struct {
	word  [15]byte
	n     uint8 // bytes of it; 0 where nothing is held
	sense sense
}

// word is [lexicon.word] and [lexicon.ending] of token i.
func (m *memory) word(l *lexicon, tokens *text.Tokens, i int) sense {
	w, h := tokens.Fold(i), tokens.List[i].Hash()
	p := &m[(h^h>>29)%uint64(len(m))]
	if len(w) > len(p.word) || len(w) == 0 {
		return l.withEnding(w)
	}
	if string(p.word[:p.n]) != w {
		p.n, p.sense = uint8(copy(p.word[:], w)), l.withEnding(w)
	}
	return p.sense
}

func (l *lexicon) withEnding(w string) sense {
	s := l.word(w)
	s.traits |= l.ending(w)
	return s
}

// word returns what is known of a folded word. Of several concepts the one of the longest entry holds.
func (l *lexicon) word(w string) sense {
	var s sense
	at := 0
	for i := range len(w) {
		c := w[i] - 'a'
		if c >= 26 {
			return s
		}
		at = int(l.trie[at].next[c])
		if at == 0 {
			return s
		}
		if p := &l.trie[at].prefix; p.traits != 0 || p.concept != 0 {
			s.add(*p)
		}
	}
	s.add(l.trie[at].exact)
	return s
}

// phraseAt returns the longest phrase among those of a head that begins with token i and ends before token last, n words
// long; 0 where none does. The apostrophe of an elision is no word of it.
func (l *lexicon) phraseAt(head uint16, t *text.Tokens, i, last int) (s sense, n int) {
	for _, p := range l.phrases[head] {
		if len(p.words) <= n {
			continue
		}
		k := 1
		for j := i + 1; k < len(p.words) && j < last; j++ {
			if t.List[j].Kind == text.Punct && t.Raw(j) != "," {
				continue
			}
			if t.Fold(j) != p.words[k] {
				break
			}
			k++
		}
		if k == len(p.words) {
			s, n = p.sense, k
		}
	}
	return s, n
}
