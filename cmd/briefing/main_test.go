package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"briefing": main})
}

// A tidy takes away what all tests share when they have run.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	defer os.RemoveAll(shared)
	return m.M.Run()
}

// shared is the folder of the program as it is built for users, without the race detector, for the tests that run it often.
var (
	shared string
	once   sync.Mutex
)

// built returns where that program is.
func built(t *testing.T) string {
	t.Helper()
	once.Lock()
	defer once.Unlock()
	if shared == "" {
		dir, err := os.MkdirTemp("", "briefing-")
		if err != nil {
			t.Fatal(err)
		}
		shared = dir
		if out, err := exec.Command("go", "build", "-o", filepath.Join(dir, "briefing"), ".").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	return filepath.Join(shared, "briefing")
}

// TestScripts runs the whole program as its users would; see testdata/script.
func TestScripts(t *testing.T) {
	demo, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("DEMO", demo)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits},
	})
}

// TestExamples: every command shows how it is used, and says it in one line and in more.
func TestExamples(t *testing.T) {
	for _, c := range rootCommand(&env{}).Commands() {
		if c.Example == "" || c.Long == "" || c.Short == "" {
			t.Errorf("briefing %s has no example or isn't explained", c.Name())
		}
	}
}

// exits runs a command and holds its exit status: exits 2 briefing --nonsense.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits status command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}
