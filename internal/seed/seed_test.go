package seed

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"briefing/internal/diag"
	"briefing/internal/text"
)

func TestRead(t *testing.T) {
	clippings, list := Read(fstest.MapFS{
		"seeds/b.txt":         {Data: []byte("\xEF\xBB\xBFÉté\r\nune ligne\r\n")},
		"seeds/a.TXT":         {Data: []byte("A")},
		"seeds/.gitkeep":      {},
		"seeds/.cache/x.txt":  {Data: []byte("x")},
		"seeds/old/c.txt":     {Data: []byte("x")},
		"seeds/notes.docx":    {Data: []byte("x")},
		"seeds/README":        {Data: []byte("x")},
		"seeds/blank.txt":     {Data: []byte(" \r\n")},
		"content/entities.md": {Data: []byte("x")},
	})
	var got []string
	for _, c := range clippings {
		got = append(got, c.ID+" "+c.File+" "+c.Format+" "+c.Source.Name+" "+c.Source.Text)
	}
	want := []string{"a a.TXT text seeds/a.TXT A", "b b.txt text seeds/b.txt Été\r\nune ligne\r\n"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("clippings: %q", got)
	}
	expect(t, list, `
briefing: warning: there is no reader for files named * [seed-format]
    seeds/README
    hint: extensions that are read: .eml, .htm, .html, .md, .pdf, .txt
briefing: warning: the clipping has no text and is left out [empty-clipping]
    seeds/blank.txt
briefing: warning: there is no reader for files named *.docx [seed-format]
    seeds/notes.docx
    hint: extensions that are read: .eml, .htm, .html, .md, .pdf, .txt
briefing: warning: folders inside seeds/ aren't read [seed-folder]
    seeds/old
    hint: move its files up into seeds/
`)
}

func TestReadNothing(t *testing.T) {
	_, list := Read(fstest.MapFS{"content/site.yaml": {}})
	expect(t, list, `
briefing: error: the folder of clippings can't be read: file does not exist [seeds]
    seeds
    hint: a site keeps its clippings in a folder seeds/; --site says where the site is
`)
	_, list = Read(fstest.MapFS{"seeds/.gitkeep": {}})
	expect(t, list, `
briefing: warning: there are no clippings [seeds]
    seeds
    hint: put texts into seeds/; extensions that are read: .eml, .htm, .html, .md, .pdf, .txt
`)
}

// One unreadable or undecodable file must not hide the faults of the others.
func TestReadFaults(t *testing.T) {
	clippings, list := Read(brokenFS{fstest.MapFS{
		"seeds/a.txt":      {Data: []byte("fine")},
		"seeds/a.TXT":      {Data: []byte("the same id")},
		"seeds/broken.txt": {Data: []byte("x")},
		"seeds/half.txt":   {Data: []byte("titre\nLa beauté du g\xe9ant\n")},
	}})
	if len(clippings) != 1 || clippings[0].File != "a.TXT" {
		t.Errorf("clippings: %v", clippings)
	}
	expect(t, list, `
briefing: error: the clipping has the same id as a.TXT [clipping-id]
    seeds/a.txt
    hint: the id is the name without its extension: rename one of the two
briefing: error: the file can't be read: input/output error [unreadable]
    seeds/broken.txt
briefing: error: the text is not UTF-8: byte 0xE9 at offset 21 [encoding]
    seeds/half.txt:2:15:
      2 │ La beauté du g�ant
        ╵               ~
    hint: most of it is UTF-8: the byte was damaged, or pasted from a text in another encoding
`)
}

func TestDecodeFaults(t *testing.T) {
	for _, c := range []struct{ why, raw, want string }{
		{"a damaged byte in UTF-8: the column counts characters", "été \xc3 hiver", `
briefing: error: the text is not UTF-8: byte 0xC3 at offset 6 [encoding]
    seeds/x.txt:1:5:
      1 │ été � hiver
        ╵     ~
    hint: most of it is UTF-8: the byte was damaged, or pasted from a text in another encoding
`},
		{"a byte that no encoding of ours has", "ab\x81", `
briefing: error: the text is not UTF-8: byte 0x81 at offset 2 [encoding]
    seeds/x.txt:1:3:
      1 │ ab�
        ╵   ~
    hint: save the text as UTF-8
`},
		{"a NUL byte", "one\ntwo\x00three", `
briefing: error: the text has a NUL byte at offset 7 [encoding]
    seeds/x.txt:2:4:
      2 │ two␀three
        ╵    ~
    hint: texts have none: the file is no text, or was damaged
`},
	} {
		clip, list := Decode("x.txt", []byte(c.raw))
		if clip != nil {
			t.Errorf("%s: a clipping came out", c.why)
		}
		expect(t, list, c.want)
	}
}

