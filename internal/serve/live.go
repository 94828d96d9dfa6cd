package serve

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"briefing/internal/build"
	"briefing/internal/diag"
)

// inject adds to a page the script of the preview, with all that it has to know. It is the only difference to the
// published page.
func (s *Server) inject(v *build.View, name string, body []byte) []byte {
	at := bytes.LastIndex(body, []byte("</head>"))
	if at < 0 {
		at = 0
	}
	styles := stylesOf(v)
	tag := fmt.Sprintf(`<script src="%slive.js" data-page="%s" data-shown="%s" data-styles="%s" data-token="%s" defer></script>`,
		deskPath, html.EscapeString(name), shownHash(v, name, body, styles), styles.hash, s.pageToken())
	if s.opt.Build.Drafts {
		tag = strings.Replace(tag, " defer>", ` data-drafts="`+html.EscapeString(drafts(v))+`" defer>`, 1)
	}
	if s.home(name) != "" {
		tag += `<script src="` + deskPath + `why.js" defer></script>`
	}
	return slices.Concat(body[:at], []byte(tag), body[at:])
}

// drafts returns the addresses of the documents that a build leaves out.
func drafts(v *build.View) string {
	var list []string
	for _, d := range v.Corpus.Documents {
		if d.Meta.Draft {
			list = append(list, "/documents/"+v.Corpus.Slugs[d.ID()]+"/")
		}
	}
	return strings.Join(list, " ")
}

// pageToken is what a page shows when it writes; "" where it may not.
func (s *Server) pageToken() string {
	if s.readOnly {
		return ""
	}
	return s.token
}

// styles are the stylesheets of a view, by what they are called in assets/.
type styles struct {
	paths map[string]string // "assets/style.css" → "assets/style.0a1b2c3d.css"
	hash  string
}

// hashLength is the number of letters by which an asset's name tells its bytes.
const hashLength = 8

// stylesOf returns the stylesheets of a view.
func stylesOf(v *build.View) styles {
	st := styles{paths: map[string]string{}}
	sum := sha256.New()
	for _, f := range v.Files {
		if !strings.HasPrefix(f.Path, "assets/") || path.Ext(f.Path) != ".css" {
			continue
		}
		name := strings.TrimSuffix(f.Path, ".css")
		if cut := len(name) - hashLength - 1; cut > 0 && name[cut] == '.' {
			name = name[:cut]
		}
		st.paths[name+".css"] = f.Path
		fmt.Fprintln(sum, f.Path)
	}
	st.hash = hex.EncodeToString(sum.Sum(nil)[:8])
	return st
}

