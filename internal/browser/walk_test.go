package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestSearchByKeyboard: "/" opens the search on any page, arrows walk the results, Enter leads to the sentence, which
// stands out; Esc gives the focus back.
func TestSearchByKeyboard(t *testing.T) {
	b := newTab(t)
	b.open(demo.url)
	b.keys("/")
	b.until("document.querySelector('dialog[open] input') === document.activeElement")
	b.keys("interdire")
	b.until("document.querySelector('.found a mark')")
	if marked := ask[string](b, "document.querySelector('.found a mark').textContent"); !strings.HasPrefix(strings.ToLower(marked), "interdi") {
		t.Errorf("the search for interdire marks %q", marked)
	}
	b.keys(kb.ArrowDown)
	b.until("document.activeElement === document.querySelectorAll('.found a')[0]")
	b.keys(kb.ArrowDown)
	b.until("document.activeElement === document.querySelectorAll('.found a')[1]")
	b.keys(kb.ArrowUp, kb.ArrowUp)
	b.until("document.activeElement.matches('dialog input')")
	b.keys(kb.Escape)
	b.until("!document.querySelector('dialog[open]') && document.activeElement.matches('a[data-search]')")
	b.keys(kb.Enter)
	b.until("document.querySelector('dialog[open] input') === document.activeElement")
	b.keys("etats unis pourraient interdire")
	b.until("document.querySelector('.found a[href*=\"#s\"]')")
	b.tabTo(".found a[href*='#s']")
	want := ask[string](b, "document.activeElement.href")
	b.keys(kb.Enter)
	b.until("document.querySelector('.s:target')")
	if at := ask[string](b, "location.href"); at != want {
		t.Errorf("Enter leads to %s, not to %s", at, want)
	}
	if ask[bool](b, "getComputedStyle(document.querySelector('.s:target')).backgroundColor === 'rgba(0, 0, 0, 0)'") {
		t.Error("the sentence found doesn't stand out")
	}
}

// TestSearchPageByKeyboard: the search on its own page filters and keeps its query in the address.
func TestSearchPageByKeyboard(t *testing.T) {
	b := newTab(t)
	b.open(demo.url + "search/")
	b.until("document.activeElement.matches('#search-here')")
	b.keys("Microsoft")
	b.until("document.querySelectorAll('.found li').length > 5")
	if first := ask[string](b, "document.querySelector('.found a').textContent"); first != "Microsoft" {
		t.Errorf("the first result for Microsoft is %q", first)
	}
	all := ask[int](b, "parseInt(document.querySelector('[role=status]').textContent)")
	b.tabTo("select[name=kind]")
	b.keys("Q")
	b.until("[...document.querySelectorAll('.found .chip')].every(c => c.classList.contains('kind-quote'))")
	b.until("new URLSearchParams(location.search).get('kind') === 'quote'")
	if n := ask[int](b, "parseInt(document.querySelector('[role=status]').textContent)"); n == 0 || n >= all {
		t.Errorf("of %d results %d are quotations", all, n)
	}
	b.tabTo("select[name=lang]")
	b.keys("F")
	b.until("[...document.querySelectorAll('.found a')].every(a => a.lang === 'fr')")
	b.until("location.search.includes('lang=fr')")
	b.open(ask[string](b, "location.href"))
	b.until("document.querySelector('.found a[lang=fr]')")
	b.tabTo(".found a")
	b.keys(kb.Escape)
	b.until("document.activeElement.matches('#search-here')")
	b.keys(kb.Enter)
	b.until("!location.pathname.includes('/search/')")
}

