package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// module is what the go command says of the packages of the module.
type module struct {
	root     string
	packages map[string]*listed // by directory below the root
}

// listed is one package.
type listed struct {
	dir     string // below the root, with slashes
	path    string // the import path
	name    string
	files   []string
	seen    map[string]bool // the import paths that its tests compile in, its own included
	hasTest bool
}

// load asks the go command for all packages of a module, and what their tests
// compile in.
func load(ctx context.Context, root string, core []string) (*module, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "go", "list", "-test", "-json=Dir,ImportPath,Name,GoFiles,ForTest,Deps,Module", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return nil, failed(err)
	}
	m := &module{root: root, packages: map[string]*listed{}}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir, ImportPath, Name, ForTest string
			GoFiles, Deps                  []string
		}
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return m, m.has(core)
		case err != nil:
			return nil, err
		}
		dir, err := filepath.Rel(root, p.Dir)
		if err != nil {
			return nil, err
		}
		dir = filepath.ToSlash(dir)
		switch tested, isTest := strings.CutSuffix(p.ImportPath, ".test"); {
		case isTest && p.Name == "main": // the program that runs the tests, listed after its package
			own := m.packages[dir]
			if own == nil || own.path != tested {
				continue
			}
			own.hasTest = true
			for _, dep := range p.Deps {
				path, _, _ := strings.Cut(dep, " ") // without "[x.test]"
				own.seen[path] = true
			}
		case p.ForTest == "":
			m.packages[dir] = &listed{dir: dir, path: p.ImportPath, name: p.Name, files: p.GoFiles, seen: map[string]bool{}}
		}
	}
}

// has reports the first directory that is no package.
func (m *module) has(dirs []string) error {
	for _, dir := range dirs {
		if m.packages[dir] == nil {
			return fmt.Errorf("no package in %s", dir)
		}
	}
	return nil
}

// judges lists the packages whose tests see one, in the order in which they are
// asked: its own tests, then those that compile the least.
func (m *module) judges(of *listed) []*listed {
	var list []*listed
	for _, p := range m.packages {
		if p.hasTest && p.seen[of.path] {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *listed) int {
		if a == of || b == of {
			return cmp.Compare(btoi(b == of), btoi(a == of))
		}
		return cmp.Or(cmp.Compare(len(a.seen), len(b.seen)), cmp.Compare(a.dir, b.dir))
	})
	return list
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// failed is the error of a command, with what it wrote to standard error.
func failed(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(exit.Stderr))
	}
	return err
}
