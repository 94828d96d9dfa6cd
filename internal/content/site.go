package content

import (
	"path"
	"strings"

	"briefing/internal/corpus"
)

// site reads site.yaml. What it doesn't say has a default, so that a site of clippings alone can be built.
func (d *desk) site() corpus.Site {
	s := corpus.Site{Language: "en", Strategy: "news", Comments: "hide"}
	if src, ok := d.source(path.Join(Folder, "site.yaml")); ok {
		whole := src.LineSpan(src.LineCount())
		whole.Start = 0
		if m, ok := d.yaml(src, whole); ok {
			m.site(&s)
		}
	}
	if s.Title == nil {
		s.Title = corpus.Localized{"": "Briefing"}
	}
	return s
}

func (m *mapping) site(s *corpus.Site) {
	s.Title = m.localized("title")
	s.Description = m.localized("description")
	s.Publisher = m.text("publisher")
	s.BaseURL = m.baseURL("base_url")
	s.NoIndex = m.flag("noindex")
	for _, setting := range []struct {
		to        *string
		key, what string
		allowed   []string
	}{
		{&s.Language, "language", "language of the interface", []string{"en", "fr"}},
		{&s.Strategy, "strategy", "strategy for dates", []string{"news", "narrative", "future"}},
		{&s.Comments, "comments", "way with comments", []string{"hide", "show"}},
	} {
		if word := m.word(setting.key, setting.key, setting.what, setting.allowed...); word != "" {
			*setting.to = word
		}
	}
	m.finish()
}

// baseURL returns the address of a key as pages are joined to it: with a final slash.
func (m *mapping) baseURL(key string) string {
	if m.draws(key, addressSchema) {
		return ""
	}
	v, ok := m.get(key)
	if !ok {
		return ""
	}
	u, ok := v.url()
	if !ok {
		return ""
	}
	if u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		v.fail("url", `a base is like "https://example.org/briefing/"`, "the base address has a query or a fragment")
		return ""
	}
	return strings.TrimRight(u.String(), "/") + "/"
}
