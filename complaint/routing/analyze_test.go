package routing_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
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

// reading is a condition with, for every dimension it speaks of, whether each
// value meets it, by the plain reading of [fits].
type reading struct {
	dims     []int
	ok       [][]bool
	all, any []*reading
	not      *reading
	hasAny   bool
}

func (w *everything) read(when routing.When, dims []int) *reading {
	r := &reading{hasAny: when.Any != nil}
	counts := map[int]int{inCategory: len(w.categories), inRegion: len(w.paths), inDay: len(w.days)}
	for _, d := range dims {
		counts[d] = len(w.extras[d])
	}
	flat := when
	flat.All, flat.Any, flat.Not = nil, nil, nil
	for d := range dimensions {
		var one routing.When
		switch d {
		case inCategory:
			one.Category = flat.Category
		case inRegion:
			one.Region = flat.Region
		case inKind:
			one.Kind = flat.Kind
		case inClass:
			one.Class = flat.Class
		case inChannel:
			one.Channel = flat.Channel
		case inDisclosure:
			one.Anonymous, one.Secret = flat.Anonymous, flat.Secret
		case inDay:
			one.Submitted, one.Weekday = flat.Submitted, flat.Weekday
		case inEvent:
			one.Event = flat.Event
		case inText:
			one.Words = flat.Words
		default:
			for _, a := range flat.Attributes {
				if a.Name == attributeOf(d) {
					one.Attributes = append(one.Attributes, a)
				}
			}
		}
		var ok []bool
		for i := range counts[d] {
			var v values
			v[d] = int8(i)
			ok = append(ok, fits(one, w.facts(v)))
		}
		if slices.Contains(ok, false) {
			r.dims, r.ok = append(r.dims, d), append(r.ok, ok)
		}
	}
	for _, x := range when.All {
		r.all = append(r.all, w.read(x, dims))
	}
	for _, x := range when.Any {
		r.any = append(r.any, w.read(x, dims))
	}
	if when.Not != nil {
		r.not = w.read(*when.Not, dims)
	}
	return r
}

