package corpus

import "briefing/internal/text"

// A Clipping is a raw file of seeds/ after decoding.
type Clipping struct {
	ID     string       // the file's name without its extension, such as "000_437cb652eb58633f"
	File   string       // the file's name in seeds/
	Format string       // the reader that decoded it: "text", "html", "markdown", "mail", "pdf"
	Source *text.Source // the decoded text, named by the clipping's path from the site's folder
	Meta   *FoundMeta   // what the file says of itself, nil where it says nothing; the text is another matter
	Hints  []Hint       // what the file's mark-up says of lines, by line, one a line at most; nil for plain text

	// Original returns the bytes of the file, for sites that publish them; nil for a text that stands in no file.
	Original func() ([]byte, error)
}

// FoundMeta is what the mark-up of a clipping says of it: a page's JSON-LD, a mail's header, front matter. An editor's
// word wins over all of it.
type FoundMeta struct {
	Title     Stated
	Byline    Stated
	Publisher Stated
	URL       Stated
	Lang      Stated // BCP 47 primary tag
	Published Published

	MachineTranslated Stated // by what, or "true"; empty where nothing says so
}

// OrNothing returns what is found, or nothing at all for nil.
func (f *FoundMeta) OrNothing() *FoundMeta {
	if f == nil {
		return &nothingFound
	}
	return f
}

var nothingFound FoundMeta

// Kept returns what is found as clippings and documents keep it: nil for nothing.
func (f FoundMeta) Kept() *FoundMeta {
	if f == nothingFound {
		return nil
	}
	kept := f // here, so that nothing is asked of the memory above
	return &kept
}

// Stated is a text and who says so.
type Stated struct {
	Text  string
	Basis Reason
}

// A Hint is what the mark-up says of one line of a clipping: a page's navigation, a heading, a caption.
type Hint struct {
	Line int // from 1
	Zone Zone
	Rule Reason
}

// A Zone is what a line of a clipping is.
type Zone uint8

const (
	Blank Zone = iota
	Title
	Lede
	Caption
	Body
	Subheading
	Boilerplate // share bars, offers, related links, forms: the page around the article
	Comment     // readers' comments, their stamps included
	Duplicate   // says again what another line says
)

var zoneNames = [...]string{"blank", "title", "lede", "caption", "body", "subheading", "boilerplate", "comment", "duplicate"}

func (z Zone) String() string { return zoneNames[z] }

// ParseZone returns the zone of a name, such as "body".
func ParseZone(name string) (Zone, bool) {
	for i, n := range zoneNames {
		if n == name {
			return Zone(i), true
		}
	}
	return 0, false
}

// ZoneNames lists the names of all zones.
func ZoneNames() []string { return zoneNames[:] }

// Kept reports whether the zone is part of the article, so that it is published, linked and searched.
func (z Zone) Kept() bool { return z >= Title && z <= Subheading }

// A Line is a line of a clipping and what cleaning made of it. Line n of the text is element n-1.
type Line struct {
	Span text.Span // without the line break
	Rule *Reason   // why it has this zone, see [Line.Reason]; lines share theirs
	Of   int32     // the line, from 1, that a duplicate repeats; 0 otherwise
	Zone Zone
}

// Reason says why the line has its zone.
func (l *Line) Reason() Reason {
	if l.Rule == nil {
		return Reason{}
	}
	return *l.Rule
}

// A Cut is a passage inside a line that is no part of the article though the line is: "LIRE AUSSI >> …" up to the next
// sentence.
type Cut struct {
	Span text.Span // within one line
	Zone Zone      // never a kept one
	Rule Reason
}
