package seed

import (
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/seed/page"
)

// maxFront is how many lines the front matter of a clipping may have.
const maxFront = 200

// frontMatter takes the front matter off a Markdown text: what it says, and the rest. It is read as lines of "key:
// value" (YAML) or "key = value" (TOML), which is what exporters of articles write; anything deeper is passed over.
func frontMatter(s string) (corpus.FoundMeta, string) {
	var meta corpus.FoundMeta
	fence, body, found := strings.Cut(s, "\n")
	fence = strings.TrimSpace(fence)
	if !found || fence != "---" && fence != "+++" {
		return meta, s
	}
	sep := ":"
	if fence == "+++" {
		sep = "="
	}
	var lines []string
	for rest := body; len(lines) < maxFront; {
		l, after, more := strings.Cut(rest, "\n")
		if t := strings.TrimSpace(l); t == fence || t == "..." && sep == ":" {
			for _, l := range lines {
				if key, value, ok := strings.Cut(l, sep); ok && key == strings.TrimLeft(key, " \t-") {
					fill(&meta, strings.ToLower(strings.TrimSpace(key)), scalar(value))
				}
			}
			return meta, after
		}
		if !more {
			break
		}
		lines = append(lines, l)
		rest = after
	}
	return meta, s // the fence is never closed: a rule, not front matter
}

// fill puts the value of a key where it belongs.
func fill(meta *corpus.FoundMeta, key, value string) {
	if value == "" {
		return
	}
	to := map[string]*corpus.Stated{
		"title": &meta.Title, "headline": &meta.Title, "titre": &meta.Title,
		"author": &meta.Byline, "authors": &meta.Byline, "byline": &meta.Byline, "auteur": &meta.Byline,
		"publisher": &meta.Publisher, "site": &meta.Publisher, "site_name": &meta.Publisher, "publication": &meta.Publisher, "journal": &meta.Publisher,
		"url": &meta.URL, "source": &meta.URL, "source_url": &meta.URL, "canonical": &meta.URL, "canonical_url": &meta.URL, "link": &meta.URL,
		"lang": &meta.Lang, "language": &meta.Lang, "langue": &meta.Lang,
		"machine_translated": &meta.MachineTranslated,
	}[key]
	basis := corpus.FrontMatterSays.Of(key)
	switch {
	case to == &meta.URL && !strings.HasPrefix(value, "http://") && !strings.HasPrefix(value, "https://"):
		if key == "source" && meta.Publisher.Text == "" {
			meta.Publisher = corpus.Stated{Text: value, Basis: basis}
		}
		return
	case to == &meta.Lang:
		value = page.Language(value)
	case to == &meta.MachineTranslated && (value == "false" || value == "no"):
		return
	}
	if to != nil {
		if to.Text == "" && value != "" {
			*to = corpus.Stated{Text: value, Basis: basis}
		}
		return
	}
	switch key {
	case "date", "published", "pubdate", "datepublished", "publish_date", "published_at", "published_time":
		if v, ok := page.Date(value); ok && meta.Published.Date.IsZero() {
			meta.Published = corpus.Published{Date: v, Basis: basis, Inferred: true}
		}
	}
}

// scalar returns a value without quotation marks, comments and the brackets of a list.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') {
		if end := strings.IndexByte(s[1:], s[0]); end >= 0 {
			return strings.Join(strings.Fields(s[1:1+end]), " ")
		}
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = s[:i]
	}
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		parts := strings.Split(s[1:len(s)-1], ",")
		for i := range parts {
			parts[i] = strings.Trim(parts[i], ` "'`)
		}
		s = strings.Join(parts, ", ")
	}
	if s == "null" || s == "~" || s == "|" || s == ">" {
		return ""
	}
	return strings.Join(strings.Fields(s), " ")
}
