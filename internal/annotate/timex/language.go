package timex

import (
	"embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"briefing/internal/langfile"
	"briefing/internal/parallel"
	"briefing/internal/text"
)

//go:embed lang/*.txt
var files embed.FS

// A language is a compiled language file: its words, its rules and its holidays. It is immutable.
type language struct {
	tag         string
	vocab       text.Table[word]
	entries     []entry // by word id
	trigger     []bool  // by word id: an expression may stand around the word
	known       []bool  // by word id: a rule mentions the word
	classes     map[string]uint8
	fields      []int8 // by class: the field it sets, or -1
	rules       []rule
	names       map[string]int // rule index by name
	code        []instr        // of all rules
	kind        []uint16       // by word id: see lookahead.go
	aNumber     word           // every number
	starts      [2][]uint16    // by strategy (1 is future), kind and rule: the list of alternatives that may begin so
	lists       []starts
	sets        []uint64 // of kinds
	gives       []needs  // by kind
	beside      []uint64 // by kind: the set of those that may stand behind it in an expression,
	besideWords int      // of so many words each
	holidays    []holiday
	settings    map[string]string

	top     int // the rule that every expression matches
	coming  bool
	number  uint8 // the classes that numerals are made of
	ordinal uint8
	andword uint8
	suffix  uint8
	cuefut  uint8
	cuepast uint8
	cueplan uint8
	cueperf uint8
	cuepart uint8
	det     uint8
	notyear uint8
	measure uint8
	stamp   uint8

	pastEndings    []string // of finite verbs
	participles    []string // endings of participles, which look back only from behind: "la loi votée mardi"
	neutralEndings []string // of forms that end like past ones and aren't: the conditional
	looseEndings   []string // of participles, trusted only after an auxiliary
	futureEndings  []string
}

// A word is what is looked up of each token.
type word struct {
	id      uint16
	kind    uint16 // see lookahead.go
	trigger bool   // an expression may stand around it
}

// Word ids that every language shares.
const (
	wordNone   = iota // a word no rule knows
	wordNumber        // digits
	wordHyphen
	wordDot
	wordComma
	wordFirst
)

// An entry is what a language file says of a word.
type entry struct {
	mask    uint64 // the classes of the word and of the phrases it begins
	senses  []sense
	phrases []phrase // longest first
}

// A sense is one meaning of a word or phrase.
type sense struct {
	class uint8
	flags uint8
	value int32
}

const (
	flagWeak    = 1 << iota // no expression by itself: "may"
	flagCapital             // only with a capital letter: "Sun"
	flagDot                 // an abbreviation, which may bear a dot
	flagLower               // only without a capital letter: "mars", not "Mars"
	flagPlain               // only without accents: "a", not "à"
	flagAccent              // only with them: "dès", not "des"
)

// A phrase is the words that follow the first one of an expression the file gives as a whole.
type phrase struct {
	rest []uint16
	sense
}

var (
	loaded     map[string]*language
	loadedOnce sync.Once
	errLoaded  error
)

// languages returns the compiled languages by tag. They are compiled once, at the first use.
func languages() (map[string]*language, error) {
	loadedOnce.Do(func() { loaded, errLoaded = compileAll() })
	return loaded, errLoaded
}

// compileAll compiles the files of all languages, side by side.
func compileAll() (map[string]*language, error) {
	var tags, contents []string
	for tag, content := range langfile.All(files, "lang") {
		tags, contents = append(tags, tag), append(contents, content)
	}
	compiled, errs := make([]*language, len(tags)), make([]error, len(tags))
	parallel.Each(len(tags), func(i int) {
		var err error
		if compiled[i], err = compile(tags[i], contents[i]); err != nil {
			errs[i] = fmt.Errorf("lang/%s.txt: %w", tags[i], err)
		}
	})
	all := make(map[string]*language, len(tags))
	for _, l := range compiled {
		if l != nil {
			all[l.tag] = l
		}
	}
	return all, errors.Join(errs...)
}

// compile reads a language file. Its sections are [settings], [words], [holidays] and [rules]; # begins a comment.
func compile(tag, source string) (*language, error) {
	l := &language{
		tag:      tag,
		classes:  map[string]uint8{},
		names:    map[string]int{},
		settings: map[string]string{},
		entries:  make([]entry, wordFirst),
		trigger:  make([]bool, wordFirst),
	}
	l.vocab.Put("-").id = wordHyphen
	l.vocab.Put(".").id = wordDot
	l.vocab.Put(",").id = wordComma
	l.trigger[wordNumber] = true
	c := compiler{language: l}
	section := ""
	for n, line := range strings.Split(source, "\n") {
		if i := strings.Index(line, "#"); i == 0 || i > 0 && line[i-1] == ' ' {
			line = line[:i]
		}
		line = strings.TrimRight(line, " \t\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if line[0] == '[' && line[len(line)-1] == ']' && !strings.Contains(line, " ") {
			section = line[1 : len(line)-1]
			continue
		}
		var err error
		switch section {
		case "settings":
			k, v, _ := strings.Cut(line, ":")
			l.settings[strings.TrimSpace(k)] = strings.TrimSpace(v)
		case "words":
			err = c.words(line)
		case "holidays":
			err = c.holiday(line)
		case "rules":
			err = c.ruleLine(line)
		default:
			err = fmt.Errorf("no section %q", section)
		}
		if err != nil {
			return nil, fmt.Errorf("%d: %w", n+1, err)
		}
	}
	if err := c.finish(); err != nil {
		return nil, err
	}
	return l, nil
}

