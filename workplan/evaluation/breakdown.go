package evaluation

import (
	"maps"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/workplan"

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
	return enum.Words("", "output", "quarter", "region", "party", "fund")
}

// String returns the text form: "output".
func (d Dimension) String() string { return dimensionWords().Text("Dimension", int(d)) }

// In is the dimension for people.
func (d Dimension) In(w aduan.Words) string {
	return texts().Word(w, "dimension", d.String(), aduan.Label{})
}

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

// Breakdown divides the evaluation by a dimension. Groups are in the bytewise
// order of their keys.
func (e *Evaluation) Breakdown(d Dimension) []Group {
	b := breakdown{eval: e, dimension: d, groups: map[string]*Group{}, seen: map[member]bool{}}
	for i := range e.Activities {
		for _, key := range b.keys(&e.Activities[i]) {
			b.count(key, i)
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
	case workplan.Lagging:
		g.Lagging++
	case workplan.AtRisk:
		g.AtRisk++
	case workplan.Done:
		g.Done++
	}
}

// line adds the value of a line to its groups: a part each, the whole to a
// single one.
func (b *breakdown) line(l *lineStatus) {
	keys, parts := b.keys(&b.eval.Activities[l.activity]), []Value{l.value}
	if b.dimension == ByFund {
		keys = []string{string(l.line.Fund)}
		b.count(keys[0], l.activity)
	}
	if len(keys) > 1 {
		parts = l.value.divide(len(keys))
	}
	for i, key := range keys {
		(*values)(&b.group(key).Values).add(parts[i])
	}
}

// keys are the groups to which an activity belongs by itself, sorted; none where
// its lines or its days say.
func (b *breakdown) keys(a *ActivityStatus) (keys []string) {
	switch {
	case b.dimension == ByOutput:
		return []string{string(a.Output)}
	case b.dimension == ByParty:
		return []string{string(a.Party)}
	case b.dimension == ByRegion && len(a.Regions) == 0:
		return []string{""}
	case b.dimension == ByRegion:
		for _, r := range a.Regions {
			keys = append(keys, r.String())
		}
		slices.Sort(keys)
	}
	return keys
}

// divide divides a value into n parts that sum to it exactly.
func (v Value) divide(n int) []Value {
	even := make([]decimal.Decimal, n)
	for i := range even {
		even[i] = decimal.NewFromInt(1)
	}
	parts := make([]Value, n)
	for field, whole := range v.amounts() {
		for i, part := range shares(even, whole.Amount, v.Currency.Decimals()) {
			parts[i].Currency = v.Currency
			*parts[i].amounts()[field] = amount(part, v.Currency)
		}
	}
	return parts
}

// groupNames are the labels of groups by dimension and key.
func groupNames(p *workplan.Plan, e *workplan.Edition) map[string]aduan.Label {
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
