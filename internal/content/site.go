package content

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"

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
	m.trees(s)
	cards := m.flag("share_cards")
	s.NoCards = m.has("share_cards") && !cards
	s.Excerpt = m.number("excerpt")
	s.PageBudget = m.number("page_budget")
	s.PublishOriginals = m.flag("publish_originals")
	s.Boilerplate = m.phrases("boilerplate")
	for _, setting := range []struct {
		to        *string
		key, what string
		allowed   []string
	}{
		{&s.Language, "language", "language of the interface", interfaces},
		{&s.Strategy, "strategy", "strategy for dates", []string{"news", "narrative", "future"}},
		{&s.Comments, "comments", "way with comments", []string{"hide", "show"}},
	} {
		if word := m.word(setting.key, setting.key, setting.what, setting.allowed...); word != "" {
			*setting.to = word
		}
	}
	if len(s.Languages) > 0 {
		if !m.has("language") {
			s.Language = s.Languages[0]
		}
		s.Languages = slices.DeleteFunc(s.Languages, func(l string) bool { return l == s.Language })
		s.Languages = append([]string{s.Language}, s.Languages...)
	}
	m.finish()
}

// interfaces are the languages that the interface knows.
var interfaces = []string{"en", "fr"}

// trees reads the languages in which the whole site is built.
func (m *mapping) trees(s *corpus.Site) {
	if m.draws("languages", listOf(schema{"enum": interfaces})) {
		return
	}
	for _, v := range m.list("languages") {
		switch lang, ok := v.text(); {
		case ok && !slices.Contains(interfaces, lang):
			v.fail("language", choice(lang, interfaces), "unknown language of the interface %q", lang)
		case ok && slices.Contains(s.Languages, lang):
			v.fail("language", "", "the language %q is listed twice", lang)
		case ok:
			s.Languages = append(s.Languages, lang)
		}
	}
}

// phrases reads what an editor adds to the cleaner's lists: texts that make any line that begins with them furniture, or
// mappings that say where the text has to stand.
//
//	boilerplate:
//	  - Votre quotidien du port
//	  - {text: Suivez-nous, where: inside}
func (m *mapping) phrases(key string) []corpus.Phrase {
	if m.drawn != nil {
		m.draws(key, listOf(anyOf(textSchema, draw(func(m *mapping) { m.phrase() }))))
		return nil
	}
	var list []corpus.Phrase
	for _, v := range m.list(key) {
		p := corpus.Phrase{Place: v.place(), Where: "start"}
		switch v.node.(type) {
		case *ast.MappingNode, *ast.MappingValueNode:
			if text, where := v.mapping().phrase(); where != "" {
				p.Text, p.Where = text, where
			} else {
				p.Text = text
			}
		default:
			p.Text, _ = v.text()
		}
		if strings.IndexFunc(p.Text, unicode.IsLetter) < 0 && p.Text != "" {
			v.fail("boilerplate", "phrases are told by their words: signs and spaces don't count", "the phrase %q has no word", p.Text)
			continue
		}
		if p.Text != "" {
			list = append(list, p)
		}
	}
	return list
}

// phrase reads a phrase that says where it has to stand.
func (m *mapping) phrase() (text, where string) {
	text, where = m.text("text"), m.word("where", "where", "place in a line", "line", "start", "inside")
	m.require("text")
	m.finish()
	return text, where
}

// number returns the number of a key, from 0; 0 where there is none.
func (m *mapping) number(key string) int {
	if m.draws(key, schema{"type": "integer", "minimum": 0}) {
		return 0
	}
	v, ok := m.get(key)
	if !ok {
		return 0
	}
	s, ok := v.text()
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1<<20 {
		v.fail("number", "write a number such as 3", "%q is no number of things", s)
		return 0
	}
	return n
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
