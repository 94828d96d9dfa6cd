package langfile

import (
	"maps"
	"slices"
	"testing"
	"testing/fstest"
)

func TestAll(t *testing.T) {
	files := fstest.MapFS{"lang/fr.txt": {Data: []byte("le la")}, "lang/en.txt": {Data: []byte("the")}, "other/de.txt": {}}
	if got := maps.Collect(All(files, "lang")); !maps.Equal(got, map[string]string{"en": "the", "fr": "le la"}) {
		t.Errorf("got %v", got)
	}
	for name := range All(files, "lang") {
		if name != "en" {
			t.Errorf("%s is first", name)
		}
		break
	}
	defer func() {
		if recover() == nil {
			t.Error("a folder that isn't there is no fault")
		}
	}()
	for range All(files, "none") {
	}
}

func TestRows(t *testing.T) {
	got := slices.Collect(Rows("# words\nbefore\n\n[months]\n  january february \r\n[]\n#[days]\nmonday"))
	want := []Row{{2, "", "before"}, {5, "months", "january february"}, {8, "", "monday"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
