package site

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The size of a share card in pixels, as previews want it: https://ogp.me, 1.91 to 1.
const (
	cardWidth  = 1200
	cardHeight = 630
	cardMargin = 80
)

// maxCards is how many pages a site may have that each get a card; where there are more, the home page alone has one.
const maxCards = 400

// A cardText is what a card says.
type cardText struct{ above, title, below string }

// ink is the last of the shades from paper to ink. With more than sixteen colours a pixel is a byte, which image/png
// copies row by row.
const ink = 31

// shades are the colours of a picture: from paper to ink, and one that stands out.
var shades = func() color.Palette {
	p := color.Palette{}
	for i := range ink + 1 {
		mix := func(paper, dark int) uint8 { return uint8(paper + (dark-paper)*i/ink) }
		p = append(p, color.RGBA{mix(0xfb, 0x1d), mix(0xfa, 0x1b), mix(0xf7, 0x18), 0xff})
	}
	return append(p, color.RGBA{0x8a, 0x1f, 0x1f, 0xff})
}()

const accentShade = ink + 1

// cardFonts are the Go fonts, read once: https://go.dev/blog/go-fonts (BSD licence).
var cardFonts = sync.OnceValue(func() [2]*opentype.Font {
	var fonts [2]*opentype.Font
	for i, raw := range [...][]byte{goregular.TTF, gobold.TTF} {
		f, err := opentype.Parse(raw)
		if err != nil {
			panic(err) // embedded: can't fail
		}
		fonts[i] = f
	}
	return fonts
})

// cardsForAll reports whether every document and entity has a card.
func (s *Site) cardsForAll() bool { return len(s.articles)+len(s.files) <= maxCards }

// card returns the absolute address of the card of a page, or "" where it has none.
func (s *edition) card(target string) string {
	switch {
	case !s.carded || target != "" && !s.cardsForAll():
		return ""
	case target == "":
		return s.absolute("card.png")
	}
	return s.Site.absolute(target + "card.png") // one for all editions
}

// addCards adds the share cards; those of documents and entities are in the site's own language.
func (s *Site) addCards() {
	title := func(e *edition) string { return s.corpus.Content.Site.Title.In(e.words.lang) }
	for _, e := range s.editions {
		s.addCard(e.prefix, cardText{title: title(e), below: s.corpus.Content.Site.Description.In(e.words.lang)})
	}
	if !s.cardsForAll() {
		return
	}
	e := s.editions[0]
	for _, art := range s.articles {
		by := first(art.doc.Publisher().Text, art.doc.Byline().Text)
		if m := e.moments[art.number]; m.Known {
			by = strings.TrimPrefix(by+" · "+m.Text, " · ")
		}
		s.addCard(art.target, cardText{title(e), titleOf(art.doc), by})
	}
	for _, d := range s.files {
		s.addCard(d.target, cardText{title(e), d.Entity.Name.In(e.words.lang), d.Entity.Description.In(e.words.lang)})
	}
}

func (s *Site) addCard(target string, words cardText) {
	s.addFinal(target+"card.png", func(w io.Writer) error { return drawCard(w, words) })
}

// drawCard draws a card. Glyphs are drawn with whole numbers, so every machine gives the same bytes.
func drawCard(w io.Writer, words cardText) error {
	d := drawings.Get().(*drawing)
	defer drawings.Put(d)
	clear(d.img.Pix)
	d.bottom = 0
	d.fill(image.Rect(0, 0, 24, cardHeight), accentShade)
	if err := d.text(words.above, 0, 32, cardMargin+20, 1); err != nil {
		return err
	}
	size, lines := 72.0, 4
	if len(words.title) > 70 {
		size, lines = 54, 5
	}
	if err := d.text(words.title, 1, size, 200, lines); err != nil {
		return err
	}
	if err := d.text(words.below, 0, 34, max(d.bottom+70, 470), 2); err != nil {
		return err
	}
	return (&png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: cardBuffers{}}).Encode(w, d.img)
}

// Cards are drawn and encoded in the memory of earlier ones.
var (
	drawings = sync.Pool{New: func() any { return &drawing{img: image.NewPaletted(image.Rect(0, 0, cardWidth, cardHeight), shades)} }}
	encoders sync.Pool
)

type cardBuffers struct{}

func (cardBuffers) Get() *png.EncoderBuffer {
	b, _ := encoders.Get().(*png.EncoderBuffer)
	return b // nil makes a new one
}

func (cardBuffers) Put(b *png.EncoderBuffer) { encoders.Put(b) }

// A drawing is a card being drawn.
type drawing struct {
	img    *image.Paletted
	bottom int // of the last line
}

func (d *drawing) fill(r image.Rectangle, shade uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := d.img.Pix[d.img.PixOffset(r.Min.X, y):]
		for x := range r.Dx() {
			row[x] = shade
		}
	}
}

// text writes words in a font and a size in pixels, from a baseline on, in up to so many lines; what is too long ends
// in an ellipsis.
func (d *drawing) text(words string, weight int, size float64, baseline, lines int) error {
	face, err := opentype.NewFace(cardFonts()[weight], &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return err
	}
	defer face.Close()
	for _, line := range wrap(face, words, fixed.I(cardWidth-2*cardMargin), lines) {
		dot := fixed.P(cardMargin, baseline)
		for _, r := range line {
			box, mask, at, advance, ok := face.Glyph(dot, r)
			if ok {
				d.glyph(box, mask, at)
			}
			dot.X += advance
		}
		d.bottom = baseline
		baseline += int(size * 1.18)
	}
	return nil
}

// glyph puts a glyph onto the picture.
func (d *drawing) glyph(box image.Rectangle, mask image.Image, at image.Point) {
	alpha, ok := mask.(*image.Alpha)
	if !ok {
		return
	}
	shown := box.Intersect(d.img.Rect)
	for y := shown.Min.Y; y < shown.Max.Y; y++ {
		from := alpha.PixOffset(at.X+shown.Min.X-box.Min.X, at.Y+y-box.Min.Y)
		opacity := alpha.Pix[from : from+shown.Dx()]
		row := d.img.Pix[d.img.PixOffset(shown.Min.X, y):][:len(opacity)]
		for x, a := range opacity {
			if shade := uint8((int(a)*ink + 127) / 255); row[x] < shade {
				row[x] = shade
			}
		}
	}
}

// wrap breaks words into up to n lines that fit a width.
func wrap(face font.Face, words string, width fixed.Int26_6, n int) (lines []string) {
	line := ""
	for _, word := range strings.FieldsFunc(oneLine(words), func(r rune) bool { return r == ' ' }) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if font.MeasureString(face, longer) <= width {
			line = longer
			continue
		}
		if len(lines) == n-1 {
			return append(lines, shorten(face, longer, width))
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = shorten(face, word, width)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// shorten cuts a text that doesn't fit a width and marks the cut.
func shorten(face font.Face, words string, width fixed.Int26_6) string {
	if font.MeasureString(face, words) <= width {
		return words
	}
	runes := []rune(words)
	for len(runes) > 0 && font.MeasureString(face, string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}
