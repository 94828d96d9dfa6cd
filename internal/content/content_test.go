package content

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

var update = flag.Bool("update", false, "accept what the cases give")

// TestCases runs the cases of testdata: the files of a site, what is read from them ("dump"), and what a terminal
// shows of the faults ("faults"). Lines "crlf" and "bom" in a case's header write its content/ that way.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, file) })
	}
}

func runCase(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	header := strings.Split(string(archive.Comment), "\n")
	site := make(fstest.MapFS)
	var clippings []*corpus.Clipping
	want := make(map[string]string)
	var kept []txtar.File
	for _, f := range archive.Files {
		switch {
		case f.Name == "dump" || f.Name == "faults":
			want[f.Name] = string(f.Data)
			continue
		case strings.HasPrefix(f.Name, "seeds/"):
			name := strings.TrimPrefix(f.Name, "seeds/")
			clippings = append(clippings, &corpus.Clipping{
				ID: strings.TrimSuffix(name, ".txt"), File: name, Source: text.NewSource(f.Name, string(f.Data)),
			})
		default:
			site[f.Name] = &fstest.MapFile{Data: written(f.Data, header)}
		}
		kept = append(kept, f)
	}
	content, list := Read(site, clippings)
	var faults strings.Builder
	if err := diag.Terminal(&faults, list, false); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{"dump": dump(content), "faults": faults.String()}
	if *update {
		for _, name := range [...]string{"dump", "faults"} {
			if _, wanted := want[name]; wanted {
				kept = append(kept, txtar.File{Name: name, Data: []byte(got[name])})
			}
		}
		archive.Files = kept
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if len(want) == 0 {
		t.Error("the case expects nothing")
	}
	for name, w := range want {
		if got[name] != w {
			t.Errorf("%s: got:\n%s\nwant:\n%s", name, got[name], w)
		}
	}
}

// What can't be read at all is told too, and hides nothing else.
func TestUnreadable(t *testing.T) {
	_, list := Read(broken{fstest.MapFS{
		"content/site.yaml":       {Data: []byte("titel: x")},
		"content/home.md":         {Data: []byte("Accueil\n\nL'\xe9t\xe9")},
		"content/pages/broken.md": {Data: []byte("x")},
		"content/timeline/a.md":   {Data: []byte("x")},
	}}, nil)
	var b strings.Builder
	if err := diag.Terminal(&b, list, false); err != nil {
		t.Fatal(err)
	}
	const want = `briefing: error: the text is not UTF-8: byte 0xE9 at offset 11 [encoding]
    content/home.md:3:3:
      3 │ L'�t�
        ╵   ~
    hint: it looks like Windows-1252, where this byte is 'é'; save it as UTF-8, as with iconv -f WINDOWS-1252 -t UTF-8
briefing: error: the file can't be read: input/output error [unreadable]
    content/pages/broken.md
briefing: error: unknown key "titel" [unknown-key]
    content/site.yaml:1:1:
      1 │ titel: x
        ╵ ~~~~~
    hint: one of base_url, boilerplate, comments, description, excerpt, language, languages, noindex, page_budget, publish_originals, publisher, share_cards, strategy, title; did you mean "title"?
briefing: error: the folder can't be read: input/output error [unreadable]
    content/timeline
`
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
}

// broken can read neither broken.md nor the folder of the timeline.
type broken struct{ fstest.MapFS }

func (f broken) ReadFile(name string) ([]byte, error) {
	if strings.HasSuffix(name, "broken.md") {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("input/output error")}
	}
	return f.MapFS.ReadFile(name)
}

func (f broken) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.HasSuffix(name, "timeline") {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("input/output error")}
	}
	return f.MapFS.ReadDir(name)
}

// written returns a file as the header says it is written.
func written(data []byte, header []string) []byte {
	for _, line := range header {
		switch line {
		case "crlf":
			data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
		case "bom":
			data = append([]byte("\xEF\xBB\xBF"), data...)
		}
	}
	return data
}

