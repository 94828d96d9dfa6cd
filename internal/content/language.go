package content

import (
	"strings"

	"golang.org/x/text/language"

	"briefing/internal/corpus"
)

// languageNames helps those who write a language's name for its tag.
var languageNames = map[string]string{
	"english": "en", "anglais": "en", "french": "fr", "français": "fr", "francais": "fr",
	"german": "de", "allemand": "de", "spanish": "es", "espagnol": "es", "italian": "it", "italien": "it",
}

// checkLanguage reports a tag that is no ISO 639 code of a language.
func checkLanguage(d *desk, place corpus.Place, tag string) bool {
	if _, err := language.ParseBase(tag); err == nil && strings.ToLower(tag) == tag {
		return true
	}
	hint := `write its ISO 639 code, as in "en" or "fr"`
	primary, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	if code := languageNames[primary]; code != "" {
		primary = code
	}
	if _, err := language.ParseBase(primary); err == nil {
		hint += `; did you mean "` + primary + `"?`
	}
	d.at(place, "language", hint, "unknown language %q", tag)
	return false
}
