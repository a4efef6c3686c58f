package house

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// families compares the texts of a closed set with the set: each member has a text
// in the family by which Word says it, and each text of the family is a member or
// is said by its key. A set is known where the name of the word is x.String() of a
// type whose method String has the literals of enum.Words, itself or by a function
// of the package, or is the Text of such a set.
func (s *speech) families(u *unit) {
	sets, methods := map[string][]string{}, map[string]*ast.FuncDecl{}
	each := func(do func(*ast.FuncDecl)) {
		for _, src := range u.Files {
			for _, d := range src.Syntax.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
					do(f)
				}
			}
		}
	}
	each(func(f *ast.FuncDecl) {
		if f.Recv == nil {
			sets[f.Name.Name] = members(f.Body, nil)
		} else if f.Name.Name == "String" {
			methods[receiver(f)] = f
		}
	})
	each(func(f *ast.FuncDecl) {
		ast.Inspect(f.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 4 || called(call) != "Word" {
				return true
			}
			family, _ := literal(call.Args[1])
			name, ok := call.Args[2].(*ast.CallExpr)
			if !ok {
				return true
			}
			set := members(name, sets)
			if sel, ok := name.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "String" {
				if named, ok := u.info.TypeOf(sel.X).(*types.Named); ok && methods[named.Obj().Name()] != nil {
					set = members(methods[named.Obj().Name()].Body, sets)
				}
			}
			if set != nil {
				s.compare(call, family, set)
			}
			return true
		})
	})
}

// compare compares the members of a set with the texts of its family.
func (s *speech) compare(call *ast.CallExpr, family string, set []string) {
	for _, member := range set {
		if key := family + "." + member; member != "" && s.texts[key] == nil {
			s.fault(call.Pos(), key, "the set has %s, but there is no text %s", member, key)
		}
	}
	for key, text := range s.texts {
		if member, ok := strings.CutPrefix(key, family+"."); ok && !text.said && !slices.Contains(set, member) {
			s.fault(text.row.Pos(), key, "the text %s is of no member of the set that Word says as %s", key, family)
		}
	}
}

// members are the literals of the only enum.Words under n, or of the only function
// of sets that is called there; nil if there is none, or more, or another argument.
func members(n ast.Node, sets map[string][]string) []string {
	var found [][]string
	ast.Inspect(n, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if id, ok := call.Fun.(*ast.Ident); ok && sets[id.Name] != nil {
			found = append(found, sets[id.Name])
		}
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Words" && isIdent(sel.X, "enum") {
			found = append(found, words(call.Args))
		}
		return true
	})
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// words are the literals of the arguments of enum.Words; enum.None is none.
func words(args []ast.Expr) []string {
	set := []string{}
	for _, arg := range args {
		word, ok := literal(arg)
		if sel, isSel := arg.(*ast.SelectorExpr); !ok && (!isSel || sel.Sel.Name != "None") {
			return nil
		}
		set = append(set, word)
	}
	return set
}

// called is the name of the function or method that a call is of.
func called(call *ast.CallExpr) string {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// receiver is the name of the type that a method has, without the star.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	id, _ := t.(*ast.Ident)
	if id == nil {
		return ""
	}
	return id.Name
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}
