package diag

import (
	"errors"

	"briefing/internal/text"
)

// Undecodable returns an error about a file whose bytes are no text: err is what [text.Decode] returned.
func Undecodable(file string, err error) Diagnostic {
	e := (*text.DecodeError)(nil)
	if !errors.As(err, &e) {
		return About(Error, "encoding", file, "the text can't be decoded: %v", err)
	}
	d := About(Error, "encoding", file, "%s", e.Msg)
	if e.Text != "" {
		d = At(Error, "encoding", text.NewSource(file, e.Text), e.Span, "%s", e.Msg)
	}
	d.Hint = e.Hint
	return d
}
