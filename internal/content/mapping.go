package content

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// A mapping is keys and their values. Its readers report what is wrong with a value and return the zero value for
// it, as for a key that isn't there; [mapping.finish] then reports the keys that no reader asked for.
type mapping struct {
	desk    *desk
	page    *page
	place   corpus.Place // where what is missing is reported
	entries []entry
	asked   []string
	drawn   *drawing // not nil where nothing is read: the readers draw what they would read
}

type entry struct {
	key   string
	place corpus.Place // of the key
	value value
}

// A value is a piece of YAML.
type value struct {
	page *page
	node ast.Node
}

func (v value) place() corpus.Place { return v.page.place(v.node) }

func (v value) fail(id, hint, format string, args ...any) {
	v.page.desk.at(v.place(), id, hint, format, args...)
}

// kind names what the value is, for people.
func (v value) kind() string {
	switch v.node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.BoolNode:
		return "true or false"
	case *ast.NullNode:
		return "empty"
	case *ast.StringNode, *ast.LiteralNode:
		return "a text"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	}
	return "an anchor, an alias or a tag" // YAML's more surprising half, which nobody needs here
}

// mapping returns the keys of the value; it reports a value that has none, and keys given twice.
func (v value) mapping() *mapping {
	var pairs []*ast.MappingValueNode
	switch n := v.node.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		v.fail("type", `write keys and values, as in "name: Oracle"`, "expected keys and values, found %s", v.kind())
		return nil
	}
	m := &mapping{desk: v.page.desk, page: v.page, place: v.place()}
	for _, pair := range pairs {
		place := v.page.place(pair.Key)
		key, ok := pair.Key.(*ast.StringNode)
		if !ok {
			m.desk.at(place, "type", "", "a key has to be a plain word")
			continue
		}
		if old := m.find(key.Value); old != nil {
			m.desk.at(place, "duplicate-key", "keep one of the two", "the key %q is given twice; line %d has it too", key.Value, old.place.Line())
			continue
		}
		m.entries = append(m.entries, entry{key.Value, place, value{v.page, pair.Value}})
	}
	return m
}

func (m *mapping) find(key string) *entry {
	for i := range m.entries {
		if m.entries[i].key == key {
			return &m.entries[i]
		}
	}
	return nil
}

// get returns the value of a key; ok is false where there is none, or an empty one.
func (m *mapping) get(key string) (v value, ok bool) {
	m.asked = append(m.asked, key)
	e := m.find(key)
	if e == nil {
		return value{}, false
	}
	_, empty := e.value.node.(*ast.NullNode)
	return e.value, !empty
}

// has reports whether a key has a value.
func (m *mapping) has(key string) bool {
	if m.drawn != nil {
		return false
	}
	_, ok := m.get(key)
	return ok
}

// placeOf returns where the value of a key stands, or the whole mapping where there is none.
func (m *mapping) placeOf(key string) corpus.Place {
	if e := m.find(key); e != nil {
		return e.value.place()
	}
	return m.place
}

// require reports which of the keys have no value.
func (m *mapping) require(keys ...string) {
	if m.drawn != nil {
		m.drawn.required = append(m.drawn.required, keys...)
		return
	}
	for _, key := range keys {
		if !m.has(key) {
			m.desk.at(m.place, "missing-key", fmt.Sprintf(`add "%s: …"`, key), "the key %q is missing", key)
		}
	}
}

// finish reports the keys that nothing asked for.
func (m *mapping) finish() {
	if m.drawn != nil {
		return
	}
	slices.Sort(m.asked)
	known := slices.Compact(m.asked)
	for _, e := range m.entries {
		if !slices.Contains(known, e.key) {
			m.desk.at(e.place, "unknown-key", choice(e.key, known), "unknown key %q", e.key)
		}
	}
}

// text returns the value as one line of text.
func (v value) text() (string, bool) {
	var s string
	switch n := v.node.(type) {
	case *ast.StringNode:
		s = n.Value
	case *ast.LiteralNode:
		s = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode:
		s = n.GetToken().Value // as written: a title may be "1984", a date "2020"
	case *ast.BoolNode:
		v.fail("type", "put it in quotes if it is meant as a text", "expected a text, found %s", v.kind())
		return "", false
	default:
		v.fail("type", "", "expected a text, found %s", v.kind())
		return "", false
	}
	if i := strings.IndexFunc(s, forbidden); i >= 0 {
		v.fail("type", "", "the text has the control character %U", []rune(s[i:])[0])
		return "", false
	}
	return strings.Join(strings.Fields(s), " "), true
}

