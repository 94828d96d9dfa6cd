package site

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// TestOpenData holds the public formats: a change of testdata/*.json is a change for those who reuse the data.
func TestOpenData(t *testing.T) {
	pages := built(t, storyCorpus(t, "en"), builtIn(t))
	for _, name := range dataFiles {
		got := pages[name]
		var any map[string]any
		if err := json.Unmarshal([]byte(got), &any); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(got, ": null,\n      \"entities\"") {
			t.Errorf("%s: a list is null", name)
		}
		golden := "testdata/" + name
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s has changed; look at it, and if it is right run go test ./internal/site -run OpenData -update", name)
		}
	}
}

func TestOffsetsAreCodePoints(t *testing.T) {
	c := storyCorpus(t, "en")
	pages := built(t, c, builtIn(t))
	var quotes QuotesData
	if err := json.Unmarshal([]byte(pages["quotes.json"]), &quotes); err != nil {
		t.Fatal(err)
	}
	var timeline TimelineData
	if err := json.Unmarshal([]byte(pages["timeline.json"]), &timeline); err != nil {
		t.Fatal(err)
	}
	text := map[string][]rune{}
	for _, d := range c.Documents {
		text[d.ID()] = []rune(d.Clipping.Source.Text)
	}
	for _, q := range quotes.Quotes {
		if got := string(text[q.Document][q.Start:q.End]); got != q.Text {
			t.Errorf("quotation at %d–%d is %q, not %q", q.Start, q.End, got, q.Text)
		}
	}
	for _, e := range timeline.Events {
		for _, s := range e.Statements {
			if got := string(text[s.Document][s.Start:s.End]); got != s.Text {
				t.Errorf("statement at %d–%d is %q, not %q", s.Start, s.End, got, s.Text)
			}
		}
	}
	if len(quotes.Quotes) == 0 || len(timeline.Events) == 0 {
		t.Error("no open data")
	}
}

// TestFeedIsAtom holds what RFC 4287 asks of a feed, with the site's address known and not.
func TestFeedIsAtom(t *testing.T) {
	var ids []string
	for _, base := range []string{"https://briefing.example/repo/", ""} {
		c := storyCorpus(t, "fr")
		c.Content.Site.BaseURL = base
		raw := built(t, c, builtIn(t))["feed.xml"]
		d := xml.NewDecoder(strings.NewReader(raw))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("feed.xml: %v", err)
			}
		}
		var f atomFeed
		if err := xml.Unmarshal([]byte(raw), &f); err != nil {
			t.Fatal(err)
		}
		if f.XMLName.Space != "http://www.w3.org/2005/Atom" || f.Title == "" || f.Author.Name == "" || len(f.Entries) != 10 {
			t.Errorf("feed: %+v", f)
		}
		checkInstant(t, "feed", f.Updated)
		if f.Updated != "2020-08-03T00:00:00Z" {
			t.Errorf("updated %s: not the date of the newest document", f.Updated)
		}
		seen := map[string]bool{f.ID: true}
		for _, e := range f.Entries {
			checkInstant(t, e.ID, e.Updated)
			if seen[e.ID] || !strings.HasPrefix(e.ID, "urn:uuid:") || len(e.ID) != len("urn:uuid:")+36 {
				t.Errorf("id %q", e.ID)
			}
			seen[e.ID] = true
			if e.Title.Text == "" || len(e.Links) == 0 || !strings.HasPrefix(e.Links[0].Href, first(base, "./")) {
				t.Errorf("entry %+v", e)
			}
			for _, l := range e.Links {
				if strings.HasPrefix(l.Href, "javascript:") {
					t.Errorf("entry leads to %s", l.Href)
				}
			}
			ids = append(ids, e.ID)
		}
	}
	if n := len(ids) / 2; strings.Join(ids[:n], " ") != strings.Join(ids[n:], " ") {
		t.Error("the ids of entries change with the site's address")
	}
}

func checkInstant(t *testing.T, what, s string) {
	t.Helper()
	if _, err := time.Parse(time.RFC3339, s); err != nil {
		t.Errorf("%s: updated %v", what, err)
	}
}

// A siteMap is https://www.sitemaps.org/protocol.html.
type siteMap struct {
	URLs []struct {
		Loc string `xml:"loc"`
	} `xml:"url"`
}

func TestSitemapAndRobots(t *testing.T) {
	c := storyCorpus(t, "en")
	pages := built(t, c, builtIn(t))
	var m siteMap
	if err := xml.Unmarshal([]byte(pages["sitemap.xml"]), &m); err != nil {
		t.Fatal(err)
	}
	locs := map[string]bool{}
	for _, u := range m.URLs {
		locs[u.Loc] = true
	}
	for _, want := range []string{"", "documents/000_fr/", "entities/unnamed%20&%20%3Codd%3E/", "method/", "timeline/"} {
		if !locs["https://briefing.example/repo/"+want] {
			t.Errorf("the sitemap has no %q: %v", want, locs)
		}
	}
	if locs["https://briefing.example/repo/404.html"] {
		t.Error("the sitemap has the page of what isn't there")
	}
	if !strings.Contains(pages["robots.txt"], "Sitemap: https://briefing.example/repo/sitemap.xml\n") {
		t.Errorf("robots.txt: %s", pages["robots.txt"])
	}
	c.Content.Site.NoIndex = true
	pages = built(t, c, builtIn(t))
	if !strings.Contains(pages["robots.txt"], "Disallow: /\n") || !strings.Contains(pages["index.html"], `<meta name="robots" content="noindex">`) {
		t.Error("noindex isn't honoured")
	}
}
