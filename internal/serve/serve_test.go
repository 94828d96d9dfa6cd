package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"briefing/assets"
	"briefing/internal/build"
	"briefing/templates"
)

// A preview is a server over a folder that a test edits.
type preview struct {
	t      testing.TB
	dir    string
	server *Server
	web    *httptest.Server
	stop   func()
}

func newPreview(t testing.TB, opt Options, files map[string]string) *preview {
	t.Helper()
	p := &preview{t: t, dir: t.TempDir()}
	for name, body := range files {
		p.write(name, body)
	}
	p.start(opt)
	return p
}

func (p *preview) start(opt Options) {
	p.t.Helper()
	opt.Dir = p.dir
	opt.Build.Theme = build.Theme{Templates: templates.Files, Assets: assets.Files}
	server, err := New("127.0.0.1:0", opt)
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx) }()
	p.server, p.web = server, httptest.NewServer(server)
	p.stop = func() {
		p.stop = func() {}
		cancel()
		p.web.CloseClientConnections()
		p.web.Close()
		if err := <-ended; err != nil {
			p.t.Error(err)
		}
	}
	p.t.Cleanup(func() { p.stop() })
	if latest, done := context.WithTimeout(ctx, 5*time.Minute); server.latest(latest) == nil {
		done()
		p.t.Fatal("the site is never read")
	} else {
		done()
	}
}

// write saves a file as many editors do: beside it, then in its place.
func (p *preview) write(name, body string) {
	p.t.Helper()
	full := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(full+"~", []byte(body), 0o644); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Rename(full+"~", full); err != nil {
		p.t.Fatal(err)
	}
}

func (p *preview) remove(name string) {
	p.t.Helper()
	if err := os.RemoveAll(filepath.Join(p.dir, filepath.FromSlash(name))); err != nil {
		p.t.Fatal(err)
	}
}

func (p *preview) get(path string) (status int, body string) {
	p.t.Helper()
	res, err := p.web.Client().Get(p.web.URL + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}

// shows waits until a page holds some words.
func (p *preview) shows(path, words string) {
	p.t.Helper()
	p.until(path+" shows "+words, func() bool {
		_, body := p.get(path)
		return strings.Contains(body, words)
	})
}

func (p *preview) until(what string, holds func() bool) {
	p.t.Helper()
	for end := time.Now().Add(time.Minute); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("it never comes that %s", what)
		}
	}
}

var small = map[string]string{
	"seeds/a.txt":                "The port opens\n\nOracle came on 3 August 2020, the mayor said.\n",
	"seeds/b.txt":                "The bridge closes\n\nIt closed on 4 August 2020.\n",
	"content/site.yaml":          "title: Ports\n",
	"content/entities/oracle.md": "---\nname: Oracle\ntype: organization\n---\n",
	"content/documents/a.md":     "---\nclipping: a.txt\nslug: port\n---\n",
}

// TestChanges: whatever is done to the folder, the next page shows it.
func TestChanges(t *testing.T) {
	for _, polled := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll=%t", polled), func(t *testing.T) {
			p := newPreview(t, Options{Poll: polled}, small)
			p.shows("/", "Ports")
			p.write("seeds/a.txt", "The port opens\n\nOracle came on 5 August 2020, says the mayor.\n")
			p.shows("/documents/port/", "says the mayor")
			p.shows("/timeline/", "says the mayor")
			p.write("seeds/c.txt", "A third\n\nNew it is, Oracle says.\n")
			p.shows("/documents/a-third/", "New it is")
			p.shows("/entities/oracle/", "New it is")
			p.remove("seeds/c.txt")
			p.until("a removed clipping is gone", func() bool { status, _ := p.get("/documents/a-third/"); return status == http.StatusNotFound })
			p.write("templates/page.html", "<p>own</p>") // a folder that wasn't there
			p.write("content/pages/method.md", "---\ntitle: Method\n---\nText.\n")
			p.shows("/method/", "<p>own</p>")
			if err := os.Rename(filepath.Join(p.dir, "content/pages"), filepath.Join(p.dir, "elsewhere")); err != nil {
				t.Fatal(err)
			}
			p.until("a folder moved away is gone", func() bool { status, _ := p.get("/method/"); return status == http.StatusNotFound })
			if err := os.Rename(filepath.Join(p.dir, "elsewhere"), filepath.Join(p.dir, "content/pages")); err != nil {
				t.Fatal(err)
			}
			p.shows("/method/", "own")
			p.write("content/pages/method.md", "---\ntitle: Methods\n---\nText.\n") // in a folder that came back
			p.shows("/method/", "Methods")
		})
	}
}

