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
    hint: extensions that are read: .txt
briefing: warning: the clipping is empty and left out [empty-clipping]
    seeds/blank.txt
briefing: warning: there is no reader for files named *.docx [seed-format]
    seeds/notes.docx
    hint: extensions that are read: .txt
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
    hint: put texts into seeds/; extensions that are read: .txt
`)
}

// One unreadable or undecodable file must not hide the faults of the others.
func TestReadFaults(t *testing.T) {
	clippings, list := Read(brokenFS{fstest.MapFS{
		"seeds/a.txt":      {Data: []byte("fine")},
		"seeds/a.TXT":      {Data: []byte("the same id")},
		"seeds/broken.txt": {Data: []byte("x")},
		"seeds/latin.txt":  {Data: []byte("titre\nLa beaut\xe9 du g\xe9ant\n")},
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
briefing: error: the text is not UTF-8: byte 0xE9 at offset 14 [encoding]
    seeds/latin.txt:2:9:
      2 │ La beaut� du g�ant
        ╵         ~
    hint: it looks like Windows-1252, where this byte is 'é'; save it as UTF-8, as with iconv -f WINDOWS-1252 -t UTF-8
`)
}

func TestDecodeFaults(t *testing.T) {
	for _, c := range []struct{ why, raw, want string }{
		{"a quotation mark of Windows, which Latin-1 lacks", "\x93TikTok\x94", `
briefing: error: the text is not UTF-8: byte 0x93 at offset 0 [encoding]
    seeds/x.txt:1:1:
      1 │ �TikTok�
        ╵ ~
    hint: it looks like Windows-1252, where this byte is '“'; save it as UTF-8, as with iconv -f WINDOWS-1252 -t UTF-8
`},
		{"a damaged byte in UTF-8: the column counts characters", "été \xc3 hiver", `
briefing: error: the text is not UTF-8: byte 0xC3 at offset 6 [encoding]
    seeds/x.txt:1:5:
      1 │ été � hiver
        ╵     ~
    hint: most of it is UTF-8: the byte was damaged, or pasted from a text in another encoding
`},
		{"after a byte order mark the offset counts it, the column doesn't", "\xEF\xBB\xBFab\xFF\n", `
briefing: error: the text is not UTF-8: byte 0xFF at offset 5 [encoding]
    seeds/x.txt:1:3:
      1 │ ab�
        ╵   ~
    hint: it looks like Windows-1252, where this byte is 'ÿ'; save it as UTF-8, as with iconv -f WINDOWS-1252 -t UTF-8
`},
		{"a byte that no encoding of ours has", "ab\x81", `
briefing: error: the text is not UTF-8: byte 0x81 at offset 2 [encoding]
    seeds/x.txt:1:3:
      1 │ ab�
        ╵   ~
    hint: save the text as UTF-8
`},
		{"UTF-16 with its mark", "\xFF\xFET\x00i\x00", `
briefing: error: the text is not UTF-8: byte 0xFF at offset 0 [encoding]
    seeds/x.txt
    hint: it looks like UTF-16; save it as UTF-8
`},
		{"UTF-16 without a mark", "\x00T\x00i\x00k", `
briefing: error: the text is not UTF-8: byte 0x00 at offset 0 [encoding]
    seeds/x.txt
    hint: it looks like UTF-16; save it as UTF-8
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
	if _, list = Decode("x.pdf", nil); !list.Failed() {
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

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "plain", "\xEF\xBB\xBFété\r\n", "\xFF\xFEa\x00", "a\x00b\xe9", "\xc3", "\x93a\x94\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		clip, list := Decode("x.txt", raw)
		if clip != nil && len(list) > 0 || clip == nil && len(list) != 1 {
			t.Fatalf("clipping %v beside %v", clip, list)
		}
		if clip != nil && !strings.HasSuffix(string(raw), clip.Source.Text) {
			t.Fatalf("%q became %q", raw, clip.Source.Text)
		}
		for _, d := range list {
			if d.Source != nil && (!utf8.ValidString(d.Source.Text) || int(d.Span.End) > len(d.Source.Text)) {
				t.Fatalf("%q: diagnostic %+v", raw, d)
			}
		}
		if err := diag.Terminal(&strings.Builder{}, list, false); err != nil {
			t.Fatal(err)
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
