package seed

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// A run is a piece of text as a PDF draws it: at a point of the page, in one size.
type run struct {
	x, y, end float64 // its start, its baseline, and about where it ends
	size      float64
	text      string
}

// A drawing follows the operators of a page (ISO 32000-1, chapter 9) as far as they move text.
type drawing struct {
	page  pdf.Page
	fonts map[string]*typeface
	steps *int // left for the whole document

	out          []run
	font         *typeface
	size         float64
	leading      float64
	wide         float64 // horizontal scaling
	ctm, tm, tlm matrix
	saved        []matrix
}

// A typeface is what is needed of a font: how its codes read, and how wide they are.
type typeface struct {
	enc    pdf.TextEncoding
	widths [256]float64    // by code, in thousandths of the type size
	cids   map[int]float64 // by code of two bytes, for fonts that have such codes; nil for others
	cidOf  float64         // the width of those that the map leaves out
}

// maxCIDs is how many widths of a font are read.
const maxCIDs = 1 << 16

// readCIDs reads the widths of a font whose codes have two bytes (ISO 32000-1, 9.7.4.3).
func (f *typeface) readCIDs(font pdf.Value, spend func(int)) {
	f.cids, f.cidOf = map[int]float64{}, 1000
	if w := font.Key("DW").Float64(); w > 0 {
		f.cidOf = w
	}
	list := font.Key("W")
	for i := 0; i+1 < list.Len() && len(f.cids) < maxCIDs; {
		first := int(list.Index(i).Int64())
		if some := list.Index(i + 1); some.Kind() == pdf.Array {
			n := min(some.Len(), maxCIDs)
			spend(n)
			for k := range n {
				f.cids[first+k] = some.Index(k).Float64()
			}
			i += 2
			continue
		}
		last, w := int(list.Index(i+1).Int64()), list.Index(i+2).Float64()
		last = min(last, first+maxCIDs)
		spend(max(1, last-first))
		for code := first; code <= last; code++ {
			f.cids[code] = w
		}
		i += 3
	}
}

// width returns how wide a text is, in thousandths of the type size.
func (f *typeface) width(raw string) float64 {
	width := 0.0
	if f.cids == nil {
		for i := 0; i < len(raw); i++ {
			width += f.widths[raw[i]]
		}
		return width
	}
	for i := 0; i+1 < len(raw); i += 2 {
		if w, ok := f.cids[int(raw[i])<<8|int(raw[i+1])]; ok {
			width += w
		} else {
			width += f.cidOf
		}
	}
	return width
}

// A matrix is a transformation: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var unit = matrix{a: 1, d: 1}

// then returns the transformation that does m, then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// runs returns the page's text in the order in which it is drawn.
func (d *drawing) runs() []run {
	if d.page.V.IsNull() || d.page.V.Key("Contents").Kind() == pdf.Null {
		return nil
	}
	d.ctm, d.tm, d.tlm, d.wide = unit, unit, unit, 1
	pdf.Interpret(d.page.V.Key("Contents"), func(stack *pdf.Stack, op string) {
		var args []pdf.Value
		for stack.Len() > 0 && len(args) < 32 {
			args = append(args, stack.Pop())
		}
		for stack.Len() > 0 {
			stack.Pop()
		}
		d.spend(1 + len(args))
		for i, j := 0, len(args)-1; i < j; i, j = i+1, j-1 {
			args[i], args[j] = args[j], args[i]
		}
		d.operator(op, args)
	})
	return d.out
}

func (d *drawing) spend(n int) {
	if *d.steps -= n; *d.steps < 0 {
		panic(errCostly)
	}
}

const maxSaved = 1000

