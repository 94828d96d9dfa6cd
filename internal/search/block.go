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
	ID       string   // "i": the fragment of its address, on the document's page
	Text     string   // "t"
	Entities []string // "e"
}

func (x *shownIn) writeBlock(w io.Writer, b span) error {
	sheet := sheets.Get().(*sheet)
	defer sheets.Put(sheet)
	sheet.out = append(x.appendBlock(sheet.out[:0], sheet, b), '\n')
	_, err := w.Write(sheet.out)
	return err
}

// A sheet is what writing a block takes, used again for the next.
type sheet struct {
	out   []byte
	unit  Shown
	named []string
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

func (x *shownIn) appendBlock(out []byte, on *sheet, b span) []byte {
	on.named = on.named[:0]
	out = append(out, `{"units":[`...)
	for i := b.from; i < b.to; i++ {
		if i > b.from {
			out = append(out, ',')
		}
		on.unit.clear()
		x.show(&on.unit, &x.units[i])
		out = on.unit.append(out)
		on.named = append(on.named, on.unit.Entities...)
	}
	slices.Sort(on.named)
	out = append(out, `],"names":{`...)
	for i, id := range slices.Compact(on.named) {
		if i > 0 {
			out = append(out, ',')
		}
		out = text.AppendJSON(out, id)
		out = append(out, ':')
		out = text.AppendJSON(out, x.entities[id].Name.In(x.layout.Lang))
	}
	return append(out, "}}"...)
}

// clear makes room for another unit.
func (u *Shown) clear() {
	*u = Shown{Also: u.Also[:0], Entities: u.Entities[:0], Sentences: u.Sentences[:0]}
}

// sentence adds a sentence to those of the unit.
func (u *Shown) sentence() *Sentence {
	if n := len(u.Sentences); n < cap(u.Sentences) {
		u.Sentences = u.Sentences[:n+1]
	} else {
		u.Sentences = append(u.Sentences, Sentence{})
	}
	s := &u.Sentences[len(u.Sentences)-1]
	s.Entities = s.Entities[:0]
	return s
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
