package seed

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// samplePDF returns a PDF of one page for each content stream, with one font of known widths.
func samplePDF(contents ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range contents {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(contents)))
	object("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 33/Widths[600 600]>>")
	for i, c := range contents {
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", 5+2*i))
		object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(c), c))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, off := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", off)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

func TestPDF(t *testing.T) {
	const head = "BT /F1 8 Tf 72 780 Td (Le Journal du port) Tj ET "
	page := func(n int, body string) string {
		return head + body + fmt.Sprintf(" BT /F1 8 Tf 300 20 Td (%d) Tj ET", n)
	}
	clip, list := Decode("a.pdf", samplePDF(
		page(1, "BT /F1 24 Tf 72 740 Td (Le port rouvre apr\\350s) Tj 0 -28 Td (la temp\\352te) Tj ET "+
			"BT /F1 10 Tf 72 680 Td (Le port de la ville a rouvert mardi matin, a annon-) Tj 0 -12 Td (c\\351 le maire devant la presse r\\351unie sur le quai.) Tj "+
			"10 -12 Td [(Les p\\352)-10(cheurs)-300(sont partis avant l'aube, et les premiers sont) ] TJ -10 -12 Td (revenus \\340 midi.) Tj ET"),
		page(2, "BT /F1 10 Tf 72 700 Td (Le quai reste ferm\\351 jusqu'\\340 lundi.) Tj ET"),
	))
	if len(list) > 0 {
		t.Fatal(list)
	}
	var got strings.Builder
	for n := 1; n <= clip.Source.LineCount(); n++ {
		if s := clip.Source.LineText(n); s != "" {
			rule := ""
			for _, h := range clip.Hints {
				if h.Line == n {
					rule = " [" + h.Rule.String() + "]"
				}
			}
			fmt.Fprintf(&got, "%s%s\n", s, rule)
		}
	}
	want := `Le Journal du port [pdf: stands on 2 pages]
Le port rouvre après la tempête
Le port de la ville a rouvert mardi matin, a annoncé le maire devant la presse réunie sur le quai.
Les pêcheurs sont partis avant l'aube, et les premiers sont revenus à midi.
1 [pdf: page number]
Le Journal du port [pdf: stands on 2 pages]
Le quai reste fermé jusqu'à lundi.
2 [pdf: page number]
`
	if got.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
	}
}

// TestHostilePDF: files made to run for ever, to fill the memory or to break the library end soon, as errors.
func TestHostilePDF(t *testing.T) {
	var bomb bytes.Buffer
	z := zlib.NewWriter(&bomb)
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for range 300 {
		z.Write(blank)
	}
	z.Close()
	good := string(samplePDF("BT /F1 12 Tf (x) Tj ET"))
	for name, raw := range map[string]string{
		"nothing":            "",
		"no PDF":             "%PDF-1.4\nplain text\n%%EOF\n",
		"cut off":            good[:len(good)/2],
		"pages in a circle":  strings.Replace(good, "/Kids[4 0 R ]/Count 1", "/Kids[2 0 R ]/Count 9", 1),
		"nested arrays":      string(samplePDF(strings.Repeat("[", 1<<20))),
		"a bomb":             strings.Replace(good, "BT /F1", "stream\n"+bomb.String(), 1),
		"packed twice":       strings.Replace(good, "<</Length", "<</Filter[/FlateDecode/FlateDecode]/Length", 1),
		"an empty picture":   string(samplePDF("q Q")),
		"a million pages":    strings.Replace(good, "/Count 1", "/Count 1000000", 1),
		"numbers without it": string(samplePDF("BT /F1 1e400 Tf NaN 0 Td (x) Tj 1 0 0 Tm Q Q ET")),
	} {
		_, list := Decode("x.pdf", []byte(raw))
		if name != "numbers without it" && !list.Failed() {
			t.Errorf("%s: %v", name, list)
		}
	}
}
