package content

import (
	"encoding/json"
	"maps"
	"slices"

	"briefing/internal/corpus"
)

// A schema is a JSON Schema (draft 2020-12) or a part of one.
type schema map[string]any

// A drawing is the schema of a mapping in the making: the functions that read front matter, run over nothing, draw the
// keys that they would read. So a schema can't tell other keys than those that are read.
type drawing struct {
	keys     map[string]schema
	required []string
}

// draws adds a key to the drawing, if there is one.
func (m *mapping) draws(key string, s schema) bool {
	if m.drawn == nil {
		return false
	}
	m.drawn.keys[key] = s
	return true
}

// draw returns the schema of the mapping that a function reads.
func draw(read func(m *mapping)) schema {
	m := &mapping{drawn: &drawing{keys: map[string]schema{}}}
	read(m)
	s := schema{"type": "object", "properties": m.drawn.keys, "additionalProperties": false}
	if len(m.drawn.required) > 0 {
		s["required"] = m.drawn.required
	}
	return s
}

var (
	textSchema      = schema{"type": []string{"string", "number"}}
	languageSchema  = schema{"type": "string", "pattern": "^[a-z]{2,3}$", "description": "ISO 639 code of a language"}
	localizedSchema = anyOf(textSchema, schema{"type": "object", "additionalProperties": textSchema, "propertyNames": languageSchema,
		"description": "a text for each language"})
	dateSchema    = schema{"type": []string{"string", "integer"}, "description": "EDTF: 2020-08-03, 2020-08, 2020-08-03~ (about), 2020-08-01/2020-08-03"}
	addressSchema = schema{"type": "string", "format": "uri", "pattern": "^https?://"}
	idSchema      = schema{"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
	linesSchema   = schema{"type": []string{"string", "integer"}, "pattern": "^[0-9]+( *[-–] *[0-9]+)?$", "description": "a line, or a range such as 12-14"}
)

func anyOf(list ...schema) schema { return schema{"anyOf": list} }

// listOf is a list, or the only one of it.
func listOf(s schema) schema { return anyOf(s, schema{"type": "array", "items": s}) }

// readers are the kinds of files with front matter, and what reads it.
var readers = map[string]func(m *mapping){
	"site":        func(m *mapping) { m.site(&corpus.Site{}) },
	"home":        func(m *mapping) { m.heading(false) },
	"page":        func(m *mapping) { m.heading(true) },
	"entity":      func(m *mapping) { m.entity("") },
	"translation": func(m *mapping) { m.translation() },
	"document":    func(m *mapping) { m.document() },
	"event":       func(m *mapping) { m.event("") },
}

// Kinds lists the kinds of files that have a schema.
func Kinds() []string { return slices.Sorted(maps.Keys(readers)) }

// Schema returns the JSON Schema of the front matter of a kind of file, or nil for a kind that isn't one of [Kinds].
func Schema(kind string) []byte {
	read, ok := readers[kind]
	if !ok {
		return nil
	}
	s := draw(read)
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "briefing: " + kind
	raw, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // maps of texts and lists: can't fail
	}
	return append(raw, '\n')
}
