package check

import (
	"strings"
	"testing"
)

// With what each format must have at least.
const (
	feed     = `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>t</title><updated>2020-08-03T00:00:00Z</updated><author><name>n</name></author>`
	entry    = `<entry><id>urn:b</id><title>t</title><updated>2020-08-03T00:00:00Z</updated><link href="a/"/></entry>`
	sitemap  = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
	event    = "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20200803T000000Z\r\nDTSTART;VALUE=DATE:20200803\r\nDTEND;VALUE=DATE:20200804\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
	calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + event + "END:VCALENDAR\r\n"
	news     = `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"a","url":"` + base + `a/","content_text":"","date_published":"2020-08-03T00:00:00Z"}]}`
)

// A change is what replaces what in a file without a fault, and the faults that this gives.
type change struct{ old, new, want string }

func changes(t *testing.T, name, body string, list []change) {
	t.Helper()
	for _, c := range list {
		changed := strings.ReplaceAll(body, c.old, c.new)
		if c.old != c.new && changed == body {
			t.Errorf("%s: %q is nowhere", name, c.old)
		}
		if got := strings.Join(found(t, map[string]string{name: changed}, Options{BaseURL: base}), " "); got != c.want {
			t.Errorf("%s: %q for %q: got %q, want %q", name, c.new, c.old, got, c.want)
		}
	}
}

func TestFeeds(t *testing.T) {
	changes(t, "feed.xml", feed+entry+`</feed>`, []change{
		{"", "", ""},
		{"</entry>", "</entry>" + entry, "bad-feed"},
		{"2020-08-03T00:00:00Z</updated><link", "3 August</updated><link", "bad-feed"},
		{"</entry>", `<link href="none/"/></entry>`, "broken-link"},
		{"</entry>", `<link/></entry>`, "bad-feed"},
		{`<link href="a/"/>`, "", "bad-feed"},
		{`<link href="a/"/>`, "<content>x</content>", ""},
		{`<link href="a/"/>`, `<link rel="via" href="a/"/>`, "bad-feed"},
		{"urn:b", "b c", "bad-feed"},
		{"<id>urn:b</id>", "", "bad-feed"},
		{` xmlns="http://www.w3.org/2005/Atom"`, "", "bad-feed"},
		{`<author><name>n</name></author>`, "", "bad-feed"},
		{"</feed>", "", "bad-xml"},
		{"</feed>", "</feed><b/>", "bad-xml"},
	})
	changes(t, "feed.json", news, []change{
		{"", "", ""},
		{`"title":"t",`, "", "bad-feed"},
		{"jsonfeed.org", "example.org", "bad-feed"},
		{`"items"`, `"entries"`, "bad-feed"},
		{`"id":"a"`, `"id":""`, "bad-feed"},
		{`,"content_text":""`, "", "bad-feed"},
		{"2020-08-03T00:00:00Z", "2020-08-03", "bad-feed"},
		{base + "a/", base + "none/", "broken-link"},
		{"]}", "", "bad-json"},
		{"[", `[{"id":"a","content_html":"x"},`, "bad-feed"},
	})
}

func TestSitemaps(t *testing.T) {
	changes(t, "sitemap.xml", sitemap+`<url><loc>`+base+`a/</loc><lastmod>2020-08-03</lastmod></url></urlset>`, []change{
		{"", "", ""},
		{"a/", "none/", "broken-link"},
		{base + "a/", "a/", "bad-sitemap"},
		{base + "a/", "https://other.example/", "bad-sitemap"},
		{"</url>", "</url><url><loc>" + base + "a/</loc></url>", "bad-sitemap"},
		{"2020-08-03", "3 August", "bad-sitemap"},
		{"0.9", "9.0", "bad-sitemap"},
		{"<url>", "<page>", "bad-xml"},
	})
	changes(t, "sitemap.xml", `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>`+base+`a/original.txt</loc></sitemap></sitemapindex>`, []change{
		{"", "", ""},
		{"original", "sitemap-2", "broken-link"},
	})
}

