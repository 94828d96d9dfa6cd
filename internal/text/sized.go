package text

// Sized returns a slice of n zeros, in the memory of s where that suffices: what reads one text after another reads
// them all in the same memory.
func Sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}
