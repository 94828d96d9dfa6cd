package seed

import (
	"briefing/internal/diag"
	"briefing/internal/text"
)

// decodeText decodes plain text; see [text.Decode].
func decodeText(file string, raw []byte) (string, diag.List) {
	decoded, err := text.Decode(raw)
	if err != nil {
		return "", diag.List{diag.Undecodable(file, err)}
	}
	return decoded, nil
}
