package check

import (
	"encoding/json"
	"errors"
	"net/url"
	"path"
	"strings"
	"time"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// json looks over a data file: it must be one JSON value, and what its name says it is.
func (c *checker) json(src *text.Source) {
	var into any = new(json.RawMessage)
	feed, app := new(jsonFeed), new(webManifest)
	isFeed, isApp := path.Base(src.Name) == "feed.json", path.Ext(src.Name) == ".webmanifest"
	switch {
	case isFeed:
		into = feed
	case isApp:
		into = app
	}
	if err := json.Unmarshal([]byte(src.Text), into); err != nil {
		span := text.Span{}
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at := max(0, min(int(syntax.Offset)-1, len(src.Text)))
			span = text.NewSpan(at, at)
		}
		c.at("bad-json", src, span, "the file is not the JSON that it should be: %v", err)
		return
	}
	switch {
	case isFeed:
		c.jsonFeed(src, feed)
	case isApp:
		for _, icon := range app.Icons {
			c.link(src, find(src, icon.Src), icon.Src, true)
		}
	}
}

// A webManifest is what browsers read to install a site: https://www.w3.org/TR/appmanifest/
type webManifest struct {
	Icons []struct{ Src string }
}

// A jsonFeed is what must be right in a feed: https://www.jsonfeed.org/version/1.1/
type jsonFeed struct {
	Version string
	Title   string
	Home    string `json:"home_page_url"`
	Feed    string `json:"feed_url"`
	Entries *[]struct {
		ID        string
		URL       string
		Text      *string `json:"content_text"`
		HTML      *string `json:"content_html"`
		Published string  `json:"date_published"`
		Modified  string  `json:"date_modified"`
	} `json:"items"`
}

func (c *checker) jsonFeed(src *text.Source, f *jsonFeed) {
	bad := func(format string, args ...any) { c.about(diag.Error, "bad-feed", src.Name, format, args...) }
	switch {
	case !strings.HasPrefix(f.Version, "https://jsonfeed.org/version/1"):
		bad("the feed's version is %q, not that of a JSON Feed", f.Version)
	case f.Title == "":
		bad("the feed has no title")
	case f.Entries == nil:
		bad("the feed has no list of entries")
		return
	}
	for _, address := range [...]string{f.Home, f.Feed} {
		c.lead(src, address)
	}
	if f.Entries == nil {
		return
	}
	seen := map[string]bool{}
	for _, e := range *f.Entries {
		switch {
		case e.ID == "":
			bad("an entry has no id")
		case seen[e.ID]:
			bad("two entries have the id %s", e.ID)
		case e.Text == nil && e.HTML == nil:
			bad("entry %s has no content", e.ID)
		}
		seen[e.ID] = true
		for _, when := range [...]string{e.Published, e.Modified} {
			if _, err := time.Parse(time.RFC3339, when); when != "" && err != nil {
				bad("entry %s: %q is no date of RFC 3339", e.ID, when)
			}
		}
		c.lead(src, e.URL)
	}
}

// lead follows an address that a data file gives, if it gives one.
func (c *checker) lead(src *text.Source, address string) {
	if address != "" {
		c.link(src, find(src, address), address, false)
	}
}

// linkedMust is what search engines need of the things that pages describe: https://schema.org, and for articles and
// events https://developers.google.com/search/docs/appearance/structured-data/search-gallery
var linkedMust = map[string][]string{
	"WebSite": {"name"}, "NewsArticle": {"headline"}, "Event": {"name"}, "ItemList": {"itemListElement"}, "BreadcrumbList": {"itemListElement"},
	"Person": {"name"}, "Organization": {"name"}, "Product": {"name"}, "Place": {"name"}, "CreativeWork": {"name"},
}

// linked looks over the JSON-LD of a page: a context, types, what each type must have, dates and addresses that are such.
func (p *pageCheck) linked(raw string) {
	var v any
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		p.at("bad-json", p.src, p.span, "the data in this script is not JSON: %v", err)
		return
	}
	list, several := v.([]any)
	if !several {
		list = []any{v}
	}
	for _, one := range list {
		thing, ok := one.(map[string]any)
		if context, _ := thing["@context"].(string); !ok || strings.TrimSuffix(context, "/") != "https://schema.org" {
			p.at("bad-linked-data", p.src, p.span, "the data has no @context https://schema.org")
		}
		p.thing(one)
	}
}

func (p *pageCheck) thing(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			p.thing(one)
		}
	case map[string]any:
		kind, _ := v["@type"].(string)
		if _, graph := v["@graph"]; kind == "" && !graph && v["@value"] == nil && v["@id"] == nil {
			p.at("bad-linked-data", p.src, p.span, "a thing has no @type")
		}
		for _, name := range linkedMust[kind] {
			if isEmpty(v[name]) {
				p.at("bad-linked-data", p.src, p.span, "a %s has no %s", kind, name)
			}
		}
		for name, value := range v {
			p.property(name, value)
		}
	}
}

// property looks at the value of a property, and into it.
func (p *pageCheck) property(name string, value any) {
	s, isText := value.(string)
	switch {
	case !isText:
		p.thing(value)
	case name == "url" || name == "image" || name == "sameAs":
		if u, err := url.Parse(s); err != nil || !u.IsAbs() {
			p.at("bad-linked-data", p.src, p.span, "%s: %q is no absolute address", name, s)
		} else if name != "sameAs" {
			p.link(p.src, p.span, s, false)
		}
	case name == "datePublished" || name == "dateModified" || name == "startDate" || name == "endDate":
		if !isDate(s) {
			p.at("bad-linked-data", p.src, p.span, "%s: %q is no date", name, s)
		}
	}
}

func isEmpty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	}
	return false
}
