package site

import (
	"encoding/json"
	"html/template"
	"strings"

	"briefing/internal/corpus"
)

// What a page is about, for search engines, as JSON-LD (https://www.w3.org/TR/json-ld11/) in the words of schema.org.

// A linked is a thing of schema.org; what isn't known is left out.
type linked struct {
	Context     string   `json:"@context,omitempty"`
	Type        string   `json:"@type"`
	ID          string   `json:"@id,omitempty"`
	Name        string   `json:"name,omitempty"`
	Headline    string   `json:"headline,omitempty"`
	Alternate   []string `json:"alternateName,omitempty"`
	Description string   `json:"description,omitempty"`
	Language    string   `json:"inLanguage,omitempty"`
	Published   string   `json:"datePublished,omitempty"`
	Start       string   `json:"startDate,omitempty"`
	End         string   `json:"endDate,omitempty"`
	Words       int      `json:"wordCount,omitempty"`
	URL         string   `json:"url,omitempty"`
	SameAs      []string `json:"sameAs,omitempty"`
	BasedOn     string   `json:"isBasedOn,omitempty"`
	Image       string   `json:"image,omitempty"`
	Author      *linked  `json:"author,omitempty"`
	Publisher   *linked  `json:"publisher,omitempty"`
	MemberOf    []linked `json:"memberOf,omitempty"`
	About       []linked `json:"about,omitempty"`
	Mentions    []linked `json:"mentions,omitempty"`
	Citations   []linked `json:"citation,omitempty"`
	SubjectOf   []linked `json:"subjectOf,omitempty"`
	Elements    []linked `json:"itemListElement,omitempty"`
}

// linkedTypes are the types of schema.org for those of entities.
var linkedTypes = map[corpus.EntityType]string{"person": "Person", "organization": "Organization", "product": "Product", "place": "Place", "work": "CreativeWork"}

// How many things one thing is linked with.
const (
	linkedMentions  = 12
	linkedEvents    = 20
	linkedCitations = 5
)

// element writes a thing as an element of a page. encoding/json escapes < and >, so it can't end the element.
func (l linked) element() template.HTML {
	l.Context = "https://schema.org"
	raw, err := json.Marshal(l)
	if err != nil {
		return "" // texts and numbers: can't fail
	}
	return template.HTML(`<script type="application/ld+json">` + string(raw) + `</script>`)
}

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

func (s *edition) siteLinked() template.HTML {
	site := &s.corpus.Content.Site
	return linked{Type: "WebSite", Name: site.Title.In(s.words.lang), Description: site.Description.In(s.words.lang),
		Language: s.words.lang, URL: s.linkedAddress(""), Publisher: named("Organization", site.Publisher)}.element()
}

func (s *edition) documentLinked(art *article) template.HTML {
	doc := art.doc
	l := linked{Type: "NewsArticle", Headline: titleOf(doc), Language: doc.Lang, Published: machineDate(doc.Published.Date), Words: art.words,
		URL: s.linkedAddress(art.target), Author: named("Person", doc.Byline().Text), Publisher: named("Organization", doc.Publisher().Text)}
	if _, ok := webLink(doc.URL().Text); ok {
		l.BasedOn = doc.URL().Text
	}
	if card := s.card(art.target); card != "" {
		l.Image = card
	}
	for _, n := range art.named[:min(len(art.named), linkedMentions)] {
		l.Mentions = append(l.Mentions, linked{Type: linkedTypes[n.entity.Type], Name: n.entity.Name.In(s.words.lang), URL: s.linkedAddress(s.entityTarget(n.entity))})
	}
	return l.element()
}

func (s *edition) entityLinked(d *dossier) template.HTML {
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
	return l.element()
}

func (s *edition) articleLinked(doc *corpus.Document) linked {
	return linked{Type: "NewsArticle", Headline: titleOf(doc), URL: s.linkedAddress(s.byID[doc.ID()].target)}
}

// eventsLinked writes the first of the events that have a day, with the articles that report them.
func (s *edition) eventsLinked(events []*corpus.Event) template.HTML {
	list := linked{Type: "ItemList"}
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
	return list.element()
}