func (d *drawing) operator(op string, args []pdf.Value) {
	number := func(i int) float64 {
		if i < len(args) {
			return args[i].Float64()
		}
		return 0
	}
	switch op {
	case "q":
		if len(d.saved) < maxSaved {
			d.saved = append(d.saved, d.ctm)
		}
	case "Q":
		if n := len(d.saved); n > 0 {
			d.ctm, d.saved = d.saved[n-1], d.saved[:n-1]
		}
	case "cm":
		d.ctm = matrix{number(0), number(1), number(2), number(3), number(4), number(5)}.then(d.ctm)
	case "BT":
		d.tm, d.tlm = unit, unit
	case "Tf":
		if len(args) == 2 {
			d.useFont(args[0].Name())
			d.size = number(1)
		}
	case "TL":
		d.leading = number(0)
	case "Tz":
		d.wide = number(0) / 100
	case "TD":
		d.leading = -number(1)
		d.move(number(0), number(1))
	case "Td":
		d.move(number(0), number(1))
	case "Tm":
		d.tlm = matrix{number(0), number(1), number(2), number(3), number(4), number(5)}
		d.tm = d.tlm
	case "T*":
		d.move(0, -d.leading)
	case "Tj":
		d.show(args)
	case "'":
		d.move(0, -d.leading)
		d.show(args)
	case "\"":
		d.move(0, -d.leading)
		if len(args) == 3 {
			d.show(args[2:])
		}
	case "TJ":
		if len(args) == 1 {
			d.showSpaced(args[0])
		}
	}
}

func (d *drawing) useFont(name string) {
	if f := d.fonts[name]; f != nil {
		d.font = f
		return
	}
	font := d.page.Font(name)
	f := &typeface{enc: font.Encoder()}
	if font.V.Key("Subtype").Name() == "Type0" {
		f.readCIDs(font.V.Key("DescendantFonts").Index(0), d.spend)
	}
	first, widths := font.FirstChar(), font.V.Key("Widths")
	for code := range f.widths {
		f.widths[code] = meanWidth
		if i := code - first; i >= 0 && i < widths.Len() {
			if w := widths.Index(i).Float64(); w > 0 {
				f.widths[code] = w
			}
		}
	}
	d.fonts[name], d.font = f, f
}

func (d *drawing) move(x, y float64) {
	d.tlm = matrix{1, 0, 0, 1, x, y}.then(d.tlm)
	d.tm = d.tlm
}

func (d *drawing) show(args []pdf.Value) {
	if len(args) == 1 && args[0].Kind() == pdf.String {
		d.put(args[0].RawString())
	}
}

// spaceWidth is the gap, in thousandths of the type size, from which a movement inside a text is a space.
const spaceWidth = 180

// showSpaced shows an array of texts and movements between them.
func (d *drawing) showSpaced(list pdf.Value) {
	for i := 0; i < list.Len(); i++ {
		d.spend(1)
		v := list.Index(i)
		switch v.Kind() {
		case pdf.String:
			d.put(v.RawString())
		case pdf.Integer, pdf.Real:
			d.tm = matrix{1, 0, 0, 1, -v.Float64() / 1000 * d.size * d.wide, 0}.then(d.tm)
		}
	}
}

// meanWidth is the width of a letter, in thousandths of the type size, where a font doesn't tell.
const meanWidth = 500

// put draws a text at the current point and moves on by its width.
func (d *drawing) put(raw string) {
	d.spend(len(raw))
	s, width := raw, float64(len(raw))*meanWidth
	if d.font != nil {
		width = d.font.width(raw)
		if d.font.enc != nil {
			s = d.font.enc.Decode(raw)
		}
	}
	s = strings.ToValidUTF8(s, "")
	at := d.tm.then(d.ctm)
	d.tm = matrix{1, 0, 0, 1, width / 1000 * d.size * d.wide, 0}.then(d.tm)
	end := d.tm.then(d.ctm)
	size := d.size * at.d
	if size < 0 {
		size = -size
	}
	if at.b != 0 || at.c != 0 || size == 0 { // turned text: margins and watermarks
		return
	}
	d.out = append(d.out, run{x: at.e, y: at.f, end: end.e, size: size, text: s})
}
