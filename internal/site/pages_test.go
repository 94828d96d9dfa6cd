package site

import (
	"bytes"
	"image/png"
	"slices"
	"strings"
	"testing"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// largest is how many bytes any page of a long list may have.
const largest = 150_000

// longStory is the story told often enough that every list of it takes several pages.
func longStory(t testing.TB, lang string) *corpus.Corpus {
	t.Helper()
	c := manyDocuments(t, 400)
	c.Content.Site.Language = lang
	first := c.Timeline[3]
	for n := range 200 {
		e := *first
		e.ID = "again-" + itoa(n)
		e.Statements = slices.Clone(first.Statements[:min(len(first.Statements), 40)])
		e.Conflicts = nil
		c.Timeline = append(c.Timeline, &e)
		for _, d := range c.Dossiers {
			if d.Entity.ID == "trump" {
				d.Events = append(d.Events, &e)
			}
		}
	}
	return c
}

// TestLongListsHavePages holds that no page of a large site is too long, and that its pages lead to one another: every
// link leads to a page and an anchor that is there.
func TestLongListsHavePages(t *testing.T) {
	c := longStory(t, "fr")
	pages := built(t, c, builtIn(t))
	shapes := map[string]shape{}
	for name, body := range pages {
		if strings.HasSuffix(name, ".html") {
			shapes[name] = readPage(t, name, body)
			if len(body) > largest && name != "print/index.html" {
				t.Errorf("%s has %d bytes", name, len(body))
			}
		}
	}
	for name, sh := range shapes {
		for _, link := range sh.links {
			checkLink(t, pages, shapes, c.Content.Site.BaseURL, name, link)
		}
	}
	for _, name := range []string{"documents/page-2/", "entities/tiktok/2/", "entities/trump/timeline/2/", "entities/pappas/quotes/2/",
		"timeline/2020-08/2/", "timeline/undated/", "timeline/2016/", "quotes/unknown/", "sources/la-tribune/2/", "events/2020-08-01-a/"} {
		if pages[name+"index.html"] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	if pages["print/index.html"] == "" {
		t.Error("a story of this size has a print edition")
	}
}

// TestEveryMentionIsOnOnePage: cutting the mentions of an entity into pages loses and doubles none.
func TestEveryMentionIsOnOnePage(t *testing.T) {
	s, _ := New(longStory(t, "en"), builtIn(t))
	for _, d := range s.files {
		want, got := 0, 0
		for _, m := range d.Documents {
			want += len(m.Mentions)
		}
		for _, l := range d.mentions {
			for _, m := range l.documents {
				got += int(m.to - m.from)
			}
		}
		if got != want {
			t.Errorf("%s: %d of %d mentions", d.Entity.ID, got, want)
		}
	}
	events := 0
	for _, c := range s.chapters {
		events += len(c.events)
	}
	if events != len(s.corpus.Timeline) {
		t.Errorf("%d of %d events are in a chapter", events, len(s.corpus.Timeline))
	}
}

func TestLeavesHoldAllInOrder(t *testing.T) {
	for _, weights := range [][]int{{}, {1}, {5, 5, 5}, {99, 1, 1}, {1, 99, 1}, {4, 4, 4, 4, 4}} {
		next := 0
		for _, l := range leaves("x/", "", len(weights), 10, func(i int) int { return weights[i] }) {
			sum := 0
			for _, w := range weights[l.first:l.last] {
				sum += w
			}
			if l.first != next || sum > 10 && l.last-l.first > 1 || len(weights) > 0 && l.first == l.last {
				t.Errorf("%v: the leaf %v", weights, l)
			}
			next = l.last
		}
		if next != len(weights) {
			t.Errorf("%v: ends at %d", weights, next)
		}
	}
}

// twoEditions is the story in English at the root and in French beside it.
func twoEditions(t testing.TB) *corpus.Corpus {
	c := storyCorpus(t, "en")
	c.Content.Site.Languages = []string{"en", "fr"}
	accueil := markdownOf("content/home.fr.md", "Bienvenue : [chronologie](/timeline/), [données](/timeline.json).\n")
	c.Content.Home.Others = []*corpus.Page{{ID: "home", Lang: "fr", Source: accueil.Source, Body: accueil.Span}}
	return c
}

func TestEditions(t *testing.T) {
	for _, base := range []string{"https://briefing.example/repo/", ""} {
		c := twoEditions(t)
		c.Content.Site.BaseURL = base
		pages := built(t, c, builtIn(t))
		shapes := map[string]shape{}
		for name, body := range pages {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			shapes[name] = readPage(t, name, body)
			if other := "fr/" + name; !strings.HasPrefix(name, "fr/") && name != "404.html" && pages[other] == "" {
				t.Errorf("there is no %s", other)
			}
		}
		for name, sh := range shapes {
			for _, link := range sh.links {
				checkLink(t, pages, shapes, base, name, link)
			}
		}
		for _, x := range []struct{ page, want string }{
			{"fr/index.html", `<html lang="fr">`},
			{"fr/index.html", `Bienvenue : <a href="./timeline/">chronologie</a>, <a href="../timeline.json">données</a>`},
			{"index.html", `Welcome.`},
			{"fr/method/index.html", `<article class="free" lang="en">`},
			{"fr/documents/000_fr/index.html", `<a href="../../../documents/000_fr/source.txt">`},
			{"documents/000_fr/index.html", `<a href="../../fr/documents/000_fr/" lang="fr" hreflang="fr">Français</a>`},
		} {
			if !strings.Contains(pages[x.page], x.want) {
				t.Errorf("%s (base %q) doesn't say %s", x.page, base, x.want)
			}
		}
		if got := strings.Contains(pages["documents/000_fr/index.html"], `hreflang="x-default"`); got != (base != "") {
			t.Errorf("base %q: the page tells search engines its address in other languages: %t", base, got)
		}
		if pages["fr/404.html"] != "" || pages["fr/documents/000_fr/source.txt"] != "" {
			t.Error("what is the same in all editions is there twice")
		}
	}
}

// TestSentencesLeadAbroad: a sentence leads to the one in another language that reports the same event.
func TestSentencesLeadAbroad(t *testing.T) {
	c := storyCorpus(t, "en")
	e := c.Timeline[2]
	e.Statements = append(e.Statements, corpus.Statement{SentenceRef: corpus.SentenceRef{Document: c.Documents[0], Sentence: 1}, Timex: 0})
	pages := built(t, c, builtIn(t))
	for page, want := range map[string]string{
		"documents/001_en/index.html": `<small class="note abroad" lang="en">In French: <a href="../../documents/000_fr/#s2" lang="fr">La Tribune`,
		"documents/000_fr/index.html": `<small class="note abroad" lang="en">In English: <a href="../../documents/001_en/#s1" lang="en">`,
	} {
		if !strings.Contains(pages[page], want) {
			t.Errorf("%s has no %s", page, want)
		}
	}
}

func TestCalendar(t *testing.T) {
	c := storyCorpus(t, "fr")
	c.Timeline[3].Title = strings.Repeat("é, ; \\ long ", 20)
	raw := built(t, c, builtIn(t))["timeline.ics"]
	for line := range strings.SplitSeq(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
		if len(line) > foldAt || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line %q", line)
		}
	}
	plain := strings.ReplaceAll(raw, "\r\n ", "")
	for _, want := range []string{"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "DTSTART;VALUE=DATE:20200801\r\nDTEND;VALUE=DATE:20200802\r\n", "DTSTAMP:20200803T000000Z\r\n",
		`SUMMARY;LANGUAGE=fr:` + strings.TrimSpace(strings.Repeat(`é\, \; \\ long `, 20)) + "\r\n", "STATUS:TENTATIVE\r\n", "URL:https://briefing.example/repo/timeline/#e-deal\r\n"} {
		if !strings.Contains(plain, want) {
			t.Errorf("the calendar has no %q:\n%s", want, plain)
		}
	}
	if strings.Contains(plain, "DATE:20160101") {
		t.Error("a whole year lies over the calendar")
	}
}

func TestHosts(t *testing.T) {
	c := storyCorpus(t, "en")
	c.Documents[0].Meta.Aliases = []string{"/2020/août/", "/old.html"}
	pages := built(t, c, builtIn(t))
	if want := "/repo/2020/ao%C3%BBt/ /repo/documents/000_fr/ 301\n/repo/old.html /repo/documents/000_fr/ 301\n"; pages["_redirects"] != want {
		t.Errorf("_redirects: %q", pages["_redirects"])
	}
	for _, want := range []string{"/repo/*\n", "default-src 'self'", "nosniff", "/repo/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"} {
		if !strings.Contains(pages["_headers"], want) {
			t.Errorf("_headers has no %q", want)
		}
	}
	if !strings.Contains(pages["index.html"], `integrity="sha256-`) {
		t.Error("styles have no integrity")
	}
	c.Content.Site.BaseURL = ""
	if pages = built(t, c, builtIn(t)); strings.Contains(pages["index.html"], `integrity="`) {
		t.Error("a page that may be read from a folder asks for integrity")
	}
}

// TestCards holds the size of share cards, that two builds draw the same, and when there are none.
func TestCards(t *testing.T) {
	c := storyCorpus(t, "en")
	pages, again := built(t, c, builtIn(t)), built(t, c, builtIn(t))
	for _, name := range []string{"card.png", "documents/000_fr/card.png", "entities/trump/card.png"} {
		img, err := png.Decode(strings.NewReader(pages[name]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if img.Bounds().Dx() != cardWidth || img.Bounds().Dy() != cardHeight {
			t.Errorf("%s: %v", name, img.Bounds())
		}
		if pages[name] != again[name] {
			t.Errorf("%s is drawn differently", name)
		}
	}
	if !strings.Contains(pages["documents/000_fr/index.html"], `<meta property="og:image" content="https://briefing.example/repo/documents/000_fr/card.png">`) {
		t.Error("a document doesn't name its card")
	}
	c.Content.Site.NoCards = true
	if pages = built(t, c, builtIn(t)); pages["card.png"] != "" || strings.Contains(pages["index.html"], "og:image") {
		t.Error("cards that nobody wants")
	}
}

func TestCardTextsFit(t *testing.T) {
	for _, words := range []string{"", "a", strings.Repeat("word ", 80), strings.Repeat("x", 400), "Œuvre : « ça » — 12 000 €"} {
		var b bytes.Buffer
		if err := drawCard(&b, cardText{words, words, words}); err != nil || b.Len() == 0 {
			t.Errorf("%q: %v", words, err)
		}
	}
}

// TestCitationsEscape: what a citation is made of keeps to its place in each form.
func TestCitationsEscape(t *testing.T) {
	c := storyCorpus(t, "en")
	c.Documents[0].Meta.Title = `A "title" \ {with} [all] <of> it & 5 %`
	c.Documents[0].Title = corpus.Headline{Text: c.Documents[0].Meta.Title, Span: text.Span{}, Basis: corpus.Reason{Code: corpus.ByEditor}}
	body := built(t, c, builtIn(t))["documents/000_fr/index.html"]
	for _, want := range []string{
		`title = {{A "title" \textbackslash{} \{with\} [all] &lt;of> it \&amp; 5 \%}}`,
		`"title": "A \"title\" \\ {with} [all] \u003cof\u003e it \u0026 5 %"`,
		`[A "title" \\ {with} \[all\] \&lt;of> it &amp; 5 %](https://briefing.example/repo/documents/000_fr/<span data-slot="fragment"></span>)`,
		`"date-parts": [[2020, 8, 3]]`,
	} {
		if !strings.Contains(body, want) {
			i := strings.Index(body, `id="cite"`)
			t.Errorf("no %s in\n%s", want, body[i:min(i+3000, len(body))])
		}
	}
}

// TestMentionsOfMany: of an entity that very many sentences name, each document shows the first and leads to the rest;
// none is lost where they are few.
func TestMentionsOfMany(t *testing.T) {
	for _, c := range []struct{ documents, each, want, more int }{
		{3, 10, 10, 0}, {allContexts / 10, 10, 10, 0}, {allContexts/10 + 1, 10, someContexts, 8}, {allContexts, 3, 3, 0},
	} {
		var list []corpus.DocumentMentions
		for range c.documents {
			doc := &corpus.Document{Sentences: make([]corpus.Sentence, c.each)}
			m := corpus.DocumentMentions{Document: doc, Sentences: int32(c.each)}
			for i := range c.each {
				doc.Sentences[i].Span = text.NewSpan(i*100, i*100+90)
				doc.Mentions = append(doc.Mentions, corpus.Mention{Span: text.NewSpan(i*100+10, i*100+20)})
				m.Mentions = append(m.Mentions, int32(i))
			}
			list = append(list, m)
		}
		shown, more := make([]int, len(list)), make([]int, len(list))
		for _, l := range mentionLeaves("entities/x/", list) {
			for _, d := range l.documents {
				shown[d.document] += int(d.to - d.from)
				more[d.document] += int(d.more)
			}
		}
		for i := range list {
			if shown[i] != c.want || more[i] != c.more {
				t.Fatalf("%d documents of %d: %d sentences shown and %d more, want %d and %d", c.documents, c.each, shown[i], more[i], c.want, c.more)
			}
		}
	}
}
