package text

import (
	"slices"
	"testing"
)

func TestSized(t *testing.T) {
	var s []int
	for _, n := range []int{0, 3, 2, 100, 1} {
		was := cap(s)
		if s = Sized(s, n); len(s) != n || slices.ContainsFunc(s, func(v int) bool { return v != 0 }) {
			t.Errorf("%d: %v", n, s)
		}
		if n <= was && cap(s) != was {
			t.Errorf("%d took new memory beside %d", n, was)
		}
		for i := range s {
			s[i] = 7
		}
	}
}