func TestCalendars(t *testing.T) {
	changes(t, "x.ics", calendar, []change{
		{"", "", ""},
		{"END:VCALENDAR\r\n", "", "bad-calendar"},
		{"BEGIN:VCALENDAR\r\n", "", "bad-calendar bad-calendar bad-calendar bad-calendar"},
		{"END:VEVENT\r\n", "END:VEVENT\r\n" + event, "bad-calendar"},
		{"UID:a\r\n", "", "bad-calendar"},
		{"PRODID:x\r\n", "", "bad-calendar"},
		{"2.0", "1.0", "bad-calendar"},
		{"SUMMARY:x", "SUMMARY:" + strings.Repeat("x", 80), "bad-calendar"},
		{"SUMMARY:x", "SUMMARY:" + strings.Repeat("x", 60) + "\r\n " + strings.Repeat("x", 60), ""},
		{"SUMMARY:x", "what is this", "bad-calendar bad-calendar"},
		{"DATE:20200803", "DATE:2020-08-03", "bad-calendar"},
		{"20200803T000000Z", "20200803", "bad-calendar"},
		{"20200804", "20200803", "bad-calendar"},
		{"UID:a\r\n", "UID:a\n", "bad-calendar"},
	})
}

func TestData(t *testing.T) {
	changes(t, "x.json", `{"a":[1]}`, []change{{"", "", ""}, {"]", "", "bad-json"}})
	changes(t, "x.html", page(""), []change{{"<h1>", "\xff<h1>", "not-utf8"}})
	changes(t, "site.webmanifest", `{"icons":[{"src":"assets/x.css"}]}`, []change{{"", "", ""}, {"x.css", "none.png", "broken-link"}, {"]", "", "bad-json"}})
	changes(t, "assets/y.css", `@import "x.css"; a{background:url(x.css)} b{background:url('data:x')}`, []change{
		{"", "", ""},
		{"url(x.css)", "url(none.png)", "broken-link"},
		{"url(x.css)", `url("https://cdn.example/x.png")`, "third-party"},
		{`"x.css"`, `"//cdn.example/x.css"`, "third-party"},
	})
	changes(t, "assets/y.svg", `<svg xmlns="http://www.w3.org/2000/svg"><image href="x.css"/><use href="#a"/></svg>`, []change{
		{"", "", ""},
		{"x.css", "none.png", "broken-link"},
		{"<svg ", `<svg onload="x()" `, "inline-script"},
		{"<use ", "<script>x()</script><use ", "inline-script"},
		{"x.css", "http://cdn.example/x.png", "mixed-content"},
	})
}

func TestLinkedData(t *testing.T) {
	const article = `{"@context":"https://schema.org","@type":"NewsArticle","headline":"h","datePublished":"2020-08-03","url":"` + base + `a/","mentions":[{"@type":"Person","name":"n"}],"sameAs":["x"]}`
	changes(t, "a/index.html", page(`<script type="application/ld+json">`+article+`</script>`), []change{
		{"", "", ""},
		{`"https://schema.org"`, `"https://example.org"`, "bad-linked-data"},
		{`"headline":"h",`, "", "bad-linked-data"},
		{`"headline":"h",`, `"headline":"",`, "bad-linked-data"},
		{`"@type":"NewsArticle",`, "", "bad-linked-data"},
		{`{"@type":"Person","name":"n"}`, `{"name":"n"}`, "bad-linked-data"},
		{`{"@type":"Person","name":"n"}`, `{"@type":"Person"}`, "bad-linked-data"},
		{"2020-08-03", "3 August", "bad-linked-data"},
		{base + "a/", base + "none/", "broken-link"},
		{base + "a/", "a/", "bad-linked-data"},
		{`"mentions"`, `mentions`, "bad-json"},
		{article, "[" + article + "]", ""},
	})
}
