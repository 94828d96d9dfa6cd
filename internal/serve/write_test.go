package serve

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"briefing/internal/corpus"
)

// order sends an order as a page of this server would.
func (p *preview) order(o order) (status int, r receipt) {
	p.t.Helper()
	raw, err := json.Marshal(o)
	if err != nil {
		p.t.Fatal(err)
	}
	status, answer := p.ask("POST", "/_desk/write", map[string]string{"Origin": p.web.URL, "X-Briefing-Token": p.server.token}, string(raw))
	if err := json.Unmarshal([]byte(answer), &r); err != nil {
		p.t.Fatalf("%d %q", status, answer)
	}
	return status, r
}

// tree returns the files of the site.
func (p *preview) tree() map[string]string {
	p.t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(p.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(p.dir, name))
		all[name] = string(raw)
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return all
}

// TestWhoMayWrite: without the page's own token and origin nothing is written.
func TestWhoMayWrite(t *testing.T) {
	p := newPreview(t, Options{}, small)
	before := p.tree()
	body := `{"verb":"declare","id":"x","name":"X","type":"place"}`
	for _, headers := range []map[string]string{
		{},
		{"Origin": p.web.URL},
		{"X-Briefing-Token": p.server.token},
		{"Origin": p.web.URL, "X-Briefing-Token": "x" + p.server.token[1:]},
		{"Origin": "http://evil.example", "X-Briefing-Token": p.server.token},
		{"Origin": p.web.URL, "X-Briefing-Token": p.server.token, "Sec-Fetch-Site": "cross-site", "Host": "evil.example"},
	} {
		if status, _ := p.ask("POST", "/_desk/write", headers, body); status != http.StatusForbidden && status != http.StatusMisdirectedRequest {
			t.Errorf("%v: %d", headers, status)
		}
	}
	if status, _ := p.ask("GET", "/_desk/write", nil, ""); status != http.StatusMethodNotAllowed {
		t.Errorf("reading an order: %d", status)
	}
	p.server.readOnly = true
	if status, r := p.order(order{Verb: "declare", ID: "x", Name: "X", Type: "place"}); status != http.StatusForbidden || !r.Error {
		t.Errorf("while others may ask: %d %+v", status, r)
	}
	if after := p.tree(); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("something is written: %v", after)
	}
}

// TestOrders: what is asked for is written where it belongs, or refused with a reason.
func TestOrders(t *testing.T) {
	p := newPreview(t, Options{}, small)
	const page, other = "documents/port/index.html", "documents/the-bridge-closes/index.html"
	for _, o := range []order{
		{Verb: "declare", ID: "../x", Name: "X", Type: "place"},
		{Verb: "declare", ID: "x/y", Name: "X", Type: "place"},
		{Verb: "declare", ID: "oracle", Name: "Oracle", Type: "place"},
		{Verb: "declare", ID: "x", Name: " ", Type: "place"},
		{Verb: "declare", ID: "x", Name: "X", Type: "planet"},
		{Verb: "unlink", Page: page, Text: "Microsoft", Entity: "oracle"},
		{Verb: "unlink", Page: page, Text: "Oracle", Entity: "nobody"},
		{Verb: "unlink", Page: page, Text: "Oracle", Entity: "oracle", Line: 99},
		{Verb: "unlink", Page: "documents/none/index.html", Text: "Oracle", Entity: "oracle"},
		{Verb: "publish", Page: page, Date: "yesterday"},
		{Verb: "date", Page: page, Text: "3 August 2020", Date: "yesterday"},
		{Verb: "date", Page: page, Text: "4 August 2020", Date: "2020-08-05"},
		{Verb: "date", Page: page, Text: "3 August 2020", Date: "ignore", Line: 99},
		{Verb: "date", Page: page, Text: " ", Date: "ignore"},
		{Verb: "erase", Page: page},
		{Verb: "undo"},
	} {
		if status, r := p.order(o); status != http.StatusUnprocessableEntity || !r.Error || r.Said == "" {
			t.Errorf("%+v: %d %+v", o, status, r)
		}
	}
	for _, o := range []order{
		{Verb: "unlink", Page: page, Text: "Oracle", Entity: "oracle", Line: 3},
		{Verb: "link", Page: page, Text: "the mayor", Entity: "oracle"},
		{Verb: "publish", Page: other, Date: "2020-08-05~"},
		{Verb: "date", Page: page, Text: "3  August 2020", Date: "2020-08-02", Line: 3},
		{Verb: "date", Page: other, Text: "4 August 2020", Date: "ignore"},
		{Verb: "declare", ID: "mayor", Name: "The \"Mayor\": of the port", Type: "person"},
	} {
		if status, r := p.order(o); status != http.StatusOK || r.Error {
			t.Errorf("%+v: %d %+v", o, status, r)
		}
	}
	v := p.server.latest(t.Context())
	if v.Said.Failed() {
		t.Errorf("what was written is faulty: %v", v.Said)
	}
	for _, doc := range v.Corpus.Documents {
		for _, x := range doc.Timexes {
			if doc.ID() != "a" || x.EDTF != "2020-08-02" || x.Anchor != corpus.EditorsAnchor {
				t.Errorf("%s still has %+v", doc.ID(), x)
			}
		}
	}
	tree := p.tree()
	for file, want := range map[string]string{
		"content/documents/a.md":    "---\nclipping: a.txt\nslug: port\nunlink:\n  - {text: Oracle, entity: oracle, line: 3}\nlink:\n  - {text: the mayor, entity: oracle}\ndates:\n  - {text: 3 August 2020, date: \"2020-08-02\", line: 3}\n---\n",
		"content/documents/b.md":    "---\nclipping: b.txt\npublished: \"2020-08-05~\"\ndates:\n  - {text: 4 August 2020, date: ignore}\n---\n",
		"content/entities/mayor.md": "---\nname: \"The \\\"Mayor\\\": of the port\"\ntype: person\n---\n",
		"seeds/a.txt":               small["seeds/a.txt"],
	} {
		if tree[file] != want {
			t.Errorf("%s: %q, want %q", file, tree[file], want)
		}
	}
	for range 6 {
		if status, r := p.order(order{Verb: "undo"}); status != http.StatusOK {
			t.Errorf("undo: %d %+v", status, r)
		}
	}
	if tree := p.tree(); tree["content/documents/a.md"] != small["content/documents/a.md"] || len(tree) != len(small) {
		t.Errorf("not all is taken back: %v", tree)
	}
}

