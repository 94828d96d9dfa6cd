package serve

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A window is a page of the preview in a browser.
type window struct {
	*preview
	ctx context.Context
}

// open shows a page in a browser of its own.
func (p *preview) open(path string) *window {
	p.t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		p.t.Fatal("there is no Chromium to test with: make deps installs it")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(p.t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.WindowSize(1000, 700))
	allocated, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	p.t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	p.t.Cleanup(cancel)
	w := &window{p, ctx}
	w.do(chromedp.Navigate("about:blank")) // the browser lives as long as the context of the first call
	w.ctx, cancel = context.WithTimeout(ctx, 4*time.Minute)
	p.t.Cleanup(cancel)
	w.do(chromedp.Navigate(p.web.URL + path))
	w.comes("document.querySelector('briefing-desk')?.dataset.live === 'yes'")
	return w
}

func (w *window) do(actions ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, actions...); err != nil {
		w.t.Fatal(err)
	}
}

// run runs a script in the page.
func (w *window) run(script string) {
	w.t.Helper()
	w.do(chromedp.Evaluate[chromedp.Void](script))
}

// comes waits until an expression is true in the page.
func (w *window) comes(expression string) {
	w.t.Helper()
	w.until(expression, func() bool {
		holds, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if w.ctx.Err() != nil {
			w.t.Fatal(w.ctx.Err())
		}
		return err == nil && holds // a page that is reloaded just now can't answer
	})
}

// shadow is what the preview lays over the page.
const shadow = "document.querySelector('briefing-desk').shadowRoot"

// press clicks on what an expression gives.
func (w *window) press(expression string) {
	w.t.Helper()
	w.comes(expression)
	w.run("(" + expression + ").click()")
}

// long is a clipping that fills several screens; no line is like another.
func long(words string) string {
	var b strings.Builder
	b.WriteString("The port opens\n\n")
	for n := range 80 {
		fmt.Fprintf(&b, "Ship number %d came in with %d barrels of salt and left again in the evening, when the tide was high.\n\n", n+1, n*7)
	}
	return b.String() + words + "\n"
}