// dump shows all that was read, each thing with the place it is said to stand at.
func dump(c *corpus.Content) string {
	var b strings.Builder
	s := c.Site
	fmt.Fprintf(&b, "site %v %v language=%s base=%s publisher=%s strategy=%s comments=%s noindex=%t\n",
		s.Title, s.Description, s.Language, s.BaseURL, s.Publisher, s.Strategy, s.Comments, s.NoIndex)
	if len(s.Languages) > 0 || s.NoCards {
		fmt.Fprintf(&b, "  languages=%v cards=%t\n", s.Languages, !s.NoCards)
	}
	if c.Home != nil {
		dumpPage(&b, c.Home)
	}
	for _, p := range c.Pages {
		dumpPage(&b, p)
	}
	for _, e := range c.Entities {
		fmt.Fprintf(&b, "entity %s %v %s owner=%v member=%v same=%v %v %s\n",
			e.ID, e.Name, e.Type, e.Owner, e.MemberOf, e.SameAs, e.Description, shown(e.Place))
		dumpAliases(&b, "alias", e.Aliases)
		dumpAliases(&b, "epithet", e.Epithets)
		for _, lang := range sortedKeys(e.Profile) {
			fmt.Fprintf(&b, "  profile %q %q\n", lang, e.Profile[lang].Text())
		}
	}
	for _, name := range sortedKeys(c.Documents) {
		m := c.Documents[name]
		fmt.Fprintf(&b, "document %s title=%q publisher=%q byline=%q published=%s basis=%q url=%s lang=%s slug=%s draft=%t note=%q\n",
			name, m.Title, m.Publisher, m.Byline, m.Published.Date, m.Published.Basis, m.URL, m.Lang, m.Slug, m.Draft, m.Note.Text())
		if len(m.Aliases) > 0 {
			fmt.Fprintf(&b, "  aliases %q\n", m.Aliases)
		}
		for _, z := range m.Zones {
			fmt.Fprintf(&b, "  zone %d-%d %s %s\n", z.First, z.Last, z.Zone, shown(z.Place))
		}
		for _, r := range m.Unlink {
			fmt.Fprintf(&b, "  unlink %q entity=%s line=%d %s\n", r.Text, r.Entity, r.Line, shown(r.Place))
		}
		for _, r := range m.Link {
			fmt.Fprintf(&b, "  link %q entity=%s line=%d %s\n", r.Text, r.Entity, r.Line, shown(r.Place))
		}
		for _, r := range m.Dates {
			fmt.Fprintf(&b, "  date %q %s ignore=%t line=%d %s\n", r.Text, r.Date, r.Ignore, r.Line, shown(r.Place))
		}
	}
	for _, e := range c.Timeline {
		fmt.Fprintf(&b, "entry %s %s %v entities=%v hide=%t body=%q %s\n", e.ID, e.Date, e.Title, e.Entities, e.Hide, e.Body.Text(), shown(e.Place))
		for _, s := range e.Statements {
			fmt.Fprintf(&b, "  statement %s#%s %s\n", s.Clipping, s.Sentence, shown(s.Place))
		}
	}
	return b.String()
}

func dumpPage(b *strings.Builder, p *corpus.Page) {
	fmt.Fprintf(b, "page %s %q lang=%s %q\n", p.ID, p.Title, p.Lang, p.Source.Slice(p.Body))
	for _, o := range p.Others {
		b.WriteString("  ")
		dumpPage(b, o)
	}
}

func dumpAliases(b *strings.Builder, what string, list []corpus.Alias) {
	for _, a := range list {
		fmt.Fprintf(b, "  %s %q lang=%s from=%s to=%s shared=%t %s\n", what, a.Text, a.Lang, a.From, a.To, a.Shared, shown(a.Place))
	}
}

// shown returns the line, the column and the words of a place.
func shown(p corpus.Place) string {
	return fmt.Sprintf("@%s %q", p.Source.Position(p.Span.Start), p.Source.Slice(p.Span))
}
