package site

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// crossing returns a document of one line whose spans lie as the bytes of plan say: kind, start and length in turn.
func crossing(words string, plan []byte) *corpus.Document {
	src := text.NewSource("seeds/x.txt", words)
	doc := &corpus.Document{Clipping: &corpus.Clipping{ID: "x", File: "x.txt", Source: src}, Meta: &corpus.DocumentMeta{}, Lang: "en",
		Title: corpus.Headline{Text: "X", Basis: corpus.Reason{Code: corpus.ByEditor}}}
	for n := 1; n <= src.LineCount(); n++ {
		doc.Lines = append(doc.Lines, corpus.Line{Span: src.LineSpan(n), Zone: corpus.Body})
	}
	if len(words) == 0 {
		return doc
	}
	// the offsets at which a character begins, so that no span cuts one
	var starts []int32
	for i := range words {
		starts = append(starts, int32(i))
	}
	starts = append(starts, int32(len(words)))
	for i := 0; i+2 < len(plan); i += 3 {
		from := int(plan[i+1]) % len(starts)
		to := min(from+1+int(plan[i+2]), len(starts)-1)
		span := text.Span{Start: starts[from], End: starts[to]}
		if span.Empty() {
			continue
		}
		switch plan[i] % 4 {
		case 0:
			doc.Sentences = append(doc.Sentences, corpus.Sentence{Span: span})
		case 1:
			doc.Quotes = append(doc.Quotes, corpus.Quote{Span: span, Outer: span, Speaker: "a", SpeakerText: "<a>", Said: -1})
		case 2:
			doc.Timexes = append(doc.Timexes, corpus.Timex{Span: span, Meaning: &corpus.Meaning{EDTF: "2020-08-01", From: "2020-08-01", To: "2020-08-01", Anchor: "published"}})
		case 3:
			doc.Mentions = append(doc.Mentions, corpus.Mention{Span: span, Ground: &corpus.Ground{Entity: "a"}})
		}
	}
	return doc
}

// runningOf returns the writer of a document that names one entity, "a".
func runningOf(doc *corpus.Document) *running {
	site := &Site{corpus: &corpus.Corpus{Content: &corpus.Content{}}, look: &look{}}
	site.entities = map[string]*corpus.Entity{"a": entity("a", "A", "person")}
	s := &edition{Site: site, words: catalogueOf("en")}
	return s.newRunning(s.newArticle(doc), s.placeOf("documents/x/index.html"))
}

// checkLine holds that a line's markup is well formed, has the line's words and no others but notes, each id once, and
// no link within a link.
func checkLine(t *testing.T, markup, want string, ids map[string]bool) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(markup))
	var open []string
	var shown strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("left open: %v in %s", open, markup)
			}
			if got := shown.String(); folded(got) != folded(clean(want)) {
				t.Errorf("shows %q, want %q\n%s", got, want, markup)
			}
			return
		case html.StartTagToken:
			tag := z.Token()
			for _, o := range open {
				if o == "a" && tag.Data == "a" {
					t.Errorf("a link within a link: %s", markup)
				}
			}
			open = append(open, tag.Data)
			for _, a := range tag.Attr {
				if a.Key == "id" && ids[a.Val] {
					t.Errorf("id %s is given twice", a.Val)
				} else if a.Key == "id" {
					ids[a.Val] = true
				}
			}
		case html.EndTagToken:
			tag := z.Token()
			if len(open) == 0 || open[len(open)-1] != tag.Data {
				t.Fatalf("</%s> closes %v: %s", tag.Data, open, markup)
			}
			open = open[:len(open)-1]
		case html.TextToken:
			if !strings.Contains(strings.Join(open, " "), "small") {
				shown.WriteString(z.Token().Data)
			}
		}
	}
}

// folded is words with each run of spaces as one, as browsers show them.
func folded(words string) string {
	var b strings.Builder
	space := false
	for _, r := range words {
		if !strings.ContainsRune(" \n\r\t", r) {
			b.WriteRune(r)
		} else if !space {
			b.WriteByte(' ')
		}
		space = strings.ContainsRune(" \n\r\t", r)
	}
	return b.String()
}

func checkRunning(t *testing.T, doc *corpus.Document) {
	t.Helper()
	r := runningOf(doc)
	ids := map[string]bool{}
	for i, l := range doc.Lines {
		r.line(i+1, true)
		checkLine(t, string(r.html()), doc.Text(l.Span), ids)
	}
	for i, x := range doc.Sentences {
		if !ids[corpus.SentenceID(i)] && strings.Trim(doc.Text(x.Span), "\r\n") != "" {
			t.Errorf("sentence %s has no anchor", corpus.SentenceID(i))
		}
	}
}

