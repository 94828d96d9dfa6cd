package site

import (
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// compile makes a program of a template that has been executed, and of those that it uses; nil where one of them is
// beyond it.
func (s *edition) compile(name string, given reflect.Type) *program {
	c := compiler{s: s, made: map[partKey]*program{}}
	g := c.part(name, given)
	if c.beyond {
		return nil
	}
	return g
}

// A compiler makes programs of templates. What it can't compile it notes, and goes on with nothing.
type compiler struct {
	s      *edition
	made   map[partKey]*program
	beyond bool // something can't be compiled

	root   reflect.Type // of the template at hand
	scope  []slotted    // its variables
	widest int          // most variables there were at a time
}

type partKey struct {
	name  string
	given reflect.Type
}

// A slotted is a variable by its name.
type slotted struct {
	name string
	typ  reflect.Type // nil for the index of a range
}

// part makes the program of a template for data of a type.
func (c *compiler) part(name string, given reflect.Type) *program {
	key := partKey{name, given}
	if g := c.made[key]; g != nil {
		return g
	}
	g := &program{given: given}
	c.made[key] = g // before it is whole: templates may use themselves
	t := c.s.templates.Lookup(name)
	if t == nil || t.Tree == nil || given == nil {
		c.beyond = true
		return g
	}
	root, scope, widest := c.root, c.scope, c.widest
	c.root, c.scope, c.widest = given, nil, 0
	g.steps = c.list(t.Tree.Root, given)
	g.slots = c.widest
	c.root, c.scope, c.widest = root, scope, widest
	return g
}

// refuse notes that something can't be compiled.
func (c *compiler) refuse() step {
	c.beyond = true
	return nil
}

// list makes steps of nodes, for a dot of a type.
func (c *compiler) list(l *parse.ListNode, dot reflect.Type) (steps []step) {
	if l == nil {
		return nil
	}
	scope := len(c.scope)
	for _, n := range l.Nodes {
		if c.beyond {
			return nil
		}
		steps = append(steps, c.step(n, dot))
	}
	c.scope = c.scope[:scope]
	return steps
}

func (c *compiler) step(n parse.Node, dot reflect.Type) step {
	switch n := n.(type) {
	case *parse.TextNode:
		return write(string(n.Text))
	case *parse.CommentNode:
		return write("")
	case *parse.ActionNode:
		return c.action(n.Pipe, dot)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, dot)
	case *parse.WithNode:
		return c.with(&n.BranchNode, dot)
	case *parse.RangeNode:
		return c.loop(&n.BranchNode, dot)
	case *parse.TemplateNode:
		given := c.dataOf(n.Pipe, dot)
		if c.beyond {
			return nil
		}
		part := c.part(n.Name, given.typ)
		return func(p *play, dot reflect.Value) { p.template(part, given.get(p, dot)) }
	}
	return c.refuse()
}

func write(s string) step {
	return func(p *play, _ reflect.Value) { p.out = append(p.out, s...) }
}

// branch is {{if}}.
func (c *compiler) branch(n *parse.BranchNode, dot reflect.Type) step {
	if len(n.Pipe.Decl) > 0 {
		return c.refuse()
	}
	asked := c.truthOfPipe(n.Pipe, dot)
	then, or := c.list(n.List, dot), c.list(n.ElseList, dot)
	return func(p *play, dot reflect.Value) {
		if asked(p, dot) {
			p.steps(then, dot)
		} else {
			p.steps(or, dot)
		}
	}
}

func (c *compiler) with(n *parse.BranchNode, dot reflect.Type) step {
	if len(n.Pipe.Decl) > 0 {
		return c.refuse()
	}
	d := c.dataOf(n.Pipe, dot)
	is := c.truthOf(d.typ)
	if c.beyond {
		return nil
	}
	then, or := c.list(n.List, d.typ), c.list(n.ElseList, dot)
	return func(p *play, dot reflect.Value) {
		if v := d.get(p, dot); is(v) {
			p.steps(then, v)
		} else {
			p.steps(or, dot)
		}
	}
}

