package complaint

import (
	"context"
	"fmt"
	"iter"

	"github.com/aduan-go/aduan/storage"
)

// List yields the views of the cases that the query asks for and the actor may
// see, in the query's order; its limit counts these. Who comes upon cases by an agency alone is
// asked about theirs, and about what escalations told it of, unless the filter names one; who does by
// a region alone, about theirs.
// Of whom only the state is shown ([SeesState]), a case stands in no list that asks for more than
// states, agencies and instants. Agencies and regions are
// those of now: a filter finds what was filed under those that an agency or a region
// followed, and not what went elsewhere; one that is not in force finds what is
// recorded under it. Each of these former names costs a query of the store. By an external reference
// that its view would leave out, a case is found only by those who may open its
// reporter's identity. A case that cannot be shown, because the service does not
// have its lifecycle, yields a *storage.RecordError in its place and the list goes
// on ([PositionOfError] for the next page); so does a record that cannot be read, for
// those who may see every case. Any other error ends the list. A reporter is
// refused with [ErrForbidden]; see [Service.MineAll].
func (s *Service) List(ctx context.Context, by Actor, q Query) iter.Seq2[AgencyView, error] {
	return s.views(ctx, by, q, s.cfg.Store.List, q.Filter.wants)
}

// lister lists what a query means, as [Reader.List] does.
type lister func(ctx context.Context, q Query) iter.Seq2[*Complaint, error]

// wanted says which of the cases that an actor sees a list is to show.
type wanted func(l *Lifecycle, c *Complaint, a Access) bool

// wants lets somebody who sees no more than the state of a case find it by no more.
func (f Filter) wants(_ *Lifecycle, _ *Complaint, a Access) bool {
	return a.Sees == SeesAll || !f.asksMoreThanState()
}

// views yields what List does, of what a lister lists and the list wants.
func (s *Service) views(ctx context.Context, by Actor, q Query, list lister, want wanted) iter.Seq2[AgencyView, error] {
	return func(yield func(AgencyView, error) bool) {
		n := 0
		for seen, err := range s.seen(ctx, by, q, list, want) {
			var v AgencyView
			if err == nil {
				v, err = s.listed(ctx, seen, by)
			}
			if err == nil && !q.Filter.Parent.IsZero() && v.Parent != q.Filter.Parent {
				continue
			}
			if !yield(v, err) || err != nil && !storage.IsRecord(err) {
				return
			}
			if n++; n == q.Limit {
				return
			}
		}
	}
}

// sighting is a case that somebody sees in a list, with its rules and the moment.
type sighting struct {
	c  *Complaint
	l  *Lifecycle
	as Access
	at Moment
}

// seen lists, whatever the limit, the cases that a query asks for and the actor may see and
// find. Of a filter by parent they may see the case and not the parent.
func (s *Service) seen(ctx context.Context, by Actor, q Query, list lister, want wanted) iter.Seq2[sighting, error] {
	return func(yield func(sighting, error) bool) {
		if by.role() == RoleReporter {
			yield(sighting{}, fmt.Errorf("complaints: a reporter has a list of their own: %w", ErrForbidden))
			return
		}
		if s.seesNothing(ctx, by) {
			return
		}
		at := s.moment()
		for c, err := range s.theirs(ctx, by, q, at, list) {
			seen := sighting{c: c}
			visible := true
			switch {
			case err == nil && !q.Filter.External.IsZero() && !c.findable(by, at):
				continue
			case err == nil:
				visible, err = s.sight(&seen, by, want)
			case storage.IsRecord(err):
				visible = s.hears(ctx, by, err)
			}
			if visible && (!yield(seen, err) || err != nil && !storage.IsRecord(err)) {
				return
			}
		}
	}
}

// sight reports whether the actor may see a case of a list that wants it, and finds its rules.
// Whether they may see one whose rules are missing is judged by the roles of this package.
func (s *Service) sight(seen *sighting, by Actor, want wanted) (visible bool, err error) {
	if seen.at, err = s.now(); err != nil {
		return true, err
	}
	if seen.l, err = s.lifecycleOf(seen.c); err != nil {
		return s.access(seen.c, by, seen.at).Sees == SeesAll, err
	}
	seen.as = seen.l.Access(seen.c, by, seen.at)
	return seen.as.Sees != SeesNothing && want(seen.l, seen.c, seen.as), nil
}

// listed renders a case for a list.
func (s *Service) listed(ctx context.Context, seen sighting, by Actor) (AgencyView, error) {
	l, c, at := seen.l, seen.c, seen.at
	s.judge(l, c, &at)
	if err := s.joined(ctx, c, &at); err != nil {
		return AgencyView{}, err
	}
	if err := s.whoReported(ctx, l, c, by, &at); err != nil {
		return AgencyView{}, err
	}
	view := l.AgencyView(c, by, at)
	return view, s.withhold(ctx, &view, seen.as, by, at)
}

// findable reports whether somebody may find the case by its external reference.
func (c *Complaint) findable(by Actor, at Moment) bool {
	return c.shown(c.Disclosure).equal(c.Report) || c.mayOpenIdentity(by, at)
}

// pageSize is how many complaints a service asks a store for at once.
const pageSize = 200

// paged lists a query page by page, whatever its limit, because the actor may
// not see all that it means.
func paged(ctx context.Context, q Query, list lister) iter.Seq2[*Complaint, error] {
	return func(yield func(*Complaint, error) bool) {
		for q.Limit = pageSize; ; {
			n := 0
			for c, err := range list(ctx, q) {
				at, goesOn := PositionOfError(err)
				if err == nil {
					at, goesOn = PositionOf(c), true
				}
				if !yield(c, err) || !goesOn {
					return
				}
				n++
				q.After = at
			}
			if n < pageSize {
				return
			}
		}
	}
}

// hears reports whether an actor is told of a record that cannot be read. Nobody
// knows who may see it, so only those hear of it who may see every case; otherwise it
// goes to the log.
func (s *Service) hears(ctx context.Context, by Actor, err error) bool {
	if s.seesAll(by) {
		return true
	}
	s.logOdd(ctx, err)
	return false
}

// After is the position of the view's case in an order: a [Query] with it goes on
// with the next one.
func (v AgencyView) After() Position {
	return Position{Due: v.NextDue, Updated: v.Status.UpdatedAt, ID: v.ID}
}
