package routing

import (
	"fmt"
	"testing"

	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/gen/tables"
	"github.com/aduan-go/aduan/internal/pace"
)

// BenchmarkAnalyze analyses tables of 100 to 10,000 rules over all regions and
// 1,000 categories, in turn, and reports how the time grows, whether the result
// is exact within the default budget, and how much there is to find.
func BenchmarkAnalyze(b *testing.B) {
	from := sources(b)
	for _, kind := range []struct {
		name string
		make func(uint64, int, routing.Sources) routing.Table
	}{{"first", tables.Generate}, {"most_specific", tables.Specific}} {
		b.Run(kind.name, func(b *testing.B) {
			sizes := []int{100, 1_000, 10_000}
			var routers []*routing.Router
			for _, n := range sizes {
				routers = append(routers, compiled(b, kind.make(seed, n, from)))
			}
			took := make([][]float64, len(sizes))
			reports := make([]routing.Report, len(sizes))
			for b.Loop() {
				for i, r := range routers {
					begin := pace.Processor()
					reports[i] = r.Analyze(routing.Budget{})
					took[i] = append(took[i], float64((pace.Processor()-begin).Nanoseconds())/1e6)
				}
			}
			for i, report := range reports {
				b.ReportMetric(median(took[i]), fmt.Sprintf("ms-at-%d", sizes[i]))
				found, exact := 0, 0.0
				for _, n := range report.Counts {
					found += n
				}
				if report.Exact {
					exact = 1
				}
				b.ReportMetric(float64(found), fmt.Sprintf("findings-at-%d", sizes[i]))
				b.ReportMetric(exact, fmt.Sprintf("exact-at-%d", sizes[i]))
			}
			b.ReportMetric(ratio(took[2], took[0]), "growth")
			b.ReportMetric(0, "ns/op")
		})
	}
}
