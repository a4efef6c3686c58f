package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"slices"
	"strconv"
	"strings"
)

// host is the function around a site. A program holds many mutants at once: each
// is a second function beside its host, which hands over to it when it is planted.
type host struct {
	start, end int    // of the declaration in the file
	name       int    // where its name ends
	body       int    // behind the brace that opens it
	names      []edit // names for the parameters that have none
	call       string // what hands over, with %s for what is appended to its name
}

// hostOf describes a function; offset is where a position stands in the file. It is nil
// where no second function can stand in: init and main.
func hostOf(decl *ast.FuncDecl, offset func(ast.Node) int) *host {
	if decl.Body == nil || decl.Recv == nil && slices.Contains([]string{"init", "main", "_"}, decl.Name.Name) {
		return nil
	}
	h := &host{start: offset(decl), name: offset(decl.Name) + len(decl.Name.Name), body: offset(decl.Body) + 1}
	h.end = h.start + int(decl.End()-decl.Pos())
	callee := decl.Name.Name + "%s"
	if decl.Recv != nil {
		callee = h.named(decl.Recv, offset)[0] + "." + callee
	}
	if decl.Type.TypeParams != nil {
		callee += "[" + strings.Join(h.named(decl.Type.TypeParams, offset), ", ") + "]"
	}
	h.call = callee + "(" + strings.Join(h.named(decl.Type.Params, offset), ", ") + ")"
	if decl.Type.Results == nil {
		h.call += "; return"
	} else {
		h.call = "return " + h.call
	}
	return h
}

// named lists the names of parameters as arguments and gives names to those without.
func (h *host) named(params *ast.FieldList, offset func(ast.Node) int) (args []string) {
	for _, field := range params.List {
		names := field.Names
		if len(names) == 0 {
			names = []*ast.Ident{nil}
		}
		for _, id := range names {
			arg := fmt.Sprintf("mutant%d", len(h.names))
			switch {
			case id == nil:
				at := offset(field.Type)
				h.names = append(h.names, edit{at, at, arg + " "})
			case id.Name == "_":
				h.names = append(h.names, edit{offset(id), offset(id) + 1, arg})
			default:
				arg = id.Name
			}
			if _, ok := field.Type.(*ast.Ellipsis); ok {
				arg += "..."
			}
			args = append(args, arg)
		}
	}
	return args
}

// switchFile is the file that each package with mutants gets beside its own: it tells which
// mutant is planted, and notes which hosts ran.
const switchFile = `package %s

import (
	"os"
	"strconv"
	"sync"
)

var (
	mutantPlanted, _ = strconv.Atoi(os.Getenv("%s"))
	mutantNotes      = os.Getenv("%s")
	mutantNoted      sync.Map
)

func mutantIs(number int) bool {
	if mutantNotes != "" {
		if _, known := mutantNoted.LoadOrStore(number, true); !known {
			f, err := os.OpenFile(mutantNotes, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
			if err != nil {
				panic(err)
			}
			_, _ = f.WriteString(strconv.Itoa(number) + "\n")
			_ = f.Close()
		}
	}
	return number == mutantPlanted
}
`

// The environment of a program with mutants.
const (
	envPlanted = "ADUAN_MUTANT"        // the number of the one that is planted; none if empty
	envNotes   = "ADUAN_MUTANTS_NOTES" // the file for the numbers of those whose host ran
)

// hostSuffix stands between the name of a host and the number of a mutant.
const hostSuffix = "MutantNo"

// hostings lists the files that hold mutants of a package.
func hostings(mutants []*mutant) map[string][]byte {
	byFile := map[string][]*mutant{}
	for _, m := range mutants {
		byFile[m.file] = append(byFile[m.file], m)
	}
	texts := map[string][]byte{}
	for file, inFile := range byFile {
		texts[file] = hosting(inFile[0].source, inFile)
	}
	return texts
}

// hosting is a file that holds mutants beside their hosts. The lines of the file stay where
// they are.
func hosting(source []byte, mutants []*mutant) []byte {
	var edits []edit
	var beside strings.Builder
	seen := map[int]bool{}
	for _, m := range mutants {
		h := m.host
		if !seen[h.start] {
			seen[h.start] = true
			edits = append(edits, h.names...)
		}
		suffix := hostSuffix + strconv.Itoa(m.number)
		edits = append(edits, edit{h.body, h.body, fmt.Sprintf(" if mutantIs(%d) { %s };", m.number, fmt.Sprintf(h.call, suffix))})
		second := slices.Concat(h.names, []edit{{h.name, h.name, suffix}, m.edit})
		beside.WriteString("\n\n")
		beside.Write(edited(source, h.start, h.end, second))
	}
	return append(edited(source, 0, len(source), edits), beside.String()...)
}

// edited is a part of a file with changes.
func edited(source []byte, from, to int, edits []edit) (text []byte) {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	for _, e := range edits {
		text = append(append(text, source[from:e.start]...), e.with...)
		from = e.end
	}
	return append(text, source[from:to]...)
}
