package host

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Caddy writes a Caddyfile.
func (s *Server) Caddy(w io.Writer) error {
	b := bufio.NewWriter(w)
	same, varying := s.Rules.headers()
	name, base := s.Name, s.Rules.Base()
	if name == "" {
		name = ":80"
	}
	fmt.Fprintf(b, "# A site of a Caddyfile. Caddy gets the certificate itself; HSTS (Strict-Transport-Security) is yours to add.\n%s {\n\troute {\n", name)
	for _, r := range s.Rules.Redirects {
		fmt.Fprintf(b, "\t\tredir %s %s %s\n", caddyQuote(unescaped(r.From)), caddyQuote(r.To), r.Status)
	}
	caddyHeaders(b, same)
	for _, c := range varying {
		if c.rest != "" {
			fmt.Fprintf(b, "\t\theader %s %s\n", c.name, caddyQuote(c.rest))
		}
		for i := len(c.cases) - 1; i >= 0; i-- { // the last wins
			fmt.Fprintf(b, "\t\theader %s %s %s\n", caddyQuote(unescaped(c.cases[i].pattern)), c.name, caddyQuote(c.cases[i].value))
		}
	}
	for _, ending := range slices.Sorted(maps.Keys(types)) {
		if !slices.Contains(caddyKnows, ending) {
			fmt.Fprintf(b, "\t\t@%s path *.%[1]s\n\t\theader @%[1]s Content-Type %[2]s\n", ending[1:], caddyQuote(types[ending]))
		}
	}
	fmt.Fprintf(b, "\t\terror %s%s 404\n\t\terror %s%s 404\n", base, HeadersFile, base, RedirectsFile)
	indent := "\t\t"
	if base != "/" {
		fmt.Fprintf(b, "\t\tredir %s %s\n\t\thandle_path %s* {\n", caddyQuote(unescaped(strings.TrimSuffix(base, "/"))), base, unescaped(base))
		indent = "\t\t\t"
	}
	fmt.Fprintf(b, "%sroot * %s\n%[1]sfile_server {\n%[1]s\tprecompressed br zstd gzip\n%[1]s}\n", indent, caddyQuote(s.Dir))
	if base != "/" {
		fmt.Fprint(b, "\t\t}\n\t\terror 404\n")
	}
	fmt.Fprint(b, "\t}\n\thandle_errors {\n")
	fmt.Fprintf(b, "\t\theader Cache-Control %s\n\t\theader Content-Type %s\n", caddyQuote(Value(s.Rules.For("404.html"), "Cache-Control")), caddyQuote(types[".html"]))
	fmt.Fprintf(b, "\t\troot * %s\n\t\trewrite * /404.html\n\t\tfile_server {\n\t\t\tprecompressed br zstd gzip\n\t\t}\n\t}\n}\n", caddyQuote(s.Dir))
	return b.Flush()
}

// caddyKnows are the endings whose media types are part of Go's package mime; others depend on the machine.
var caddyKnows = []string{".avif", ".css", ".gif", ".html", ".jpeg", ".jpg", ".js", ".json", ".pdf", ".png", ".svg", ".wasm", ".webp"}

func caddyHeaders(w io.Writer, headers []Header) {
	for _, h := range headers {
		fmt.Fprintf(w, "\t\theader %s %s\n", h.Name, caddyQuote(h.Value))
	}
}

// caddyQuote returns an argument in backquotes, in which nothing but a backquote means anything.
func caddyQuote(s string) string {
	if strings.Contains(s, "`") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	return "`" + s + "`"
}
