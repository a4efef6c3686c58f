package workplan

import "github.com/shopspring/decimal"

// required checks that the numbers without which a plan says nothing were
// written in the text that it was read from, and brings them into their one
// form. A 0 that was written is told from nothing by how UnmarshalText leaves
// it; in Go the zero value is 0.
func (c *checker) required(p *Plan) {
	if len(p.Editions) > 0 {
		e := &p.Editions[0]
		for i := range e.Outputs {
			c.output(at("editions[0].outputs", i), &e.Outputs[i])
		}
		for i := range e.Activities {
			c.shares(at("editions[0].activities", i), &e.Activities[i])
		}
	}
	for i := range p.Editions {
		for j := range p.Editions[i].Changes {
			field, change := at(at("editions", i)+".changes", j), &p.Editions[i].Changes[j]
			if change.Output != nil {
				c.output(field+".output", change.Output)
			}
			if change.Activity != nil {
				c.shares(field+".activity", change.Activity)
			}
		}
	}
	for i := range p.Reports {
		if r := &p.Reports[i]; r.Progress != nil {
			c.given(at("reports", i)+".progress.done", &r.Progress.Done)
		} else if r.Actual != nil {
			c.given(at("reports", i)+".actual.value", &r.Actual.Value)
		}
	}
}

func (c *checker) output(field string, o *Output) {
	for i := range o.Indicators {
		f, ind := at(field+".indicators", i), &o.Indicators[i]
		c.given(f+".baseline", &ind.Baseline)
		for j := range ind.Targets {
			c.given(at(f+".targets", j)+".value", &ind.Targets[j].Value)
		}
	}
}

func (c *checker) shares(field string, a *Activity) {
	for i := range a.Phases {
		c.given(at(field+".phases", i)+".share", &a.Phases[i].Share)
	}
}

func (c *checker) given(field string, n *Number) {
	if n.value == (decimal.Decimal{}) {
		c.add(field, "is required")
	}
	*n = NewNumber(n.value)
}