// TestNoWritingOut: a link inside content/ that leads out of the site is not followed.
func TestNoWritingOut(t *testing.T) {
	outside := t.TempDir()
	p := newPreview(t, Options{}, map[string]string{"seeds/a.txt": small["seeds/a.txt"]})
	if err := os.MkdirAll(filepath.Join(p.dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(p.dir, "content/entities")); err != nil {
		t.Fatal(err)
	}
	if status, r := p.order(order{Verb: "declare", ID: "x", Name: "X", Type: "place"}); status == http.StatusOK {
		t.Errorf("%d %+v", status, r)
	}
	if left, _ := os.ReadDir(outside); len(left) > 0 {
		t.Errorf("written outside: %v", left)
	}
}

// TestRandomEdits edits at random, with pages open, for a while; nothing grows that shouldn't, and in the end the preview
// shows what the files say. BRIEFING_SOAK says for how long, as in 1h.
func TestRandomEdits(t *testing.T) {
	lasting := 2 * time.Second
	if s := os.Getenv("BRIEFING_SOAK"); s != "" {
		var err error
		if lasting, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	p := newPreview(t, Options{}, small)
	for _, page := range []string{"documents/port/index.html", "timeline/index.html"} {
		events := p.listen(page)
		go func() {
			for range events {
			}
		}()
	}
	r := rand.New(rand.NewPCG(1, 2))
	edit := func(n int) {
		name := fmt.Sprintf("seeds/%c.txt", 'a'+rune(r.IntN(8)))
		switch r.IntN(9) {
		case 0:
			p.remove(name)
		case 1:
			p.write("content/entities/oracle.md", "---\nname: Oracle\ntype: "+[]string{"place", "compagny", "organization"}[r.IntN(3)]+"\n---\n")
		case 2:
			p.write(fmt.Sprintf("content/pages/p%d.md", r.IntN(3)), "---\ntitle: A page\n---\nText.\n")
		case 3:
			p.remove("content/pages")
		case 4:
			p.write("templates/page.html", []string{"<p>{{.Title}}</p>", "{{.Title"}[r.IntN(2)])
		default:
			p.write(name, fmt.Sprintf("The port opens\n\nOracle came on %d August 2020, %d times.\n", r.IntN(28)+1, n))
		}
		p.get("/documents/port/")
	}
	for n := range 100 { // until all that is made once is made
		edit(n)
	}
	routines, memory := runtime.NumGoroutine(), heap()
	n := 100
	for end := time.Now().Add(lasting); time.Now().Before(end); n++ {
		edit(n)
	}
	p.write("content/entities/oracle.md", small["content/entities/oracle.md"])
	p.write("templates/page.html", "<p>{{.Title}}</p>")
	p.write("seeds/a.txt", "The port opens\n\nIt is the last edit of all.\n")
	p.shows("/documents/port/", "the last edit of all")
	p.until("all is well", func() bool { v, _, _ := p.server.next(); return !v.Said.Failed() })
	t.Logf("%d edits; goroutines %d → %d, memory %d → %d KiB", n, routines, runtime.NumGoroutine(), memory>>10, heap()>>10)
	p.until("no goroutine more than before", func() bool { return runtime.NumGoroutine() <= routines+4 })
	if now := heap(); now > memory*2+8<<20 {
		t.Errorf("memory has grown from %d to %d KiB", memory>>10, now>>10)
	}
	if list := watches(); list > 40 {
		t.Errorf("%d watches are left", list)
	}
}

// heap returns how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// watches counts the folders that this program watches, where the system tells.
func watches() int {
	n := 0
	found, _ := filepath.Glob("/proc/self/fdinfo/*")
	for _, name := range found {
		raw, err := os.ReadFile(name)
		if err == nil {
			n += strings.Count(string(raw), "inotify wd:")
		}
	}
	return n
}
