package publish

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"

	"briefing/internal/corpus"
)

// mediaTypes tells by extension which minifier a file goes through; all others are published as they are.
var mediaTypes = map[string]string{
	".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "text/xml", ".json": "application/json",
}

// minifier is shared: it holds no state of a run. Tags and quotes that HTML lets one leave out are kept, so that what
// is published reads and validates as what was written.
var minifier = func() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.Add("text/css", &css.Minifier{})
	m.Add("text/javascript", &js.Minifier{})
	m.Add("image/svg+xml", &svg.Minifier{})
	m.Add("text/xml", &xml.Minifier{})
	m.Add("application/json", &json.Minifier{KeepNumbers: true})
	return m
}()

// Minify returns the bytes under which a file is published. name's extension tells its format. The slice returned may
// be raw itself.
func Minify(name string, raw []byte) ([]byte, error) {
	var p page
	p.Write(raw)
	return p.minified(name)
}

// Render returns the bytes under which a file is published.
func Render(f File) ([]byte, error) {
	var p page
	return p.render(f)
}

// A page is one file while it is rendered, and the buffers for it, which serve one file after another. It is the writer
// that [File.Render] is given: what is written to it is minified; what it is to keep isn't.
type page struct {
	raw, small, kept, out bytes.Buffer
	pieces                []int // where each piece of kept ends
	final                 bool
	meter                 corpus.Meter
}

// The mark that stands for a piece of kept while the rest is minified: a character that no HTML may hold.
const mark = '\x00'

func (p *page) Write(b []byte) (int, error) {
	if p.final || bytes.IndexByte(b, mark) < 0 {
		return p.raw.Write(b)
	}
	p.raw.Write(bytes.ReplaceAll(b, []byte{mark}, []byte("\uFFFD")))
	return len(b), nil
}

func (p *page) WriteString(s string) (int, error) {
	if p.final || strings.IndexByte(s, mark) < 0 {
		return p.raw.WriteString(s)
	}
	return p.Write([]byte(s))
}

// Keep takes markup that is as small as it gets.
func (p *page) Keep(markup []byte) {
	if p.final {
		p.raw.Write(markup)
		return
	}
	p.kept.Write(markup)
	p.pieces = append(p.pieces, p.kept.Len())
	p.raw.WriteByte(mark)
}

// render returns the bytes under which a file is published; they hold until the next one.
func (p *page) render(f File) ([]byte, error) {
	p.raw.Reset()
	p.kept.Reset()
	p.pieces = p.pieces[:0]
	p.final = f.Final
	end := p.meter.Begin("pages/render")
	err := f.Render(p)
	if end(p.raw.Len() + p.kept.Len()); err != nil {
		return nil, fmt.Errorf("render %s: %w", f.Path, err)
	}
	if f.Final {
		return p.raw.Bytes(), nil
	}
	written := p.raw.Len()
	end = p.meter.Begin("pages/minify")
	b, err := p.minified(f.Path)
	end(written)
	return b, err
}

// minified returns what was written in its published form, what was kept in its place.
func (p *page) minified(name string) ([]byte, error) {
	small := p.raw.Bytes()
	if mediaType, ok := mediaTypes[path.Ext(name)]; ok {
		p.small.Reset()
		if err := minifier.Minify(mediaType, &p.small, &p.raw); err != nil {
			return nil, fmt.Errorf("minify %s: %w", name, err)
		}
		small = p.small.Bytes()
	}
	if len(p.pieces) == 0 {
		return small, nil
	}
	return p.whole(name, small)
}

// whole puts what was kept back in its place.
func (p *page) whole(name string, small []byte) ([]byte, error) {
	if n := bytes.Count(small, []byte{mark}); n != len(p.pieces) {
		return nil, fmt.Errorf("minify %s: %d pieces of the page are left of %d", name, n, len(p.pieces))
	}
	p.out.Reset()
	p.out.Grow(len(small) + p.kept.Len())
	kept, from := p.kept.Bytes(), 0
	for _, to := range p.pieces {
		at := bytes.IndexByte(small, mark)
		p.out.Write(small[:at])
		p.out.Write(kept[from:to])
		small, from = small[at+1:], to
	}
	p.out.Write(small)
	return p.out.Bytes(), nil
}
