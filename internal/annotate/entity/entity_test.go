package entity

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"briefing/internal/cases"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// TestCases runs the cases of testdata. An archive's first file, "entities", holds declarations:
//
//	id type
//		name TEXT
//		alias TEXT [lang=fr] [from=2017-01-20] [to=2021-01-20] [shared]
//		epithet TEXT …
//		owner ID
//
// After it come, any number of times, "rules" (optional; lines "unlink TEXT" or "link TEXT = ID", with "@LINE" at the
// end for one line), a text named TITLE.LANG or "TITLE.LANG DATE", and "mentions", what is expected of it. A last file
// "problems" expects what Compile reports.
func TestCases(t *testing.T) { cases.Run(t, "testdata/*.txtar", runArchive) }

func runArchive(t *testing.T, a *cases.Archive) {
	m, problems := Compile(declared(t, a.Files[0]))
	rules := ""
	var in txtar.File
	for i := 1; i < len(a.Files); i++ {
		f := &a.Files[i]
		var got string
		switch f.Name {
		case "rules":
			rules = string(f.Data)
			continue
		case "mentions":
			got = mentions(t, m, in, rules)
			rules = ""
		case "problems":
			got = problemLines(problems)
		default:
			in = *f
			continue
		}
		a.Expect(i, in.Name+": "+f.Name, got)
	}
}

func problemLines(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", d.Where(), d.Severity, d.Message, d.ID)
	}
	return b.String()
}

func mentions(t *testing.T, m *Matcher, in txtar.File, rules string) string {
	name, date, _ := strings.Cut(in.Name, " ")
	doc, tokens := document(name, strings.TrimPrefix(filepath.Ext(name), "."), string(in.Data))
	if date != "" {
		var err error
		if doc.Published.Date, err = edtf.Parse(date); err != nil {
			t.Fatal(err)
		}
	}
	readRules(doc.Meta, rules)
	found, diags := m.Annotate(doc, tokens)
	var b strings.Builder
	for _, x := range found {
		fmt.Fprintf(&b, "%s %q %s %s: %s\n", doc.Clipping.Source.Position(x.Span.Start), doc.Text(x.Span), x.Kind, x.Entity, x.Why)
	}
	return b.String() + problemLines(diags)
}

func readRules(meta *corpus.DocumentMeta, rules string) {
	src := text.NewSource("rules", rules)
	for n := 1; n <= src.LineCount(); n++ {
		kind, s, ok := strings.Cut(src.LineText(n), " ")
		if !ok {
			continue
		}
		r := corpus.LinkRule{Place: corpus.Place{Source: src, Span: src.LineSpan(n)}}
		s, line, _ := strings.Cut(s, " @")
		r.Line, _ = strconv.Atoi(line)
		r.Text, r.Entity, _ = strings.Cut(s, " = ")
		if kind == "link" {
			meta.Link = append(meta.Link, r)
		} else {
			meta.Unlink = append(meta.Unlink, r)
		}
	}
}

// declared reads the declarations of a case.
func declared(t *testing.T, f txtar.File) []*corpus.Entity {
	src := text.NewSource(f.Name, string(f.Data))
	var list []*corpus.Entity
	for n := 1; n <= src.LineCount(); n++ {
		line := src.LineText(n)
		if line == "" {
			continue
		}
		if line[0] != '\t' {
			id, typ, _ := strings.Cut(line, " ")
			list = append(list, &corpus.Entity{ID: id, Type: corpus.EntityType(typ), Place: corpus.Place{Source: src, Span: src.LineSpan(n)}, Name: corpus.Localized{}})
			continue
		}
		e := list[len(list)-1]
		kind, s, _ := strings.Cut(line[1:], " ")
		al := corpus.Alias{Place: corpus.Place{Source: src, Span: src.LineSpan(n)}}
		al.Text = options(t, &al, s)
		switch kind {
		case "name":
			e.Name[al.Lang] = al.Text
		case "alias":
			e.Aliases = append(e.Aliases, al)
		case "epithet":
			e.Epithets = append(e.Epithets, al)
		case "owner":
			e.Owner = append(e.Owner, al.Text)
		default:
			t.Fatalf("entities:%d: %q", n, kind)
		}
	}
	return list
}

