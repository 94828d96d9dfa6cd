package seed

import (
	"bytes"
	"strings"

	"briefing/internal/diag"
	"briefing/internal/seed/page"
)

// decodeHTML reads a saved web page; see package page.
func decodeHTML(file string, raw []byte) (read, diag.List) {
	s, list := decodeBytes(file, withoutNULs(raw), declaredInHTML(raw))
	if list.Failed() {
		return read{}, list
	}
	p := page.Read(s)
	return read{text: visible(p.Text), meta: p.Meta, hints: p.Hints}, list
}

// withoutNULs drops the zero bytes of a page that isn't UTF-16: browsers pass over them.
func withoutNULs(raw []byte) []byte {
	if bytes.IndexByte(raw, 0) < 0 {
		return raw
	}
	if _, ok := decodeUTF16(raw); ok {
		return raw
	}
	return bytes.ReplaceAll(raw, []byte{0}, nil)
}

// headBytes is how far into a page its declaration of an encoding may stand. The standard says 1024; pages don't.
const headBytes = 4096

// declaredInHTML returns the encoding that a page declares: <meta charset=…>, or the http-equiv that came before it.
func declaredInHTML(raw []byte) string {
	head := bytes.ToLower(raw[:min(len(raw), headBytes)])
	i := bytes.Index(head, []byte("charset="))
	if i < 0 {
		return ""
	}
	name := strings.TrimLeft(string(head[i+len("charset="):]), ` "'`)
	if end := strings.IndexAny(name, "\"'/>; \t\r\n"); end >= 0 {
		name = name[:end]
	}
	return name
}
