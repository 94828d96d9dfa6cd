package site

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"briefing/internal/langfile"
)

//go:embed i18n/*.yaml
var catalogueFiles embed.FS

// A catalogue holds every word of the interface in one language.
type catalogue struct {
	lang  string
	words map[string]string   // by key: "document.words.one"
	lists map[string][]string // by key: "date.months"
	one   []int               // the counts that take the form "one"
}

// catalogues reads all catalogues, by language, the first time they are asked for.
var catalogues = sync.OnceValue(func() map[string]*catalogue {
	all := map[string]*catalogue{}
	for lang, content := range langfile.All(catalogueFiles, "i18n") {
		c, err := readCatalogue(lang, []byte(content))
		if err != nil {
			panic(fmt.Sprintf("i18n/%s.yaml: %v", lang, err)) // a test reads them all
		}
		all[lang] = c
	}
	return all
})

// catalogueOf returns the catalogue of a language, else the English one.
func catalogueOf(lang string) *catalogue {
	if c, ok := catalogues()[lang]; ok {
		return c
	}
	return catalogues()["en"]
}

func readCatalogue(lang string, raw []byte) (*catalogue, error) {
	var tree map[string]any
	if err := yaml.Unmarshal(raw, &tree); err != nil {
		return nil, err
	}
	c := &catalogue{lang: lang, words: map[string]string{}, lists: map[string][]string{}}
	if err := c.flatten("", tree); err != nil {
		return nil, err
	}
	for _, s := range c.lists["one"] {
		n, err := strconv.Atoi(s)
		if err != nil {
			return nil, err
		}
		c.one = append(c.one, n)
	}
	return c, nil
}

func (c *catalogue) flatten(prefix string, tree map[string]any) error {
	for k, v := range tree {
		key := prefix + k
		switch v := v.(type) {
		case string:
			c.words[key] = v
		case map[string]any:
			if err := c.flatten(key+".", v); err != nil {
				return err
			}
		case []any:
			for _, e := range v {
				c.lists[key] = append(c.lists[key], fmt.Sprint(e))
			}
		default:
			return fmt.Errorf("%s is neither a text, a list nor a group", key)
		}
	}
	return nil
}

// has reports whether the catalogue knows the key, or its plural forms.
func (c *catalogue) has(key string) bool {
	_, ok := c.words[key]
	_, forms := c.words[key+".other"]
	return ok || forms
}

// text returns the words of a key, with each {name} replaced by the value that follows its name in pairs.
func (c *catalogue) text(key string, pairs ...any) (string, error) {
	s, ok := c.words[key]
	if !ok {
		return "", fmt.Errorf("the catalogue %s.yaml has no text %q", c.lang, strings.Clone(key)) // key itself may stay on the stack
	}
	if len(pairs) == 0 {
		return s, nil
	}
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("text %q: the values to fill in come in pairs of name and value", strings.Clone(key))
	}
	return c.fill(s, pairs), nil
}

// fill replaces each {name} in s by its value; what has none stays.
func (c *catalogue) fill(s string, pairs []any) string {
	var room [160]byte
	dst := room[:0]
	for {
		before, rest, ok := strings.Cut(s, "{")
		dst = append(dst, before...)
		if !ok {
			return string(dst)
		}
		name, after, _ := strings.Cut(rest, "}")
		dst = c.appendValue(dst, name, pairs)
		s = after
	}
}

func (c *catalogue) appendValue(dst []byte, name string, pairs []any) []byte {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] != name {
			continue
		}
		switch v := pairs[i+1].(type) {
		case string:
			return append(dst, v...)
		case int:
			return c.appendNumber(dst, v)
		default:
			return fmt.Append(dst, v)
		}
	}
	return append(append(append(dst, '{'), name...), '}')
}

// say is text for keys that this package itself names: a test holds that every catalogue has them.
func (c *catalogue) say(key string, pairs ...any) string {
	s, err := c.text(key, pairs...)
	if err != nil {
		return strings.Clone(key)
	}
	return s
}

// count returns the words of a key in the form that n takes, with {n} filled in.
func (c *catalogue) count(key string, n int) (string, error) {
	if _, ok := c.words[key+c.form(n)]; !ok {
		return c.text(key + c.form(n)) // for what there is to say of it
	}
	return c.counted(key, n), nil
}

// form returns which form of words n takes, as the end of their key.
func (c *catalogue) form(n int) string {
	if slices.Contains(c.one, n) {
		return ".one"
	}
	return ".other"
}

// appendCount appends the words of a key in the form that n takes, for keys that this package itself names.
func (c *catalogue) appendCount(dst []byte, key string, n int) []byte {
	s, ok := c.words[key+c.form(n)]
	if !ok {
		return append(dst, key...)
	}
	return c.appendNumbered(dst, s, n)
}

// appendNumbered appends words with {n} filled in.
func (c *catalogue) appendNumbered(dst []byte, words string, n int) []byte {
	for {
		before, after, found := strings.Cut(words, "{n}")
		dst = append(dst, before...)
		if !found {
			return dst
		}
		dst = c.appendNumber(dst, n)
		words = after
	}
}

// counted is count for keys that this package itself names.
func (c *catalogue) counted(key string, n int) string {
	var room [96]byte
	return string(c.appendCount(room[:0], key, n))
}

// number writes n with the language's mark between thousands. Four digits stand alone, as a year does.
func (c *catalogue) number(n int) string {
	var room [48]byte
	return string(c.appendNumber(room[:0], n))
}

func (c *catalogue) appendNumber(dst []byte, n int) []byte {
	if n < 10000 && n > -10000 {
		return strconv.AppendInt(dst, int64(n), 10)
	}
	var room [20]byte
	digits := strconv.AppendInt(room[:0], int64(n), 10)
	if n < 0 {
		dst, digits = append(dst, "−"...), digits[1:]
	}
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			dst = append(dst, c.words["thousands"]...)
		}
		dst = append(dst, d)
	}
	return dst
}

// languageName returns the name of a language in this one, else its tag.
func (c *catalogue) languageName(tag string) string {
	if s, ok := c.words["languages."+tag]; ok {
		return s
	}
	return tag
}
