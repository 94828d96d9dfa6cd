package serve

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"briefing/internal/build"
)

// deskFiles are what the preview adds to a site: its script, its style, the pages of the desk.
//
//go:embed desk
var deskFiles embed.FS

// types are the media types of what a site holds; they don't depend on the machine, as those of package mime do.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".woff": "font/woff",
	".pdf": "application/pdf", ".ics": "text/calendar; charset=utf-8", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
}

// policy is the Content-Security-Policy that a published site may have: all of it comes from the site itself.
const policy = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"

// deskPath is where everything stands that a published site doesn't have.
const deskPath = "/_desk/"

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Security-Policy", policy)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "same-origin")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("Cross-Origin-Opener-Policy", "same-origin")
	switch {
	case !s.known(r.Host):
		http.Error(w, "This server doesn't go by that name.\n", http.StatusMisdirectedRequest)
	case !sameOrigin(r):
		http.Error(w, "Only pages of this server may ask this.\n", http.StatusForbidden)
	case strings.HasPrefix(r.URL.Path, deskPath):
		s.desk(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		head.Set("Allow", "GET, HEAD")
		http.Error(w, "Pages can only be read.\n", http.StatusMethodNotAllowed)
	default:
		s.page(w, r)
	}
}

// known reports whether a request names a host that is this server's: an address, the loopback's name, or the name it
// was told to listen on. Any other name may be another site's, pointed here.
func (s *Server) known(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	return host == "localhost" || net.ParseIP(host) != nil || s.hosts[host]
}

// sameOrigin reports whether a request comes from a page of this server, or from no page at all. Going to a page from
// elsewhere is let be: it reads nothing and shows nobody anything.
func sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err == nil && strings.EqualFold(u.Host, r.Host)
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" && !strings.HasPrefix(r.URL.Path, deskPath)
}

// readingTime is how long a request waits for the site before it is told that the site is being read.
const readingTime = time.Second

// page answers with a page of the site.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	v, _, _ := s.next()
	ctx := r.Context()
	if v == nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, readingTime)
		defer cancel()
	}
	id := s.home(strings.TrimPrefix(r.URL.Path, "/"))
	v, proof := s.await(ctx, id != "")
	for proof != nil {
		_, _, fresh := s.next()
		if name, body := proof.Page(id); body != nil && "/"+name == r.URL.Path+"index.html" {
			s.answer(w, r, v, name, http.StatusOK, body)
			return
		}
		select { // the file may be half saved: another proof, or the site, tells more
		case <-ctx.Done():
		case <-fresh:
		}
		v, proof = s.await(ctx, true)
	}
	if v == nil {
		s.reading(w, r)
		return
	}
	if v.Site == nil {
		s.faulty(w, r, "There is no site yet", v.Said)
		return
	}
	name, move := s.find(v, r.URL.Path)
	status := http.StatusOK
	switch {
	case move != "":
		http.Redirect(w, r, move, http.StatusFound)
		return
	case name == "":
		name, status = "404.html", http.StatusNotFound
	}
	body, faults := v.Page(name)
	if faults != nil {
		s.faulty(w, r, "This page can't be rendered", faults)
		return
	}
	s.answer(w, r, v, name, status, body)
}

// find returns the path of the page that an address leads to, or the address to go to instead. Both are empty where
// there is no such page.
func (s *Server) find(v *build.View, address string) (name, move string) {
	if u, err := url.Parse(v.Corpus.Content.Site.BaseURL); err == nil && len(u.Path) > 1 { // as on the published site
		if rest, ok := strings.CutPrefix(address, u.Path); ok {
			address = "/" + rest
		}
	}
	name = strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	switch {
	case v.Has(name):
		return name, ""
	case v.Has(name + "/index.html"):
		return "", "/" + name + "/"
	}
	id := s.home(name)
	if slug := v.Corpus.Slugs[id]; id != "" && slug != "" {
		return "", (&url.URL{Path: "/documents/" + slug + "/"}).String()
	}
	return "", ""
}

// answer sends the bytes of a page. A browser that has them is told so.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, v *build.View, name string, status int, body []byte) {
	head := w.Header()
	head.Set("Content-Type", types[path.Ext(name)])
	if types[path.Ext(name)] == "" {
		head.Set("Content-Type", "application/octet-stream")
	}
	head.Set("Cache-Control", "no-cache")
	if path.Ext(name) == ".html" {
		body = s.inject(v, name, body)
	}
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	head.Set("ETag", tag)
	if status == http.StatusOK && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // who went away needs no page
	}
}
