package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// checker tells which mutants of a package are programs, without building them.
type checker struct {
	fset   *token.FileSet
	config types.Config
	files  map[string]*ast.File // of the package, by their path below the root
	path   string
	name   string
}

// checker is that of a package; it asks the go command once for what the package imports.
func (l *laboratory) checker(ctx context.Context, p *listed) (*checker, error) {
	if known := l.checkers[p.dir]; known != nil {
		return known, nil
	}
	out, err := l.command(ctx, "list", "-export", "-deps", "-json=ImportPath,Export", p.path)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var dep struct{ ImportPath, Export string }
		if err := decoder.Decode(&dep); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[dep.ImportPath] = dep.Export
	}
	c := &checker{fset: token.NewFileSet(), files: map[string]*ast.File{}, path: p.path, name: p.name}
	c.config = types.Config{
		Importer: importer.ForCompiler(c.fset, "gc", func(path string) (io.ReadCloser, error) {
			if exports[path] == "" {
				return nil, fmt.Errorf("no export data of %s", path)
			}
			return os.Open(exports[path])
		}),
		Sizes: types.SizesFor("gc", runtime.GOARCH),
	}
	for _, name := range p.files {
		file := strings.TrimPrefix(p.dir+"/"+name, "./")
		c.files[file], err = parser.ParseFile(c.fset, filepath.Join(l.module.root, filepath.FromSlash(file)), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
	}
	l.checkers[p.dir] = c
	return c, nil
}

// refused checks mutants beside their hosts, all at once, and lists those that are no program.
func (c *checker) refused(mutants []*mutant) (map[int]bool, error) {
	no := map[int]bool{}
	files := maps.Clone(c.files)
	texts := hostings(mutants)
	texts["mutants_switch.go"] = fmt.Appendf(nil, "package %s\n\nfunc mutantIs(int) bool", c.name)
	for file, text := range texts {
		var err error
		if files[file], err = parser.ParseFile(c.fset, file, text, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
	}
	config := c.config
	var other error
	config.Error = func(err error) {
		e, ok := err.(types.Error)
		if n := c.mutantAt(files, e.Pos); ok && n > 0 {
			no[n] = true
		} else if !ok || !e.Soft {
			other = errors.Join(other, err)
		}
	}
	_, _ = config.Check(c.path, c.fset, slices.Collect(maps.Values(files)), nil)
	if len(no) == 0 && other != nil {
		return nil, other
	}
	return no, nil
}

// mutantAt is the number of the mutant around a position, 0 if there is none.
func (c *checker) mutantAt(files map[string]*ast.File, at token.Pos) int {
	for _, f := range files {
		for _, decl := range f.Decls {
			if fun, ok := decl.(*ast.FuncDecl); ok && fun.Pos() <= at && at < fun.End() {
				_, number, _ := strings.Cut(fun.Name.Name, hostSuffix)
				n, _ := strconv.Atoi(number)
				return n
			}
		}
	}
	return 0
}
