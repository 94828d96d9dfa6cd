package seed

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ledongthuc/pdf"

	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/seed/page"
)

// What a PDF may cost. The library reads what a file tells it to, in loops if the file is made so; these bounds turn
// that into an error.
const (
	maxPages    = 500
	maxInflated = 256 << 20 // bytes of all its streams, unpacked
	maxRead     = 64        // how many times the file's size the library may read of it
	maxSteps    = 20 << 20  // drawing operations and characters
)

var errCostly = errors.New("it takes too much time or memory to read")

// decodePDF reads the text layer of a PDF. A scan without one is an error, since there is nothing to read.
func decodePDF(file string, raw []byte) (read, diag.List) {
	got, err := readPDF(raw)
	switch {
	case err != nil:
		d := diag.About(diag.Error, "pdf", file, "the PDF can't be read: %v", err)
		return read{}, diag.List{d.WithHint("save its text as .txt, as with pdftotext from poppler-utils")}
	case strings.TrimSpace(got.text) == "":
		d := diag.About(diag.Error, "pdf", file, "the PDF has no text layer: its pages are pictures")
		return read{}, diag.List{d.WithHint("run it through text recognition, as with ocrmypdf")}
	}
	return got, nil
}

// readPDF is the one place where the library is called: whatever a file makes it do ends here, as an error.
func readPDF(raw []byte) (got read, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			if e, ok := fault.(error); ok && errors.Is(e, errCostly) {
				err = errCostly
			} else {
				err = fmt.Errorf("it is damaged (%v)", fault)
			}
			if len(err.Error()) > 200 {
				err = errors.New("it is damaged")
			}
		}
	}()
	if inflates(raw) {
		return read{}, errCostly
	}
	doc, err := pdf.NewReader(&budget{raw, maxRead*len(raw) + 16<<20}, int64(len(raw)))
	if err != nil {
		return read{}, err
	}
	pages := doc.NumPage()
	if pages > maxPages {
		return read{}, fmt.Errorf("it has %d pages, more than %d", pages, maxPages)
	}
	l := layout{}
	steps := maxSteps
	for n := 1; n <= pages; n++ {
		p := drawing{page: doc.Page(n), fonts: map[string]*typeface{}, steps: &steps}
		l.page(p.runs())
	}
	got = l.result()
	got.meta = pdfMeta(doc.Trailer().Key("Info"))
	return got, nil
}

// pdfMeta reads the document's own information. Its dates tell when the file was made, not when the article appeared.
func pdfMeta(info pdf.Value) corpus.FoundMeta {
	var m corpus.FoundMeta
	line := func(key string) string {
		s := strings.Join(strings.Fields(visible(strings.ToValidUTF8(info.Key(key).Text(), ""))), " ")
		if len(s) > 500 {
			return ""
		}
		return s
	}
	if t := line("Title"); t != "" && !isFileName(t) {
		m.Title = corpus.Stated{Text: t, Basis: corpus.PDFSays.Of("Title")}
	}
	if a := line("Author"); a != "" {
		m.Byline = corpus.Stated{Text: a, Basis: corpus.PDFSays.Of("Author")}
	}
	if lang := page.Language(line("Lang")); lang != "" {
		m.Lang = corpus.Stated{Text: lang, Basis: corpus.PDFSays.Of("Lang")}
	}
	return m
}

// isFileName reports the titles that programs leave in a PDF: "Microsoft Word - article.docx", "untitled".
func isFileName(s string) bool {
	s = strings.ToLower(s)
	for _, sign := range [...]string{"microsoft word", "untitled", "sans titre", ".doc", ".indd", ".qxd", ".pdf", ".odt", ".tex", ".htm"} {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return false
}

// A budget hands out the bytes of a file, and so many of them in all.
type budget struct {
	raw  []byte
	left int
}

func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off >= int64(len(b.raw)) {
		return 0, io.EOF
	}
	n := copy(p, b.raw[off:])
	if b.left -= n + 64; b.left < 0 {
		panic(errCostly)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// inflates reports whether the packed streams of a file unpack to more than there is room for, or are packed twice.
func inflates(raw []byte) bool {
	if bytes.Contains(raw, []byte("FlateDecode/FlateDecode")) || bytes.Contains(raw, []byte("FlateDecode /FlateDecode")) {
		return true
	}
	left := int64(maxInflated)
	for rest := raw; left > 0; {
		i := bytes.Index(rest, []byte("stream"))
		if i < 0 {
			return false
		}
		rest = bytes.TrimLeft(rest[i+len("stream"):], "\r\n")
		if len(rest) < 2 || rest[0]&0x0f != 8 { // no zlib header
			continue
		}
		z, err := zlib.NewReader(bytes.NewReader(rest))
		if err != nil {
			continue
		}
		n, _ := io.Copy(io.Discard, io.LimitReader(z, left))
		left -= n
	}
	return true
}
