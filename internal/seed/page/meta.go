package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html/atom"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
)

// head is what a page says of itself, as it stands there.
type head struct {
	title     string
	lang      string
	canonical string
	metas     map[string]string // by name or property, the first of each
	ld        []string          // JSON-LD scripts
	ldBytes   int
	times     []timeElement
}

type timeElement struct {
	datetime string
	article  bool // inside <article>
}

const maxTimes = 64

func (h *head) meta(a *attributes) {
	if h.metas == nil {
		h.metas = map[string]string{}
	}
	for _, key := range [...]string{a.property, a.name, a.itemprop} {
		for key := range strings.FieldsSeq(key) {
			if a.content != "" && h.metas[key] == "" && len(h.metas) < 500 {
				h.metas[key] = a.content
			}
		}
	}
}

func (h *head) link(a *attributes) {
	if a.rel == "canonical" && h.canonical == "" {
		h.canonical = a.href
	}
}

func (h *head) time(a *attributes, article bool) {
	if a.datetime != "" && len(h.times) < maxTimes {
		h.times = append(h.times, timeElement{a.datetime, article})
	}
}

// property notes microdata in the body of the page.
func (h *head) property(a *attributes, tag atom.Atom) {
	if a.itemprop == "datepublished" && a.content != "" {
		h.meta(&attributes{itemprop: a.itemprop, content: a.content})
	}
}

// said is what is made of a page's head.
type said struct {
	found corpus.FoundMeta
	body  string // the article's text as JSON-LD gives it; "" where it doesn't
}

func (s *scanned) meta() said {
	var m said
	h := &s.head
	ld := readLD(h.ld)
	m.body = ld.body
	f := &m.found
	first(&f.Title, corpus.Own("JSON-LD headline"), ld.headline)
	first(&f.Title, corpus.Own("meta og:title"), h.metas["og:title"])
	first(&f.Title, corpus.Own("meta twitter:title"), h.metas["twitter:title"])
	first(&f.Title, corpus.PageSays.Of("title"), h.title)
	first(&f.Byline, corpus.Own("JSON-LD author"), ld.author)
	for _, key := range [...]string{"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "citation_author"} {
		if v := h.metas[key]; !strings.Contains(v, "://") {
			first(&f.Byline, corpus.Own("meta "+key), v)
		}
	}
	first(&f.Publisher, corpus.Own("JSON-LD publisher"), ld.publisher)
	first(&f.Publisher, corpus.Own("meta og:site_name"), h.metas["og:site_name"])
	first(&f.Publisher, corpus.Own("meta application-name"), h.metas["application-name"])
	f.Title.Text = withoutSite(f.Title.Text, f.Publisher.Text)
	for _, u := range [...]corpus.Stated{{Text: h.canonical, Basis: corpus.Own("link canonical")}, {Text: h.metas["og:url"], Basis: corpus.Own("meta og:url")}, {Text: ld.url, Basis: corpus.Own("JSON-LD url")}} {
		if strings.HasPrefix(u.Text, "https://") || strings.HasPrefix(u.Text, "http://") {
			first(&f.URL, u.Basis, u.Text)
		}
	}
	for _, l := range [...]corpus.Stated{{Text: h.lang, Basis: corpus.PageSays.Of("lang")}, {Text: ld.lang, Basis: corpus.Own("JSON-LD inLanguage")}, {Text: h.metas["og:locale"], Basis: corpus.Own("meta og:locale")}, {Text: h.metas["content-language"], Basis: corpus.Own("meta content-language")}} {
		first(&f.Lang, l.Basis, Language(l.Text))
	}
	f.Published = s.published(ld)
	return m
}

func first(to *corpus.Stated, basis corpus.Reason, text string) {
	if text = squeeze(text); to.Text == "" && text != "" && len(text) <= 1000 {
		*to = corpus.Stated{Text: text, Basis: basis}
	}
}

// published returns the date of publication, by the first that gives one.
func (s *scanned) published(ld linked) corpus.Published {
	h := &s.head
	say := func(basis corpus.Reason, date string) (corpus.Published, bool) {
		v, ok := Date(date)
		return corpus.Published{Date: v, Basis: basis, Inferred: true}, ok
	}
	if p, ok := say(corpus.PageSays.Of("JSON-LD datePublished"), ld.published); ok {
		return p
	}
	for _, key := range [...]string{"article:published_time", "og:published_time", "datepublished", "article:published", "date", "pubdate", "publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "article.published", "published-date", "og:article:published_time", "ptime"} {
		if p, ok := say(corpus.PageSays.Of("meta "+key), h.metas[key]); ok {
			return p
		}
	}
	for _, inside := range [...]bool{true, false} {
		for _, t := range h.times {
			if t.article == inside {
				if p, ok := say(corpus.Reason{Code: corpus.PageTimeElement}, t.datetime); ok {
					return p
				}
			}
		}
	}
	return corpus.Published{}
}

