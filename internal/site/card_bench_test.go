package site

import (
	"io"
	"testing"
)

// BenchmarkCard draws a share card with a long title.
func BenchmarkCard(b *testing.B) {
	words := cardText{"TikTok : la vente forcée", "Microsoft to continue talks on buying the American branch of TikTok", "FIRSTonline · about 3 August 2020"}
	for b.Loop() {
		if err := drawCard(io.Discard, words); err != nil {
			b.Fatal(err)
		}
	}
}
