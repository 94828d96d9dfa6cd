package site

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// A rendered is an editor's Markdown as markup.
type rendered struct {
	html template.HTML
	code bool // it has highlighted code
}

// A manuscript is a Markdown text and the place it is shown at.
type manuscript struct {
	source *text.Source
	span   text.Span
	at     place
	prefix string // of the ids of its headings and footnotes
	level  int    // of its highest heading
}

const footnotePrefix = "footnotePrefix"

// editorsMarkdown reads Markdown as GitHub does, without raw HTML. Nothing of it is inline style: what a table column's
// alignment asks for becomes a class.
var editorsMarkdown = goldmark.New(
	goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
		extension.Strikethrough,
		extension.Linkify,
		extension.NewFootnote(extension.WithFootnoteIDPrefixFunction(func(n ast.Node) []byte {
			prefix, _ := n.OwnerDocument().Meta()[footnotePrefix].(string)
			return []byte(prefix)
		})),
	),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(codeRenderer{}, 100))),
)

// convert turns a manuscript into markup.
func (s *edition) convert(m manuscript) (rendered, diag.List) {
	raw := []byte(m.source.Slice(m.span))
	ids := &headingIDs{prefix: m.prefix, taken: map[string]bool{}}
	tree := editorsMarkdown.Parser().Parse(gtext.NewReader(raw), parser.WithContext(parser.NewContext(parser.WithIDs(ids))))
	doc := tree.OwnerDocument()
	doc.AddMeta(footnotePrefix, m.prefix)
	e := &editing{s: s, m: m}
	if err := ast.Walk(tree, e.visit); err != nil {
		return rendered{}, diag.List{diag.About(diag.Error, "markdown", m.source.Name, "the Markdown can't be read: %v", err)}
	}
	for _, n := range e.raw {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	var b bytes.Buffer
	if err := editorsMarkdown.Renderer().Render(&b, raw, tree); err != nil {
		return rendered{}, diag.List{diag.About(diag.Error, "markdown", m.source.Name, "the Markdown can't be rendered: %v", err)}
	}
	return rendered{template.HTML(b.String()), e.code}, e.list
}

// headingIDs makes the ids of headings. The prefix keeps them apart from the ids that pages give out themselves.
type headingIDs struct {
	prefix string
	taken  map[string]bool
}

func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	slug := text.Slug(string(value))
	if slug == "" {
		slug = "section"
	}
	id := h.prefix + slug
	for n := 2; h.taken[id]; n++ {
		id = fmt.Sprintf("%s%s-%d", h.prefix, slug, n)
	}
	h.taken[id] = true
	return []byte(id)
}

func (h *headingIDs) Put(value []byte) { h.taken[string(value)] = true }

// An editing adapts a parsed Markdown text to its page.
type editing struct {
	s      *edition
	m      manuscript
	levels []int // as written, of the headings that hold the current one
	raw    []ast.Node
	code   bool
	list   diag.List
}

func (e *editing) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		for len(e.levels) > 0 && e.levels[len(e.levels)-1] >= n.Level {
			e.levels = e.levels[:len(e.levels)-1]
		}
		e.levels = append(e.levels, n.Level)
		n.Level = min(e.m.level+len(e.levels)-1, 6)
	case *ast.Link:
		n.Destination = e.destination(n.Destination, n)
	case *ast.Image:
		n.Destination = e.destination(n.Destination, n)
	case *east.TableCell:
		if n.Alignment != east.AlignNone {
			n.SetAttributeString("class", []byte("align-"+n.Alignment.String()))
		}
	case *ast.FencedCodeBlock:
		e.code = true
	case *ast.CodeBlock:
		e.code = true
	case *ast.HTMLBlock, *ast.RawHTML:
		e.raw = append(e.raw, n)
		e.warn("raw-html", n, "HTML in Markdown is left out", "write it in Markdown")
		return ast.WalkSkipChildren, nil
	}
	return ast.WalkContinue, nil
}

// destination writes a link that begins with a slash, which means the site's root, for the page's place.
func (e *editing) destination(raw []byte, n ast.Node) []byte {
	d := string(raw)
	if !strings.HasPrefix(d, "/") || strings.HasPrefix(d, "//") {
		return raw
	}
	path, fragment, anchored := strings.Cut(strings.TrimPrefix(d, "/"), "#")
	root := e.m.at.root
	switch name, ok := strings.CutPrefix(path, "assets/"); {
	case ok && e.s.assets[name].path != "":
		path, root = e.s.assets[name].path, e.m.at.top
	case e.s.published(e.s.prefix + path):
	case e.s.published(path):
		root = e.m.at.top
	default:
		e.warn("dead-link", n, fmt.Sprintf("no page of the site has the address /%s", path), "an address ends with a slash, as in /entities/ or /timeline/")
	}
	if anchored {
		path += "#" + fragment
	}
	return []byte(root + path)
}

func (e *editing) warn(id string, n ast.Node, message, hint string) {
	at := e.m.span.Start
	if p := n.Pos(); p >= 0 && p <= e.m.span.Len() {
		at += int32(p)
	}
	line := e.m.source.LineSpan(e.m.source.LineAt(at))
	e.list = append(e.list, diag.At(diag.Warning, id, e.m.source, text.Span{Start: at, End: max(at, line.End)}, "%s", message).WithHint("%s", hint))
}