// Date returns the day of a date as machines write it: 2020-08-03, 2020-08-03T09:47:00+02:00, 20200803.
func Date(s string) (edtf.Value, bool) {
	s = strings.TrimSpace(s)
	if len(s) >= 8 && strings.IndexFunc(s[:8], func(r rune) bool { return r < '0' || r > '9' }) < 0 {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:8]
	}
	if len(s) < 10 || strings.Count(s[:10], "-")+strings.Count(s[:10], "/") != 2 {
		return edtf.Value{}, false
	}
	v, err := edtf.Parse(strings.ReplaceAll(s[:10], "/", "-"))
	if err != nil || v.Precision() != edtf.DayPrecision {
		return edtf.Value{}, false
	}
	return v, true
}

// Language returns the primary tag of a language tag or locale: "fr_FR" gives "fr"; "" for what is none.
func Language(s string) string {
	s, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"), "-")
	if len(s) < 2 || len(s) > 3 || strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 || s == "und" {
		return ""
	}
	return s
}

// withoutSite returns a title without the name of its site at the end or the start: "Le port rouvre - La Tribune",
// "La Tribune | Le port rouvre".
func withoutSite(title, site string) string {
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " · ", " • ", " « ", " :: "} {
		if i := strings.LastIndex(title, sep); i > 0 && sameName(title[i+len(sep):], site) {
			return strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, sep); i > 0 && sameName(title[:i], site) {
			return strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title
}

func sameName(a, site string) bool {
	return site != "" && strings.EqualFold(strings.TrimSpace(a), site)
}

// linked is what JSON-LD says of the article.
type linked struct {
	headline, author, publisher, published, url, lang, body string
}

// maxLD is how many objects of JSON-LD are looked at, and how deep.
const (
	maxLD      = 2000
	maxLDDepth = 12
)

// readLD reads the first article among the objects of a page's JSON-LD scripts.
func readLD(scripts []string) linked {
	var l linked
	seen := 0
	for _, raw := range scripts {
		raw = strings.TrimSpace(strings.ToValidUTF8(raw, "\uFFFD"))
		raw = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(raw, "<!--"), "//<![CDATA["), "-->")
		raw = strings.TrimSuffix(strings.TrimSpace(raw), "//]]>")
		var v any
		if json.Unmarshal([]byte(raw), &v) == nil {
			l.look(v, 0, &seen)
		}
	}
	return l
}

func (l *linked) look(v any, depth int, seen *int) {
	if *seen++; *seen > maxLD || depth > maxLDDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.look(e, depth+1, seen)
		}
	case map[string]any:
		if isArticle(v["@type"]) && l.headline == "" {
			l.article(v)
		}
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage"} {
			l.look(v[key], depth+1, seen)
		}
	}
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report"
	case []any:
		for _, e := range v {
			if s, ok := e.(string); ok && isArticle(s) {
				return true
			}
		}
	}
	return false
}

func (l *linked) article(v map[string]any) {
	str := func(v any) string { s, _ := v.(string); return squeeze(unescape(s)) }
	l.headline, l.published, l.lang = str(v["headline"]), str(v["datePublished"]), str(v["inLanguage"])
	if l.headline == "" {
		l.headline = str(v["name"])
	}
	l.body, _ = v["articleBody"].(string)
	l.url = str(v["url"])
	l.author = names(v["author"])
	l.publisher = names(v["publisher"])
}

// names returns the name or the names of a person or an organisation, or of a list of them.
func names(v any) string {
	switch v := v.(type) {
	case string:
		if s := squeeze(unescape(v)); !strings.Contains(s, "://") {
			return s
		}
	case map[string]any:
		s, _ := v["name"].(string)
		return squeeze(unescape(s))
	case []any:
		var all []string
		for _, e := range v {
			if _, nested := e.([]any); nested {
				continue
			}
			if s := names(e); s != "" && len(all) < 8 {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}
