// Quickstart submits reports from a CSV file, walks them through a lifecycle
// with the people who have a part in it, and shows what came of it:
//
//	go run ./examples/quickstart                     the shipped reports of six regions
//	go run ./examples/quickstart -in FILE            another CSV; complaint.ReadCSV documents its columns
//	go run ./examples/quickstart -lifecycle FILE     another definition, such as city.yaml
//	go run ./examples/quickstart -diagram            the lifecycle as a Mermaid diagram
//	go run ./examples/quickstart -lang id            in Indonesian
//	go run ./examples/quickstart -store sqlite:FILE  kept in a file; run again, it goes on
//	go run ./examples/quickstart -store memory       kept nowhere
//
// It joins what an office joins (rooms.go): the regions and calendars of
// Indonesia, a directory of agencies, a routing table, the published limits,
// and the store, which without -store is a file that is removed at the end.
//
// The clock is the example's own and begins on 26 October 2020; identifiers come
// from a fixed seed, so that the output is the same every time. With a file that
// holds cases already, the story goes on a day after the last of them, under new
// identifiers: what other systems had sent before is recognised by its
// reference, the timer finds what has become due meanwhile, and the table counts
// all. A real program leaves Now and Entropy of the configuration nil.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/sqlite"
)

//go:embed reports.csv
var shipped []byte

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "quickstart:", err)
		}
		stop()
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	in, lifecycle, store, examples string
	diagram                        bool
	words                          aduan.Words
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parseFlags(args, stderr)
	if err != nil {
		return err
	}
	return show(ctx, o, stdout, stderr)
}

// show prints what the options ask for.
func show(ctx context.Context, o options, stdout, stderr io.Writer) error {
	lifecycles, err := readLifecycles(o.lifecycle)
	if err != nil {
		return err
	}
	if o.diagram {
		_, err = io.WriteString(stdout, newest(lifecycles).Machine().Mermaid(o.words))
		return err
	}
	in, name, err := openReports(o.in, texts().In(o.words))
	if err != nil {
		return err
	}
	defer in.Close()
	dir, err := os.MkdirTemp("", "aduan")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	store, err := openStore(ctx, o.store, dir, texts().In(o.words))
	if err != nil {
		return err
	}
	office, err := openOffice(ctx, store, lifecycles, o, stdout, stderr)
	if err == nil {
		err = office.day(ctx, in, name)
	}
	return errors.Join(err, store.Close())
}

// openStore opens the store that -store names; without a name it is a file in
// the directory.
func openStore(ctx context.Context, name, dir string, say aduan.Say) (backend.Store, error) {
	file, named := strings.CutPrefix(name, "sqlite:")
	switch {
	case name == "memory":
		return memory.New(), nil
	case name == "":
		return sqlite.Open(ctx, filepath.Join(dir, "aduan.db"), sqlite.Config{})
	case named && file != "":
		return sqlite.Open(ctx, file, sqlite.Config{})
	}
	return nil, errors.New(say("usage.store", "store", strconv.Quote(name)))
}

func parseFlags(args []string, stderr io.Writer) (options, error) {
	var o options
	var lang string
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.in, "in", "", "CSV `file` with reports instead of the shipped ones")
	flags.StringVar(&o.lifecycle, "lifecycle", "", "YAML or JSON `file` with a lifecycle instead of the national one")
	flags.StringVar(&o.store, "store", "", "where cases are kept: memory, or sqlite:`FILE`; a file that is removed at the end without it")
	flags.StringVar(&o.examples, "examples", "examples", "`directory` of the examples, with the agencies and the routing tables of the pilot regions")
	flags.BoolVar(&o.diagram, "diagram", false, "print the lifecycle as a Mermaid diagram and stop")
	flags.StringVar(&lang, "lang", "en", "language of what is printed: en or id")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	var err error
	if o.words, err = aduan.BuiltIn(lang); err != nil {
		return o, fmt.Errorf("-lang: %w", err)
	}
	if flags.NArg() > 0 {
		return o, errors.New(texts().In(o.words)("usage.argument", "argument", strconv.Quote(flags.Arg(0))))
	}
	return o, nil
}

// readLifecycles reads and proves a definition; without a file it is the national
// one, with its earlier edition for the cases that a store may hold.
func readLifecycles(file string) ([]*complaint.Lifecycle, error) {
	definitions := complaint.NationalEditions(storyBegins())
	if file != "" {
		own, err := load(file, lifecycle.Parse)
		if err != nil {
			return nil, err
		}
		definitions = []lifecycle.Definition{own}
	}
	lifecycles := make([]*complaint.Lifecycle, len(definitions))
	for i, d := range definitions {
		var err error
		if lifecycles[i], err = complaint.Compile(d, complaint.Extensions{}); err != nil {
			return nil, err
		}
	}
	return lifecycles, nil
}

// newest is the lifecycle under which new cases begin.
func newest(lifecycles []*complaint.Lifecycle) *complaint.Lifecycle {
	return lifecycles[len(lifecycles)-1]
}

// openReports opens the CSV to read and says what to call it.
func openReports(file string, say aduan.Say) (io.ReadCloser, string, error) {
	if file == "" {
		return io.NopCloser(bytes.NewReader(shipped)), say("shipped"), nil
	}
	f, err := os.Open(file)
	return f, file, err
}
