package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// pageTemplates are the templates that a theme must have; it may have more, for them to use.
var pageTemplates = [...]string{"layout.html", "home.html", "documents.html", "document.html", "entities.html",
	"entity.html", "timeline.html", "quotes.html", "search.html", "sources.html", "list.html", "print.html", "page.html", "404.html"}

// An asset is where an asset is published, and how a browser may know that it got what the site means.
type asset struct {
	path      string // "assets/style.4d1c6e07.css"
	integrity string // https://www.w3.org/TR/SRI/
}

// loadAssets names every asset by its bytes, so that a browser may keep it for ever; the words of scripts are assets too.
func (s *look) loadAssets(assets []Asset) (list diag.List) {
	s.assets = make(map[string]asset, len(assets))
	for _, lang := range slices.Sorted(maps.Keys(catalogues())) {
		words := catalogues()[lang].asset()
		s.assets[words.Name] = words.named()
	}
	seen := make(map[string]bool, len(assets))
	for _, a := range assets {
		if seen[a.Name] || s.assets[a.Name].path != "" || !fs.ValidPath(a.Name) {
			list = append(list, diag.About(diag.Error, "asset-name", path.Join("assets", a.Name), "two assets have this name, or it is no path"))
			continue
		}
		seen[a.Name] = true
		s.worn = append(s.worn, a)
	}
	return append(list, s.nameAssets(s.worn)...)
}

// named returns an asset's name by its bytes.
func (a Asset) named() asset {
	sum := sha256.Sum256(a.Bytes)
	ext := path.Ext(a.Name)
	return asset{"assets/" + strings.TrimSuffix(a.Name, ext) + "." + hex.EncodeToString(sum[:4]) + ext,
		"sha256-" + base64.StdEncoding.EncodeToString(sum[:])}
}

// asset is the words that scripts show: the catalogue's group "script", and what it shares with pages.
func (c *catalogue) asset() Asset {
	words := map[string]any{"one": c.one}
	for k, v := range c.words {
		if name, ok := strings.CutPrefix(k, "script."); ok {
			words[name] = v
		} else if strings.HasPrefix(k, "type.") || strings.HasPrefix(k, "languages.") {
			words[k] = v
		}
	}
	raw, err := json.Marshal(words) // sorts the keys
	if err != nil {
		panic(err) // texts and numbers: can't fail
	}
	return Asset{Name: "js/words." + c.lang + ".json", Bytes: raw}
}

// funcs are the functions that templates may call.
func (s *look) funcs(words *catalogue, sealed bool) template.FuncMap {
	return template.FuncMap{
		"asset": s.asset, // {{asset "style.css"}}: the path of an asset from the site's root
		// {{integrity "style.css"}}: the attribute that holds a browser to its bytes
		"integrity": func(name string) (template.HTMLAttr, error) { return s.integrity(name, sealed) },
		"t":         words.text, // {{t "site.by" "name" .Publisher}}: words of the interface
		"count":     words.count,
		"number":    words.number,
	}
}

// A spoken is the templates of a theme in the words of one language.
type spoken struct {
	lang      string
	sealed    bool // pages hold browsers to the bytes of assets
	templates *template.Template
}

// speak returns the templates in the words of a catalogue; those at hand are shared.
func (s *look) speak(words *catalogue, sealed bool) *template.Template {
	for _, k := range s.spoken {
		if k.lang == words.lang && k.sealed == sealed {
			return k.templates
		}
	}
	own, err := s.templates.Clone()
	if err != nil {
		return s.templates // it has been executed: never
	}
	funcs := s.funcs(words, sealed)
	s.fold(own, funcs)
	return own.Funcs(funcs)
}

// integrity returns the attribute integrity of an asset. From a folder on disk a browser can't check it and would load
// nothing, so there is none where the site's address isn't known: it isn't sealed.
func (s *look) integrity(name string, sealed bool) (template.HTMLAttr, error) {
	if _, err := s.asset(name); err != nil || !sealed {
		return "", err
	}
	return template.HTMLAttr(`integrity="` + s.assets[name].integrity + `"`), nil
}

