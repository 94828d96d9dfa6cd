package content

import "briefing/internal/text"

// nearest returns the candidate that is most like a word, or "" where none is near: case, accents and typography
// don't count, and at most one letter in three may differ.
func nearest(word string, candidates []string) string {
	best, least := "", 0
	from := []rune(text.Fold(word))
	for _, c := range candidates {
		to := []rune(text.Fold(c))
		n := distance(from, to)
		if n <= max(len(from), len(to))/3 && (best == "" || n < least) {
			best, least = c, n
		}
	}
	return best
}

// distance returns how many letters have to be inserted, deleted, replaced or swapped with their neighbour to make a
// into b (optimal string alignment).
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