func options(t *testing.T, a *corpus.Alias, s string) string {
	fields := strings.Fields(s)
	words := slices.DeleteFunc(fields, func(w string) bool {
		key, v, _ := strings.Cut(w, "=")
		switch key {
		case "lang":
			a.Lang = v
		case "from", "to":
			d, err := edtf.Parse(v)
			if err != nil {
				t.Fatal(err)
			}
			if key == "from" {
				a.From = d
			} else {
				a.To = d
			}
		case "shared":
			a.Shared = true
		default:
			return false
		}
		return true
	})
	return strings.Join(words, " ")
}

// document returns a document of a text whose sentences end at a full stop before a space, but for short words.
func document(name, lang, s string) (*corpus.Document, *text.Tokens) {
	src := text.NewSource(name, s)
	doc := &corpus.Document{Clipping: &corpus.Clipping{ID: name, File: name, Source: src}, Meta: &corpus.DocumentMeta{Clipping: name}, Lang: lang}
	for n := 1; n <= src.LineCount(); n++ {
		line := src.LineSpan(n)
		doc.Lines = append(doc.Lines, corpus.Line{Span: line, Zone: corpus.Body})
		for start := line.Start; start < line.End; {
			end := sentenceEnd(s, start, line.End)
			doc.Sentences = append(doc.Sentences, corpus.Sentence{Span: text.Span{Start: start, End: end}})
			for start = end; start < line.End && s[start] == ' '; start++ {
			}
		}
	}
	return doc, text.Tokenize(s)
}

func sentenceEnd(s string, start, end int32) int32 {
	for i := start + 3; i+2 < end; i++ {
		short := s[i-2] == ' ' || s[i-2] == '.' || s[i-3] == ' ' && s[i] == '.' && s[i-2] <= 'Z'
		if strings.IndexByte(".!?", s[i]) >= 0 && s[i+1] == ' ' && !short {
			return i + 1
		}
	}
	return end
}

// FuzzAnnotate checks what all that follows relies on: mentions in order, without overlap, on whole characters, none
// empty, each of a declared entity and with its reason; and the same answer twice.
func FuzzAnnotate(f *testing.F) {
	f.Add("Tik Tok, M. Trump's U.S. Disney+ « le locataire de la Maison Blanche »", "fr", "TikTok", "le locataire de la Maison Blanche")
	f.Add("Ivanka Trump, Trump Tower.\n\nZang Yiming", "en", "Zhang Yiming", "the boss")
	f.Add("l’Oracle d'Oracle AT&T 7-Eleven", "fr", "AT&T", "L'")
	f.Fuzz(func(t *testing.T, s, lang, name, epithet string) {
		s = strings.ToValidUTF8(s, "?")
		m, _ := Compile([]*corpus.Entity{
			{ID: "a", Type: "person", Name: corpus.Localized{"": strings.ToValidUTF8(name, "?")}, Epithets: []corpus.Alias{{Text: strings.ToValidUTF8(epithet, "?")}}},
			{ID: "b", Type: "organization", Name: corpus.Localized{"": "Maison Blanche"}, Aliases: []corpus.Alias{{Text: "Trump"}, {Text: "Tik Tok"}, {Text: "Disney+"}}},
			{ID: "c", Type: "person", Name: corpus.Localized{"": "Donald Trump"}, Aliases: []corpus.Alias{{Text: "M. Trump", Shared: true}}},
			{ID: "d", Type: "place", Name: corpus.Localized{"": "U.S."}},
		})
		doc, tokens := document("f", lang, s)
		doc.Meta.Link = []corpus.LinkRule{{Text: "Yiming", Entity: "b"}}
		got, _ := m.Annotate(doc, tokens)
		end := int32(0)
		for _, x := range got {
			if x.Span.Start < end || x.Span.Empty() || int(x.Span.End) > len(s) || x.Entity == "" || x.Why == "" {
				t.Fatalf("%+v after %d in %q", x, end, s)
			}
			if strings.ToValidUTF8(doc.Text(x.Span), "") != doc.Text(x.Span) {
				t.Fatalf("%+v cuts a character of %q", x, s)
			}
			end = x.Span.End
		}
		if again, _ := m.Annotate(doc, tokens); !reflect.DeepEqual(got, again) {
			t.Fatalf("differs the second time: %v, %v", got, again)
		}
	})
}
