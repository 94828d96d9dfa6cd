package site

import (
	"strings"
	"testing"

	"briefing/internal/corpus"
)

// TestPagesTell holds what readers are told, on the pages where it belongs.
func TestPagesTell(t *testing.T) {
	pages := built(t, storyCorpus(t, "en"), builtIn(t))
	for _, c := range []struct{ page, want string }{
		// the timeline: date, precision, status, sources, conflicts
		{"timeline/index.html", `<h2 id="y2016">2016</h2>`},
		{"timeline/index.html", `<h3 id="m2020-08">August 2020</h3>`},
		{"timeline/index.html", `<time datetime="2020-06">20–29 June 2020</time>`},
		{"timeline/index.html", `<time datetime="2020-09-15">by 15 September 2020</time>`},
		{"timeline/index.html", `<span class="chip precision">to the year</span>`},
		{"timeline/index.html", `<span class="chip planned"`},
		{"timeline/index.html", `<span class="chip sources">2 sources</span>`},
		{"timeline/index.html", `<span class="chip doubt">sources disagree</span>`},
		{"timeline/index.html", `<p>A weekday and its date disagree:</p>`},
		{"timeline/index.html", `<p>The sources date it differently:</p>`},
		{"timeline/index.html", `<q lang="fr">12 000 &lt;b></q>`},
		{"timeline/index.html", `<q lang="fr">samedi</q> (Saturday 1 August 2020)`},
		{"timeline/index.html", `<span class="rest">Le locataire de la Maison Blanche</span> a dit <mark>vendredi 1er août</mark> non`},
		{"timeline/index.html", `weekday and date disagree: 1 August 2020 was a Saturday`},
		{"timeline/index.html", `dated by another`},
		{"timeline/index.html", `Reckoned: 90 days from what &lt;s4> tells`},
		{"timeline/index.html", `<h2 id="undated">Date not known</h2>`},
		{"timeline/index.html", `id="e-2020-08-01-a"`},
		{"timeline/index.html", `<a href="../documents/000_fr/#s2" lang="fr">La Tribune, <span class="at">§`},
		// a document
		{"documents/000_fr/index.html", `about 3 August 2020`},
		{"documents/000_fr/index.html", `given by the editor`},
		{"documents/000_fr/index.html", `<span class="basis">the words of the text</span>`},
		{"documents/000_fr/index.html", `57 words, 1 minute to read`},
		{"documents/000_fr/index.html", `<a href="https://example.org/a?b=1&amp;c=2" rel="external noopener">example.org</a>`},
		{"documents/000_fr/index.html", `<summary>1 line that repeats another</summary>`},
		{"documents/000_fr/index.html", `rule: phrase: &lt;boilerplate>`},
		{"documents/000_fr/index.html", `Its text stands again in`},
		{"documents/000_fr/index.html", `<h2><span class="s" id="s6">Un marché`},
		{"documents/001_en/index.html", `publication date not known`},
		{"documents/001_en/index.html", `its first sentence stands in for one`},
		{"documents/002_vide/index.html", `Un titre de la rédaction &amp; &lt;autres&gt;`},
		{"documents/002_vide/index.html", `inferred from the text`},
		{"documents/002_vide/index.html", `Repeats the text of`},
		// an entity
		{"entities/trump/index.html", `<mark>Le locataire de la Maison Blanche</mark>`},
		{"entities/trump/index.html", `href="../../documents/000_fr/#s2"`},
		{"entities/trump/index.html", `<a href="https://www.wikidata.org/wiki/Q22686" rel="external noopener">wikidata.org</a>`},
		{"entities/trump/index.html", `Said about it`},
		{"entities/trump/index.html", `La &lt;Tribune&gt;`},
		{"entities/trump/index.html", `<th scope="col">Sentences</th>`},
		{"entities/microsoft/index.html", `<div class="prose" lang="fr">`},
		{"entities/microsoft/index.html", `<dt>Owns</dt>`},
		{"entities/tiktok/index.html", `<dt>Includes</dt>`},
		{"entities/unnamed & <odd>/index.html", `Not named in the articles yet.`},
		// home
		{"index.html", `What’s next`},
		{"index.html", `<rect width="1" height="100" y="0"/>`},
		{"index.html", `August 2020: 2 events`},
		{"quotes/index.html", `Speaker not named`},
		{"quotes/index.html", `<q lang="en">&lt;i>nobody&lt;/i></q>`},
		{"404.html", `<a href="/repo/timeline/">Timeline</a>`},
	} {
		if !strings.Contains(pages[c.page], c.want) {
			t.Errorf("%s doesn't say %s", c.page, c.want)
		}
	}
}

func TestTitlesAreNotSaidTwice(t *testing.T) {
	for _, c := range []struct {
		title, sentence string
		n               int
		want            bool
	}{
		{"Oracle buys a part", "On Friday, Oracle buys a part of it.", 1, true},
		{"Oracle buys…", "On Friday, Oracle buys a part of it.", 1, true},
		{"Oracle buys a part", "On Friday, Oracle buys a part of it.", 2, false},
		{"On Friday, Oracle buys a part of it", "On Friday,\nOracle buys a part of it.", 2, true},
		{"The sale", "On Friday, Oracle buys a part of it.", 1, false},
	} {
		if got := repeats(c.title, c.sentence, c.n); got != c.want {
			t.Errorf("%q over %d of %q: %v", c.title, c.n, c.sentence, got)
		}
	}
}

func TestLongStoriesAreShownByYears(t *testing.T) {
	c := storyCorpus(t, "en")
	first := c.Timeline[0]
	c.Timeline = nil
	for year := 1990; year < 2000; year++ {
		for month := 1; month <= 12; month++ {
			e := *first
			e.ID = itoa(year) + "-" + itoa(month)
			e.Date = date(t, itoa(year)+"-"+itoa(100 + month)[1:])
			c.Timeline = append(c.Timeline, &e)
		}
	}
	home := built(t, c, builtIn(t))["index.html"]
	if n := strings.Count(home, "<rect"); n != 10 {
		t.Errorf("%d bars for ten years of months", n)
	}
}

// TestBasisInItsLanguage: how a date is known is told in the words that an editor wrote for the language of the page;
// words of the other language say so.
func TestBasisInItsLanguage(t *testing.T) {
	for _, c := range []struct {
		basis corpus.Localized
		want  string
	}{
		{corpus.Localized{"en": "its header", "fr": "son en-tête"}, `<span class="basis">son en-tête</span>`},
		{corpus.Localized{"en": "its header"}, `<span class="basis" lang="en">its header</span>`},
		{corpus.Localized{"": "son cachet"}, `<span class="basis">son cachet</span>`},
	} {
		story := storyCorpus(t, "fr")
		story.Documents[0].Meta.Basis = c.basis
		story.Documents[0].Published.Basis = corpus.Own(c.basis.In("en"))
		if page := built(t, story, builtIn(t))["documents/000_fr/index.html"]; !strings.Contains(page, c.want) {
			t.Errorf("%v isn't told as %s", c.basis, c.want)
		}
	}
}
