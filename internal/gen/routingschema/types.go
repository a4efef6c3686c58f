package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"
)

// structure is a struct type of the sources.
type structure struct {
	doc    string
	fields []field
}

// field is a field that files have.
type field struct {
	name, doc string
	typ       ast.Expr
}

// structs are struct types by their qualified names, such as "routing.Rule".
type structs map[string]structure

// dirs are the directories of the packages whose structs are part of a file.
func dirs() map[string]string {
	return map[string]string{
		"routing":     "complaint/routing",
		"routingtest": "complaint/routing/routingtest",
		"aduan":       ".",
		"lifecycle":   "complaint/lifecycle",
		"deadline":    "complaint/deadline",
		"calendar":    "region/calendar",
		"agency":      "region/agency",
		"complaint":   "complaint",
		"language":    "region/language",
		"office":      "complaint/office",
	}
}

// readStructs reads the struct types of these packages.
func readStructs(fsys fs.FS) (structs, error) {
	out := structs{}
	for pkg, dir := range dirs() {
		names, err := fs.Glob(fsys, path.Join(dir, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, err
			}
			syntax, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			out.read(pkg, syntax)
		}
	}
	return out, nil
}

// read adds the struct types of a file of a package.
func (s structs) read(pkg string, file *ast.File) {
	for _, d := range file.Decls {
		if decl, ok := d.(*ast.GenDecl); ok && decl.Tok == token.TYPE {
			for _, spec := range decl.Specs {
				s.add(pkg, spec.(*ast.TypeSpec), decl.Doc)
			}
		}
	}
}

func (s structs) add(pkg string, spec *ast.TypeSpec, doc *ast.CommentGroup) {
	typ, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	if spec.Doc != nil {
		doc = spec.Doc
	}
	made := structure{doc: plain(doc.Text())}
	group := "" // the comment above a group of fields is about all of them
	for _, f := range typ.Fields.List {
		if f.Doc != nil {
			group = plain(f.Doc.Text())
		}
		tag := ""
		if f.Tag != nil {
			text, _ := strconv.Unquote(f.Tag.Value)
			tag, _, _ = strings.Cut(reflect.StructTag(text).Get("json"), ",")
		}
		if tag == "-" || len(f.Names) > 0 && !f.Names[0].IsExported() {
			continue
		}
		made.fields = append(made.fields, field{name: tag, doc: group, typ: f.Type})
	}
	s[pkg+"."+spec.Name.Name] = made
}

// plain is a comment on one line, without the brackets of links.
func plain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return regexp.MustCompile(`\[(\*?[A-Za-z_.]+)\]`).ReplaceAllString(text, "$1")
}

// typeName is the qualified name of a type, as seen from a package, without
// what makes it a list or a pointer.
func typeName(pkg string, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		if e.Name == "string" || e.Name == "bool" || e.Name == "int" {
			return e.Name
		}
		return pkg + "." + e.Name
	case *ast.SelectorExpr:
		return fmt.Sprintf("%s.%s", e.X, e.Sel.Name)
	}
	return fmt.Sprintf("%T", e)
}
