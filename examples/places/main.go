// Command places shows the regions of Indonesia and the agencies of the six
// pilot regions. It takes a code or a name:
//
//	go run ./examples/places 51.03
//	go run ./examples/places bps:5103
//	go run ./examples/places "kab badung"
//	go run ./examples/places -search sleman
//	go run ./examples/places -asof 2021-12-31 94.01
//	go run ./examples/places -function public-works 51.03.01.1002
//	go run ./examples/places -function health -named "Dinas Kesehatan Kabupaten Badung" 51.03
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
	"slices"
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

// maxSuggested is how many regions are suggested for one that is unknown.
const maxSuggested = 8

// guide carries what the answers need.
type guide struct {
	out, err io.Writer
	regions  *region.Tree
	view     region.View
	asOf     string // the date as it was given; empty for the latest state
}

// call is what the program was asked.
type call struct {
	search, asOf, function string
	named                  []string // one for each -named
	words                  []string // everything that is no flag
}

// parse reads the arguments; flags may stand before and behind the place. On
// an error, it has said what is wrong.
func parse(args []string, out, errs io.Writer) (call, error) {
	var c call
	flags := flag.NewFlagSet("places", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() {}
	flags.StringVar(&c.search, "search", "", "list the regions whose `name` fits")
	flags.StringVar(&c.asOf, "asof", "", "answer as of this `date`, such as 2021-12-31")
	flags.StringVar(&c.function, "function", "", "find the agency with this `function` for the region")
	flags.Func("named", "an `agency` that the report names, by ID or name; several with commas, or by giving it again", func(s string) error {
		if strings.TrimSpace(s) == "" {
			return errors.New("name an agency, by ID or name")
		}
		c.named = append(c.named, s)
		return nil
	})
	usage := func(to io.Writer) {
		flags.SetOutput(to)
		fmt.Fprintln(to, "usage: places [flags] code or name")
		flags.PrintDefaults()
	}
	for rest := args; len(rest) > 0; {
		err := flags.Parse(rest)
		switch {
		case errors.Is(err, flag.ErrHelp):
			usage(out)
			return c, err
		case err != nil:
			usage(errs)
			return c, err
		}
		if rest = flags.Args(); len(rest) > 0 {
			c.words, rest = append(c.words, rest[0]), rest[1:]
		}
	}
	if err := c.check(); err != nil {
		fmt.Fprintln(errs, "places:", err)
		usage(errs)
		return c, err
	}
	return c, nil
}

// check refuses what does not go together, so that nothing given is passed
// over.
func (c *call) check() error {
	switch {
	case len(c.words) > 1:
		return fmt.Errorf("%d places were given: %s; give one code or one name, and put quotes around a name of several words: %q",
			len(c.words), strings.Join(c.words, ", "), strings.Join(c.words, " "))
	case c.search != "" && (len(c.words) > 0 || c.function != "" || c.named != nil):
		return errors.New("-search goes with -asof only; put quotes around a name of several words")
	case c.search == "" && len(c.words) == 0:
		return errors.New("give one code or one name, or -search with a name")
	case c.named != nil && c.function == "":
		return errors.New("-named goes with -function, whose agency must not be one that the report names")
	}
	return nil
}

// run is the program without its surroundings.
func run(args []string, out, errs io.Writer) int {
	c, err := parse(args, out, errs)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return statusFound
	case err != nil:
		return statusUsage
	}
	regions, err := indonesia.Regions()
	if err != nil {
		fmt.Fprintln(errs, err)
		return statusUnknown
	}
	g := &guide{out: out, err: errs, regions: regions, view: regions.Latest(), asOf: c.asOf}
	if c.asOf != "" {
		day, err := time.ParseInLocation(time.DateOnly, c.asOf, regions.Horizon().Location())
		if err == nil {
			g.view, err = regions.AsOf(day)
		}
		if err != nil {
			fmt.Fprintln(errs, err)
			return statusUsage
		}
	}
	if c.search != "" {
		return g.search(c.search)
	}
	unit, status := g.find(c.words[0])
	switch {
	case unit.IsZero():
		return status
	case c.function != "":
		return g.agency(unit, agency.Function(c.function), c.named)
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
		if ever := g.regions.Find(text); len(ever) > 0 {
			return region.Unit{}, g.everCalled(ever)
		}
		return region.Unit{}, g.nobody(text)
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
	near := g.view.Siblings(code, maxSuggested)
	for _, u := range near {
		g.meant(u, code.System())
	}
	if len(near) == 0 {
		g.hint()
	}
	return region.Unit{}, statusUnknown
}

// otherTimes tells what a code that is not in force at the view's instant
// means today, and what its unit was called then.
func (g *guide) otherTimes(code region.Code, reason error) int {
	fmt.Fprintln(g.out, reason)
	if today, err := g.regions.Latest().Resolve(code); err == nil {
		fmt.Fprintf(g.out, "today it is %s%s\n", g.part(code, today), place(today))
	} else {
		fmt.Fprintln(g.out, "today:", err)
	}
	if g.asOf != "" {
		if then, err := g.view.Resolve(code); err == nil {
			fmt.Fprintf(g.out, "on %s it was %s%s\n", g.asOf, g.part(code, then), place(then))
		} else {
			fmt.Fprintf(g.out, "on %s: %v\n", g.asOf, err)
		}
	}
	return statusFound
}

// part says whether the unit that stands for the code is more than the code's
// own: one that it was cut out of, or went into.
func (g *guide) part(code region.Code, u region.Unit) string {
	if slices.Contains(g.regions.Codes(code), u.Code()) {
		return ""
	}
	return "part of "
}

// everCalled tells of units that have the name at other times than the view's.
func (g *guide) everCalled(units []region.Unit) int {
	for _, u := range units[:min(len(units), maxSuggested)] {
		if _, err := g.view.Get(u.Code()); err != nil {
			fmt.Fprintf(g.out, "%s: ", u.Name())
			g.otherTimes(u.Code(), err)
		}
	}
	return statusFound
}

// refused tells why a text is no code, and what its legal forms would be.
func (g *guide) refused(err error) (region.Unit, int) {
	fmt.Fprintln(g.err, err)
	var bad *region.CodeError
	if !errors.As(err, &bad) {
		return region.Unit{}, statusUnknown
	}
	var near []region.Code // legal, but unknown
	known := false
	for _, text := range bad.Legal {
		code, err := region.Parse(text)
		if err != nil {
			continue
		}
		if u, err := g.view.Get(code); err == nil {
			fmt.Fprintf(g.err, "  %s would be %s\n", text, place(u))
			known = true
		} else {
			near = append(near, code)
		}
	}
	for i := 0; i < len(near) && !known; i++ {
		for _, u := range g.view.Siblings(near[i], maxSuggested) {
			g.meant(u, near[i].System())
			known = true
		}
	}
	if !known {
		g.hint()
	}
	return region.Unit{}, statusUnknown
}

// search lists what fits a name.
func (g *guide) search(text string) int {
	matches := g.view.Search(text, 20)
	if len(matches) == 0 {
		return g.nobody(text)
	}
	for _, m := range matches {
		g.line(m.Unit)
	}
	return statusFound
}
