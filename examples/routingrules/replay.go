package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
)

// replay compares two editions and decides past reports by both. The new table
// is asked about the days of the old one too, because the reports are of these.
func replay(p *program) func() (int, error) {
	next := p.flags.String("new", "examples/routingrules/next.yaml", "the new table, a YAML or JSON `file`")
	file := p.flags.String("cases", "examples/routingrules/cases.yaml", "the past reports, a YAML or JSON `file` of cases")
	asJSON := p.flags.Bool("json", false, "print JSON")
	return func() (int, error) {
		before, err := p.load()
		if err != nil {
			return 0, err
		}
		draft, after, err := p.reachingBack(*next, before)
		if err != nil {
			return 0, err
		}
		list, err := cases(*file)
		if err != nil {
			return 0, err
		}
		var facts []complaint.Facts
		for _, c := range list {
			f, err := c.FactsFor(before)
			if err != nil {
				return 0, err
			}
			facts = append(facts, f)
		}
		drift := routing.Replay(before, after, slices.Values(facts))
		if *asJSON {
			data, err := json.MarshalIndent(drift, "", "  ")
			if err != nil {
				return 0, err
			}
			fmt.Fprintln(p.out, string(data))
		} else {
			fmt.Fprint(p.out, routing.Diff(before.Table(), draft).In(p.language))
			fmt.Fprintln(p.out)
			fmt.Fprint(p.out, drift.In(p.language))
			p.examples(drift, func(i int) string { return list[i].Name })
		}
		return found(drift.Total - drift.Same), nil
	}
}

// reachingBack reads the new table, and compiles it with a validity that covers
// the old one's days.
func (p *program) reachingBack(file string, before *routing.Router) (routing.Table, *routing.Router, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return routing.Table{}, nil, err
	}
	table, err := routing.Parse(file, text)
	if err != nil {
		return routing.Table{}, nil, err
	}
	wide := table
	if from := before.Table().Valid.From; from.String() < wide.Valid.From.String() {
		wide.Valid.From = from
	}
	r, err := routing.Compile(wide, before.Sources())
	return table, r, err
}

// examples names the first reports of every move.
func (p *program) examples(d routing.Drift, name func(int) string) {
	for _, m := range d.Moves {
		for _, i := range m.Examples {
			fmt.Fprintf(p.out, "  %s: %s\n", p.say("contoh", "example"), name(i))
		}
	}
}
