package house

import (
	"fmt"
	"go/token"
	"strings"
	"testing"
)

// level returns the level of a package, by its directory. A new package is
// added here, on the level above the highest that it has to import.
func level(dir string) (int, bool) {
	table := [][]string{
		0: {"."}, // the words that all rooms share
		1: {
			"internal/golden", "internal/group", "internal/pace", "internal/pseudo",
			"storage", "internal/enum", "internal/chart", "internal/tree", "storage/sqlite/internal/powercut",
			"complaint/routing/internal/box",
		},
		2:  {"internal/strict", "internal/sheet"},
		3:  {"internal/record", "complaint/lifecycle", "region"},
		4:  {"complaint/lifecycle/lifecycletest", "region/agency", "region/calendar", "region/language"},
		5:  {"region/indonesia", "complaint"},
		6:  {"complaint/deadline", "complaint/routing", "workplan", "internal/schedule"},
		7:  {"complaint/stats", "complaint/routing/routingtest", "workplan/evaluation", "workplan/board", "roadmap"},
		8:  {"storage/backend", "complaint/office"},
		9:  {"storage/memory", "storage/storagetest"},
		10: {"storage/sqlite", "storage/postgres", "storage/storagetest/internal/faulty"},
		11: {"complaint/complainttest"},
	}
	for n, dirs := range table {
		for _, d := range dirs {
			if d == dir {
				return n, true
			}
		}
	}
	return 0, false
}

// memoryKit is the test kit that brings a store.
const memoryKit = "complaint/complainttest"

// onlyImporter maps what a single package may import to that package. It hides
// the surprises of the imported package from all others.
func onlyImporter(imported string) (dir string, limited bool) {
	if imported == "github.com/looplab/fsm" {
		return "complaint/lifecycle", true
	}
	return "", false
}

// freeArea names the area of a package that may import anything and that
// nothing outside it imports; empty for all others. Each example is an area of
// its own.
func freeArea(dir string) string {
	for _, area := range []string{"internal/gen", "internal/house", "internal/mutants", "internal/soak"} {
		if within(dir, area) {
			return area
		}
	}
	if dir == "examples" {
		return dir
	}
	if rest, ok := strings.CutPrefix(dir, "examples/"); ok {
		first, _, _ := strings.Cut(rest, "/")
		return "examples/" + first
	}
	return ""
}

// isDomain says whether a package speaks about complaints, regions and plans,
// and so must not know where they are kept. The kit for programs that embed the
// library keeps them in memory.
func isDomain(dir string) bool {
	if dir == memoryKit {
		return false
	}
	for _, area := range []string{"complaint", "region", "workplan", "roadmap"} {
		if within(dir, area) {
			return true
		}
	}
	return false
}

// findLevels finds the packages without a level and the imports that do not
// point downwards. Tests may import what they like.
func findLevels(t *tree) []finding {
	var found []finding
	for _, u := range t.Units {
		if freeArea(u.Dir) != "" || len(u.Files) == 0 {
			continue
		}
		if _, known := level(u.Dir); !known {
			found = append(found, finding{File: u.Dir, Subject: u.Dir, Text: "this package is not in the table of levels; " +
				"add it in internal/house/levels_test.go, above everything that it imports"})
		}
	}
	for _, u := range t.Units {
		for _, src := range u.Files {
			for imported, pos := range src.imports {
				if why := wrongImport(u.Dir, imported); why != "" {
					found = append(found, t.at(pos, imported, "%s", why))
				}
			}
		}
	}
	return found
}

