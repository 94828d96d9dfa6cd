package browser

import (
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestAxe: axe-core finds no barrier on any type of page, in light and dark, by the system's preference.
func TestAxe(t *testing.T) {
	axe := axeSource(t)
	b := newTab(t)
	for _, edition := range editions {
		for _, path := range sorted(demo.kinds(t, edition)) {
			for _, scheme := range []string{"light", "dark"} {
				b.scheme(scheme)
				b.open(demo.url + path)
				b.audit(axe, path+" in "+scheme)
			}
		}
	}
}

// TestAxeOnWhatScriptsAdd looks at the parts that are not there until a reader asks for them.
func TestAxeOnWhatScriptsAdd(t *testing.T) {
	axe := axeSource(t)
	document := demo.kinds(t, "")["document"]
	for _, scheme := range []string{"light", "dark"} {
		b := newTab(t)
		b.scheme(scheme)
		b.open(demo.url + document)
		b.keys("/")
		b.until("document.querySelector('dialog[open]')")
		b.keys("Microsoft")
		b.until("document.querySelector('.found a')")
		b.audit(axe, "the search in "+scheme)
		b.keys(kb.Escape)
		b.until("!document.querySelector('dialog[open]')")
		b.tabTo(".running a.m")
		b.until("document.querySelector('.preview')")
		b.audit(axe, "a preview in "+scheme)
		b.keys(kb.Escape)
		b.tabTo(".running .s > a.permalink")
		b.keys(kb.Enter)
		b.until("document.querySelector('.cite-menu')")
		b.audit(axe, "the citations in "+scheme)
	}
}

func axeSource(t *testing.T) string {
	t.Helper()
	return string(read(t, "testdata/node_modules/axe-core/axe.min.js"))
}

// audit runs axe-core on the page as it stands.
func (b *tab) audit(axe, what string) {
	b.Helper()
	ask[string](b, axe+";''")
	type violation struct {
		ID    string `json:"id"`
		Help  string `json:"help"`
		Nodes []struct {
			HTML    string `json:"html"`
			Summary string `json:"failureSummary"`
		} `json:"nodes"`
	}
	found := ask[[]violation](b, `axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations)`)
	for _, v := range found {
		for _, n := range v.Nodes[:min(3, len(v.Nodes))] {
			b.Errorf("%s: %s: %s\n%s\n%s", what, v.ID, v.Help, n.HTML, n.Summary)
		}
	}
}

// TestMarkup: html-validate finds nothing on any type of page. Of its rules three are off: a title may be long, assets
// of the same host need no integrity, and ">" may stand in a text as it is, which HTML allows and the minifier uses.
func TestMarkup(t *testing.T) {
	var files []string
	for _, edition := range editions {
		for _, path := range sorted(demo.kinds(t, edition)) {
			if !strings.HasSuffix(path, ".html") {
				path += "index.html"
			}
			files = append(files, filepath.Join(demo.dir, path))
		}
	}
	validate := exec.Command("node", append([]string{"testdata/node_modules/html-validate/bin/html-validate.mjs", "--config", "testdata/htmlvalidate.json", "--formatter", "text"}, files...)...)
	if out, err := validate.CombinedOutput(); err != nil {
		t.Errorf("html-validate: %v\n%s", err, strings.ReplaceAll(string(out), demo.dir, ""))
	}
}

// widths are how narrow a page may get: a small phone; a window of 1280 pixels at 200 % and at 400 % (WCAG 1.4.10).
var widths = []struct {
	name string
	px   int64
}{{"320 px", 320}, {"390 px", 390}, {"200 % of 1280 px", 640}}

const tooWide = `(() => {
	const wide = document.documentElement.clientWidth
	if (document.documentElement.scrollWidth <= wide) return []
	const scrolls = e => { for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible') return true }
	return [document.documentElement.scrollWidth + ' px'].concat([...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1 && !scrolls(e)).slice(0, 5).map(e => e.outerHTML.slice(0, 120)))
})()`

// TestNoHorizontalScroll: no page is wider than its window, however narrow, nor with letters twice as large.
func TestNoHorizontalScroll(t *testing.T) {
	b := newTab(t)
	for _, edition := range editions {
		for _, path := range sorted(demo.kinds(t, edition)) {
			b.fits(path)
		}
	}
}

func (b *tab) fits(path string) {
	b.Helper()
	b.open(demo.url + path)
	for _, w := range widths {
		b.size(w.px, 900)
		if wide := ask[[]string](b, tooWide); len(wide) > 0 {
			b.Errorf("%s at %s scrolls sideways: %q", path, w.name, wide)
		}
	}
	b.size(1280, 900)
	ask[string](b, "document.documentElement.style.fontSize = '200%'")
	if wide := ask[[]string](b, tooWide); len(wide) > 0 {
		b.Errorf("%s with letters at 200 %% scrolls sideways: %q", path, wide)
	}
	if cut := ask[[]string](b, clipped); len(cut) > 0 {
		b.Errorf("%s with letters at 200 %% cuts off: %q", path, cut)
	}
}

// clipped lists elements whose words are cut off. A few lines of an event's words are shown in lists on purpose.
const clipped = `[...document.querySelectorAll('body *')].filter(e => { const s = getComputedStyle(e); return s.overflowY === 'hidden' && !e.matches('.visually-hidden, .what, select, option') && e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 1 }).slice(0, 3).map(e => e.outerHTML.slice(0, 120))`

// documentBudget is what a document page may weigh in bytes, compressed, with its style and scripts.
const documentBudget = 30 << 10

// TestDocumentWeight adds up what a browser fetches to show each document.
func TestDocumentWeight(t *testing.T) {
	b := newTab(t)
	heaviest, most := "", 0
	for _, page := range demo.pages(t) {
		if !strings.HasPrefix(page, "documents/") || strings.Count(page, "/") != 2 {
			continue
		}
		b.fetched()
		b.open(demo.url + strings.TrimSuffix(page, "index.html"))
		b.until("document.readyState === 'complete'")
		total := 0
		var parts []string
		for _, url := range b.fetched() {
			if !strings.HasPrefix(url, demo.url) {
				t.Errorf("%s fetches %s", page, url)
				continue
			}
			n := b.weight(url)
			total += n
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.TrimPrefix(url, demo.url)))
		}
		if total > documentBudget || len(parts) < 4 {
			t.Errorf("%s weighs %d bytes compressed: %q", page, total, parts)
		}
		if total > most {
			heaviest, most = fmt.Sprintf("%s: %q", page, parts), total
		}
	}
	t.Logf("the heaviest document page weighs %d bytes compressed: %s", most, heaviest)
}