func TestTooLarge(t *testing.T) {
	_, list := Decode("x.txt", make([]byte, text.MaxSize+1))
	expect(t, list, `
briefing: error: the clipping has more than 64 megabytes [too-large]
    seeds/x.txt
`)
	if _, list = Decode("x.docx", nil); !list.Failed() {
		t.Error("a format without a reader is no error")
	}
}

// brokenFS can't read broken.txt.
type brokenFS struct{ fstest.MapFS }

func (f brokenFS) ReadFile(name string) ([]byte, error) {
	if strings.HasSuffix(name, "broken.txt") {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("input/output error")}
	}
	return f.MapFS.ReadFile(name)
}

func expect(t *testing.T, list diag.List, want string) {
	t.Helper()
	var b strings.Builder
	if err := diag.Terminal(&b, list.Sort(), false); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != strings.TrimPrefix(want, "\n") {
		t.Errorf("got:\n%s\nwant:%s", got, want)
	}
}

// TestEncodings: what is read as what, and that a guess is said.
func TestEncodings(t *testing.T) {
	for _, c := range []struct{ name, raw, want, said string }{
		{"x.txt", "\xEF\xBB\xBFété", "été", ""},
		{"x.txt", "La beaut\xe9 du \x93g\xe9ant\x94", "La beauté du “géant”", "encoding-guessed"},
		{"x.txt", "\xFF\xFET\x00i\x00\xe9\x00", "Tié", ""},
		{"x.txt", "\xFE\xFF\x00T\x20\x19", "T’", ""},
		{"x.txt", "\x00T\x00i\x00k", "Tik", ""},
		{"x.html", "<meta charset=iso-8859-2><p>\xa3\xf3d\xbc", "Łódź\n", "encoding-declared"},
		{"x.html", "<meta charset=iso-8859-1><p>déjà", "déjà\n", ""},
		{"x.html", "<p>d\xe9j\xe0", "déjà\n", "encoding-guessed"},
		{"x.html", "<meta http-equiv=content-type content='text/html; charset=shift_jis'><p>\x93\xfa\x96\x7b", "日本\n", "encoding-declared"},
		{"x.html", "<p>a\x00b", "ab\n", ""},
	} {
		clip, list := Decode(c.name, []byte(c.raw))
		if clip == nil || clip.Source.Text != c.want {
			t.Errorf("%q: %+v %v, want %q", c.raw, clip, list, c.want)
		}
		if c.said == "" && len(list) > 0 || c.said != "" && (len(list) != 1 || list[0].ID != c.said) {
			t.Errorf("%q: said %v, want %q", c.raw, list, c.said)
		}
	}
}

// TestMojibake: UTF-8 that was read as Windows-1252 is told, with what it means; letters that only look so aren't.
func TestMojibake(t *testing.T) {
	_, list := Decode("x.txt", []byte("Le marchÃ© de lâ€™art"))
	expect(t, list, `
briefing: warning: "Ã©" stands where "é" was meant, as in 1 other places [mojibake]
    seeds/x.txt:1:9:
      1 │ Le marchÃ© de lâ€™art
        ╵         ~~
    hint: the text was UTF-8 and was read as Windows-1252 before it was saved: save it anew from where it came
`)
	for _, fine := range []string{"São Paulo, Ângela, château, Île", "“Â”", "Ã la carte", "5 Å ± 2"} {
		if _, list := Decode("x.txt", []byte(fine)); len(list) > 0 {
			t.Errorf("%q: %v", fine, list)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "plain", "\xEF\xBB\xBFété\r\n", "\xFF\xFEa\x00", "a\x00b\xe9", "\xc3", "\x93a\x94\n", "marchÃ©"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { decodeAny(t, "x.txt", raw) })
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<title>A</title><nav><a href=/>Home</a></nav><article><h1>A</h1><p>The harbour opened again on Tuesday morning after the storm.</article>",
		"<p><b><p><b></div></p><table><td><div></table>", "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[[[]]]}</script>",
		"<svg><p>x</svg><noscript><p>", "<html lang=fr_FR><meta charset=utf-16><time datetime=2020-08-03>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { decodeAny(t, "x.html", raw) })
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"---\ntitle: A\n---\n# A\n\nb *c* [d](e)\n", "+++\ndate = 2020-08-03\n+++\n```\nx\n", "![a](b)\n===\n", "> - [[a]](b](c)"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { decodeAny(t, "x.md", raw) })
}

