package workplan

import (
	"cmp"
	"maps"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"

	"github.com/shopspring/decimal"
)

// Dimension is by what an evaluation is broken down.
type Dimension int8

// The dimensions.
const (
	ByOutput Dimension = iota + 1
	// ByQuarter gives each quarter what falls into it: the planned, earned and
	// spent money is that of the quarter alone, not cumulated.
	ByQuarter
	// ByRegion divides the money of an activity evenly among the regions that
	// it serves [D]; the group without a key has what serves none.
	ByRegion
	// ByParty is by the responsible party, ByFund by the one that pays.
	ByParty
	ByFund
)

func dimensionWords() enum.Set {
	return enum.Set{
		{},
		{"output", "Keluaran", "Output"},
		{"quarter", "Triwulan", "Quarter"},
		{"region", "Daerah", "Region"},
		{"party", "Penanggung jawab", "Responsible party"},
		{"fund", "Sumber dana", "Funding source"},
	}
}

// String returns the text form: "output".
func (d Dimension) String() string { return dimensionWords().Text("Dimension", int(d)) }

// Label is the dimension for people.
func (d Dimension) Label() aduan.Label { return dimensionWords().Label(int(d)) }

// MarshalText writes the text form.
func (d Dimension) MarshalText() ([]byte, error) {
	return dimensionWords().Marshal("Dimension", int(d))
}

// Group is a part of an evaluation.
type Group struct {
	// Key is an ID, a region code or a quarter (all four of the year); empty
	// for what belongs to none.
	Key string `json:"key"`
	// Name is that of the output or party; empty for quarters and regions.
	Name aduan.Label `json:"name,omitzero"`
	// Activities counts the activities of the group; one that serves several
	// regions, funds or quarters counts in each.
	Activities int `json:"activities"`
	// Lagging, AtRisk and Done count those of that status.
	Lagging int `json:"lagging"`
	AtRisk  int `json:"at_risk"`
	Done    int `json:"done"`
	// Values has one entry for each currency, by code. Over all groups of a
	// dimension they sum to exactly those of the evaluation.
	Values []Value `json:"values"`
}

// Lagging returns the lagging activities (kegiatan terlambat): those furthest
// behind first, of equal ones by ID.
func (e *Evaluation) Lagging() []ActivityStatus { return e.With(Lagging) }

