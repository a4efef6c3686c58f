package house

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// minDocLines is how many lines the comment of a package has at least: enough
// to say what it models and to show one use. A program says what it does.
const (
	minDocLines     = 5
	minProgramLines = 2
)

// findDocFile finds packages without a doc.go that tells what they are for. A
// program may say it where main stands.
func findDocFile(t *tree) []finding {
	var found []finding
	for _, u := range t.Units {
		if len(u.Files) == 0 {
			continue
		}
		minimum, where := minDocLines, "doc.go"
		if u.Name == "main" {
			minimum, where = minProgramLines, "the file of main"
		}
		var doc string
		for _, src := range u.Files {
			if src.Syntax.Doc != nil && (u.Name == "main" || path.Base(src.Name) == "doc.go") {
				doc += src.Syntax.Doc.Text()
			}
		}
		lines := strings.Count(doc, "\n")
		switch {
		case lines < minimum:
			found = append(found, finding{File: u.Dir, Subject: u.Name, Text: fmt.Sprintf(
				"the package comment in %s has %d lines, want at least %d that say what the package models", where, lines, minimum)})
		case u.Name != "main" && !strings.HasPrefix(doc, "Package "+u.Name+" "):
			found = append(found, finding{File: u.Dir, Subject: u.Name, Text: "the package comment begins with \"Package " + u.Name + "\""})
		}
	}
	return found
}

// findComments finds exported names without a comment, and comments that do not
// begin with the name. Fields speak through the comment of their struct.
func findComments(t *tree) []finding {
	var found []finding
	t.files(func(u *unit, src *source) {
		if src.Generated || u.Name == "main" {
			return
		}
		for _, d := range src.Syntax.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && exportedReceiver(d) {
					found = append(found, t.comment(d.Name, d.Doc)...)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					found = append(found, t.specComments(d, s)...)
				}
			}
		}
	})
	return found
}

// exportedReceiver says whether a method belongs to an exported type; true for
// functions.
func exportedReceiver(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	e := f.Recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}

// comment judges the comment of one name.
func (t *tree) comment(name *ast.Ident, doc *ast.CommentGroup) []finding {
	if text := strings.TrimSpace(doc.Text()); text == "" {
		return []finding{t.at(name.Pos(), name.Name, "%s has no comment", name.Name)}
	} else if words := strings.Fields(text); !begins(words, name.Name) {
		return []finding{t.at(name.Pos(), name.Name, "the comment of %s begins with %q, not with the name", name.Name, words[0])}
	}
	return nil
}

// begins says whether words begin with the name, after an article if need be.
func begins(words []string, name string) bool {
	if len(words) > 1 && slices.Contains([]string{"A", "An", "The"}, words[0]) {
		words = words[1:]
	}
	rest, ok := strings.CutPrefix(words[0], name)
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || next != '_' && !unicode.IsLetter(next) && !unicode.IsDigit(next))
}

// specComments judges the comments of a type, or of the constants or variables
// of one line. In a group, a comment on the group or at the end of the line is
// enough: the members of a closed set are often told about together.
func (t *tree) specComments(d *ast.GenDecl, s ast.Spec) []finding {
	switch s := s.(type) {
	case *ast.TypeSpec:
		if !s.Name.IsExported() {
			return nil
		}
		doc := s.Doc
		if doc == nil && !d.Lparen.IsValid() {
			doc = d.Doc
		}
		return append(t.comment(s.Name, doc), t.methodComments(s)...)
	case *ast.ValueSpec:
		i := slices.IndexFunc(s.Names, (*ast.Ident).IsExported)
		if i < 0 {
			return nil
		}
		switch {
		case !d.Lparen.IsValid():
			return t.comment(s.Names[i], d.Doc)
		case s.Doc != nil:
			return t.comment(s.Names[i], s.Doc)
		case s.Comment == nil && d.Doc == nil:
			return t.comment(s.Names[i], nil)
		}
	}
	return nil
}

// methodComments judges the methods of an exported interface: each says what
// who calls and who implements it may assume. With a single method the comment
// of the interface may say it.
func (t *tree) methodComments(s *ast.TypeSpec) []finding {
	iface, ok := s.Type.(*ast.InterfaceType)
	if !ok || iface.Methods.NumFields() < 2 {
		return nil
	}
	var found []finding
	for _, m := range iface.Methods.List {
		if len(m.Names) > 0 && m.Names[0].IsExported() && m.Doc == nil && m.Comment == nil {
			name := s.Name.Name + "." + m.Names[0].Name
			found = append(found, t.at(m.Pos(), name, "%s does not say what one may assume", name))
		}
	}
	return found
}

func TestDocFile(t *testing.T) {
	t.Parallel()
	long := func(first string) string { return "// " + first + strings.Repeat("\n// x", minDocLines) + "\n" }
	wantSubjects(t, findDocFile(made(t, map[string]string{
		"good/doc.go":        long("Package good is.") + "package good",
		"good/good.go":       "package good",
		"elsewhere/here.go":  long("Package elsewhere is.") + "package elsewhere",
		"short/doc.go":       "// Package short is.\npackage short",
		"start/doc.go":       long("This package is.") + "package start",
		"tests/a_test.go":    "package tests",
		"examples/x/main.go": "// X shows.\n// And tells.\npackage main",
		"examples/y/main.go": "package main",
	})), "elsewhere", "main", "short", "start")
}

func TestComments(t *testing.T) {
	t.Parallel()
	wantSubjects(t, findComments(made(t, map[string]string{"region/a.go": `package region

// Code is a code.
type Code string

// A Level is a level.
type Level int

// The levels.
const (
	Province Level = iota
	Regency
)

const (
	// Village is one.
	Village Level = iota
	Ward // the same in towns
	Hamlet
)

// Wrong comment.
const Max = 1

// Limit(n) is one.
const Limit = 1

// Least's is one.
const Least = 1

// Boundary is wrong.
const Bound = 1

type Bare struct{ Field int }

// String returns it.
func (Bare) String() string { return "" }
func (*Bare) Len() int { return 0 }
func (bare) Len() int { return 0 }

type bare struct{}

// Generic is generic.
type Generic[T any] struct{}
func (Generic[T]) Do() {}

// Reader reads.
type Reader interface{ Get() }

// Store stores.
type Store interface {
	Reader
	// Put puts.
	Put()
	Drop()
}

func New() {}
`})), "Hamlet", "Max", "Bound", "Bare", "Len", "Do", "Store.Drop", "New")
}
