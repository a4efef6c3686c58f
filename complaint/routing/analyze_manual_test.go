package routing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
)

// manual is what is wrong with a table, found by trying every report.
type manual struct {
	w      *everything
	drawn  drawn
	router *routing.Router
	// apart is the table with a destination of its own for every rule, so that no
	// two agree; without is the table without each rule.
	apart   *routing.Router
	without []*routing.Router

	gaps    []values
	pairs   map[[2]int32]*spot
	nowhere map[lostTarget]*spot
	fits    []*spot
	targets [][]routing.Target
	places  map[uint64]string
	settled map[uint64]int
	decides []*spot
	matters []bool
}

// spot is the first report of several, and the first and last day of them.
type spot struct {
	first    values
	from, to int8
}

type lostTarget struct {
	rule   int
	target routing.Target
}

func (s *spot) add(v values) *spot {
	if s == nil {
		return &spot{v, v[inDay], v[inDay]}
	}
	s.from, s.to = min(s.from, v[inDay]), max(s.to, v[inDay])
	return s
}

// tryAll tries every report.
func tryAll(t testing.TB, w *everything, d drawn) *manual {
	m := &manual{w: w, drawn: d, pairs: map[[2]int32]*spot{}, nowhere: map[lostTarget]*spot{}, places: map[uint64]string{}, settled: map[uint64]int{}}
	compile := func(change func(*routing.Table)) *routing.Router {
		table := d.table
		table.Rules = slices.Clone(table.Rules)
		change(&table)
		r, err := routing.Compile(table, w.sources)
		require.NoError(t, err)
		return r
	}
	m.router = compile(func(*routing.Table) {})
	rules := d.table.Rules
	n := len(rules)
	m.fits, m.decides, m.matters = make([]*spot, n), make([]*spot, n), make([]bool, n)
	for _, rule := range rules {
		m.targets = append(m.targets, targetsOf(rule.To))
	}
	if d.table.Hit == routing.MostSpecific {
		m.apart = compile(func(t *routing.Table) {
			for i := range t.Rules {
				t.Rules[i].To = routing.ToAgency(agency.ID(fmt.Sprintf("apart-%d", i)))
			}
		})
		for i := range rules {
			m.without = append(m.without, compile(func(t *routing.Table) { t.Rules = slices.Delete(t.Rules, i, i+1) }))
		}
	}
	var readings []*reading
	for _, rule := range rules {
		readings = append(readings, w.read(routing.When{All: []routing.When{rule.When, {Submitted: []routing.Days{rule.Valid}}}}, d.dims))
	}
	scope := w.read(routing.When{Category: d.table.Scope.Categories, Region: d.table.Scope.Regions}, nil)
	var v values
	var room [8]int32
	m.each(0, &v, func() {
		if !scope.holds(&v) {
			return
		}
		hits := room[:0]
		for i, r := range readings {
			if r.holds(&v) {
				hits = append(hits, int32(i))
			}
		}
		m.try(t, v, hits)
	})
	return m
}

// each goes through all reports in the declared order.
func (m *manual) each(d int, v *values, do func()) {
	n := 1
	switch {
	case d == dimensions:
		if m.w.alive[v[inRegion]][v[inDay]] {
			do()
		}
		return
	case d == inCategory:
		n = len(m.w.categories)
	case d == inRegion:
		n = len(m.w.paths)
	case d == inDay:
		n = len(m.w.days)
	case slices.Contains(m.drawn.dims, d):
		n = len(m.w.extras[d])
	}
	for i := range n {
		v[d] = int8(i)
		m.each(d+1, v, do)
	}
	v[d] = 0
}

