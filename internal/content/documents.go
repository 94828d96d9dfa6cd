package content

import (
	"io/fs"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// documents reads what editors say of clippings, by clipping file name.
func (d *desk) documents(files []string) map[string]*corpus.DocumentMeta {
	metas := make(map[string]*corpus.DocumentMeta)
	slugs := make(map[string]corpus.Place)
	for _, file := range files {
		a := d.article(file, true)
		if a == nil || !a.ok {
			continue
		}
		meta, clip := a.meta.document()
		meta.Note = a.markdown()
		if slug := a.meta.placeOf("slug"); meta.Slug != "" {
			if old, taken := slugs[meta.Slug]; taken {
				d.at(slug, "duplicate-slug", "", "the slug %q is taken by %s:%d", meta.Slug, old.Source.Name, old.Line())
			} else {
				slugs[meta.Slug] = slug
			}
		}
		if clip == nil {
			continue
		}
		if old := metas[clip.File]; old != nil {
			d.at(a.meta.placeOf("clipping"), "duplicate-clipping", "put all that is said of a clipping into one file",
				"%s is about the clipping %q too", old.Place.Source.Name, clip.File)
			continue
		}
		metas[clip.File] = meta
	}
	return metas
}

// document reads the keys of a file about a clipping; the clipping is nil where it is unknown.
func (m *mapping) document() (*corpus.DocumentMeta, *corpus.Clipping) {
	clip := m.clipping("clipping")
	meta := &corpus.DocumentMeta{
		Place:     m.place,
		Title:     m.text("title"),
		Publisher: m.text("publisher"),
		Byline:    m.text("byline"),
		Published: corpus.Published{Date: m.date("published")},
		Basis:     m.localized("published_basis"),
		Lang:      m.language("language"),
		Slug:      m.slug("slug"),
		Aliases:   m.paths("aliases"),
		Draft:     m.flag("draft"),
		Excerpt:   m.number("excerpt"),
		NoIndex:   m.flag("noindex"),
		Leads:     m.flag("leads"),
		Zones:     m.zones("zones", clip),
		Unlink:    m.linkRules("unlink", clip, false),
		Link:      m.linkRules("link", clip, true),
		Dates:     m.dateRules("dates", clip),
		URL:       m.address("url"),
	}
	meta.Published.Basis = corpus.Own(meta.Basis.In("en"))
	m.copyOf(meta, clip)
	meta.MachineTranslated = m.textOrFlag("machine_translated")
	if m.has("published_basis") && !m.has("published") {
		m.desk.at(m.placeOf("published_basis"), "missing-key", "say the date in published: 2020-08-03~", "there is a basis, but no date")
	}
	m.require("clipping")
	m.finish()
	if clip != nil {
		meta.Clipping = clip.File
	}
	return meta, clip
}

// address returns the web address of a key.
func (m *mapping) address(key string) string {
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
	return u.String()
}

// copyOf reads the clipping that this one is a copy of, or "none" where it is no copy whatever it looks like.
func (m *mapping) copyOf(meta *corpus.DocumentMeta, clip *corpus.Clipping) {
	if m.draws("copy_of", textSchema) {
		return
	}
	v, ok := m.get("copy_of")
	if !ok {
		return
	}
	if s, isText := v.text(); isText && s == "none" {
		meta.CopyOf = s
		return
	}
	of := m.clipping("copy_of")
	switch {
	case of == nil:
	case of == clip:
		v.fail("copy", "name the clipping that leads, or leave the key out", "a clipping is no copy of itself")
	default:
		meta.CopyOf = of.File
	}
	if meta.CopyOf != "" && meta.Leads {
		v.fail("copy", "keep one of the two keys", "a copy of another clipping doesn't lead its copies")
	}
}

// clipping returns the clipping that a key names, nil where there is none.
func (m *mapping) clipping(key string) *corpus.Clipping {
	if m.draws(key, textSchema) {
		return nil
	}
	v, ok := m.get(key)
	if !ok {
		return nil
	}
	name, ok := v.text()
	if !ok {
		return nil
	}
	clip := m.desk.clippings[name]
	if _, err := fs.Stat(m.desk.fsys, path.Join("seeds", name)); clip == nil && err != nil { // else its own fault is told
		hint := "write the name of a file in seeds/"
		if near := nearest(name, m.desk.names); near != "" {
			hint = `did you mean "` + near + `"?`
		}
		v.fail("clipping", hint, "there is no clipping %q", name)
	}
	return clip
}

func (m *mapping) slug(key string) string {
	if m.draws(key, idSchema) {
		return ""
	}
	v, ok := m.get(key)
	if !ok {
		return ""
	}
	s, ok := v.text()
	if ok && (s == "" || text.Slug(s) != s) {
		hint := "slugs have lower-case letters without accents, digits and single hyphens"
		if slug := text.Slug(s); slug != "" {
			hint += ": " + slug
		}
		v.fail("slug", hint, "%q can't be the last part of an address", s)
		return ""
	}
	return s
}

// paths reads addresses within the site, from its root.
func (m *mapping) paths(key string) []string {
	if m.draws(key, listOf(schema{"type": "string", "pattern": "^/[^ #?]+$"})) {
		return nil
	}
	var list []string
	for _, v := range m.list(key) {
		s, ok := v.text()
		u, err := url.Parse(s)
		switch {
		case !ok:
		case err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(s, "/") || strings.ContainsAny(s, " #?") || path.Clean(s) != strings.TrimRight(s, "/") || s == "/":
			v.fail("url", `write it from the root of the site, as in "/2020/08/tiktok/"`, "%q is no former address of a page", s)
		default:
			list = append(list, s)
		}
	}
	return list
}

// zones reads the corrections of the cleaner, a list of lines and what they are:
//
//	zones:
//	  - {lines: 12-14, zone: comment}
//	  - {lines: 41, zone: body}
func (m *mapping) zones(key string, clip *corpus.Clipping) []corpus.ZoneRange {
	if m.drawn != nil && m.draws(key, listOf(draw(func(m *mapping) { m.zone(nil) }))) {
		return nil
	}
	var list []corpus.ZoneRange
	for _, v := range m.list(key) {
		z := v.mapping()
		if z == nil {
			continue
		}
		r, ok := z.zone(clip)
		if !ok {
			continue
		}
		for _, old := range list {
			if r.First <= old.Last && old.First <= r.Last {
				m.desk.at(r.Place, "zones", "", "the lines overlap with those that line %d of this file corrects", old.Place.Line())
				break
			}
		}
		list = append(list, r)
	}
	return list
}

// zone reads one correction of the cleaner.
func (m *mapping) zone(clip *corpus.Clipping) (r corpus.ZoneRange, ok bool) {
	r.Place = m.placeOf("lines")
	var okLines, okZone bool
	r.First, r.Last, okLines = m.lines("lines", clip)
	if name := m.word("zone", "zone", "zone", corpus.ZoneNames()...); name != "" {
		r.Zone, okZone = corpus.ParseZone(name)
	}
	m.require("lines", "zone")
	m.finish()
	return r, okLines && okZone
}

// lines returns the line or the range of lines of a key.
func (m *mapping) lines(key string, clip *corpus.Clipping) (first, last int, ok bool) {
	if m.draws(key, linesSchema) {
		return 0, 0, false
	}
	v, ok := m.get(key)
	if !ok {
		return 0, 0, false
	}
	return v.lines(clip)
}

// lines returns the value as a line or a range of lines of a clipping: "41", "12-14".
func (v value) lines(clip *corpus.Clipping) (first, last int, ok bool) {
	s, ok := v.text()
	if !ok {
		return 0, 0, false
	}
	from, to, isRange := strings.Cut(text.Fold(s), "-")
	if !isRange {
		to = from
	}
	first, err := strconv.Atoi(strings.TrimSpace(from))
	last, err2 := strconv.Atoi(strings.TrimSpace(to))
	switch {
	case err != nil || err2 != nil:
		v.fail("zones", `write a line or a range of lines, as in "41" or "12-14"`, "%q names no lines", s)
	case first < 1:
		v.fail("zones", "", "lines count from 1")
	case last < first:
		v.fail("zones", "", "the range of lines ends before it begins")
	case clip != nil && last > clip.Source.LineCount():
		v.fail("zones", "", "%s has only %d lines", clip.File, clip.Source.LineCount())
	default:
		return first, last, true
	}
	return 0, 0, false
}

// linkRules reads what an editor refuses or forces to be linked: texts, or mappings that also name the entity and
// the line of the clipping. To force a link takes the entity.
func (m *mapping) linkRules(key string, clip *corpus.Clipping, force bool) []corpus.LinkRule {
	if m.drawn != nil {
		rule := draw(func(m *mapping) { m.linkRule(nil, force) })
		if !force {
			rule = anyOf(textSchema, rule)
		}
		m.draws(key, listOf(rule))
		return nil
	}
	var list []corpus.LinkRule
	for _, v := range m.list(key) {
		if rule, ok := v.linkRule(clip, force); ok {
			list = append(list, rule)
		}
	}
	return list
}

func (v value) linkRule(clip *corpus.Clipping, force bool) (rule corpus.LinkRule, ok bool) {
	switch v.node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
	default:
		s, ok := v.text()
		switch {
		case ok && force:
			v.fail("link", "write {text: …, entity: <id>}", "which entity is %q?", s)
			return rule, false
		case ok && s == "":
			v.fail("type", "", "the text is empty")
		}
		return corpus.LinkRule{Place: v.place(), Text: s}, s != ""
	}
	return v.mapping().linkRule(clip, force)
}

