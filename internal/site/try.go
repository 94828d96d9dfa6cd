package site

import (
	"io"
	"strings"

	"briefing/internal/diag"
)

// try renders every page of a sample of the site, so that a fault of a template is reported before anything is
// published, and in no more time where the site is large.
func (s *Site) try() (list diag.List) {
	sample := s.sample()
	sample.addPages()
	for _, p := range sample.pages {
		if !strings.HasSuffix(p.Path, ".html") {
			continue
		}
		if err := p.Render(io.Discard); err != nil {
			list = append(list, Faults(err)...)
		}
	}
	return list
}

// sampleLength is how much of each list the sample keeps.
const sampleLength = 3

// sample returns a site of a few of the documents, entities and events, with the indexes of the whole.
func (s *Site) sample() *Site {
	small := *s
	c := *s.corpus
	c.Documents = few(c.Documents)
	dossiers := few(c.Dossiers)
	c.Dossiers = nil
	for _, d := range dossiers {
		part := *d
		part.Names, part.Events, part.AppearsWith = few(d.Names), few(d.Events), few(d.AppearsWith)
		part.Quotes, part.About = few(d.Quotes), few(d.About)
		part.Documents = nil
		for _, m := range few(d.Documents) {
			m.Sentences = few(m.Sentences)
			part.Documents = append(part.Documents, m)
		}
		c.Dossiers = append(c.Dossiers, &part)
	}
	events := few(c.Timeline)
	c.Timeline = nil
	for _, e := range events {
		part := *e
		if len(e.Conflicts) == 0 { // they point at statements
			part.Statements = few(e.Statements)
		}
		c.Timeline = append(c.Timeline, &part)
	}
	small.corpus, small.articles, small.pages = &c, few(s.articles), nil
	return &small
}

func few[T any](list []T) []T { return list[:min(len(list), sampleLength)] }
