// Package host reads what a published folder says to the hosts that serve it — _headers and _redirects, in the form of
// Netlify and Cloudflare Pages — and says the same to those that don't read it: nginx, Caddy, and stores of objects.
//
// So there is one place where a site's headers are decided, the file that is published with it.
package host

import (
	"net/url"
	"path"
	"strings"
)

// The files that speak to hosts. No host serves them.
const (
	HeadersFile   = "_headers"
	RedirectsFile = "_redirects"
)

// Rules are what a site asks of its host.
type Rules struct {
	Headers   []Block
	Redirects []Redirect
}

// A Block gives headers to the paths that a pattern matches.
type Block struct {
	Pattern string // an escaped path from the host's root; a * at its end stands for any end
	Headers []Header
	Line    int // from 1
}

// A Header is a name and a value as they are sent.
type Header struct{ Name, Value string }

// A Redirect leads from an address that a page had before.
type Redirect struct {
	From, To string // escaped paths
	Status   string
	Line     int // from 1
}

// Read returns the rules of the two files, either of which may be empty.
func Read(headers, redirects string) *Rules {
	r := &Rules{}
	for n, line := range strings.Split(headers, "\n") {
		body := strings.TrimSpace(line)
		switch name, value, isHeader := strings.Cut(body, ":"); {
		case body == "" || strings.HasPrefix(body, "#"):
		case body != strings.TrimRight(line, " \t\r"): // indented
			if last := len(r.Headers) - 1; last >= 0 && isHeader {
				r.Headers[last].Headers = append(r.Headers[last].Headers, Header{strings.TrimSpace(name), strings.TrimSpace(value)})
			}
		default:
			r.Headers = append(r.Headers, Block{Pattern: body, Line: n + 1})
		}
	}
	for n, line := range strings.Split(redirects, "\n") {
		fields := strings.Fields(line)
		if len(fields) < 2 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		status := "301"
		if len(fields) > 2 {
			status = fields[2]
		}
		r.Redirects = append(r.Redirects, Redirect{fields[0], fields[1], status, n + 1})
	}
	return r
}

// Base returns the path under which the site stands on its host, with a final slash.
func (r *Rules) Base() string {
	if len(r.Headers) > 0 {
		if base, ok := strings.CutSuffix(r.Headers[0].Pattern, "*"); ok && strings.HasSuffix(base, "/") {
			return base
		}
	}
	return "/"
}

// For returns the headers of a file of the site, by its path from the site's root.
func (r *Rules) For(file string) []Header {
	if file == "index.html" || strings.HasSuffix(file, "/index.html") {
		file = strings.TrimSuffix(file, "index.html")
	}
	return r.at(r.Base() + (&url.URL{Path: file}).EscapedPath())
}

// at returns the headers of an escaped path: those of every pattern that matches, the values of one name joined, as the
// hosts do it.
func (r *Rules) at(escaped string) (headers []Header) {
	for _, b := range r.Headers {
		if !matches(b.Pattern, escaped) {
			continue
		}
	next:
		for _, h := range b.Headers {
			for i := range headers {
				if strings.EqualFold(headers[i].Name, h.Name) {
					headers[i].Value += ", " + h.Value
					continue next
				}
			}
			headers = append(headers, h)
		}
	}
	return headers
}

func matches(pattern, escaped string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(escaped, prefix)
	}
	return pattern == escaped
}

// Value returns the value of a header, "" where there is none.
func Value(headers []Header, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// types are the media types of all that a site publishes. Text says its encoding: a host's guess would be another.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".md": "text/markdown; charset=utf-8", ".bib": "text/plain; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".xml": "application/xml; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf", ".woff2": "font/woff2", ".woff": "font/woff",
	".eml": "message/rfc822", ".wasm": "application/wasm",
}

// twins are the endings of compressed twins, and the encoding that each is in.
var twins = map[string]string{".br": "br", ".gz": "gzip", ".zst": "zstd"}

// Type returns the media type of a file, and its encoding where it is the compressed twin of another; "" where it is not.
func Type(file string) (mediaType, encoding string) {
	if encoding = twins[path.Ext(file)]; encoding != "" {
		file = strings.TrimSuffix(file, path.Ext(file))
	}
	mediaType = types[path.Ext(file)]
	if mediaType == "" {
		mediaType = "application/octet-stream"
	}
	return mediaType, encoding
}
