package tables

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Generate returns a table of so many rules under the hit policy first. It is
// the same for the same seed, number and sources. from must be what [Sources]
// returns.
func Generate(seed uint64, rules int, from routing.Sources) routing.Table {
	m := newMaker(seed, from)
	t := &table{Table: head(fmt.Sprintf("first-%d", rules), rules, routing.First), maker: m, seen: map[string]bool{}}
	everywhere := min(len(m.tops), rules/5)
	broad := min(50, rules/20)
	middles := min(len(m.middles), rules/10)
	for t.count < rules-everywhere-broad-middles {
		t.special()
	}
	for t.count < rules-everywhere-broad {
		c := m.middles[t.count%len(m.middles)]
		t.add(5, routing.When{Category: []complaint.Category{c}}, routing.ToFunction(m.functionOf(c), regency))
	}
	for t.count < rules-everywhere {
		t.broad()
	}
	for _, c := range m.tops[:everywhere] {
		t.add(7, routing.When{Category: []complaint.Category{c}}, routing.ToFunction(m.functionOf(c), ""))
	}
	return t.done()
}

// Specific returns a table of so many rules under the hit policy most_specific:
// the widest categories everywhere and in provinces, middle ones in regencies,
// the narrowest in districts, some of these under further conditions. Of two
// rules that fit the same report, one says more than the other.
func Specific(seed uint64, rules int, from routing.Sources) routing.Table {
	m := newMaker(seed, from)
	t := &table{Table: head(fmt.Sprintf("specific-%d", rules), rules, routing.MostSpecific), maker: m, seen: map[string]bool{}}
	for _, c := range m.tops[:min(len(m.tops), rules/5)] {
		t.add(0, routing.When{Category: []complaint.Category{c}}, routing.ToFunction(m.functionOf(c), ""))
	}
	for t.count < rules {
		var c complaint.Category
		var u region.Unit
		switch {
		case t.count < 300 && m.oneIn(5):
			c, u = pick(m, m.tops), pick(m, m.units[province])
		case t.count < 35_000 && !m.oneIn(3):
			c, u = pick(m, m.middles), pick(m, m.units[regency])
		default:
			c, u = pick(m, m.leaves), pick(m, m.units[district])
		}
		if key := fmt.Sprint(c, u.Code()); !t.seen[key] {
			t.seen[key] = true
			w := routing.When{Category: []complaint.Category{c}, Region: []region.Code{u.Code()}}
			if u.Level() == district {
				t.also(&w)
			}
			t.add(0, w, t.destination(m.functionOf(c), u))
		}
	}
	return t.done()
}

func head(name string, rules int, hit routing.HitPolicy) routing.Table {
	return routing.Table{
		Name: name, Edition: "1", Valid: routing.Days{From: dateOf(firstDay())}, Zone: "Asia/Jakarta", Hit: hit,
		Rules:    make([]routing.Rule, 0, rules),
		Fallback: routing.ToAgency("ministry/inspectorate"),
	}
}

// table is a table in the making; rank says where each rule is to stand.
type table struct {
	routing.Table
	*maker
	count int
	rank  []int
	seen  map[string]bool // conditions
}

func (t *table) add(rank int, w routing.When, to routing.Destination) {
	t.count++
	rule := routing.Rule{ID: fmt.Sprintf("r%06d", t.count), When: w, To: to}
	if rank < 5 && t.oneIn(33) {
		rule.Valid = t.stretch()
	}
	t.Rules, t.rank = append(t.Rules, rule), append(t.rank, rank)
}

// done puts special rules before general ones and returns the table.
func (t *table) done() routing.Table {
	order := make([]int, len(t.Rules))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(t.rank[a], t.rank[b]) })
	sorted := make([]routing.Rule, 0, len(order))
	for _, i := range order {
		sorted = append(sorted, t.Rules[i])
	}
	t.Rules = sorted
	return t.Table
}

