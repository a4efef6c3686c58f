package routing

import (
	"cmp"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// stretch is regions that exist on the same days of the table.
type stretch struct {
	days  box.Set
	units box.Set
}

// stretches sorts the regions of the scope by the days on which they exist. "No
// region" exists always.
func (r *Router) stretches() []stretch {
	all := r.space.domains[dimDay]
	domain := r.space.domains[dimRegion]
	if s, ok := r.scope.Of(dimRegion); ok {
		domain = s
	}
	spans := map[box.Span][]box.Span{}
	enter := func(days box.Span, n int64) {
		list := spans[days]
		if k := len(list) - 1; k >= 0 && list[k].Hi+1 == n {
			list[k].Hi = n
			return
		}
		spans[days] = append(list, box.Span{Lo: n, Hi: n})
	}
	horizon := r.sources.Regions.Horizon()
	for _, s := range domain {
		for n := s.Lo; n <= s.Hi; n++ {
			if n == 0 {
				enter(all[0], 0)
				continue
			}
			valid := r.sources.Regions.At(int(n - 1)).Valid()
			if valid.From.Before(horizon) {
				valid.From = horizon
			}
			days := r.noons(valid)
			days.Lo, days.Hi = max(days.Lo, all[0].Lo), min(days.Hi, all[0].Hi)
			if days.Lo <= days.Hi {
				enter(days, n)
			}
		}
	}
	var out []stretch
	for days, units := range spans {
		out = append(out, stretch{box.Set{days}, units})
	}
	slices.SortFunc(out, func(a, b stretch) int { return cmp.Compare(a.units[0].Lo, b.units[0].Lo) })
	return out
}

// noons returns the days whose noon lies in the period.
func (r *Router) noons(p aduan.Period) box.Span {
	s := box.Span{Lo: firstDay, Hi: lastDay}
	if !p.From.IsZero() {
		s.Lo = r.noonFrom(p.From)
	}
	if !p.Until.IsZero() {
		s.Hi = r.noonFrom(p.Until) - 1
	}
	return s
}

// noonFrom is the first day whose noon is not before the instant, which counts
// to the microsecond.
func (r *Router) noonFrom(at time.Time) int64 {
	year, month, day := at.In(r.zone).Date()
	n := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsADay
	if r.noon(n).UnixMicro() < at.UnixMicro() {
		n++
	}
	return n
}

// noon is the instant as of which regions and agencies are asked on a day.
func (r *Router) noon(day int64) time.Time {
	d := aduan.DateOfNumber(int(day))
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, r.zone)
}