// TestBrowserReload: an open page follows the files, keeps its place, and takes a new style without being loaded again.
func TestBrowserReload(t *testing.T) {
	files := map[string]string{}
	for name, body := range small {
		files[name] = body
	}
	files["seeds/a.txt"] = long("Oracle came on 3 August 2020.")
	p := newPreview(t, Options{}, files)
	w := p.open("/documents/port/")
	w.run("window.marked = true; scrollTo(0, 900)")
	w.comes("scrollY > 800")
	style, err := os.ReadFile("../../assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	p.write("assets/style.css", string(style)+"\nbody { outline: 3px solid rgb(1, 2, 3) }\n")
	w.comes("getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'")
	w.comes("window.marked")
	p.write("seeds/a.txt", long("Oracle left on 4 August 2020."))
	w.comes("document.body.textContent.includes('Oracle left')")
	w.comes("!window.marked && scrollY > 800")
	p.stop()
	w.comes("document.querySelector('briefing-desk').dataset.live === 'no'")
}

// TestBrowserFaults: what is wrong lies over the page, Esc hides it, and it goes when it is mended.
func TestBrowserFaults(t *testing.T) {
	p := newPreview(t, Options{Editor: "codium"}, small)
	w := p.open("/documents/port/")
	p.write("content/entities/oracle.md", "---\nname: Oracle\ntype: compagny\n---\n")
	faults := shadow + ".querySelector('.faults')"
	w.comes("!" + faults + ".hidden && " + faults + ".textContent.includes('compagny') && " + faults + ".textContent.includes('hint')")
	w.comes(faults + ".querySelector('a.where').href.startsWith('vscodium://file/') && " + faults + ".querySelector('a.where').href.endsWith('oracle.md:3:7')")
	w.do(chromedp.KeyEvent(kb.Escape))
	w.comes(faults + ".hidden")
	p.write("content/documents/a.md", "---\nclipping: a.txt\nslug: port\nslug: port\n---\n")
	w.comes("!" + faults + ".hidden && " + faults + ".textContent.includes('2 errors')")
	w.comes("document.querySelector('h1').textContent.includes('The port opens')") // the last good state
	p.write("content/entities/oracle.md", small["content/entities/oracle.md"])
	p.write("content/documents/a.md", small["content/documents/a.md"])
	w.comes(faults + ".hidden")
	p.write("templates/document.html", "{{.Nothing}}")
	w.comes("!" + faults + ".hidden && " + faults + ".textContent.includes('Nothing')")
	p.remove("templates/document.html")
	w.comes(faults + ".hidden")
}

// TestBrowserExplain: a mention tells why it is one, and can be refused; the page shows it refused.
func TestBrowserExplain(t *testing.T) {
	p := newPreview(t, Options{}, small)
	w := p.open("/documents/port/")
	mention := "document.querySelector('.running a.m')"
	w.comes(mention)
	w.run(mention + ".dispatchEvent(new MouseEvent('click', { altKey: true, bubbles: true, cancelable: true }))")
	box := shadow + ".querySelector('.why')"
	w.comes(box + "?.textContent.includes('name \"Oracle\" (content/entities/oracle.md:2)')")
	w.press("[..." + box + ".querySelectorAll('button')].find(b => b.textContent === 'Not here')")
	w.comes("document.querySelector('.running') && !" + mention)
	raw, err := os.ReadFile(filepath.Join(p.dir, "content/documents/a.md"))
	if want := "---\nclipping: a.txt\nslug: port\nunlink:\n  - {text: Oracle, entity: oracle, line: 3}\n---\n"; err != nil || string(raw) != want {
		t.Errorf("%v %q, want %q", err, raw, want)
	}

	// With the button, a plain click explains: here a date.
	w.press(shadow + ".querySelector('.corner button')")
	w.do(chromedp.Click(".running .timex"))
	w.comes(box + "?.textContent.includes('written out')")
	written := func(want string) func() bool {
		return func() bool {
			raw, _ := os.ReadFile(filepath.Join(p.dir, "content/documents/a.md"))
			return strings.Contains(string(raw), want)
		}
	}
	button := func(label string) string {
		return "[..." + box + ".querySelectorAll('button')].find(b => b.textContent === '" + label + "')"
	}
	w.run(box + ".querySelector('input[aria-label^=Published]').value = '2020-08-04'")
	w.press(button("Correct"))
	w.until("the date is written", written("published: \"2020-08-04\"\n"))

	// The date itself can be corrected, too, or refused.
	w.comes("document.querySelector('main').textContent.includes('4 August 2020')")
	again := func() {
		w.comes("document.querySelector('.running .timex') && " + shadow + ".querySelector('.corner button')")
		w.run("document.querySelector('.running .timex').dispatchEvent(new MouseEvent('click', { altKey: true, bubbles: true, cancelable: true }))")
	}
	again()
	w.comes(box + "?.querySelector('input').value === '2020-08-03'")
	w.run(box + ".querySelector('input').value = '2020-08-02'")
	w.press(button("Correct the date"))
	w.until("the date's value is written", written("dates:\n  - {text: 3 August 2020, date: \"2020-08-02\", line: 3}\n"))
	w.comes("document.querySelector('.running time.timex').dateTime === '2020-08-02'")
	again()
	w.comes(box + "?.textContent.includes('an editor\\'s word (content/documents/a.md:')")
	w.press(button("Not a date"))
	w.comes("document.querySelector('.running') && !document.querySelector('.running .timex')")
	if raw, err := os.ReadFile(filepath.Join(p.dir, "seeds/a.txt")); err != nil || string(raw) != small["seeds/a.txt"] {
		t.Errorf("the clipping has changed: %v %q", err, raw)
	}
}

// TestBrowserDesk: a suggested name becomes an entity with one click, an inferred date is confirmed, both taken back.
func TestBrowserDesk(t *testing.T) {
	files := map[string]string{"seeds/a.txt": "The port opens\n\n3 August 2020\n\nHarwell Docks opened the port on Monday. The mayor thanked Harwell Docks for it.\n",
		"seeds/b.txt": "The bridge closes\n\nIt closed on 4 August 2020, Harwell Docks said. For Harwell Docks it was too old.\n"}
	p := newPreview(t, Options{}, files)
	w := p.open("/_desk/names")
	w.press("document.querySelector('#name-harwell-docks button')")
	w.comes("document.querySelector('h1') && !document.querySelector('#name-harwell-docks')")
	raw, err := os.ReadFile(filepath.Join(p.dir, "content/entities/harwell-docks.md"))
	if err != nil || !strings.Contains(string(raw), "name: Harwell Docks\n") {
		t.Errorf("%v %q", err, raw)
	}
	p.shows("/entities/harwell-docks/", "Harwell Docks")
	w.press("document.querySelector('button.undo')")
	w.comes("document.querySelector('#name-harwell-docks')")
	if _, err := os.Stat(filepath.Join(p.dir, "content/entities/harwell-docks.md")); err == nil {
		t.Error("the file isn't taken back")
	}
	w = p.open("/_desk/dates")
	w.run("document.querySelector('form.order input').value = '2020-08-03'")
	w.press("document.querySelector('form.order button')")
	w.until("the date is written", func() bool {
		found, _ := filepath.Glob(filepath.Join(p.dir, "content/documents/*.md"))
		return len(found) == 1
	})
	for _, part := range []string{"", "mentions", "copies", "apart"} {
		if status, body := p.get("/_desk/" + part); status != 200 || !strings.Contains(body, "aria-current") {
			t.Errorf("/_desk/%s: %d", part, status)
		}
	}
}
