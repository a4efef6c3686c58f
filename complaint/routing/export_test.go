package routing

import "github.com/aduan-go/aduan/complaint"

// Deciding returns the rules that decide a report of the table's scope, as
// Route and Explain find them.
func Deciding(r *Router, f complaint.Facts) []int32 {
	var p point
	if err := r.locate(&f, &p); err != nil {
		return nil
	}
	return r.winners(r.search(&p, nil), nil)
}

// Covering returns the gaps of the report that cover the facts, as indexes.
func Covering(r *Router, report Report, f complaint.Facts) []int {
	var p point
	if r.locate(&f, &p) != nil {
		return nil
	}
	var out []int
	for i := range report.Findings {
		if report.Findings[i].Kind == Gap && report.Findings[i].covers(&p) {
			out = append(out, i)
		}
	}
	return out
}
