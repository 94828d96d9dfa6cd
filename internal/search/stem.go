package search

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"briefing/internal/langfile"
)

//go:embed lang/*.txt
var languageFiles embed.FS

// A rule takes an ending off a word: [ending, replacement, letters that must be left before it].
type rule struct {
	ending, instead string
	left            int
}

// A stemmer brings the words of a language to their stems, step by step.
type stemmer struct {
	steps [][]rule // in each, the longest ending first
	stop  []string
}

// minWord is the length in bytes from which a word has endings.
const minWord = 4

// stem returns the stem of a folded word. The browser does the same with the same rules, which it gets with the index.
func (s *stemmer) stem(word string) string {
	if s == nil || len(word) < minWord {
		return word
	}
	for _, step := range s.steps {
		for _, r := range step {
			if len(word)-len(r.ending) >= r.left && strings.HasSuffix(word, r.ending) {
				word = word[:len(word)-len(r.ending)] + r.instead
				break
			}
		}
	}
	return word
}

// stemmers are all stemmers, by language.
var stemmers = sync.OnceValue(func() map[string]*stemmer {
	all := map[string]*stemmer{}
	for lang, content := range langfile.All(languageFiles, "lang") {
		s, err := readStemmer(content)
		if err != nil {
			panic(fmt.Sprintf("lang/%s.txt: %v", lang, err)) // a test reads them all
		}
		all[lang] = s
	}
	return all
})

func readStemmer(file string) (*stemmer, error) {
	s := &stemmer{}
	for row := range langfile.Rows(file) {
		line := row.Text
		if words, ok := strings.CutPrefix(line, "stop "); ok {
			s.stop = append(s.stop, strings.Fields(words)...)
			continue
		}
		if strings.HasPrefix(line, "step ") {
			s.steps = append(s.steps, nil)
			continue
		}
		f := strings.Fields(line)
		if len(f) != 3 || len(s.steps) == 0 {
			return nil, fmt.Errorf("line %d: want an ending, what takes its place and the letters left, within a step", row.Line)
		}
		left, err := strconv.Atoi(f[2])
		if err != nil || left < 0 {
			return nil, fmt.Errorf("line %d: %q is no number of letters", row.Line, f[2])
		}
		last := len(s.steps) - 1
		s.steps[last] = append(s.steps[last], rule{f[0], strings.TrimPrefix(f[1], "-"), left})
	}
	for _, step := range s.steps {
		slices.SortStableFunc(step, func(a, b rule) int { return cmp.Compare(len(b.ending), len(a.ending)) })
	}
	return s, nil
}
