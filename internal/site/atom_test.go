package site

import (
	"bytes"
	"encoding/xml"
	"testing"
)

// The feed is written as encoding/xml writes it.
func TestAtomIsWrittenByItsTags(t *testing.T) {
	nasty := "a \"b\" 'c' & <d>\t\n\r\x01\uFFFE\uFFFF\uFFFD\xff é\U0001F600"
	for _, f := range []atomFeed{
		{},
		{Lang: "fr", ID: "urn:x", Title: nasty, Updated: epoch, Author: atomPerson{nasty}, Links: []atomLink{{Href: nasty}, {"self", "text/html", "x"}},
			Entries: []atomEntry{{}, {ID: "urn:y", Title: atomText{"en", nasty}, Updated: nasty, Links: []atomLink{{Rel: "via", Href: "y"}, {}},
				Author: &atomPerson{nasty}, Summary: atomText{"", "words"}}}},
		{Subtitle: nasty, Entries: []atomEntry{{Author: &atomPerson{}}}},
	} {
		var want bytes.Buffer
		want.WriteString(xml.Header)
		enc := xml.NewEncoder(&want)
		enc.Indent("", "  ")
		if err := enc.Encode(f); err != nil {
			t.Fatal(err)
		}
		if got := f.append(nil); string(got) != want.String() {
			t.Errorf("got\n%q\nwant\n%q", got, want.String())
		}
	}
}

func FuzzXML(f *testing.F) {
	f.Add("a<b>&\"'\t\n\r\x00\ufffe\xff")
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		if err := xml.EscapeText(&want, []byte(s)); err != nil {
			t.Fatal(err)
		}
		if got := appendXML(nil, s); string(got) != want.String() {
			t.Errorf("%q is written %q, want %q", s, got, want.String())
		}
	})
}
