package bench

import (
	"os"
	"strings"
	"testing"
)

func seeds(t testing.TB) map[string][]string {
	t.Helper()
	texts := map[string][]string{}
	entries, err := os.ReadDir("../../seeds")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		raw, err := os.ReadFile("../../seeds/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		lang := "fr"
		if strings.Contains(string(raw), " the ") {
			lang = "en"
		}
		texts[lang] = append(texts[lang], string(raw))
	}
	return texts
}

func TestClippings(t *testing.T) {
	a, b := New(seeds(t)), New(seeds(t))
	french, commented := 0, 0
	for i := range 200 {
		x := a.Clipping(i)
		if y := b.Clipping(i); x != y {
			t.Fatalf("clipping %d isn't always the same", i)
		}
		if n := len(strings.Fields(x.Text)); n < 400 || n > 2500 {
			t.Errorf("clipping %d has %d words", i, n)
		}
		if strings.Contains(x.Text, " les ") {
			french++
		}
		if strings.Contains(x.Text, "a écrit le ") {
			commented++
		}
	}
	if french < 120 || french > 180 || commented < 60 || commented > 140 {
		t.Errorf("%d of 200 are French, %d have comments", french, commented)
	}
}
