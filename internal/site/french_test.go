package site

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// TestFrenchPagesSpeakFrench walks every page of a French site. What the interface says — all text and all heard
// attributes that stand in no element with a language of its own, and the notes inside those that do — holds no word
// that only the English catalogue has.
func TestFrenchPagesSpeakFrench(t *testing.T) {
	c := longStory(t, "fr")
	everyReason(c)
	content := contentWords(c)
	english := onlyEnglish()
	if !english["sentence"] || !english["the"] || english["document"] {
		t.Fatal("the catalogues' words aren't told apart")
	}
	pages := built(t, c, builtIn(t))
	walked := 0
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		root, err := html.Parse(strings.NewReader(pages[name]))
		if err != nil {
			t.Fatal(err)
		}
		for _, said := range interfaceWords(root, "fr") {
			if walked++; strings.Contains(said, "://") || strings.HasSuffix(said, ".json") {
				continue
			}
			for _, w := range foldedWords(said) {
				if english[w] && !content[w] {
					t.Errorf("%s says %q in %q", name, w, said)
				}
			}
		}
	}
	if walked < 1000 {
		t.Errorf("only %d texts were looked at", walked)
	}
}

// TestFrenchIsTranslated: what is the same in both catalogues is a word or a name, or says nothing but values.
func TestFrenchIsTranslated(t *testing.T) {
	en, fr := catalogueOf("en"), catalogueOf("fr")
	for k, s := range en.words {
		said := s
		for _, hole := range holes(s) {
			said = strings.ReplaceAll(said, "{"+hole+"}", " ")
		}
		if fr.words[k] == s && len(strings.Fields(said)) > 1 {
			t.Errorf("fr.yaml: %s is English: %q", k, s)
		}
	}
}

// everyReason gives each of the last documents another reason, for all that documents give reasons of.
func everyReason(c *corpus.Corpus) {
	for n, code := range corpus.ReasonCodes() {
		doc, r := c.Documents[len(c.Documents)-1-n], corpus.Reason{Code: code, N: 3, Text: "formule"}
		doc.Published.Basis, doc.Title.Basis, doc.Lines = r, r, slices.Clone(doc.Lines)
		for i := range doc.Lines {
			doc.Lines[i].Rule = &r
		}
	}
	for _, e := range c.Timeline[:2] {
		e.Reckoned = &corpus.Reckoning{N: 2, Unit: 'W', Date: e.Date}
	}
}

// heard are the attributes that readers see or hear.
var heard = map[string]bool{"title": true, "aria-label": true, "alt": true, "placeholder": true, "label": true}

// interfaceWords returns what a page says in its interface's language.
func interfaceWords(root *html.Node, lang string) (all []string) {
	var walk func(n *html.Node, in string)
	walk = func(n *html.Node, in string) {
		if n.Type == html.TextNode && in == lang && strings.TrimSpace(n.Data) != "" {
			all = append(all, n.Data)
		}
		if n.Type == html.ElementNode {
			if n.Data == "script" || n.Data == "style" || n.Data == "pre" || n.Data == "code" {
				return
			}
			note := false
			for _, a := range n.Attr {
				if a.Key == "lang" && n.Data != "html" {
					in = a.Val + " content"
				}
				note = note || a.Key == "class" && strings.HasPrefix(a.Val+" ", "note ")
			}
			if note {
				in = lang
			}
			for _, a := range n.Attr {
				if heard[a.Key] && (in == lang || n.Data == "a") || n.Data == "meta" && a.Key == "content" && described(n) {
					all = append(all, a.Val)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, in)
		}
	}
	walk(root, lang)
	return all
}

func described(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "name" && a.Val == "description" {
			return true
		}
	}
	return false
}

// onlyEnglish returns the words of the English catalogue that the French one doesn't have.
func onlyEnglish() map[string]bool {
	words := map[string]bool{}
	add := func(c *catalogue, is bool) {
		for k, s := range c.words {
			if strings.HasPrefix(k, "script.") {
				continue
			}
			for _, hole := range holes(s) {
				s = strings.ReplaceAll(s, "{"+hole+"}", " ")
			}
			for _, w := range foldedWords(s) {
				words[w] = is
			}
		}
		for _, list := range c.lists {
			for _, w := range foldedWords(strings.Join(list, " ")) {
				words[w] = is
			}
		}
	}
	add(catalogueOf("en"), true)
	add(catalogueOf("fr"), false)
	return words
}

// contentWords returns the words of names and of what editors wrote: they are no words of the interface.
func contentWords(c *corpus.Corpus) map[string]bool {
	words := map[string]bool{}
	add := func(s string) {
		for _, w := range foldedWords(s) {
			words[w] = true
		}
	}
	site := &c.Content.Site
	for _, l := range []corpus.Localized{site.Title, site.Description} {
		for _, s := range l {
			add(s)
		}
	}
	add(site.Publisher)
	for _, d := range c.Documents {
		add(d.Text(text.NewSpan(0, len(d.Clipping.Source.Text))))
		for _, s := range []string{d.Title.Text, d.Publisher().Text, d.Byline().Text, d.URL().Text, d.Published.Basis.Text} {
			add(s)
		}
	}
	for _, e := range c.Content.Entities {
		for _, s := range e.Name {
			add(s)
		}
	}
	for _, e := range c.Timeline {
		add(e.Title)
		if e.Curated != nil && e.Curated.Body.Source != nil {
			add(e.Curated.Body.Source.Text)
		}
	}
	for _, p := range append(c.Content.Pages, c.Content.Home) {
		add(p.Title)
		add(p.Source.Text)
	}
	return words
}

func foldedWords(s string) (words []string) {
	tokens := text.Tokenize(s)
	for i := range tokens.List {
		if tokens.List[i].Kind == text.Word && len(tokens.Fold(i)) > 1 {
			words = append(words, tokens.Fold(i))
		}
	}
	return words
}
