//go:build unix

package main

import (
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSameBytesEverywhere builds the demo twice, on machines as unlike as one machine can be: another time zone, locale,
// number of processors, folder, home, user, umask and limit of memory, files copied in another order with other times
// and rights. Not a byte may differ.
func TestSameBytesEverywhere(t *testing.T) {
	dir := t.TempDir()
	briefing := program(t, dir)
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "zwei ü", "deep", "site")
	copySite(t, one, false)
	copySite(t, two, true)

	first := exec.Command(briefing, "build", "--compress", "--out", filepath.Join(dir, "public"))
	first.Dir = one
	first.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C", "GOMAXPROCS=1", "SOURCE_DATE_EPOCH=0")
	said(t, first)

	out := filepath.Join(dir, "zwei ü", "öffentlich")
	if err := os.Mkdir(out, 0o777); err != nil {
		t.Fatal(err)
	}
	second := exec.Command("/bin/sh", "-c", `umask 007; exec "$0" build --site deep/site --out öffentlich --compress`, briefing)
	second.Dir = filepath.Join(dir, "zwei ü")
	second.Env = []string{"TZ=Pacific/Kiritimati", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=7", "GOGC=20", "HOME=/nowhere", "USER=nobody",
		"PATH=", "TERM=dumb", "SOURCE_DATE_EPOCH=2000000000"}
	if os.Getuid() == 0 {
		second.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		if err := os.Chown(out, 65534, 65534); err != nil {
			t.Fatal(err)
		}
	}
	said(t, second)

	a, b := folder(t, filepath.Join(dir, "public")), folder(t, out)
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
	if len(a) != len(b) || a["manifest.json"] == "" {
		t.Errorf("%d files and %d", len(a), len(b))
	}
	for name, body := range a {
		if strings.Contains(body, dir) {
			t.Errorf("%s names the folder that it was built in", name)
		}
	}
}

func said(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// copySite copies the demo's sources; backwards, with times and rights of their own.
func copySite(t *testing.T, to string, backwards bool) {
	t.Helper()
	var names []string
	demo := os.DirFS("../..")
	for _, folder := range []string{"seeds", "content"} {
		err := fs.WalkDir(demo, folder, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if backwards {
		slices.Reverse(names)
	}
	for i, name := range names {
		raw, err := fs.ReadFile(demo, name)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(to, filepath.FromSlash(name))
		writeFile(t, target, string(raw))
		if !backwards {
			continue
		}
		when := time.Unix(int64(i)*1e7, 0)
		if err := os.Chtimes(target, when, when); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(target, 0o444); err != nil {
			t.Fatal(err)
		}
	}
}

// program puts the program into a folder, as other users can run it.
func program(t *testing.T, dir string) string {
	t.Helper()
	raw, err := os.ReadFile(built(t))
	if err != nil {
		t.Fatal(err)
	}
	for d := dir; d != "/" && d != "."; d = filepath.Dir(d) { // others pass through
		if stat, err := os.Stat(d); err == nil && stat.Mode().Perm()&0o005 != 0o005 && stat.Sys().(*syscall.Stat_t).Uid == uint32(os.Getuid()) {
			if err := os.Chmod(d, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	name := filepath.Join(dir, "briefing")
	if err := os.WriteFile(name, raw, 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}
