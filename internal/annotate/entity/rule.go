package entity

import (
	"fmt"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// refusedByRule reports whether the document's metadata refuses to link these tokens to the claim's entity.
func (r *reading) refusedByRule(c *candidate, cl *claim) bool {
	if cl.entity < 0 {
		return false
	}
	for i := range r.doc.Meta.Unlink {
		rule := &r.doc.Meta.Unlink[i]
		if rule.Entity != "" && rule.Entity != r.m.entities[cl.entity].ID || !r.ruleCovers(rule, c.from) || !r.spells(c, rule.Text) {
			continue
		}
		r.unlinked[i] = true
		return true
	}
	return false
}

func (r *reading) ruleCovers(rule *corpus.LinkRule, token int32) bool {
	return rule.Line == 0 || r.doc.Clipping.Source.LineAt(r.t.List[token].Start) == rule.Line
}

// spells reports whether the candidate's words are those of a text, but for case, accents and signs.
func (r *reading) spells(c *candidate, s string) bool {
	want := wordsOf(s)
	n := 0
	for i := int(c.from); i >= 0 && i < int(c.to); i = nextWord(r.t, i) {
		if n == len(want) || want[n].fold != r.t.Fold(i) {
			return false
		}
		n++
	}
	return n == len(want)
}

// forced returns the mentions that the document's metadata makes, the earlier rule first where two meet.
func (r *reading) forced() []choice {
	var list []choice
	for i := range r.doc.Meta.Link {
		rule := &r.doc.Meta.Link[i]
		e, ok := r.m.index[rule.Entity]
		if !ok {
			continue
		}
		want := wordsOf(rule.Text)
		if len(want) == 0 {
			continue
		}
		for from := 0; from < r.t.Len(); from++ {
			to := r.runOf(from, want)
			if to < 0 || !r.ruleCovers(rule, int32(from)) || overlaps(list, int32(from), int32(to)) {
				continue
			}
			r.linked[i] = true
			ground := &corpus.Ground{Entity: rule.Entity, Kind: corpus.Name, Why: "linked by the editor" + where(rule.Place), Place: rule.Place}
			list = append(list, choice{int32(from), int32(to), e, corpus.Name, ground})
			from = to - 1
		}
	}
	slices.SortFunc(list, func(a, b choice) int { return int(a.from) - int(b.from) })
	return list
}

func overlaps(list []choice, from, to int32) bool {
	for _, c := range list {
		if c.from < to && from < c.to {
			return true
		}
	}
	return false
}

// runOf returns the end of the run of tokens that begins at from and spells the words, or -1.
func (r *reading) runOf(from int, want []word) int {
	if r.t.List[from].Kind == text.Punct || insideWord(r.t, from) {
		return -1
	}
	i := from
	for n, w := range want {
		if i < 0 || r.t.Fold(i) != w.fold {
			return -1
		}
		if n == len(want)-1 {
			break
		}
		i = nextWord(r.t, i)
	}
	if insideWord(r.t, i+1) {
		return -1
	}
	return i + 1
}

// reportRules warns of rules that change nothing, so that a corrected text doesn't keep stale ones.
func (r *reading) reportRules() {
	for i := range r.doc.Meta.Unlink {
		if rule := &r.doc.Meta.Unlink[i]; !r.unlinked[i] {
			r.reportRule(rule, fmt.Sprintf("unlink of %q refuses nothing", rule.Text))
		}
	}
	for i := range r.doc.Meta.Link {
		if rule := &r.doc.Meta.Link[i]; !r.linked[i] {
			r.reportRule(rule, fmt.Sprintf("link of %q finds nothing", rule.Text))
		}
	}
}

func (r *reading) reportRule(rule *corpus.LinkRule, message string) {
	if rule.Place.Source == nil {
		r.diags = append(r.diags, diag.About(diag.Warning, "link-unused", r.doc.Clipping.File, "%s", message))
		return
	}
	r.diags = append(r.diags, diag.At(diag.Warning, "link-unused", rule.Place.Source, rule.Place.Span, "%s", message))
}
