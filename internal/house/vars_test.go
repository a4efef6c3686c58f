package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// findVars finds package variables that could change while a program runs. What
// may stand at package level are values that nobody can or does change:
//
//   - error sentinels (names that begin with Err or err, made by errors.New or
//     fmt.Errorf) and assertions (var _ Store = ...);
//   - embedded files;
//   - results of functions named Must, and of the few constructors whose values
//     never change (see constructors), in variables that are never assigned;
//   - unexported tables: composite literals that the package only reads, by
//     indexing, ranging, len, or the functions named in readers. A table that is
//     handed out could be changed by whoever gets it.
func findVars(t *tree) []finding {
	var found []finding
	for _, u := range t.Units {
		vars := u.packageVars()
		written := u.writes(vars)
		for _, v := range vars {
			why := v.fault()
			if use, ok := written[v.object]; ok && why == "" && (v.table() || use.assigned) {
				found = append(found, t.at(use.pos, v.name.Name,
					"the package variable %s is changed or handed out here; make it a function or copy it", v.name.Name))
				continue
			}
			if why != "" {
				found = append(found, t.at(v.name.Pos(), v.name.Name, "package variable %s: %s", v.name.Name, why))
			}
		}
	}
	return found
}

// constructors lists functions whose results never change.
func constructors() []string {
	return []string{
		"errors.New", "fmt.Errorf", "strings.NewReplacer", "time.FixedZone", "time.Date",
		"sync.OnceFunc", "sync.OnceValue", "sync.OnceValues",
		"github.com/shopspring/decimal.New", "github.com/shopspring/decimal.NewFromInt",
	}
}

// readers lists functions that only read the slice or map they are given.
func readers() []string {
	return []string{
		"len", "cap", "strings.Join",
		"slices.All", "slices.Backward", "slices.BinarySearch", "slices.BinarySearchFunc", "slices.Clone",
		"slices.Concat", "slices.Contains", "slices.ContainsFunc", "slices.Equal", "slices.Index",
		"slices.IndexFunc", "slices.Max", "slices.Min", "slices.Values",
		"maps.All", "maps.Clone", "maps.Equal", "maps.Keys", "maps.Values",
	}
}

// packageVar is one variable at package level.
type packageVar struct {
	name     *ast.Ident
	value    ast.Expr // nil when there is none, the call when it gives several
	embedded bool
	object   types.Object
	of       *unit
}

// packageVars lists the package variables but the blank ones.
func (u *unit) packageVars() []packageVar {
	var vars []packageVar
	for _, src := range u.Files {
		for _, d := range src.Syntax.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.VAR {
				continue
			}
			for _, s := range decl.Specs {
				spec := s.(*ast.ValueSpec)
				for i, name := range spec.Names {
					if name.Name == "_" {
						continue
					}
					v := packageVar{name: name, object: u.info.Defs[name], of: u}
					v.embedded = embeds(decl.Doc) || embeds(spec.Doc)
					switch {
					case len(spec.Values) == len(spec.Names):
						v.value = ast.Unparen(spec.Values[i])
					case len(spec.Values) == 1:
						v.value = ast.Unparen(spec.Values[0])
					}
					vars = append(vars, v)
				}
			}
		}
	}
	return vars
}

// embeds says whether a comment holds an embed directive.
func embeds(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:embed ")
	})
}

// table says whether the value is a composite literal.
func (v packageVar) table() bool {
	_, ok := v.value.(*ast.CompositeLit)
	return ok
}

// fault says what is wrong with a declaration by itself, or nothing.
func (v packageVar) fault() string {
	if v.embedded {
		return ""
	}
	switch value := v.value.(type) {
	case nil:
		return "it can only be of use when something assigns it; put it into a value that a constructor returns"
	case *ast.CompositeLit:
		if v.name.IsExported() {
			return "everybody could change this table; make it a function that returns a copy"
		}
		return ""
	case *ast.CallExpr:
		name := v.of.called(value)
		if strings.HasPrefix(name[strings.LastIndexByte(name, '.')+1:], "Must") {
			return ""
		}
		if !slices.Contains(constructors(), name) {
			break
		}
		sentinel := name == "errors.New" || name == "fmt.Errorf"
		if sentinel == strings.HasPrefix(strings.ToLower(v.name.Name), "err") && (sentinel || !v.name.IsExported()) {
			return ""
		}
	}
	return "neither a sentinel error, an embedded file, a Must value nor a table that is only read; " +
		"make it a constant, a function, or a field of a value"
}

// use is where a variable is written or escapes.
type use struct {
	pos      token.Pos
	assigned bool // false: only handed out
}

