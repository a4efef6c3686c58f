package routing

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// directoryAt says as of one instant whether selectors lead to an agency.
//
// A region for which no jurisdiction with the function is named, by whatever
// code, has the agency of the region around it, so that the directory is asked
// for the named ones only.
type directoryAt struct {
	r         *Router
	noon      time.Time
	view      region.View
	known     bool // the regions of the instant are
	mentioned map[agency.Function]map[region.Code]bool
	// ask tells that the directory has another tree, so that every region must
	// be asked for.
	ask     bool
	leading map[agency.Function][]int8 // by position: 1 leads, -1 does not
}

func newDirectoryAt(r *Router, noon time.Time, mentioned map[agency.Function]map[region.Code]bool) *directoryAt {
	d := &directoryAt{r: r, noon: noon, mentioned: mentioned, leading: map[agency.Function][]int8{}}
	d.ask = r.sources.Agencies.Regions() != r.sources.Regions
	view, err := r.sources.Regions.AsOf(noon)
	d.view, d.known = view, err == nil
	for f := range mentioned {
		d.leading[f] = make([]int8, r.sources.Regions.Len())
	}
	return d
}

// each calls do for every region of the domain that exists, with the zero Unit
// for none.
func (d *directoryAt) each(domain box.Set, do func(n int64, u region.Unit)) {
	if domain.Has(0) {
		do(0, region.Unit{})
	}
	if !d.known {
		return
	}
	for u := range d.view.All() {
		if n := numbersOf(u).Lo; domain.Has(n) {
			do(n, u)
		}
	}
}

// leads reports whether the target leads to an agency for reports of the region.
func (d *directoryAt) leads(t Target, u region.Unit) bool {
	u = t.start(u)
	return !u.IsZero() && d.serves(t.Function, u)
}

// serves reports whether the directory has one agency with the function for the
// region.
func (d *directoryAt) serves(f agency.Function, u region.Unit) bool {
	at, _ := u.Position()
	if known := d.leading[f][at]; known != 0 {
		return known > 0
	}
	var ok bool
	if d.ask || d.named(f, u.Code()) {
		_, err := d.r.sources.Agencies.Resolve(agency.Case{Function: f, Region: u.Code(), On: d.noon})
		ok = err == nil
	} else if around := u.Parent(); !around.IsZero() {
		ok = d.serves(f, around)
	}
	d.leading[f][at] = -1
	if ok {
		d.leading[f][at] = 1
	}
	return ok
}

// named reports whether a jurisdiction with the function names the region by any
// code that stands for it at any time.
func (d *directoryAt) named(f agency.Function, code region.Code) bool {
	codes, t := d.mentioned[f], d.r.sources.Regions
	if len(codes) == 0 {
		return false
	}
	own := t.Codes(code)
	for i := 0; i < len(own); i++ {
		if codes[own[i]] {
			return true
		}
		for _, alias := range t.Aliases(own[i]) {
			if codes[alias] {
				return true
			}
		}
		for _, ch := range t.Predecessors(own[i]) {
			if ch.Kind != region.Split {
				continue
			}
			for _, c := range t.Codes(ch.From) {
				if !slices.Contains(own, c) {
					own = append(own, c)
				}
			}
		}
	}
	return false
}
