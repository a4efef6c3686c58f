package main

import (
	"fmt"

	"github.com/aduan-go/aduan/complaint/routing"
)

// check finds the faults of a table.
func check(p *program) func() (int, error) {
	cells := p.flags.Int("cells", 0, "the budget, in `cells`; 0 is the default of the library")
	limit := p.flags.Int("findings", 0, "how many findings of each kind to show; 0 is the default of the library")
	witness := p.flags.Bool("witness", false, "explain what becomes of the report of each finding")
	p.jsonFlag()
	return func() (int, error) {
		r, err := p.load()
		if err != nil {
			return 0, err
		}
		report := r.Analyze(routing.Budget{Cells: *cells, Findings: *limit})
		if err := p.print(report); err != nil {
			return 0, err
		}
		if *witness {
			for _, f := range report.Findings {
				fmt.Fprintf(p.out, "\n%s\n%s", f.In(p.words), r.Explain(f.Witness).In(p.words))
			}
		}
		return found(!report.OK()), nil
	}
}
