package main

import (
	"fmt"

	"github.com/aduan-go/aduan/complaint/routing/routingtest"
)

// coverage runs cases and counts the rules that they reach.
func coverage(p *program) func() (int, error) {
	file := p.flags.String("cases", "examples/routingrules/cases.yaml", "the cases, a YAML or JSON `file`")
	propose := p.flags.Bool("propose", false, "print cases for what is not reached, in the form of -cases")
	return func() (int, error) {
		r, err := p.load()
		if err != nil {
			return 0, err
		}
		list, err := read(*file, routingtest.Parse)
		if err != nil {
			return 0, err
		}
		if *propose {
			missing := routingtest.Propose(r, list...)
			text, err := routingtest.YAML(missing...)
			if err != nil {
				return 0, err
			}
			_, err = p.out.Write(text)
			return found(len(missing) > 0), err
		}
		failures := routingtest.Check(r, list...)
		for _, f := range failures {
			fmt.Fprintln(p.out, f.In(p.words))
		}
		covered := routingtest.Cover(r, list...)
		fmt.Fprint(p.out, covered.In(p.words))
		return found(!covered.Complete() || len(failures) > 0), nil
	}
}
