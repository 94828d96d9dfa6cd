//go:build linux

package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// outcome runs a command and returns its exit status and what it said.
func outcome(t *testing.T, cmd *exec.Cmd) (int, string) {
	t.Helper()
	said, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(said)
}

// twoStates makes the sources of a site that is published, and of the same with more in it.
func twoStates(t *testing.T, dir string) (before, after string) {
	t.Helper()
	before, after = filepath.Join(dir, "before"), filepath.Join(dir, "after")
	for _, site := range []string{before, after} {
		writeFile(t, filepath.Join(site, "seeds", "a.txt"), "Le port a rouvert le 3 août 2020, a dit Oracle.\n")
		writeFile(t, filepath.Join(site, "content", "entities", "oracle.md"), "---\nname: Oracle\ntype: organization\n---\n")
	}
	writeFile(t, filepath.Join(after, "assets", "style.css"), "a{color:red}")
	writeFile(t, filepath.Join(after, "seeds", "b.txt"), "Le pont a fermé le 4 août 2020, selon Oracle et la mairie.\n")
	writeFile(t, filepath.Join(after, "assets", "large.png"), strings.Repeat("large", 280_000))
	return before, after
}

// TestNoRoom: where a disk is full, or a file may not be as long as it would be, that is said and what was published stays;
// with room again the build ends as any other.
func TestNoRoom(t *testing.T) {
	dir := t.TempDir()
	briefing := program(t, dir)
	before, after := twoStates(t, dir)
	want := filepath.Join(dir, "want")
	runBuild(t, briefing, after, want)

	type place struct {
		out    string
		little func(site, out string) *exec.Cmd // a build with too little room
		says   string
		room   func()
	}
	places := []place{{
		out: filepath.Join(dir, "limited"),
		little: func(site, out string) *exec.Cmd {
			return exec.Command("/bin/sh", "-c", `ulimit -f 1500; exec "$0" build --quiet --site "$1" --out "$2"`, briefing, site, out)
		},
		says: "file too large", room: func() {},
	}}
	if small := filepath.Join(dir, "small"); os.Mkdir(small, 0o755) == nil && syscall.Mount("tmpfs", small, "tmpfs", 0, "size=1500k") == nil { // where we may mount
		t.Cleanup(func() { _ = syscall.Unmount(small, 0) })
		places = append(places, place{
			out: filepath.Join(small, "public"),
			little: func(site, out string) *exec.Cmd {
				return exec.Command(briefing, "build", "--quiet", "--site", site, "--out", out)
			},
			says: "no space left on device",
			room: func() {
				if err := syscall.Mount("tmpfs", small, "tmpfs", syscall.MS_REMOUNT, "size=50m"); err != nil {
					t.Fatal(err)
				}
			},
		})
	}
	for _, p := range places {
		runBuild(t, briefing, before, p.out)
		was := folder(t, p.out)
		status, said := outcome(t, p.little(after, p.out))
		if status != exitErrors || !strings.Contains(said, p.says) || !strings.HasPrefix(said, "briefing: error: can't write the site: ") {
			t.Errorf("%s: status %d: %s", p.says, status, said)
		}
		if now := folder(t, p.out); !maps.Equal(now, was) {
			t.Errorf("%s: what was published has changed: %d files, %d before", p.says, len(now), len(was))
		}
		p.room()
		runBuild(t, briefing, after, p.out)
		if got := folder(t, p.out); !maps.Equal(got, folder(t, want)) {
			t.Errorf("%s: with room again a build differs from a clean one", p.says)
		}
	}
}