// forbidden reports the characters that no XML file may hold.
func forbidden(r rune) bool {
	return unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF'
}

// text returns the text of a key, "" where there is none.
func (m *mapping) text(key string) string {
	if m.draws(key, textSchema) {
		return ""
	}
	v, ok := m.get(key)
	if !ok {
		return ""
	}
	s, _ := v.text()
	return s
}

// flag returns whether a key says true.
func (m *mapping) flag(key string) bool {
	if m.draws(key, schema{"type": "boolean"}) {
		return false
	}
	v, ok := m.get(key)
	if !ok {
		return false
	}
	b, ok := v.node.(*ast.BoolNode)
	if !ok {
		v.fail("type", "write true or false", "expected true or false, found %s", v.kind())
		return false
	}
	return b.Value
}

// list returns the values of a key: those of its list, or the only one.
func (m *mapping) list(key string) []value {
	v, ok := m.get(key)
	if !ok {
		return nil
	}
	seq, ok := v.node.(*ast.SequenceNode)
	if !ok {
		return []value{v}
	}
	var list []value
	for _, n := range seq.Values {
		list = append(list, value{v.page, n})
	}
	return list
}

// word returns the text of a key, which has to be one of a few.
func (m *mapping) word(key, id, what string, allowed ...string) string {
	if m.draws(key, schema{"enum": allowed}) {
		return ""
	}
	v, ok := m.get(key)
	if !ok {
		return ""
	}
	s, ok := v.text()
	if ok && !slices.Contains(allowed, s) {
		v.fail(id, choice(s, allowed), "unknown %s %q", what, s)
		return ""
	}
	return s
}

// localized returns a text that is the same for all languages, or given for some.
func (m *mapping) localized(key string) corpus.Localized {
	if m.draws(key, localizedSchema) {
		return nil
	}
	v, ok := m.get(key)
	if !ok {
		return nil
	}
	switch v.node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
	default:
		if s, ok := v.text(); ok && s != "" {
			return corpus.Localized{"": s}
		}
		return nil
	}
	l := make(corpus.Localized)
	for _, e := range v.mapping().entries {
		if checkLanguage(m.desk, e.place, e.key) {
			if s, ok := e.value.text(); ok && s != "" {
				l[e.key] = s
			}
		}
	}
	if len(l) == 0 {
		return nil
	}
	return l
}

// language returns the language tag of a key.
func (m *mapping) language(key string) string {
	if m.draws(key, languageSchema) {
		return ""
	}
	v, ok := m.get(key)
	if !ok {
		return ""
	}
	s, ok := v.text()
	if !ok || !checkLanguage(m.desk, v.place(), s) {
		return ""
	}
	return s
}

// date returns the date of a key.
func (m *mapping) date(key string) edtf.Value {
	if m.draws(key, dateSchema) {
		return edtf.Value{}
	}
	v, ok := m.get(key)
	if !ok {
		return edtf.Value{}
	}
	s, ok := v.text()
	if !ok {
		return edtf.Value{}
	}
	date, err := edtf.Parse(s)
	if err != nil {
		v.fail("date", "dates are written in EDTF: 2020-08-03, 2020-08, 2020-08-03~ (about), 2020-08-01/2020-08-03",
			"the date %q is wrong: %v", s, err)
	}
	return date
}

// url returns the value as an absolute web address.
func (v value) url() (*url.URL, bool) {
	s, ok := v.text()
	if !ok {
		return nil, false
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.Contains(s, " ") {
		v.fail("url", `write the whole of it, as in "https://example.org/news"`, "%q is no web address", s)
		return nil, false
	}
	return u, true
}

// choice returns a hint that lists what may be written, and what was likely meant.
func choice(word string, allowed []string) string {
	hint := "one of " + strings.Join(allowed, ", ")
	if near := nearest(word, allowed); near != "" {
		hint += fmt.Sprintf("; did you mean %q?", near)
	}
	return hint
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
