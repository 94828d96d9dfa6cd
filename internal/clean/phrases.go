package clean

import (
	"embed"
	"fmt"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/langfile"
	"briefing/internal/text"
)

// The phrase lists: one file per language, "und" for what is of none. A line is "kind: phrase"; a phrase is matched
// word by word in its folded form, whatever signs stand between. "start!" and "form!" mark a phrase that no sentence of
// an article begins with, "inside!" one that none holds.
//
//go:embed phrases/*.txt
var phraseFiles embed.FS

// A phraseKind says how a phrase is looked for and what it makes of a line.
type phraseKind uint8

const (
	furniture phraseKind = iota // not looked for: what code finds by itself
	wholeLine                   // the line is the phrase and nothing else
	atStart                     // the line begins with it
	anywhere                    // the line holds it
	section                     // the line is the phrase, and what follows hangs on it
	credit                      // the line holds it: a caption
	source                      // begins a bracket at the line's end, a colon behind it: a caption
	counter                     // stands behind a number: "mots", "min read"
	form                        // the line begins with it: ends a comment
	lead                        // stands before the date of a dateline: "publié le"
	author                      // stands before its author: "par"
	inline                      // inside running text: begins a pointer to another article, up to the next sentence
	notice                      // inside running text: stands alone between two sentences
	begins                      // a sentence often begins with it, and a title's end isn't followed by it
	reader                      // speaks to the reader
	hangs                       // a sentence can't end with it
	stamp                       // opens a comment; may hold {date}, {time}, {number}, {name} and {who}
)

var kindNames = map[string]phraseKind{
	"line": wholeLine, "start": atStart, "inside": anywhere, "section": section, "credit": credit, "source": source, "counter": counter, "form": form, "lead": lead, "author": author, "inline": inline, "notice": notice, "begins": begins, "reader": reader, "hangs": hangs, "stamp": stamp,
}

func (k phraseKind) zone() corpus.Zone {
	if k == credit || k == source {
		return corpus.Caption
	}
	return corpus.Boilerplate
}

// A phrase is an entry of the lists.
type phrase struct {
	kind  phraseKind
	text  string // folded
	words int
	sure  bool // no sentence begins so
}

// A branch is a place in the trie of words.
type branch struct {
	next  text.Table[*branch]
	ends  []*phrase // the phrases that end here, one a kind at most
	under uint32    // the kinds that end here or further on, a bit each
}

// phraseLists is all lists in one trie, and the stamps apart.
type phraseLists struct {
	root   branch
	first  text.Table[uint32] // by the first word of phrases: the kinds they are of, a bit each
	stamps []stampPattern
}

// A stampPattern is what the head of a comment looks like.
type stampPattern struct {
	parts   []string
	numbers int // that it holds, at least
}

var lists = readPhrases()

// readPhrases reads the embedded lists. They are part of the program: a fault in them is a bug.
func readPhrases() *phraseLists {
	l := &phraseLists{}
	for lang, content := range langfile.All(phraseFiles, "phrases") {
		for row := range langfile.Rows(content) {
			if err := l.add(row.Text); err != nil {
				panic(fmt.Sprintf("phrases/%s.txt:%d: %v", lang, row.Line, err))
			}
		}
	}
	return l
}

func (l *phraseLists) add(line string) error {
	name, body, ok := strings.Cut(line, ":")
	kind, known := kindNames[strings.TrimSuffix(name, "!")]
	if !ok || !known {
		return fmt.Errorf("want one of line, start, inside, section, credit, source, counter, form, lead, author, inline, notice, begins, reader, hangs, stamp: and a phrase, not %q", line)
	}
	if kind == stamp {
		l.stamps = append(l.stamps, newStamp(strings.Fields(text.Fold(body))))
		return nil
	}
	words := foldedWords(body)
	if len(words) == 0 {
		return fmt.Errorf("a phrase without words")
	}
	*l.first.Put(words[0]) |= 1 << kind
	p := &phrase{kind: kind, text: strings.Join(words, " "), words: len(words), sure: strings.HasSuffix(name, "!")}
	b := &l.root
	for _, w := range words {
		b.under |= 1 << kind
		next := b.next.Put(w)
		if *next == nil {
			*next = &branch{}
		}
		b = *next
	}
	b.under |= 1 << kind
	b.ends = append(b.ends, p)
	return nil
}

func foldedWords(s string) []string {
	t := text.Tokenize(s)
	var words []string
	for i := range t.List {
		if t.List[i].Kind != text.Punct {
			words = append(words, t.Fold(i))
		}
	}
	return words
}

// wanted returns the kinds that are looked for with a kind, a bit each.
func (k phraseKind) wanted() uint32 {
	switch k {
	case wholeLine:
		return 1<<wholeLine | 1<<section
	case atStart:
		return 1<<atStart | 1<<form
	case anywhere:
		return 1<<anywhere | 1<<credit
	}
	return 1 << k
}

// at returns the longest phrase of a kind that the words begin with; a whole line must be used up. Forms and sections
// are found as the start and the whole of a line too.
func (l *phraseLists) at(t *text.Tokens, words []int32, kind phraseKind) *phrase {
	var found *phrase
	want := kind.wanted()
	b := &l.root
	for n, w := range words {
		if b = b.next.Of(t, int(w)); b == nil || b.under&want == 0 {
			break
		}
		for _, p := range b.ends {
			if want&(1<<p.kind) != 0 && (n == len(words)-1 || kind != wholeLine) {
				found = p
			}
		}
	}
	return found
}

// at is [phraseLists.at], and asks first what is known of the first word.
func (c *cleaner) at(l *phraseLists, words []int32, kind phraseKind) *phrase {
	if l == lists && (len(words) == 0 || c.kinds[words[0]]&kind.wanted() == 0) {
		return nil
	}
	return l.at(c.tokens, words, kind)
}

// listed is at for the program's own lists.
func (c *cleaner) listed(words []int32, kind phraseKind) *phrase { return c.at(lists, words, kind) }
