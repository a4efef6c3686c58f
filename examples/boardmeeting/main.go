// Command boardmeeting prints the board paper of the cooperation from which this
// library comes: the fifth Project Board Meeting of SP4N-LAPOR!, 12 November
// 2020. It reads two work plans, the road map and the minutes from YAML files
// and computes everything else.
//
//	go run ./examples/boardmeeting
//	go run ./examples/boardmeeting -lang id
//	go run ./examples/boardmeeting -asof 2021-05-06
//	go run ./examples/boardmeeting -out paper
//
// What the source document says and what is illustrative is marked in the files,
// see README.md here. With -out the paper is also written as Markdown, with its
// tables as CSV, its charts as SVG, the milestones as Mermaid and iCalendar, and
// the minutes, in both languages. With -data the files of another directory are
// read.
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/aduan-go/aduan"
)

//go:embed data
var embedded embed.FS

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program without its surroundings. It returns 0, or 1 if something
// could not be read or written, or 2 if it was called wrongly.
func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("boardmeeting", flag.ContinueOnError)
	flags.SetOutput(errs)
	asOf := aduan.Date{Year: 2020, Month: 11, Day: 12}
	flags.TextVar(&asOf, "asof", asOf, "the `day` of the paper")
	lang := flags.String("lang", "en", "the `language`, en or id")
	dir := flags.String("data", "", "the `directory` with the plans, the road map and the minutes; those of the example without it")
	to := flags.String("out", "", "write Markdown, CSV and SVG files to this `directory`")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	words, err := aduan.BuiltIn(*lang)
	if err == nil && flags.NArg() > 0 {
		err = errors.New("there are no arguments but flags")
	}
	if err != nil {
		fmt.Fprintln(errs, "boardmeeting:", err)
		return 2
	}
	files, err := fs.Sub(embedded, "data")
	if *dir != "" {
		files = os.DirFS(*dir)
	}
	if err == nil {
		err = meet(files, asOf, words, *to, out)
	}
	if err != nil {
		fmt.Fprintln(errs, "boardmeeting:", err)
		return 1
	}
	return 0
}

// meet prints the paper and, if a directory is given, writes its files.
func meet(files fs.FS, asOf aduan.Date, words aduan.Words, dir string, out io.Writer) error {
	c, err := load(files, asOf)
	if err != nil {
		return err
	}
	paper, err := c.paper(words)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, paper.text()); err != nil {
		return err
	}
	if dir == "" {
		return nil
	}
	return c.write(dir, aduan.Indonesian(), aduan.English())
}
