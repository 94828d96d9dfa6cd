package publish

import (
	"bytes"
	"fmt"
	"path"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
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
	var out bytes.Buffer
	if minified, err := minifyTo(&out, name, raw); err != nil || !minified {
		return raw, err
	}
	return out.Bytes(), nil
}

// minifyTo writes the minified file into out. It reports false, and writes nothing, where the format has no minifier.
func minifyTo(out *bytes.Buffer, name string, raw []byte) (bool, error) {
	mediaType, ok := mediaTypes[path.Ext(name)]
	if !ok {
		return false, nil
	}
	if err := minifier.Minify(mediaType, out, bytes.NewReader(raw)); err != nil {
		return false, fmt.Errorf("minify %s: %w", name, err)
	}
	return true, nil
}
