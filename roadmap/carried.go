package roadmap

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// successor is what took over a part of an activity.
type successor struct {
	state ActivityState
	scope decimal.Decimal // in percent of the whole activity
}

// successors lists what took over an activity: what it names itself, and what
// says that it came from it. Of those that it names, missing says that some are
// not known; open is what was to be taken over, in percent.
func (t tracker) successors(ref workplan.ActivityRef, a workplan.Activity, open decimal.Decimal, asOf aduan.Date, seen map[workplan.ActivityRef]bool) (list []successor, missing bool, err error) {
	refs := slices.Clone(a.Into)
	for _, p := range t.list {
		for _, next := range p.Current(asOf).Activities {
			if r := (workplan.ActivityRef{Plan: p.ID, Activity: next.ID}); next.From == ref && !slices.Contains(refs, r) {
				refs = append(refs, r)
			}
		}
	}
	for _, r := range refs {
		state, ok, err := t.state(r, asOf, seen)
		if err != nil {
			return nil, false, err
		}
		if !ok {
			missing = true
			continue
		}
		s := successor{state: state, scope: open}
		if k, ok := lookUp(t.plans[r.Plan], r.Activity, asOf); ok && !k.activity.Scope.IsZero() {
			s.scope = k.activity.Scope.Decimal()
		}
		list = append(list, s)
	}
	return list, missing, nil
}

// follow adds what was done by those that took over, and reports whether there
// are any. Those that were cancelled do not count if others took over all that
// was open.
func (t tracker) follow(s *ActivityState, ref workplan.ActivityRef, a workplan.Activity, asOf aduan.Date, seen map[workplan.ActivityRef]bool) (found bool, err error) {
	open := decimal.NewFromInt(100).Sub(s.Done.Decimal())
	list, missing, err := t.successors(ref, a, open, asOf, seen)
	if err != nil || len(list) == 0 {
		return false, err
	}
	var kept decimal.Decimal
	for i := range list {
		if !list[i].state.Cancelled {
			kept = kept.Add(list[i].scope)
		}
	}
	if kept.Cmp(open) >= 0 {
		list = slices.DeleteFunc(list, func(n successor) bool { return n.state.Cancelled })
	}
	var sum, scopes decimal.Decimal
	all := true
	for i := range list {
		next := &list[i].state
		sum, scopes = sum.Add(next.Done.Decimal().Mul(list[i].scope)), scopes.Add(list[i].scope)
		all = all && !next.Finished.IsZero()
		s.Cancelled = s.Cancelled || next.Cancelled
		s.Expected, s.Finished = later(s.Expected, next.Expected), later(s.Finished, next.Finished)
		if s.Began.IsZero() || !next.Began.IsZero() && next.Began.Compare(s.Began) < 0 {
			s.Began = next.Began
		}
		if s.Reason == (aduan.Label{}) {
			s.Reason = next.Reason
		}
	}
	if missing = missing || scopes.Cmp(open) < 0; missing {
		rest, err := t.expected(a, s.Done.Decimal(), asOf)
		if err != nil {
			return false, err
		}
		s.Expected = later(s.Expected, rest)
	}
	if !all || missing {
		s.Finished = aduan.Date{}
	}
	whole := decimal.Max(scopes, open).Mul(decimal.NewFromInt(100))
	s.Done = workplan.NewNumber(s.Done.Decimal().Add(open.Mul(sum).DivRound(whole, 6)))
	return true, nil
}
