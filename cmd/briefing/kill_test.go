//go:build unix

package main

import (
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// assetLink finds what a page needs from assets/.
var assetLink = regexp.MustCompile(`(?:href|src)="?(?:\.\./|\./)*(assets/[^"> ]+)`)

// TestKilled kills a build again and again, at any moment of it. Each time every page that stands in the folder must
// find its style and pictures, and the next build must end as a clean one does.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	program := built(t)
	// Two states of a site that share no asset: whichever pages stand there, some need the old style, some the new.
	var sites, want [2]string
	for i, style := range []string{"a{color:red}", "a{color:blue}"} {
		sites[i] = filepath.Join(dir, "site"+string(rune('0'+i)))
		for name, body := range map[string]string{
			"assets/style.css":            style,
			"seeds/a.txt":                 "Le port a rouvert le 3 août 2020, a dit Oracle.\n\n" + style + "\n",
			"seeds/" + style[9:] + ".txt": "Le pont a fermé le 4 août 2020.\n",
			"content/entities/oracle.md":  "---\nname: Oracle\ntype: organization\n---\n" + style + "\n",
		} {
			writeFile(t, filepath.Join(sites[i], name), body)
		}
		want[i] = filepath.Join(dir, "want"+string(rune('0'+i)))
		runBuild(t, program, sites[i], want[i])
	}

	out := filepath.Join(dir, "public")
	start := time.Now()
	runBuild(t, program, sites[0], out)
	whole := time.Since(start)
	chance := rand.New(rand.NewSource(1))
	for n := range 200 {
		cmd := exec.Command(program, "build", "--site", sites[n%2], "--out", out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(chance.Int63n(int64(whole) * 5 / 4)))
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
		pagesFindAssets(t, out)
		if n%20 == 19 {
			runBuild(t, program, sites[n/20%2], out)
			if got, want := folder(t, out), folder(t, want[n/20%2]); !maps.Equal(got, want) {
				t.Fatalf("after %d kills a build differs from a clean one: %d files, want %d", n+1, len(got), len(want))
			}
		}
	}
}

func runBuild(t *testing.T, program, site, out string) {
	t.Helper()
	if said, err := exec.Command(program, "build", "--site", site, "--out", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}

func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[rel] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func pagesFindAssets(t *testing.T, out string) {
	t.Helper()
	for name, body := range folder(t, out) {
		if filepath.Ext(name) != ".html" || strings.HasPrefix(name, ".briefing-staging") {
			continue
		}
		for _, m := range assetLink.FindAllStringSubmatch(body, -1) {
			if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(m[1]))); err != nil {
				t.Fatalf("%s needs %s: %v", name, m[1], err)
			}
		}
	}
}
