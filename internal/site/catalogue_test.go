package site

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"briefing/assets"
	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/templates"
)

func TestCataloguesHaveTheSameKeys(t *testing.T) {
	en := catalogueOf("en")
	for lang, c := range catalogues() {
		for _, k := range slices.Sorted(maps.Keys(en.words)) {
			if other, ok := c.words[k]; !ok {
				t.Errorf("%s.yaml has no %s", lang, k)
			} else if !slices.Equal(holes(other), holes(en.words[k])) {
				t.Errorf("%s.yaml: %s has the values %v, the English %v", lang, k, holes(other), holes(en.words[k]))
			}
		}
		for k := range c.words {
			if _, ok := en.words[k]; !ok {
				t.Errorf("%s.yaml has %s, which en.yaml hasn't", lang, k)
			}
		}
		for k, n := range map[string]int{"date.months": 12, "date.months_short": 12, "date.weekdays": 7, "date.seasons": 4} {
			if len(c.lists[k]) != n {
				t.Errorf("%s.yaml: %s has %d entries, want %d", lang, k, len(c.lists[k]), n)
			}
		}
	}
	if len(catalogues()) < 2 {
		t.Error("there is one language only")
	}
}

// holes returns the names of the values that a text has filled in, sorted.
func holes(s string) (names []string) {
	for {
		_, after, ok := strings.Cut(s, "{")
		if !ok {
			slices.Sort(names)
			return slices.Compact(names)
		}
		name, rest, _ := strings.Cut(after, "}")
		names = append(names, name)
		s = rest
	}
}

// TestKeysAreUsed holds that every key is asked for in a template or in this package, and that every key that is
// asked for by name exists.
func TestKeysAreUsed(t *testing.T) {
	var all strings.Builder
	read := func(fsys fs.FS, pattern string) {
		names, err := fs.Glob(fsys, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			if !strings.HasSuffix(n, "_test.go") {
				raw, err := fs.ReadFile(fsys, n)
				if err != nil {
					t.Fatal(err)
				}
				all.Write(raw)
			}
		}
	}
	read(templates.Files, "*.html")
	read(ownFolder(t), "*.go")
	text := all.String()
	en := catalogueOf("en")
	var scripts strings.Builder
	names, err := fs.Glob(assets.Files, "js/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		raw, err := fs.ReadFile(assets.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		scripts.Write(raw)
	}
	for k := range en.words {
		if word, ok := strings.CutPrefix(k, "script."); ok {
			for _, form := range []string{".one", ".other"} {
				word = strings.TrimSuffix(word, form)
			}
			group := word[:strings.LastIndexByte(word, '.')+1]
			if !strings.Contains(scripts.String(), "'"+word+"'") && !strings.Contains(scripts.String(), "`"+group+"${") {
				t.Errorf("no script says %s", k)
			}
			continue
		}
		for _, form := range []string{".one", ".other", "_day"} {
			k = strings.TrimSuffix(k, form)
		}
		group, _, _ := strings.Cut(k, ".")
		made := strings.Contains(text, `"`+group+`.%s"`) || strings.Contains(text, `"`+group+`."+`) || strings.Contains(text, `"`+group+`." +`) // put together from a value
		if !strings.Contains(text, `"`+k+`"`) && !strings.Contains(text, `"`+k+`_day"`) && !made && strings.Contains(k, ".") {
			t.Errorf("no page says %s", k)
		}
	}
	for _, call := range []string{`{{t "`, `(t "`, `{{count "`, `(count "`, `say("`} {
		for _, after := range strings.Split(text, call)[1:] {
			key, _, _ := strings.Cut(after, `"`)
			if !en.has(key) && !strings.HasSuffix(key, ".") {
				t.Errorf("%s%s: no such key", call, key)
			}
		}
	}
}

func TestZonesAndTypesHaveWords(t *testing.T) {
	en := catalogueOf("en")
	for _, e := range corpus.EntityTypes {
		if !en.has("type."+string(e)) || !en.has("types."+string(e)) {
			t.Errorf("no words for the type %s", e)
		}
	}
	for _, z := range []corpus.Zone{corpus.Boilerplate, corpus.Comment, corpus.Duplicate} {
		if !en.has("document." + z.String()) {
			t.Errorf("no words for the zone %s", z)
		}
	}
	for _, k := range []corpus.QuoteKind{corpus.Direct, corpus.Fragment, corpus.Indirect} {
		if !en.has("quotes." + k.String()) {
			t.Errorf("no words for the kind %s", k)
		}
	}
	for p := edtf.Millennium; p <= edtf.Set; p++ {
		if !en.has("precision." + p.String()) {
			t.Errorf("no words for the precision %s", p)
		}
	}
}

