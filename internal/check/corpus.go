package check

import (
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/diag"
)

// Corpus tells what editors should look at before they publish: documents without a date, or with one that was only
// inferred, copies of others, declared entities that no document names, and events on which sources disagree. Weekdays
// that aren't those of their dates are left out: reading the clippings tells them, with their place.
func Corpus(c *corpus.Corpus) diag.List {
	var diags diag.List
	for _, d := range c.Documents {
		switch name := d.Clipping.Source.Name; {
		case d.Published.Date.IsZero():
			diags = append(diags, diag.About(diag.Warning, "no-date", name, "nothing tells when this document was published").
				WithHint("give published in a file of content/documents/; without it \"Thursday\" can't be resolved"))
		case d.Published.Inferred:
			diags = append(diags, diag.About(diag.Info, "inferred-date", name, "published %s is inferred: %s", d.Published.Date, d.Published.Basis).
				WithHint("confirm it with published in a file of content/documents/"))
		}
		if d.Copy != nil {
			diags = append(diags, diag.About(diag.Info, "copy", d.Clipping.Source.Name, "the document is taken for a copy of %s (%s): both count as one source", d.Copy.Of.Clipping.File, d.Copy.Kind).
				WithHint("copy_of in a file of content/documents/ says otherwise: another clipping, or none"))
		}
	}
	for _, d := range c.Dossiers {
		if d.Count == 0 && d.Entity.Place.Source != nil {
			diags = append(diags, diag.At(diag.Info, "never-named", d.Entity.Place.Source, d.Entity.Place.Span, "no document names %s", d.Entity.ID))
		}
	}
	for _, e := range c.Timeline {
		for _, conflict := range e.Conflicts {
			if conflict.Kind != corpus.WeekdayConflict {
				diags = append(diags, disagreement(e, conflict))
			}
		}
	}
	return diags
}

// disagreement tells of a conflict at the first statement that has a side in it.
func disagreement(e *corpus.Event, conflict corpus.Conflict) diag.Diagnostic {
	const hint = "both are shown on the timeline; a file in content/timeline/ decides"
	at := slices.IndexFunc(conflict.Claims, func(claim corpus.Claim) bool { return len(claim.Statements) > 0 })
	if at < 0 {
		return diag.About(diag.Info, "conflict", "", "sources disagree on event %s: %s", e.ID, conflict.Why).WithHint(hint)
	}
	st := e.Statements[conflict.Claims[at].Statements[0]]
	span := st.Clause
	if st.Timex >= 0 {
		span = st.Document.Timexes[st.Timex].Span
	}
	return diag.At(diag.Info, "conflict", st.Document.Clipping.Source, span, "sources disagree on event %s: %s", e.ID, conflict.Why).WithHint(hint)
}
