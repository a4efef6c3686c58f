// Command places shows the regions of Indonesia and the agencies of the six
// pilot regions. It takes a code or a name:
//
//	go run ./examples/places 51.03
//	go run ./examples/places bps:5103
//	go run ./examples/places "kab badung"
//	go run ./examples/places -search sleman
//	go run ./examples/places -asof 2021-12-31 94.01
//	go run ./examples/places -function public-works 51.03.01.1002
//
// It ends with status 0 if it found something, 1 if not, 2 if it was called
// wrongly.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// The exit statuses.
const (
	statusFound = iota
	statusUnknown
	statusUsage
)

// guide carries what the answers need.
type guide struct {
	out, err io.Writer
	regions  *region.Tree
	view     region.View
	asOf     string // the date as it was given; empty for the latest state
}

// run is the program without its surroundings.
func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("places", flag.ContinueOnError)
	flags.SetOutput(errs)
	search := flags.String("search", "", "list the regions whose `name` fits")
	asOf := flags.String("asof", "", "answer as of this `date`, such as 2021-12-31")
	function := flags.String("function", "", "find the agency with this `function` for the region")
	named := flags.String("named", "", "IDs of `agencies` that the report names, with commas between them")
	if err := flags.Parse(args); err != nil {
		return statusUsage
	}
	regions, err := indonesia.Regions()
	if err != nil {
		fmt.Fprintln(errs, err)
		return statusUnknown
	}
	g := &guide{out: out, err: errs, regions: regions, view: regions.Latest(), asOf: *asOf}
	if *asOf != "" {
		day, err := time.ParseInLocation(time.DateOnly, *asOf, regions.Horizon().Location())
		if err == nil {
			g.view, err = regions.AsOf(day)
		}
		if err != nil {
			fmt.Fprintln(errs, err)
			return statusUsage
		}
	}
	text := strings.Join(flags.Args(), " ")
	switch {
	case *search != "" && text == "":
		return g.search(*search)
	case *search != "" || text == "":
		fmt.Fprintln(errs, "places: give one code or one name, or -search with a name")
		flags.Usage()
		return statusUsage
	}
	unit, status := g.find(text)
	switch {
	case unit.IsZero():
		return status
	case *function != "":
		return g.agency(unit, agency.Function(*function), *named)
	}
	g.show(unit)
	return statusFound
}

// find returns the unit that the text stands for; if there is none, it has said
// why, and returns the status.
func (g *guide) find(text string) (region.Unit, int) {
	code, err := region.Parse(text)
	if err == nil {
		return g.byCode(code)
	}
	if strings.Trim(text, "0123456789.") == "" || strings.Contains(text, ":") {
		return g.refused(err)
	}
	units := g.view.Find(text)
	switch len(units) {
	case 1:
		return units[0], statusFound
	case 0:
		fmt.Fprintf(g.err, "no region is called %q\n", text)
		g.suggest(g.view.Suggest(text, 5))
		return region.Unit{}, statusUnknown
	}
	fmt.Fprintf(g.out, "%d regions are called %q; give the code, or the name of a region around it behind a comma:\n", len(units), text)
	for _, u := range units {
		g.line(u)
	}
	return region.Unit{}, statusFound
}

// byCode looks a code up, and tells of it if it is not in force.
func (g *guide) byCode(code region.Code) (region.Unit, int) {
	unit, err := g.view.Get(code)
	if err == nil {
		return unit, statusFound
	}
	var unknown *region.UnknownError
	if errors.As(err, &unknown) && len(unknown.Valid) > 0 {
		return region.Unit{}, g.otherTimes(code, err)
	}
	fmt.Fprintln(g.err, err)
	for _, u := range g.view.Siblings(code, 5) {
		fmt.Fprintf(g.err, "  did you mean %s?\n", u)
	}
	return region.Unit{}, statusUnknown
}

// otherTimes tells what a code that is not in force at the view's instant
// means today, and what its unit was called then.
func (g *guide) otherTimes(code region.Code, reason error) int {
	fmt.Fprintln(g.out, reason)
	if today, err := g.regions.Latest().Resolve(code); err == nil {
		fmt.Fprintln(g.out, "today it is "+place(today))
	} else {
		fmt.Fprintln(g.out, "today:", err)
	}
	if g.asOf != "" {
		if then, err := g.view.Resolve(code); err == nil {
			fmt.Fprintf(g.out, "on %s it was %s\n", g.asOf, place(then))
		} else {
			fmt.Fprintf(g.out, "on %s: %v\n", g.asOf, err)
		}
	}
	return statusFound
}

// refused tells why a text is no code, and what its legal forms would be.
func (g *guide) refused(err error) (region.Unit, int) {
	fmt.Fprintln(g.err, err)
	var bad *region.CodeError
	if errors.As(err, &bad) {
		for _, text := range bad.Legal {
			if code, err := region.Parse(text); err == nil {
				if u, err := g.view.Get(code); err == nil {
					fmt.Fprintf(g.err, "  %s would be %s\n", text, place(u))
				}
			}
		}
	}
	return region.Unit{}, statusUnknown
}

// search lists what fits a name.
func (g *guide) search(text string) int {
	matches := g.view.Search(text, 20)
	if len(matches) == 0 {
		fmt.Fprintf(g.err, "no region is called %q\n", text)
		g.suggest(g.view.Suggest(text, 5))
		return statusUnknown
	}
	for _, m := range matches {
		g.line(m.Unit)
	}
	return statusFound
}

// suggest lists names that are like the one given.
func (g *guide) suggest(matches []region.Match) {
	for _, m := range matches {
		fmt.Fprintf(g.err, "  did you mean %s?\n", place(m.Unit))
	}
}