// TestRecovery: a fault keeps the last good state of its file, hides no other's change, and goes when it is mended.
func TestRecovery(t *testing.T) {
	p := newPreview(t, Options{}, small)
	p.write("content/entities/oracle.md", "---\nname: Oracle\ntype: compagny\n---\n")
	p.until("the fault is told", func() bool { v, _, _ := p.server.next(); return v.Said.Failed() })
	p.shows("/entities/oracle/", "Oracle")
	p.write("seeds/b.txt", "The bridge closes\n\nIt closed for good on 6 August 2020.\n")
	p.shows("/documents/the-bridge-closes/", "for good")
	p.write("templates/document.html", "{{.Nothing}}")
	p.until("both are told", func() bool { v, _, _ := p.server.next(); return v.Said.Count(0) == 2 })
	p.shows("/documents/port/", "The port opens")
	p.write("content/entities/oracle.md", "---\nname: Oracle Inc\ntype: organization\n---\n")
	p.write("templates/document.html", "<p>mended {{.Title}}</p>")
	p.until("all is well", func() bool { v, _, _ := p.server.next(); return !v.Said.Failed() })
	p.shows("/documents/port/", "mended")
	p.shows("/entities/", "Oracle Inc")
}

// TestFaultyFromTheStart: a site that has never been right is shown as far as it goes.
func TestFaultyFromTheStart(t *testing.T) {
	p := newPreview(t, Options{}, map[string]string{"seeds/a.txt": "The port opens.\n", "content/site.yaml": "title: [\n", "content/entities/x.md": "---\n---\n"})
	p.shows("/documents/", "The port opens")
	p.write("content/site.yaml", "title: Ports\n")
	p.remove("content/entities/x.md")
	p.shows("/", "Ports")
	p.until("all is well", func() bool { v, _, _ := p.server.next(); return !v.Said.Failed() })
}

// TestMoved: who looks at a document whose address changes with its title is led on.
func TestMoved(t *testing.T) {
	p := newPreview(t, Options{}, small)
	p.shows("/documents/the-bridge-closes/", "bridge")
	p.write("seeds/b.txt", "The bridge opens\n\nIt closed on 4 August 2020.\n")
	p.shows("/documents/the-bridge-closes/", "The bridge opens")
}

// TestDrafts: a draft is there when it is asked for, and the page knows that it is one.
func TestDrafts(t *testing.T) {
	files := map[string]string{"content/documents/b.md": "---\nclipping: b.txt\nslug: bridge\ndraft: true\n---\n"}
	for name, body := range small {
		files[name] = body
	}
	p := newPreview(t, Options{}, files)
	if status, _ := p.get("/documents/bridge/"); status != http.StatusNotFound {
		t.Errorf("a draft is shown: %d", status)
	}
	p = newPreview(t, Options{Build: build.Options{Drafts: true}}, files)
	p.shows("/documents/bridge/", `data-drafts="/documents/bridge/"`)
}

