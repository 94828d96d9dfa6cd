package seed

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/edtf"
	"briefing/internal/seed/page"
)

const (
	maxParts     = 200 // parts of a mail that are looked at
	maxPartDepth = 8   // how deep they may be nested
)

// decodeMail reads a mail that carries one article: its plain part, or the HTML one where the plain says much less.
// The subject is the title, the date that of the mail, the sender the publisher.
func decodeMail(file string, raw []byte) (read, diag.List) {
	msg, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(raw, "\r\n ")))
	if err != nil {
		d := diag.About(diag.Error, "mail", file, "the file is no mail: %v", err)
		return read{}, diag.List{d.WithHint("a mail begins with a header: From, Date, Subject")}
	}
	m := mailReader{file: file}
	m.part(partHeader{msg.Header.Get("Content-Type"), msg.Header.Get("Content-Transfer-Encoding"), msg.Header.Get("Content-Disposition")}, msg.Body, 0)
	if m.list.Failed() {
		return read{}, m.list
	}
	got := m.best()
	got.meta = mailMeta(msg.Header, got.meta)
	return got, m.list
}

// A mailReader gathers the parts of a mail.
type mailReader struct {
	file        string
	plain, html []read
	parts       int
	list        diag.List
}

type partHeader struct{ kind, transfer, disposition string }

// part reads a part and those within.
func (m *mailReader) part(h partHeader, body io.Reader, depth int) {
	if m.parts++; m.parts > maxParts || depth > maxPartDepth {
		return
	}
	kind, params, err := mime.ParseMediaType(h.kind)
	if err != nil {
		kind = "text/plain"
	}
	if disposition, _, _ := mime.ParseMediaType(h.disposition); disposition == "attachment" {
		return
	}
	if strings.HasPrefix(kind, "multipart/") {
		r := multipart.NewReader(body, params["boundary"])
		for m.parts <= maxParts {
			p, err := r.NextRawPart()
			if err != nil {
				return
			}
			m.part(partHeader{p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Disposition")}, p, depth+1)
		}
		return
	}
	if kind != "text/plain" && kind != "text/html" {
		return
	}
	raw := transferred(h.transfer, body)
	if kind == "text/html" {
		declared := params["charset"]
		if declared == "" {
			declared = declaredInHTML(raw)
		}
		if s, list := decodeBytes(m.file, withoutNULs(raw), declared); m.note(list) {
			p := page.Read(s)
			m.html = append(m.html, read{text: visible(p.Text), meta: p.Meta, hints: p.Hints})
		}
		return
	}
	if s, list := decodeBytes(m.file, raw, params["charset"]); m.note(list) {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		m.plain = append(m.plain, read{text: visible(unwrap(s, params["format"] == "flowed"))})
	}
}

// note keeps what was said of a part, and reports whether it could be read.
func (m *mailReader) note(list diag.List) bool {
	m.list = append(m.list, list...)
	return !list.Failed()
}

// transferred undoes the encoding of a part for its transfer; what is damaged ends it.
func transferred(how string, body io.Reader) []byte {
	switch strings.ToLower(strings.TrimSpace(how)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	raw, _ := io.ReadAll(body) // up to the damage
	return raw
}

// plainShare is the share of the HTML part's words from which the plain part is the article too, and not only a word
// on where to read it.
const plainShare = 0.5

// best returns the part that is the article.
func (m *mailReader) best() read {
	plain, html := longest(m.plain), longest(m.html)
	if words(plain) > 0 && float64(words(plain)) >= plainShare*float64(words(html)) {
		plain.meta = html.meta
		return plain
	}
	return html
}

func longest(parts []read) read {
	var best read
	for _, p := range parts {
		if words(p) > words(best) {
			best = p
		}
	}
	return best
}

// words counts the words of what may be the article.
func words(r read) int {
	n := len(strings.Fields(r.text))
	apart := map[int]bool{}
	for _, h := range r.hints {
		if !h.Zone.Kept() {
			apart[h.Line] = true
		}
	}
	if len(apart) == 0 {
		return n
	}
	n, line := 0, 0
	for l := range strings.Lines(r.text) {
		if line++; !apart[line] {
			n += len(strings.Fields(l))
		}
	}
	return n
}

// mailMeta adds what the header says to what the HTML part does.
func mailMeta(h mail.Header, meta corpus.FoundMeta) corpus.FoundMeta {
	dec := mime.WordDecoder{CharsetReader: func(charset string, in io.Reader) (io.Reader, error) {
		raw, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		s, _, ok := decodeAs(charset, raw)
		if !ok {
			return nil, fmt.Errorf("unknown encoding %q", charset)
		}
		return strings.NewReader(s), nil
	}}
	word := func(s string) string {
		d, err := dec.DecodeHeader(s)
		if err != nil {
			d = s
		}
		return strings.Join(strings.Fields(visible(strings.ToValidUTF8(d, "\uFFFD"))), " ")
	}
	if subject := withoutReply(word(h.Get("Subject"))); subject != "" {
		meta.Title = corpus.Stated{Text: subject, Basis: corpus.MailSays.Of("Subject")}
	}
	if date, err := h.Date(); err == nil {
		if y, mo, d := date.Date(); edtf.Valid(y, int(mo), d) && y >= 1970 {
			meta.Published = corpus.Published{Date: edtf.OfDay(edtf.NewDay(y, int(mo), d)), Basis: corpus.MailSays.Of("Date"), Inferred: true}
		}
	}
	if from, err := (&mail.AddressParser{WordDecoder: &dec}).Parse(h.Get("From")); err == nil && from.Name != "" && meta.Publisher.Text == "" {
		meta.Publisher = corpus.Stated{Text: word(from.Name), Basis: corpus.MailSays.Of("From")}
	}
	if lang := page.Language(h.Get("Content-Language")); lang != "" && meta.Lang.Text == "" {
		meta.Lang = corpus.Stated{Text: lang, Basis: corpus.MailSays.Of("Content-Language")}
	}
	return meta
}

// withoutReply drops what forwarding puts before a subject: "Fwd: TR: ".
func withoutReply(s string) string {
	for {
		head, rest, ok := strings.Cut(s, ":")
		switch strings.ToLower(strings.TrimSpace(head)) {
		case "re", "fw", "fwd", "tr", "rép", "wg", "aw":
			if ok {
				s = strings.TrimSpace(rest)
				continue
			}
		}
		return s
	}
}