// linkRule reads a rule that says for which entity or line it holds.
func (m *mapping) linkRule(clip *corpus.Clipping, force bool) (rule corpus.LinkRule, ok bool) {
	rule = corpus.LinkRule{Place: m.placeOf("text"), Text: m.text("text"), Entity: m.reference("entity")}
	rule.Line, _, _ = m.lines("line", clip)
	m.require("text")
	if force {
		m.require("entity")
	}
	m.finish()
	return rule, rule.Text != "" && (rule.Entity != "" || !force)
}

// Ignore is what editors write in place of a date for words that are none.
const Ignore = "ignore"

// dateRules reads what time expressions of the clipping mean:
//
//	dates:
//	  - {text: vendredi 1er août, date: 2020-07-31, line: 13}
//	  - {text: May, date: ignore}
func (m *mapping) dateRules(key string, clip *corpus.Clipping) []corpus.DateRule {
	if m.drawn != nil {
		m.draws(key, listOf(draw(func(m *mapping) { m.dateRule(nil) })))
		return nil
	}
	var list []corpus.DateRule
	for _, v := range m.list(key) {
		if rule, ok := v.mapping().dateRule(clip); ok {
			list = append(list, rule)
		}
	}
	return list
}

func (m *mapping) dateRule(clip *corpus.Clipping) (rule corpus.DateRule, ok bool) {
	if m == nil {
		return rule, false
	}
	rule = corpus.DateRule{Place: m.placeOf("text"), Text: m.text("text")}
	rule.Line, _, _ = m.lines("line", clip)
	if v, there := m.get("date"); there {
		if s, isText := v.text(); isText && s == Ignore {
			rule.Ignore = true
		}
	}
	if !rule.Ignore {
		rule.Date = m.date("date")
	}
	if m.drawn != nil {
		m.drawn.keys["date"] = anyOf(schema{"const": Ignore}, dateSchema)
	}
	m.require("text", "date")
	m.finish()
	return rule, rule.Text != "" && (rule.Ignore || !rule.Date.IsZero())
}

// textOrFlag returns the text of a key, "true" where it only says that.
func (m *mapping) textOrFlag(key string) string {
	if m.draws(key, anyOf(textSchema, schema{"type": "boolean"})) {
		return ""
	}
	v, ok := m.get(key)
	if !ok {
		return ""
	}
	if b, isBool := v.node.(*ast.BoolNode); isBool {
		if b.Value {
			return "true"
		}
		return ""
	}
	s, _ := v.text()
	return s
}

// reference returns the id of an entity that a key names.
func (m *mapping) reference(key string) string {
	if m.draws(key, idSchema) {
		return ""
	}
	v, ok := m.get(key)
	if !ok {
		return ""
	}
	id, _ := v.entity()
	return id
}
