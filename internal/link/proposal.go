package link

import (
	"fmt"
	"strings"

	"briefing/internal/corpus"
)

// Proposal returns the file by which an editor can take an event over, with its name in content/timeline/: date, title
// and entities as they were put together, and every sentence cited. Of an undated event the date is the bound that its
// documents give.
func Proposal(e *corpus.Event) (name, file string) {
	var b strings.Builder
	date := e.Date.String()
	if e.Date.IsZero() && !e.Before.IsZero() {
		if last, ok := dayOf(e.Before); ok {
			date = "../" + last.String()
		}
	}
	fmt.Fprintf(&b, "---\ndate: %s\ntitle:\n  %s: %s\n", quoted(date), e.TitleLang, quoted(e.Title))
	if len(e.Entities) > 0 {
		ids := make([]string, len(e.Entities))
		for i, entity := range e.Entities {
			ids[i] = entity.ID
		}
		fmt.Fprintf(&b, "entities: [%s]\n", strings.Join(ids, ", "))
	}
	if len(e.Statements) > 0 {
		b.WriteString("statements:\n")
		seen := map[corpus.SentenceRef]bool{}
		for _, s := range e.Statements {
			if !seen[s.SentenceRef] {
				seen[s.SentenceRef] = true
				fmt.Fprintf(&b, "  - {clipping: %s, sentence: %s}\n", quoted(s.Document.Clipping.File), s.ID())
			}
		}
	}
	b.WriteString("---\n")
	for _, x := range e.Conflicts {
		fmt.Fprintf(&b, "%s.\n", strings.ToUpper(x.Why[:1])+x.Why[1:])
	}
	if e.Reckoned != nil {
		fmt.Fprintf(&b, "The date is reckoned: %s.\n", e.Reckoned)
	}
	return e.ID + ".md", b.String()
}

// quoted returns a YAML scalar: as it is where nothing in it could mean anything else, else between double quotes.
func quoted(s string) string {
	plain := s != "" && s[0] != '-'
	for _, r := range s {
		plain = plain && (r == '-' || r == '.' || r == '_' || r == '/' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	}
	if plain {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