// TestTimelineFilterByKeyboard: what is chosen hides the rest, counts follow, and the address keeps it.
func TestTimelineFilterByKeyboard(t *testing.T) {
	b := newTab(t)
	b.open(demo.url + "timeline/")
	b.until("document.querySelector('[data-filters][data-ready]')")
	all := ask[int](b, "document.querySelectorAll('div.event').length")
	b.tabTo("select[name=entity]")
	b.keys("Byte")
	b.until("location.search.includes('entity=bytedance')")
	shown := ask[int](b, "[...document.querySelectorAll('div.event')].filter(e => e.offsetParent).length")
	if shown == 0 || shown >= all {
		t.Errorf("of %d events %d name ByteDance", all, shown)
	}
	b.until("document.querySelector('[role=status]').textContent.startsWith('" + ask[string](b, "String([...document.querySelectorAll('div.event:not([hidden])')].length)") + " of ')")
	if bad := ask[[]string](b, `[...document.querySelectorAll('section.month, section.year, .dates > li')].filter(s => s.offsetParent && !s.querySelector('div.event:not([hidden])')).map(s => s.textContent.slice(0, 40))`); len(bad) > 0 {
		t.Errorf("empty periods are shown: %q", bad)
	}
	counted := ask[int](b, `[...document.querySelector('select[name=lang]').options].filter(o => o.value).reduce((n, o) => n + parseInt(o.textContent.match(/\((\d+)\)/)[1]), 0)`)
	if counted < shown || counted >= 2*all {
		t.Errorf("the languages count %d events of the %d that name ByteDance", counted, shown)
	}
	b.open(ask[string](b, "location.href"))
	b.until("document.querySelector('[data-filters][data-ready]')")
	if again := ask[int](b, "[...document.querySelectorAll('div.event')].filter(e => e.offsetParent).length"); again != shown {
		t.Errorf("the same address shows %d events, then %d", shown, again)
	}
	b.tabTo("[data-filters] button")
	b.keys(kb.Enter)
	b.until("!location.search && document.activeElement.matches('select[name=entity]')")
	if n := ask[int](b, "[...document.querySelectorAll('div.event')].filter(e => e.offsetParent).length"); n != all {
		t.Errorf("of %d events %d come back", all, n)
	}
	b.tabTo("div.event a.permalink")
	b.keys("j")
	b.until("document.activeElement === document.querySelectorAll('div.event .permalink')[1]")
}

// TestPreviewByKeyboard holds the card of an entity to WCAG 1.4.13: shown on focus, reached by Tab, pinned, dismissed
// with Esc without losing the place, and switched off for good.
func TestPreviewByKeyboard(t *testing.T) {
	b := newTab(t)
	b.open(demo.url + demo.kinds(t, "")["document"])
	b.tabTo(".running a.m")
	b.until("document.querySelector('.preview:popover-open')")
	for _, part := range []string{"strong", ".actions", ".meta"} {
		if ask[string](b, "document.querySelector('.preview "+part+"').textContent") == "" {
			t.Errorf("the card has no %s", part)
		}
	}
	b.keys(kb.Tab, " ")
	b.until("document.activeElement.matches('.preview button[aria-pressed=true]')")
	b.keys(kb.Escape)
	b.until("!document.querySelector('.preview') && document.activeElement.matches('a.m')")
	b.keys(kb.Tab)
	b.tabTo(".running a.m")
	b.until("document.querySelector('.preview:popover-open')")
	b.keys(kb.Tab, kb.Tab, kb.Tab, kb.Enter)
	b.until("!document.querySelector('.preview') && localStorage.getItem('previews') === 'off'")
	b.tabTo(".running a.m")
	if ask[bool](b, "new Promise(done => setTimeout(() => done(!!document.querySelector('.preview')), 900))") {
		t.Error("a card opens though previews are switched off")
	}
	if ask[bool](b, "document.querySelector('input[data-setting=previews]').checked") {
		t.Error("the footer doesn't say that previews are off")
	}
}

// TestCitationByKeyboard: the sign after a sentence offers its citation.
func TestCitationByKeyboard(t *testing.T) {
	b := newTab(t)
	b.open(demo.url + demo.kinds(t, "")["document"])
	b.allowClipboard()
	b.tabTo(".running .s > a.permalink")
	b.keys(kb.Enter)
	b.until("document.activeElement.matches('.cite-menu [role=menuitem]')")
	id := ask[string](b, "location.hash")
	for i, want := range []string{"http", "“", "> ", "@article{", `"type": "article-newspaper"`} {
		if i > 0 {
			b.keys(kb.ArrowDown)
		}
		b.keys(kb.Enter)
		b.until("document.querySelector('.cite-menu [role=status]').textContent === 'Copied'")
		copied := ask[string](b, "navigator.clipboard.readText()")
		if !strings.Contains(copied, want) || !strings.Contains(copied, id) {
			t.Errorf("way %d copies %q, without %q and %q", i, copied, want, id)
		}
		if strings.Contains(copied, "≈") || strings.Contains(copied, "inferred") {
			t.Errorf("way %d copies the site's notes with the words: %q", i, copied)
		}
		ask[string](b, "document.querySelector('.cite-menu [role=status]').textContent = ''")
	}
	b.keys(kb.Escape)
	b.until("!document.querySelector('.cite-menu') && document.activeElement.matches('a.permalink')")
}

