// Package house holds the rules of the house as tests: who may import whom, what no stage may call, and that the
// clippings are as they were delivered. See the package comment of corpus for the plan.
package house

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// leaves may be imported by every stage.
var leaves = []string{"internal/text", "internal/diag", "internal/edtf", "internal/corpus", "internal/parallel", "internal/langfile"}

// rooms lists, for each package, what it may import of ours beside the leaves. A package that isn't listed fails the
// test: a new room needs its place in the plan.
var rooms = map[string][]string{
	"internal/annotate":          {"internal/annotate/entity", "internal/annotate/lang", "internal/annotate/quote", "internal/annotate/sentence", "internal/annotate/timex"},
	"internal/annotate/entity":   {},
	"internal/annotate/lang":     {},
	"internal/annotate/quote":    {},
	"internal/annotate/sentence": {},
	"internal/annotate/timex":    {},
	"internal/browser":           {},
	"internal/build": {
		"internal/annotate", "internal/clean", "internal/content", "internal/copies", "internal/link", "internal/publish", "internal/search", "internal/seed", "internal/site",
	},
	"internal/bench":     {"internal/clean"},
	"internal/cases":     {}, // for tests only
	"internal/check":     {"internal/host"},
	"internal/clean":     {},
	"internal/content":   {},
	"internal/copies":    {},
	"internal/langfile":  {},
	"internal/link":      {},
	"internal/progress":  {},
	"internal/publish":   {},
	"internal/reach":     {},
	"internal/seed":      {"internal/seed/page"},
	"internal/seed/page": {},
	"internal/search":    {},
	"internal/site":      {"internal/search"},
	"internal/serve":     {"internal/build", "internal/content", "internal/suggest"},
	"internal/suggest":   {},
	"internal/host":      {},
	"internal/house":     {},
	"cmd/briefing-bench": {"internal/bench"},
	"assets":             {},
	"templates":          {},
	"cmd/briefing": {
		"assets", "templates", "internal/annotate", "internal/build", "internal/check", "internal/content", "internal/host", "internal/progress", "internal/publish", "internal/reach", "internal/seed", "internal/serve", "internal/suggest",
	},
}

// leafImports is what the leaves may import of ours.
var leafImports = map[string][]string{
	"internal/text":   {},
	"internal/edtf":   {},
	"internal/diag":   {"internal/text"},
	"internal/corpus": {"internal/text", "internal/edtf"},

	"internal/parallel": {},
}

// only lists where a library may be used: each has one room, so that it can be replaced there.
var only = map[string][]string{
	"github.com/yuin/goldmark":     {"internal/site"},
	"github.com/alecthomas/chroma": {"internal/site"},
	"github.com/tdewolff/minify":   {"internal/publish"},
	"golang.org/x/image":           {"internal/site"},
	"github.com/fsnotify/fsnotify": {"internal/serve"},
	"github.com/goccy/go-yaml":     {"internal/content", "internal/site", "internal/suggest"},
	"github.com/spf13/cobra":       {"cmd/briefing"},
	"os":                           {"internal/cases", "internal/publish", "internal/seed", "internal/content", "internal/serve", "cmd/briefing", "cmd/briefing-bench"},
	"time":                         {"internal/check", "internal/progress", "internal/reach", "internal/serve", "cmd/briefing", "cmd/briefing-bench"},
	"math/rand":                    {"internal/bench"},
	"net/http":                     {"cmd/briefing", "cmd/briefing-bench", "internal/reach", "internal/serve"},
	"github.com/ledongthuc/pdf":    {"internal/seed"},
	"golang.org/x/net/html":        {"internal/seed/page", "internal/check"},
	"regexp":                       {},
}

type goPackage struct {
	ImportPath string
	Dir        string
	Imports    []string
	GoFiles    []string
}

func list(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "briefing/...")
	var fault bytes.Buffer
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, fault.String())
	}
	var all []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p goPackage
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestImports(t *testing.T) {
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, "briefing/")
		allowed, leaf := leafImports[name]
		if !leaf {
			beside, known := rooms[name]
			if !known {
				t.Errorf("%s has no place in the plan of the house", name)
				continue
			}
			allowed = append(slices.Clone(leaves), beside...)
		}
		for _, imp := range p.Imports {
			if ours, ok := strings.CutPrefix(imp, "briefing/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s must not import %s", name, ours)
			}
			for library, where := range only {
				if (imp == library || strings.HasPrefix(imp, library+"/")) && !slices.Contains(where, name) {
					t.Errorf("%s must not import %s: only %v may", name, imp, where)
				}
			}
		}
	}
}

// TestNoPrinting: libraries never print or exit.
func TestNoPrinting(t *testing.T) {
	forbidden := map[string][]string{
		"fmt": {"Print", "Println", "Printf"},
		"os":  {"internal/cases", "Exit", "Getenv", "LookupEnv", "Stdout", "Stderr", "Stdin"},
		"log": nil,
	}
	for _, p := range list(t) {
		if !strings.HasPrefix(p.ImportPath, "briefing/internal/") {
			continue
		}
		for _, name := range p.GoFiles {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Obj == nil {
						names, watched := forbidden[pkg.Name]
						if watched && (names == nil || slices.Contains(names, sel.Sel.Name)) {
							t.Errorf("%s: %s.%s in a library", fset.Position(n.Pos()), pkg.Name, sel.Sel.Name)
						}
					}
				}
				return true
			})
		}
	}
}

// TestSeeds holds the clippings against the bytes that were delivered.
func TestSeeds(t *testing.T) {
	want := map[string]string{}
	file, err := os.Open("testdata/seeds.sha256")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		sum, name, _ := strings.Cut(lines.Text(), "  ")
		want[name] = sum
	}
	got := map[string]string{}
	seeds := os.DirFS("../../seeds")
	err = fs.WalkDir(seeds, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(seeds, name)
		sum := sha256.Sum256(raw)
		got[name] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("seeds/%s is not as delivered: SHA-256 %s, want %s", name, got[name], want[name])
		}
	}
	for name := range got {
		if want[name] == "" {
			t.Errorf("seeds/%s was not delivered", name)
		}
	}
	if len(want) != 5 {
		t.Errorf("%d clippings are listed, want 5", len(want))
	}
}
