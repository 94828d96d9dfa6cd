// Package bench makes clippings in any number, for benchmarks and for tests at size: real sentences, recombined.
//
// Clipping i depends on the source texts and on i alone, so the first thousand of ten thousand clippings are the
// thousand clippings. About three quarters are French; half carry the junk that real ones carry: share bars, offers,
// related links, a caption told twice, readers' comments.
package bench

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"briefing/internal/clean"
	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A File is a generated clipping and the metadata an editor would write for it.
type File struct {
	Name string // in seeds/
	Text string
	Meta string // a file of content/documents/
}

// A Generator holds the sentences that clippings are made of.
type Generator struct {
	bank    map[string][]sentence // by language
	comment []string
}

// A sentence is text with slots for names: parts[2k] is text, parts[2k+1] a name.
type sentence []string

// New returns a generator over the given texts, by language; they should be whole clippings.
func New(texts map[string][]string) *Generator {
	g := &Generator{bank: map[string][]sentence{}}
	for _, lang := range languages {
		for _, s := range texts[lang] {
			g.take(lang, s)
		}
	}
	return g
}

var languages = []string{"fr", "en"}

// take cuts a clipping's article into sentences and keeps its comments.
func (g *Generator) take(lang, s string) {
	clip := &corpus.Clipping{Source: text.NewSource("", s)}
	tokens := text.Tokenize(s)
	for i, line := range clean.Lines(clip, &corpus.DocumentMeta{}, tokens) {
		words := clip.Source.LineText(i + 1)
		switch {
		case line.Zone == corpus.Comment && line.Reason().Code != corpus.CommentStamp && words != "":
			g.comment = append(g.comment, words)
		case line.Zone == corpus.Lede || line.Zone == corpus.Body:
			for part := range strings.SplitAfterSeq(words, ". ") {
				if n := len(strings.Fields(part)); n >= 6 && n <= 70 {
					g.bank[lang] = append(g.bank[lang], slots(strings.TrimSpace(part)))
				}
			}
		}
	}
}

// names are what the slots are filled with, the most frequent first; the first letter tells companies, people and
// organisations, which take each other's places only.
var names = []string{
	"C:TikTok", "C:Microsoft", "P:Donald Trump", "C:ByteDance", "C:Oracle", "C:WeChat", "C:Facebook", "P:Satya Nadella", "C:Twitter",
	"C:Tencent", "P:Mike Pompeo", "C:Google", "C:Instagram", "P:Zhang Yiming", "C:YouTube", "O:Financial Times", "P:Steven Mnuchin",
	"C:Amazon", "P:Vanessa Pappas", "O:Sequoia Capital", "P:Kevin Mayer", "O:General Atlantic", "C:Disney", "C:LinkedIn", "O:CNBC",
	"C:Twitch", "O:Fox News", "P:Daniel Castro", "O:Sensor Tower", "O:Motherboard",
}

func slots(s string) sentence {
	var out sentence
	for {
		at, name := len(s), ""
		for _, n := range names {
			if i := strings.Index(s, n[2:]); i >= 0 && i < at {
				at, name = i, n
			}
		}
		out = append(out, s[:at])
		if name == "" {
			return out
		}
		out = append(out, name)
		s = s[at+len(name)-2:]
	}
}

var (
	publishers = map[string][]string{
		"fr": {"La Gazette", "Le Courrier", "Les Affaires", "01net"},
		"en": {"The Herald", "Business Wire", "The Post"},
	}
	headlines = map[string][]string{
		"fr": {"Pourquoi %s veut mettre la main sur %s", "%s hausse le ton face à %s", "%s et %s : ce que l'on sait"},
		"en": {"%s to continue talks over %s", "Why %s wants %s", "%s and %s: what we know"},
	}
	subheads = map[string][]string{
		"fr": {"Une guerre technologique", "Les données en question", "Un rachat sous conditions"},
		"en": {"Full assessment of safety", "A deal under conditions", "What we know"},
	}
	months = map[string][]string{
		"fr": {"juin", "juillet", "août", "septembre", "octobre"},
		"en": {"June", "July", "August", "September", "October"},
	}
)

