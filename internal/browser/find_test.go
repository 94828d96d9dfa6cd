package browser

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// module returns an expression that imports a module of the site.
func (s *served) module(t *testing.T, name string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(s.dir, "assets/js", name+".*.js"))
	if err != nil || len(found) != 1 {
		t.Fatalf("modules of the name %s: %v %v", name, found, err)
	}
	return fmt.Sprintf("import(%q)", s.url+"assets/js/"+filepath.Base(found[0]))
}

// TestStemsInTheBrowser holds the browser's words and stems to the table that the build's are held to.
func TestStemsInTheBrowser(t *testing.T) {
	var cases [][]string
	for _, line := range strings.Split(string(read(t, "../search/testdata/stems.txt")), "\n") {
		if f := strings.Fields(line); len(f) == 3 && f[0] != "#" {
			cases = append(cases, f)
		}
	}
	table, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.open(demo.url)
	got := ask[[]string](b, fmt.Sprintf(`(async () => {
		const { words, stem } = await %s
		const { stems } = await (await fetch('search/index.json')).json()
		return %s.map(([lang, written]) => stem(words(written)[0].word, stems[lang]))
	})()`, demo.module(t, "match"), table))
	for i, c := range cases {
		if got[i] != c[2] {
			t.Errorf("%s %s: stem %q in the browser, want %q", c[0], c[1], got[i], c[2])
		}
	}
}

func TestNearWords(t *testing.T) {
	b := newTab(t)
	b.open(demo.url)
	for _, c := range []struct {
		a, b string
		open bool
		want bool
	}{
		{"oracle", "oracle", false, true}, {"orcale", "oracle", false, true}, {"oracl", "oracle", false, true}, {"oraacle", "oracle", false, true},
		{"orakle", "oracle", false, true}, {"yracle", "oracle", false, true}, {"racle", "oracle", false, true}, {"orcaly", "oracle", false, false},
		{"oralce", "oracles", false, false}, {"oralc", "oracles", true, true}, {"orxc", "oracle", true, true}, {"xrxc", "oracle", true, false}, {"", "a", false, true},
	} {
		if got := ask[bool](b, fmt.Sprintf("%s.then(m => m.near(%q, %q, %t))", demo.module(t, "match"), c.a, c.b, c.open)); got != c.want {
			t.Errorf("near(%q, %q, %t) is %t", c.a, c.b, c.open, got)
		}
	}
}

// A found is a result as find.js gives it.
type found struct {
	Kind, URL, Title, Lang, Text string
	Entities                     []string
}

func (b *tab) find(s *served, query, filter string) []found {
	b.Helper()
	return ask[[]found](b, fmt.Sprintf("%s.then(m => m.find(%q, %s)).then(a => a.results)", s.module(b.T, "find"), query, filter))
}

// TestFind asks the demo what readers ask.
func TestFind(t *testing.T) {
	b := newTab(t)
	b.open(demo.url)
	for _, c := range []struct{ what, query, filter, kind, holds string }{
		{"a name", "microsoft", "{}", "entity", "Microsoft"},
		{"a prefix", "micros", "{}", "entity", "Microsoft"},
		{"one letter wrong", "micorsoft ", "{}", "entity", "Microsoft"},
		{"the first letter wrong", "nicrosoft ", "{}", "entity", "Microsoft"},
		{"one letter missing", "bytdance ", "{}", "entity", "ByteDance"},
		{"another form of the word", "negotiate ", "{lang: 'en'}", "", "negotiat"},
		{"another form of the word, in French", "annoncer ", "{lang: 'fr'}", "", "annonc"},
		{"two words", "trump executive order", "{kind: 'passage'}", "passage", ""},
		{"an alias", "maison blanche", "{}", "", ""},
		{"only events", "tiktok", "{kind: 'event'}", "event", ""},
		{"only quotations", "tiktok", "{kind: 'quote'}", "quote", ""},
		{"only French", "tiktok", "{lang: 'fr', kind: 'passage'}", "passage", ""},
		{"only what names an entity", "tiktok", "{entity: 'microsoft', kind: 'passage'}", "passage", ""},
	} {
		results := b.find(demo, c.query, c.filter)
		if len(results) == 0 {
			t.Errorf("%s: nothing found for %q", c.what, c.query)
			continue
		}
		first := results[0]
		if c.kind != "" && first.Kind != c.kind || !strings.Contains(strings.ToLower(first.Title+first.Text), strings.ToLower(c.holds)) {
			t.Errorf("%s: the first for %q is %s %q %q", c.what, c.query, first.Kind, first.Title, first.Text)
		}
	}
	plain, accented := b.find(demo, "etats unis", "{}"), b.find(demo, "États-Unis", "{}")
	if len(plain) == 0 || len(plain) != len(accented) || plain[0].URL != accented[0].URL {
		t.Errorf("accents matter: %d results without, %d with", len(plain), len(accented))
	}
	for _, r := range b.find(demo, "tiktok", "{kind: 'passage', lang: 'fr'}") {
		if r.Lang != "fr" || !strings.Contains(r.URL, "#s") {
			t.Errorf("of French documents only: %s in %s", r.URL, r.Lang)
		}
	}
	if got := b.find(demo, "xqzzy", "{}"); len(got) > 0 {
		t.Errorf("a word of no text finds %v", got)
	}
	if got := b.find(demo, "   ", "{}"); len(got) > 0 {
		t.Errorf("no word finds %v", got)
	}
}

