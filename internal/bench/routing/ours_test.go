package routing

import (
	"fmt"
	"testing"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/gen/tables"
)

// BenchmarkWords decides by tables in which nearly every rule looks for words,
// with reports of a sentence or two and of 10 KB, and the same tables without
// words beside them.
func BenchmarkWords(b *testing.B) {
	from := sources(b)
	for _, n := range []int{100, 10_000} {
		plain := tables.Generate(seed, n, from)
		with, without := compiled(b, tables.WithWords(seed, plain, from)), compiled(b, plain)
		for _, size := range []int{0, 10_000} {
			facts := tables.Facts(seed, 300, from)
			bytes := 0
			for i, text := range tables.Texts(seed, len(facts), size, from) {
				if size > 0 {
					facts[i].Body = text
				}
				bytes += len(facts[i].Title) + len(facts[i].Body)
			}
			b.Run(fmt.Sprintf("rules=%d/bytes=%d", n, bytes/len(facts)), func(b *testing.B) {
				var words, none []float64
				for b.Loop() {
					words = append(words, round(b, facts, route(with)))
					none = append(none, round(b, facts, route(without)))
				}
				allocs, _ := allocations(facts[:50], with)
				b.ReportMetric(median(words), "ns/decision")
				b.ReportMetric(median(words)*float64(len(facts))/float64(bytes), "ns/byte")
				b.ReportMetric(ratio(words, none), "x-without-words")
				b.ReportMetric(allocs, "allocs/decision")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// BenchmarkExplain explains decisions and writes them out: every rule is told,
// so the cost grows with the table.
func BenchmarkExplain(b *testing.B) {
	from := sources(b)
	facts := tables.Facts(seed, 1_000, from)
	for _, n := range []int{100, 10_000} {
		r := compiled(b, tables.Generate(seed, n, from))
		k := min(len(facts), 100_000/n)
		b.Run(fmt.Sprintf("rules=%d", n), func(b *testing.B) {
			var explained, written, decided []float64
			for b.Loop() {
				decided = append(decided, round(b, facts, route(r)))
				var all []routing.Explanation
				explained = append(explained, round(b, facts[:k], func(f *complaint.Facts) error {
					all = append(all[:0], r.Explain(*f))
					return nil
				}))
				written = append(written, round(b, all, func(e *routing.Explanation) error { _ = e.String(); return nil }))
			}
			b.ReportMetric(median(explained), "ns/explanation")
			b.ReportMetric(median(written), "ns/text")
			b.ReportMetric(ratio(explained, decided), "x-decision")
			b.ReportMetric(0, "ns/op")
		})
	}
}
