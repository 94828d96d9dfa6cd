package site

import (
	"bytes"
	"html/template"
	"strings"
	"text/template/parse"
)

// fold replaces the calls in templates whose outcome is the same on every page by that outcome: {{t "site.skip"}},
// {{asset "style.css"}}, {{integrity "style.css"}}. Half of what templates do is such calls. It is done only where the
// text before leaves no doubt of the context — behind a tag, or at the beginning of a quoted attribute — and for words
// that mean nothing to HTML; all others are left for html/template to escape.
func (s *look) fold(t *template.Template, funcs template.FuncMap) {
	f := folder{funcs}
	for _, x := range t.Templates() {
		if x.Tree != nil {
			f.list(x.Tree.Root)
		}
	}
}

// A folder folds with the functions of one edition.
type folder struct{ funcs template.FuncMap }

func (f folder) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for i, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if i == 0 {
				continue
			}
			if words, ok := f.outcome(n, l.Nodes[i-1]); ok {
				l.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(words)}
			}
		case *parse.IfNode:
			f.list(n.List)
			f.list(n.ElseList)
		case *parse.WithNode:
			f.list(n.List)
			f.list(n.ElseList)
		case *parse.RangeNode:
			f.list(n.List)
			f.list(n.ElseList)
		}
	}
}

// outcome returns what a call with one constant gives. One that fails is left, so that the failure has its place.
func (f folder) outcome(n *parse.ActionNode, before parse.Node) (string, bool) {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	name, isName := n.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	arg, isText := n.Pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !isName || !isText {
		return "", false
	}
	text, afterText := before.(*parse.TextNode)
	switch call := f.funcs[name.Ident].(type) {
	case func(string) (string, error): // asset
		words, err := call(arg.Text)
		return words, err == nil && plain(words) && (!afterText || bytes.HasSuffix(text.Text, []byte(`="`)))
	case func(string, ...any) (string, error): // t
		words, err := call(arg.Text)
		return words, err == nil && plainWords(words) && afterText &&
			(bytes.HasSuffix(text.Text, []byte(`="`)) || bytes.HasSuffix(bytes.TrimRight(text.Text, " \n"), []byte(">")))
	case func(string) (template.HTMLAttr, error): // integrity
		attr, err := call(arg.Text)
		return string(attr), err == nil && afterText && bytes.HasSuffix(text.Text, []byte(`" `))
	}
	return "", false
}

// plainWords reports whether words mean nothing but themselves in HTML's text and quoted attributes.
func plainWords(words string) bool {
	return words != "" && !strings.ContainsFunc(words, func(r rune) bool { return r < ' ' || strings.ContainsRune("&<>\"'`\\", r) })
}
