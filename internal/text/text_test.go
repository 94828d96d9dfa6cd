package text

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPositions(t *testing.T) {
	src := NewSource("x", "é a\r\nb\n\nœuf")
	for _, c := range []struct {
		off  int32
		want Position
		cp   int
	}{{0, Position{1, 1}, 0}, {2, Position{1, 2}, 1}, {6, Position{2, 1}, 5}, {8, Position{3, 1}, 7}, {9, Position{4, 1}, 8}, {13, Position{4, 4}, 11}} {
		if got := src.Position(c.off); got != c.want {
			t.Errorf("byte %d stands at %v, want %v", c.off, got, c.want)
		}
		if got := src.CodePoint(c.off); got != c.cp {
			t.Errorf("byte %d is code point %d, want %d", c.off, got, c.cp)
		}
	}
	var lines []string
	for n := 1; n <= src.LineCount(); n++ {
		lines = append(lines, src.LineText(n))
	}
	if got := strings.Join(lines, "|"); got != "é a|b||œuf" {
		t.Errorf("lines: %q", got)
	}
}

// A text longer than the blocks of the code point table, with code points that lie across their borders.
func TestCodePointOfLongText(t *testing.T) {
	s := strings.Repeat("aé€𝄞", 1000)
	src := NewSource("x", s)
	for off := range s {
		if got, want := src.CodePoint(int32(off)), utf8.RuneCountInString(s[:off]); got != want {
			t.Fatalf("byte %d is code point %d, want %d", off, got, want)
		}
	}
	if got := src.CodePoint(int32(len(s))); got != 4000 {
		t.Errorf("the end is code point %d", got)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"États-Unis": "etats-unis", "E\u0301tats": "etats", "Œuvre": "oeuvre", "l’été": "l'ete", "Straße": "strasse", "ZHANG": "zhang",
		"10\u202f000": "10 000", "co\u00adopération": "cooperation", "Łódź": "lodz", "№ 5": "№ 5", "Ελλάς": "ελλάς", "“a”": `"a"`,
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Pourquoi l’État s’en mêle ?": "pourquoi-l-etat-s-en-mele", " — TikTok: 5G! ": "tiktok-5g", "…": "", "Ça": "ca",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTokenize(t *testing.T) {
	tokens := Tokenize("L’été,\nTikTok à 9h47 — CNBC 5G\u00a0!")
	var got []string
	for i, tok := range tokens.List {
		got = append(got, tokens.Fold(i))
		if tokens.Raw(i) == "" || tok.Start >= tok.End {
			t.Errorf("token %d is empty", i)
		}
	}
	if s := strings.Join(got, " "); s != "l ' ete , tiktok a 9 h 47 - cnbc 5 g !" {
		t.Errorf("folded: %s", s)
	}
	want := map[string]Case{"L": Capital, "été": Lower, "TikTok": Mixed, "CNBC": Upper, "G": Capital}
	for i, tok := range tokens.List {
		if c, ok := want[tokens.Raw(i)]; ok && tok.Case != c {
			t.Errorf("%s has case %d, want %d", tokens.Raw(i), tok.Case, c)
		}
	}
	if i := tokens.At(8); tokens.Raw(i) != "," || tokens.List[i+1].Line != 1 || !tokens.Glued(i) || tokens.Glued(i+1) {
		t.Errorf("token at byte 8 is %q", tokens.Raw(i))
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("L’été, TikTok 9h47\r\n\u0301\u00ad")
	f.Add("\xff\xfeé")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		tokens := Tokenize(s)
		end := int32(0)
		for i, tok := range tokens.List {
			if tok.Start < end || tok.End <= tok.Start || int(tok.End) > len(s) {
				t.Fatalf("token %d: %v after %d", i, tok.Span(), end)
			}
			if got, want := tokens.Fold(i), Fold(tokens.Raw(i)); got != want {
				t.Fatalf("token %d folds to %q, want %q", i, got, want)
			}
			if got := strings.Count(s[:tok.Start], "\n"); got != int(tok.Line) {
				t.Fatalf("token %d is on line %d, want %d", i, tok.Line, got)
			}
			if tokens.At(tok.Start) != i {
				t.Fatalf("token %d is not found by its start", i)
			}
			end = tok.End
		}
		src := NewSource("x", s)
		for off := range s {
			if got, want := src.CodePoint(int32(off)), utf8.RuneCountInString(s[:off]); got != want {
				t.Fatalf("byte %d is code point %d, want %d", off, got, want)
			}
		}
	})
}

