package site

import (
	"html/template"
	"io"
	"reflect"
	"strings"
)

// A program is a template as html/template has escaped it, made ready for data of one type. The engine of the standard
// library looks up every name and calls every function by reflection, for every page again; a program has found out
// beforehand which field is meant. It writes what the engine does. Templates that use more of the language than compile
// knows are left to the engine; and so is a page on which a program stops, for the engine to say what is wrong.
type program struct {
	given reflect.Type // the type of its data
	steps []step
	slots int // for variables
}

// A step writes a part of a page.
type step func(p *play, dot reflect.Value)

// A play is a program while it runs.
type play struct {
	out     []byte
	root    reflect.Value // what the template was given: $
	vars    []variable    // of the templates that run
	base    int           // where those of the innermost begin
	depth   int           // how many there are
	stopped bool          // something was asked for that isn't there; what is written from then on means nothing
}

// A variable is set by range.
type variable struct {
	value reflect.Value
	index int
}

// write runs a program and returns dst with what it wrote; false where the program stopped.
func (g *program) write(dst []byte, given reflect.Value) ([]byte, bool) {
	p := play{out: dst}
	p.template(g, given)
	return p.out, !p.stopped
}

// deepest is how many templates may be within one another: one that uses itself for ever is left to the engine.
const deepest = 1000

// template runs the program of a template, which has a root and variables of its own.
func (p *play) template(g *program, given reflect.Value) {
	if p.depth++; p.depth > deepest {
		p.stopped = true
	}
	if p.stopped {
		return
	}
	root, base := p.root, p.base
	p.root, p.base = given, len(p.vars)
	for range g.slots {
		p.vars = append(p.vars, variable{})
	}
	p.steps(g.steps, given)
	p.vars = p.vars[:p.base]
	p.root, p.base = root, base
	p.depth--
}

func (p *play) steps(steps []step, dot reflect.Value) {
	for _, do := range steps {
		do(p, dot)
	}
}

// execute writes a template of the edition with its data: by its program, which is made once the engine has written, and
// with it escaped, the template.
func (s *edition) execute(out *sink, name string, given any) error {
	known, compiled := s.programs.Load(name)
	if g, _ := known.(*program); g != nil && g.given == reflect.TypeOf(given) {
		made, ok := g.write((*out)[:0], reflect.ValueOf(given))
		if *out = made; ok {
			return nil
		}
		*out = (*out)[:0]
	}
	err := s.templates.ExecuteTemplate(out, name, given)
	if err == nil && !compiled {
		s.programs.Store(name, s.compile(name, reflect.TypeOf(given)))
	}
	return err
}

// A sink holds what is written to it.
type sink []byte

func (k *sink) Write(b []byte) (int, error) {
	*k = append(*k, b...)
	return len(b), nil
}

var _ io.Writer = (*sink)(nil)

// The escapers of html/template, for texts. Those that only a few templates use are left to it.
var (
	contentEscapers = map[string]func(dst []byte, s string) []byte{
		"_html_template_htmlescaper":   appendLikeTemplates,
		"_html_template_attrescaper":   appendLikeTemplates,
		"_html_template_rcdataescaper": appendLikeTemplates,
	}
	urlEscapers = map[string]func(s string) string{
		"_html_template_urlfilter":     safeURL,
		"_html_template_urlnormalizer": func(s string) string { return processedURL(s, true) },
		"_html_template_urlescaper":    func(s string) string { return processedURL(s, false) },
	}
	htmlType = reflect.TypeFor[template.HTML]()
)

var templateReferences = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// appendLikeTemplates appends a text as html/template escapes it in text, attributes and titles.
func appendLikeTemplates(dst []byte, s string) []byte {
	last := 0
	for i := range len(s) {
		if instead := templateReferences[s[i]]; instead != "" {
			dst = append(append(dst, s[last:i]...), instead...)
			last = i + 1
		}
	}
	return append(dst, s[last:]...)
}

// safeURL returns an address unless it has a scheme that browsers would run.
func safeURL(s string) string {
	if scheme, _, ok := strings.Cut(s, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return "#ZgotmplZ"
	}
	return s
}

// processedURL returns an address with what has no place in it escaped; whole, or a part of one.
func processedURL(s string, whole bool) string {
	var out []byte
	last := 0
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~", c) >= 0,
			whole && strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0,
			whole && c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			continue
		}
		out = append(append(out, s[last:i]...), '%', "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		last = i + 1
	}
	if last == 0 {
		return s
	}
	return string(append(out, s[last:]...))
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