func FuzzMail(f *testing.F) {
	for _, s := range []string{
		"Subject: =?utf-8?q?=C3=89t=C3=A9?=\nDate: Mon, 3 Aug 2020 09:47:00 +0200\nFrom: \"A\" <a@example.org>\n\nText\n",
		"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+eA==\n--b--\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { decodeAny(t, "x.eml", raw) })
}

func FuzzPDF(f *testing.F) {
	f.Add(samplePDF("BT /F1 12 Tf 72 700 Td (Le port) Tj 0 -14 Td [(a rou)-20(vert.)] TJ ET"))
	f.Add(samplePDF("q 1 0 0 1 0 0 cm BT /F1 12 Tf 1 0 0 1 72 700 Tm (x) ' T* Q Q ET"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) < 1<<20 {
			decodeAny(t, "x.pdf", raw)
		}
	})
}

// TestReader: what is read again in part is what is read at once, whatever was added, changed and removed.
func TestReader(t *testing.T) {
	fsys := fstest.MapFS{"seeds/a.txt": {Data: []byte("one")}, "seeds/b.txt": {Data: []byte("two")}}
	var r Reader
	first, _ := r.Read(fsys)
	step := func(name, body string) {
		t.Helper()
		fsys["seeds/"+name] = &fstest.MapFile{Data: []byte(body)}
		if body == "" {
			delete(fsys, "seeds/"+name)
		}
		r.Forget(name)
		got, gotList := r.Read(fsys)
		want, wantList := Read(fsys)
		if len(got) != len(want) || len(gotList) != len(wantList) {
			t.Fatalf("%s %q: %d clippings and %v, want %d and %v", name, body, len(got), gotList, len(want), wantList)
		}
		for i := range got {
			if got[i].File != want[i].File || got[i].Source.Text != want[i].Source.Text {
				t.Errorf("%s %q: clipping %d is %s", name, body, i, got[i].File)
			}
		}
	}
	step("b.txt", "three")
	step("c.txt", "four")
	step("c.md.odd", "no reader")
	step("b.txt", "")
	step("c.txt", "\xff\xfe")
	step("c.txt", "five")
	if again, _ := r.Read(fsys); again[0] != first[0] {
		t.Error("a file that didn't change was read again")
	}
}

// decodeAny checks what holds for every file: a clipping of valid text or a reason, and places inside the text.
func decodeAny(t *testing.T, name string, raw []byte) {
	t.Helper()
	clip, list := Decode(name, raw)
	if clip == nil && len(list) == 0 {
		t.Fatalf("%q: neither a clipping nor a reason", raw)
	}
	if clip != nil {
		if !utf8.ValidString(clip.Source.Text) || list.Failed() {
			t.Fatalf("%q became %q, %v", raw, clip.Source.Text, list)
		}
		for i, h := range clip.Hints {
			if h.Line < 1 || h.Line > clip.Source.LineCount() || i > 0 && h.Line <= clip.Hints[i-1].Line {
				t.Fatalf("%q: hint %v of %d lines", raw, h, clip.Source.LineCount())
			}
		}
	}
	for _, d := range list {
		if d.Source != nil && (!utf8.ValidString(d.Source.Text) || int(d.Span.End) > len(d.Source.Text)) {
			t.Fatalf("%q: diagnostic %+v", raw, d)
		}
	}
	if err := diag.Terminal(&strings.Builder{}, list, false); err != nil {
		t.Fatal(err)
	}
}