func BenchmarkTokenize(b *testing.B) {
	s := strings.Repeat("Le réseau social chinois, au succès phénoménal, fait l’objet de vives critiques par l’administration Trump. ", 100)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	var t Tokens
	for b.Loop() {
		t.Read(s)
	}
}

// TestTokenizeAnywhere reads random runs of letters of all kinds, of all lengths and at all places: each is one word,
// folded as by itself.
func TestTokenizeAnywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 3))
	letters := []rune("abzABZabzABZéÉœŒßıžλΩж字ﬁe\u0301\u00ad")
	signs := []rune(" \n@[`{/.:'’«0\x7f")
	for range 2000 {
		var b strings.Builder
		b.WriteString(strings.Repeat(string(signs[random.IntN(len(signs))]), random.IntN(3)))
		want := string(rune('a' + random.IntN(26)))
		for range random.IntN(20) {
			want += string(letters[random.IntN(len(letters)/(1+random.IntN(4)))])
		}
		from := b.Len()
		b.WriteString(want)
		b.WriteString(strings.Repeat(string(signs[random.IntN(len(signs))]), random.IntN(12)))
		tokens := Tokenize(b.String())
		i := tokens.At(int32(from))
		tok := tokens.List[i]
		if got := tokens.Raw(i); got != want || tok.Kind != Word {
			t.Fatalf("%q: %q, want %q", b.String(), got, want)
		}
		capitals, count := 0, 0
		for _, r := range want {
			if unicode.IsLetter(r) {
				count++
			}
			if unicode.IsUpper(r) {
				capitals++
			}
		}
		cased := Mixed
		if capitals == 0 {
			cased = Lower
		} else if capitals == count && count > 1 {
			cased = Upper
		}
		if tok.Case != cased || tokens.Fold(i) != Fold(want) || tok.Hash() != Hash(Fold(want)) || tok.ASCII != isASCII(want) {
			t.Fatalf("%q: %+v, folded %q", want, tok, tokens.Fold(i))
		}
	}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// TestAt asks for every offset of a text, and beyond.
func TestAt(t *testing.T) {
	for _, s := range []string{"", "a", " ", strings.Repeat(" ", 100), strings.Repeat("a ", 70) + strings.Repeat(" ", 70) + strings.Repeat("bc", 40) + " d  "} {
		tokens := Tokenize(s)
		for off := int32(-1); int(off) < len(s)+40; off++ {
			want := 0
			for want < tokens.Len() && tokens.List[want].Start < off {
				want++
			}
			if got := tokens.At(off); got != want {
				t.Fatalf("%q at %d: token %d, want %d", s, off, got, want)
			}
		}
	}
}

// A text cut anywhere, even inside a character, has as many code points as its bytes that begin one.
func TestRuneStarts(t *testing.T) {
	const s = "Il a dit : « L’été, c’est fini. » \U0001F600 \u00a0ÿ plain words, then 界 and the end of it"
	for from := range len(s) {
		for to := from; to <= len(s); to++ {
			want := 0
			for _, b := range []byte(s[from:to]) {
				if utf8.RuneStart(b) {
					want++
				}
			}
			if got := runeStarts(s[from:to]); got != want {
				t.Fatalf("runeStarts(%q) = %d, want %d", s[from:to], got, want)
			}
		}
	}
}