func TestDatesInWords(t *testing.T) {
	for _, c := range []struct{ edtf, en, fr string }{
		{"2020-07-31", "Friday 31 July 2020", "vendredi 31 juillet 2020"},
		{"2020-08-01", "Saturday 1 August 2020", "samedi 1er août 2020"},
		{"2020-08-03~", "about Monday 3 August 2020", "vers le lundi 3 août 2020"},
		{"2020-08", "August 2020", "août 2020"},
		{"2020-08?", "August 2020 (uncertain)", "août 2020 (incertain)"},
		{"2016", "2016", "2016"},
		{"2016~", "about 2016", "vers 2016"},
		{"201X", "2010–2019", "2010–2019"},
		{"2020-06-2X", "20–29 June 2020", "20–29 juin 2020"},
		{"2020-06-28/2020-07-03", "28 June – 3 July 2020", "28 juin – 3 juillet 2020"},
		{"2020-06/2020-08", "June–August 2020", "juin–août 2020"},
		{"2019-12/2020-01", "December 2019 – January 2020", "décembre 2019 – janvier 2020"},
		{"2019-12-31/2020-01-01", "31 December 2019 – 1 January 2020", "31 décembre 2019 – 1er janvier 2020"},
		{"../2020-09-15", "by 15 September 2020", "au plus tard le 15 septembre 2020"},
		{"../2020-09", "by September 2020", "au plus tard en septembre 2020"},
		{"[2020-07-31,2020-08-01]", "Friday 31 July 2020 or Saturday 1 August 2020", "vendredi 31 juillet 2020 ou samedi 1er août 2020"},
		{"{2019,2020}", "2019 and 2020", "2019 et 2020"},
		{"[2018,2019,2020]", "2018–2020", "2018–2020"},
		{"2019-08~/2020-08-03", "about August 2019 – 3 August 2020", "vers août 2019 – 3 août 2020"},
		{"2020-07-01/2020-07-10~", "1–10 July 2020 (roughly)", "1er–10 juillet 2020 (à peu près)"},
		{"../2023-08~", "by August 2023 (roughly)", "au plus tard en août 2023 (à peu près)"},
		{"2020-08-14?/..", "from 14 August 2020 (uncertain)", "à partir du 14 août 2020 (incertain)"},
		{"2020-08-14/..", "from 14 August 2020", "à partir du 14 août 2020"},
		{"2020-22", "summer 2020", "été 2020"},
		{"XXXX-06-01", "1 June, year not given", "1er juin, année non précisée"},
		{"XXXX-06", "June, year not given", "juin, année non précisée"},
		{"2020-08-05T09:47", "Wednesday 5 August 2020, 09:47", "mercredi 5 août 2020, 09\u00a0h\u00a047"},
	} {
		v := date(t, c.edtf)
		if got := catalogueOf("en").date(v, true); got != c.en {
			t.Errorf("%s in English: %q, want %q", c.edtf, got, c.en)
		}
		if got := catalogueOf("fr").date(v, true); got != c.fr {
			t.Errorf("%s in French: %q, want %q", c.edtf, got, c.fr)
		}
	}
	if got := catalogueOf("en").date(edtf.Value{}, true); got != "date unknown" {
		t.Errorf("no date: %q", got)
	}
}

func TestMachineDates(t *testing.T) {
	for in, want := range map[string]string{
		"2020-08-01": "2020-08-01", "2020-08": "2020-08", "2020": "2020", "2020-08-01~": "2020-08-01", "2020-06-2X": "2020-06",
		"2020-06/2020-08": "2020", "2019/2020": "", "../2020-09-15": "2020-09-15", "2020-08-05T09:47": "2020-08-05T09:47",
		"XXXX-06-01": "", "-0044-03-15": "",
	} {
		if got := machineDate(date(t, in)); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestNumbersAndCounts(t *testing.T) {
	en, fr := catalogueOf("en"), catalogueOf("fr")
	for n, want := range map[int][2]string{0: {"0", "0"}, 9999: {"9999", "9999"}, 12345: {"12,345", "12\u202f345"}, 1234567: {"1,234,567", "1\u202f234\u202f567"},
		123456: {"123,456", "123\u202f456"}, -12345: {"−12,345", "−12\u202f345"}} {
		if got := [2]string{en.number(n), fr.number(n)}; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int][2]string{0: {"0 documents", "0 document"}, 1: {"1 document", "1 document"}, 2: {"2 documents", "2 documents"}} {
		a, _ := en.count("count.documents", n)
		b, _ := fr.count("count.documents", n)
		if got := [2]string{a, b}; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := catalogueOf("xx").lang; got != "en" {
		t.Errorf("an unknown language is shown in %s, want English", got)
	}
}

// TestReasonsAreWorded: the English of a reason is the same on the site as in the terminal and in data, and every
// language has words for each.
func TestReasonsAreWorded(t *testing.T) {
	en := catalogueOf("en")
	for _, code := range corpus.ReasonCodes() {
		if code == corpus.Told { // words of its own
			continue
		}
		if got := en.words["reason."+code.Key()]; got != code.Words() {
			t.Errorf("reason.%s is %q, in the terminal %q", code.Key(), got, code.Words())
		}
	}
	fr, r := catalogueOf("fr"), corpus.RepeatsLine.OfLine(7)
	if got := fr.reason(r); got != "répète la ligne 7" {
		t.Errorf("%v in French is %q", r, got)
	}
	if got := fr.reason(corpus.Own("le cachet")); got != "le cachet" {
		t.Errorf("an editor's own words became %q", got)
	}
}
