package seed

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"briefing/internal/corpus"
)

var update = flag.Bool("update", false, "accept what the program says as the expected dump of each case")

// dump writes a clipping for people: what it says of itself, then its lines, each with what its mark-up says.
func dump(c *corpus.Clipping) string {
	var b strings.Builder
	for _, m := range []struct {
		name string
		corpus.Stated
	}{
		{"title", c.Meta.OrNothing().Title}, {"byline", c.Meta.OrNothing().Byline}, {"publisher", c.Meta.OrNothing().Publisher}, {"url", c.Meta.OrNothing().URL}, {"lang", c.Meta.OrNothing().Lang},
		{"published", corpus.Stated{Text: c.Meta.OrNothing().Published.Date.String(), Basis: c.Meta.OrNothing().Published.Basis}}, {"machine-translated", c.Meta.OrNothing().MachineTranslated},
	} {
		if m.Text != "" {
			fmt.Fprintf(&b, "%s: %s (%s)\n", m.name, m.Text, m.Basis)
		}
	}
	rules := map[int]string{}
	for _, h := range c.Hints {
		rules[h.Line] = fmt.Sprintf("%s: %s", h.Zone, h.Rule)
	}
	for n := 1; n <= c.Source.LineCount(); n++ {
		if s := c.Source.LineText(n); s != "" {
			fmt.Fprintf(&b, "%d [%s] %s\n", n, rules[n], s)
		}
	}
	return b.String()
}

// TestFormats holds each case of testdata against its dump. The first file of a case has the extension that names its
// format; "want" follows.
func TestFormats(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i+1 < len(a.Files); i += 2 {
				clip, list := Decode(a.Files[i].Name, a.Files[i].Data)
				got := ""
				if clip != nil {
					got = dump(clip)
				}
				for _, d := range list {
					got += fmt.Sprintf("%s: %s [%s]\n", d.Severity, d.Message, d.ID)
				}
				if *update {
					a.Files[i+1].Data = []byte(got)
				} else if want := string(a.Files[i+1].Data); got != want {
					t.Errorf("%s:\n got:\n%s\nwant:\n%s", a.Files[i].Name, got, want)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestHostile: pages and mails made to take for ever or to fill the memory come out as a clipping or as a reason.
func TestHostile(t *testing.T) {
	const n = 1 << 20
	for name, raw := range map[string]string{
		"deep.html":       strings.Repeat("<div>", n) + "x",
		"formatting.html": strings.Repeat("<b class=a><i>", n/4) + strings.Repeat("<p>x", n/4),
		"tables.html":     strings.Repeat("<table><tr><td>", n/8) + "x",
		"tags.html":       strings.Repeat("<a href=x>", n/2) + strings.Repeat("</a>", n/2),
		"attributes.html": "<p " + strings.Repeat("a=b ", n) + ">x",
		"line.html":       "<p>" + strings.Repeat("word ", 10*n),
		"open.html":       "<script>" + strings.Repeat("<!--", n),
		"nuls.html":       "<p>" + strings.Repeat("a\x00", n),
		"items.html":      strings.Repeat("<li>a</div>", n/2),
		"ld.html":         "<script type=application/ld+json>" + strings.Repeat("[", n) + "</script><p>x",
		"classes.html":    strings.Repeat("<p class='"+strings.Repeat("a ", 500)+"'>x", 2000),
		"nested.md":       strings.Repeat("> ", n) + strings.Repeat("[", n) + strings.Repeat("](", n),
		"front.md":        "---\n" + strings.Repeat("a: b\n", n),
		"parts.eml":       "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: multipart/mixed; boundary=b\n\n", 20000),
		"base64.eml":      "Content-Transfer-Encoding: base64\n\n" + strings.Repeat("AAAA", n),
		"header.eml":      "Subject: " + strings.Repeat("=?utf-8?q?a?= ", n/8) + "\n\nx",
		"line.txt":        strings.Repeat("\"« ", 10*n),
	} {
		if clip, list := Decode(name, []byte(raw)); clip == nil && len(list) == 0 {
			t.Errorf("%s: neither a clipping nor a reason", name)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	raw, err := os.ReadFile("testdata/pages.txtar")
	if err != nil {
		b.Fatal(err)
	}
	a := txtar.Parse(raw)
	b.SetBytes(int64(len(a.Files[0].Data)))
	b.ReportAllocs()
	for b.Loop() {
		Decode("x.html", a.Files[0].Data)
	}
}
