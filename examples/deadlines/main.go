// Deadlines says when a report is due, clock by clock, and explains each due
// instant day by day:
//
//	go run ./examples/deadlines -start 2020-10-26T09:00 -class non_supervisory -region 51.03
//	go run ./examples/deadlines -class supervisory -at 2020-12-15T09:00 -lang id
//	go run ./examples/deadlines -whatif cpgrams      the same report under other rules
//
// The report is submitted and forwarded to the government of the region at the
// start; times are local to the region. Nothing reads the machine's clock: the
// clocks are read at -at, which is the start unless it is given.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "deadlines:", err)
		}
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	start, at time.Time
	class     complaint.Class
	region    region.Unit
	words     aduan.Words
	whatif    string
	zone      *time.Location
}

func run(args []string, stdout, stderr io.Writer) error {
	o, err := parseFlags(args, stderr)
	if err != nil {
		return err
	}
	return show(o, stdout)
}

// show prints what the options ask for.
func show(o options, stdout io.Writer) error {
	d, err := openDesk(o)
	if err != nil {
		return err
	}
	d.warn(stdout)
	if o.whatif != "" {
		return d.whatIf(stdout)
	}
	return d.explain(stdout)
}

func parseFlags(args []string, stderr io.Writer) (options, error) {
	o := options{class: complaint.ClassNonSupervisory}
	code := region.MustParse("51.03")
	flags := flag.NewFlagSet("deadlines", flag.ContinueOnError)
	flags.SetOutput(stderr)
	start := flags.String("start", "2020-10-26T09:00", "when the report comes, in the region's local time")
	at := flags.String("at", "", "when the clocks are read, in the region's local time (default: at the start)")
	flags.TextVar(&o.class, "class", o.class, "class: non_supervisory, supervisory, information_request, aspiration")
	flags.TextVar(&code, "region", code, "Kemendagri code of a province, regency or city of Indonesia")
	lang := flags.String("lang", "en", "language of the output: en or id")
	flags.StringVar(&o.whatif, "whatif", "", "compare with other rules: cpgrams or statutory")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	var err error
	if o.words, err = aduan.BuiltIn(*lang); err != nil {
		return o, fmt.Errorf("-lang: %w", err)
	}
	say := texts().In(o.words)
	if flags.NArg() > 0 {
		return o, errors.New(say("usage.argument", "argument", strconv.Quote(flags.Arg(0))))
	}
	if !slices.ContainsFunc(complaint.NationalWords().Classes, func(w lifecycle.Word) bool { return w.Word == string(o.class) }) {
		return o, errors.New(say("usage.class"))
	}
	if o.region, o.zone, err = placeOf(code); err != nil {
		return o, errors.New(say("usage.region", "problem", err))
	}
	if o.start, err = localTime(say, "-start", *start, o.zone); err != nil {
		return o, err
	}
	o.at = o.start
	if *at != "" {
		if o.at, err = localTime(say, "-at", *at, o.zone); err != nil {
			return o, err
		}
	}
	if o.at.Before(o.start) {
		return o, errors.New(say("usage.early", "at", *at, "start", *start))
	}
	return o, nil
}

// placeOf looks up a region and which of the three zones it has.
func placeOf(code region.Code) (region.Unit, *time.Location, error) {
	regions, err := indonesia.Regions()
	if err != nil {
		return region.Unit{}, nil, err
	}
	unit, err := regions.Latest().Get(code)
	if err != nil {
		return region.Unit{}, nil, err
	}
	zone, err := indonesia.Location(unit)
	return unit, zone, err
}

func localTime(say aduan.Say, name, text string, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation("2006-01-02T15:04", text, zone)
	if err != nil {
		return time.Time{}, errors.New(say("usage.time", "flag", name, "text", text))
	}
	return t, nil
}