// TestTurnByKeyboard: arrows lead to the next document and back.
func TestTurnByKeyboard(t *testing.T) {
	b := newTab(t)
	b.open(demo.url + demo.kinds(t, "")["document"])
	from := ask[string](b, "location.pathname")
	forth, back := kb.ArrowRight, kb.ArrowLeft
	if ask[bool](b, "!document.querySelector('a[rel=next]')") {
		forth, back = back, forth
	}
	b.keys(forth)
	b.until("location.pathname !== '" + from + "' && document.readyState === 'complete'")
	b.keys(back)
	b.until("location.pathname === '" + from + "'")
}

// TestWithoutScripts walks the same ways where no script runs: the A–Z stands for the search, an entity's own
// timeline for the filter, its page for the preview.
func TestWithoutScripts(t *testing.T) {
	b := newTab(t)
	b.withoutScripts()
	b.open(demo.url)
	if ask[bool](b, "[...document.querySelectorAll('.needs-js')].some(e => e.offsetParent)") {
		t.Error("what needs scripts is shown without them")
	}
	b.tabTo("a[data-search]")
	b.keys(kb.Enter)
	b.until("location.pathname.endsWith('/search/') && document.readyState === 'complete'")
	b.tabTo("a[href='#az-m']")
	b.keys(kb.Enter)
	b.tabTo(".a-z a[href*='entities/microsoft/']")
	b.keys(kb.Enter)
	b.until("document.querySelector('h1')?.textContent.trim() === 'Microsoft'")
	b.tabTo(".dossier .events .when a")
	b.keys(kb.Enter)
	b.until("document.querySelector('div.event:target')")
	if ask[bool](b, "!!document.querySelector('[data-filters]').offsetParent") {
		t.Error("the filters are shown where they can't work")
	}
	b.tabTo(".statements .source a")
	b.keys(kb.Enter)
	b.until("document.querySelector('.s:target')")
	// the sentence shows what its citation adds to the document's
	b.until("getComputedStyle(document.querySelector('.s:target > .permalink'), '::before').content.includes(location.hash) || getComputedStyle(document.querySelector('.s:target > .permalink'), '::before').content.includes('attr(href)')")
	b.until("getComputedStyle(document.querySelector('.s:target > .permalink')).opacity === '1'")
	b.tabTo(".cite summary")
	b.keys(kb.Enter)
	b.until("document.querySelector('.cite pre').getClientRects().length")
	b.open(ask[string](b, "location.href"))
	b.tabTo(".running a.m")
	name := ask[string](b, "document.activeElement.href")
	b.keys(kb.Enter)
	b.until("location.href === '" + name + "' && document.querySelector('.dossier')")
}

// TestPreviewByPointer: the card stays while it is pointed at, goes when the pointer does, and Esc takes it away.
func TestPreviewByPointer(t *testing.T) {
	b := newTab(t)
	b.open(demo.url + demo.kinds(t, "")["document"])
	ask[string](b, "document.querySelector('.running a.m').scrollIntoView({block: 'center', behavior: 'instant'}), ''")
	still := "new Promise(done => setTimeout(() => done(!!document.querySelector('.preview')), 600))"
	b.point(".running a.m")
	b.until("document.querySelector('.preview:popover-open')")
	b.point(".preview .meta")
	if !ask[bool](b, still) {
		t.Error("the card goes while it is pointed at")
	}
	b.keys(kb.Escape)
	b.until("!document.querySelector('.preview')")
	b.pointAt(3, 3)
	b.point(".running a.m")
	b.until("document.querySelector('.preview:popover-open')")
	b.pointAt(3, 3)
	b.until("!document.querySelector('.preview')")
	b.point(".running a.m")
	b.pointAt(3, 3)
	if ask[bool](b, still) {
		t.Error("passing over a mention opens its card")
	}
}
