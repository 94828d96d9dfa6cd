package search

import (
	"cmp"
	"embed"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
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
	files, err := languageFiles.ReadDir("lang")
	if err != nil {
		panic(err) // embedded: can't fail
	}
	for _, f := range files {
		raw, err := languageFiles.ReadFile("lang/" + f.Name())
		if err != nil {
			panic(err)
		}
		s, err := readStemmer(string(raw))
		if err != nil {
			panic(fmt.Sprintf("lang/%s: %v", f.Name(), err)) // a test reads them all
		}
		all[strings.TrimSuffix(f.Name(), path.Ext(f.Name()))] = s
	}
	return all
})

func readStemmer(file string) (*stemmer, error) {
	s := &stemmer{}
	for n, line := range strings.Split(file, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
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
			return nil, fmt.Errorf("line %d: want an ending, what takes its place and the letters left, within a step", n+1)
		}
		left, err := strconv.Atoi(f[2])
		if err != nil || left < 0 {
			return nil, fmt.Errorf("line %d: %q is no number of letters", n+1, f[2])
		}
		last := len(s.steps) - 1
		s.steps[last] = append(s.steps[last], rule{f[0], strings.TrimPrefix(f[1], "-"), left})
	}
	for _, step := range s.steps {
		slices.SortStableFunc(step, func(a, b rule) int { return cmp.Compare(len(b.ending), len(a.ending)) })
	}
	return s, nil
}
