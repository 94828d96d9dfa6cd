package main

import (
	"testing"

	"briefing/internal/diag"
)

// TestFew: every error is told; of a kind of warning that there are very many of, the first and how many more.
func TestFew(t *testing.T) {
	for _, c := range []struct{ errors, warnings, shown, more int }{
		{50, 0, 50, 0}, {0, 2 * alike, 2 * alike, 0}, {1, 2*alike + 1, 1 + alike, alike + 1}, {0, 1000, alike, 1000 - alike},
	} {
		list := diag.List{diag.About(diag.Info, "note", "a", "a remark"), diag.About(diag.Warning, "rare", "a", "once")}
		for range c.errors {
			list = append(list, diag.About(diag.Error, "bad", "a", "bad"))
		}
		for range c.warnings {
			list = append(list, diag.About(diag.Warning, "odd", "a", "odd"))
		}
		shown, more := few(list)
		if len(shown) != c.shown+1 || more["odd"] != c.more || more["rare"] != 0 {
			t.Errorf("of %d errors and %d warnings %d are shown, and more: %v", c.errors, c.warnings, len(shown)-1, more)
		}
	}
}
