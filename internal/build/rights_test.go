package build

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// wants checks what a page must hold, and, behind "!", what it must not.
func wants(t *testing.T, files map[string]string, name string, wants ...string) {
	t.Helper()
	body, ok := files[name]
	if !ok {
		t.Errorf("%s is missing", name)
		return
	}
	for _, w := range wants {
		if without, not := strings.CutPrefix(w, "!"); not == strings.Contains(body, strings.TrimPrefix(w, "!")) {
			t.Errorf("%s: %q, want %q (%v)", name, body, without, !not)
		}
	}
}

// slugged returns the files of a site whose documents stand under the names of their clippings.
func slugged(files map[string]string) fstest.MapFS {
	all := mapFS(files)
	for name := range files {
		file, ok := strings.CutPrefix(name, "seeds/")
		if !ok {
			continue
		}
		id := strings.TrimSuffix(file, path.Ext(file))
		meta := "content/documents/" + id + ".md"
		front := "---\nclipping: " + file + "\n---\n"
		if f := all[meta]; f != nil {
			front = string(f.Data)
		}
		all[meta] = &fstest.MapFile{Data: []byte(strings.Replace(front, "---\n", "---\nslug: "+id+"\n", 1))}
	}
	return all
}

const story = "The harbour opens again\n\nThe harbour opened again on Tuesday morning. The mayor spoke of luck.\n\n" +
	"Boats left before dawn. Nobody was hurt on 3 August 2020, the police said.\n\nThe quay stays closed.\n\nSubscribe now\n"

// TestExcerpt: of an excerpt only the first sentences and those that the timeline rests on are published, anywhere.
func TestExcerpt(t *testing.T) {
	files := render(t, slugged(map[string]string{
		"seeds/a.txt":            story,
		"seeds/b.txt":            strings.ReplaceAll(story, "harbour", "airport"),
		"content/site.yaml":      "excerpt: 1\npublish_originals: true\n",
		"content/documents/a.md": "---\nclipping: a.txt\nurl: https://example.org/a\n---\n",
		"content/documents/b.md": "---\nclipping: b.txt\nexcerpt: 3\ncopy_of: none\n---\n",
	}), Options{})
	wants(t, files, "documents/a/index.html", "opened again on Tuesday", "!spoke of luck", "!left before dawn", "Nobody was hurt", "!stays closed", "!Subscribe", "https://example.org/a")
	wants(t, files, "documents/a/source.txt", "opened again on Tuesday", "!spoke of luck", "Nobody was hurt", "!stays closed", "!Subscribe")
	if got, want := len([]rune(files["documents/a/source.txt"])), len([]rune(story)); got != want {
		t.Errorf("source.txt has %d code points, want %d", got, want)
	}
	wants(t, files, "documents/b/index.html", "spoke of luck", "left before dawn", "!stays closed")
	for name, body := range files {
		if strings.Contains(body, "quay stays closed") || strings.Contains(name, "original") {
			t.Errorf("%s holds what isn't published", name)
		}
	}
}

// TestCuts: what is cut out of a line stands among what was set apart, and in no sentence of the article.
func TestCuts(t *testing.T) {
	files := render(t, slugged(map[string]string{
		"seeds/a.txt": "Le port a rouvert mardi. LIRE AUSSI >> Une tempête en dix images ! Le quai reste fermé, selon le maire, qui n'a pas dit jusqu'à quand.\n",
	}), Options{})
	page := files["documents/a/index.html"]
	running, apart, ok := strings.Cut(page, `class="apart"`)
	if !ok {
		running, apart, ok = strings.Cut(page, "class=apart")
	}
	if !ok || strings.Contains(running, "dix images") || !strings.Contains(apart, "dix images") || !strings.Contains(running, "Le quai reste fermé") {
		t.Errorf("running: %s\napart: %s", running, apart)
	}
}

