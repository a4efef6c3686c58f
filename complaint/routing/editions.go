package routing

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/storage"
)

// Editions routes every report by the edition that applied on the day on which
// it was submitted. It is immutable and safe for concurrent use.
type Editions struct {
	routers []*Router // in the order of time
}

// NewEditions puts the editions of a table together, in any order. The error is
// a [*storage.InvalidError] for editions of which two apply on one day, or two
// have the same name. Days that no edition covers are legal; reports of these
// days are refused.
func NewEditions(routers ...*Router) (*Editions, error) {
	e := &Editions{}
	var problems storage.Problems
	bad := func(i int, format string, args ...any) {
		problems.Add(storage.At("editions", i), fmt.Sprintf(format, args...))
	}
	for i, r := range routers {
		if r == nil {
			bad(i, "is missing")
			continue
		}
		for _, other := range e.routers {
			switch a, b := r.table, other.table; {
			case a.Edition == b.Edition:
				bad(i, "the edition %s stands twice", a.Edition)
			case box.SetOf(a.Valid.span()).Meets(box.SetOf(b.Valid.span())):
				bad(i, "edition %s (%s) and edition %s (%s) apply on the same days", a.Edition, a.Valid, b.Edition, b.Valid)
			}
		}
		e.routers = append(e.routers, r)
	}
	if len(routers) == 0 {
		bad(0, "at least one edition is required")
	}
	if err := problems.Err("editions of a routing table"); err != nil {
		return nil, err
	}
	slices.SortFunc(e.routers, func(a, b *Router) int { return int(a.table.Valid.span().Lo - b.table.Valid.span().Lo) })
	return e, nil
}

// Of returns the edition for a report: the one that applies on its day, or else
// the latest that began before, or the first of all, which then refuse it and
// say when they apply.
func (e *Editions) Of(f complaint.Facts) *Router {
	found := e.routers[0]
	for _, r := range e.routers {
		var p point
		if r.day(&f, &p); p.at[dimDay] >= r.table.Valid.span().Lo {
			found = r
		}
	}
	return found
}

// Route is [Router.Route] of the report's edition.
func (e *Editions) Route(f complaint.Facts) (complaint.Decision, error) { return e.Of(f).Route(f) }

// Explain is [Router.Explain] of the report's edition.
func (e *Editions) Explain(f complaint.Facts) Explanation { return e.Of(f).Explain(f) }

// Why is [Router.Why] of the report's edition.
func (e *Editions) Why(f complaint.Facts) aduan.Message { return e.Of(f).Why(f) }

var _ interface {
	complaint.Router
	complaint.RouteExplainer
	complaint.ConfigChecker
} = (*Editions)(nil)
