package content

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSchemaTellsTheKeys: the keys of a schema are those that reading the file knows, no more and no less.
func TestSchemaTellsTheKeys(t *testing.T) {
	files := map[string]string{"site": "site.yaml", "home": "home.md", "page": "pages/a.md", "entity": "entities/a.md", "translation": "entities/b.fr.md",
		"document": "documents/a.md", "event": "timeline/a.md"}
	if got, want := Kinds(), slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
		t.Fatalf("kinds %v, want %v", got, want)
	}
	for kind, file := range files {
		var s struct {
			Properties map[string]any
			Required   []string
		}
		if err := json.Unmarshal(Schema(kind), &s); err != nil {
			t.Fatal(err)
		}
		body := "unheard_of: 1\n"
		if file != "site.yaml" {
			body = "---\n" + body + "---\n"
		}
		_, list := Read(fstest.MapFS{"content/" + file: {Data: []byte(body)}, "content/entities/b.md": {Data: []byte("---\nname: B\ntype: place\n---\n")}}, nil)
		var missing []string
		for _, d := range list {
			switch d.ID {
			case "unknown-key":
				known, _, _ := strings.Cut(strings.TrimPrefix(d.Hint, "one of "), ";")
				if got := strings.Join(slices.Sorted(maps.Keys(s.Properties)), ", "); got != known {
					t.Errorf("%s: the schema has %s, reading knows %s", kind, got, known)
				}
			case "missing-key":
				missing = append(missing, strings.Split(d.Message, `"`)[1])
			}
		}
		if kind != "event" && !slices.Equal(missing, s.Required) { // an event that hides others needs nothing
			t.Errorf("%s: the schema requires %v, reading %v", kind, s.Required, missing)
		}
	}
	if Schema("nothing") != nil {
		t.Error("there is a schema of nothing")
	}
}
