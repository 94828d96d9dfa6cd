package browser

import (
	"compress/gzip"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"briefing/assets"
	"briefing/internal/build"
	"briefing/internal/publish"
	"briefing/templates"
)

// A served is a built site behind a server.
type served struct {
	dir string
	url string // with a final slash
}

var (
	demo    *served
	browser context.Context
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	if _, err := os.Stat("testdata/node_modules/axe-core/axe.min.js"); err != nil {
		return 0, fmt.Errorf("%w\naxe-core and html-validate are missing: run make deps", err)
	}
	dir, err := os.MkdirTemp("", "briefing-browser-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	demo, err = serve(os.DirFS("../.."), filepath.Join(dir, "demo"))
	if err != nil {
		return 0, err
	}
	stop, err := start(filepath.Join(dir, "profile"))
	if err != nil {
		return 0, err
	}
	defer stop()
	return m.Run(), nil
}

// serve builds a site into a folder and serves it.
func serve(fsys fs.FS, dir string) (*served, error) {
	site, diags := build.Load(fsys, build.Options{Theme: build.Theme{Templates: templates.Files, Assets: assets.Files}})
	if diags.Failed() {
		return nil, fmt.Errorf("the site doesn't build: %v", diags)
	}
	if _, err := publish.Write(dir, site.Files, publish.Options{}); err != nil {
		return nil, err
	}
	headers, err := os.ReadFile(filepath.Join(dir, "_headers"))
	if err != nil {
		return nil, err
	}
	_, policy, ok := strings.Cut(string(headers), "Content-Security-Policy: ")
	policy, _, _ = strings.Cut(policy, "\n")
	if !ok || !strings.Contains(policy, "default-src 'self'") || strings.Contains(policy, "unsafe") {
		return nil, fmt.Errorf("the site's security policy is %q", policy)
	}
	return &served{dir, httptest.NewServer(host(dir, policy)).URL + "/"}, nil
}

// host serves a folder as a static host does: compressed, with the site's own security policy.
func host(dir, policy string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || path.Ext(r.URL.Path) == ".png" {
			files.ServeHTTP(w, r)
			return
		}
		h.Set("Content-Encoding", "gzip")
		r.Header.Del("Range")
		z := gzip.NewWriter(w)
		defer z.Close()
		files.ServeHTTP(zipped{w, z}, r)
	})
}

type zipped struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (w zipped) WriteHeader(status int) {
	w.Header().Del("Content-Length")
	w.ResponseWriter.WriteHeader(status)
}

func (w zipped) Write(b []byte) (int, error) { return w.z.Write(b) }

// start starts the browser that all tests share.
func start(profile string) (stop func(), err error) {
	name := chromium()
	if name == "" {
		return nil, fmt.Errorf("chromium is missing: run make deps")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(name), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.WSURLReadTimeout(time.Minute))
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		end()
		return nil, fmt.Errorf("chromium doesn't start: %w", err)
	}
	browser = ctx
	return func() { cancel(); end() }, nil
}

// chromium returns where the browser is, or "".
func chromium() string {
	for _, known := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(known); err == nil {
			return found
		}
	}
	return ""
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// editions are the folders of the demo's languages.
var editions = []string{"", "fr/"}

// kinds returns, for each type of page in one language, the largest page of it: its path from the root.
func (s *served) kinds(t *testing.T, edition string) map[string]string {
	t.Helper()
	found, sizes := map[string]string{}, map[string]int{}
	for _, name := range s.pages(t) {
		if strings.HasPrefix(name, "fr/") != (edition == "fr/") {
			continue
		}
		raw := read(t, filepath.Join(s.dir, name))
		_, after, ok := strings.Cut(string(raw), `<body class="page-`)
		if !ok {
			t.Errorf("%s doesn't say which type of page it is", name)
			continue
		}
		kind, _, _ := strings.Cut(after, `"`)
		kind, _, _ = strings.Cut(kind, " ")
		if len(raw) > sizes[kind] {
			found[kind], sizes[kind] = strings.TrimSuffix(name, "index.html"), len(raw)
		}
	}
	if len(found) < 9 {
		t.Errorf("only %d types of pages: %v", len(found), found)
	}
	return found
}

// pages returns the pages of the site, by path.
func (s *served) pages(t *testing.T) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(s.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".html" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
