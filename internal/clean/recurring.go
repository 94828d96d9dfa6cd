package clean

import (
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/parallel"
)

const (
	manyArticles = 3  // articles of a source that share a line, from which it is the source's and not theirs
	moreArticles = 5  // the same for a line that closes as a sentence: agencies repeat a background
	recurWords   = 40 // a longer line is text, however often it is printed
	recurBytes   = 400
)

// Shared holds the lines that recur across the clippings of a source: what its pages put around every article.
type Shared struct {
	counts map[uint64]int32   // line, mixed with its source → articles that have it
	seen   map[sighting]int32 // how often an article has a line
	source func(*corpus.Clipping) string
}

// A sighting is a line of an article, both by their hashes.
type sighting struct{ line, article uint64 }

// Recurring counts the lines of all clippings. source names the source of a clipping; those without a name, "", are
// taken for one source; it is asked from many goroutines. Copies of one article count once: articles are told apart by their longest line.
func Recurring(clips []*corpus.Clipping, source func(*corpus.Clipping) string) *Shared {
	s := &Shared{counts: map[uint64]int32{}, seen: map[sighting]int32{}, source: source}
	seen := make([][]sighting, len(clips))
	parallel.Each(len(clips), func(i int) { seen[i] = sightings(clips[i], source(clips[i])) })
	for _, all := range seen {
		for _, at := range all {
			if s.seen[at]++; s.seen[at] == 1 {
				s.counts[at.line]++
			}
		}
	}
	return s
}

// Replace counts a clipping in place of another, each with the name of its source; either may be nil. It returns the lines,
// as [Shared.Lines] does, of which that may change how others are cleaned. Nothing may be cleaned meanwhile.
func (s *Shared) Replace(before *corpus.Clipping, from string, after *corpus.Clipping, to string) (changed []uint64) {
	was := map[uint64]int32{} // the counts of lines that changed
	note := func(line uint64, by int32) {
		if _, known := was[line]; !known {
			was[line] = s.counts[line]
		}
		if s.counts[line] += by; s.counts[line] == 0 {
			delete(s.counts, line)
		}
	}
	if before != nil {
		for _, at := range sightings(before, from) {
			if s.seen[at]--; s.seen[at] == 0 {
				delete(s.seen, at)
				note(at.line, -1)
			}
		}
	}
	if after != nil {
		for _, at := range sightings(after, to) {
			if s.seen[at]++; s.seen[at] == 1 {
				note(at.line, 1)
			}
		}
	}
	for line, n := range was {
		if now := s.counts[line]; now != n && max(now, n) >= min(moreArticles, manyArticles) {
			changed = append(changed, line)
		}
	}
	return changed
}

// Lines returns what tells the lines of a clipping from others, sorted: cleaning it asks for no other counts.
func (s *Shared) Lines(clip *corpus.Clipping) []uint64 {
	from := hashText(14695981039346656037, s.source(clip))
	all := make([]uint64, 0, clip.Source.LineCount())
	for n := 1; n <= clip.Source.LineCount(); n++ {
		if l := clip.Source.LineText(n); counts(l) {
			all = append(all, hashText(from, l))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// counts reports whether a line may be one that recurs.
func counts(line string) bool { return line != "" && len(line) <= recurBytes }

// sightings returns the lines of a clipping that may recur.
func sightings(clip *corpus.Clipping, source string) []sighting {
	from := hashText(14695981039346656037, source)
	var all []sighting
	longest, article := 0, uint64(0)
	for n := 1; n <= clip.Source.LineCount(); n++ {
		l := clip.Source.LineText(n)
		if l == "" || len(l) > recurBytes && len(l) <= longest {
			continue
		}
		h := hashText(from, l)
		if counts(l) {
			all = append(all, sighting{line: h})
		}
		if len(l) > longest {
			longest, article = len(l), h
		}
	}
	kept := all[:0]
	for _, at := range all {
		if at.line != article {
			kept = append(kept, sighting{at.line, article})
		}
	}
	return kept
}

// Signature tells two states of the counts apart as far as they touch one clipping: where it is the same, cleaning the
// clipping gives the same.
func (s *Shared) Signature(clip *corpus.Clipping) uint64 {
	from := hashText(14695981039346656037, s.source(clip))
	sum := from
	for n := 1; n <= clip.Source.LineCount(); n++ {
		l := clip.Source.LineText(n)
		if !counts(l) {
			continue
		}
		if count := s.counts[hashText(from, l)]; count >= min(moreArticles, manyArticles) {
			sum = ((sum ^ uint64(n)) * 1099511628211) ^ uint64(count)
			sum *= 1099511628211
		}
	}
	return sum
}

// hashText hashes the letters and digits of a line, capitals of ASCII as small letters.
func hashText(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80:
		default:
			continue
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// recurring sets apart the lines that stand in several articles of the clipping's source.
func (c *cleaner) recurring(s *Shared, clip *corpus.Clipping) {
	from := hashText(14695981039346656037, s.source(clip))
	for i := range c.lines {
		if !c.open(i) || len(c.words[i]) > recurWords {
			continue
		}
		n := s.counts[hashText(from, c.src.Slice(c.lines[i].Span))]
		if n >= moreArticles && c.offers(i) || n >= manyArticles && !c.closes(i) {
			c.set(i, corpus.Boilerplate, corpus.Reason{Code: corpus.Recurs, N: int32(n)})
		}
	}
}