// shownHash tells two states of a page apart, whatever its stylesheets are: those are swapped in place.
func shownHash(v *build.View, name string, body []byte, st styles) string {
	pairs := make([]string, 0, 2*len(st.paths))
	for plain, full := range st.paths {
		pairs = append(pairs, full, plain)
	}
	sum := sha256.New()
	_, _ = strings.NewReplacer(pairs...).WriteString(sum, string(body)) // a hash never fails
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// state tells two states of the whole site apart, and those of two servers.
func (s *Server) state(v *build.View) string { return fmt.Sprintf("%s.%d", s.run, v.Generation) }

// An event is what a page is told.
type event struct {
	Kind   string            `json:"kind"` // "hello", "reload", "goto", "styles", "said", "desk"
	Token  string            `json:"token,omitempty"`
	URL    string            `json:"url,omitempty"`
	Styles map[string]string `json:"styles,omitempty"`
	Hash   string            `json:"hash,omitempty"`
	Said   []remark          `json:"said,omitempty"`
	Counts map[string]int    `json:"counts,omitempty"`
}

// A remark is a diagnostic as pages show it.
type remark struct {
	Severity string `json:"severity"`
	ID       string `json:"id"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Where    string `json:"where,omitempty"`
	Open     string `json:"open,omitempty"` // opens the place in an editor
	Line     int    `json:"line,omitempty"`
	Before   string `json:"before,omitempty"` // the line up to the place
	Marked   string `json:"marked,omitempty"`
	After    string `json:"after,omitempty"`
}

// around is how many characters of a line are shown on each side of a place: clippings have lines of thousands.
const around = 60

func (s *Server) remark(d diag.Diagnostic) remark {
	r := remark{Severity: d.Severity.String(), ID: d.ID, Message: d.Message, Hint: d.Hint, Where: d.Where()}
	if d.File != "" {
		pos := d.Position()
		r.Line = pos.Line
		r.Open = s.editor.link(s.opt.Dir, d.File, pos.Line, pos.Column)
	}
	if d.Source == nil {
		return r
	}
	line := d.Source.LineSpan(r.Line)
	span := d.Span
	span.End = max(span.Start, min(span.End, line.End))
	before, after := []rune(d.Source.Text[line.Start:max(span.Start, line.Start)]), []rune(d.Source.Text[span.End:max(line.End, span.End)])
	marked := []rune(d.Source.Slice(span))
	if len(before) > around {
		before = append([]rune("…"), before[len(before)-around:]...)
	}
	if len(marked) > 2*around {
		marked, after = append(marked[:2*around:2*around], '…'), nil
	}
	if len(after) > around {
		after = append(after[:around:around], '…')
	}
	r.Before, r.Marked, r.After = string(before), string(marked), string(after)
	return r
}

func (s *Server) remarks(list diag.List) []remark {
	out := []remark{}
	for _, d := range shown(list) {
		out = append(out, s.remark(d))
	}
	return out
}

// A stream is the connection to one page that is open somewhere.
type stream struct {
	s      *Server
	w      http.ResponseWriter
	page   string // its path, "" for one of the desk
	shown  string // the hash of what it shows
	styles string
	told   string // the remarks it was told, as JSON
}

// heartbeat is how often a stream says that it is alive, so that what stands between doesn't cut it.
const heartbeat = 20 * time.Second

// events tells a page what concerns it, until it goes away.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	st := &stream{s: s, w: w, page: q.Get("page"), shown: q.Get("shown"), styles: q.Get("styles")}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	if _, err := fmt.Fprint(w, ": here\n\n"); err != nil || out.Flush() != nil {
		return
	}
	if st.send(event{Kind: "hello", Token: s.pageToken()}) != nil { // the page may be older than the server
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		v, proof, fresh := s.next()
		if v != nil {
			if err := st.tell(r.Context(), v, proof); err != nil || out.Flush() != nil {
				return
			}
		}
		select {
		case <-r.Context().Done():
			return
		case <-fresh:
		case <-beat.C:
			if _, err := fmt.Fprint(w, ": still here\n\n"); err != nil || out.Flush() != nil {
				return
			}
		}
	}
}

// tell sends what the view, or the proof of what comes after it, changes for the page.
func (st *stream) tell(ctx context.Context, v *build.View, proof *build.Proof) error {
	if id := st.s.home(st.page); proof != nil && id != "" && v.Site != nil {
		if name, body := proof.Page(id); body != nil && name == st.page {
			return st.compare(v, shownHash(v, name, body, stylesOf(v)))
		}
	}
	if err := st.said(v); err != nil {
		return err
	}
	switch {
	case v.Site == nil:
		return nil
	case st.page == "":
		if now := st.s.state(v); now != st.shown {
			st.shown = now
			return st.send(event{Kind: "desk"})
		}
		return nil
	case !v.Has(st.page):
		if _, move := st.s.find(v, "/"+strings.TrimSuffix(st.page, "index.html")); move != "" {
			return st.send(event{Kind: "goto", URL: move})
		}
	}
	name := st.page
	if !v.Has(name) {
		name = "404.html"
	}
	body, faults := v.Page(name)
	now := fault
	if faults == nil {
		now = shownHash(v, name, body, stylesOf(v))
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return st.compare(v, now)
}

// compare tells the page to show what it doesn't.
func (st *stream) compare(v *build.View, now string) error {
	sheets := stylesOf(v)
	if now != st.shown {
		st.shown, st.styles = now, sheets.hash
		return st.send(event{Kind: "reload"})
	}
	if sheets.hash != st.styles {
		st.styles = sheets.hash
		return st.send(event{Kind: "styles", Styles: sheets.paths, Hash: sheets.hash})
	}
	return nil
}

// said tells what there is to say of the files, where that has changed.
func (st *stream) said(v *build.View) error {
	counts := map[string]int{"error": v.Said.Count(diag.Error), "warning": v.Said.Count(diag.Warning)}
	var faults diag.List
	for _, d := range v.Said {
		if d.Severity == diag.Error {
			faults = append(faults, d)
		}
	}
	e := event{Kind: "said", Said: st.s.remarks(faults), Counts: counts}
	told, err := json.Marshal(e)
	if err != nil || string(told) == st.told {
		return err
	}
	st.told = string(told)
	return st.send(e)
}

func (st *stream) send(e event) error {
	raw, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(st.w, "data: %s\n\n", raw)
	return err
}
