package stats_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/stats"
	"github.com/aduan-go/aduan/internal/pace"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// BenchmarkMillion computes the figures of 1,000,000 cases, which are made while they
// are counted: the times of "made" are those of making them alone. The cases lie in 3,800
// places and with 380 agencies, and no two durations are alike.
//
//	go test ./complaint/stats -run '^$' -bench Million -benchtime 1x
func BenchmarkMillion(b *testing.B) {
	const cases = 1_000_000
	l := national(b)
	models := histories(b, l, 1_000, 3)
	made := func(probe func()) iter.Seq2[*complaint.Complaint, error] { return million(models, cases, probe) }
	b.Run("made", func(b *testing.B) {
		begin := pace.Processor()
		for b.Loop() {
			for c, err := range made(func() {}) {
				require.NoError(b, err)
				runtime.KeepAlive(c)
			}
		}
		b.ReportMetric((pace.Processor()-begin).Seconds()/float64(b.N), "cpu-s")
	})
	for name, cfg := range map[string]stats.Config{
		"figures": {}, "with backlog": {From: stats.Quarter{Year: 2019, Number: 4}, Until: stats.Quarter{Year: 2021, Number: 2}},
	} {
		cfg.Lifecycles, cfg.At = []*complaint.Lifecycle{l}, time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)
		b.Run(name, func(b *testing.B) {
			begin := pace.Processor()
			for b.Loop() {
				_, err := stats.Collect(made(func() {}), cfg)
				require.NoError(b, err)
			}
			b.ReportMetric((pace.Processor()-begin).Seconds()/float64(b.N), "cpu-s")
			before, most := live(), 0.0
			r, err := stats.Collect(made(func() { most = live() - before }), cfg)
			require.NoError(b, err)
			b.ReportMetric(most, "MB-while-counting")
			b.ReportMetric(live()-before, "MB-kept")
			runtime.KeepAlive(r)
		})
	}
}

// live is what a collection leaves, in MB.
func live() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

// million yields cases that differ from the models in place, agency and every instant. A
// case is only good until the next one is asked for. At the end it calls the probe.
func million(models []*complaint.Complaint, n int, probe func()) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		rnd := rand.New(rand.NewPCG(1, 2))
		var places []region.Path
		var agencies [][]agency.ID
		for regency := range 380 {
			province := 51 + regency%38%9
			agencies = append(agencies, []agency.ID{agency.ID(fmt.Sprint("id:", province)), agency.ID(fmt.Sprintf("id:%d.%03d", province, regency))})
			for district := range 10 {
				places = append(places, region.MustParse(fmt.Sprintf("%d.%02d.%02d", province, 1+regency/9%90, 1+district)).Path())
			}
		}
		var c complaint.Complaint
		var timeline []complaint.Entry
		for i := range n {
			c = *models[rnd.IntN(len(models))]
			timeline = append(timeline[:0], c.Timeline...)
			place := rnd.IntN(len(places))
			c.Region, c.Timeline = places[place], timeline
			slow := time.Duration(rnd.IntN(1000)) * time.Microsecond
			for k := range timeline {
				e := &timeline[k]
				e.At = e.At.Add(time.Duration(k) * slow * time.Duration(1+i%1000))
				if e.Details.Agency != "" {
					path := agencies[(place/10+k)%len(agencies)]
					e.Details.Agency, e.Details.AgencyPath = path[1], path
					c.Agency, c.AgencyPath = path[1], path
				}
			}
			if !yield(&c, nil) {
				return
			}
		}
		probe()
	}
}
