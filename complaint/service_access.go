package complaint

import (
	"context"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Sight is who holds a case and who sees it at a moment.
type Sight struct {
	// Holder holds the case; empty while nobody does, and Unknown says why if nobody knows who
	// ([HolderError]).
	Holder  agency.ID `json:"holder,omitempty"`
	Unknown error     `json:"-"`
	// Viewers are the roles that see it, in the order of their names, and with each the bodies
	// and regions for which somebody has to act in it.
	Viewers []Viewer `json:"viewers"`
}

// Viewer is somebody who sees a case.
type Viewer struct {
	// Agency and Region are those for which they act; a role that needs neither has neither.
	Agency agency.ID   `json:"agency,omitempty"`
	Region region.Code `json:"region,omitzero"`
	Access
}

// Access says what an actor has to do with a case, for those who see it; for all others it
// does not exist. What they may do says [Service.Get] (AgencyView.Allowed), and why they may
// not do something [Service.WhyNot].
func (s *Service) Access(ctx context.Context, by Actor, id ID) (Access, error) {
	v, err := s.load(ctx, by, id)
	if err != nil {
		return Access{}, err
	}
	return v.rules.Access(v.c, v.by, v.at), nil
}

// WhoSees says who holds a case and who sees it now, and by which relation: of the bodies that the
// case names, of those above its holder and of the regions in which it lies. Reporters see their
// own cases besides. Only those are told who see every case: for all others it is [ErrForbidden], or
// the case does not exist.
func (s *Service) WhoSees(ctx context.Context, by Actor, id ID) (Sight, error) {
	v, err := s.load(ctx, by, id)
	if err != nil {
		return Sight{}, err
	}
	if as := v.rules.Access(v.c, v.by, v.at); as.By&ReachAll == 0 {
		return Sight{}, &Denial{
			Complaint: id, State: v.c.State, Role: as.Role, forbidden: true, rules: v.rules,
			Reasons: []Reason{{Code: DeniedByReach, Text: texts().Message("denied.sight")}},
		}
	}
	var out Sight
	out.Holder, out.Unknown = v.at.Holder(v.c)
	bodies := s.concerned(v.c, v.at, out.Holder)
	for _, role := range v.rules.knownRoles() {
		out.Viewers = append(out.Viewers, v.viewers(lifecycle.Role(role), bodies)...)
	}
	return out, nil
}

// concerned lists the bodies that may have to do with a case: those that it names, what became of
// them, and those above whoever holds it.
func (s *Service) concerned(c *Complaint, at Moment, holder agency.ID) (bodies []agency.ID) {
	add := func(id agency.ID) {
		if id != "" && !slices.Contains(bodies, id) {
			bodies = append(bodies, id)
		}
	}
	for _, id := range slices.Concat([]agency.ID{holder, c.Main}, c.Supporting, c.supportingAgencies(), c.EscalatedTo) {
		add(id)
		if heir, err := at.heir(c, id); err == nil {
			add(heir)
		}
	}
	path, err := s.agencyPath(holder, at.Now)
	if holder != "" && err == nil {
		slices.Reverse(path)
	} else {
		path = nil
	}
	for _, id := range slices.Concat(path, c.AgencyPath) {
		add(id)
	}
	return bodies
}

// viewers lists for whom somebody in a role sees the case: for nobody in particular, or else for
// some of the bodies or of the regions.
func (v visit) viewers(role lifecycle.Role, bodies []agency.ID) (list []Viewer) {
	sees := func(x Viewer) bool {
		x.Access = v.rules.Access(v.c, Actor{Role: role, Agency: x.Agency, Region: x.Region}, v.at)
		if x.Sees != SeesNothing {
			list = append(list, x)
		}
		return x.Sees != SeesNothing
	}
	if sees(Viewer{}) {
		return list
	}
	for _, id := range bodies {
		sees(Viewer{Agency: id})
	}
	for _, code := range v.at.Region(v.c) {
		sees(Viewer{Region: code})
	}
	return list
}

// Inbox yields of what [Service.List] yields the open cases that wait for the actor, what is due
// first coming first: those in a state whose owner is their role ([lifecycle.StateInfo].Owner), and those
// of which an escalation told them. The order of the query is not asked; states of its filter
// narrow it.
func (s *Service) Inbox(ctx context.Context, by Actor, q Query) iter.Seq2[AgencyView, error] {
	const told = ReachEscalated | ReachInspection
	waits := func(l *Lifecycle, c *Complaint, a Access) bool {
		info, _ := l.machine.State(c.State)
		return !info.Final && (info.Owner == a.Role || a.By&told != 0)
	}
	q.Order = ByDue
	if len(q.Filter.States) == 0 {
		for _, l := range s.cfg.Lifecycles {
			for info := range l.machine.States() {
				if !info.Final && (info.Owner == by.role() || l.reaches[by.role()]&told != 0) && !slices.Contains(q.Filter.States, info.State) {
					q.Filter.States = append(q.Filter.States, info.State)
				}
			}
		}
		if len(q.Filter.States) == 0 {
			return func(func(AgencyView, error) bool) {}
		}
	}
	return s.views(ctx, by, q, s.cfg.Store.List, func(l *Lifecycle, c *Complaint, a Access) bool {
		return waits(l, c, a) && q.Filter.wants(l, c, a)
	})
}
