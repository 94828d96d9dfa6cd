package content

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"briefing/internal/corpus"
)

// readEntities reads the entities, sorted by id, and then their texts in other languages.
func (d *desk) readEntities(files []string) []*corpus.Entity {
	var declared, translated []string
	for _, file := range files {
		if strings.Contains(idOf(file), ".") {
			translated = append(translated, file)
			continue
		}
		declared = append(declared, file)
		d.checkID(file, idOf(file))
		d.ids[idOf(file)] = true
	}
	for _, file := range declared {
		d.entity(file, idOf(file))
	}
	for _, file := range translated {
		d.translation(file)
	}
	slices.SortFunc(d.entities, func(a, b *corpus.Entity) int { return cmp.Compare(a.ID, b.ID) })
	return d.entities
}

// typeWords leads from words that are no entity type to the one that was likely meant.
var typeWords = map[string]string{
	"company": "organization", "firm": "organization", "institution": "organization", "entreprise": "organization",
	"organisation": "organization", "group": "organization", "party": "organization", "government": "organization",
	"human": "person", "people": "person", "personne": "person",
	"app": "product", "brand": "product", "service": "product", "software": "product", "produit": "product",
	"city": "place", "country": "place", "location": "place", "lieu": "place", "pays": "place", "ville": "place",
	"book": "work", "film": "work", "law": "work", "article": "work", "œuvre": "work", "livre": "work",
}

func (d *desk) entity(file, id string) {
	a := d.article(file, true)
	if a == nil || !a.ok {
		return
	}
	e := a.meta.entity(id)
	if body := a.markdown(); body.Source != nil {
		e.Profile[""] = body
	}
	d.entities = append(d.entities, e)
}

// entity reads the front matter of an entity's declaration.
func (m *mapping) entity(id string) *corpus.Entity {
	e := &corpus.Entity{
		ID:          id,
		Name:        m.localized("name"),
		Type:        m.entityType(),
		Aliases:     m.aliases("aliases"),
		Epithets:    m.aliases("epithets"),
		Owner:       m.references("owner", id),
		MemberOf:    m.references("member_of", id),
		SameAs:      m.addresses("same_as"),
		Description: m.localized("description"),
		Profile:     make(map[string]corpus.Markdown),
		Place:       m.placeOf("name"),
	}
	m.require("name", "type")
	m.finish()
	return e
}

func (m *mapping) entityType() corpus.EntityType {
	if m.draws("type", schema{"enum": corpus.EntityTypes}) {
		return ""
	}
	v, ok := m.get("type")
	if !ok {
		return ""
	}
	word, ok := v.text()
	if !ok {
		return ""
	}
	var allowed []string
	for _, t := range corpus.EntityTypes {
		if string(t) == word {
			return t
		}
		allowed = append(allowed, string(t))
	}
	hint := choice(word, allowed)
	if near := nearest(word, sortedKeys(typeWords)); near != "" && nearest(word, allowed) == "" {
		hint += `; did you mean "` + typeWords[near] + `"?`
	}
	v.fail("entity-type", hint, "unknown entity type %q", word)
	return ""
}

// aliases returns the names of a key: texts, or mappings that also say in which language and when the name holds.
func (m *mapping) aliases(key string) []corpus.Alias {
	var list []corpus.Alias
	if m.drawn != nil && m.draws(key, listOf(anyOf(textSchema, draw(func(m *mapping) { m.alias() })))) {
		return nil
	}
	for _, v := range m.list(key) {
		if alias, ok := v.alias(); ok {
			list = append(list, alias)
		}
	}
	return list
}

func (v value) alias() (alias corpus.Alias, ok bool) {
	switch v.node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		alias = v.mapping().alias()
	default:
		alias.Place = v.place()
		if alias.Text, ok = v.text(); !ok {
			return alias, false
		}
		if alias.Text == "" {
			v.fail("type", "", "the name is empty")
		}
	}
	return alias, alias.Text != ""
}

// alias reads a name that says in which language and when it holds.
func (m *mapping) alias() corpus.Alias {
	alias := corpus.Alias{
		Place: m.placeOf("text"), Text: m.text("text"), Lang: m.language("lang"),
		From: m.date("from"), To: m.date("to"), Shared: m.flag("shared"),
	}
	m.require("text")
	m.finish()
	from, _, known, _ := alias.From.Bounds()
	if _, to, _, ends := alias.To.Bounds(); known && ends && to < from {
		m.desk.at(m.placeOf("to"), "date", "", "the name ends before it begins")
	}
	return alias
}

// references returns the ids of other entities.
func (m *mapping) references(key, self string) []string {
	if m.draws(key, listOf(idSchema)) {
		return nil
	}
	var ids []string
	for _, v := range m.list(key) {
		if id, ok := v.entity(); ok && id == self {
			v.fail("entity", "", "an entity can't name itself here")
		} else if ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// entity returns the value as the id of an entity.
func (v value) entity() (string, bool) {
	id, ok := v.text()
	if !ok {
		return "", false
	}
	d := v.page.desk
	if !d.ids[id] {
		hint := "entities are declared in content/entities/<id>.md"
		if near := nearest(id, sortedKeys(d.ids)); near != "" {
			hint = `did you mean "` + near + `"?`
		}
		v.fail("entity", hint, "unknown entity %q", id)
		return "", false
	}
	return id, true
}

func (m *mapping) addresses(key string) []string {
	if m.draws(key, listOf(addressSchema)) {
		return nil
	}
	var list []string
	for _, v := range m.list(key) {
		if u, ok := v.url(); ok {
			list = append(list, u.String())
		}
	}
	return list
}

// translation reads <id>.<language>.md: the profile of an entity in another language, and in its front matter, which
// may be left out, its name and description in it.
func (d *desk) translation(file string) {
	id, lang, _ := strings.Cut(idOf(file), ".")
	a := d.article(file, false)
	if a == nil {
		return
	}
	at := corpus.Place{Source: a.src, Span: a.src.LineSpan(1)}
	if !d.ids[id] {
		hint := "its declaration belongs in content/entities/" + id + ".md"
		if near := nearest(id, sortedKeys(d.ids)); near != "" {
			hint += `; did you mean "` + near + `"?`
		}
		d.at(at, "entity", hint, "there is no entity %q", id)
	}
	known := checkLanguage(d, at, lang)
	name, description := a.meta.translation()
	i := slices.IndexFunc(d.entities, func(e *corpus.Entity) bool { return e.ID == id })
	if i < 0 || !known {
		return
	}
	e := d.entities[i]
	e.Name = translated(e.Name, lang, name)
	e.Description = translated(e.Description, lang, description)
	if body := a.markdown(); body.Source != nil {
		e.Profile[lang] = body
	}
}

// translation reads what the front matter says of an entity in one language.
func (m *mapping) translation() (name, description string) {
	name, description = m.text("name"), m.text("description")
	m.finish()
	return name, description
}

// translated returns l with a text added for a language, unless it is empty.
func translated(l corpus.Localized, lang, text string) corpus.Localized {
	if text == "" {
		return l
	}
	if l == nil {
		l = make(corpus.Localized)
	}
	l[lang] = text
	return l
}