// try judges one report.
func (m *manual) try(t testing.TB, v values, hits []int32) {
	table := &m.drawn.table
	for _, h := range hits {
		m.fits[h] = m.fits[h].add(v)
	}
	winners, undominated := hits, hits
	switch {
	case len(hits) < 2:
	case table.Hit == routing.First:
		winners = hits[:1]
		undominated = winners
	case table.Hit == routing.MostSpecific:
		winners = routing.Deciding(m.router, m.w.facts(v))
		undominated = routing.Deciding(m.apart, m.w.facts(v))
	case table.Hit == routing.Unique:
		undominated = nil
	}
	for _, i := range undominated {
		m.decides[i] = m.decides[i].add(v)
	}
	now, settled := m.whereTo(winners)
	if settled == 0 {
		m.gaps = append(m.gaps, v)
	}
	for i, a := range winners {
		for _, b := range winners[i+1:] {
			if m.disagree(a, b) {
				k := [2]int32{a, b}
				m.pairs[k] = m.pairs[k].add(v)
			}
		}
		for _, target := range m.targets[a] {
			if m.w.lost[target][v[inRegion]][v[inDay]] {
				k := lostTarget{int(a), target}
				m.nowhere[k] = m.nowhere[k].add(v)
			}
		}
	}
	for _, i := range hits {
		if m.matters[i] {
			continue
		}
		var left []int32
		for _, h := range hits {
			if h != i {
				left = append(left, h)
			}
		}
		switch {
		case table.Hit == routing.First:
			left = left[:min(1, len(left))]
		case table.Hit == routing.MostSpecific && len(left) > 1:
			left = routing.Deciding(m.without[i], m.w.facts(v))
			for j := range left {
				if left[j] >= i {
					left[j]++
				}
			}
		}
		then, _ := m.whereTo(left)
		m.matters[i] = then != now
	}
}

func targetsOf(d routing.Destination) []routing.Target {
	var out []routing.Target
	for _, t := range slices.Concat([]routing.Target{d.Target}, d.Ask, d.Supporting) {
		if t != (routing.Target{}) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// whereTo is where rules send a report together, as the table writes it.
type whereTo struct {
	settled               int
	main, ask, supporting map[routing.Target]bool
}

func (w whereTo) String() string { return fmt.Sprint(w.settled, w.main, w.ask, w.supporting) }

// whereTo remembers what where says.
func (m *manual) whereTo(rules []int32) (where string, settled int) {
	var mask uint64
	for _, i := range rules {
		mask |= 1 << i
	}
	if _, ok := m.places[mask]; !ok {
		w := m.where(rules)
		m.places[mask], m.settled[mask] = w.String(), w.settled
	}
	return m.places[mask], m.settled[mask]
}

func (m *manual) where(rules []int32) whereTo {
	w := whereTo{main: map[routing.Target]bool{}, ask: map[routing.Target]bool{}, supporting: map[routing.Target]bool{}}
	for _, i := range rules {
		to := m.drawn.table.Rules[i].To
		if to.Target != (routing.Target{}) {
			w.main[to.Target] = true
		}
		for _, x := range to.Ask {
			w.ask[x] = true
		}
		for _, x := range to.Supporting {
			w.supporting[x] = true
		}
	}
	switch collect := m.drawn.table.Hit == routing.Collect; {
	case len(rules) == 0 || collect && len(w.main)+len(w.ask) == 0:
		w.settled = 0
	case len(rules) == 1 || collect:
		w.settled = 1
	default:
		w.settled = 2
	}
	return w
}

func (m *manual) disagree(a, b int32) bool {
	x, y := m.drawn.table.Rules[a].To, m.drawn.table.Rules[b].To
	switch m.drawn.table.Hit {
	case routing.Unique:
		return true
	case routing.MostSpecific:
		return !sameDestination(x, y)
	case routing.Collect:
		if x.Ask != nil {
			x, y = y, x
		}
		return x.Target != (routing.Target{}) && (y.Ask != nil || y.Target != (routing.Target{}) && x.Target != y.Target)
	}
	return false
}

func sameDestination(x, y routing.Destination) bool {
	key := func(d routing.Destination) string {
		list := func(ts []routing.Target) string {
			var out []string
			for _, t := range ts {
				out = append(out, fmt.Sprint(t))
			}
			slices.Sort(out)
			return strings.Join(out, ",")
		}
		return fmt.Sprint(d.Target, "|", list(d.Ask), "|", list(d.Supporting))
	}
	return key(x) == key(y)
}
