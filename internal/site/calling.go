package site

import (
	"encoding/json"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A calling is how the pages of an edition call an entity and lead to it.
type calling struct {
	entity *corpus.Entity
	link   string          // its page's address from the edition's root, fit for an attribute
	name   string          // in the language of the interface, if it has one
	lang   string          // of name, where it isn't the interface's
	folded string          // name
	names  []string        // all of them, folded
	linked json.RawMessage // as documents mention it to search engines
}

func (s *edition) newCalling(e *corpus.Entity) *calling {
	c := &calling{entity: e, link: linkOfTarget(s.entityTarget(e)), linked: s.mentionLinked(e)}
	c.name, c.lang = picked(e.Name, s.words.lang)
	c.folded = text.Fold(c.name)
	c.names = append(c.names, c.folded)
	for _, name := range e.Name {
		if f := text.Fold(name); !slices.Contains(c.names, f) {
			c.names = append(c.names, f)
		}
	}
	slices.Sort(c.names)
	return c
}

// calling returns how an entity is called; nil for one that isn't declared.
func (s *edition) calling(id string) *calling {
	if c := s.called[id]; c != nil {
		return c
	}
	if e := s.entities[id]; e != nil {
		return s.newCalling(e)
	}
	return nil
}

// is reports whether words are the name in the language of the interface, whatever their case and accents.
func (c *calling) is(words string) bool {
	var room [64]byte
	return words == c.name || string(text.AppendFold(room[:0], words)) == c.folded
}

// says reports whether the words of a clipping are a name of the entity.
func (c *calling) says(words string) bool {
	var room [64]byte
	folded := text.AppendFold(room[:0], words)
	return slices.ContainsFunc(c.names, func(name string) bool { return name == string(folded) })
}

// linkOfTarget returns an address of the edition, from its root, as it stands in an attribute.
func linkOfTarget(target string) string {
	return string(appendEscaped(nil, escapedTarget(target)))
}