// loop is {{range}}, over a slice.
func (c *compiler) loop(n *parse.BranchNode, dot reflect.Type) step {
	d := c.dataOf(&parse.PipeNode{Cmds: n.Pipe.Cmds}, dot)
	if c.beyond || d.typ.Kind() != reflect.Slice || n.Pipe.IsAssign {
		return c.refuse()
	}
	first, names := len(c.scope), n.Pipe.Decl
	if len(names) == 2 {
		c.scope = append(c.scope, slotted{names[0].Ident[0], nil})
		names = names[1:]
	}
	if len(names) == 1 {
		c.scope = append(c.scope, slotted{names[0].Ident[0], d.typ.Elem()})
	}
	vars := len(c.scope)
	c.widest = max(c.widest, vars)
	then := c.list(n.List, d.typ.Elem())
	c.scope = c.scope[:first]
	or := c.list(n.ElseList, dot)
	return func(p *play, dot reflect.Value) {
		list := d.get(p, dot)
		for i := range list.Len() {
			v := list.Index(i)
			for k := first; k < vars; k++ {
				p.vars[p.base+k] = variable{v, i}
			}
			p.steps(then, v)
		}
		if list.Len() == 0 {
			p.steps(or, dot)
		}
	}
}

// action is a pipeline whose outcome is written, through the escapers at its end.
func (c *compiler) action(pipe *parse.PipeNode, dot reflect.Type) step {
	if len(pipe.Decl) > 0 {
		return c.refuse()
	}
	said, markup := c.text(pipe.Cmds[0].Args, dot)
	var before []func(string) string
	escape := func(dst []byte, s string) []byte { return append(dst, s...) }
	for i, cmd := range pipe.Cmds[1:] {
		name, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) > 1 {
			return c.refuse()
		}
		last := i == len(pipe.Cmds)-2
		switch to, address := contentEscapers[name.Ident], urlEscapers[name.Ident]; {
		case markup && name.Ident == "_html_template_htmlescaper" && len(pipe.Cmds) == 2:
		case markup:
			return c.refuse()
		case address != nil && !last:
			before = append(before, address)
		case to != nil && last:
			escape = to
		default:
			return c.refuse()
		}
	}
	if c.beyond || len(pipe.Cmds) == 1 {
		return c.refuse() // all that is written is escaped
	}
	return func(p *play, dot reflect.Value) {
		s := said(p, dot)
		for _, f := range before {
			s = f(s)
		}
		p.out = escape(p.out, s)
	}
}

// A datum is a value that a template is given, or a part of it.
type datum struct {
	typ reflect.Type
	get func(p *play, dot reflect.Value) reflect.Value
}

// dataOf returns what a pipeline that is no call means.
func (c *compiler) dataOf(pipe *parse.PipeNode, dot reflect.Type) datum {
	if pipe == nil || len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		c.beyond = true
		return datum{}
	}
	d, ok := c.data(pipe.Cmds[0].Args[0], dot)
	if !ok {
		c.beyond = true
	}
	return d
}

// data returns what a node that is no call means; false for any other.
func (c *compiler) data(n parse.Node, dot reflect.Type) (datum, bool) {
	switch n := n.(type) {
	case *parse.DotNode:
		return datum{dot, func(_ *play, dot reflect.Value) reflect.Value { return dot }}, true
	case *parse.FieldNode:
		return fields(datum{dot, func(_ *play, dot reflect.Value) reflect.Value { return dot }}, n.Ident)
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return fields(datum{c.root, func(p *play, _ reflect.Value) reflect.Value { return p.root }}, n.Ident[1:])
		}
		if k := c.slot(n.Ident[0]); k >= 0 && c.scope[k].typ != nil {
			return fields(datum{c.scope[k].typ, func(p *play, _ reflect.Value) reflect.Value { return p.vars[p.base+k].value }}, n.Ident[1:])
		}
	}
	return datum{}, false
}