// ask sends a request with headers.
func (p *preview) ask(method, path string, headers map[string]string, body string) (status int, answer string) {
	p.t.Helper()
	req, err := http.NewRequest(method, p.web.URL+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	for k, v := range headers {
		if k == "Host" {
			req.Host = v
		}
		req.Header.Set(k, v)
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}

// TestWhoMayAsk: no other site reads the preview or writes through it, and no path leads out of the site.
func TestWhoMayAsk(t *testing.T) {
	p := newPreview(t, Options{}, small)
	p.write("secret.txt", "secret")
	_, port, err := net.SplitHostPort(strings.TrimPrefix(p.web.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, path string
		headers      map[string]string
		want         int
	}{
		{"GET", "/", nil, 200},
		{"HEAD", "/", nil, 200},
		{"GET", "/", map[string]string{"Host": "localhost:" + port}, 200},
		{"GET", "/", map[string]string{"Host": "[::1]:" + port}, 200},
		{"GET", "/", map[string]string{"Host": "evil.example:" + port}, 421},
		{"GET", "/", map[string]string{"Host": "localhost.evil.example"}, 421},
		{"GET", "/", map[string]string{"Host": ""}, 421},
		{"GET", "/", map[string]string{"Origin": "http://evil.example"}, 403},
		{"GET", "/", map[string]string{"Origin": "null"}, 403},
		{"GET", "/", map[string]string{"Origin": p.web.URL}, 200},
		{"GET", "/", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403},
		{"GET", "/", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200},
		{"GET", "/_desk/events", map[string]string{"Origin": "http://evil.example"}, 403},
		{"GET", "/_desk/", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403},
		{"POST", "/", nil, 405},
		{"GET", "/../secret.txt", nil, 404},
		{"GET", "/%2e%2e/secret.txt", nil, 404},
		{"GET", "/secret.txt", nil, 404},
		{"GET", "/seeds/a.txt", nil, 404},
		{"GET", "/_desk/../desk.go", nil, 404},
		{"GET", "/_desk/nothing", nil, 404},
		{"GET", "/_desk/tables.html", nil, 404},
	} {
		if c.headers["Host"] == "" && c.headers != nil {
			if _, named := c.headers["Host"]; named {
				c.headers["Host"] = "-" // the client sends no empty name
			}
		}
		if got, _ := p.ask(c.method, c.path, c.headers, ""); got != c.want {
			t.Errorf("%s %s %v: %d, want %d", c.method, c.path, c.headers, got, c.want)
		}
	}
}

// TestNoLinkOut: a symbolic link doesn't lead out of the site.
func TestNoLinkOut(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "outside.css")
	if err := os.WriteFile(outside, []byte("secret { color: red }"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := newPreview(t, Options{}, small)
	if err := os.MkdirAll(filepath.Join(p.dir, "assets"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(p.dir, "assets/out.css")); err != nil {
		t.Fatal(err)
	}
	p.until("the link is told", func() bool { v, _, _ := p.server.next(); return v.Said.Failed() })
	v, _, _ := p.server.next()
	for _, path := range v.Paths() {
		if body, _ := v.Page(path); strings.Contains(string(body), "secret") {
			t.Errorf("%s shows what stands outside", path)
		}
	}
}

// listen opens a stream of events as a page does, and sends what comes to a channel.
func (p *preview) listen(page string) <-chan event {
	p.t.Helper()
	_, body := p.get("/" + strings.TrimSuffix(page, "index.html"))
	value := func(name string) string {
		_, rest, _ := strings.Cut(body, "data-"+name+`="`)
		s, _, _ := strings.Cut(rest, `"`)
		return s
	}
	res, err := p.web.Client().Get(p.web.URL + "/_desk/events?page=" + page + "&shown=" + value("shown") + "&styles=" + value("styles"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { res.Body.Close() })
	events := make(chan event, 100)
	go func() {
		defer close(events)
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var e event
				if json.Unmarshal([]byte(data), &e) == nil && e.Kind != "said" && e.Kind != "hello" {
					events <- e
				}
			}
		}
	}()
	return events
}

func (p *preview) gets(events <-chan event, kind string) {
	p.t.Helper()
	select {
	case e := <-events:
		if e.Kind != kind {
			p.t.Fatalf("the event is %q, want %q", e.Kind, kind)
		}
	case <-time.After(20 * time.Second):
		p.t.Fatalf("there is no event, want %q", kind)
	}
}

// TestReload: a page is told to reload if what it shows has changed, and only then.
func TestReload(t *testing.T) {
	p := newPreview(t, Options{}, small)
	one, two, home := p.listen("documents/port/index.html"), p.listen("documents/port/index.html"), p.listen("documents/the-bridge-closes/index.html")
	p.write("seeds/a.txt", "The port opens\n\nOracle left on 3 August 2020, the mayor said.\n")
	p.gets(one, "reload")
	p.gets(two, "reload")
	select {
	case e := <-home:
		t.Errorf("a page that shows nothing of it gets %+v", e)
	case <-time.After(50 * time.Millisecond):
	}
	style, err := assets.Files.ReadFile("style.css")
	if err != nil {
		t.Fatal(err)
	}
	p.write("assets/style.css", string(style)+"\n.ours { color: red }\n")
	for _, events := range []<-chan event{one, two, home} {
		p.gets(events, "styles")
	}
	p.write("seeds/b.txt", "The bridge opens\n\nIt closed on 4 August 2020.\n")
	p.gets(home, "goto")
}

// TestReconnect: a page that was open while the server was started again is told what it missed.
func TestReconnect(t *testing.T) {
	p := newPreview(t, Options{}, small)
	_, body := p.get("/documents/port/")
	_, rest, _ := strings.Cut(body, `data-shown="`)
	shown, _, _ := strings.Cut(rest, `"`)
	p.stop()
	p.write("seeds/a.txt", "The port opens\n\nOracle left on 3 August 2020, the mayor said.\n")
	p.start(Options{})
	res, err := p.web.Client().Get(p.web.URL + "/_desk/events?page=documents/port/index.html&shown=" + shown)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		if strings.Contains(lines.Text(), `"kind":"reload"`) {
			return
		}
	}
	t.Error("the page isn't told to reload")
}

// TestNothingLeaks: a server that has ended leaves no goroutine, whatever went on.
func TestNothingLeaks(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 3 {
		p := newPreview(t, Options{}, small)
		events := p.listen("documents/port/index.html")
		for n := range 5 {
			p.write("seeds/a.txt", fmt.Sprintf("The port opens\n\nOracle came on %d August 2020.\n", n+1))
			p.shows("/documents/port/", fmt.Sprintf("%d August", n+1))
		}
		p.stop()
		for range events {
		}
		http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	}
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}
