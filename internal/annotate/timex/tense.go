package timex

import (
	"strings"

	"briefing/internal/text"
)

// reachOfTense is how many tokens from an expression the verb that governs it is looked for.
const reachOfTense = 24

// direction tells from the words of its sentence whether an expression looks back (-1) or ahead (1), or that they
// don't tell (0). The nearest cue before it decides, else the first one after it. A participle looks back unless an
// auxiliary of the future stands just before it: "will be held Friday", "sera célébrée mardi".
func (m *matcher) direction(start, end int32, bounds func() (int, int)) int {
	from, to := bounds()
	for i, n := int(start)-1, 0; i >= from && n < reachOfTense; i, n = i-1, n+1 {
		if m.t.List[i].Kind == text.Punct {
			if c := m.t.Text[m.t.List[i].Start]; c == ';' || c == ':' {
				break
			}
			continue
		}
		if d := m.cue(i, from); d != 0 {
			return d
		}
		if m.participle(i) {
			return m.behind(i, from)
		}
	}
	for i, n := int(end), 0; i < to && n < reachOfTense; i, n = i+1, n+1 {
		if m.t.List[i].Kind == text.Punct {
			if c := m.t.Text[m.t.List[i].Start]; c == ';' || c == ':' {
				break
			}
			continue
		}
		if d := m.cue(i, from); d != 0 {
			return d
		}
	}
	return 0
}

// cue tells the direction of one word.
func (m *matcher) cue(i, from int) int {
	if m.t.List[i].Kind != text.Word {
		return 0
	}
	e := m.entries[m.ids[i]].mask
	if e&(1<<m.cuefut) != 0 && m.has(m.cuefut, i) {
		return 1
	}
	if e&(1<<m.cueperf) != 0 && m.has(m.cueperf, i) {
		return m.perfect(i, from)
	}
	if e&(1<<m.cuepast) != 0 && m.has(m.cuepast, i) {
		return m.behind(i, from)
	}
	raw := m.t.Raw(i)
	if ends(raw, m.neutralEndings) {
		return 0
	}
	if ends(raw, m.pastEndings) && !m.named(i) {
		return m.behind(i, from)
	}
	if ends(raw, m.futureEndings) {
		return 1
	}
	return 0
}

// participle reports whether a word is one, by its ending or by the list of those that don't show it.
func (m *matcher) participle(i int) bool {
	return (m.entries[m.ids[i]].mask&(1<<m.cuepart) != 0 || ends(m.t.Raw(i), m.participles)) && !m.named(i)
}

// named reports whether an article stands before a word: then it is a noun, whatever its ending ("le marché").
func (m *matcher) named(i int) bool {
	return i > 0 && m.entries[m.ids[i-1]].mask&(1<<m.det) != 0
}

func (m *matcher) has(class uint8, i int) bool {
	end, _ := m.class(class, int32(i))
	return end >= 0
}

// perfect tells the direction of "has" or "a": back where a participle follows.
func (m *matcher) perfect(i, from int) int {
	const reach = 3
	for j := i + 1; j < len(m.ids) && j <= i+reach && m.t.List[j].Kind == text.Word; j++ {
		raw := m.t.Raw(j)
		if m.entries[m.ids[j]].mask&(1<<m.cuepart) != 0 || ends(raw, m.participles) || ends(raw, m.pastEndings) || ends(raw, m.looseEndings) ||
			m.entries[m.ids[j]].mask&(1<<m.cuepast) != 0 && m.has(m.cuepast, j) {
			return m.behind(i, from)
		}
	}
	return 0
}

// behind tells the direction of a past form: ahead where an auxiliary of the future stands just before it, or a word
// of planning just after: "has been scheduled".
func (m *matcher) behind(i, from int) int {
	const reach = 4
	for j := i; j < len(m.ids) && j < i+reach && m.t.List[j].Kind == text.Word; j++ {
		if m.entries[m.ids[j]].mask&(1<<m.cueplan) != 0 {
			return 1
		}
	}
	for j := i - 1; j >= from && j >= i-reach; j-- {
		if m.t.List[j].Kind == text.Punct {
			break
		}
		if m.entries[m.ids[j]].mask&(1<<m.cuefut) != 0 && m.has(m.cuefut, j) || ends(m.t.Raw(j), m.futureEndings) {
			return 1
		}
	}
	return -1
}

// ends reports whether a word of some length has one of the endings.
func ends(word string, endings []string) bool {
	for _, e := range endings {
		if len(word) > len(e)+2 && strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}
