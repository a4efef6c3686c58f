package main

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
)

// replay compares two editions and decides past reports by both. The new table
// is asked about the days of the old one too, because the reports are of these.
func replay(p *program) func() (int, error) {
	next := p.flags.String("new", "examples/routingrules/next.yaml", "the new table, a YAML or JSON `file`")
	file := p.flags.String("cases", "examples/routingrules/cases.yaml", "the past reports, a YAML or JSON `file` of cases")
	p.jsonFlag()
	return func() (int, error) {
		before, err := p.load()
		if err != nil {
			return 0, err
		}
		draft, after, err := p.reachingBack(*next, before)
		if err != nil {
			return 0, err
		}
		list, err := read(*file, routingtest.Parse)
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
		if !p.asJSON {
			fmt.Fprintln(p.out, routing.Diff(before.Table(), draft).Named(before.Sources(), before.Noon(before.Table().Valid.From)).In(p.words))
		}
		if err := p.print(drift); err != nil {
			return 0, err
		}
		if !p.asJSON {
			p.examples(drift, func(i int) string { return list[i].Name })
		}
		return found(drift.Total > drift.Same), nil
	}
}

// reachingBack reads the new table, and compiles it with a validity that covers
// the old one's days.
func (p *program) reachingBack(file string, before *routing.Router) (routing.Table, *routing.Router, error) {
	table, err := read(file, routing.Parse)
	if err != nil {
		return routing.Table{}, nil, err
	}
	wide := table
	if from := before.Table().Valid.From; from.Compare(wide.Valid.From) < 0 {
		wide.Valid.From = from
	}
	r, err := routing.Compile(wide, before.Sources())
	return table, r, err
}

// examples names the first reports of every move.
func (p *program) examples(d routing.Drift, name func(int) string) {
	say := texts().In(p.words)
	for _, m := range d.Moves {
		for _, i := range m.Examples {
			fmt.Fprintln(p.out, "  "+say("example", "report", name(i)))
		}
	}
}
