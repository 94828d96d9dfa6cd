package site

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"io"

	"golang.org/x/image/vector"
)

// The icons are the built-in theme's favicon.svg as pictures, for what reads no SVG. A site's own file of the name in
// assets/ takes the place of one.
var iconSizes = [...]struct {
	name string
	size int
}{{"apple-touch-icon.png", 180}, {"icon-192.png", 192}, {"icon-512.png", 512}}

// addPictures adds icons and share cards.
func (s *Site) addPictures() {
	for _, i := range iconSizes {
		s.addFinal(i.name, func(w io.Writer) error { return drawIcon(w, i.size) })
	}
	s.addFinal("favicon.ico", func(w io.Writer) error { return drawICO(w, 32) })
	s.addFinal("site.webmanifest", s.webManifest)
	if s.carded {
		s.addCards()
	}
}

// drawIcon draws the icon in a size: lines of text on a ground, in the units of favicon.svg, 32 to a side.
func drawIcon(w io.Writer, size int) error {
	const levels = 16
	palette := color.Palette{}
	for i := range levels {
		mix := func(ground int) uint8 { return uint8(ground + (0xff-ground)*i/(levels-1)) }
		palette = append(palette, color.RGBA{mix(0x7a), mix(0x1f), mix(0x1f), 0xff})
	}
	img := image.NewPaletted(image.Rect(0, 0, size, size), palette)
	z := vector.NewRasterizer(size, size)
	unit := float32(size) / 32
	for _, l := range [...]struct{ x1, x2, y float32 }{{8, 24, 9}, {8, 24, 15}, {8, 17, 21}} {
		stroke(z, l.x1*unit, l.x2*unit, (l.y+1)*unit, 1.5*unit)
	}
	mask := image.NewAlpha(img.Rect)
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	for i, a := range mask.Pix {
		img.Pix[i] = uint8((int(a)*(levels-1) + 127) / 255)
	}
	return png.Encode(w, img)
}

// stroke adds a level line with round ends.
func stroke(z *vector.Rasterizer, x1, x2, y, r float32) {
	const k = 0.5523 // makes a cubic curve a quarter of a circle
	z.MoveTo(x1, y-r)
	z.LineTo(x2, y-r)
	z.CubeTo(x2+k*r, y-r, x2+r, y-k*r, x2+r, y)
	z.CubeTo(x2+r, y+k*r, x2+k*r, y+r, x2, y+r)
	z.LineTo(x1, y+r)
	z.CubeTo(x1-k*r, y+r, x1-r, y+k*r, x1-r, y)
	z.CubeTo(x1-r, y-k*r, x1-k*r, y-r, x1, y-r)
	z.ClosePath()
}

// drawICO writes the icon as an ICO file of one picture, which may be a PNG.
func drawICO(w io.Writer, size int) error {
	var b bytes.Buffer
	if err := drawIcon(&b, size); err != nil {
		return err
	}
	head := []any{[3]uint16{0, 1, 1}, [4]uint8{uint8(size), uint8(size), 0, 0}, [2]uint16{1, 32}, [2]uint32{uint32(b.Len()), 6 + 16}}
	for _, part := range head {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// webManifest tells a phone how to show the site among its applications.
func (s *Site) webManifest(w io.Writer) error {
	type icon struct {
		Src   string `json:"src"`
		Sizes string `json:"sizes"`
		Type  string `json:"type"`
	}
	site := &s.corpus.Content.Site
	raw, err := json.Marshal(struct {
		Name       string `json:"name"`
		Lang       string `json:"lang"`
		StartURL   string `json:"start_url"`
		Display    string `json:"display"`
		Background string `json:"background_color"`
		Theme      string `json:"theme_color"`
		Icons      []icon `json:"icons"`
	}{site.Title.In(site.Language), site.Language, "./", "browser", "#fbfaf7", "#fbfaf7",
		[]icon{{"icon-192.png", "192x192", "image/png"}, {"icon-512.png", "512x512", "image/png"}}})
	if err != nil {
		return err
	}
	_, err = w.Write(append(raw, '\n'))
	return err
}
