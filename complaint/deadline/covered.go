package deadline

import (
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// reach is what a rule is about.
type reach struct {
	clock     lifecycle.ClockName
	class     complaint.Class
	agency    agency.ID
	category  complaint.Category
	region    region.Code
	startedBy lifecycle.Action
}

func (r Rule) reach() reach {
	return reach{r.Clock, r.Class, r.Agency, r.Category, r.Region, r.StartedBy}
}

// covered finds the first of the rules, by what they are about, that fits whenever r
// does, which is what [Rule.covers] says of two of them. It looks for each reach that
// is as wide, so that a policy of many rules takes no longer for each.
func (r Rule) covered(by map[reach]int) (first int, ok bool) {
	wider := []reach{r.reach()}
	for _, widen := range []func(*reach){
		func(w *reach) { w.class = "" },
		func(w *reach) { w.agency = "" },
		func(w *reach) { w.region = region.Code{} },
		func(w *reach) { w.startedBy = "" },
	} {
		for _, w := range wider {
			was := w
			if widen(&w); w != was {
				wider = append(wider, w)
			}
		}
	}
	for {
		for _, w := range wider {
			if i, found := by[w]; found && (!ok || i < first) {
				first, ok = i, true
			}
		}
		category := wider[0].category
		if category == "" {
			return first, ok
		}
		for i := range wider {
			wider[i].category = category.Parent()
		}
	}
}
