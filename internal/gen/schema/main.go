// Schema writes docs/schema.md: the tables of a store on SQLite, column by
// column, from the comments in its migrations.
//
//	go run ./internal/gen/schema -migrations storage/sqlite/migrations -o docs/schema.md
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

//go:generate go run . -migrations ../../../storage/sqlite/migrations -o ../../../docs/schema.md

func main() {
	migrations := flag.String("migrations", "storage/sqlite/migrations", "the directory of the migrations")
	out := flag.String("o", "", "the file to write, standard output if empty")
	flag.Parse()
	if err := run(os.DirFS(*migrations), *out); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}

func run(migrations fs.FS, out string) error {
	names, err := fs.Glob(migrations, "*.sql")
	if err != nil {
		return err
	}
	var tables []*table
	for _, name := range names {
		script, err := fs.ReadFile(migrations, name)
		if err != nil {
			return err
		}
		if tables, err = read(tables, name, string(script)); err != nil {
			return err
		}
	}
	text := page(tables, strings.TrimSuffix(names[len(names)-1], ".sql"))
	if out == "" {
		_, err = os.Stdout.WriteString(text)
		return err
	}
	return os.WriteFile(out, []byte(text), 0o644)
}
