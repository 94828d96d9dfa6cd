package site

import (
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
)

// convertMarkdown turns every Markdown text of the editors into markup for the one page that shows it.
func (s *edition) convertMarkdown() (list diag.List) {
	s.markdown = map[corpus.Markdown]rendered{}
	convert := func(md corpus.Markdown, path, prefix string, level int) {
		if md.Source == nil {
			return
		}
		out, faults := s.convert(manuscript{md.Source, md.Span, s.placeOf(path), prefix, level})
		s.markdown[md] = out
		list = append(list, faults...)
	}
	content := s.corpus.Content
	if content.Home != nil {
		convert(bodyOf(content.Home.In(s.words.lang)), "index.html", "t-", 2)
	}
	for _, p := range content.Pages {
		convert(bodyOf(p.In(s.words.lang)), p.ID+"/index.html", "t-", 2)
	}
	for _, e := range content.Entities {
		md, _ := s.profile(e)
		convert(md, s.entityTarget(e)+"index.html", "t-", 2)
	}
	for _, art := range s.articles {
		convert(art.doc.Meta.Note, art.target+"index.html", "t-", 3)
	}
	for _, e := range s.corpus.Timeline {
		if e.Curated != nil {
			convert(e.Curated.Body, s.eventPages[e]+"index.html", "t-"+e.ID+"_", 5)
		}
	}
	return list
}

func bodyOf(p *corpus.Page) corpus.Markdown { return corpus.Markdown{Source: p.Source, Span: p.Body} }

// profile returns the profile of an entity in the interface's language, else the one it has, and that one's language
// where it is another.
func (s *edition) profile(e *corpus.Entity) (md corpus.Markdown, lang string) {
	has := corpus.Localized{}
	for k, md := range e.Profile {
		if strings.TrimSpace(md.Text()) != "" {
			has[k] = k
		}
	}
	if len(has) == 0 {
		return corpus.Markdown{}, ""
	}
	key, in := picked(has, s.words.lang)
	return e.Profile[key], in
}

// published reports whether a path from the site's root leads to a page or a file of the site.
func (s *Site) published(path string) bool {
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	return s.paths[path]
}