func (r *reading) holds(v *values) bool {
	for i, d := range r.dims {
		if !r.ok[i][v[d]] {
			return false
		}
	}
	for _, x := range r.all {
		if !x.holds(v) {
			return false
		}
	}
	if r.hasAny && !slices.ContainsFunc(r.any, func(x *reading) bool { return x.holds(v) }) {
		return false
	}
	return r.not == nil || !r.not.holds(v)
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
				t.Rules[i].To = routing.ToAgency(agency.ID(fmt.Sprintf("agency-%d", i)))
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

// compare compares what the analysis found with what trying found.
func (m *manual) compare(t testing.TB, report routing.Report) {
	rules := m.drawn.table.Rules
	var want, got []string
	say := func(kind routing.FindingKind, ids []string, s *spot, shown *values, more ...any) {
		line := fmt.Sprint(kind, " ", ids, " ", more)
		if s != nil {
			line += fmt.Sprint(" ", m.days(s))
		}
		if shown != nil {
			line += describe(m.w.facts(*shown))
		}
		want = append(want, line)
	}
	for k, s := range m.pairs {
		a, b := rules[k[0]], rules[k[1]]
		say(routing.Overlap, []string{a.ID, b.ID}, s, &s.first, sameDestination(a.To, b.To))
	}
	for k, s := range m.nowhere {
		say(routing.BadDestination, []string{rules[k.rule].ID}, s, &s.first, k.target)
	}
	for i, rule := range rules {
		switch s := m.fits[i]; {
		case s == nil:
			want = append(want, fmt.Sprint(routing.NeverFires, " ", []string{rule.ID}, " ", []any(nil), " ", rule.Valid))
		case m.decides[i] == nil:
			ids := []string{rule.ID}
			by := routing.Deciding(m.router, m.w.facts(s.first))
			for _, x := range by {
				if int(x) != i {
					ids = append(ids, rules[x].ID)
				}
			}
			say(routing.Shadowed, ids, s, &s.first)
		case !m.matters[i]:
			say(routing.Redundant, []string{rule.ID}, s, &m.decides[i].first)
		}
	}
	m.fallback(say)
	gaps := map[int][]values{}
	for _, f := range report.Findings {
		if f.Kind == routing.Gap {
			continue
		}
		var ids []string
		for _, r := range f.Rules {
			ids = append(ids, r.Rule)
		}
		var more []any
		switch f.Kind {
		case routing.Overlap:
			more = []any{f.Agree}
		case routing.BadDestination:
			more = []any{f.Target}
		}
		line := fmt.Sprint(f.Kind, " ", ids, " ", more, " ", f.Days)
		if !f.Witness.Submitted.IsZero() {
			line += describe(f.Witness)
		}
		got = append(got, line)
	}
	slices.Sort(want)
	slices.Sort(got)
	require.Equal(t, want, got)

	for _, v := range m.gaps {
		f := m.w.facts(v)
		in := routing.Covering(m.router, report, f)
		if len(in) != 1 {
			require.Len(t, in, 1, "%s is in %v", describe(f), in)
		}
		gaps[in[0]] = append(gaps[in[0]], v)
	}
	for i, f := range report.Findings {
		if f.Kind != routing.Gap {
			continue
		}
		require.NotEmpty(t, gaps[i], "the gap %s is none", f.Text)
		var s *spot
		for _, v := range gaps[i] {
			s = s.add(v)
		}
		require.Equal(t, describe(m.w.facts(s.first)), describe(f.Witness))
		require.Equal(t, m.days(s), f.Days)
	}
}

// fallback says what is wrong with the fallback: every day of the table counts.
func (m *manual) fallback(say func(routing.FindingKind, []string, *spot, *values, ...any)) {
	table := &m.drawn.table
	for _, target := range targetsOf(table.Fallback) {
		var s *spot
		for i := range m.w.days {
			if m.w.lost[target][0][i] {
				s = s.add(values{inDay: int8(i)})
			}
		}
		if s == nil {
			continue
		}
		var shown *values
		if table.Scope.Regions != nil || table.Scope.Categories != nil {
			shown = &s.first
		} else {
			for _, v := range m.gaps {
				if m.w.lost[target][0][v[inDay]] {
					shown = &v
					break
				}
			}
		}
		say(routing.BadDestination, []string{routing.FallbackRule}, s, shown, target)
	}
}

func (m *manual) days(s *spot) routing.Days {
	date := func(i int8) complaint.Date {
		d := day("2020-01-09")
		d.Day += int(i)
		return d
	}
	return routing.Days{From: date(s.from), Until: date(s.to + 1)}
}

// describe prints a report without its accidents.
func describe(f complaint.Facts) string {
	return fmt.Sprintf(" %q %v %d %d %d %v %s %s %v %q", f.Category, f.Region, f.Kind, f.Class, f.Channel, f.Disclosure,
		f.Submitted.Format("2006-01-02"), f.EventDate, f.Attributes, f.Body)
}

// named prints the table before a failure.
type named struct {
	testing.TB
	number int
	table  routing.Table
}

func (n *named) FailNow() {
	data, err := n.table.JSON()
	n.Logf("table %d: %s %v", n.number, data, err)
	n.TB.FailNow()
}

// TestAnalyzeIsTryingEverything is the promise that the analysis is sound and
// complete: over many small tables its findings are those of trying every
// report.
func TestAnalyzeIsTryingEverything(t *testing.T) {
	t.Parallel()
	w := newEverything(t)
	tables, shards := 10_000, 4
	if os.Getenv("ADUAN_SOAK") == "1" {
		tables *= 10
	}
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			for i := shard; i < tables; i += shards {
				d := drawSmallTable(rand.New(rand.NewPCG(uint64(i), 1)))
				m := tryAll(t, w, d)
				report := m.router.Analyze(routing.Budget{Findings: 1_000})
				require.True(t, report.Exact)
				m.compare(&named{t, i, d.table}, report)
			}
		})
	}
}
