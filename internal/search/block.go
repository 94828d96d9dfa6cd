package search

import (
	"io"
	"slices"
	"strings"
	"sync"

	"briefing/internal/text"
)

// A block of units is written as
//
//	{"units": [unit, …], "names": {"<id>": "<name>", …}}
//
// names holds those of the entities that the units name. Of a unit and of a sentence only what there is is written.

// A Shown is one unit as a browser shows it.
type Shown struct {
	URL       string     // "u": from the site's root
	Title     string     // "t": of an entity its name, of a quotation its words
	Lang      string     // "l": of Title and Sentences
	Type      string     // "y": of an entity
	Note      string     // "m": what stands under the title
	Also      []string   // "a": an entity's other names, which a search may have found
	Entities  []string   // "e": ids, of those it names
	Sentences []Sentence // "s": of a passage
}

// A Sentence is a sentence of a passage.
type Sentence struct {
	ID       string   // "i"
	URL      string   // "u": where it isn't the document's, with the id as fragment
	Text     string   // "t"
	Entities []string // "e"
}

func (x *shownIn) writeBlock(w io.Writer, b span) error {
	buf := blocks.Get().(*[]byte)
	defer blocks.Put(buf)
	*buf = append(x.appendBlock((*buf)[:0], b), '\n')
	_, err := w.Write(*buf)
	return err
}

// blocks are buffers for one block each, used again.
var blocks = sync.Pool{New: func() any { return new([]byte) }}

func (x *shownIn) appendBlock(out []byte, b span) []byte {
	var named []string
	out = append(out, `{"units":[`...)
	for i := b.from; i < b.to; i++ {
		if i > b.from {
			out = append(out, ',')
		}
		u := x.shown(&x.units[i])
		out = u.append(out)
		named = append(named, u.Entities...)
	}
	slices.Sort(named)
	out = append(out, `],"names":{`...)
	for i, id := range slices.Compact(named) {
		if i > 0 {
			out = append(out, ',')
		}
		out = text.AppendJSON(out, id)
		out = append(out, ':')
		out = text.AppendJSON(out, x.entities[id].Name.In(x.layout.Lang))
	}
	return append(out, "}}"...)
}

func (u *Shown) append(out []byte) []byte {
	out = append(out, `{"u":`...)
	out = text.AppendJSON(out, u.URL)
	out = append(out, `,"t":`...)
	out = text.AppendJSON(out, u.Title)
	out = appendField(out, `,"l":`, u.Lang)
	out = appendField(out, `,"y":`, u.Type)
	out = appendField(out, `,"m":`, u.Note)
	out = appendList(out, `,"a":`, u.Also)
	out = appendList(out, `,"e":`, u.Entities)
	for i := range u.Sentences {
		if i == 0 {
			out = append(out, `,"s":[`...)
		} else {
			out = append(out, ',')
		}
		s := &u.Sentences[i]
		out = append(out, `{"i":`...)
		out = text.AppendJSON(out, s.ID)
		out = appendField(out, `,"u":`, s.URL)
		out = append(out, `,"t":`...)
		out = text.AppendJSON(out, s.Text)
		out = appendList(out, `,"e":`, s.Entities)
		out = append(out, '}')
	}
	if len(u.Sentences) > 0 {
		out = append(out, ']')
	}
	return append(out, '}')
}

func appendField(out []byte, name, value string) []byte {
	if value == "" {
		return out
	}
	return text.AppendJSON(append(out, name...), value)
}

func appendList(out []byte, name string, list []string) []byte {
	if len(list) == 0 {
		return out
	}
	out = append(out, name...)
	for i, s := range list {
		out = append(out, "[,"[min(i, 1)])
		out = text.AppendJSON(out, s)
	}
	return append(out, ']')
}

// clip shortens a text to what is shown of it, at a space, and folds its spaces.
func clip(s string) string {
	s = oneLine(s)
	if len(s) <= maxPassage {
		return s
	}
	at := strings.LastIndexByte(s[:maxPassage], ' ')
	if at < 0 {
		return strings.ToValidUTF8(s[:maxPassage], "") + "…"
	}
	return s[:at] + "…"
}

func oneLine(s string) string { return text.OneLine(s) }
