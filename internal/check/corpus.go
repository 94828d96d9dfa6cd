package check

import (
	"briefing/internal/corpus"
	"briefing/internal/diag"
)

// Corpus tells what editors should look at before they publish: documents without a date, or with one that was only
// inferred, copies of others, and declared entities that no document names. What sources disagree on isn't told here:
// linking them does.
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
	return diags
}
