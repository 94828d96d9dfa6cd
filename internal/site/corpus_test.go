package site

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"briefing/assets"
	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
	"briefing/templates"
)

// A builder makes a document by hand: its spans are found by their words.
type builder struct {
	t   testing.TB
	doc *corpus.Document
}

// build starts a document. Each line begins with its zone and a bar: "body|The words of the line." Each line is one
// sentence, or more where "¶" stands between them.
func build(t testing.TB, id, lang string, lines ...string) *builder {
	t.Helper()
	var raw strings.Builder
	var zones []corpus.Zone
	for _, l := range lines {
		name, words, _ := strings.Cut(l, "|")
		zone, ok := corpus.ParseZone(name)
		if !ok {
			t.Fatalf("no zone %q", name)
		}
		zones = append(zones, zone)
		raw.WriteString(words + "\n")
	}
	src := text.NewSource("seeds/"+id+".txt", raw.String())
	doc := &corpus.Document{Clipping: &corpus.Clipping{ID: id, File: id + ".txt", Format: "text", Source: src},
		Meta: &corpus.DocumentMeta{Clipping: id + ".txt"}, Lang: lang}
	n := 0
	for i := 1; i <= src.LineCount(); i++ {
		zone := corpus.Blank
		if i <= len(zones) {
			zone = zones[i-1]
		}
		span := src.LineSpan(i)
		doc.Lines = append(doc.Lines, corpus.Line{Span: span, Zone: zone, Rule: reason(corpus.HoldsPhrase.Of("<" + zone.String() + ">"))})
		for at := span.Start; at < span.End; {
			end := span.End
			if j := strings.Index(src.Text[at:span.End], "¶"); j >= 0 {
				end = at + int32(j)
			}
			n++
			doc.Sentences = append(doc.Sentences, corpus.Sentence{Span: text.Span{Start: at, End: end}})
			at = end + int32(len("¶"))
		}
		if zone == corpus.Title && doc.Title.Text == "" {
			doc.Title = corpus.Headline{Text: src.Slice(span), Span: span, Basis: corpus.Reason{Code: corpus.TitleLine}}
		}
	}
	if doc.Title.Text == "" {
		doc.Title = corpus.Headline{Text: src.Slice(doc.Sentences[0].Span), Span: doc.Sentences[0].Span, Basis: corpus.Reason{Code: corpus.FirstSentence}}
	}
	return &builder{t, doc}
}

func itoa(n int) string { return string(appendInt(nil, n)) }

func appendInt(b []byte, n int) []byte {
	if n >= 10 {
		b = appendInt(b, n/10)
	}
	return append(b, byte('0'+n%10))
}

// span returns the span of words; "a…b" is from a to the end of the next b.
func (b *builder) span(words string) text.Span {
	b.t.Helper()
	all := b.doc.Clipping.Source.Text
	from, to, wide := strings.Cut(words, "…")
	start := strings.Index(all, from)
	if start < 0 {
		b.t.Fatalf("no %q in %s", from, b.doc.ID())
	}
	end := start + len(from)
	if wide {
		j := strings.Index(all[end:], to)
		if j < 0 {
			b.t.Fatalf("no %q in %s", to, b.doc.ID())
		}
		end += j + len(to)
	}
	return text.NewSpan(start, end)
}

func (b *builder) mention(words, entity string, kind corpus.MentionKind) *builder {
	b.doc.Mentions = append(b.doc.Mentions, corpus.Mention{Span: b.span(words), Ground: &corpus.Ground{Entity: entity, Kind: kind}})
	return b
}

func (b *builder) timex(words, value, anchor string, flags ...string) *builder {
	b.t.Helper()
	x := corpus.Timex{Span: b.span(words), Meaning: &corpus.Meaning{Value: value, EDTF: value, Anchor: anchor, Flags: flags}}
	if v, err := edtf.Parse(value); err == nil {
		from, to, hasFrom, hasTo := v.Bounds()
		if hasFrom {
			x.From = from.String()
		}
		if hasTo {
			x.To = to.String()
		}
	}
	b.doc.Timexes = append(b.doc.Timexes, x)
	return b
}