// TestReadOnly: a folder that may not be written to is told, and stays.
func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	briefing := program(t, dir)
	before, after := twoStates(t, dir)
	out := filepath.Join(dir, "public")
	runBuild(t, briefing, before, out)
	was := folder(t, out)
	for _, target := range []string{out, filepath.Join(out, "deeper"), filepath.Join(dir, "new")} {
		for _, name := range []string{out, dir} {
			if err := os.Chmod(name, 0o555); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(briefing, "build", "--quiet", "--site", after, "--out", target)
		if os.Getuid() == 0 { // who may write anywhere
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		if status, said := outcome(t, cmd); status != exitErrors || !strings.Contains(said, "permission denied") {
			t.Errorf("%s: status %d: %s", target, status, said)
		}
		for _, name := range []string{out, dir} {
			if err := os.Chmod(name, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if now := folder(t, out); !maps.Equal(now, was) {
			t.Errorf("%s: what was published has changed", target)
		}
	}
}

// TestVanishing: files that go, or can't be read, while a build reads the folder are told with their names, and what was
// published stays; never is that a failure of ours.
func TestVanishing(t *testing.T) {
	dir := t.TempDir()
	briefing := program(t, dir)
	before, after := twoStates(t, dir)
	out := filepath.Join(dir, "public")
	runBuild(t, briefing, before, out)
	was := folder(t, out)

	// A name that leads nowhere is a file that vanished between the listing and the reading.
	for _, name := range []string{"seeds/gone.txt", "content/entities/gone.md", "content/documents/gone.md", "content/site.yaml", "templates/timeline.html", "assets/style.css"} {
		link := filepath.Join(after, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			t.Fatal(err)
		}
		_ = os.Remove(link) // the style is there
		if err := os.Symlink("nowhere", link); err != nil {
			t.Fatal(err)
		}
		status, said := outcome(t, exec.Command(briefing, "build", "--quiet", "--site", after, "--out", out))
		if status != exitErrors || !strings.Contains(said, name) {
			t.Errorf("%s: status %d: %s", name, status, said)
		}
		if now := folder(t, out); !maps.Equal(now, was) {
			t.Errorf("%s: what was published has changed", name)
		}
		if err := os.Remove(link); err != nil {
			t.Fatal(err)
		}
	}

	// And files that come and go all the time.
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			name := filepath.Join(after, "seeds", fmt.Sprintf("%d.txt", n%200))
			if os.Remove(name) != nil {
				_ = os.WriteFile(name, []byte("Le port a rouvert le 3 août 2020.\n"), 0o644)
			}
		}
	})
	for range 5 {
		status, said := outcome(t, exec.Command(briefing, "build", "--quiet", "--site", after, "--out", filepath.Join(dir, "other")))
		if status != exitClean && (status != exitErrors || !strings.Contains(said, "seeds/")) {
			t.Errorf("status %d: %s", status, said)
		}
	}
	close(stop)
	wg.Wait()
}

// TestBuildsAtOnce: of builds into one folder at the same time one writes at a time, the others say why they don't, and
// what stands there in the end is whole.
func TestBuildsAtOnce(t *testing.T) {
	dir := t.TempDir()
	briefing := program(t, dir)
	before, after := twoStates(t, dir)
	var want [2]map[string]string
	for i, site := range []string{before, after} {
		out := filepath.Join(dir, fmt.Sprint("want", i))
		runBuild(t, briefing, site, out)
		want[i] = folder(t, out)
	}
	out := filepath.Join(dir, "public")
	for round := range 6 {
		var statuses [4]int
		var said [4]string
		var wg sync.WaitGroup
		for i := range statuses {
			wg.Go(func() {
				statuses[i], said[i] = outcome(t, exec.Command(briefing, "build", "--quiet", "--site", []string{before, after}[i%2], "--out", out))
			})
		}
		wg.Wait()
		clean := 0
		for i := range statuses {
			switch {
			case statuses[i] == exitClean:
				clean++
			case statuses[i] != exitErrors || !strings.Contains(said[i], "another build is writing into the folder"):
				t.Errorf("round %d: status %d: %s", round, statuses[i], said[i])
			}
		}
		if got := folder(t, out); clean == 0 || !maps.Equal(got, want[0]) && !maps.Equal(got, want[1]) {
			t.Errorf("round %d: %d builds succeed, and %d files are left", round, clean, len(got))
		}
	}
}
