package annotate

import (
	"fmt"
	"slices"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// settled returns the time expressions of a document with what an editor wrote of some of them, and what is left to say
// of them: an editor's word settles doubts. A rule that finds its words nowhere is told.
func settled(doc *corpus.Document, tokens *text.Tokens, found []corpus.Timex, diags diag.List) ([]corpus.Timex, diag.List) {
	if len(doc.Meta.Dates) == 0 {
		return found, diags
	}
	found = slices.Clone(found)
	var told diag.List
	for i := range doc.Meta.Dates {
		rule := &doc.Meta.Dates[i]
		spans := occurrences(doc, tokens, rule)
		for _, s := range spans {
			found = settle(found, s, rule)
			diags = slices.DeleteFunc(slices.Clone(diags), func(d diag.Diagnostic) bool {
				return d.Source == doc.Clipping.Source && d.Span.Overlaps(s)
			})
		}
		if len(spans) == 0 && rule.Place.Source != nil {
			where := "the clipping"
			if rule.Line > 0 {
				where = fmt.Sprintf("line %d of the clipping", rule.Line)
			}
			told = append(told, diag.At(diag.Warning, "date-unused", rule.Place.Source, rule.Place.Span, "%s has no words %q", where, rule.Text).
				WithHint("copy them from the clipping, or take the rule out"))
		}
	}
	return found, append(diags, told...)
}

// occurrences returns where the words of a rule stand, whatever their case, accents and spaces.
func occurrences(doc *corpus.Document, t *text.Tokens, rule *corpus.DateRule) (spans []text.Span) {
	want := text.Tokenize(rule.Text)
	for i := 0; i+want.Len() <= t.Len() && want.Len() > 0; i++ {
		n := 0
		for n < want.Len() && t.Fold(i+n) == want.Fold(n) {
			n++
		}
		s := text.Span{Start: t.List[i].Start, End: t.List[max(i, i+n-1)].End}
		if n == want.Len() && (rule.Line == 0 || doc.Clipping.Source.LineAt(s.Start) == rule.Line) {
			spans = append(spans, s)
			i += n - 1
		}
	}
	return spans
}

// settle replaces the expressions that a span meets by what an editor says of it: of an expression around the span all of
// it is meant.
func settle(list []corpus.Timex, s text.Span, rule *corpus.DateRule) []corpus.Timex {
	at := len(list)
	kept := list[:0]
	for i := range list {
		switch t := &list[i]; {
		case t.Span.Overlaps(s):
			if t.Span.Contains(s) {
				s = t.Span
			}
			at = min(at, len(kept))
			continue
		case t.Span.Start >= s.End:
			at = min(at, len(kept))
		}
		kept = append(kept, list[i])
	}
	if rule.Ignore {
		return kept
	}
	return slices.Insert(kept, min(at, len(kept)), toldBy(rule, s))
}

// toldBy returns the time expression that an editor gives the value of.
func toldBy(rule *corpus.DateRule, s text.Span) corpus.Timex {
	told := rule.Date.String()
	t := corpus.Timex{Span: s, Meaning: &corpus.Meaning{Type: corpus.Date, Value: strings.Map(func(r rune) rune {
		if strings.ContainsRune("~?%", r) {
			return -1
		}
		return r
	}, told), EDTF: told, Anchor: corpus.EditorsAnchor, Why: "an editor's word"}}
	if p := rule.Date.Precision(); p == edtf.Minute || p == edtf.Second {
		t.Type = corpus.Time
	}
	if rule.Date.Approximate() {
		t.Mod = "APPROX"
	}
	from, to, hasFrom, hasTo := rule.Date.Bounds()
	if hasFrom {
		t.From = from.String()
	}
	if hasTo {
		t.To = to.String()
	}
	if src := rule.Place.Source; src != nil {
		t.Why += fmt.Sprintf(" (%s:%d)", src.Name, rule.Place.Line())
	}
	return t
}
