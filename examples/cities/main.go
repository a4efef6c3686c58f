// Cities runs a day of an office that is described in a directory, whatever its words and
// rules are, and prints what came of it in the language of the city: how many cases stand
// under each heading, what happened to the one that went highest, why an agency got it,
// how its deadline was computed, and a refusal.
//
//	go run ./examples/cities examples/cities/baie-sud             a commune in West Africa, in French
//	go run ./examples/cities -lang en examples/cities/baie-sud    the same in English
//	go run ./examples/cities examples/cities/indonesia            the pilot regions, by the national rules
//	go run ./examples/cities examples/cities/us-311               a 311 service in the United States
//	go run ./examples/cities examples/cities/nl-waterveen         a Dutch city with the states of Signalen
//
// There is no Go code for a city: what the program knows of one is in its files. Reports
// and identifiers follow from a fixed seed and the clock is the example's own, so that
// the output is the same every time.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/office"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "cities:", err)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("cities", flag.ContinueOnError)
	flags.SetOutput(stderr)
	lang := flags.String("lang", "", "`language` of the output; without it the city's own")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("want one directory, such as examples/cities/baie-sud")
	}
	files := os.DirFS(flags.Arg(0))
	here, err := office.Load(files)
	if err != nil {
		return err
	}
	tag, err := languageOf(files, *lang)
	if err != nil {
		return err
	}
	words, err := here.Words(tag)
	if err != nil {
		return err
	}
	return show(ctx, here, words, stdout)
}

// languageOf is the language that is asked for, or else the first in the city's words.
func languageOf(files fs.FS, asked string) (string, error) {
	if asked != "" {
		return asked, nil
	}
	names, err := fs.Glob(files, "words/*")
	if err != nil || len(names) == 0 {
		return "en", err
	}
	return strings.TrimSuffix(path.Base(names[0]), path.Ext(names[0])), nil
}

// show runs the day and prints what came of it.
func show(ctx context.Context, here *office.Office, words aduan.Words, stdout io.Writer) error {
	d, err := openDay(here, words)
	if err != nil {
		return err
	}
	if err := d.run(ctx); err != nil {
		return err
	}
	return d.print(ctx, stdout)
}