func (b *builder) quote(words, speaker, speakerText string) *builder {
	outer := b.span(words)
	b.doc.Quotes = append(b.doc.Quotes, corpus.Quote{Span: outer, Outer: outer, Speaker: speaker, SpeakerText: speakerText, Said: -1})
	return b
}

func date(t testing.TB, s string) edtf.Value {
	t.Helper()
	v, err := edtf.Parse(s)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return v
}

func markdownOf(name, body string) corpus.Markdown {
	src := text.NewSource(name, body)
	return corpus.Markdown{Source: src, Span: text.NewSpan(0, len(body))}
}

// storyCorpus is a small corpus with all that pages have to cope with: two languages, documents without a date or a
// title, hostile words everywhere a clipping or an editor has a say, spans that cross, comments, and entities that no
// document names.
func storyCorpus(t testing.TB, lang string) *corpus.Corpus {
	t.Helper()
	fr := build(t, "000_fr", "fr",
		"title|Pourquoi Microsoft veut TikTok",
		"lede|Le locataire de la Maison Blanche a dit vendredi 1er août non !",
		"body|« Nous n’allons nulle part », a répondu Vanessa Pappas samedi.¶ Elle reste : « C’est dit.",
		"body|Et redit » le 15 septembre au plus tard.",
		"subheading|Un marché",
		"body|Créée en 2016, TikTok est là fin juin ; l’an prochain aussi.",
		"duplicate|Pourquoi Microsoft veut TikTok",
		"boilerplate|LIRE AUSSI >> <b>TikTok</b>",
		"comment|bob a écrit le 03/08/2020 : bof & bah")
	fr.mention("Microsoft", "microsoft", corpus.Name).mention("TikTok", "tiktok", corpus.Name).
		mention("Le locataire de la Maison Blanche", "trump", corpus.Epithet).
		mention("Vanessa Pappas", "pappas", corpus.Name)
	fr.timex("vendredi 1er août", "2020-08-01", "published", "weekday-conflict").timex("samedi", "2020-08-01", "published").
		timex("le 15 septembre au plus tard", "../2020-09-15", "published").timex("2016", "2016", "absolute").
		timex("fin juin", "2020-06-2X", "published").timex("l’an prochain", "XXXX", "none", "unresolved")
	fr.quote("« Nous…part »", "pappas", "Vanessa Pappas").quote("« C’est…redit »", "pappas", "Elle")
	fr.doc.Meta.Publisher, fr.doc.Meta.URL, fr.doc.Meta.Byline = "La Tribune", "https://example.org/a?b=1&c=2", "A. Plume"
	fr.doc.Meta.Note = markdownOf("content/documents/fr.md", "# Note\n\nVoir [la chronologie](/timeline/).[^1]\n\n[^1]: Une note.\n")
	fr.doc.Published = corpus.Published{Date: date(t, "2020-08-03~"), Basis: corpus.Own("the words of the text")}

	en := build(t, "001_en", "en",
		`body|<script>alert("x")</script> & 'quotes' said President Trump on Friday, 31 July 2020 & later.`,
		"body|crossing a quote b mention c date d end.¶ Next sentence goes on.",
		"caption|\x01control \u202e bidi \u0085 next\u00a0line",
		"comment|<img src=x onerror=alert(1)>")
	en.mention("President Trump on", "trump", corpus.Name).mention("b mention c date", "ghost", corpus.Name)
	en.timex("Friday, 31 July 2020", "2020-07-31", "absolute").timex("c date d", "2020-07-31T20:30", "s1", "impossible-date")
	en.quote("a quote b", "", "<i>nobody</i>").quote("quote b mention c", "trump", "Trump").quote("d end.…Next", "", "")
	en.doc.Meta.URL = "javascript:alert(1)"
	en.doc.Meta.Publisher = `"><script>alert(2)</script>`

	empty := build(t, "002_vide", "fr", "boilerplate|Partagez")
	empty.doc.Title = corpus.Headline{Text: "Un titre de la rédaction & <autres>", Basis: corpus.Reason{Code: corpus.ByEditor}}
	empty.doc.Published = corpus.Published{Date: date(t, "2020-08"), Basis: corpus.DatelineOnLine.OfLine(2), Inferred: true}

	return storyLinked(t, lang, fr.doc, en.doc, empty.doc)
}