// TestLargeSiteFetchesLittle: where the index is in pieces, a search fetches at most 300 KB, finds the one document
// that holds a word, forgives a typo, and finds what very common words share.
func TestLargeSiteFetchesLittle(t *testing.T) {
	files := fstest.MapFS{
		"content/site.yaml":          {Data: []byte("title: Harbour\nlanguages: [en, fr]\n")},
		"content/entities/oracle.md": {Data: []byte("---\nname: Oracle\ntype: organization\n---\n")},
	}
	names := syllables()
	for i := range 2500 {
		body := fmt.Sprintf("The port of %s opened\n\nOracle said the talks with %s went on in the harbour of %s. The council of %s signed nothing.\n\nWorkers from %s waited for %s and the company.\n",
			names(i), names(i*7+1), names(i*3+2), names(i*11+5), names(i+1), names(i*5))
		files[fmt.Sprintf("seeds/%04d.txt", i)] = &fstest.MapFile{Data: []byte(body)}
	}
	large, err := serve(files, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.open(large.url + "search/")
	for i, c := range []struct{ query, filter, holds string }{
		{names(1234) + " ", "{}", names(1234)},
		{names(1234)[:5], "{}", names(1234)[:5]},
		{swapped(names(1234)) + " ", "{}", names(1234)},
		{"oracle talks harbour council company workers", "{}", "harbour"},
		{"oracle ", "{kind: 'passage'}", ""},
		{"port of " + names(77), "{kind: 'passage', entity: 'oracle'}", names(77)},
	} {
		b.open(large.url + editions[i%2] + "search/?again=" + strings.ReplaceAll(c.query, " ", "+")) // nothing is kept from the last
		b.fetched()
		results := b.find(large, c.query, c.filter)
		if len(results) == 0 || !strings.Contains(strings.ToLower(results[0].Title+" "+results[0].Text), c.holds) {
			t.Errorf("%q finds %d, first %v", c.query, len(results), results[:min(1, len(results))])
		}
		cost := ask[int](b, large.module(t, "find")+".then(m => m.cost())")
		sum := 0
		for _, url := range b.fetched() {
			if strings.Contains(url, "/search/") && strings.Contains(url, ".json") {
				sum += len(b.bytes(url))
			}
		}
		t.Logf("%q fetches %d bytes for %d results", c.query, sum, len(results))
		if max(cost, sum) > 300<<10 {
			t.Errorf("%q fetches %d bytes, by its own account %d", c.query, sum, cost)
		}
	}
}

// syllables returns a function that makes a name of a number: no two alike below 60⁴.
func syllables() func(int) string {
	parts := strings.Fields("ba be bi bo bu da de di do du fa fe fi fo fu ga ge gi go gu ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po pu ra re ri ro ru ta te ti to tu va ve vi vo vu")
	return func(n int) string {
		n %= 50000
		return parts[n%60] + parts[n/60%60] + parts[(n*7+n/3600)%60] + parts[n/3600%60]
	}
}

// swapped returns a word with its third and fourth letters changed.
func swapped(word string) string { return word[:2] + word[3:4] + word[2:3] + word[4:] }
