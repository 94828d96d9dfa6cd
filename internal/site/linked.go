package site

import (
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// What a page is about, for search engines, as JSON-LD (https://www.w3.org/TR/json-ld11/) in the words of schema.org.

// A linked is a thing of schema.org; what isn't known is left out.
type linked struct {
	Context     string            `json:"@context,omitempty"`
	Type        string            `json:"@type"`
	ID          string            `json:"@id,omitempty"`
	Name        string            `json:"name,omitempty"`
	Headline    string            `json:"headline,omitempty"`
	Alternate   []string          `json:"alternateName,omitempty"`
	Description string            `json:"description,omitempty"`
	Language    string            `json:"inLanguage,omitempty"`
	Published   string            `json:"datePublished,omitempty"`
	Start       string            `json:"startDate,omitempty"`
	End         string            `json:"endDate,omitempty"`
	Words       int               `json:"wordCount,omitempty"`
	URL         string            `json:"url,omitempty"`
	SameAs      []string          `json:"sameAs,omitempty"`
	BasedOn     string            `json:"isBasedOn,omitempty"`
	Image       string            `json:"image,omitempty"`
	Author      *linked           `json:"author,omitempty"`
	Publisher   *linked           `json:"publisher,omitempty"`
	MemberOf    []linked          `json:"memberOf,omitempty"`
	About       []linked          `json:"about,omitempty"`
	Mentions    []json.RawMessage `json:"mentions,omitempty"`
	Citations   []linked          `json:"citation,omitempty"`
	SubjectOf   []linked          `json:"subjectOf,omitempty"`
	Elements    []linked          `json:"itemListElement,omitempty"`
}

// linkedTypes are the types of schema.org for those of entities.
var linkedTypes = map[corpus.EntityType]string{"person": "Person", "organization": "Organization", "product": "Product", "place": "Place", "work": "CreativeWork"}

// How many things one thing is linked with.
const (
	linkedMentions  = 12
	linkedEvents    = 20
	linkedCitations = 5
)

// linked writes a thing as an element of a page.
func (s *edition) linked(at place, l linked) template.HTML {
	w := s.writer(at)
	l.Context = "https://schema.org"
	w.write(`<script type="application/ld+json">`)
	w.out = l.append(w.out)
	w.write(`</script>`)
	return w.html()
}

// append writes the thing as encoding/json would, from the tags of its fields.
func (l *linked) append(out []byte) []byte {
	start := len(out)
	words := func(name, value string) {
		if value != "" {
			out = appendLinkedText(append(append(append(out, `,"`...), name...), `":`...), value)
		}
	}
	list := func(name string, values []string) {
		for i, v := range values {
			if i == 0 {
				out = append(append(append(out, `,"`...), name...), `":[`...)
			} else {
				out = append(out, ',')
			}
			out = appendLinkedText(out, v)
		}
		if len(values) > 0 {
			out = append(out, ']')
		}
	}
	one := func(name string, value *linked) {
		if value != nil {
			out = value.append(append(append(append(out, `,"`...), name...), `":`...))
		}
	}
	many := func(name string, values []linked) {
		for i := range values {
			if i == 0 {
				out = append(append(append(out, `,"`...), name...), `":[`...)
			} else {
				out = append(out, ',')
			}
			out = values[i].append(out)
		}
		if len(values) > 0 {
			out = append(out, ']')
		}
	}
	words("@context", l.Context)
	out = appendLinkedText(append(out, `,"@type":`...), l.Type)
	words("@id", l.ID)
	words("name", l.Name)
	words("headline", l.Headline)
	list("alternateName", l.Alternate)
	words("description", l.Description)
	words("inLanguage", l.Language)
	words("datePublished", l.Published)
	words("startDate", l.Start)
	words("endDate", l.End)
	if l.Words != 0 {
		out = strconv.AppendInt(append(out, `,"wordCount":`...), int64(l.Words), 10)
	}
	words("url", l.URL)
	list("sameAs", l.SameAs)
	words("isBasedOn", l.BasedOn)
	words("image", l.Image)
	one("author", l.Author)
	one("publisher", l.Publisher)
	many("memberOf", l.MemberOf)
	many("about", l.About)
	for i, m := range l.Mentions {
		if i == 0 {
			out = append(out, `,"mentions":[`...)
		} else {
			out = append(out, ',')
		}
		out = append(out, m...)
	}
	if len(l.Mentions) > 0 {
		out = append(out, ']')
	}
	many("citation", l.Citations)
	many("subjectOf", l.SubjectOf)
	many("itemListElement", l.Elements)
	out[start] = '{' // in place of the first comma
	return append(out, '}')
}

// appendLinkedText writes a text in which nothing can end the element: < > and & are escaped as encoding/json does.
func appendLinkedText(out []byte, s string) []byte {
	start := len(out)
	out = text.AppendJSON(out, s)
	if strings.ContainsAny(s, "<>&") {
		escaped := linkedEscaper.Replace(string(out[start:]))
		out = append(out[:start], escaped...)
	}
	return out
}

var linkedEscaper = strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`)

func (s *edition) linkedAddress(target string) string {
	if s.corpus.Content.Site.BaseURL == "" {
		return ""
	}
	return s.absolute(target)
}

func named(kind, name string) *linked {
	if name == "" {
		return nil
	}
	return &linked{Type: kind, Name: name}
}

func (s *edition) siteLinked(at place) template.HTML {
	site := &s.corpus.Content.Site
	return s.linked(at, linked{Type: "WebSite", Name: site.Title.In(s.words.lang), Description: site.Description.In(s.words.lang),
		Language: s.words.lang, URL: s.linkedAddress(""), Publisher: named("Organization", site.Publisher)})
}

func (s *edition) documentLinked(art *article, at place) template.HTML {
	doc := art.doc
	l := linked{Type: "NewsArticle", Headline: s.articleOf(doc).title, Language: doc.Lang, Published: s.dating(doc.Published.Date).machine, Words: art.words,
		URL: s.linkedAddress(art.target), Author: named("Person", doc.Byline().Text), Publisher: named("Organization", doc.Publisher().Text)}
	if _, ok := webLink(doc.URL().Text); ok {
		l.BasedOn = doc.URL().Text
	}
	if card := s.card(art.target); card != "" {
		l.Image = card
	}
	mentioned := art.named[:min(len(art.named), linkedMentions)]
	l.Mentions = make([]json.RawMessage, len(mentioned))
	for i, n := range mentioned {
		l.Mentions[i] = s.calling(n.entity.ID).linked
	}
	return s.linked(at, l)
}

// mentionLinked writes an entity as documents mention it.
func (s *edition) mentionLinked(e *corpus.Entity) json.RawMessage {
	l := linked{Type: linkedTypes[e.Type], Name: e.Name.In(s.words.lang), URL: s.linkedAddress(s.entityTarget(e))}
	return l.append(nil)
}

func (s *edition) entityLinked(d *dossier, at place) template.HTML {
	e := d.Entity
	name := e.Name.In(s.words.lang)
	l := linked{Type: linkedTypes[e.Type], Name: name, Description: e.Description.In(s.words.lang), URL: s.linkedAddress(d.target)}
	for _, a := range e.Aliases {
		if !strings.EqualFold(a.Text, name) {
			l.Alternate = append(l.Alternate, a.Text)
		}
	}
	for _, address := range e.SameAs {
		if _, ok := webLink(address); ok {
			l.SameAs = append(l.SameAs, address)
		}
	}
	if e.Type == "person" || e.Type == "organization" {
		for _, id := range e.MemberOf {
			if o := s.entities[id]; o != nil {
				l.MemberOf = append(l.MemberOf, linked{Type: linkedTypes[o.Type], Name: o.Name.In(s.words.lang)})
			}
		}
	}
	for _, m := range d.Documents[:min(len(d.Documents), linkedCitations)] {
		l.SubjectOf = append(l.SubjectOf, s.articleLinked(m.Document))
	}
	return s.linked(at, l)
}

func (s *edition) articleLinked(doc *corpus.Document) linked {
	return linked{Type: "NewsArticle", Headline: s.articleOf(doc).title, URL: s.linkedAddress(s.articleOf(doc).target)}
}

// eventsLinked writes the first of the events that have a day, with the articles that report them.
func (s *edition) eventsLinked(events []*corpus.Event, at place) template.HTML {
	list := linked{Type: "ItemList", Elements: make([]linked, 0, linkedEvents)}
	for _, e := range events {
		from, to, hasFrom, hasTo := e.Date.Bounds()
		if len(list.Elements) == linkedEvents || !hasFrom || !hasTo {
			continue
		}
		title, _ := s.eventTitle(e)
		l := linked{Type: "Event", Name: title, Start: from.String(), URL: s.linkedAddress(s.eventTarget(e))}
		if to != from {
			l.End = to.String()
		}
		var last *corpus.Document
		l.SubjectOf = make([]linked, 0, min(len(e.Statements), linkedCitations))
		for _, st := range e.Statements {
			if st.Document != last && len(l.SubjectOf) < linkedCitations {
				l.SubjectOf = append(l.SubjectOf, s.articleLinked(st.Document))
			}
			last = st.Document
		}
		list.Elements = append(list.Elements, l)
	}
	if len(list.Elements) == 0 {
		return ""
	}
	return s.linked(at, list)
}
