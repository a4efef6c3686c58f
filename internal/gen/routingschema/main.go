// Routingschema writes the JSON Schemas of routing tables and of their test
// cases, so that editors complete and check them: docs/routing-table.schema.json
// and docs/routing-cases.schema.json. The fields and their descriptions are
// those of the Go types that the files are read into; what their values may be
// is in values.go.
//
//	go run ./internal/gen/routingschema -root . -o docs
//
// A schema describes the shape only. Whatever routing.Parse and routing.Compile
// accept has it; whether regions, agencies and rules exist, it cannot say.
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

// run writes both schemas.
func run(root, out string) error {
	for _, f := range files() {
		text, err := f.schema(os.DirFS(root))
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
	root                     string // the type of the whole file
}

func files() []file {
	return []file{
		{"routing-table.schema.json", "Routing table", "A routing table of aduan, as routing.Parse reads it.", "routing.Table"},
		{"routing-cases.schema.json", "Routing cases", "Test cases for a routing table of aduan, as routingtest.Parse reads them.", "routingtest.caseFile"},
	}
}
