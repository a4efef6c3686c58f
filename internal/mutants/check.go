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
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// checker tells whether a mutant of a package is a program, without building it.
type checker struct {
	fset   *token.FileSet
	config types.Config
	files  map[string]*ast.File // of the package, by their path below the root
	path   string
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
	c := &checker{fset: token.NewFileSet(), files: map[string]*ast.File{}, path: p.path}
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
	if err := c.check("", nil); err != nil {
		return nil, fmt.Errorf("%s without a mutant: %w", p.dir, err)
	}
	l.checkers[p.dir] = c
	return c, nil
}

// check looks at the package with one file as it stands in another one.
func (c *checker) check(file string, instead *ast.File) error {
	var files []*ast.File
	for name, f := range c.files {
		if name != file {
			files = append(files, f)
		}
	}
	if instead != nil {
		files = append(files, instead)
	}
	_, err := c.config.Check(c.path, c.fset, files, nil)
	return err
}

// refuses says whether a mutant is no program.
func (c *checker) refuses(s site) bool {
	parsed, err := parser.ParseFile(c.fset, s.file, s.planted(), parser.SkipObjectResolution)
	return err != nil || c.check(s.file, parsed) != nil
}
