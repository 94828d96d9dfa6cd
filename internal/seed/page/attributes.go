package page

import (
	"strings"

	"golang.org/x/net/html"
)

// attributes is what is read of an element's attributes.
type attributes struct {
	class, id, role, kind   string
	name, property, content string
	rel, href, lang         string
	itemprop, datetime      string
	hidden                  bool
}

func (a *attributes) read(z *html.Tokenizer) {
	for more := true; more; {
		var key, val []byte
		key, val, more = z.TagAttr()
		if len(val) > maxAttrs {
			val = val[:maxAttrs]
		}
		v := strings.ToValidUTF8(string(val), "")
		switch string(key) {
		case "class":
			a.class = v
		case "id":
			a.id = v
		case "role":
			a.role = strings.ToLower(v)
		case "type":
			a.kind = strings.ToLower(strings.TrimSpace(v))
		case "name":
			a.name = strings.ToLower(v)
		case "property":
			a.property = strings.ToLower(v)
		case "itemprop":
			a.itemprop = strings.ToLower(strings.TrimSpace(v))
		case "content":
			a.content = squeeze(v)
		case "rel":
			a.rel = strings.ToLower(v)
		case "href":
			a.href = strings.TrimSpace(v)
		case "lang", "xml:lang":
			a.lang = strings.TrimSpace(v)
		case "datetime":
			a.datetime = strings.TrimSpace(v)
		case "hidden":
			a.hidden = true
		case "aria-hidden":
			a.hidden = a.hidden || strings.EqualFold(v, "true")
		case "style":
			s := strings.ReplaceAll(strings.ToLower(v), " ", "")
			a.hidden = a.hidden || strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
		}
	}
}

// wordyName is the number of words from which a name says what an element tells and not what it is for: the id of a
// heading made of its text.
const wordyName = 4

// names returns the words of class, id and role, in lower case, each between spaces: "articleBody--main" gives
// " article body main ".
func (a *attributes) names() string {
	if a.class == "" && a.id == "" && a.role == "" {
		return ""
	}
	var b []byte
	for _, attr := range [...]string{a.class, a.id, a.role} {
		for name := range strings.FieldsSeq(attr) {
			before, n := len(b), 0
			if b, n = appendWords(b, name); n >= wordyName {
				b = b[:before]
			}
		}
	}
	return string(b)
}

// appendWords appends the words of a name and a space behind each, and counts them.
func appendWords(b []byte, name string) ([]byte, int) {
	words, lower := 0, false
	for i := 0; i < len(name); i++ {
		c := name[i]
		capital := 'A' <= c && c <= 'Z'
		letter := capital || 'a' <= c && c <= 'z'
		if len(b) > 0 && b[len(b)-1] != ' ' && (!letter || capital && lower) {
			b = append(b, ' ')
		}
		if letter {
			if len(b) == 0 || b[len(b)-1] == ' ' {
				words++
			}
			b = append(b, c|0x20)
		}
		lower = letter && !capital
	}
	if len(b) > 0 && b[len(b)-1] != ' ' {
		b = append(b, ' ')
	}
	return b, words
}

// unescape reads character references: JSON-LD often holds them twice escaped.
func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}
