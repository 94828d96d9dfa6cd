package check

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"briefing/internal/text"
)

// style looks for what a style sheet loads: url(…) and @import.
func (c *checker) style(src *text.Source) {
	for at := 0; ; {
		i := strings.Index(src.Text[at:], "url(")
		if i < 0 {
			break
		}
		start := at + i + len("url(")
		end := strings.IndexByte(src.Text[start:], ')')
		if end < 0 {
			break
		}
		at = start + end
		c.loadsFrom(src, text.NewSpan(start, at), strings.Trim(src.Text[start:at], `"' `))
	}
	for at := 0; ; {
		i := strings.Index(src.Text[at:], "@import")
		if i < 0 {
			return
		}
		start := at + i + len("@import")
		at = start + len(src.Text[start:])
		if end := strings.IndexByte(src.Text[start:], ';'); end >= 0 {
			at = start + end
		}
		if quoted := strings.TrimSpace(src.Text[start:at]); quoted != "" && !strings.HasPrefix(quoted, "url(") {
			address, _, _ := strings.Cut(strings.Trim(quoted, `"'`), quoted[:1])
			c.loadsFrom(src, text.NewSpan(start, at), address)
		}
	}
}

func (c *checker) loadsFrom(src *text.Source, span text.Span, address string) {
	if address != "" && !strings.HasPrefix(address, "#") {
		c.link(src, span, address, true)
	}
}

// drawing looks through a picture in SVG: it may hold scripts, and load things, as a page does.
func (c *checker) drawing(src *text.Source) {
	z := html.NewTokenizer(bytes.NewReader([]byte(src.Text)))
	for at := 0; ; {
		kind := z.Next()
		span := text.NewSpan(at, at+len(z.Raw()))
		at += len(z.Raw())
		if kind == html.ErrorToken {
			return
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		if t.Data == "script" {
			c.at("inline-script", src, span, "a picture has a script")
		}
		for _, a := range t.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"):
				c.at("inline-script", src, span, "<%s> has a script in its attribute %q", t.Data, a.Key)
			case a.Key == "href" || a.Key == "src":
				c.loadsFrom(src, span, strings.TrimSpace(a.Val))
			}
		}
	}
}
