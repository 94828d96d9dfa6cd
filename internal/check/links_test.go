package check

import (
	"testing"
	"testing/fstest"
)

func TestLinks(t *testing.T) {
	site := func(page string) fstest.MapFS {
		return fstest.MapFS{
			"a/index.html":   {Data: []byte(page)},
			"b/index.html":   {Data: []byte(`<p id="s1">é`)},
			"assets/x.css":   {},
			"404.html":       {Data: []byte(`<a href="/sub/b/">`)},
			"a/original.txt": {},
		}
	}
	for _, good := range []string{
		`<a href="../b/">`, `<a href="../b/index.html#s1">`, `<a href="#x" id="x">`, `<link href="../assets/x.css">`, `<a href="original.txt#any">`,
		`<a href="https://other.example/none">`, `<a href="mailto:a@b.example">`, `<a href="https://example.org/sub/b/#s1">`, `<img src="data:,">`,
	} {
		if diags, err := Links(site(good), "https://example.org/sub/"); err != nil || len(diags) > 0 {
			t.Errorf("%s: %v %v", good, diags, err)
		}
	}
	for bad, id := range map[string]string{
		`<a href="../c/">`: "broken-link", `<a href="../b/#s2">`: "broken-anchor", `<a href="#y">`: "broken-anchor", `<img src="x.png">`: "broken-link",
		`<a href="../../">`: "broken-link", `<p id="x"><b id="x">`: "duplicate-id", `<a href="https://example.org/sub/none">`: "broken-link", `<a href="::">`: "no-address",
	} {
		diags, err := Links(site(bad), "https://example.org/sub/")
		if err != nil || len(diags) != 1 || diags[0].ID != id {
			t.Errorf("%s: want one %s, got %v %v", bad, id, diags, err)
		}
	}
}
