package routing

import "github.com/aduan-go/aduan/complaint"

// Deciding returns the rules that decide a report, as Explain has them, and
// whether the table is meant for it.
func Deciding(r *Router, f complaint.Facts) (rules []int32, inScope bool) {
	var p point
	if err := r.locate(&f, &p); err != nil {
		return nil, false
	}
	var log account
	r.decide(&p, &log)
	return log.winners, !log.isOutside
}