func entity(id, name string, kind corpus.EntityType) *corpus.Entity {
	return &corpus.Entity{ID: id, Type: kind, Name: corpus.Localized{"": name}, Profile: map[string]corpus.Markdown{}}
}

// storyLinked makes a corpus as the linker would, as far as pages ask.
func storyLinked(t testing.TB, lang string, docs ...*corpus.Document) *corpus.Corpus {
	trump := entity("trump", "Donald Trump", "person")
	trump.Description = corpus.Localized{"en": "president <b>&", "fr": "président <b>&"}
	trump.SameAs = []string{"https://www.wikidata.org/wiki/Q22686", "javascript:alert(3)"}
	trump.Profile[""] = markdownOf("content/entities/trump.md", "A *profile* <script>alert(4)</script>.\n\n### Deep\n\n# High\n\n[bad](javascript:alert(5))\n")
	microsoft := entity("microsoft", "Microsoft", "organization")
	microsoft.Profile["fr"] = markdownOf("content/entities/microsoft.fr.md", "Une société.\n")
	tiktok := entity("tiktok", "TikTok", "product")
	tiktok.Owner = []string{"microsoft", "nobody"}
	pappas := entity("pappas", "Vanessa Pappas", "person")
	pappas.MemberOf = []string{"tiktok"}
	unnamed := entity("unnamed & <odd>", "Nobody names me", "work")
	content := &corpus.Content{
		Site: corpus.Site{Title: corpus.Localized{"en": "The TikTok affair", "fr": "L’affaire TikTok"}, Description: corpus.Localized{"": "A story & more"},
			Language: lang, BaseURL: "https://briefing.example/repo/", Publisher: "The desk", Strategy: "news", Comments: "hide"},
		Entities: []*corpus.Entity{microsoft, pappas, tiktok, trump, unnamed},
	}
	home := markdownOf("content/home.md", "Welcome.\n\n## Skip\n\n#### Level\n\n| a | b |\n|--|-:|\n| 1 | 2 |\n\n~~old~~ https://example.org\n")
	content.Home = &corpus.Page{ID: "home", Title: "Home", Source: home.Source, Body: home.Span}
	method := markdownOf("content/pages/method.md", "```python\nprint('<hi>')\n```\n\n    plain\n\n[data](/timeline.json) [s](/documents/000_fr/#s1)\n")
	content.Pages = []*corpus.Page{{ID: "method", Title: "Method & <data>", Lang: "en", Source: method.Source, Body: method.Span}}

	c := &corpus.Corpus{Content: content, Documents: docs, Slugs: map[string]string{}}
	for _, d := range docs {
		c.Slugs[d.ID()] = d.ID()
	}
	for _, e := range content.Entities {
		c.Dossiers = append(c.Dossiers, dossierOf(e, docs))
	}
	trumpDossier := c.Dossiers[3]
	trumpDossier.AppearsWith = []corpus.CoMention{{Entity: pappas, Sentences: 1, Documents: 1}}
	curated := &corpus.Entry{ID: "deal", Body: markdownOf("content/timeline/deal.md", "# What\n\nA deal.[^n]\n\n[^n]: note\n")}
	add := func(id, when string, status corpus.Status, e *corpus.Entry, statements ...corpus.Statement) {
		ev := &corpus.Event{ID: id, Status: status, Curated: e, Statements: statements, Entities: []*corpus.Entity{trump}}
		if when != "" {
			ev.Date = date(t, when)
		}
		ev.Title, ev.TitleLang = "An editor’s <title>", "en"
		if e == nil {
			ev.Title, ev.TitleLang = statements[0].Text(), statements[0].Document.Lang
		}
		c.Timeline = append(c.Timeline, ev)
		trumpDossier.Events = append(trumpDossier.Events, ev)
	}
	at := func(doc, sentence, timex int) corpus.Statement {
		return corpus.Statement{SentenceRef: corpus.SentenceRef{Document: docs[doc], Sentence: sentence}, Timex: int32(timex), Cited: timex < 0}
	}
	add("2016-a", "2016", corpus.Past, nil, at(0, 6, 3))
	add("2020-06-a", "2020-06-2X", corpus.Past, nil, at(0, 6, 4))
	add("2020-07-31-a", "2020-07-31", corpus.Past, nil, at(1, 0, 0))
	add("2020-08-01-a", "2020-08-01", corpus.Past, nil, at(0, 1, 0), at(0, 2, 1))
	add("2020-08-b", "2020-08", corpus.Past, nil, at(1, 1, 1))
	add("deal", "../2020-09-15", corpus.Planned, curated, at(0, 4, -1), at(1, 4, -1))
	add("whenever", "", corpus.Undated, curated2(), at(1, 2, -1))
	disputed, planned, undated := c.Timeline[3], c.Timeline[5], c.Timeline[6]
	disputed.Sources = 2
	disputed.Statements[0].Clause = text.Span{Start: disputed.Statements[0].Document.Mentions[2].Span.End, End: docs[0].Sentences[1].Span.End}
	disputed.Statements[1].Inherited = true
	for _, kind := range []corpus.ConflictKind{corpus.WeekdayConflict, corpus.DayConflict, corpus.NumberConflict, corpus.OrderConflict} {
		disputed.Conflicts = append(disputed.Conflicts, corpus.Conflict{Kind: kind, Claims: []corpus.Claim{
			{Text: "12 000 <b>", Statements: []int{0, 1}}, {Text: "samedi", Date: date(t, "2020-08-01"), Statements: []int{1}}}})
	}
	planned.Date, planned.Deadline, planned.Reckoned = date(t, "2020-09-15"), true, &corpus.Reckoning{N: 90, Unit: 'D', Sentence: "<s4>"}
	undated.Before = date(t, "2020-08-18")
	trumpDossier.First, trumpDossier.Last = docs[0], docs[2]
	trumpDossier.About = []corpus.QuoteRef{{Document: docs[0], Quote: 0}, {Document: docs[1], Quote: 0}}
	trumpDossier.Sources = []corpus.SourceNames{{Source: "La <Tribune>", Documents: 1, Names: trumpDossier.Names}, {Documents: 1, Names: trumpDossier.Names}}
	c.Copies = map[string]string{"002_vide": "000_fr"}
	return c
}