func TestAnyNestingIsWellFormed(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2)) // the same cases at every run
	for range 200 {
		plan := make([]byte, 3*(1+rng.IntN(12)))
		for i := range plan {
			plan[i] = byte(rng.IntN(40))
		}
		checkRunning(t, crossing("Un <b>mot</b> « cité »\nà la ligne & l’autre.\n\nfin", plan))
	}
}

func FuzzRunning(f *testing.F) {
	f.Add("a <b> & c\nd", []byte{0, 0, 9, 1, 2, 5, 2, 4, 5, 3, 3, 3})
	f.Add("é\x00\u202e« x »", []byte{1, 0, 3, 1, 2, 4, 3, 1, 9})
	f.Fuzz(func(t *testing.T, words string, plan []byte) {
		if len(words) > 200 || len(plan) > 60 || strings.ContainsRune(words, '\r') {
			return
		}
		words = strings.ToValidUTF8(words, "?")
		checkRunning(t, crossing(words, plan))
	})
}

func TestNotesTellWhatWasInferred(t *testing.T) {
	for _, c := range []struct{ lang, words string }{
		{"en", "≈ inferred: Saturday 1 August 2020 weekday and date disagree: 1 August 2020 was a Saturday"},
		{"fr", "déduit samedi 1er août 2020 le jour et la date se contredisent\u00a0: le 1er août 2020 était un samedi"},
	} {
		page := built(t, storyCorpus(t, c.lang), builtIn(t))["documents/000_fr/index.html"]
		for _, w := range strings.Fields(strings.NewReplacer("≈ ", "", ":", "").Replace(c.words)) {
			if !strings.Contains(page, w) {
				t.Errorf("%s: the page doesn't say %q", c.lang, w)
			}
		}
		if !strings.Contains(page, `<time datetime="2020-08-01" class="timex infers conflict">vendredi 1er août</time>`) {
			t.Errorf("%s: the date that conflicts isn't marked", c.lang)
		}
		if strings.Count(page, `class="note speaker`) != 2 {
			t.Errorf("%s: %d notes of speakers, want one for each quotation, once where it runs over two lines", c.lang, strings.Count(page, `class="note speaker`))
		}
	}
}

func TestMentionsLeadToTheirEntity(t *testing.T) {
	page := built(t, storyCorpus(t, "fr"), builtIn(t))["documents/000_fr/index.html"]
	for _, want := range []string{
		`<a class="m organization" href="../../entities/microsoft/">Microsoft</a>`,
		`<a class="m person epithet" href="../../entities/trump/" title="Donald Trump">Le locataire de la Maison Blanche</a>`,
		`<span class="s" id="s2">`,
		`<a class="permalink" href="#s2" aria-label="§ 2"></a>`,
		`<div class="running" lang="fr">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

func BenchmarkRunning(b *testing.B) {
	words := strings.Repeat("Selon le groupe, « Microsoft veut TikTok », a dit vendredi Donald Trump à la presse. ", 2000)
	src := text.NewSource("seeds/x.txt", words)
	doc := &corpus.Document{Clipping: &corpus.Clipping{ID: "x", File: "x.txt", Source: src}, Meta: &corpus.DocumentMeta{}, Lang: "fr",
		Title: corpus.Headline{Text: "X", Basis: corpus.Reason{Code: corpus.ByEditor}}, Lines: []corpus.Line{{Span: text.NewSpan(0, len(words)), Zone: corpus.Body}}}
	part := len(words) / 2000
	for i := range 2000 {
		at := func(w string) text.Span {
			start := i*part + strings.Index(words[i*part:], w)
			return text.NewSpan(start, start+len(w))
		}
		doc.Sentences = append(doc.Sentences, corpus.Sentence{Span: text.NewSpan(i*part, (i+1)*part-1)})
		doc.Quotes = append(doc.Quotes, corpus.Quote{Span: at("« Microsoft veut TikTok »"), Outer: at("« Microsoft veut TikTok »"), Speaker: "a", Said: -1})
		doc.Mentions = append(doc.Mentions, corpus.Mention{Span: at("Microsoft"), Ground: &corpus.Ground{Entity: "a"}}, corpus.Mention{Span: at("Donald Trump"), Ground: &corpus.Ground{Entity: "a"}})
		doc.Timexes = append(doc.Timexes, corpus.Timex{Span: at("vendredi"), Meaning: &corpus.Meaning{EDTF: "2020-07-31", From: "2020-07-31", To: "2020-07-31", Anchor: "published"}})
	}
	b.SetBytes(int64(len(words)))
	for b.Loop() {
		runningOf(doc).line(1, true)
	}
}
