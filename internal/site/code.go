package site

import (
	"fmt"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// codeFormatter writes code with classes, never with styles of its own.
var codeFormatter = chtml.New(chtml.WithClasses(true), chtml.ClassPrefix("c-"), chtml.WithCSSComments(false), chtml.WithPreWrapper(codeBlock{}))

// classesOnly is a style without colours: they stand in assets/code.css. Chroma's own styles are many, and reading them
// would be a good part of a short build.
var classesOnly = chroma.MustNewStyle("classes", chroma.StyleEntries{})

// A codeBlock surrounds code. A long line scrolls, and the block can be reached by keyboard for that. Code is in no
// language that people speak.
type codeBlock struct{}

func (codeBlock) Start(code bool, attributes string) string {
	if !code {
		return "<pre" + attributes + ">"
	}
	return `<pre tabindex="0" translate="no"` + attributes + "><code>"
}

func (codeBlock) End(code bool) string {
	if !code {
		return "</pre>"
	}
	return "</code></pre>"
}

// codeRenderer writes the code blocks of Markdown.
type codeRenderer struct{}

func (r codeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindFencedCodeBlock, r.fenced)
	reg.Register(ast.KindCodeBlock, r.indented)
}

func (codeRenderer) fenced(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	return ast.WalkSkipChildren, highlight(w, string(n.(*ast.FencedCodeBlock).Language(source)), linesOf(n, source))
}

func (codeRenderer) indented(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	return ast.WalkSkipChildren, highlight(w, "", linesOf(n, source))
}

func linesOf(n ast.Node, source []byte) string {
	var b strings.Builder
	for _, l := range n.Lines().Sliced(0, n.Lines().Len()) {
		b.Write(l.Value(source))
	}
	return b.String()
}

// highlight writes code of a language; of one that chroma doesn't know, or of none, it is plain.
func highlight(w util.BufWriter, language, code string) error {
	lexer := lexers.Get(language)
	if language == "" || lexer == nil {
		lexer = lexers.Fallback
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return fmt.Errorf("highlighting %s: %w", language, err)
	}
	return codeFormatter.Format(w, classesOnly, tokens)
}