func curated2() *corpus.Entry { return &corpus.Entry{ID: "whenever"} }

func dossierOf(e *corpus.Entity, docs []*corpus.Document) *corpus.Dossier {
	d := &corpus.Dossier{Entity: e}
	for _, doc := range docs {
		dm := corpus.DocumentMentions{Document: doc}
		for i, m := range doc.Mentions {
			if m.Entity == e.ID && doc.ZoneAt(m.Span.Start).Kept() {
				dm.Mentions = append(dm.Mentions, int32(i))
				d.Names = append(d.Names, corpus.NameSeen{Text: doc.Text(m.Span), Kind: m.Kind, Count: 1})
			}
		}
		for i, q := range doc.Quotes {
			if q.Speaker == e.ID {
				d.Quotes = append(d.Quotes, corpus.QuoteRef{Document: doc, Quote: i})
			}
		}
		for range dm.BySentence() {
			dm.Sentences++
		}
		if len(dm.Mentions) > 0 {
			d.Documents = append(d.Documents, dm)
			d.Count += len(dm.Mentions)
		}
	}
	return d
}

// builtIn is the built-in theme, unminified.
func builtIn(t testing.TB) Theme {
	t.Helper()
	theme := Theme{Templates: templates.Files}
	err := fs.WalkDir(assets.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(assets.Files, path)
		theme.Assets = append(theme.Assets, Asset{path, raw})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

// built renders every page of a corpus, by path.
func built(t testing.TB, c *corpus.Corpus, theme Theme) map[string]string {
	t.Helper()
	s, list := New(c, theme)
	if list.Failed() {
		t.Fatalf("New: %v", list)
	}
	pages := map[string]string{}
	for _, p := range s.Pages() {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Fatalf("%s: %v", p.Path, err)
		}
		pages[p.Path] = b.String()
	}
	return pages
}

func reason(r corpus.Reason) *corpus.Reason { return &r }
