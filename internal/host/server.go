package host

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// A Server is what a configuration says beside the site's own rules.
type Server struct {
	Rules *Rules
	Name  string // the host's name; "" for any
	Dir   string // the folder of the built site, absolute
}

// A choice is a header whose value depends on the path.
type choice struct {
	name  string
	cases []option // the most particular first
	rest  string   // the value everywhere else; "" for none
}

type option struct {
	pattern string
	value   string
}

// headers returns the headers that are the same on every page, and those that aren't, in the order of the rules.
func (r *Rules) headers() (same []Header, varying []choice) {
	all := r.Base() + "*"
	for _, b := range r.Headers {
		for _, h := range b.Headers {
			if slices.ContainsFunc(varying, func(c choice) bool { return strings.EqualFold(c.name, h.Name) }) {
				continue
			}
			if c := r.choice(h.Name); len(c.cases) == 1 && c.cases[0].pattern == all {
				same = append(same, Header{h.Name, c.cases[0].value})
			} else {
				varying = append(varying, c)
			}
		}
	}
	return same, varying
}

func (r *Rules) choice(name string) choice {
	c := choice{name: name}
	for _, b := range r.Headers {
		if Value(b.Headers, name) != "" {
			c.cases = append(c.cases, option{b.Pattern, Value(r.at(strings.TrimSuffix(b.Pattern, "*")), name)})
		}
	}
	slices.SortStableFunc(c.cases, func(a, b option) int { return cmp.Compare(len(b.pattern), len(a.pattern)) })
	if strings.EqualFold(name, "Cache-Control") {
		c.shorten()
	}
	return c
}

// shorten makes the value that most patterns have that of the rest: _headers can't say "all but the assets" otherwise
// than by naming everything at the site's root.
func (c *choice) shorten() {
	count := map[string]int{}
	for _, o := range c.cases {
		if count[o.value]++; count[o.value] > max(1, count[c.rest]) {
			c.rest = o.value
		}
	}
	c.cases = slices.DeleteFunc(c.cases, func(o option) bool { return o.value == c.rest })
}

// unescaped returns a path as servers compare it, decoded.
func unescaped(escaped string) string {
	if s, err := url.PathUnescape(escaped); err == nil {
		return s
	}
	return escaped
}
