package page

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"briefing/internal/corpus"
)

// least is the mean of F1, over words, that the pages of testdata must reach: what is kept of each, against the words
// that are its article.
const least = 0.97

func TestArticles(t *testing.T) {
	a, err := txtar.ParseFile("testdata/pages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i := 0; i+1 < len(a.Files); i += 2 {
		p := Read(string(a.Files[i].Data))
		got, want := strings.Join(kept(p), " "), string(a.Files[i+1].Data)
		f := f1(strings.Fields(got), strings.Fields(want))
		sum += f
		t.Logf("%-16s %.3f", a.Files[i].Name, f)
		if f < 0.85 {
			t.Errorf("%s: F1 %.3f\n got: %s\nwant: %s", a.Files[i].Name, f, got, want)
		}
	}
	if mean := sum / float64(len(a.Files)/2); mean < least {
		t.Errorf("mean F1 of the words: %.3f, want %.2f", mean, least)
	}
}

// kept returns the lines of a page that its hints leave in the article, the title left out.
func kept(p *Page) []string {
	apart := map[int]bool{}
	for _, h := range p.Hints {
		apart[h.Line] = !h.Zone.Kept() || h.Zone == corpus.Title
	}
	var lines []string
	n := 0
	for l := range strings.Lines(p.Text) {
		if n++; !apart[n] {
			lines = append(lines, strings.TrimSuffix(l, "\n"))
		}
	}
	return lines
}

// f1 compares two bags of words.
func f1(got, want []string) float64 {
	bag := map[string]int{}
	for _, w := range want {
		bag[w]++
	}
	common := 0
	for _, w := range got {
		if bag[w] > 0 {
			bag[w]--
			common++
		}
	}
	if common == 0 {
		return 0
	}
	p, r := float64(common)/float64(len(got)), float64(common)/float64(len(want))
	return 2 * p * r / (p + r)
}

// TestNothingIsLost: every word that can be seen is in the text, article or not, and nothing that can't.
func TestNothingIsLost(t *testing.T) {
	p := Read(`<nav>one</nav><p>two <b>th</b>ree<br>four</p><footer>five</footer><style>six</style><script>seven</script><select><option>eight</select>&eacute;t&eacute;`)
	if got := strings.Join(strings.Fields(p.Text), " "); got != "one two three four five été" {
		t.Errorf("got %q", got)
	}
}

func TestMeta(t *testing.T) {
	for _, c := range []struct{ html, title, byline, publisher, url, lang, published string }{
		{`<title>A port | The Gazette</title><meta property="og:site_name" content="The Gazette">`, "A port", "", "The Gazette", "", "", ""},
		{`<title>x</title><script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":"ReportageNewsArticle","headline":"L&#39;&eacute;t&eacute;","author":["A","B"],"publisher":{"@type":"Organization","name":"AFP"},"datePublished":"2020-08-03","url":"javascript:alert(1)"}]</script>`,
			"L'été", "A, B", "AFP", "", "", "2020-08-03"},
		{`<html lang="pt-BR"><meta name=date content=20200803><link rel=canonical href="https://a.example/b"><meta name=author content="https://a.example/me">`,
			"", "", "", "https://a.example/b", "pt", "2020-08-03"},
		{`<article><time datetime="2020-08-03T10:00+02:00">today</time></article><time datetime="2019-01-01">x</time>`, "", "", "", "", "", "2020-08-03"},
		{`<meta property="article:published_time" content="2020-02-31"><script type="application/ld+json">{"@graph": </script>`, "", "", "", "", "", ""},
	} {
		m := Read(c.html).Meta
		got := [...]string{m.Title.Text, m.Byline.Text, m.Publisher.Text, m.URL.Text, m.Lang.Text, m.Published.Date.String()}
		if want := [...]string{c.title, c.byline, c.publisher, c.url, c.lang, c.published}; got != want {
			t.Errorf("%s:\n got %q\nwant %q", c.html, got, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	raw, err := os.ReadFile("testdata/pages.txtar")
	if err != nil {
		b.Fatal(err)
	}
	a := txtar.Parse(raw)
	size := 0
	for i := 0; i < len(a.Files); i += 2 {
		size += len(a.Files[i].Data)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for i := 0; i < len(a.Files); i += 2 {
			Read(string(a.Files[i].Data))
		}
	}
}
