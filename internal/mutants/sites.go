package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// site is a place in a source file with the fault that may be planted there.
type site struct {
	dir      string // of the package, below the root
	file     string // below the root, with slashes
	line     int
	operator string
	source   []byte // the whole file
	edit     edit
	host     *host // nil outside of functions
}

// edit replaces the bytes from start to before end.
type edit struct {
	start, end int
	with       string
}

// sites finds all sites of packages, in the order of files and lines.
func (m *module) sites(packages []string, at string) ([]site, error) {
	var all []site
	for _, dir := range packages {
		for _, name := range slices.Sorted(slices.Values(m.packages[dir].files)) {
			if strings.HasPrefix(name, "texts") { // internal/house judges texts by their source, which an overlay hides
				continue
			}
			source, err := os.ReadFile(filepath.Join(m.root, filepath.FromSlash(dir), name))
			if err != nil {
				return nil, err
			}
			found, err := sitesOf(name, source)
			if err != nil {
				return nil, err
			}
			for _, s := range found {
				s.dir, s.file = dir, strings.TrimPrefix(dir+"/"+name, "./")
				if strings.HasPrefix(s.place(), at) {
					all = append(all, s)
				}
			}
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no site in %s", strings.Join(packages, ", "))
	}
	return all, nil
}

// sitesOf finds the sites of one file; none if a program wrote it.
func sitesOf(name string, source []byte) ([]site, error) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	if ast.IsGenerated(parsed) {
		return nil, nil
	}
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	var found []site
	var above []ast.Node
	var around *host
	ast.Inspect(parsed, func(n ast.Node) bool {
		if n == nil {
			above = above[:len(above)-1]
			return true
		}
		if skipped(n) || besideError(n, above) {
			return false
		}
		switch decl := n.(type) {
		case *ast.FuncDecl:
			around = hostOf(decl, func(n ast.Node) int { return offset(n.Pos()) })
		case *ast.GenDecl:
			if len(above) == 1 {
				around = nil
			}
		}
		for _, op := range operators() {
			for _, c := range op.changes(n, above) {
				within := around
				if within != nil && offset(c.from) < within.body {
					within = nil
				}
				found = append(found, site{
					line: fset.Position(c.from).Line, operator: op.name, source: source,
					edit: edit{start: offset(c.from), end: offset(c.to), with: c.text(source, offset)}, host: within,
				})
			}
		}
		above = append(above, n)
		return true
	})
	return found, nil
}

// skipped says what holds no site: what only a log would show, and sizes that
// are hints.
func skipped(n ast.Node) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return fun.Name == "make" || fun.Name == "panic"
	case *ast.SelectorExpr:
		if pkg, ok := fun.X.(*ast.Ident); ok && pkg.Name == "slog" {
			return true
		}
		logs := []string{"Debug", "DebugContext", "Info", "InfoContext", "Warn", "WarnContext", "Error", "ErrorContext", "Log", "LogAttrs", "Grow"}
		return len(call.Args) > 0 && slices.Contains(logs, fun.Sel.Name)
	}
	return false
}

// place is the file and line.
func (s site) place() string { return fmt.Sprintf("%s:%d", s.file, s.line) }

// planted is the file with the fault.
func (s site) planted() []byte { return edited(s.source, 0, len(s.source), []edit{s.edit}) }

// diff shows the lines that change, before and after.
func (s site) diff() string {
	begin := bytes.LastIndexByte(s.source[:s.edit.start], '\n') + 1
	end := len(s.source)
	if n := bytes.IndexByte(s.source[s.edit.end:], '\n'); n >= 0 {
		end = s.edit.end + n
	}
	before := string(s.source[begin:end])
	after := string(s.source[begin:s.edit.start]) + s.edit.with + string(s.source[s.edit.end:end])
	return marked("-", before) + marked("+", after)
}

// marked puts a mark before each line, and leaves out blank ones.
func marked(mark, text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			fmt.Fprintf(&b, "    %s %s\n", mark, line)
		}
	}
	return b.String()
}
