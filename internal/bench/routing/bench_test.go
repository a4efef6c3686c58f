package routing

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/gen/tables"
	"github.com/aduan-go/aduan/internal/pace"
)

func median(values []float64) float64 {
	values = slices.Clone(values)
	slices.Sort(values)
	return values[len(values)/2]
}

// ratio is the median of the ratios of what was measured side by side.
func ratio(a, b []float64) float64 {
	var all []float64
	for i := range a {
		all = append(all, a[i]/b[i])
	}
	return median(all)
}

// round measures one side: nanoseconds of processor time
// for each report.
func round[F any](b *testing.B, facts []F, find func(*F) error) float64 {
	begin := pace.Processor()
	for i := range facts {
		if err := find(&facts[i]); err != nil {
			b.Fatal(err)
		}
	}
	return float64((pace.Processor() - begin).Nanoseconds()) / float64(len(facts))
}

func route(r *routing.Router) func(*complaint.Facts) error {
	return func(f *complaint.Facts) error {
		_, err := r.Route(*f)
		return err
	}
}

// allocations returns how many allocations a decision makes on average, and the
// share of the reports for which it makes any.
func allocations(facts []complaint.Facts, r *routing.Router) (mean, share float64) {
	for i := range facts {
		n := testing.AllocsPerRun(5, func() { _, _ = r.Route(facts[i]) })
		if mean += n; n > 0 {
			share++
		}
	}
	return mean / float64(len(facts)), share / float64(len(facts))
}

func sizes() []int { return []int{100, 1_000, 10_000, 100_000} }

// BenchmarkGrowth decides the same 5,000 reports by tables of 100 to 100,000
// rules, in turn, and reports how much the largest costs in terms of the
// smallest.
func BenchmarkGrowth(b *testing.B) {
	from := sources(b)
	facts := tables.Facts(seed, 5_000, from)
	for _, kind := range []struct {
		name string
		make func(uint64, int, routing.Sources) routing.Table
	}{{"first", tables.Generate}, {"most_specific", tables.Specific}} {
		b.Run(kind.name, func(b *testing.B) {
			var routers []*routing.Router
			for _, n := range sizes() {
				routers = append(routers, compiled(b, kind.make(seed, n, from)))
			}
			took := make([][]float64, len(routers))
			for b.Loop() {
				for range 3 {
					for i, r := range routers {
						took[i] = append(took[i], round(b, facts, route(r)))
					}
				}
			}
			var allocs, share float64
			for i, r := range routers {
				b.ReportMetric(median(took[i]), fmt.Sprintf("ns-at-%d", sizes()[i]))
				mean, some := allocations(facts, r)
				allocs, share = max(allocs, mean), max(share, some)
			}
			b.ReportMetric(ratio(took[len(took)-1], took[0]), "growth")
			b.ReportMetric(allocs, "allocs/decision")
			b.ReportMetric(share, "share-allocating")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkDecide asks all contestants about tables of 10,000 rules and reports
// how many times as long as ours each of the others takes. A peer gets fewer
// reports than ours does, the next ones in every round, so that it has an end.
// "prepared" is without the time that the peer's input takes to be made; ours
// has no such thing and begins with the facts both times.
func BenchmarkDecide(b *testing.B) {
	const rules = 10_000
	from := sources(b)
	table := tables.Generate(seed, rules, from)
	mine, others := ours(compiled(b, table)), append([]contestant{scan(b, table)}, peers(b, b.Context(), table)...)
	facts := tables.Facts(seed, 2_000, from)
	agree(b, facts, append([]contestant{mine}, others...)...)
	thrice := slices.Concat(facts, facts, facts)
	few := map[string]int{"linear": 500, "opa": 500, "expr": 25, "cel": 10, "casbin": 5}
	for _, peer := range others {
		b.Run(peer.name, func(b *testing.B) {
			var own, whole, prepared []float64
			n := few[peer.name]
			for at := 0; b.Loop(); at += n {
				own = append(own, round(b, thrice, func(f *complaint.Facts) error { _, err := mine.find(f); return err }))
				at %= len(facts) - n
				whole = append(whole, round(b, facts[at:at+n], func(f *complaint.Facts) error { _, err := peer.find(f); return err }))
				if peer.prepare == nil {
					continue
				}
				var in []any
				for i := range facts[at : at+n] {
					one, err := peer.prepare(&facts[at+i])
					require.NoError(b, err)
					in = append(in, one)
				}
				prepared = append(prepared, round(b, in, func(in *any) error { _, err := peer.prepared(*in); return err }))
			}
			b.ReportMetric(median(own), "ours-ns")
			b.ReportMetric(median(whole), "peer-ns")
			b.ReportMetric(ratio(whole, own), "peer-x-ours")
			if prepared != nil {
				b.ReportMetric(ratio(prepared, own), "prepared-x-ours")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkLoad makes a table of 100,000 rules ready: ours from Go values, the
// peers from texts and rows that are already written. casbin is measured in
// every round, beside ours; the other three take so much longer that once is
// enough.
func BenchmarkLoad(b *testing.B) {
	const rules = 100_000
	from := sources(b)
	table := tables.Generate(seed, rules, from)
	translated := rulesOf(b, table)
	rows := casbinPolicies(translated)
	timed := func(load func() error) float64 {
		runtime.GC()
		begin := pace.Processor()
		require.NoError(b, load())
		return float64((pace.Processor() - begin).Nanoseconds()) / 1e6
	}
	own := func() error { _, err := routing.Compile(table, from); return err }
	b.Run("casbin", func(b *testing.B) {
		var mine, theirs []float64
		for b.Loop() {
			mine = append(mine, timed(own))
			theirs = append(theirs, timed(func() error { _, err := newCasbin(rows); return err }))
		}
		b.ReportMetric(median(mine), "ours-ms")
		b.ReportMetric(median(theirs), "peer-ms")
		b.ReportMetric(ratio(theirs, mine), "peer-x-ours")
		b.ReportMetric(0, "ns/op")
	})
	for _, peer := range []struct {
		name string
		load func() error
	}{
		{"expr", func() error { _, err := newExpr(translated); return err }},
		{"cel", func() error { _, err := newCEL(translated); return err }},
		{"opa", func() error { _, err := newOPA(b.Context(), translated); return err }},
	} {
		b.Run(peer.name, func(b *testing.B) {
			var mine, theirs []float64
			for b.Loop() {
				if theirs == nil {
					mine, theirs = append(mine, timed(own)), append(theirs, timed(peer.load))
				}
			}
			b.ReportMetric(mine[0], "ours-ms")
			b.ReportMetric(theirs[0], "peer-ms")
			b.ReportMetric(ratio(theirs, mine), "peer-x-ours")
			b.ReportMetric(0, "ns/op")
		})
	}
}
