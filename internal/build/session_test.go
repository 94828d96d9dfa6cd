package build

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"briefing/internal/annotate"
	"briefing/internal/diag"
	"briefing/internal/publish"
)

// An editing is a site's folder under random edits.
type editing struct {
	dir     string
	r       *rand.Rand
	files   map[string]string
	changed []string
}

func newEditing(t *testing.T, seed uint64) *editing {
	e := &editing{dir: t.TempDir(), r: rand.New(rand.NewPCG(seed, 7)), files: map[string]string{}}
	for _, name := range []string{"seeds/a.txt", "seeds/b.txt", "seeds/c.txt"} {
		e.write(t, name, e.clipping())
	}
	e.write(t, "content/site.yaml", "title: Ports\nlanguage: en\n")
	e.write(t, "content/entities/oracle.md", "---\nname: Oracle\ntype: organization\naliases: [Big Red]\n---\nA profile, see [the timeline](/timeline/).\n")
	e.write(t, "content/entities/zhang-yiming.md", "---\nname: Zhang Yiming\ntype: person\n---\n")
	e.write(t, "content/documents/a.md", "---\nclipping: a.txt\nslug: first\n---\nA note.\n")
	return e
}

func (e *editing) write(t *testing.T, name, body string) {
	t.Helper()
	full := filepath.Join(e.dir, filepath.FromSlash(name))
	e.changed = append(e.changed, name)
	if body == "" {
		delete(e.files, name)
		if err := os.Remove(full); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		return
	}
	e.files[name] = body
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

// some are words that names are made of, whole and in parts, right and wrong.
var some = []string{"Oracle", "Oracel", "Big Red", "BigRed", "Zhang Yiming", "Zang Yiming", "Yiming", "The Verge", "the Verhe", "Sea Port", "Seaport",
	"Sea Part", "Mr. Verge", "Disney+", "port", "tenant", "the tenant of the port", "red"}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func (e *editing) clipping() string {
	if e.r.IntN(6) == 0 { // a copy, which may differ in a word
		for _, name := range []string{"seeds/a.txt", "seeds/b.txt", "seeds/c.txt"} {
			if body := e.files[name]; len(body) > 40 {
				return strings.Replace(body, "met", "saw", 1)
			}
		}
	}
	var b strings.Builder
	if e.r.IntN(2) == 0 { // what recurs in the clippings of a source is furniture
		b.WriteString("Title of it\n\nThe Harbour Gazette tells you more of it\n\n")
	}
	for range 3 + e.r.IntN(8) {
		switch e.r.IntN(6) {
		case 0:
			fmt.Fprintf(&b, "%s opened on %d August 2020.\n\n", pick(e.r, some), 1+e.r.IntN(28))
		case 1:
			fmt.Fprintf(&b, "\"We came last Friday with %s,\" %s said.\n\n", pick(e.r, some), pick(e.r, some))
		case 2:
			fmt.Fprintf(&b, "LIRE AUSSI >> %s\n", pick(e.r, some))
		default:
			fmt.Fprintf(&b, "It is said that %s met %s and then %s near the harbour.\n\n", pick(e.r, some), pick(e.r, some), pick(e.r, some))
		}
	}
	return b.String()
}

func (e *editing) entity() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nname: %s\ntype: %s\n", pick(e.r, some[:14]), pick(e.r, []string{"person", "organization", "place", "organization", "compagny"}))
	if e.r.IntN(2) == 0 {
		fmt.Fprintf(&b, "aliases:\n  - %s\n  - {text: %s, shared: true}\n", pick(e.r, some), pick(e.r, some))
	}
	if e.r.IntN(3) == 0 {
		b.WriteString("# a comment\nepithets: [the tenant of the port]\n")
	}
	if e.r.IntN(4) == 0 {
		b.WriteString("owner: oracle\n")
	}
	return b.String() + "---\nProfile.\n"
}

