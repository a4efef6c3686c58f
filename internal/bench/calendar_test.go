package bench

import (
	"fmt"
	"slices"
	"sort"
	"testing"
	"time"

	peer "github.com/rickar/cal/v2"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

// ours is the national calendar of Bali.
func ours(t testing.TB) *calendar.Calendar {
	t.Helper()
	set, err := indonesia.Calendars()
	require.NoError(t, err)
	c, err := set.Calendar(indonesia.CalendarWITA)
	require.NoError(t, err)
	return c
}

// theirs is a calendar of the peer with the same days off and its cache on.
func theirs(t testing.TB, c *calendar.Calendar) *peer.BusinessCalendar {
	t.Helper()
	b := peer.NewBusinessCalendar()
	b.Cacheable = true
	for d, err := range c.Days(aduan.Date{Year: 2018, Month: 1, Day: 1}, aduan.Date{Year: 2027, Month: 12, Day: 31}) {
		require.NoError(t, err)
		if d.Kind == calendar.Holiday || d.Kind == calendar.JointLeave {
			b.AddHoliday(&peer.Holiday{
				Name: d.Date.String(), Month: d.Date.Month, Day: d.Date.Day,
				StartYear: d.Date.Year, EndYear: d.Date.Year, Func: peer.CalcDayOfMonth,
			})
		}
	}
	return b
}

// plain is the least that must be done: the same conversion to a local date, one
// sum made in advance, and back to an instant.
type plain struct {
	loc   *time.Location
	first int64
	count []int32 // working days up to each day
	close []int64
}

func plainOf(t testing.TB, c *calendar.Calendar) *plain {
	t.Helper()
	p := &plain{loc: c.Location()}
	for d, err := range c.Days(aduan.Date{Year: 2018, Month: 1, Day: 1}, aduan.Date{Year: 2027, Month: 12, Day: 31}) {
		require.NoError(t, err)
		midnight, err := c.Midnight(d.Date)
		require.NoError(t, err)
		if p.count == nil {
			_, offset := midnight.Zone()
			p.first = (midnight.Unix() + int64(offset)) / 86400
		}
		if d.Working {
			p.close = append(p.close, midnight.Unix()+int64(d.Shifts[len(d.Shifts)-1].Close)*60)
		}
		p.count = append(p.count, int32(len(p.close)))
	}
	return p
}

func (p *plain) add(t time.Time, n int) time.Time {
	_, offset := t.In(p.loc).Zone()
	day := (t.Unix() + int64(offset)) / 86400
	return time.Unix(p.close[int(p.count[day-p.first])+n-1], 0).In(p.loc)
}

// starts are instants through four years, in no order.
func starts() []time.Time {
	var list []time.Time
	for i := range 997 {
		list = append(list, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i*7919%(4*365*24))*time.Hour))
	}
	return list
}

// The three sides agree on every sum that is measured.
func TestContestantsAgree(t *testing.T) {
	t.Parallel()
	c := ours(t)
	p, b := plainOf(t, c), theirs(t, c)
	for _, at := range starts() {
		for _, n := range []int{5, 14, 60} {
			got, err := c.Add(at, calendar.WorkingDays(n))
			require.NoError(t, err)
			require.True(t, got.Equal(p.add(at, n)))
			there := b.WorkdaysFrom(at.In(c.Location()), n)
			require.Equal(t, got.Format(time.DateOnly), there.Format(time.DateOnly))
		}
	}
}

// round measures one side: nanoseconds for each of many sums.
func round(list []time.Time, times int, f func(time.Time)) float64 {
	begin := time.Now()
	for range times {
		for _, at := range list {
			f(at)
		}
	}
	return float64(time.Since(begin).Nanoseconds()) / float64(times*len(list))
}

func median(values []float64) float64 {
	values = slices.Clone(values)
	sort.Float64s(values)
	return values[len(values)/2]
}

// BenchmarkAdd adds 5, 14 and 60 working days, three sides in turn, and reports
// how many times the plain sums ours takes, and how many times ours the peer.
func BenchmarkAdd(b *testing.B) {
	c := ours(b)
	p, peers := plainOf(b, c), theirs(b, c)
	list := starts()
	cost := map[int]float64{}
	for _, n := range []int{5, 14, 60} {
		b.Run(fmt.Sprintf("days=%d", n), func(b *testing.B) {
			allocations := testing.AllocsPerRun(1000, func() { _, _ = c.Add(list[0], calendar.WorkingDays(n)) })
			var mine, least, other []float64
			var sink time.Time
			for b.Loop() {
				mine = append(mine, round(list, 20, func(at time.Time) { sink, _ = c.Add(at, calendar.WorkingDays(n)) }))
				least = append(least, round(list, 20, func(at time.Time) { sink = p.add(at, n) }))
				other = append(other, round(list[:100], 1, func(at time.Time) { sink = peers.WorkdaysFrom(at.In(c.Location()), n) }))
			}
			_ = sink
			cost[n] = median(mine)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(median(mine), "ours-ns")
			b.ReportMetric(median(mine)/median(least), "x-plain")
			b.ReportMetric(median(other)/median(mine), "peer-x-ours")
			b.ReportMetric(allocations, "allocs/add")
		})
	}
	if len(cost) == 3 {
		b.Run("spread", func(b *testing.B) {
			for b.Loop() {
			}
			all := []float64{cost[5], cost[14], cost[60]}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(slices.Max(all)/slices.Min(all), "dearest-x-cheapest")
		})
	}
}