func (s *look) asset(name string) (string, error) {
	if a, ok := s.assets[name]; ok {
		return a.path, nil
	}
	names := make([]string, 0, len(s.assets))
	for n := range s.assets {
		names = append(names, n)
	}
	slices.Sort(names)
	return "", &hinted{fmt.Sprintf("there is no asset %q", name), "put the file into assets/; there are: " + strings.Join(names, ", ")}
}

// hinted is an error that knows the way out.
type hinted struct{ message, hint string }

func (e *hinted) Error() string { return e.message }

// loadTemplates parses the theme's templates. Each fault is reported, not just the first.
func (s *look) loadTemplates(theme fs.FS) (list diag.List) {
	s.templates = template.New("").Funcs(s.funcs(catalogueOf("en"), false))
	s.texts = map[string]*text.Source{}
	names, err := fs.Glob(theme, "*.html")
	if err != nil {
		return diag.List{diag.About(diag.Error, "template-unreadable", "templates", "the templates can't be read: %v", err)}
	}
	for _, name := range names { // sorted
		raw, err := fs.ReadFile(theme, name)
		if err != nil {
			list = append(list, diag.About(diag.Error, "template-unreadable", "templates/"+name, "the template can't be read: %v", err))
			continue
		}
		src := text.NewSource("templates/"+name, strings.ToValidUTF8(string(raw), "\uFFFD"))
		s.texts[name] = src
		if _, err := s.templates.New(name).Parse(src.Text); err != nil {
			list = append(list, s.diagnose("", err))
		}
	}
	for _, name := range pageTemplates {
		if s.texts[name] == nil {
			list = append(list, diag.About(diag.Error, "template-missing", "templates/"+name, "the theme has no template %s", name).
				WithHint("remove nothing from templates/ but what you want to take from the built-in theme"))
		}
	}
	return list
}

// templatePlace takes apart the message of an error of html/template or text/template:
// `template: document.html:12:5: executing "document.html" at <.Foo>: can't evaluate field Foo in type site.Document`.
func templatePlace(err error) (name string, line, column int, message string) {
	s := err.Error()
	s = strings.TrimPrefix(s, "html/")
	s = strings.TrimSpace(strings.TrimPrefix(s, "template:"))
	name, rest, ok := strings.Cut(s, ":")
	if !ok {
		return "", 0, 0, s
	}
	number, after, _ := strings.Cut(rest, ":")
	line, bad := strconv.Atoi(number)
	if bad != nil { // html/template doesn't always know the line
		return name, 0, 0, strings.TrimSpace(rest)
	}
	if number, more, ok := strings.Cut(after, ":"); ok {
		if n, bad := strconv.Atoi(number); bad == nil {
			column, after = n, more
		}
	}
	message = strings.TrimSpace(after)
	if _, tail, ok := strings.Cut(message, ">: "); ok && strings.HasPrefix(message, "executing ") {
		message = tail
	}
	if _, tail, ok := strings.Cut(message, ": "); ok && strings.HasPrefix(message, "error calling ") {
		message = tail
	}
	if h := new(*hinted); errors.As(err, h) {
		message = (*h).message
	}
	return name, line, column, strings.TrimRight(message, ".\n")
}

func templateHint(err error, message string) string {
	if h := new(*hinted); errors.As(err, h) {
		return (*h).hint
	}
	switch {
	case strings.Contains(message, "function") && strings.Contains(message, "not defined"):
		return "besides those of html/template there are the functions asset, integrity, t, count and number"
	case strings.Contains(message, "can't evaluate field"):
		return "the fields that a template is given are documented in internal/site/view_*.go"
	case strings.Contains(message, "has no text"):
		return "the keys are those of internal/site/i18n/en.yaml"
	case strings.Contains(message, "no such template"), strings.Contains(message, "not defined"):
		return "define it in a file of templates/"
	}
	return "compare the template with the built-in one of the same name"
}
