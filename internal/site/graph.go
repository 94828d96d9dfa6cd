package site

import (
	"html/template"
	"math"
	"strconv"
	"strings"

	"briefing/internal/corpus"
)

// The size of a graph in its own units.
const (
	graphWidth  = 640
	graphHeight = 420
)

// A knot is an entity of a graph and where it lies.
type knot struct {
	entity *corpus.Entity
	x, y   int
	shared int // sentences with the entity in the middle
}

// graph draws who appears with an entity: it in the middle, the others around it, lines the thicker the more sentences
// they share. The table beside it says the same in words, so the picture is not for those who can't see it.
func (s *edition) graph(d *dossier, at place) template.HTML {
	if len(d.AppearsWith) < 3 {
		return ""
	}
	knots := ring(d.AppearsWith[:min(len(d.AppearsWith), graphShown)])
	w := s.writer(at)
	w.write(`<svg class="graph" viewBox="0 0 `)
	w.number(graphWidth)
	w.write(" ")
	w.number(graphHeight)
	w.write(`" aria-hidden="true" focusable="false">`)
	for i, k := range knots {
		for _, other := range knots[i+1:] {
			if n := s.together(k.entity, other.entity); n > 0 {
				w.line("between", k.x, k.y, other.x, other.y, n)
			}
		}
	}
	for _, k := range knots {
		w.line("spoke", graphWidth/2, graphHeight/2, k.x, k.y, k.shared)
	}
	w.knot(knot{d.Entity, graphWidth / 2, graphHeight / 2, 0}, true)
	for _, k := range knots {
		w.knot(k, false)
	}
	w.write("</svg>")
	return w.html()
}

// ring places entities on an ellipse, beginning at the top; whole units, so that every machine draws the same.
func ring(with []corpus.CoMention) (knots []knot) {
	for i, c := range with {
		angle := 2*math.Pi*float64(i)/float64(len(with)) - math.Pi/2
		x := graphWidth/2 + int(math.Round(250*math.Cos(angle)))
		y := graphHeight/2 + int(math.Round(175*math.Sin(angle)))
		knots = append(knots, knot{c.Entity, x, y, c.Sentences})
	}
	return knots
}

// together returns how many sentences two entities share, as far as they are among the first of each other.
func (s *edition) together(a, b *corpus.Entity) int {
	d := s.fileOf[a]
	if d == nil {
		return 0
	}
	for _, c := range d.AppearsWith[:min(len(d.AppearsWith), withShown)] {
		if c.Entity == b {
			return c.Sentences
		}
	}
	return 0
}

func (w *writer) line(class string, x1, y1, x2, y2, n int) {
	w.write(`<line class="` + class + `"`)
	for _, c := range [...]struct {
		name  string
		value int
	}{{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}} {
		w.attr(c.name, strconv.Itoa(c.value))
	}
	width := 1 + int(math.Round(2*math.Log2(float64(max(n, 1))))) // in halves of a unit
	w.attr("stroke-width", strings.TrimPrefix(strconv.FormatFloat(float64(min(width, 16))/2, 'f', -1, 64), "0"))
	w.write("/>")
}

func (w *writer) knot(k knot, middle bool) {
	name, lang := picked(k.entity.Name, w.s.words.lang)
	w.write(`<g class="knot `)
	w.escaped(string(k.entity.Type))
	if middle {
		w.write(" middle")
	}
	w.write(`"><circle r="7" cx="`)
	w.number(k.x)
	w.write(`" cy="`)
	w.number(k.y)
	w.write(`"/><text text-anchor="middle" x="`)
	w.number(k.x)
	w.write(`" y="`)
	w.number(k.y + 24)
	w.write(`"`)
	w.lang(lang)
	w.write(">")
	w.escaped(name)
	w.write("</text></g>")
}
