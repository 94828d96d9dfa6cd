// Package cases runs text cases: txtar archives that anyone can read and add to, each an input and the dump expected
// of it. With the flag -update a test accepts what the program says; read the difference before you commit it.
//
// An archive's comment says why its cases are as they are.
package cases

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "accept what the program says as what the cases expect")

// An Archive is a file of cases while it is run.
type Archive struct {
	*txtar.Archive
	t *testing.T
}

// Run runs each archive that matches the pattern as a subtest of its name. There must be one.
func Run(t *testing.T, pattern string, run func(t *testing.T, a *Archive)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases match %s: %v", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), func(t *testing.T) {
			parsed, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			run(t, &Archive{parsed, t})
			if !*update {
				return
			}
			if err := os.WriteFile(file, txtar.Format(parsed), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Pairs runs the files of an archive two by two, from the first-th on: an input, then what is expected of it.
func (a *Archive) Pairs(first int, dump func(name, input string) string) {
	a.t.Helper()
	for i := first; i+1 < len(a.Files); i += 2 {
		a.Expect(i+1, a.Files[i].Name, dump(a.Files[i].Name, string(a.Files[i].Data)))
	}
}

// Expect holds what the program says of the named case against file i.
func (a *Archive) Expect(i int, name, got string) {
	a.t.Helper()
	if *update {
		a.Files[i].Data = []byte(got)
	} else if want := string(a.Files[i].Data); got != want {
		a.t.Errorf("%s:\n got:\n%s\nwant:\n%s", name, got, want)
	}
}
