package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVerifyLiveSite holds a served folder against its manifest.
func TestVerifyLiveSite(t *testing.T) {
	site, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	writeFile(t, filepath.Join(site, "seeds", "a.txt"), "Le port a rouvert le 3 août 2020.\n")
	var said strings.Builder
	if status := run([]string{"build", "--site", site, "--out", out}, strings.NewReader(""), &said, &said); status != exitClean {
		t.Fatal(said.String())
	}
	files := http.FileServer(http.Dir(out))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/_headers" || r.URL.Path == "/.nojekyll" { // as hosts do
			http.NotFound(w, r)
			return
		}
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	said.Reset()
	if status := run([]string{"verify", server.URL}, strings.NewReader(""), &said, &said); status != exitClean || !strings.Contains(said.String(), " 0 differ") {
		t.Errorf("status %d: %s", status, said.String())
	}
	if err := os.WriteFile(filepath.Join(out, "feed.xml"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(out, "quotes.json")); err != nil {
		t.Fatal(err)
	}
	said.Reset()
	if status := run([]string{"verify", server.URL + "/"}, strings.NewReader(""), &said, &said); status != exitErrors ||
		!strings.Contains(said.String(), "feed.xml: other bytes") || !strings.Contains(said.String(), "quotes.json: missing") {
		t.Errorf("status %d: %s", status, said.String())
	}
}
