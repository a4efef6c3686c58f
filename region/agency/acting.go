package agency

import (
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
)

// Acting says whether an agency may act for another, and why.
type Acting struct {
	Actor, For ID
	Ground     Ground
	// Through is the agency that gives the right: the actor itself, or the one
	// that named it as a delegate. Zero if there is none.
	Through ID
}

// Ground is the reason for which an agency may act for another; the zero
// Ground is none.
type Ground uint8

// The grounds for acting.
const (
	// NoGround: it may not.
	NoGround Ground = iota
	// Itself: the two are the same agency.
	Itself
	// Above: the actor is above the other in the hierarchy.
	Above
	// Delegated: the other, or an agency above it, named the actor as a
	// delegate.
	Delegated
)

// Allowed reports whether there is a ground.
func (a Acting) Allowed() bool { return a.Ground != NoGround }

// String says the ground in a sentence.
func (a Acting) String() string {
	switch a.Ground {
	case Itself:
		return fmt.Sprintf("%s acts for itself", a.Actor)
	case Above:
		return fmt.Sprintf("%s may act for %s: it is above it", a.Actor, a.For)
	case Delegated:
		return fmt.Sprintf("%s may act for %s: it is a delegate of %s", a.Actor, a.For, a.Through)
	default:
		return fmt.Sprintf("%s may not act for %s: it is neither above it nor a delegate", a.Actor, a.For)
	}
}

// MayAct says whether the actor may act for the agency at the instant: as
// itself, from above, or as a delegate. The error is an [*UnknownError] for
// whichever of the two is not in force.
func (d *Directory) MayAct(actor, agency ID, on time.Time) (Acting, error) {
	a := Acting{Actor: actor, For: agency}
	i, err := d.node(agency, on)
	if err != nil {
		return a, err
	}
	j, err := d.node(actor, on)
	if err != nil {
		return a, err
	}
	switch {
	case i == j:
		a.Ground, a.Through = Itself, actor
		return a, nil
	case d.nodes.Within(i, j):
		a.Ground, a.Through = Above, actor
		return a, nil
	}
	for ; i != tree.None; i = d.nodes.Parent(i) {
		if slices.Contains(d.term(i, on).Delegates, actor) {
			a.Ground, a.Through = Delegated, d.id(i)
			return a, nil
		}
	}
	return a, nil
}
