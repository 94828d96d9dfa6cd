package host

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/internal/diag"
	"briefing/internal/text"
)

var update = flag.Bool("update", false, "accept what is printed as expected")

const headers = `# a comment
/repo/*
  Content-Security-Policy: default-src 'self'; img-src 'self' data:
  X-Content-Type-Options: nosniff
/repo/assets/*
  Cache-Control: public, max-age=31536000, immutable
/repo/
  Cache-Control: public, max-age=300
/repo/a.b/*
  Cache-Control: public, max-age=300
/repo/feed.xml
  Cache-Control: public, max-age=300
/repo/a.b/c%20d/*
  X-Robots-Tag: noindex
/repo/a.b/c%20d/e/*
  X-Robots-Tag: noarchive
`

const redirects = "# a comment\n/repo/old/ /repo/new/ 301\n/repo/%C3%A9t%C3%A9 /repo/a$b/\n"

func TestFor(t *testing.T) {
	rules := Read(headers, redirects)
	for file, want := range map[string]string{
		"index.html":           "public, max-age=300 |",
		"a.b/index.html":       "public, max-age=300 |",
		"a.b/c d/index.html":   "public, max-age=300 | noindex",
		"a.b/c d/e/index.html": "public, max-age=300 | noindex, noarchive",
		"assets/x.css":         "public, max-age=31536000, immutable |",
		"feed.xml":             "public, max-age=300 |",
		"feed.xml.gz":          "|",
		"axb/index.html":       "|",
	} {
		got := rules.For(file)
		if Value(got, "x-content-type-options") != "nosniff" {
			t.Errorf("%s: %v", file, got)
		}
		if got := strings.TrimSpace(Value(got, "Cache-Control") + " | " + Value(got, "X-Robots-Tag")); got != want {
			t.Errorf("%s: got %q, want %q", file, got, want)
		}
	}
	if len(rules.Redirects) != 2 || rules.Redirects[1].Status != "301" || rules.Base() != "/repo/" || Read("", "").Base() != "/" {
		t.Errorf("%+v, base %q", rules.Redirects, rules.Base())
	}
}

func TestType(t *testing.T) {
	for file, want := range map[string]string{
		"index.html": "text/html; charset=utf-8 ", "a/index.html.br": "text/html; charset=utf-8 br", "x.json.gz": "application/json gzip", "x.ics.zst": "text/calendar; charset=utf-8 zstd",
		"a.b/CNAME": "application/octet-stream ", "x.webmanifest": "application/manifest+json ", "_headers": "application/octet-stream ",
	} {
		if media, encoding := Type(file); media+" "+encoding != want {
			t.Errorf("%s: got %q %q, want %q", file, media, encoding, want)
		}
	}
}

// TestServers holds the configurations against those that were tried with the servers themselves, in testdata.
func TestServers(t *testing.T) {
	for name, write := range map[string]func(*Server, io.Writer) error{"nginx": (*Server).Nginx, "caddy": (*Server).Caddy} {
		for kind, rules := range map[string]*Rules{"repo": Read(headers, redirects), "root": Read(strings.ReplaceAll(headers, "/repo/", "/"), "")} {
			s := &Server{Rules: rules, Dir: `/srv/my "site"`}
			if kind == "repo" {
				s.Name = "example.org"
			}
			var b strings.Builder
			if err := write(s, &b); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name+"-"+kind+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s: got:\n%s\nwant:\n%s", golden, b.String(), want)
			}
		}
	}
}

func TestLimits(t *testing.T) {
	many := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line, i)
		}
		return b.String()
	}
	for _, c := range []struct{ name, body, want string }{
		{HeadersFile, headers, ""},
		{HeadersFile, many(100, "/%d/*\n  X-A: b\n"), ""},
		{HeadersFile, many(101, "/%d/*\n  X-A: b\n"), "host-limit:201"},
		{HeadersFile, "/*\n  X-A: " + strings.Repeat("é", 1990) + "\n", ""},
		{HeadersFile, "/*\n  X-A: " + strings.Repeat("é", 2000) + "\n", "host-limit:2"},
		{HeadersFile, "/*/a/*\n  X-A: b\n", "host-rule:1"},
		{HeadersFile, "a\n  X-A: b\n", "host-rule:1"},
		{HeadersFile, "/a\n  X A: b\n", "host-rule:1"},
		{RedirectsFile, redirects, ""},
		{RedirectsFile, many(1000, "/%d /a 301\n"), ""},
		{RedirectsFile, many(1001, "/%d /a 301\n"), "host-limit:1001"},
		{RedirectsFile, many(2001, "/%d /a 301\n"), "host-limit:1001 host-limit:2001"},
		{RedirectsFile, many(10_001, "/%d /a 301\n"), "host-limit:0 host-limit:1001 host-limit:2001 host-limit:10001"},
		{RedirectsFile, "/a /" + strings.Repeat("b", 1000) + " 301\n", "host-limit:1"},
		{RedirectsFile, "/a /b 301\n/a /c 301\n", "host-rule:2"},
		{RedirectsFile, "/a /a 301\n", "host-rule:1"},
	} {
		var got []string
		for _, d := range Check(text.NewSource(c.name, c.body)).Sort() {
			got = append(got, fmt.Sprintf("%s:%d", d.ID, d.Position().Line))
			if d.ID == "host-limit" && d.Severity != diag.Warning {
				t.Errorf("%s is %s", d.Message, d.Severity)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s of %d bytes: got %q, want %q", c.name, len(c.body), got, c.want)
		}
	}
}

func FuzzRules(f *testing.F) {
	f.Add(headers, redirects, "a.b/index.html")
	f.Add("  X: y\n/*", "# x\na", "")
	f.Fuzz(func(t *testing.T, headers, redirects, file string) {
		s := &Server{Rules: Read(headers, redirects), Dir: file}
		s.Rules.For(file)
		Check(text.NewSource(HeadersFile, headers))
		Check(text.NewSource(RedirectsFile, redirects))
		if err := s.Nginx(io.Discard); err != nil {
			t.Error(err)
		}
		if err := s.Caddy(io.Discard); err != nil {
			t.Error(err)
		}
	})
}
