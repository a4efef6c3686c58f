package routing

import (
	"cmp"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// lifespan is regions that exist on the same days of the table.
type lifespan struct {
	days  box.Span
	units box.Set
}

// findLifespans sorts the regions of the scope by the days on which they exist.
// "No region" exists always.
func (r *Router) findLifespans() []lifespan {
	all := r.space.domains[dimDay][0]
	units := map[box.Span][]box.Span{}
	enter := func(days box.Span, n int64) {
		list := units[days]
		if k := len(list) - 1; k >= 0 && list[k].Hi+1 == n {
			list[k].Hi = n
			return
		}
		units[days] = append(list, box.Span{Lo: n, Hi: n})
	}
	horizon := r.sources.Regions.Horizon()
	for _, s := range r.domain(dimRegion) {
		for n := s.Lo; n <= s.Hi; n++ {
			if n == 0 {
				enter(all, 0)
				continue
			}
			valid := r.sources.Regions.At(int(n - 1)).Valid()
			if valid.From.Before(horizon) {
				valid.From = horizon
			}
			days := r.noons(valid)
			if days = (box.Span{Lo: max(days.Lo, all.Lo), Hi: min(days.Hi, all.Hi)}); days.Lo <= days.Hi {
				enter(days, n)
			}
		}
	}
	var out []lifespan
	for days, units := range units {
		out = append(out, lifespan{days, units})
	}
	slices.SortFunc(out, func(a, b lifespan) int { return cmp.Compare(a.units[0].Lo, b.units[0].Lo) })
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
	n := int64(aduan.DateOf(at.In(r.zone)).Number())
	if r.noon(n).UnixMicro() < at.UnixMicro() {
		n++
	}
	return n
}

// noon is the instant as of which regions and agencies are asked on a day.
func (r *Router) noon(day int64) time.Time { return r.Noon(aduan.DateOfNumber(int(day))) }