// An article is what a clipping tells, without the page around it.
type article struct {
	lang, title, publisher string
	day                    edtf.Day
	paragraphs             []paragraph
}

// A paragraph is a line of an article.
type paragraph struct {
	text    string
	subhead bool
}

// article returns article i, and what decides on the rest of its page.
func (g *Generator) article(i int) (article, *rand.Rand) {
	r := rand.New(rand.NewPCG(2020, uint64(i)))
	lang := languages[0]
	if r.IntN(4) == 0 {
		lang = languages[1]
	}
	day := edtf.NewDay(2020, 6, 1) + edtf.Day(r.IntN(150))
	cast := g.cast(r)
	title := fmt.Sprintf(pick(r, headlines[lang]), cast["C"][0], cast["C"][1])
	paragraphs := g.paragraphs(r, lang, cast)
	return article{lang, title, pick(r, publishers[lang]), day, paragraphs}, r
}

// Clipping returns clipping i.
func (g *Generator) Clipping(i int) File {
	a, r := g.article(i)
	return File{
		Name: fmt.Sprintf("%06d.txt", i),
		Text: g.page(r, a),
		Meta: fmt.Sprintf("---\nclipping: %06d.txt\npublisher: %s\npublished: %s\npublished_basis: the dateline\n---\n", i, a.publisher, a.day),
	}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// cast draws who appears, the first of names most often.
func (g *Generator) cast(r *rand.Rand) map[string][]string {
	cast := map[string][]string{}
	for n := 0; n < 9 || len(cast["C"]) < 2; n++ {
		name := names[int(float64(len(names))*r.Float64()*r.Float64())]
		if kind, who := name[:1], name[2:]; !slices.Contains(cast[kind], who) {
			cast[kind] = append(cast[kind], who)
		}
	}
	return cast
}

// paragraphs returns an article of 400 to 900 words.
func (g *Generator) paragraphs(r *rand.Rand, lang string, cast map[string][]string) []paragraph {
	var out []paragraph
	for words, want := 0, 400+r.IntN(500); words < want; {
		var p []string
		for range 2 + r.IntN(4) {
			s := fill(r, pick(r, g.bank[lang]), cast)
			p = append(p, s)
			words += len(strings.Fields(s))
		}
		out = append(out, paragraph{text: strings.Join(p, " ")})
		if len(out)%4 == 3 {
			out = append(out, paragraph{pick(r, subheads[lang]), true})
		}
	}
	return out
}

func fill(r *rand.Rand, s sentence, cast map[string][]string) string {
	var b strings.Builder
	for i, part := range s {
		if i%2 == 1 {
			kind, name := part[:1], part[2:]
			if len(cast[kind]) > 0 {
				name = pick(r, cast[kind])
			}
			part = name
		}
		b.WriteString(part)
	}
	return b.String()
}

func dateline(lang, publisher string, d edtf.Day) string {
	year, month, day := d.Date()
	return fmt.Sprintf("%s - %d %s %d", publisher, day, months[lang][month-6], year)
}

// page puts the furniture around an article.
func (g *Generator) page(r *rand.Rand, a article) string {
	lines := []string{a.title, "", dateline(a.lang, a.publisher, a.day), ""}
	junk := r.IntN(10)
	if junk == 0 {
		lines = append(lines, "Partagez", "", a.title, "", a.paragraphs[0].text, a.paragraphs[0].text+" (Crédits : Jane Roe)", "")
	}
	for i, p := range a.paragraphs {
		lines = append(lines, p.text, "")
		if junk < 3 && i == 1 {
			lines = append(lines, "LIRE AUSSI >> "+a.title, "", "summer Offer : Take advantage of the special offer 2 months for 1€ I subscribe", "")
		}
	}
	if junk < 5 {
		lines = append(lines, "Réagir", "", "Votre email ne sera pas affiché publiquement", "", "Commentaires")
		for range 1 + r.IntN(8) {
			lines = append(lines, fmt.Sprintf("a écrit le %02d/08/2020 à %d:%02d :", 1+r.IntN(28), r.IntN(24), r.IntN(60)), pick(r, g.comment))
		}
		lines = append(lines, "", "Merci pour votre commentaire.")
	}
	return strings.Join(lines, "\n") + "\n"
}
