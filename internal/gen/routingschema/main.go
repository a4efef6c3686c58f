// Routingschema writes the JSON Schemas of the files of an office (package office) and
// of the test cases of routing tables, so that editors complete and check them:
// docs/routing-table.schema.json, docs/routing-cases.schema.json, and one for each
// other kind of file. The fields and their descriptions are those of the Go types that
// the files are read into; what their values may be is in values.go and office.go.
//
//	go run ./internal/gen/routingschema -root . -o docs
//
// A schema describes the shape only. Whatever routing.Parse and routing.Compile
// accept has it, and so for the others; whether regions, agencies and rules exist, it cannot say.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

//go:generate go run . -root ../../.. -o ../../../docs

func main() {
	root := flag.String("root", ".", "the root directory of the module")
	out := flag.String("o", "docs", "the directory to write into")
	flag.Parse()
	if err := run(*root, *out); err != nil {
		fmt.Fprintln(os.Stderr, "routingschema:", err)
		os.Exit(1)
	}
}

// run writes all schemas.
func run(root, out string) error {
	from, err := readStructs(os.DirFS(root))
	if err != nil {
		return err
	}
	for _, f := range files() {
		text, err := f.schema(from)
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if err := os.WriteFile(filepath.Join(out, f.name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// file is a schema to write.
type file struct {
	name, title, description string
	root                     string // the type of the whole file, or of its elements
	list                     bool   // the file is a list
}

func files() []file {
	return []file{
		{"routing-table.schema.json", "Routing table", "A routing table of aduan, as routing.Parse reads it.", "routing.Table", false},
		{"routing-cases.schema.json", "Routing cases", "Test cases for a routing table of aduan, as routingtest.Parse reads them.", "routingtest.caseFile", false},
		{"lifecycle.schema.json", "Lifecycle", "A lifecycle of aduan, as lifecycle.Parse reads it.", "lifecycle.Definition", false},
		{"deadlines.schema.json", "Deadlines", "A deadline policy of aduan, as deadline.Parse reads it.", "deadline.Policy", false},
		{"calendar.schema.json", "Calendar", "A working calendar of aduan, as calendar.Parse reads it.", "calendar.Definition", false},
		{"agencies.schema.json", "Agencies", "A directory of agencies of aduan, as agency.Parse reads it.", "agency.written", false},
		{"categories.schema.json", "Categories", "The categories of reports of aduan, as complaint.ParseCategories reads them.", "complaint.CategoryInfo", true},
		{"roles.schema.json", "Roles", "The roles of an office of its own, as office.Load reads them.", "office.ownRole", true},
		{"words.schema.json", "Words", "The texts of a language of aduan, as language.Parse reads them.", "language.file", false},
	}
}
