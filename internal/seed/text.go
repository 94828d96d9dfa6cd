package seed

import "briefing/internal/diag"

// decodeText decodes plain text: the text is the file's, byte for byte but for a byte order mark.
func decodeText(file string, raw []byte) (read, diag.List) {
	s, list := decodeBytes(file, raw, "")
	return read{text: s}, list
}