// weight returns the compressed size of what is at an address.
func (b *tab) weight(url string) int {
	b.Helper()
	var n counter
	z, err := gzip.NewWriterLevel(&n, gzip.BestCompression)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := z.Write(b.bytes(url)); err != nil {
		b.Fatal(err)
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	return int(n)
}

// bytes returns what is at an address, not compressed.
func (b *tab) bytes(url string) []byte {
	b.Helper()
	answer, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		b.Fatal(err)
	}
	return raw
}

type counter int

func (n *counter) Write(p []byte) (int, error) {
	*n += counter(len(p))
	return len(p), nil
}

// TestScheme: the choice of colours wins over the system's, lasts, and is there before the first paint.
func TestScheme(t *testing.T) {
	b := newTab(t)
	b.scheme("light")
	b.open(demo.url)
	paper := "getComputedStyle(document.body).backgroundColor"
	light := ask[string](b, paper)
	b.tabTo("select[data-scheme]")
	b.keys("D")
	b.until(paper + " !== '" + light + "'")
	dark := ask[string](b, paper)
	b.open(demo.url + "method/")
	if got := ask[string](b, paper); got != dark {
		t.Errorf("the next page is %s, not %s", got, dark)
	}
	if ask[bool](b, "!document.querySelector('head script[src*=\"scheme\"]') || document.querySelector('head script[src*=\"scheme\"]').async") {
		t.Error("the scheme isn't set before the first paint")
	}
	b.scheme("dark")
	b.tabTo("select[data-scheme]")
	b.keys("L")
	b.until(paper + " === '" + light + "'")
	b.keys(kb.ArrowUp)
	b.until(paper + " === '" + dark + "' && !localStorage.getItem('scheme')")
}

// TestNewSinceLastVisit: what was not on the home page at the last visit is marked, at the first visit nothing.
func TestNewSinceLastVisit(t *testing.T) {
	b := newTab(t)
	b.open(demo.url)
	b.until("Object.keys(localStorage).some(k => k.startsWith('visits'))")
	if n := ask[int](b, "document.querySelectorAll('.fresh').length"); n > 0 {
		t.Errorf("%d things are new at the first visit", n)
	}
	ask[string](b, `(() => { const k = Object.keys(localStorage).find(k => k.startsWith('visits')); const m = JSON.parse(localStorage[k]); m.seen = m.seen.slice(2); m.last -= 40 * 60 * 1000; return localStorage[k] = JSON.stringify(m) })()`)
	b.open(demo.url)
	b.until("document.querySelectorAll('.fresh').length >= 2 && document.querySelector('.visits').textContent.includes('2 new')")
}

// sorted yields the entries of a map by key.
func sorted(m map[string]string) func(yield func(string, string) bool) {
	return func(yield func(string, string) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