// With returns the activities of a status: those furthest behind first, of
// equal ones by ID.
func (e *Evaluation) With(s Status) []ActivityStatus {
	var list []ActivityStatus
	for _, a := range e.Activities {
		if a.Status == s {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(a, b ActivityStatus) int {
		return cmp.Or(a.Deviation().Cmp(b.Deviation()), cmp.Compare(a.Activity, b.Activity))
	})
	return list
}

// WithoutCoordinator returns the regions that nobody accompanies, in the order
// of the edition.
func (e *Evaluation) WithoutCoordinator() []RegionStatus {
	var list []RegionStatus
	for _, r := range e.Regions {
		if r.Coordinator == "" {
			list = append(list, r)
		}
	}
	return list
}

// OpenObstacles returns the obstacles that are not resolved, by the day on
// which they were raised.
func (e *Evaluation) OpenObstacles() []ObstacleStatus {
	var list []ObstacleStatus
	for _, o := range e.Obstacles {
		if o.Resolved.IsZero() {
			list = append(list, o)
		}
	}
	return list
}

// Breakdown divides the evaluation by a dimension. Groups are in the bytewise
// order of their keys.
func (e *Evaluation) Breakdown(d Dimension) []Group {
	b := breakdown{eval: e, dimension: d, groups: map[string]*Group{}, seen: map[member]bool{}}
	for i := range e.Activities {
		switch a := &e.Activities[i]; d {
		case ByOutput:
			b.count(string(a.Output), i)
		case ByParty:
			b.count(string(a.Party), i)
		case ByRegion:
			for _, key := range regionKeys(a) {
				b.count(key, i)
			}
		}
	}
	for i := range e.lines {
		b.line(&e.lines[i])
	}
	if d == ByQuarter && e.maker != nil {
		b.byQuarter()
	}
	out := make([]Group, 0, len(b.groups))
	for _, key := range slices.Sorted(maps.Keys(b.groups)) {
		g := b.groups[key]
		g.Values = values(g.Values).settle()
		out = append(out, *g)
	}
	return out
}

type member struct {
	key      string
	activity int
}

// breakdown is a breakdown in the making.
type breakdown struct {
	eval      *Evaluation
	dimension Dimension
	groups    map[string]*Group
	seen      map[member]bool
}

func (b *breakdown) group(key string) *Group {
	g := b.groups[key]
	if g == nil {
		g = &Group{Key: key, Name: b.eval.names[b.dimension.String()+" "+key]}
		b.groups[key] = g
	}
	return g
}

// count counts an activity once in a group.
func (b *breakdown) count(key string, activity int) {
	if b.seen[member{key, activity}] {
		return
	}
	b.seen[member{key, activity}] = true
	g := b.group(key)
	g.Activities++
	switch b.eval.Activities[activity].Status {
	case Lagging:
		g.Lagging++
	case AtRisk:
		g.AtRisk++
	case Done:
		g.Done++
	}
}

// byQuarter fills the four quarters of the year.
func (b *breakdown) byQuarter() {
	sums := map[Quarter]*values{}
	for i := range b.eval.lines {
		l := &b.eval.lines[i]
		b.eval.maker.quarters(sums, l.line, b.eval.maker.against[l.activity], &b.eval.Activities[l.activity])
	}
	for n := 1; n <= 4; n++ {
		q := Quarter{b.eval.maker.days.year, n}
		g := b.group(q.String())
		if sums[q] != nil {
			g.Values = append(g.Values, *sums[q]...)
		}
		for i := range b.eval.Activities {
			a := &b.eval.Activities[i]
			if a.start.Compare(q.End()) <= 0 && a.end.Compare(q.Start()) >= 0 {
				b.count(g.Key, i)
			}
		}
	}
}

// line adds the value of a line to its groups.
func (b *breakdown) line(l *lineStatus) {
	a := &b.eval.Activities[l.activity]
	switch b.dimension {
	case ByOutput:
		(*values)(&b.group(string(a.Output)).Values).add(l.value)
	case ByParty:
		(*values)(&b.group(string(a.Party)).Values).add(l.value)
	case ByFund:
		b.count(string(l.line.Fund), l.activity)
		(*values)(&b.group(string(l.line.Fund)).Values).add(l.value)
	case ByRegion:
		keys := regionKeys(a)
		for i, part := range l.value.divide(len(keys)) {
			(*values)(&b.group(keys[i]).Values).add(part)
		}
	}
}

// regionKeys are the groups of an activity by region, sorted.
func regionKeys(a *ActivityStatus) []string {
	if len(a.Regions) == 0 {
		return []string{""}
	}
	keys := make([]string, len(a.Regions))
	for i, r := range a.Regions {
		keys[i] = r.String()
	}
	slices.Sort(keys)
	return keys
}

// divide divides a value into n parts that sum to it exactly.
func (v Value) divide(n int) []Value {
	even := make([]decimal.Decimal, n)
	for i := range even {
		even[i] = decimal.NewFromInt(1)
	}
	parts := make([]Value, n)
	places := v.Currency.Decimals()
	for _, f := range []func(*Value) *Money{
		func(v *Value) *Money { return &v.Budget },
		func(v *Value) *Money { return &v.Planned },
		func(v *Value) *Money { return &v.Earned },
		func(v *Value) *Money { return &v.Actual },
		func(v *Value) *Money { return &v.Authorised },
		func(v *Value) *Money { return &v.Accepted },
	} {
		for i, amount := range shares(even, f(&v).Amount, places) {
			parts[i].Currency = v.Currency
			*f(&parts[i]) = Money{amount, v.Currency}
		}
	}
	return parts
}

// names are the labels of groups by dimension and key.
func (p *Plan) names(e *Edition) map[string]aduan.Label {
	names := make(map[string]aduan.Label, len(e.Outputs)+2*len(p.Parties))
	for i := range e.Outputs {
		names[ByOutput.String()+" "+string(e.Outputs[i].ID)] = e.Outputs[i].Name
	}
	for _, party := range p.Parties {
		names[ByParty.String()+" "+string(party.ID)] = party.Name
		names[ByFund.String()+" "+string(party.ID)] = party.Name
	}
	return names
}

// quarters adds to each quarter of the year what falls into it of a line.
func (v *evaluator) quarters(into map[Quarter]*values, l *Line, against *Activity, s *ActivityStatus) {
	budget := l.phased(v.days, against)
	spent := v.facts.expenses[l.ID]
	if spent == nil {
		spent = new(columns)
	}
	var before Value
	for n := 1; n <= 4; n++ {
		q := Quarter{v.plan.Year, n}
		on := q.End()
		if n == 4 || v.asOf.Compare(on) < 0 {
			on = v.asOf // the last quarter takes what was reported after the year
		}
		done := v.facts.done(s.Activity, on)
		planned := done
		if !stopped(s.State) {
			planned = v.days.planned(against, on)
		}
		until := l.value(planned, done, nil)
		sums := into[q]
		if sums == nil {
			sums = new(values)
			into[q] = sums
		}
		c := l.Amount.Currency
		sums.add(Value{
			Currency: c, Budget: Money{budget[n], c},
			Planned: Money{until.Planned.Amount.Sub(before.Planned.Amount), c}, Earned: Money{until.Earned.Amount.Sub(before.Earned.Amount), c},
			Actual: Money{spent[Spent][n], c}, Authorised: Money{spent[Authorised][n], c}, Accepted: Money{spent[Accepted][n], c},
		})
		before = until
	}
}

// phased is the budget of a line by quarter: by its phases, or as the work
// goes. What was carried over is taken from the last quarters.
func (l *Line) phased(y *yearDays, a *Activity) [5]decimal.Decimal {
	var out [5]decimal.Decimal
	if len(l.Phases) > 0 {
		for _, p := range l.Phases {
			if !p.Quarter.Valid() {
				continue
			}
			out[p.Quarter.Number] = out[p.Quarter.Number].Add(p.Amount.Amount)
		}
	} else {
		var before decimal.Decimal
		for n := 1; n <= 4; n++ {
			until := l.share(y.planned(a, Quarter{y.year, n}.End()))
			out[n], before = until.Sub(before), until
		}
	}
	carried := l.Carried.Amount
	for n := 4; n >= 1; n-- {
		cut := decimal.Min(carried, out[n])
		out[n], carried = out[n].Sub(cut), carried.Sub(cut)
	}
	return out
}
