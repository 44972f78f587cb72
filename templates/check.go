package templates

import (
	"errors"
	"fmt"
	"reflect"
	"text/template/parse"
)

// check follows every branch of a template, also those that no sample takes,
// and names each field that the view does not have. text/template itself would
// tell only when a letter is written that happens to come that way.
//
// It knows types as far as they can be known without running: where it cannot
// tell (nil) it is silent, and rendering the samples must do.
func check(trees map[string]*parse.Tree, name string, view reflect.Type) error {
	c := &checker{trees: trees, seen: map[call]bool{}}
	c.template(name, view, nil)
	return errors.Join(c.faults...)
}

type call struct {
	name string
	dot  reflect.Type
}

type checker struct {
	trees  map[string]*parse.Tree
	tree   *parse.Tree // the one being walked
	seen   map[call]bool
	faults []error
}

// scope is what a node can see: the dot, and variables by their name.
type scope struct {
	dot  reflect.Type
	vars map[string]reflect.Type
}

func (s scope) with(dot reflect.Type) scope {
	vars := make(map[string]reflect.Type, len(s.vars))
	for k, v := range s.vars {
		vars[k] = v
	}
	return scope{dot, vars}
}

func (c *checker) fault(n parse.Node, format string, args ...any) {
	where, _ := c.tree.ErrorContext(n)
	c.faults = append(c.faults, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
}

func (c *checker) template(name string, dot reflect.Type, from parse.Node) {
	tree, ok := c.trees[name]
	if !ok || tree == nil {
		if from == nil {
			c.faults = append(c.faults, fmt.Errorf("no file defines the template %q", name))
		} else {
			c.fault(from, "no file defines the template %q", name)
		}
		return
	}
	if c.seen[call{name, dot}] {
		return
	}
	c.seen[call{name, dot}] = true
	outer := c.tree
	c.tree = tree
	c.list(tree.Root, scope{dot, map[string]reflect.Type{"$": dot}})
	c.tree = outer
}

func (c *checker) list(l *parse.ListNode, s scope) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		c.node(n, s)
	}
}

func (c *checker) node(n parse.Node, s scope) {
	switch n := n.(type) {
	case *parse.ActionNode:
		c.declare(n.Pipe, c.pipe(n.Pipe, s), s)
	case *parse.IfNode:
		inner := s.with(s.dot)
		c.declare(n.Pipe, c.pipe(n.Pipe, inner), inner)
		c.list(n.List, inner)
		c.list(n.ElseList, inner)
	case *parse.WithNode:
		t := c.pipe(n.Pipe, s)
		inner := s.with(t)
		c.declare(n.Pipe, t, inner)
		c.list(n.List, inner)
		c.list(n.ElseList, s.with(s.dot))
	case *parse.RangeNode:
		key, elem := parts(c.pipe(n.Pipe, s))
		inner := s.with(elem)
		switch decl := n.Pipe.Decl; len(decl) {
		case 1:
			inner.vars[decl[0].Ident[0]] = elem
		case 2:
			inner.vars[decl[0].Ident[0]] = key
			inner.vars[decl[1].Ident[0]] = elem
		}
		c.list(n.List, inner)
		c.list(n.ElseList, s.with(s.dot))
	case *parse.TemplateNode:
		var arg reflect.Type
		if n.Pipe != nil {
			arg = c.pipe(n.Pipe, s)
		}
		c.template(n.Name, arg, n)
	}
}

// parts gives the types of a range's index and element.
func parts(t reflect.Type) (key, elem reflect.Type) {
	if t == nil {
		return nil, nil
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		return reflect.TypeFor[int](), t.Elem()
	case reflect.Map:
		return t.Key(), t.Elem()
	}
	return nil, nil
}

func (c *checker) declare(p *parse.PipeNode, t reflect.Type, s scope) {
	for _, v := range p.Decl {
		s.vars[v.Ident[0]] = t
	}
}

// pipe checks a pipeline and gives the type of its value, nil if unknown.
func (c *checker) pipe(p *parse.PipeNode, s scope) reflect.Type {
	var t reflect.Type
	for _, cmd := range p.Cmds {
		t = c.command(cmd, s)
	}
	return t
}

func (c *checker) command(cmd *parse.CommandNode, s scope) reflect.Type {
	for _, arg := range cmd.Args[1:] {
		c.value(arg, s)
	}
	if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return result(id.Ident)
	}
	return c.value(cmd.Args[0], s)
}

// functions are those of any language: their types are alike.
var functions = swedish.functions()

// result gives the type that a function of ours returns, nil for those that
// come with text/template.
func result(name string) reflect.Type {
	if f, ok := functions[name]; ok {
		return reflect.TypeOf(f).Out(0)
	}
	return nil
}

func (c *checker) value(n parse.Node, s scope) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return c.fields(n, s.dot, n.Ident)
	case *parse.VariableNode:
		return c.fields(n, s.vars[n.Ident[0]], n.Ident[1:])
	case *parse.ChainNode:
		return c.fields(n, c.value(n.Node, s), n.Field)
	case *parse.PipeNode:
		return c.pipe(n, s)
	case *parse.IdentifierNode:
		return result(n.Ident)
	}
	return nil
}

// fields follows .A.B from a type; a type nobody knows ends the search.
func (c *checker) fields(n parse.Node, t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t == nil || t.Kind() == reflect.Interface {
			return nil
		}
		if m, ok := t.MethodByName(name); ok {
			t = m.Type.Out(0)
			continue
		}
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			c.fault(n, "a value of type %s has no field .%s", t, name)
			return nil
		}
		f, ok := t.FieldByName(name)
		if !ok || !f.IsExported() {
			c.fault(n, "%s has no field .%s; templates/README.md in the source lists the fields", t.Name(), name)
			return nil
		}
		t = f.Type
	}
	return t
}