// TestOriginals: files are published only where an editor says so, and never as pages of this site.
func TestOriginals(t *testing.T) {
	seeds := map[string]string{
		"seeds/a.html": "<title>A</title><p>The harbour opened again on Tuesday morning.<script>alert(1)</script>",
		"seeds/b.txt":  "The airport stayed closed on Tuesday.",
	}
	for name := range render(t, slugged(seeds), Options{}) {
		if strings.Contains(name, "original") {
			t.Errorf("%s is published", name)
		}
	}
	seeds["content/site.yaml"] = "publish_originals: true\n"
	files := render(t, slugged(seeds), Options{})
	if got := files["documents/a/original.html.txt"]; got != seeds["seeds/a.html"] {
		t.Errorf("original: %q", got)
	}
	wants(t, files, "documents/a/index.html", "original.html.txt", "!alert")
	wants(t, files, "documents/b/original.txt.txt", "airport")
}

// TestNoIndex: search engines are told in the page, in the sitemap, and in the headers.
func TestNoIndex(t *testing.T) {
	seeds := map[string]string{
		"seeds/a.txt": "The harbour opened again on Tuesday.", "seeds/b.txt": "The airport stayed closed on Tuesday.",
		"content/site.yaml":      "base_url: https://example.org/\n",
		"content/documents/a.md": "---\nclipping: a.txt\nnoindex: true\n---\n",
	}
	files := render(t, slugged(seeds), Options{})
	wants(t, files, "documents/a/index.html", "noindex")
	wants(t, files, "documents/b/index.html", "!noindex")
	wants(t, files, "sitemap.xml", "documents/b/", "!documents/a/")
	wants(t, files, "_headers", "/documents/a/*\n  X-Robots-Tag: noindex\n", "!documents/b")
	seeds["content/site.yaml"] = "noindex: true\n"
	files = render(t, slugged(seeds), Options{})
	wants(t, files, "documents/b/index.html", "noindex")
	wants(t, files, "_headers", "/*\n  X-Robots-Tag: noindex\n")
	wants(t, files, "robots.txt", "Disallow: /")
}

// TestFound: what a page says of itself is shown with who says so, an editor's word wins.
func TestFound(t *testing.T) {
	const page = `<html lang=en><title>x</title><meta property=og:title content="The harbour opens"><meta name=author content="Jane Roe">
<meta property=article:published_time content=2020-08-03T10:00:00Z><p>The harbour opened again on Tuesday morning after the storm.</p>
<p>The quay stays closed until the autumn, said the mayor of the town.</p>`
	files := render(t, slugged(map[string]string{
		"seeds/a.html": page, "seeds/b.html": strings.ReplaceAll(page, "harbour", "airport"),
		"content/documents/b.md": "---\nclipping: b.html\nbyline: John Doe\npublished: 2020-08-04\ntitle: An editor's title\nmachine_translated: DeepL\ncopy_of: none\n---\n",
	}), Options{})
	wants(t, files, "documents/a/index.html", "The harbour opens", "og:title", "Jane Roe", "meta author", "2020-08-03")
	wants(t, files, "documents/b/index.html", "An editor", "!meta og:title", "John Doe", "!Jane Roe", "2020-08-04", "DeepL")
	wants(t, files, "documents.json", "Jane Roe", `"inferred":true`)
}

// TestCopies: copies keep their page, point to the document that leads, and count as one source.
func TestCopies(t *testing.T) {
	long := "The harbour opened again on 3 August 2020 after the storm that had hit the coast for three days, officials said on the quay.\n\n" +
		"Fishermen left before dawn, and the first of them came back at noon with enough fish to fill the market of the old town.\n\n" +
		"The southern quay stays closed until the autumn, said the mayor, who asked for patience and for help from the whole region.\n"
	files := render(t, slugged(map[string]string{"seeds/a.txt": long, "seeds/b.txt": long + "\nThe region will pay, it said.\n"}), Options{})
	wants(t, files, "documents/a/index.html", "documents/b/", "Repeats the text of")
	wants(t, files, "documents/b/index.html", "documents/a/")
	wants(t, files, "timeline.json", `"sources":1`)
}