// slot returns which variable of the scope a name means, the innermost, or -1.
func (c *compiler) slot(name string) int {
	for k := len(c.scope) - 1; k >= 0; k-- {
		if c.scope[k].name == name {
			return k
		}
	}
	return -1
}

// fields follows the names of fields.
func fields(d datum, names []string) (datum, bool) {
	for _, name := range names {
		from, get, pointer := d.typ, d.get, false
		if from.Kind() == reflect.Pointer {
			from, pointer = from.Elem(), true
		}
		if _, method := reflect.PointerTo(from).MethodByName(name); method || from.Kind() != reflect.Struct {
			return d, false
		}
		f, ok := from.FieldByName(name)
		if !ok || !f.IsExported() {
			return d, false
		}
		for i := range len(f.Index) - 1 {
			if from.FieldByIndex(f.Index[:i+1]).Type.Kind() == reflect.Pointer {
				return d, false
			}
		}
		d = datum{f.Type, func(p *play, dot reflect.Value) reflect.Value {
			v := get(p, dot)
			if pointer {
				v = v.Elem()
			}
			switch {
			case !v.IsValid(): // it points at nothing
				p.stopped = true
				return reflect.Zero(f.Type)
			case len(f.Index) == 1:
				return v.Field(f.Index[0])
			}
			return v.FieldByIndex(f.Index)
		}}
	}
	return d, true
}

// A saying gives a text.
type saying func(p *play, dot reflect.Value) string

func constant(s string) saying { return func(*play, reflect.Value) string { return s } }

// text returns the text that a command gives, and whether it is markup.
func (c *compiler) text(args []parse.Node, dot reflect.Type) (said saying, markup bool) {
	switch n := args[0].(type) {
	case *parse.IdentifierNode:
		return c.call(n.Ident, args[1:], dot), false
	case *parse.StringNode:
		if len(args) == 1 {
			return constant(n.Text), false
		}
	case *parse.PipeNode:
		if len(args) == 1 && len(n.Decl) == 0 && len(n.Cmds) == 1 {
			return c.text(n.Cmds[0].Args, dot)
		}
	case *parse.FieldNode:
		if c.once(n, dot) && len(args) == 2 {
			return c.onceOf(args[1]), true
		}
	}
	d, ok := c.data(args[0], dot)
	if !ok || len(args) > 1 {
		c.beyond = true
		return nil, false
	}
	return c.shown(d)
}

// shown returns the text of a value, and whether it is markup.
func (c *compiler) shown(d datum) (said saying, markup bool) {
	switch {
	case d.typ.Kind() == reflect.String && (d.typ == htmlType || d.typ.NumMethod() == 0 && d.typ.PkgPath() != htmlType.PkgPath()):
		return func(p *play, dot reflect.Value) string { return d.get(p, dot).String() }, d.typ == htmlType
	case d.typ == reflect.TypeFor[int]():
		return func(p *play, dot reflect.Value) string { return strconv.FormatInt(d.get(p, dot).Int(), 10) }, false
	}
	c.beyond = true
	return nil, false
}

// once reports whether a node calls [Frame.Once].
func (c *compiler) once(n *parse.FieldNode, dot reflect.Type) bool {
	return dot == reflect.TypeFor[*Frame]() && len(n.Ident) == 1 && n.Ident[0] == "Once"
}

func (c *compiler) onceOf(part parse.Node) saying {
	name, ok := part.(*parse.StringNode)
	if !ok {
		c.beyond = true
		return nil
	}
	return func(p *play, dot reflect.Value) string {
		f, _ := dot.Interface().(*Frame)
		made, err := f.Once(name.Text)
		return p.unless(err, string(made))
	}
}

