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
//	go run ./examples/places -lang id 51.03
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
	"strconv"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
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
	asOf     aduan.Date // zero for the latest state
	words    aduan.Words
	say      aduan.Say
}

// call is what the program was asked.
type call struct {
	search, asOf, function string
	named                  []string // one for each -named
	rest                   []string // everything that is no flag
	words                  aduan.Words
}

// parse reads the arguments; flags may stand before and behind the place. On
// an error, it has said what is wrong.
func parse(args []string, out, errs io.Writer) (call, error) {
	c := call{words: aduan.English()}
	flags := flag.NewFlagSet("places", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() {}
	flags.StringVar(&c.search, "search", "", "")
	flags.StringVar(&c.asOf, "asof", "", "")
	flags.StringVar(&c.function, "function", "", "")
	flags.Func("named", "", func(s string) error {
		if strings.TrimSpace(s) == "" {
			say := texts().In(c.words)
			return errors.New(say("usage.named_empty"))
		}
		c.named = append(c.named, s)
		return nil
	})
	flags.Func("lang", "", func(tag string) (err error) {
		c.words, err = aduan.BuiltIn(tag)
		return err
	})
	usage := func(to io.Writer) {
		say := texts().In(c.words)
		for name, text := range map[string]string{
			"search": say("usage.search"), "asof": say("usage.asof"), "function": say("usage.function"), "named": say("usage.named"), "lang": say("usage.lang"),
		} {
			flags.Lookup(name).Usage = text // the language is known only now
		}
		flags.SetOutput(to)
		fmt.Fprintln(to, say("usage"))
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
			c.rest, rest = append(c.rest, rest[0]), rest[1:]
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
	say := texts().In(c.words)
	switch {
	case len(c.rest) > 1:
		return errors.New(say("usage.several", "count", len(c.rest), "words", aduan.List(c.rest), "quoted", strconv.Quote(strings.Join(c.rest, " "))))
	case c.search != "" && (len(c.rest) > 0 || c.function != "" || c.named != nil):
		return errors.New(say("usage.search_alone"))
	case c.search == "" && len(c.rest) == 0:
		return errors.New(say("usage.nothing"))
	case c.named != nil && c.function == "":
		return errors.New(say("usage.named_alone"))
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
	return c.answer(out, errs)
}

// answer says what was asked.
func (c call) answer(out, errs io.Writer) int {
	regions, err := indonesia.Regions()
	if err != nil {
		fmt.Fprintln(errs, err)
		return statusUnknown
	}
	g := &guide{out: out, err: errs, regions: regions, view: regions.Latest(), words: c.words, say: texts().In(c.words)}
	if c.asOf != "" {
		day, err := time.ParseInLocation(time.DateOnly, c.asOf, regions.Horizon().Location())
		if err != nil {
			fmt.Fprintln(errs, "places:", g.say("usage.no_date", "text", strconv.Quote(c.asOf)))
			return statusUsage
		}
		g.asOf = aduan.DateOf(day)
		if g.view, err = regions.AsOf(day); err != nil {
			fmt.Fprintln(errs, g.words.Error(err))
			return statusUsage
		}
	}
	if c.search != "" {
		return g.search(c.search)
	}
	unit, status := g.find(c.rest[0])
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
	fmt.Fprintln(g.out, g.say("several", "count", len(units), "name", strconv.Quote(text)))
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
	fmt.Fprintln(g.err, g.words.Error(err))
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
	fmt.Fprintln(g.out, g.words.Error(reason))
	switch today, err := g.regions.Latest().Resolve(code); {
	case err != nil:
		fmt.Fprintln(g.out, g.say("today.unknown", "reason", err))
	case g.own(code, today):
		fmt.Fprintln(g.out, g.say("today", "unit", g.place(today)))
	default:
		fmt.Fprintln(g.out, g.say("today.part", "unit", g.place(today)))
	}
	if g.asOf.IsZero() {
		return statusFound
	}
	switch then, err := g.view.Resolve(code); {
	case err != nil:
		fmt.Fprintln(g.out, g.say("then.unknown", "date", g.asOf, "reason", err))
	case g.own(code, then):
		fmt.Fprintln(g.out, g.say("then", "date", g.asOf, "unit", g.place(then)))
	default:
		fmt.Fprintln(g.out, g.say("then.part", "date", g.asOf, "unit", g.place(then)))
	}
	return statusFound
}

// own reports whether the unit that stands for the code is the code's own, and not
// one that it was cut out of, or went into.
func (g *guide) own(code region.Code, u region.Unit) bool {
	return slices.Contains(g.regions.Codes(code), u.Code())
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
	fmt.Fprintln(g.err, g.words.Error(err))
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
			fmt.Fprintln(g.err, "  "+g.say("would_be", "code", text, "unit", g.place(u)))
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
