package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// list renders the API of the public packages below fsys.
func list(fsys fs.FS) ([]byte, error) {
	fset := token.NewFileSet()
	packages := map[string][]*ast.File{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return enter(fsys, name)
		case path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil || bytes.HasPrefix(text, []byte("//go:build ignore\n")) {
			return err
		}
		file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
		if err == nil && file.Name.Name != "main" {
			packages[path.Dir(name)] = append(packages[path.Dir(name)], file)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var lines []string
	for dir, files := range packages {
		p := &listing{dir: dir, constants: constants(fset, files)}
		for _, file := range files {
			p.file(file)
		}
		lines = append(lines, p.lines...)
	}
	slices.Sort(lines)
	lines = slices.Compact(lines) // a declaration may have a variant for each system
	var b bytes.Buffer
	b.WriteString("# The exported API, one declaration a line. Written by 'make api'.\n")
	for _, line := range lines {
		b.WriteString(line + "\n")
	}
	return b.Bytes(), nil
}

// enter skips the directories that hold no public package of the module.
func enter(fsys fs.FS, dir string) error {
	if dir == "." {
		return nil
	}
	base := path.Base(dir)
	_, err := fs.Stat(fsys, path.Join(dir, "go.mod"))
	if err == nil || base[0] == '.' || base[0] == '_' || slices.Contains([]string{"internal", "testdata", "vendor"}, base) || dir == "examples" {
		return fs.SkipDir
	}
	return nil
}

// constants evaluates the constants of a package as far as that is possible
// without the packages it imports.
func constants(fset *token.FileSet, files []*ast.File) map[*ast.Ident]types.Object {
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: stubs{}, Error: func(error) {}, IgnoreFuncBodies: true}
	// Errors are expected, for nothing that is imported has any content.
	_, _ = conf.Check("p", fset, files, info)
	return info.Defs
}

// stubs imports every package as an empty one.
type stubs struct{}

// Import names the package after its path.
func (stubs) Import(imported string) (*types.Package, error) {
	p := types.NewPackage(imported, path.Base(imported))
	p.MarkComplete()
	return p, nil
}