type compiler struct {
	*language
	pending []pendingAlt
	current int
	tokens  text.Tokens // of the form at hand
}

// class returns the number of a class, made at its first mention. Its words set the field of its name, or the one
// that is told after it: "tonight>part".
func (c *compiler) class(name string) (uint8, error) {
	name, to, aliased := strings.Cut(name, ">")
	if !aliased {
		to = name
	}
	if k, ok := c.classes[name]; ok {
		return k, nil
	}
	k := len(c.classes)
	if k >= 64 {
		return 0, fmt.Errorf("more than 64 word classes")
	}
	c.classes[name] = uint8(k)
	f := int8(-1)
	if x, ok := fieldNames[to]; ok {
		f = int8(x)
	}
	c.fields = append(c.fields, f)
	return uint8(k), nil
}

// words reads a line of [words]: "class value: form, form". An exclamation mark before the class says that its words
// trigger a search.
func (c *compiler) words(line string) error {
	head, forms, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("no colon in %q", line)
	}
	parts := strings.Fields(head)
	if len(parts) == 0 || len(parts) > 2 {
		return fmt.Errorf("%q is not a class and a value", head)
	}
	name := strings.TrimPrefix(parts[0], "!")
	k, err := c.class(name)
	if err != nil {
		return err
	}
	value := int32(0)
	if len(parts) == 2 {
		if value, err = parseValue(parts[1]); err != nil {
			return err
		}
	}
	for _, form := range strings.Split(forms, ",") {
		if form = strings.TrimSpace(form); form == "" {
			continue
		}
		if err := c.form(form, k, value, parts[0][0] == '!'); err != nil {
			return err
		}
	}
	return nil
}

func parseValue(s string) (int32, error) {
	if v, ok := symbols[s]; ok {
		return v, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("unknown value %q", s)
	}
	return int32(n), nil
}

// form adds a form with its marks: * weak, ^ with a capital only, % without one, . may bear a dot, = only without accents, + only with them.
func (c *compiler) form(form string, class uint8, value int32, trigger bool) error {
	s := sense{class: class, value: value}
	form, mark, marked := cutMark(form)
	for {
		switch form[len(form)-1] {
		case '*':
			s.flags |= flagWeak
		case '^':
			s.flags |= flagCapital
		case '.':
			s.flags |= flagDot
		case '%':
			s.flags |= flagLower
		case '=':
			s.flags |= flagPlain
		case '+':
			s.flags |= flagAccent
		default:
			ids := c.ids(form)
			if len(ids) == 0 {
				return fmt.Errorf("no word in %q", form)
			}
			e := &c.entries[ids[0]]
			e.mask |= 1 << class
			switch {
			case trigger && marked:
				c.trigger[c.id(text.Fold(mark))] = true
			case trigger:
				c.trigger[c.longest(form, ids)] = true
			}
			if len(ids) == 1 {
				e.senses = append(e.senses, s)
				return nil
			}
			e.phrases = append(e.phrases, phrase{ids[1:], s})
			return nil
		}
		form = form[:len(form)-1]
	}
}

// ids returns the word ids of a form, hyphens left out: the matcher skips them between words.
func (c *compiler) ids(form string) []uint16 {
	var ids []uint16
	t := &c.tokens
	t.Read(form)
	for i := range t.List {
		if f := t.Fold(i); f != "-" || t.Len() == 1 {
			ids = append(ids, c.id(f))
		}
	}
	return ids
}

// cutMark returns a form without the exclamation mark before the word of it that triggers a search, and that word.
func cutMark(form string) (string, string, bool) {
	before, after, ok := strings.Cut(form, "!")
	if !ok {
		return form, "", false
	}
	word, _, _ := strings.Cut(after, " ")
	return before + after, strings.TrimRight(word, "*^.=%+"), true
}

// longest returns the id of the longest word of a form, the least frequent one, most likely. An exclamation mark in
// the form names another one.
func (c *compiler) longest(form string, ids []uint16) uint16 {
	t := &c.tokens
	t.Read(form)
	best, n, size := ids[0], 0, 0
	for i := range t.List {
		if f := t.Fold(i); f != "-" || t.Len() == 1 {
			if len(f) > size {
				best, size = ids[n], len(f)
			}
			n++
		}
	}
	return best
}

func (c *compiler) id(fold string) uint16 {
	known := c.vocab.Put(fold)
	if known.id != wordNone {
		return known.id
	}
	id := uint16(len(c.entries))
	known.id = id
	c.entries = append(c.entries, entry{})
	c.trigger = append(c.trigger, false)
	return id
}
