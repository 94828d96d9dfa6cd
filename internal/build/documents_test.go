package build

import (
	"os"
	"testing"
)

// BenchmarkDocuments cleans and annotates the demo's clippings, and looks for copies among them.
func BenchmarkDocuments(b *testing.B) {
	desk, diags := Read(os.DirFS("../.."), Options{})
	if diags.Failed() {
		b.Fatal(diags)
	}
	size := 0
	for _, clip := range desk.Clippings {
		size += len(clip.Source.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		desk.Documents()
	}
}
