package diag

import (
	"encoding/json"
	"io"
)

// JSON writes the list as one JSON object, {"diagnostics":[…]}. Lines and columns count from 1, columns in
// characters; they are left out where a diagnostic is about no place in a text.
func JSON(w io.Writer, list List) error {
	type record struct {
		Severity string `json:"severity"`
		ID       string `json:"id"`
		File     string `json:"file,omitempty"`
		Line     int    `json:"line,omitempty"`
		Column   int    `json:"column,omitempty"`
		Message  string `json:"message"`
		Hint     string `json:"hint,omitempty"`
	}
	records := make([]record, len(list))
	for i, d := range list {
		pos := d.Position()
		records[i] = record{d.Severity.String(), d.ID, d.File, pos.Line, pos.Column, d.Message, d.Hint}
	}
	return encode(w, struct {
		Diagnostics []record `json:"diagnostics"`
	}{records})
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
