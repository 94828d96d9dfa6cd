package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// left is what covering says where the focus has left the page.
const left = "left"

// covering tells what lies over the element that has the focus: a head that sticks, at any corner or in the middle of
// any of its boxes; or that all of it is outside the window. It tells nothing where all can be seen.
const covering = `(() => {
	const e = document.activeElement
	if (e === document.body || e === document.documentElement) return 'left'
	let seen = false
	for (const r of e.getClientRects()) {
		if (r.width < 3 || r.height < 3) continue
		for (const [x, y] of [[r.left + 1, r.top + 1], [r.right - 1, r.top + 1], [r.left + 1, r.bottom - 1], [r.right - 1, r.bottom - 1], [(r.left + r.right) / 2, (r.top + r.bottom) / 2]]) {
			const top = document.elementFromPoint(x, y)
			if (!top) continue
			seen = true
			const head = top.closest('.month > h3')
			if (head && !head.contains(e)) return head.textContent + ' covers ' + e.outerHTML.slice(0, 120)
		}
	}
	return seen ? '' : 'out of sight: ' + e.outerHTML.slice(0, 120)
})()`

// TestStickyHeadsNeverCoverFocus walks the whole timeline with Tab and back with Shift+Tab, on a phone and on a desk: the
// months' heads stick, but over nothing that has the focus (WCAG 2.4.11).
func TestStickyHeadsNeverCoverFocus(t *testing.T) {
	b := newTab(t)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	for _, size := range [][2]int64{{390, 844}, {390, 500}, {1440, 900}} {
		b.size(size[0], size[1])
		b.open(demo.url + "timeline/")
		if ask[string](b, "getComputedStyle(document.querySelector('.month > h3')).position") != "sticky" {
			t.Fatal("the months' heads don't stick")
		}
		links := ask[int](b, "document.querySelectorAll('main a[href]').length")
		for _, way := range []string{"down", "up"} {
			var press []chromedp.KeyOption
			if way == "up" {
				press = append(press, chromedp.KeyModifiers(kb.ModifierShift))
				ask[string](b, "[...document.querySelectorAll('footer a')].at(-1).focus(); ''")
			} else {
				ask[string](b, "document.querySelector('#main').focus(); ''")
			}
			steps := 0
			for over := ""; over != left && steps < 2*links+100; steps++ {
				b.do(chromedp.KeyEvent(kb.Tab, press...))
				if over = ask[string](b, covering); over != "" && over != left {
					t.Errorf("%d px, %s: %s", size[0], way, over)
				}
			}
			if steps < links {
				t.Errorf("%d px, %s: only %d of %d links were walked", size[0], way, steps, links)
			}
		}
	}
}
