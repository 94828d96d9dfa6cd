package browser

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp/kb"
)

// TestLongText: a clipping of thousands of sentences is one page that lays out only what is seen. The address of a
// sentence deep in it leads there, j goes on from there, and the notes in its margin can be seen whole.
func TestLongText(t *testing.T) {
	var text strings.Builder
	text.WriteString("Une longue affaire\n\n")
	for i := range 700 {
		fmt.Fprintf(&text, "Le 3 août 2020, le navire numéro %d a quitté le port avec trente conteneurs. « Nous reviendrons demain », a déclaré son capitaine. Personne ne l’a revu depuis, et les familles attendent des nouvelles de leurs marins.\n\n", i)
	}
	long, err := serve(fstest.MapFS{"seeds/longue.txt": {Data: []byte(text.String())}}, filepath.Join(t.TempDir(), "long"))
	if err != nil {
		t.Fatal(err)
	}
	page := ""
	for _, name := range long.pages(t) {
		if strings.HasPrefix(name, "documents/") && name != "documents/index.html" {
			page = long.url + strings.TrimSuffix(name, "index.html")
		}
	}
	b := newTab(t)
	b.open(page)
	if how := ask[string](b, "getComputedStyle(document.querySelector('.running > p:last-child')).contentVisibility"); how != "auto" {
		t.Errorf("the end of a long text is laid out at once: content-visibility is %s", how)
	}
	if n := ask[int](b, "document.querySelectorAll('.beside .event').length"); n > 60 {
		t.Errorf("%d events stand beside it", n)
	}
	b.open(page + "#s1501")
	const inView = "(() => { const r = document.querySelector('#s1501').getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight })()"
	b.until(inView)
	b.until("(() => { const n = document.querySelector('p:has(#s1501) .note'), r = n.getBoundingClientRect(); return n.contains(document.elementFromPoint(r.right - 2, r.top + r.height / 2)) })()")
	b.size(390, 844)
	b.open(page + "#s1501")
	b.until(inView)
	b.keys("j")
	b.until("document.activeElement.matches('.permalink') && Math.abs(document.activeElement.hash.slice(2) - 1501) < 3")
	b.keys("j", kb.Enter)
	b.until("document.querySelector('.cite-menu')")
}