// special adds a rule on a category and a region.
func (t *table) special() {
	c := t.category()
	categories := []complaint.Category{c}
	if t.oneIn(33) {
		categories = several(t.maker, 2+t.IntN(2), func() complaint.Category { return pick(t.maker, t.middles) })
		c = categories[0]
	}
	u := pick(t.maker, t.units[t.level()])
	regions := []region.Code{u.Code()}
	if u.Level() == regency && t.oneIn(12) {
		u = u.Parent()
		var beside []region.Code
		for v := range u.Children() {
			beside = append(beside, v.Code())
		}
		regions = several(t.maker, min(len(beside), 2+t.IntN(3)), func() region.Code { return pick(t.maker, beside) })
	}
	w := routing.When{Category: categories, Region: regions}
	if u.Level() == district && t.oneIn(100) {
		w.Category = nil // everything in a district
	}
	rank := map[region.Level]int{village: 0, district: 1, regency: 2, province: 4}[u.Level()]
	t.also(&w)
	key := fmt.Sprintf("%+v", w)
	if t.seen[key] {
		return
	}
	t.seen[key] = true
	t.add(rank, w, t.destination(t.functionOf(c), u))
}

func (t *table) category() complaint.Category {
	switch n := t.IntN(100); {
	case n < 10:
		return pick(t.maker, t.tops)
	case n < 50:
		return pick(t.maker, t.middles)
	}
	return pick(t.maker, t.leaves)
}

func (t *table) level() region.Level {
	switch n := t.IntN(100); {
	case n < 10:
		return province
	case n < 65:
		return regency
	case n < 98:
		return district
	}
	return village
}

// also adds further conditions to some rules.
func (t *table) also(w *routing.When) {
	if t.oneIn(12) {
		w.Class = several(t.maker, 1+t.IntN(2), t.class)
	}
	if t.oneIn(16) {
		w.Channel = several(t.maker, 1+t.IntN(3), t.channel)
	}
	if t.oneIn(25) {
		w.Kind = []complaint.Kind{t.kind()}
	}
	if t.oneIn(50) {
		yes := t.oneIn(2)
		w.Anonymous = &yes
	}
	if t.oneIn(20) {
		w.Submitted = []routing.Days{t.stretch()}
	}
	if t.oneIn(50) {
		w.Weekday = []routing.Weekday{routing.Saturday, routing.Sunday}
	}
	if t.oneIn(50) {
		w.Event = []routing.Days{t.stretch()}
	}
}

func (t *table) class() complaint.Class { return pick(t.maker, classes()) }

func (t *table) channel() complaint.Channel { return pick(t.maker, channels()) }

func (t *table) kind() complaint.Kind { return pick(t.maker, kinds()) }

// kinds, classes and channels are the national words.
func kinds() []complaint.Kind { return words[complaint.Kind](complaint.NationalWords().Kinds) }

func classes() []complaint.Class {
	return words[complaint.Class](complaint.NationalWords().Classes)
}

func channels() []complaint.Channel {
	return words[complaint.Channel](complaint.NationalWords().Channels)
}

func words[T ~string](list []lifecycle.Word) (all []T) {
	for _, w := range list {
		all = append(all, T(w.Word))
	}
	return all
}

// broad adds a rule on neither category nor region.
func (t *table) broad() {
	w := routing.When{Class: []complaint.Class{t.class()}, Channel: []complaint.Channel{t.channel()}}
	switch t.IntN(3) {
	case 0:
		w.Kind = []complaint.Kind{t.kind()}
	case 1:
		w.Submitted = []routing.Days{t.stretch()}
	default:
		yes := t.oneIn(2)
		w.Secret = &yes
	}
	t.add(6, w, routing.ToFunction(inspectorate, regency))
}

// destination is a selector for every other rule.
func (t *table) destination(f agency.Function, u region.Unit) routing.Destination {
	here := t.officeOf(u, f)
	switch n := t.IntN(100); {
	case n < 50 && u.Level() == province:
		return routing.ToFunction(f, province)
	case n < 50:
		return routing.ToFunction(f, regency)
	case n < 53:
		return routing.Destination{Target: routing.Target{Agency: here}, Supporting: []routing.Target{{Agency: agency.ID("ministry/" + f)}}}
	case n < 55:
		return routing.Destination{Ask: []routing.Target{{Agency: here}, {Agency: agency.ID("ministry/" + f)}}}
	}
	return routing.ToAgency(here)
}
