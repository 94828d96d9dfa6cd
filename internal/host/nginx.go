package host

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Nginx writes a configuration for nginx, a file of conf.d/.
func (s *Server) Nginx(w io.Writer) error {
	b := bufio.NewWriter(w)
	same, varying := s.Rules.headers()
	fmt.Fprint(b, "# Save it as /etc/nginx/conf.d/NAME.conf, with listen, certificates and HSTS (Strict-Transport-Security) as your host has them.\n")
	for _, c := range varying {
		fmt.Fprintf(b, "map $uri %s {\n", nginxVariable(c.name))
		for _, o := range c.cases {
			fmt.Fprintf(b, "    %s %s;\n", nginxQuote("~"+nginxPattern(o.pattern)), nginxQuote(o.value))
		}
		fmt.Fprintf(b, "    default %s;\n}\n", nginxQuote(c.rest))
	}
	name := s.Name
	if name == "" {
		name = "_"
	}
	fmt.Fprintf(b, "server {\n    listen 80;\n    server_name %s;\n", name)
	s.nginxFiles(b)
	for _, h := range same {
		fmt.Fprintf(b, "    add_header %s %s always;\n", h.Name, nginxQuote(h.Value))
	}
	for _, c := range varying {
		fmt.Fprintf(b, "    add_header %s %s always;\n", c.name, nginxVariable(c.name))
	}
	s.nginxTypes(b)
	for _, r := range s.Rules.Redirects {
		fmt.Fprintf(b, "    location = %s { return %s %s; }\n", nginxQuote(unescaped(r.From)), r.Status, nginxQuote(strings.ReplaceAll(r.To, "$", "%24")))
	}
	fmt.Fprint(b, "}\n")
	return b.Flush()
}

func (s *Server) nginxFiles(w io.Writer) {
	base := s.Rules.Base()
	fmt.Fprintf(w, `
    absolute_redirect off;
    index index.html;
    error_page 404 %[1]s404.html;
    location %[1]s { alias %[2]s; }
    location = %[1]s%[3]s { return 404; }
    location = %[1]s%[4]s { return 404; }

    # The twins that build --compress writes: .gz, and .br with the package libnginx-mod-http-brotli-static.
    gzip_static on;
    gzip_vary on;
    # brotli_static on;

`, base, nginxQuote(s.Dir+"/"), HeadersFile, RedirectsFile)
}

// nginxTypes writes the media types; what nginx ships knows neither calendars nor web manifests.
func (s *Server) nginxTypes(w io.Writer) {
	var utf8 []string
	fmt.Fprint(w, "\n    types {\n")
	for _, ending := range slices.Sorted(maps.Keys(types)) {
		mediaType, charset, _ := strings.Cut(types[ending], ";")
		fmt.Fprintf(w, "        %s %s;\n", mediaType, ending[1:])
		if charset != "" && !slices.Contains(utf8, mediaType) && mediaType != "text/html" { // always one of them
			utf8 = append(utf8, mediaType)
		}
	}
	fmt.Fprintf(w, "    }\n    default_type application/octet-stream;\n    charset utf-8;\n    charset_types %s;\n", strings.Join(utf8, " "))
}

// nginxVariable returns the variable that holds the value of a header.
func nginxVariable(name string) string {
	return "$briefing_" + strings.ReplaceAll(strings.ToLower(name), "-", "_")
}

// nginxPattern returns a regular expression. nginx shows a folder as its index.html before it looks for headers.
func nginxPattern(pattern string) string {
	prefix, any := strings.CutSuffix(pattern, "*")
	var b strings.Builder
	b.WriteByte('^')
	for _, r := range unescaped(prefix) {
		if strings.ContainsRune(`\.+*?()|[]{}^$`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	switch {
	case any:
	case strings.HasSuffix(prefix, "/"):
		b.WriteString(`(index\.html)?$`)
	default:
		b.WriteByte('$')
	}
	return b.String()
}

// nginxQuote returns a parameter in quotes.
func nginxQuote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
