package bench

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"briefing/internal/text"
)

//go:embed hugo
var hugo embed.FS

// HugoSite returns all of a Hugo site but its documents, which are those that [Generator.Markdown] makes: a page for each
// document and each entity, a timeline by months, a home page, a sitemap and a feed.
func HugoSite() fs.FS {
	site, err := fs.Sub(hugo, "hugo")
	if err != nil {
		panic(err) // the path is ours
	}
	return site
}

// Markdown returns what clipping i tells as a document of a Hugo site, in content/docs/. All reading is done for it: it has
// no junk, its date and language are stated, its entities are listed and the first mention of each is a link.
func (g *Generator) Markdown(i int) (name, body string) {
	a, _ := g.article(i)
	linked := links{at: map[string]bool{}}
	var b strings.Builder
	words := 0
	for _, p := range a.paragraphs {
		words += len(strings.Fields(p.text))
		if p.subhead {
			fmt.Fprintf(&b, "## %s\n\n", p.text)
		} else {
			linked.write(&b, p.text)
			b.WriteString("\n\n")
		}
	}
	front := fmt.Sprintf("---\ntitle: %s\ndate: %sT08:00:00Z\nlang: %s\npublisher: %s\ndescription: %s\nwords: %d\nentities: %s\ntimeline: [%q]\n---\n",
		quoted(a.title), a.day, a.lang, quoted(a.publisher), quoted(excerpt(a.paragraphs[0].text)), words, quoted(linked.names), a.day.String()[:len("2020-06")])
	return fmt.Sprintf("%06d-%s.md", i, text.Slug(a.title)), front + b.String()
}

// quoted returns a value as JSON, which YAML reads as well.
func quoted(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and lists of them have no fault
	}
	return string(b)
}

// excerpt returns the first words of a text.
func excerpt(s string) string {
	const most = 240 // bytes
	if len(s) <= most {
		return s
	}
	return s[:strings.LastIndexByte(s[:most], ' ')] + "…"
}

// links are the names that were linked already.
type links struct {
	names []string
	at    map[string]bool
}

// write writes a paragraph with its first mentions linked.
func (l *links) write(b *strings.Builder, s string) {
	for i, part := range slots(s) {
		switch {
		case i%2 == 0:
			b.WriteString(part)
		case l.at[part]:
			b.WriteString(part[2:])
		default:
			l.at[part] = true
			l.names = append(l.names, part[2:])
			fmt.Fprintf(b, "[%s](/entities/%s/)", part[2:], text.Slug(part[2:]))
		}
	}
}
