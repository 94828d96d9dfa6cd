package site

import (
	"bytes"
	"flag"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"briefing/internal/corpus"
)

var dump = flag.String("dump", "", "write the pages of the tests' story into this folder, to look at them")

// A shape is what a test asks of a parsed page.
type shape struct {
	ids   map[string]bool
	links []string
	tags  map[string]int
}

// readPage parses a page and reports what is wrong with it by itself.
func readPage(t *testing.T, name, body string) shape {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	sh := shape{ids: map[string]bool{}, tags: map[string]int{}}
	level := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		sh.tags[n.Data]++
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if sh.ids[a.Val] {
					t.Errorf("%s: id %q is given twice", name, a.Val)
				}
				sh.ids[a.Val] = true
			case a.Key == "href" || a.Key == "src":
				sh.links = append(sh.links, a.Val)
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: <%s %s=%q> is inline", name, n.Data, a.Key, a.Val)
			}
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			now, _ := strconv.Atoi(n.Data[1:])
			if now > level+1 {
				t.Errorf("%s: h%d follows h%d", name, now, level)
			}
			level = now
		}
		if n.Data == "style" || n.Data == "script" && n.FirstChild != nil && !isData(n) {
			t.Errorf("%s: has a <%s>", name, n.Data)
		}
		if n.Data == "a" {
			for up := n.Parent; up != nil; up = up.Parent {
				if up.Data == "a" {
					t.Errorf("%s: a link within a link", name)
				}
			}
		}
	}
	if sh.tags["h1"] != 1 || sh.tags["main"] != 1 {
		t.Errorf("%s: %d h1, %d main; want one of each", name, sh.tags["h1"], sh.tags["main"])
	}
	return sh
}

// isData reports whether a script is JSON-LD, which a browser doesn't run.
func isData(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "type" && a.Val == "application/ld+json" {
			return true
		}
	}
	return false
}

func TestPagesHoldTogether(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, base := range []string{"https://briefing.example/repo/", ""} {
			c := storyCorpus(t, lang)
			c.Content.Site.BaseURL = base
			pages := built(t, c, builtIn(t))
			shapes := map[string]shape{}
			for name, body := range pages {
				if strings.HasSuffix(name, ".html") {
					shapes[name] = readPage(t, name, body)
					if !strings.Contains(body, `<html lang="`+lang+`">`) {
						t.Errorf("%s isn't in %s", name, lang)
					}
				}
			}
			for name, sh := range shapes {
				for _, link := range sh.links {
					checkLink(t, pages, shapes, base, name, link)
				}
			}
		}
	}
}

// checkLink follows a link of a page within the site.
func checkLink(t *testing.T, pages map[string]string, shapes map[string]shape, base, from, link string) {
	t.Helper()
	if id, ok := strings.CutPrefix(link, "#"); ok {
		if !shapes[from].ids[id] {
			t.Errorf("%s: link %q: no such id", from, link)
		}
		return
	}
	root, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	if base == "" {
		root, _ = url.Parse("https://nowhere.invalid/")
	}
	start := root.JoinPath(from)
	if from == "404.html" { // served at any address
		start = root.JoinPath("some/where/else")
	}
	to, err := start.Parse(link)
	if err != nil {
		t.Errorf("%s: link %q: %v", from, link, err)
		return
	}
	if to.Host != root.Host {
		if to.Scheme != "https" && to.Scheme != "http" {
			t.Errorf("%s: link %q leaves the site by %s", from, link, to.Scheme)
		}
		return
	}
	name, ok := strings.CutPrefix(to.Path, root.Path)
	if !ok {
		t.Errorf("%s: link %q leads out of the site", from, link)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if _, ok := pages[name]; !ok {
		t.Errorf("%s: link %q leads nowhere", from, link)
	} else if to.Fragment != "" && !shapes[name].ids[to.Fragment] {
		t.Errorf("%s: link %q: %s has no such id", from, link, name)
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	for _, comments := range []string{"hide", "show"} {
		c := storyCorpus(t, "en")
		c.Content.Site.Comments = comments
		for name, body := range built(t, c, builtIn(t)) {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			body = strings.ReplaceAll(body, `<script type="application/ld+json">{"@context"`, "")
			for _, bad := range []string{"<script>", "<img", "<i>nobody", "<b>", "<odd>", "<title>An", "<autres>", "\x01", "<hi>"} {
				if strings.Contains(body, bad) {
					t.Errorf("%s (comments: %s) holds %q unescaped", name, comments, bad)
				}
			}
			if strings.Contains(body, "onerror=alert") && !strings.Contains(body, "&lt;img src=x onerror=alert(1)>") {
				t.Errorf("%s: the comment's markup isn't escaped", name)
			}
		}
	}
}

func TestCommentsAreHiddenOrShown(t *testing.T) {
	c := storyCorpus(t, "fr")
	page := built(t, c, builtIn(t))["documents/000_fr/index.html"]
	if strings.Contains(page, "bof") || !strings.Contains(page, "1 ligne de commentaires") {
		t.Error("hidden comments: want them counted and not shown")
	}
	c.Content.Site.Comments = "show"
	page = built(t, c, builtIn(t))["documents/000_fr/index.html"]
	if !strings.Contains(page, "bof &amp; bah") {
		t.Error("shown comments aren't there")
	}
}

// TestSourceIsTheClipping: what isn't published of a clipping stands as spaces, so that offsets hold; all else is as
// it is.
func TestSourceIsTheClipping(t *testing.T) {
	c := storyCorpus(t, "en")
	c.Content.Site.Comments = "hide"
	hidden := built(t, c, builtIn(t))
	c.Content.Site.Comments = "show"
	shown := built(t, c, builtIn(t))
	for _, doc := range c.Documents {
		name := "documents/" + doc.ID() + "/source.txt"
		if shown[name] != doc.Clipping.Source.Text {
			t.Errorf("%s: source.txt differs from the clipping", doc.ID())
		}
		if got, want := []rune(hidden[name]), []rune(doc.Clipping.Source.Text); len(got) != len(want) {
			t.Errorf("%s: %d code points, want %d", doc.ID(), len(got), len(want))
		} else {
			for i, r := range got {
				if r != want[i] && r != ' ' {
					t.Fatalf("%s: code point %d is %q, want %q", doc.ID(), i, r, want[i])
				}
			}
		}
		if strings.Contains(hidden[name], "bof") {
			t.Errorf("%s: source.txt holds a comment", doc.ID())
		}
	}
}

// TestWholeTextIsShown holds that the page of a document loses no word of the article and adds none within its lines
// but notes.
func TestWholeTextIsShown(t *testing.T) {
	c := storyCorpus(t, "en")
	pages := built(t, c, builtIn(t))
	for _, doc := range c.Documents {
		root, err := html.Parse(strings.NewReader(pages["documents/"+doc.ID()+"/index.html"]))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		words(root, &b)
		shown := b.String()
		for _, l := range doc.Lines {
			want := clean(doc.Text(l.Span))
			if l.Zone.Kept() && !strings.Contains(shown, want) {
				t.Errorf("%s: the page has lost %q; it shows\n%s", doc.ID(), want, shown)
			}
		}
	}
}

// clean replaces what HTML doesn't allow, as the pages do.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF {
			return '\uFFFD'
		}
		return r
	}, s)
}

