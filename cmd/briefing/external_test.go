package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// TestCheckExternal: links to other sites are asked for only where that is wanted, told with the page that holds them,
// and not asked for again soon; what may pass is.
func TestCheckExternal(t *testing.T) {
	var asked atomic.Int32
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/old":
			http.Redirect(w, r, "/fine", http.StatusMovedPermanently)
		case "/members":
			w.WriteHeader(http.StatusForbidden)
		}
	}))
	defer host.Close()
	site, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	cache := filepath.Join(t.TempDir(), "deep", "links.json")
	writeFile(t, filepath.Join(site, "seeds", "a.txt"), "Le port a rouvert le 3 août 2020.\n")
	var links strings.Builder
	for _, p := range []string{"/fine", "/gone", "/old", "/members"} {
		links.WriteString("- [" + p + "](" + host.URL + p + ")\n")
	}
	writeFile(t, filepath.Join(site, "content", "home.md"), "---\ntitle: Home\n---\n"+links.String())

	briefing := func(want int, args ...string) string {
		t.Helper()
		var said strings.Builder
		if status := run(append(args, "--site", site, "--out", out), strings.NewReader(""), &said, &said); status != want {
			t.Errorf("%v: status %d, want %d: %s", args, status, want, said.String())
		}
		return said.String()
	}
	briefing(exitClean, "build")
	briefing(exitClean, "check")
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests without --external", n)
	}
	for _, round := range []string{"4 links asked for, 0 known", "0 links asked for, 4 known"} {
		said := briefing(exitClean, "check", "--external", "--cache", cache)
		for _, want := range []string{round, "/gone is gone: its host answers 410 Gone", "/old has moved to " + host.URL + "/fine", "/members answers programs with 403", "index.html"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q isn't said: %s", want, said)
			}
		}
		if strings.Contains(said, "/fine is") || strings.Contains(said, "/fine answers") {
			t.Errorf("a link that answers is complained of: %s", said)
		}
	}
	briefing(exitErrors, "check", "--external", "--cache", cache, "--strict")
	before := asked.Load()
	if said := briefing(exitClean, "check", "--external", "--cache", cache, "--fresh", "0s"); asked.Load() == before {
		t.Errorf("nothing is asked again: %s", said)
	}
	if err := os.WriteFile(cache, []byte("spoilt"), 0o644); err != nil {
		t.Fatal(err)
	}
	if said := briefing(exitClean, "check", "--external", "--cache", cache); !strings.Contains(said, "4 links asked for") {
		t.Errorf("a spoilt cache: %s", said)
	}
	briefing(exitErrors, "check", "--external", "--cache", site) // a folder
}
