package complaint

import (
	"context"
	"errors"
	"iter"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// asked turns a filter that speaks of today's agencies and regions into those that
// find in a store, where cases stand under the names of then, whatever may be
// meant, and into what tells whether a case is. An agency or a region that is not in
// force at the moment is asked for as it is recorded.
func asked(f Filter, at Moment) (stored []Filter, meant func(*Complaint) bool) {
	agencies, told, regions := []agency.ID{f.Agency}, []agency.ID{f.EscalatedTo}, []region.Code{f.Region}
	with, in, to := false, false, false
	if after, ok := at.Directory.(Successions); ok && f.Agency != "" {
		if _, err := at.Directory.Path(f.Agency, at.Now); err == nil {
			with, agencies = true, after.Former(f.Agency, at.Now)
		}
	}
	if after, ok := at.Directory.(Successions); ok && f.EscalatedTo != "" {
		if _, err := at.Directory.Path(f.EscalatedTo, at.Now); err == nil {
			to, told = true, after.Former(f.EscalatedTo, at.Now)
		}
	}
	if after, ok := at.Regions.(Relocations); ok && !f.Region.IsZero() {
		if path, err := at.Regions.Path(f.Region, at.Now); err == nil {
			in, f.Region = true, path.Unit() // another system's code is the unit's
			regions = after.Former(f.Region, at.Now)
		}
	}
	for _, a := range agencies {
		for _, r := range regions {
			for _, e := range told {
				one := f
				one.Agency, one.Region, one.EscalatedTo = a, r, e
				stored = append(stored, one)
			}
		}
	}
	return stored, func(c *Complaint) bool {
		return (!with || at.within(c, f.Agency)) && (!to || at.named(c, f.EscalatedTo)) && (!in || at.Region(c).Contains(f.Region))
	}
}

// present lists what a query asks for at a moment, whatever its limit: by today's
// agencies and regions, in its order and none twice.
func (s *Service) present(ctx context.Context, q Query, at Moment, list lister) iter.Seq2[*Complaint, error] {
	stored, meant := asked(q.Filter, at)
	lists := make([]iter.Seq2[*Complaint, error], len(stored))
	for i, f := range stored {
		one := q
		one.Filter = f
		lists[i] = paged(ctx, one, list)
	}
	return func(yield func(*Complaint, error) bool) {
		for c, err := range merged(q.Order, lists) {
			if (err != nil || meant(c)) && !yield(c, err) {
				return
			}
		}
	}
}

// theirs lists what a query asks for, for an actor: who reaches cases by their agency alone, or by
// their region, need not be asked about others.
func (s *Service) theirs(ctx context.Context, by Actor, q Query, at Moment, list lister) iter.Seq2[*Complaint, error] {
	var reach Reach
	for _, l := range s.cfg.Lifecycles {
		reach |= l.reaches[by.role()]
	}
	if reach&^byRegion == 0 && q.Filter.Region.IsZero() {
		q.Filter.Region = by.Region
	}
	if q.Filter.Agency != "" || q.Filter.EscalatedTo != "" || reach&^byAgency != 0 {
		return s.present(ctx, q, at, list)
	}
	var lists []iter.Seq2[*Complaint, error]
	if reach != ReachEscalated {
		with := q
		with.Filter.Agency = by.Agency
		lists = append(lists, s.present(ctx, with, at, list))
	}
	if reach&ReachEscalated != 0 {
		with := q
		with.Filter.EscalatedTo = by.Agency
		lists = append(lists, s.present(ctx, with, at, list))
	}
	return merged(q.Order, lists)
}

// merged merges lists of one order; what stands in several comes once. An error that
// is not about one record ends it.
func merged(order Order, lists []iter.Seq2[*Complaint, error]) iter.Seq2[*Complaint, error] {
	if len(lists) == 1 {
		return lists[0]
	}
	return func(yield func(*Complaint, error) bool) {
		var heads []head
		for _, list := range lists {
			next, stop := iter.Pull2(list)
			defer stop()
			heads = append(heads, head{next: next})
		}
		for {
			var first *head
			for i := range heads {
				h := &heads[i]
				if h.take(); h.ends {
					yield(nil, h.err)
					return
				}
				if !h.taken {
					continue
				}
				if first == nil {
					first = h
				} else if by := order.Compare(h.at, first.at); by < 0 || by == 0 && first.stops {
					first = h
				}
			}
			if first == nil || !yield(first.c, first.err) || first.stops {
				return
			}
			for i := range heads {
				if h := &heads[i]; h != first && h.at.ID == first.at.ID {
					h.taken = false
				}
			}
			first.taken = false
		}
	}
}

// head is what a list comes next with.
type head struct {
	next func() (*Complaint, error, bool)
	// taken says that there is something: a case or the error of one.
	taken bool
	c     *Complaint
	err   error
	at    Position
	ends  bool // the error is of the list
	stops bool // so it is, behind a place
}

// take makes sure that what comes next is at hand, if there is anything.
func (h *head) take() {
	if h.taken {
		return
	}
	h.c, h.err, h.taken = h.next()
	stopped, odd := errors.AsType[*IncompleteError](h.err)
	switch {
	case odd:
		h.at, h.stops = stopped.After, true
	case h.err != nil:
		h.at, odd = PositionOfError(h.err)
		h.ends = !odd
	case h.taken:
		h.at = PositionOf(h.c)
	}
}
