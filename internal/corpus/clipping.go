package corpus

import "briefing/internal/text"

// A Clipping is a raw file of seeds/ after decoding.
type Clipping struct {
	ID     string       // the file's name without its extension, such as "000_437cb652eb58633f"
	File   string       // the file's name in seeds/
	Format string       // the reader that decoded it: "text"
	Source *text.Source // the decoded text, named by the clipping's path from the site's folder
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
	Zone Zone
	Rule string // why it has this zone, for editors: "phrase: lire aussi", "editor"
	Of   int    // the line, from 1, that a duplicate repeats; 0 otherwise
}
