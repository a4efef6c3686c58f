package faulty

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
)

// floating is an amount as a binary fraction of double precision holds it.
func floating(d decimal.Decimal) decimal.Decimal {
	f, _ := d.Float64()
	return decimal.NewFromFloat(f)
}

// flat loses the letters outside of Unicode's basic plane.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return '?'
		}
		return r
	}, s)
}

// inTwo is a label in the two languages that columns have.
func inTwo(l aduan.Label) aduan.Label {
	return aduan.NewLabel(map[string]string{"id": l.Text("id"), "en": l.Text("en")})
}

func planFaults() []Fault {
	type plan = workplan.Plan
	k := keyed[workplan.PlanID, plan, workplan.Query]{
		kind:    workplan.KindOfPlan,
		door:    func(s *plant) *calls[workplan.PlanID, plan, workplan.Query] { return &s.plans },
		reader:  func(s backend.Set) storage.Reader[workplan.PlanID, plan, workplan.Query] { return s.Plans },
		of:      func(b backend.Batch) []*plan { return b.Plans },
		batch:   func(list ...*plan) backend.Batch { return backend.Batch{Plans: list} },
		id:      func(p *plan) workplan.PlanID { return p.ID },
		version: func(p *plan) storage.Version { return p.Version },
		after:   func(q workplan.Query) workplan.PlanID { return q.After },
		limit:   func(q *workplan.Query) *int { return &q.Limit },
		valid:   func(p *plan) bool { return len(p.Editions) > 0 },
		replace: func(now, before *plan) { now.Reports = before.Reports },
		mix:     func(into, from *plan) { into.Parties[0].ID = from.Parties[0].ID },
	}
	return slices.Concat([]Fault{
		k.read("money", "amounts are binary fractions", func(p *plan) {
			for i := range p.Editions[0].Lines {
				m := &p.Editions[0].Lines[i].Amount
				m.Amount = floating(m.Amount)
			}
		}),
		k.read("numbers", "shares have eight decimals", func(p *plan) {
			for i := range p.Editions[0].Activities {
				for j := range p.Editions[0].Activities[i].Phases {
					s := &p.Editions[0].Activities[i].Phases[j].Share
					*s = workplan.NewNumber(s.Decimal().Round(8))
				}
			}
		}),
		k.read("full", "the regions of an activity are sorted", func(p *plan) {
			slices.SortFunc(p.Editions[0].Activities[0].Regions, region.Code.Compare)
		}),
		k.read("labels", "letters outside of the basic plane are lost", func(p *plan) { p.Name = p.Name.With("id", flat(p.Name.Text("id"))) }),
		k.read("languages", "a third language is lost", func(p *plan) { p.Name = inTwo(p.Name) }),
		k.read("editions", "a plan without steps has one edition", func(p *plan) {
			if len(p.Steps) == 0 {
				p.Editions = p.Editions[:1]
			}
		}),
		k.read("steps", "in a plan of one edition the notes of steps are lost", func(p *plan) {
			for i := range p.Steps {
				if len(p.Editions) == 1 {
					p.Steps[i].Note = p.Steps[i].Note.With("en", "")
				}
			}
		}),
		k.read("reports", "reports come in the order of their days", func(p *plan) {
			slices.SortStableFunc(p.Reports, func(a, b workplan.Report) int { return a.On.Compare(b.On) })
		}),
		k.past("year", "another year is dropped in silence", func(old, next *plan) bool { return old.Year != next.Year }),
		k.past("calendar", "another calendar is dropped in silence", func(old, next *plan) bool { return old.Calendar != next.Calendar }),
		k.past("party", "another party is dropped in silence", func(old, next *plan) bool { return !slices.Equal(old.Parties, next.Parties) }),
		k.past("edition", "another reason is dropped in silence", func(old, next *plan) bool {
			return len(next.Editions) == 2 && len(old.Editions) == 2 && old.Editions[1].Reason != next.Editions[1].Reason
		}),
		k.past("baseline", "another amount is dropped in silence", func(old, next *plan) bool {
			a, b := old.Editions[0].Lines, next.Editions[0].Lines
			return len(a) > 0 && len(b) > 0 && !a[0].Amount.Equal(b[0].Amount)
		}),
		k.past("edition-lost", "a lost edition is not missed", func(old, next *plan) bool { return len(next.Editions) < len(old.Editions) }),
		k.past("step", "another step is dropped in silence", func(old, next *plan) bool {
			return len(old.Steps) == len(next.Steps) && !slices.Equal(old.Steps, next.Steps)
		}),
		k.past("step-lost", "a lost step is not missed", func(old, next *plan) bool { return len(next.Steps) < len(old.Steps) }),
		k.past("report", "another report is dropped in silence", func(old, next *plan) bool {
			return len(old.Reports) == 2 && len(next.Reports) == 2 && last(old).Cmp(last(next)) == 0 && old.Reports[0].Progress.Done.Cmp(next.Reports[0].Progress.Done) != 0
		}),
		k.past("report-lost", "a lost report is not missed", func(old, next *plan) bool { return len(next.Reports) < len(old.Reports) }),
		k.past("report-order", "another order of reports is dropped in silence", func(old, next *plan) bool {
			return len(old.Reports) == 2 && len(next.Reports) == 2 && last(old).Cmp(last(next)) != 0
		}),
	}, k.faults(), k.narrowed(
		"year", "years are compared by their first digits",
		func(q *workplan.Query) bool {
			asked := q.Year != 0
			q.Year = 0
			return asked
		},
		func(q workplan.Query, p *plan) bool {
			return strings.HasPrefix(strconv.Itoa(q.Year), strconv.Itoa(p.Year))
		},
	))
}

// last is the progress in the last report of a plan.
func last(p *workplan.Plan) workplan.Number { return p.Reports[len(p.Reports)-1].Progress.Done }
