// Command indonesia makes region/indonesia/data/regions.bin and regions.txt of
// an unpacked npm package idn-area-data, version 4.0.1, and of the hand-kept
// tables beside them. It is run by go generate in region/indonesia; the README
// of the data says how to get the package.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/aduan-go/aduan/region"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, pinned()); err != nil {
		fmt.Fprintln(os.Stderr, "indonesia:", err)
		os.Exit(1)
	}
}

// pinned returns the SHA-256 of each file of idn-area-data 4.0.1 that is read.
func pinned() map[string]string {
	return map[string]string{
		"provinces.csv": "ee9e5b5aaca298c41aef1aa0888285e103856f1414134bbb7afc68b294c9a89d",
		"regencies.csv": "d5fbd54bb1500bbf5e194ddc94a3806df6e6837a310146dfa646b085bd99c0ae",
		"districts.csv": "982f843613cf36bf474cab7ec46b5ecafc46dfeaad26e4bbadf170a6dae8ebe7",
		"villages.csv":  "6a8e53fce14d21b514f1f7d1602ceeab4ffbec6df98903e2cad949d8fee94690",
	}
}

// run reads, builds and writes. sums names the checksums of the package's
// files; nil accepts any.
func run(args []string, out io.Writer, sums map[string]string) error {
	flags := flag.NewFlagSet("indonesia", flag.ContinueOnError)
	pack := flags.String("package", "", "folder of the unpacked npm package idn-area-data 4.0.1")
	data := flags.String("data", "data", "folder of the hand-kept tables, in which the result is written")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *pack == "" {
		_, err := fmt.Fprintln(out, "region/indonesia: left as it is; set IDN_AREA_DATA to the folder of the unpacked npm package idn-area-data 4.0.1")
		return err
	}
	src := &source{pack: filepath.Join(*pack, "data"), data: *data, sums: sums}
	cfg, err := src.config()
	if err != nil {
		return err
	}
	tree, err := region.New(cfg)
	if err != nil {
		return err
	}
	bin := tree.Encode()
	text := summary(tree, bin, src.seen)
	if err := os.WriteFile(filepath.Join(*data, "regions.bin"), bin, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(*data, "regions.txt"), []byte(text), 0o644); err != nil {
		return err
	}
	_, err = io.WriteString(out, text)
	return err
}

// summary states what regions.bin holds and what it was made of.
func summary(tree *region.Tree, bin []byte, seen []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "sha256 %x regions.bin\n", sha256.Sum256(bin))
	for _, level := range tree.Levels() {
		fmt.Fprintf(&b, "count %s %d\n", level, tree.Latest().Count(level))
	}
	for _, line := range seen {
		fmt.Fprintln(&b, line)
	}
	return b.String()
}
