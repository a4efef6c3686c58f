package house

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// module is the path under which the packages of this repository are imported.
const module = "github.com/aduan-go/aduan"

// finding is one place that breaks a rule.
type finding struct {
	// File is the path from the root of the module, Line is 0 when the finding
	// is about the file or the directory as a whole.
	File string
	Line int
	// Subject is the identifier or import that the finding is about; the allow
	// list names it.
	Subject string
	Text    string
}

// String prints the finding in the form that editors can jump to.
func (f finding) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Text
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Text)
}

// source is one parsed Go file.
type source struct {
	Name      string // path from the root
	Lines     int
	Generated bool
	Syntax    *ast.File
}

// unit is one package: a directory with Go files in it.
type unit struct {
	Dir   string // path from the root, "." for the root itself
	Name  string
	Files []*source // without the tests
	Tests []*source

	info *types.Info
	pkg  *types.Package
}

// tree is everything that the rules look at.
type tree struct {
	FS    fs.FS
	Fset  *token.FileSet
	Units []*unit // by Dir
}

// load parses every Go file of a module: its own packages only, so neither
// testdata nor a directory with a go.mod of its own.
func load(fsys fs.FS) (*tree, error) {
	t := &tree{FS: fsys, Fset: token.NewFileSet()}
	byDir := map[string]*unit{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return t.enter(name)
		case path.Ext(name) != ".go" || d.Name()[0] == '.' || d.Name()[0] == '_':
			return nil
		}
		src, err := t.parse(name)
		if err != nil || src == nil {
			return err
		}
		dir := path.Dir(name)
		u := byDir[dir]
		if u == nil {
			u = &unit{Dir: dir}
			byDir[dir] = u
			t.Units = append(t.Units, u)
		}
		if strings.HasSuffix(name, "_test.go") {
			u.Tests = append(u.Tests, src)
		} else {
			u.Files = append(u.Files, src)
			u.Name = src.Syntax.Name.Name
		}
		return nil
	})
	slices.SortFunc(t.Units, func(a, b *unit) int { return strings.Compare(a.Dir, b.Dir) })
	for _, u := range t.Units {
		if u.Name == "" {
			u.Name = strings.TrimSuffix(u.Tests[0].Syntax.Name.Name, "_test")
		}
		u.resolve(t.Fset)
	}
	return t, err
}

// enter decides whether a directory belongs to the module.
func (t *tree) enter(dir string) error {
	if dir == "." {
		return nil
	}
	base := path.Base(dir)
	if base[0] == '.' || base[0] == '_' || base == "testdata" || base == "vendor" {
		return fs.SkipDir
	}
	if _, err := fs.Stat(t.FS, path.Join(dir, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

// parse reads one file; nil for a file that belongs to no package.
func (t *tree) parse(name string) (*source, error) {
	text, err := fs.ReadFile(t.FS, name)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(text, []byte("//go:build ignore\n")) {
		return nil, nil
	}
	mode := parser.ParseComments | parser.SkipObjectResolution
	syntax, err := parser.ParseFile(t.Fset, name, text, mode)
	if err != nil {
		return nil, err
	}
	return &source{
		Name:      name,
		Lines:     bytes.Count(text, []byte("\n")),
		Generated: ast.IsGenerated(syntax),
		Syntax:    syntax,
	}, nil
}

// resolve finds out what each identifier of the package stands for. What the
// package imports is not looked at, so the errors about it are expected and
// dropped; local names, packages and builtins are told apart all the same.
func (u *unit) resolve(fset *token.FileSet) {
	u.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{},
		Defs:  map[*ast.Ident]types.Object{},
		Uses:  map[*ast.Ident]types.Object{},
	}
	var files []*ast.File
	for _, src := range u.Files {
		files = append(files, src.Syntax)
	}
	conf := types.Config{Importer: stubs{}, Error: func(error) {}}
	u.pkg, _ = conf.Check(path.Join(module, u.Dir), fset, files, u.info)
}

// stubs imports every package as an empty one.
type stubs struct{}

// Import names the package after the last element of its path.
func (stubs) Import(imported string) (*types.Package, error) {
	name := path.Base(imported)
	if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" {
		name = path.Base(path.Dir(imported))
	}
	p := types.NewPackage(imported, name)
	p.MarkComplete()
	return p, nil
}

// at makes a finding about a place in the sources.
func (t *tree) at(pos token.Pos, subject, format string, args ...any) finding {
	p := t.Fset.Position(pos)
	return finding{File: p.Filename, Line: p.Line, Subject: subject, Text: fmt.Sprintf(format, args...)}
}

// called names the function that a call names outright: "panic" for a builtin,
// "time.Now" for a function of an imported package, by its import path. It is
// empty for everything else.
func (u *unit) called(call *ast.CallExpr) string {
	return u.named(call.Fun)
}

// named is called for any expression.
func (u *unit) named(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		return u.named(e.X)
	case *ast.IndexListExpr:
		return u.named(e.X)
	case *ast.Ident:
		switch obj := u.info.Uses[e].(type) {
		case *types.Builtin:
			return obj.Name()
		case *types.Func:
			return obj.Name()
		}
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			if p, ok := u.info.Uses[x].(*types.PkgName); ok {
				return p.Imported().Path() + "." + e.Sel.Name
			}
		}
	}
	return ""
}

// imports are the import paths of a file with their places.
func (s *source) imports(yield func(string, token.Pos) bool) {
	for _, spec := range s.Syntax.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err == nil && !yield(p, spec.Pos()) {
			return
		}
	}
}

// within says whether a directory is the area or lies in it.
func within(dir, area string) bool {
	return dir == area || strings.HasPrefix(dir, area+"/")
}

// root is the directory of the module, two above this package's.
func root() string { return filepath.Join("..", "..") }

// ours loads this module once for all tests.
var ours = sync.OnceValues(func() (*tree, error) { return load(os.DirFS(root())) })

// loadOurs returns this module's tree, which the tests only read.
func loadOurs(t *testing.T) *tree {
	t.Helper()
	loaded, err := ours()
	if err != nil {
		t.Fatalf("the sources cannot be read: %v", err)
	}
	return loaded
}
