// Apilist writes docs/api.txt: the exported API of every public package of the
// module, one declaration a line, sorted, so that each change of the API shows
// in a diff and is weighed. Packages under internal and examples, programs and
// nested modules are left out.
//
//	go run ./internal/gen/apilist -o docs/api.txt
package main

import (
	"flag"
	"fmt"
	"os"
)

//go:generate go run . -root ../../.. -o ../../../docs/api.txt

func main() {
	root := flag.String("root", ".", "the root directory of the module")
	out := flag.String("o", "", "the file to write, standard output if empty")
	flag.Parse()
	if err := run(*root, *out); err != nil {
		fmt.Fprintln(os.Stderr, "apilist:", err)
		os.Exit(1)
	}
}

// run lists the API of the module at root.
func run(root, out string) error {
	text, err := list(os.DirFS(root))
	if err != nil {
		return err
	}
	if out == "" {
		_, err = os.Stdout.Write(text)
		return err
	}
	return os.WriteFile(out, text, 0o644)
}
