package browser

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"briefing/internal/seed"
)

// printed prints a page on A4 and returns its sheets, each a list of lines without its foot.
func (b *tab) printed(path string) (sheets [][]string) {
	b.Helper()
	b.open(demo.url + path)
	raw := call(b, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69}).Data
	clip, diags := seed.Decode("printed.pdf", raw)
	if diags.Failed() {
		b.Fatalf("%s as PDF: %v", path, diags)
	}
	of := bytes.Count(raw, []byte("/Type /Page\n"))
	rest := clip.Source.Text
	for n := 1; n <= of+1; n++ { // the foot is drawn first
		sheet, after, numbered := strings.Cut(rest, fmt.Sprintf("%d / %d", n, of))
		if numbered != (n <= of) {
			b.Fatalf("%s: sheet %d of %d has no number", path, n, of)
		}
		if n > 1 {
			sheets = append(sheets, strings.FieldsFunc(sheet, func(r rune) bool { return r == '\n' }))
		}
		rest = after
	}
	return sheets
}

// TestPrint prints the main pages: every sheet has its number, none is nearly empty but the last, none ends with a
// heading, nothing that is pressed or leads through the site is printed, and sentences have their numbers.
func TestPrint(t *testing.T) {
	b := newTab(t)
	kinds := demo.kinds(t, "")
	for path, c := range map[string]struct {
		most int // sheets
		want []string
	}{
		"print/":                             {10, []string{"TikTok: the forced sale", "Timeline", "Who’s who", "Documents"}},
		kinds["document"]:                    {9, []string{"#s2", "Named here", "On the timeline"}},
		kinds["entity"]:                      {10, []string{"Where it is named", "Appears with", "(https://"}},
		"timeline/":                          {9, []string{"July 2020", "sources disagree"}},
		"fr/" + kinds["timeline"]:            {9, []string{"Chronologie"}},
		"documents/clash-us-chine/":          {9, []string{"#s5"}},
		"fr/entities/donald-trump/":          {9, []string{"Où le nom paraît"}},
		"fr/documents/tiktok-ouvre-un-site/": {9, []string{"#s1"}},
	} {
		sheets := b.printed(path)
		if len(sheets) > c.most {
			t.Errorf("%s takes %d sheets, %d are enough", path, len(sheets), c.most)
		}
		headings := ask[[]string](b, `[...document.querySelectorAll('main :is(h2, h3, h4)')].map(h => h.textContent.trim())`)
		all := ""
		for i, sheet := range sheets {
			all += strings.Join(sheet, "\n") + "\n"
			if len(sheet) < 12 && i+1 < len(sheets) && !strings.HasPrefix(path, "print/") {
				t.Errorf("%s: sheet %d has only %q", path, i+1, sheet)
			}
			if len(sheet) == 0 {
				continue
			}
			for _, h := range headings {
				if last := sheet[len(sheet)-1]; last == h {
					t.Errorf("%s: sheet %d ends with the heading %q", path, i+1, h)
				}
			}
		}
		for _, want := range c.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s isn't printed with %q", path, want)
			}
		}
		for _, control := range []string{"Skip to the text", "System colours", "Previews of who", "Open data", "Aller au texte", "Données ouvertes", "¶"} {
			if strings.Contains(all, control) {
				t.Errorf("%s is printed with %q", path, control)
			}
		}
	}
}

// shown lists what is shown of the things that lead through the site or are pressed.
const shown = `[...document.querySelectorAll('nav, button, select, input, .skip, .needs-js, .pager, .turn, .settings')].filter(e => e.getClientRects().length).map(e => e.outerHTML.slice(0, 100))`

// TestPrintHidesControls: no type of page prints anything that only a screen can use, whatever the scheme on screen, and
// what is printed is dark on white.
func TestPrintHidesControls(t *testing.T) {
	b := newTab(t)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	for _, path := range sorted(demo.kinds(t, "fr/")) {
		b.open(demo.url + path)
		if list := ask[[]string](b, shown); len(list) > 0 {
			t.Errorf("%s prints %q", path, list)
		}
		if ink := ask[string](b, "getComputedStyle(document.querySelector('h1')).color"); ink != "rgb(0, 0, 0)" {
			t.Errorf("%s prints its heading in %s", path, ink)
		}
	}
}
