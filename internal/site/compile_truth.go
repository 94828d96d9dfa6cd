package site

import (
	"reflect"
	"text/template/parse"
)

// A question is what {{if}} asks.
type question func(p *play, dot reflect.Value) bool

func (c *compiler) truthOfPipe(pipe *parse.PipeNode, dot reflect.Type) question {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 {
		c.beyond = true
		return nil
	}
	return c.truth(pipe.Cmds[0].Args, dot)
}

// truth returns whether what a command gives is true, as text/template has it.
func (c *compiler) truth(args []parse.Node, dot reflect.Type) question {
	switch n := args[0].(type) {
	case *parse.IdentifierNode:
		return c.truthOfCall(n.Ident, args[1:], dot)
	case *parse.PipeNode:
		if len(args) == 1 {
			return c.truthOfPipe(n, dot)
		}
	case *parse.VariableNode:
		if k := c.slot(n.Ident[0]); len(args) == 1 && k >= 0 && c.scope[k].typ == nil { // the index of a range
			return func(p *play, _ reflect.Value) bool { return p.vars[p.base+k].index != 0 }
		}
	}
	d, ok := c.data(args[0], dot)
	if !ok || len(args) > 1 {
		c.beyond = true
		return nil
	}
	is := c.truthOf(d.typ)
	return func(p *play, dot reflect.Value) bool { return is(d.get(p, dot)) }
}

func (c *compiler) truthOfCall(name string, args []parse.Node, dot reflect.Type) question {
	if name == "eq" || name == "ne" {
		return c.equal(args, dot, name == "eq")
	}
	var each []question
	for _, a := range args {
		each = append(each, c.truth([]parse.Node{a}, dot))
	}
	switch {
	case name == "not" && len(each) == 1:
		return func(p *play, dot reflect.Value) bool { return !each[0](p, dot) }
	case (name == "or" || name == "and") && len(each) > 0:
		until := name == "or"
		return func(p *play, dot reflect.Value) bool {
			for _, q := range each {
				if q(p, dot) == until {
					return until
				}
			}
			return !until
		}
	}
	c.beyond = true
	return nil
}

// equal returns whether two texts are equal, or aren't.
func (c *compiler) equal(args []parse.Node, dot reflect.Type, yes bool) question {
	if len(args) != 2 {
		c.beyond = true
		return nil
	}
	var sides [2]saying
	for i, a := range args {
		d, ok := c.data(a, dot)
		constant, isConstant := a.(*parse.StringNode)
		switch {
		case isConstant:
			sides[i], _ = c.text([]parse.Node{constant}, dot)
		case ok && d.typ.Kind() == reflect.String:
			sides[i], _ = c.shown(d)
		default:
			c.beyond = true
			return nil
		}
	}
	return func(p *play, dot reflect.Value) bool { return (sides[0](p, dot) == sides[1](p, dot)) == yes }
}

// truthOf returns how the truth of values of a type is told.
func (c *compiler) truthOf(t reflect.Type) func(v reflect.Value) bool {
	if t == nil {
		c.beyond = true
		return nil
	}
	switch t.Kind() {
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Bool:
		return func(v reflect.Value) bool { return v.Bool() }
	case reflect.Int:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	c.beyond = true
	return nil
}