// words appends the words of an element, without notes.
func words(n *html.Node, b *strings.Builder) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	if n.Data == "small" {
		return
	}
	for c := range n.ChildNodes() {
		words(c, b)
	}
}

func TestSameCorpusSameBytes(t *testing.T) {
	one := built(t, storyCorpus(t, "fr"), builtIn(t))
	two := built(t, storyCorpus(t, "fr"), builtIn(t))
	for name := range one {
		if one[name] != two[name] {
			t.Errorf("%s differs from build to build", name)
		}
	}
	if len(one) != len(two) {
		t.Errorf("%d pages, then %d", len(one), len(two))
	}
}

func TestPagesRenderAtOnce(t *testing.T) {
	c := storyCorpus(t, "en")
	want := built(t, c, builtIn(t))
	s, _ := New(c, builtIn(t))
	var wg sync.WaitGroup
	for range 4 {
		for _, p := range s.Pages() {
			wg.Go(func() {
				var b bytes.Buffer
				if err := p.Render(&b); err != nil || b.String() != want[p.Path] {
					t.Errorf("%s: differs when rendered beside others (%v)", p.Path, err)
				}
			})
		}
	}
	wg.Wait()
}

func TestPagesAreSortedAndDistinct(t *testing.T) {
	s, _ := New(storyCorpus(t, "en"), builtIn(t))
	last := ""
	for _, p := range s.Pages() {
		if p.Path <= last || !fs.ValidPath(p.Path) {
			t.Errorf("%q after %q", p.Path, last)
		}
		last = p.Path
	}
}

func TestAddressesCollide(t *testing.T) {
	c := storyCorpus(t, "en")
	page := *c.Content.Pages[0]
	page.ID = "Timeline"
	c.Content.Pages = append(c.Content.Pages, &page)
	c.Slugs["001_en"] = "000_fr"
	_, list := New(c, builtIn(t))
	files := map[string]bool{}
	for _, d := range list {
		if d.ID == "page-collision" {
			files[d.File] = true
		}
	}
	if !files["content/pages/method.md"] || len(files) != 2 {
		t.Errorf("collisions are reported in %v", files)
	}
}

func TestEmptyCorpus(t *testing.T) {
	c := &corpus.Corpus{Content: &corpus.Content{Site: corpus.Site{Title: corpus.Localized{"": "Empty"}, Language: "en"}}}
	pages := built(t, c, builtIn(t))
	for _, name := range []string{"index.html", "documents/index.html", "timeline/index.html", "entities/index.html", "quotes/index.html"} {
		readPage(t, name, pages[name])
	}
	if _, ok := pages["sitemap.xml"]; ok {
		t.Error("a sitemap without an address")
	}
}

// TestDump writes the story's pages into the folder of -dump; without one it only asks that each has a body.
func TestDump(t *testing.T) {
	for name, body := range built(t, storyCorpus(t, "fr"), builtIn(t)) {
		if body == "" {
			t.Errorf("%s is empty", name)
		}
		if *dump == "" {
			continue
		}
		file := filepath.Join(*dump, filepath.FromSlash(path.Clean(name)))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
