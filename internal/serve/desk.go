package serve

import (
	"bytes"
	"html/template"
	"net/http"
	"path"
	"strings"

	"briefing/internal/diag"
)

// desk answers for what stands under /_desk/.
func (s *Server) desk(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, deskPath)
	method := http.MethodGet
	if name == "write" {
		method = http.MethodPost
	}
	if r.Method != method && (method != http.MethodGet || r.Method != http.MethodHead) {
		w.Header().Set("Allow", method)
		http.Error(w, "This can't be done here.\n", http.StatusMethodNotAllowed)
		return
	}
	switch path.Ext(name) {
	case ".js", ".css":
		s.deskFile(w, r, name)
		return
	}
	switch name {
	case "events":
		s.events(w, r)
	case "write":
		s.write(w, r)
	case "why":
		s.why(w, r)
	default:
		s.table(w, r, name)
	}
}

func (s *Server) deskFile(w http.ResponseWriter, r *http.Request, name string) {
	body, err := deskFiles.ReadFile("desk/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", types[path.Ext(name)])
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(body)
}

// reading says that the site is being read. Its script goes on to the page that was asked for.
func (s *Server) reading(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "1")
	s.bare(w, r, http.StatusServiceUnavailable, bare{Title: "Reading the clippings …", Shown: "reading"})
}

// faulty says what is wrong where there is no page to show.
func (s *Server) faulty(w http.ResponseWriter, r *http.Request, title string, list diag.List) {
	s.bare(w, r, http.StatusInternalServerError, bare{Title: title, Shown: fault, Said: s.remarks(list)})
}

// A bare is a page of the preview's own, in place of one of the site.
type bare struct {
	Title string
	Page  string // the path of the page that was asked for
	Shown string // stands for the hash of a page
	Token string
	Said  []remark
}

// fault stands for the hash of a page that can't be rendered.
const fault = "fault"

func (s *Server) bare(w http.ResponseWriter, r *http.Request, status int, b bare) {
	b.Page = strings.TrimPrefix(r.URL.Path, "/")
	if b.Page == "" || strings.HasSuffix(b.Page, "/") {
		b.Page += "index.html"
	}
	b.Token = s.pageToken()
	s.render(w, status, "bare.html", b)
}

// deskPages are the templates of the preview's own pages.
var deskPages = template.Must(template.New("").Funcs(template.FuncMap{
	// An address of an editor is made here and not taken from any file; html/template knows but those of the web.
	"address": func(s string) template.URL { return template.URL(s) },
}).ParseFS(deskFiles, "desk/*.html"))

// render sends a page of the preview's own.
func (s *Server) render(w http.ResponseWriter, status int, name string, content any) {
	var page bytes.Buffer
	if err := deskPages.ExecuteTemplate(&page, name, content); err != nil {
		http.Error(w, "The desk can't be shown: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", types[".html"])
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(page.Bytes())
}