// wrongImport says why a package must not import another, or nothing.
func wrongImport(dir, imported string) string {
	if only, limited := onlyImporter(imported); limited && dir != only && freeArea(dir) == "" {
		return fmt.Sprintf("%s imports %s; only %s may", dir, imported, only)
	}
	target, isOurs := strings.CutPrefix(imported, module+"/")
	if imported == module {
		target, isOurs = ".", true
	}
	if !isOurs {
		return ""
	}
	if area := freeArea(target); area != "" && area != freeArea(dir) {
		return fmt.Sprintf("%s imports %s; nothing imports what lies in %s", dir, target, area)
	}
	if freeArea(dir) != "" {
		return ""
	}
	if isDomain(dir) && strings.HasPrefix(target, "storage/") {
		return fmt.Sprintf("%s imports %s; the domain does not know its backends, only the words in storage", dir, target)
	}
	from, known := level(dir)
	to, knownTarget := level(target)
	switch {
	case !known || !knownTarget:
		return "" // reported once, for the package without a level
	case to >= from:
		return fmt.Sprintf("%s (level %d) imports %s (level %d); a package imports only from lower levels", dir, from, target, to)
	}
	return ""
}

func TestLevels(t *testing.T) {
	t.Parallel()
	const m = `"` + module + `/`
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"downwards", map[string]string{
			"storage/a.go":   "package storage",
			"complaint/a.go": "package complaint\nimport _ " + m + `storage"`,
		}, nil},
		{"upwards", map[string]string{
			"storage/a.go": "package storage\nimport _ " + m + `complaint"`,
		}, []string{module + "/complaint"}},
		{"sideways", map[string]string{
			"region/a.go": "package region\nimport _ " + m + `complaint/lifecycle"`,
		}, []string{module + "/complaint/lifecycle"}},
		{"a package nobody placed", map[string]string{"region/atlas/a.go": "package atlas"}, []string{"region/atlas"}},
		{"tests are free", map[string]string{
			"storage/a.go":      "package storage",
			"storage/a_test.go": "package storage_test\nimport _ " + m + `storage/memory"`,
		}, nil},
		{"a second importer of the state machine", map[string]string{
			"complaint/a.go": "package complaint\nimport _ " + `"github.com/looplab/fsm"`,
		}, []string{"github.com/looplab/fsm"}},
		{"the importer of the state machine", map[string]string{
			"complaint/lifecycle/a.go": "package lifecycle\nimport _ " + `"github.com/looplab/fsm"`,
		}, nil},
		{"an example imports anything", map[string]string{
			"examples/x/main.go": "package main\nimport _ " + m + `storage/memory"`,
		}, nil},
		{"an example imports its own part", map[string]string{
			"examples/x/main.go":       "package main\nimport _ " + m + `examples/x/rules"`,
			"examples/x/rules/rule.go": "package rules",
		}, nil},
		{"an example imports another", map[string]string{
			"examples/x/main.go": "package main\nimport _ " + m + `examples/y"`,
		}, []string{module + "/examples/y"}},
		{"a package imports a generator", map[string]string{
			"region/a.go": "package region\nimport _ " + m + `internal/gen/codes"`,
		}, []string{module + "/internal/gen/codes"}},
		{"the domain imports a backend", map[string]string{
			"roadmap/a.go": "package roadmap\nimport _ " + m + `storage/memory"`,
		}, []string{module + "/storage/memory"}},
		{"the root imports a room", map[string]string{"doc.go": "package aduan\nimport _ " + m + `storage"`}, []string{module + "/storage"}},
		{"a room imports the root", map[string]string{"storage/a.go": "package storage\nimport _ \"" + module + "\""}, nil},
		{"a module of its own", map[string]string{
			"internal/bench/go.mod": "module bench",
			"internal/bench/a.go":   "package bench\nimport _ " + m + `storage/memory"`,
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wantSubjects(t, findLevels(made(t, c.files)), c.want...)
		})
	}
}

func TestFindingNamesItsPlace(t *testing.T) {
	t.Parallel()
	loaded := made(t, map[string]string{"region/a.go": "package region\n\nconst X = 1\n"})
	pos := loaded.Units[0].Files[0].Syntax.Decls[0].Pos()
	if got := loaded.at(pos, "X", "is %s", "here").String(); got != "region/a.go:3: is here" {
		t.Errorf("got %q", got)
	}
	if got := loaded.at(token.NoPos, "X", "whole").String(); got != ": whole" {
		t.Errorf("got %q", got)
	}
}
