package link

import (
	"briefing/internal/text"
)

// A number is a quantity that a statement tells.
type number struct {
	value uint64 // in thousandths
	unit  uint32 // what is counted: a concept, the stem of the word behind it, or 0
	span  text.Span

	id int32 // in linker.numbers
}

// number reads the quantity whose first figure is word i: "10.000", "10 000", "1,500", "3,5", "180 millions". ok is
// false inside a quantity, and for what is no quantity.
func (p *passage) number(i int) (n number, ok bool) {
	if i > 0 && p.words[i-1].kind == text.Number && p.groups(i-1) > 0 || i > 1 && p.words[i-2].kind == text.Number && p.groups(i-2) > 0 {
		return number{}, false
	}
	if i > 1 && p.words[i-2].kind == text.Number && p.glued(i-2) && p.glued(i-1) && isPoint(p.text(i-1)) {
		return number{}, false
	}
	value, digits, j := uint64(0), 0, i
	add := func(s string) bool {
		for k := range len(s) {
			if s[k] < '0' || s[k] > '9' {
				return false
			}
			value = value*10 + uint64(s[k]-'0')
		}
		digits += len(s)
		return digits <= 15
	}
	if !add(p.words[i].fold) {
		return number{}, false
	}
	for step := p.groups(j); step > 0; step = p.groups(j) {
		j += step
		if !add(p.words[j].fold) {
			return number{}, false
		}
	}
	value *= 1000
	if j+2 < len(p.words) && p.glued(j) && p.glued(j+1) && isPoint(p.text(j+1)) && p.words[j+2].kind == text.Number && len(p.words[j+2].fold) <= 2 {
		fraction := uint64(0)
		for _, c := range p.words[j+2].fold {
			fraction = fraction*10 + uint64(c-'0')
		}
		if len(p.words[j+2].fold) == 1 {
			fraction *= 10
		}
		value += fraction * 10
		j += 2
	}
	n = number{value: value, span: text.Span{Start: p.words[i].start, End: p.words[j].end}}
	j++
	if j < len(p.words) && p.words[j].is(scale) && n.value < 1e15 {
		n.value *= uint64(p.words[j].scale)
		j++
	}
	n.unit = p.counted(j)
	return n, n.value > 0
}

// groups returns how many words from the figures at i it is to the next three figures of the same number: 1 across a
// space, 2 across a point or comma; 0 where there are none.
func (p *passage) groups(i int) int {
	three := func(j int) bool {
		return j < len(p.words) && p.words[j].kind == text.Number && len(p.words[j].fold) == 3 && p.words[j].timex < 0
	}
	switch {
	case three(i+1) && p.words[i+1].start-p.words[i].end <= 3 && len(p.words[i].fold) <= 3:
		return 1
	case three(i+2) && p.glued(i) && p.glued(i+1) && isPoint(p.text(i+1)) && len(p.words[i].fold) <= 3:
		return 2
	}
	return 0
}

// glued reports whether the word behind i follows it without a space.
func (p *passage) glued(i int) bool { return p.words[i].end == p.words[i+1].start }

func (p *passage) text(i int) string {
	return p.doc.Clipping.Source.Text[p.words[i].start:p.words[i].end]
}

func isPoint(s string) bool { return s == "." || s == "," }

// counted returns what a number before word j counts: the first word that says something.
func (p *passage) counted(j int) uint32 {
	for n := 0; j < len(p.words) && n < 4; j++ {
		w := &p.words[j]
		if w.kind == text.Word {
			n++
			switch {
			case w.concept != 0:
				return uint32(w.concept)
			case !w.is(stop|of|determiner) && w.mention < 0 && len(w.fold) >= 4 && !p.adjective(j):
				return stem(w.fold) | 1<<31
			}
		} else if w.sign != 0 {
			break
		}
	}
	return 0
}

// adjective reports whether another word follows j that may be the noun it belongs to.
func (p *passage) adjective(j int) bool {
	return j+1 < len(p.words) && p.words[j+1].kind == text.Word && p.words[j+1].concept != 0
}
