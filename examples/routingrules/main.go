// Command routingrules keeps routing tables that are written in YAML or JSON:
// it finds their faults, explains decisions, runs and counts test cases, and
// says what a new edition would change. It needs no Go of its own, and its exit
// status is for CI.
//
//	go run ./examples/routingrules check -table examples/routingrules/pilots.yaml -directory examples/places/directory.yaml
//	go run ./examples/routingrules check -table examples/routingrules/broken.yaml -directory examples/places/directory.yaml
//	go run ./examples/routingrules explain -region 51.03 -category health/hospital -lang id
//	go run ./examples/routingrules coverage -cases examples/routingrules/cases.yaml
//	go run ./examples/routingrules replay -table examples/routingrules/pilots.yaml -new examples/routingrules/next.yaml -cases examples/routingrules/cases.yaml
//
// Each command takes -table, -directory, -categories (a file; the national tree
// without it) and -lang (en or id). The regions are those of Indonesia.
//
// It ends with status 0 if all is well, 1 if there is something to mend
// (findings, cases that fail, rules that no case reaches, reports that would go
// elsewhere), and 2 if it was called wrongly or a file could not be read.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// The exit statuses.
const (
	statusGood = iota
	statusFound
	statusUsage
)

// program is one call of the program.
type program struct {
	out, err io.Writer
	flags    *flag.FlagSet

	// speak gives the words of a language, by its tag.
	speak func(tag string) (aduan.Words, error)

	table, directory, categories string
	words                        aduan.Words
	asJSON                       bool
}

// command is something that the program does.
type command struct {
	name, about string
	// prepare declares the flags and returns what is done once they are read.
	prepare func(*program) func() (int, error)
}

func commands() []command {
	return []command{
		{"check", "find the faults of a table", check},
		{"explain", "decide one report and say why", explain},
		{"coverage", "run cases and show which rules they reach", coverage},
		{"replay", "show which reports a new table would send elsewhere", replay},
	}
}

// run is the program without its surroundings.
func run(args []string, out, errs io.Writer) int {
	if len(args) > 0 {
		for _, c := range commands() {
			if c.name == args[0] {
				return (&program{out: out, err: errs, speak: aduan.BuiltIn}).do(c, args[1:])
			}
		}
	}
	to, status := errs, statusUsage
	if len(args) == 1 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help" || args[0] == "help") {
		to, status = out, statusGood
	}
	fmt.Fprintln(to, "usage: routingrules command [flags]")
	for _, c := range commands() {
		fmt.Fprintf(to, "  %-9s %s\n", c.name, c.about)
	}
	return status
}

// do carries out a command.
func (p *program) do(c command, args []string) int {
	p.flags = flag.NewFlagSet("routingrules "+c.name, flag.ContinueOnError)
	p.flags.SetOutput(p.err)
	p.flags.StringVar(&p.table, "table", "examples/routingrules/pilots.yaml", "the table, a YAML or JSON `file`")
	p.flags.StringVar(&p.directory, "directory", "examples/places/directory.yaml", "the agencies, a YAML or JSON `file`")
	p.flags.StringVar(&p.categories, "categories", "", "the categories, a YAML or JSON `file`; the national ones without it")
	lang := p.flags.String("lang", "en", "the `language`, en or id")
	work := c.prepare(p)
	switch err := p.flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return statusGood
	case err != nil:
		return statusUsage
	}
	var err error
	if p.words, err = p.speak(*lang); err != nil {
		fmt.Fprintln(p.err, "routingrules: -lang:", err)
		return statusUsage
	}
	if p.flags.NArg() > 0 {
		say := texts().In(p.words)
		fmt.Fprintf(p.err, "routingrules %s: %s\n", c.name, say("usage.argument", "argument", strconv.Quote(p.flags.Arg(0))))
		return statusUsage
	}
	status, err := work()
	if err != nil {
		fmt.Fprintln(p.err, "routingrules:", p.words.Error(err))
		return statusUsage
	}
	return status
}

// jsonFlag declares the flag that [program.print] goes by.
func (p *program) jsonFlag() { p.flags.BoolVar(&p.asJSON, "json", false, "print JSON") }

// print prints a result, for people or as JSON.
func (p *program) print(result aduan.Spoken) error {
	if !p.asJSON {
		_, err := io.WriteString(p.out, result.In(p.words))
		return err
	}
	encoder := json.NewEncoder(p.out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(result)
}

// found is the status: whether there is something to mend.
func found(something bool) int {
	if something {
		return statusFound
	}
	return statusGood
}

// read reads a file with a parser of the library.
func read[T any](file string, parse func(string, []byte) (T, error)) (T, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		var none T
		return none, err
	}
	return parse(file, text)
}

// sources reads what tables speak of.
func (p *program) sources() (routing.Sources, error) {
	regions, err := indonesia.Regions()
	if err != nil {
		return routing.Sources{}, err
	}
	file, err := read(p.directory, func(name string, data []byte) (agency.File, error) {
		return agency.Parse(name, data, regions.Horizon().Location())
	})
	if err != nil {
		return routing.Sources{}, err
	}
	agencies, err := agency.NewDirectory(agency.Config{Agencies: file.Agencies, Functions: file.Functions, Regions: regions})
	if err != nil {
		return routing.Sources{}, err
	}
	categories, err := p.readCategories()
	return routing.Sources{Regions: regions, Agencies: agencies, Categories: categories}, err
}

func (p *program) readCategories() (*complaint.Categories, error) {
	if p.categories == "" {
		return complaint.NewCategories(complaint.NationalCategories())
	}
	return read(p.categories, complaint.ParseCategories)
}

// load reads the sources and the table.
func (p *program) load() (*routing.Router, error) {
	sources, err := p.sources()
	if err != nil {
		return nil, err
	}
	table, err := read(p.table, routing.Parse)
	if err != nil {
		return nil, err
	}
	return routing.Compile(table, sources)
}