// writes finds for each variable the first place where it is assigned, or where
// it is used so that it could be changed from there.
func (u *unit) writes(vars []packageVar) map[types.Object]use {
	found := map[types.Object]use{}
	for _, src := range u.Files {
		ast.PreorderStack(src.Syntax, nil, func(n ast.Node, above []ast.Node) bool {
			name, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			object := u.info.Uses[name]
			isVar := object != nil && slices.ContainsFunc(vars, func(v packageVar) bool { return v.object == object })
			if !isVar {
				return true
			}
			if _, known := found[object]; known {
				return true
			}
			if harm, assigned := u.harms(name, above); harm {
				found[object] = use{pos: name.Pos(), assigned: assigned}
			}
			return true
		})
	}
	return found
}

// harms judges one use of a variable by what stands above it: the path from
// the file down to the parent of the name.
func (u *unit) harms(name *ast.Ident, above []ast.Node) (harm, assigned bool) {
	var e ast.Expr = name
	reached := false // a part of the variable was selected
	for i := len(above) - 1; i >= 0; i-- {
		switch up := above[i].(type) {
		case *ast.ParenExpr:
			e = up
			continue
		case *ast.IndexExpr:
			if up.X != e {
				return false, false // the variable is the index
			}
			e, reached = up, true
			continue
		case *ast.SelectorExpr:
			e, reached = up, true
			continue
		case *ast.SliceExpr:
			if up.X != e {
				return false, false
			}
			e = up
			continue
		case *ast.AssignStmt:
			if slices.Contains(up.Lhs, e) {
				return true, true
			}
		case *ast.IncDecStmt:
			return true, true
		case *ast.UnaryExpr:
			if up.Op == token.AND {
				return true, true
			}
		case *ast.BinaryExpr:
			return false, false
		case *ast.RangeStmt:
			return up.X != e, true
		case *ast.CallExpr:
			if up.Fun == e || slices.Contains(readers(), u.called(up)) {
				return false, false
			}
			if callee := u.called(up); slices.Contains([]string{"delete", "clear", "append", "copy"}, callee) {
				return up.Args[0] == e, true
			}
		}
		break
	}
	_, sliced := e.(*ast.SliceExpr)
	return sliced || (!reached && u.shared(name)), false
}

// shared says whether copies of a variable share their elements.
func (u *unit) shared(name *ast.Ident) bool {
	switch u.info.Uses[name].Type().Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer:
		return true
	}
	return false
}

func TestVars(t *testing.T) {
	t.Parallel()
	const welcome = `package region

import (
	_ "embed"
	"errors"
	"regexp"
	"slices"
	"sync"
)

//go:embed codes.bin
var codes []byte

var (
	ErrA = errors.New("a")
	errB = errors.New("b")

	_ error = (*E)(nil)
)

type E struct{}

var form = regexp.MustCompile("x")

var names = [...]string{"a", "b"}

var byName = map[string]int{"a": 1}

var list = []string{"a"}

var nested = map[string][]string{"a": {"b"}}

var all = sync.OnceValue(func() int { return 1 })

func f(i int) (string, int, []string) {
	for range list {
	}
	names := names
	names[0] = "a copy"
	_ = slices.Contains(list, "a")
	return names[i], byName["a"] + all() + len(nested["a"]), slices.Clone(list)
}
`
	wantSubjects(t, findVars(made(t, map[string]string{"region/a.go": welcome})))

	for name, text := range map[string]string{
		"no value":            "var x int",
		"a number":            "var x = 1",
		"an exported table":   "var X = []int{1}",
		"an exported once":    "import \"sync\"\nvar X = sync.OnceFunc(nil)",
		"a pointer":           "type T struct{}\nvar x = &T{}",
		"an unnamed sentinel": "import \"errors\"\nvar x = errors.New(\"x\")",
		"a call":              "func g() int { return 1 }\nvar x = g()",
		"assigned":            "var x = []int{1}\nfunc f() { x = nil }",
		"element assigned":    "var x = []int{1}\nfunc f() { x[0] = 2 }",
		"deep assigned":       "var x = map[int][]int{}\nfunc f() { x[0][1]++ }",
		"field assigned":      "type T struct{ n int }\nvar x = T{}\nfunc f() { (x).n += 2 }",
		"address taken":       "var x = [1]int{1}\nfunc f() *int { return &x[0] }",
		"deleted from":        "var x = map[int]int{}\nfunc f() { delete(x, 1) }",
		"handed out":          "var x = []int{1}\nfunc F() []int { return x }",
		"array sliced":        "var x = [1]int{1}\nfunc F() []int { return x[:] }",
		"given away":          "var x = map[int]int{}\nfunc F(g func(map[int]int)) { g(x) }",
		"range variable":      "var x = [1]int{1}\nfunc F() { for x[0] = range 3 {} }",
		"Must value assigned": "var x = MustN()\nfunc MustN() int { return 1 }\nfunc f() { x = 2 }",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := findVars(made(t, map[string]string{"region/a.go": "package region\n" + text + "\n"}))
			if len(found) != 1 {
				t.Errorf("found %v, want one finding", found)
			}
		})
	}
}
