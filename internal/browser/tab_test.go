package browser

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A tab is a tab of the browser with an empty storage. What its pages complain of fails the test.
type tab struct {
	*testing.T
	ctx  context.Context
	mu   sync.Mutex
	urls []string // what was fetched, in order
}

func newTab(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	b := &tab{T: t, ctx: ctx}
	b.do() // starts the tab; it lives as long as this context
	ctx, timeout := context.WithTimeout(ctx, 2*time.Minute)
	b.ctx = ctx
	t.Cleanup(func() { timeout(); cancel() })
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	call(b, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: strings.TrimSuffix(demo.url, "/"), StorageTypes: "local_storage"})
	b.size(1280, 900)
	return b
}

// hear takes down what is fetched, and fails the test where a page throws, logs an error or breaks the policy.
func (b *tab) hear(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.mu.Lock()
		b.urls = append(b.urls, e.Request.URL)
		b.mu.Unlock()
	case *runtime.EventExceptionThrown:
		b.Errorf("a page throws: %v", e.ExceptionDetails)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.URL, "favicon.ico") {
			b.Errorf("a page complains: %s (%s)", e.Entry.Text, e.Entry.URL)
		}
	}
}

// fetched returns what was fetched since it was last asked.
func (b *tab) fetched() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	urls := b.urls
	b.urls = nil
	return urls
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// call sends a command of the protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.Fatal(err)
	}
	return result
}

// open goes to an address and waits until its scripts have run.
func (b *tab) open(url string) {
	b.Helper()
	b.do(chromedp.Navigate(url))
}

// without switches scripts off.
func (b *tab) withoutScripts() {
	b.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// scheme makes the system prefer light or dark.
func (b *tab) scheme(name string) {
	b.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
}

func (b *tab) size(width, height int64) {
	b.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// ask returns the value of an expression on the page.
func ask[T any](b *tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return value
}

// until waits for a condition on the page, which is also what the test says of it.
func (b *tab) until(condition string) {
	b.Helper()
	for end := time.Now().Add(15 * time.Second); ; time.Sleep(25 * time.Millisecond) {
		holds, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+condition+")"))
		if err == nil && holds {
			return
		}
		if time.Now().After(end) {
			b.Fatalf("never: %s\nat %s with the focus on %s (%v)", condition, ask[string](b, "location.href"), b.focused(), err)
		}
	}
}

// allowClipboard lets the pages of the demo use the clipboard.
func (b *tab) allowClipboard() {
	b.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(b.ctx, cdpbrowser.SetPermission, cdpbrowser.SetPermissionParams{
			Permission: &cdpbrowser.PermissionDescriptor{Name: name}, Setting: cdpbrowser.PermissionSettingGranted})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// keys presses keys: names of kb, or letters.
func (b *tab) keys(keys ...string) {
	b.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// focused describes the element that has the focus.
func (b *tab) focused() string {
	b.Helper()
	return ask[string](b, `(() => { const e = document.activeElement; return e ? e.outerHTML.slice(0, 160) : 'nothing' })()`)
}

// tabTo presses Tab until the focus is on an element that a selector matches.
func (b *tab) tabTo(selector string) {
	b.Helper()
	for range 400 {
		b.keys(kb.Tab)
		if ask[bool](b, fmt.Sprintf("document.activeElement.matches(%q)", selector)) {
			return
		}
	}
	b.Fatalf("Tab never reaches %s at %s", selector, ask[string](b, "location.href"))
}

// point moves the pointer onto the first element that a selector matches.
func (b *tab) point(selector string) {
	b.Helper()
	at := ask[[]float64](b, fmt.Sprintf("(() => { const r = document.querySelector(%q).getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2] })()", selector))
	b.pointAt(at[0], at[1])
}

func (b *tab) pointAt(x, y float64) {
	b.Helper()
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}