// edit changes one file at random: most edits are right, some are faults, some mend them.
func (e *editing) edit(t *testing.T) {
	names := slices.Sorted(maps.Keys(e.files))
	name := pick(e.r, names)
	switch n := e.r.IntN(20); {
	case n < 4:
		e.write(t, fmt.Sprintf("seeds/%s.txt", pick(e.r, []string{"a", "b", "c", "d", "e", "f", "g", "h"})), e.clipping())
	case n < 6:
		e.write(t, fmt.Sprintf("seeds/%s.txt", pick(e.r, []string{"b", "d", "e"})), pick(e.r, []string{"", "x", "\xff\xfe\xfd"}))
	case n < 11:
		e.write(t, fmt.Sprintf("content/entities/%s.md", pick(e.r, []string{"oracle", "zhang-yiming", "verge", "port"})), e.entity())
	case n < 12 && name != "content/site.yaml":
		e.write(t, name, "")
	case n < 13:
		e.write(t, name, "\n"+e.files[name])
	case n < 15:
		e.write(t, "content/documents/b.md", fmt.Sprintf("---\nclipping: b.txt\n%s\n---\n", pick(e.r, []string{"draft: true", "unlink: [Oracle]",
			"link: [{text: harbour, entity: oracle}]", "published: 2020-08-0" + fmt.Sprint(e.r.IntN(10)), "zones: [{lines: 2-9, zone: boilerplate}]", "slug: first",
			"publisher: The Harbour Gazette", "copy_of: a.txt", "dates: [{text: August 2020, date: 2019-08-05}]", "dates: [{text: last Friday, date: ignore}]"})))
	case n < 16:
		e.write(t, "content/timeline/e.md", fmt.Sprintf("---\ndate: 2020-08-0%d\ntitle: An event\nstatements: [{clipping: %s.txt, sentence: s%d}]\n---\nSee.\n", 1+e.r.IntN(9),
			pick(e.r, []string{"a", "b", "d"}), 1+e.r.IntN(12)))
	case n < 17:
		e.write(t, "content/site.yaml", fmt.Sprintf("title: Ports %d\nlanguage: %s\nstrategy: %s\n", e.r.IntN(9), pick(e.r, []string{"en", "fr", "xx"}), pick(e.r, []string{"news", "narrative"})))
	case n < 18:
		e.write(t, "templates/page.html", pick(e.r, []string{"", "<p>{{.Title}}</p>{{.Text}}", "{{.Nothing", "{{.Nothing}}"}))
		e.write(t, "content/pages/method.md", pick(e.r, []string{"", "---\ntitle: Method\n---\nSee [it](/entities/oracle/).\n", "---\ntitel: Method\n---\n"}))
	case n < 19:
		e.write(t, "assets/own.css", pick(e.r, []string{"", "a { color: red }", "b { color: blue }"}))
	default:
		e.write(t, "content/home.md", pick(e.r, []string{"", "# Home\n\nThe text.", "---\nx: [\n---\n"}))
	}
}

func printed(list diag.List) string {
	var b strings.Builder
	_ = diag.Terminal(&b, list, false)
	return b.String()
}

// holds fails where the view isn't what a build of the folder gives.
func (e *editing) holds(t *testing.T, v *View, opt Options) {
	t.Helper()
	built, diags := Load(os.DirFS(e.dir), opt)
	if diags.Failed() {
		if !v.Said.Failed() {
			t.Fatalf("a build fails, the preview doesn't:\n%s", printed(diags))
		}
		return
	}
	if got, want := printed(v.Said), printed(diags); got != want {
		t.Fatalf("the preview says:\n%s\nthe build:\n%s", got, want)
	}
	if len(v.Paths()) != len(built.Files) {
		t.Fatalf("%d pages, want %d", len(v.Paths()), len(built.Files))
	}
	for _, f := range built.Files {
		want, err := publish.Render(f)
		if err != nil {
			t.Fatal(err)
		}
		if got, fault := v.Page(f.Path); fault != nil || !bytes.Equal(got, want) {
			t.Fatalf("%s isn't what a build writes: %v\n%s\nwant:\n%s", f.Path, fault, got, want)
		}
	}
	for i, doc := range built.Corpus.Documents {
		if got, want := record(t, v, i), annotate.NewRecord(doc, nil); true {
			var b bytes.Buffer
			if err := want.Write(&b); err != nil || got != b.String() {
				t.Fatalf("%s is annotated as\n%s\nwant\n%s", doc.ID(), got, b.String())
			}
		}
	}
}

func record(t *testing.T, v *View, i int) string {
	var b bytes.Buffer
	if err := annotate.NewRecord(v.Corpus.Documents[i], nil).Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// mend takes away the files that errors are about.
func (e *editing) mend(t *testing.T, s *Session, v *View) *View {
	e.changed = nil
	for _, d := range v.Said {
		if d.Severity == diag.Error && e.files[d.File] != "" {
			e.write(t, d.File, "")
		}
	}
	v = s.Update(e.changed...)
	if tried := s.Try(); tried != nil {
		return tried
	}
	return v
}

// TestSessionIsBuild: after any sequence of edits, the preview is what a build from nothing gives.
func TestSessionIsBuild(t *testing.T) {
	opt := Options{Theme: defaultTheme}
	sequences, edits := uint64(3), 20
	if testing.Short() {
		sequences = 1
	}
	right := 0
	for seed := range sequences {
		e := newEditing(t, seed)
		s := NewSession(os.DirFS(e.dir), opt)
		e.holds(t, s.Update("."), opt)
		for range edits {
			e.changed = nil
			for range 1 + e.r.IntN(2) {
				e.edit(t)
			}
			v := s.Update(e.changed...)
			if tried := s.Try(); tried != nil {
				v = tried
			}
			e.holds(t, v, opt)
			for range e.r.IntN(4) {
				v = e.mend(t, s, v)
			}
			if !v.Said.Failed() {
				right++
			}
			e.holds(t, v, opt)
			if t.Failed() {
				return
			}
		}
	}
	if right < int(sequences)*edits/3 {
		t.Errorf("only %d states are without a fault", right)
	}
}
