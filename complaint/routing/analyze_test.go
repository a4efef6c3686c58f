package routing_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
)

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
	date := func(i int8) aduan.Date {
		d := day("2020-01-09")
		d.Day += int(i)
		return d
	}
	return routing.Days{From: date(s.from), Until: date(s.to + 1)}
}

// describe prints a report without its accidents.
func describe(f complaint.Facts) string {
	return fmt.Sprintf(" %q %v %s %s %s %v %s %s %v %q", f.Category, f.Region, f.Kind, f.Class, f.Channel, f.Disclosure,
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

// TestSoakAnalyzeIsTryingEverything is the promise that the analysis is sound and
// complete: over many small tables its findings are those of trying every
// report.
func TestSoakAnalyzeIsTryingEverything(t *testing.T) {
	t.Parallel()
	w := newEverything(t)
	tables, shards := 10_000, 4
	if os.Getenv("ADUAN_SOAK") == "1" {
		tables *= 3
	}
	var tried atomic.Int64
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			for i := shard; i < tables; i += shards {
				d := drawSmallTable(rand.New(rand.NewPCG(uint64(i), 1)))
				m := tryAll(t, w, d)
				report := m.router.Analyze(routing.Budget{Findings: 1_000})
				require.True(t, report.Exact)
				m.compare(&named{t, i, d.table}, report)
				if n := tried.Add(1); n%1_000 == 0 {
					t.Logf("%d of %d tables", n, tables)
				}
			}
		})
	}
}