// call returns the text that a function gives.
func (c *compiler) call(name string, args []parse.Node, dot reflect.Type) saying {
	switch {
	case name == "printf" && len(args) == 2:
		return c.printf(args[0], args[1], dot)
	case name == "count" && len(args) == 2:
		return c.count(args[0], args[1], dot)
	case name == "number" && len(args) == 1:
		n := c.number(args[0], dot)
		return func(p *play, dot reflect.Value) string { return c.s.words.number(n(p, dot)) }
	case name == "t" && len(args) > 0:
		return c.said(args, dot)
	case name == "asset" && len(args) == 1:
		if file, ok := args[0].(*parse.StringNode); ok {
			if words, err := c.s.asset(file.Text); err == nil {
				return constant(words)
			}
		}
	}
	c.beyond = true
	return nil
}

// said is {{t}}: words of the interface.
func (c *compiler) said(args []parse.Node, dot reflect.Type) saying {
	key := c.key(args[0], dot)
	var pairs []saying
	for _, a := range args[1:] {
		pairs = append(pairs, c.argument(a, dot))
	}
	if c.beyond {
		return nil
	}
	if n, ok := args[0].(*parse.StringNode); ok && len(pairs) == 0 {
		words, err := c.s.words.text(n.Text)
		if err != nil {
			c.beyond = true
		}
		return constant(words)
	}
	return func(p *play, dot reflect.Value) string {
		values := make([]any, 0, 6)
		for _, s := range pairs {
			values = append(values, s(p, dot))
		}
		words, err := c.s.words.text(key(p, dot), values...)
		return p.unless(err, words)
	}
}

// key returns the key of words of the interface: a constant, or a call that makes one.
func (c *compiler) key(n parse.Node, dot reflect.Type) saying {
	switch n.(type) {
	case *parse.StringNode, *parse.PipeNode:
		if said, markup := c.text([]parse.Node{n}, dot); !markup {
			return said
		}
	}
	c.beyond = true
	return nil
}

// argument returns the text that fills in words of the interface: numbers as the language writes them.
func (c *compiler) argument(n parse.Node, dot reflect.Type) saying {
	if d, ok := c.data(n, dot); ok && d.typ == reflect.TypeFor[int]() {
		return func(p *play, dot reflect.Value) string { return c.s.words.number(int(d.get(p, dot).Int())) }
	}
	said, markup := c.text([]parse.Node{n}, dot)
	if _, call := n.(*parse.IdentifierNode); call || markup {
		c.beyond = true
	}
	return said
}

// count is {{count}}: words of the interface in the form that a number takes.
func (c *compiler) count(key, n parse.Node, dot reflect.Type) saying {
	name, of := c.key(key, dot), c.number(n, dot)
	return func(p *play, dot reflect.Value) string {
		words, err := c.s.words.count(name(p, dot), of(p, dot))
		return p.unless(err, words)
	}
}

// unless returns a text where there is no error.
func (p *play) unless(err error, s string) string {
	p.stopped = p.stopped || err != nil
	return s
}

// number returns the number that a node means.
func (c *compiler) number(n parse.Node, dot reflect.Type) func(p *play, dot reflect.Value) int {
	d, ok := c.data(n, dot)
	if !ok || d.typ != reflect.TypeFor[int]() {
		c.beyond = true
		return nil
	}
	return func(p *play, dot reflect.Value) int { return int(d.get(p, dot).Int()) }
}

// printf is printf with one text, as in {{t (printf "type.%s" .Type)}}.
func (c *compiler) printf(format, arg parse.Node, dot reflect.Type) saying {
	f, ok := format.(*parse.StringNode)
	if !ok || strings.Count(f.Text, "%") != 1 {
		c.beyond = true
		return nil
	}
	before, after, ok := strings.Cut(f.Text, "%s")
	d, isData := c.data(arg, dot)
	if !ok || !isData || d.typ.Kind() != reflect.String {
		c.beyond = true
		return nil
	}
	said, _ := c.shown(d)
	return func(p *play, dot reflect.Value) string { return before + said(p, dot) + after }
}
