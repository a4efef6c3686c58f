package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
)

// listing collects the declarations of one package.
type listing struct {
	dir       string
	constants map[*ast.Ident]types.Object
	lines     []string
}

// add writes one line.
func (p *listing) add(format string, args ...any) {
	p.lines = append(p.lines, fmt.Sprintf("pkg %s, ", p.dir)+fmt.Sprintf(format, args...))
}

// file lists what one file declares.
func (p *listing) file(f *ast.File) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			p.function(d)
		case *ast.GenDecl:
			var last *ast.ValueSpec // whose type and values an empty constant repeats
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					p.typ(s)
				case *ast.ValueSpec:
					if s.Type != nil || len(s.Values) > 0 {
						last = s
					}
					p.values(d.Tok, s, last)
				}
			}
		}
	}
}

// function lists a function, or a method of an exported type.
func (p *listing) function(f *ast.FuncDecl) {
	signature := parameters(f.Type.TypeParams) + strings.TrimPrefix(types.ExprString(f.Type), "func")
	switch {
	case !f.Name.IsExported():
	case f.Recv == nil:
		p.add("func %s%s", f.Name.Name, signature)
	default:
		recv := types.ExprString(f.Recv.List[0].Type)
		if ast.IsExported(strings.TrimLeft(recv, "(*")) {
			p.add("method (%s) %s%s", recv, f.Name.Name, signature)
		}
	}
}

// parameters renders type parameters with their brackets, if there are any.
func parameters(list *ast.FieldList) string {
	if list.NumFields() == 0 {
		return ""
	}
	var parts []string
	for _, f := range list.List {
		parts = append(parts, names(f)+" "+types.ExprString(f.Type))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// names joins the names of a field.
func names(f *ast.Field) string {
	var all []string
	for _, n := range f.Names {
		all = append(all, n.Name)
	}
	return strings.Join(all, ", ")
}

// typ lists a type, and each exported field or method of it on its own line.
func (p *listing) typ(s *ast.TypeSpec) {
	if !s.Name.IsExported() {
		return
	}
	head := "type " + s.Name.Name + parameters(s.TypeParams)
	if s.Assign.IsValid() {
		p.add("%s = %s", head, types.ExprString(s.Type))
		return
	}
	switch t := s.Type.(type) {
	case *ast.StructType:
		p.add("%s struct", head)
		p.fields(head+" struct", t.Fields)
	case *ast.InterfaceType:
		p.add("%s interface", head)
		p.methods(head+" interface", t.Methods)
	default:
		p.add("%s %s", head, types.ExprString(s.Type))
	}
}

// fields lists the exported fields of a struct, with their tags, which are the
// API of its JSON form.
func (p *listing) fields(head string, list *ast.FieldList) {
	hidden := false
	for _, f := range list.List {
		typ := types.ExprString(f.Type)
		tag := ""
		if f.Tag != nil {
			tag = " " + f.Tag.Value
		}
		if len(f.Names) == 0 {
			name := strings.TrimLeft(typ, "*")
			name, _, _ = strings.Cut(name, "[")
			if ast.IsExported(name[strings.LastIndexByte(name, '.')+1:]) {
				p.add("%s, embedded %s%s", head, typ, tag)
			} else {
				hidden = true
			}
		}
		for _, n := range f.Names {
			if n.IsExported() {
				p.add("%s, %s %s%s", head, n.Name, typ, tag)
			} else {
				hidden = true
			}
		}
	}
	if hidden {
		p.add("%s, with unexported fields", head)
	}
}

// methods lists the methods of an interface and what it embeds.
func (p *listing) methods(head string, list *ast.FieldList) {
	hidden := false
	for _, m := range list.List {
		switch {
		case len(m.Names) == 0:
			p.add("%s, embedded %s", head, types.ExprString(m.Type))
		case m.Names[0].IsExported():
			p.add("%s, %s%s", head, m.Names[0].Name, strings.TrimPrefix(types.ExprString(m.Type), "func"))
		default:
			hidden = true
		}
	}
	if hidden {
		p.add("%s, with unexported methods", head)
	}
}

// values lists constants with their value, and variables.
func (p *listing) values(tok token.Token, s, last *ast.ValueSpec) {
	for i, name := range s.Names {
		if !name.IsExported() {
			continue
		}
		typ := ""
		if last != nil && last.Type != nil {
			typ = " " + types.ExprString(last.Type)
		}
		var value ast.Expr
		if last != nil && i < len(last.Values) {
			value = last.Values[i]
		}
		if tok == token.VAR {
			p.variable(name.Name, typ, value)
			continue
		}
		p.constant(name, typ, value)
	}
}

// variable lists a variable by its type, or by its value where only that tells
// the type.
func (p *listing) variable(name, typ string, value ast.Expr) {
	if typ != "" || value == nil {
		p.add("var %s%s", name, typ)
		return
	}
	text := types.ExprString(value)
	if strings.HasPrefix(text, "errors.New(") || strings.HasPrefix(text, "fmt.Errorf(") {
		p.add("var %s error", name)
		return
	}
	p.add("var %s = %s", name, text)
}

// constant lists a constant with its value, or with its expression where the
// value needs an imported package.
func (p *listing) constant(name *ast.Ident, typ string, value ast.Expr) {
	object, ok := p.constants[name].(*types.Const)
	if ok && object.Val().Kind() != constant.Unknown {
		basic, untyped := object.Type().(*types.Basic)
		if typ == "" && !(untyped && basic.Info()&types.IsUntyped != 0) {
			typ = " " + types.TypeString(object.Type(), func(*types.Package) string { return "" })
		}
		p.add("const %s%s = %s", name.Name, typ, object.Val().ExactString())
		return
	}
	if value == nil {
		p.add("const %s%s", name.Name, typ)
		return
	}
	p.add("const %s%s = %s", name.Name, typ, types.ExprString(value))
}
