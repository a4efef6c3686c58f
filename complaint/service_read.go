package complaint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// followed is how many merges a view follows from child to parent.
const followed = 8

// Get returns the view of those who work on a case or oversee it. A reporter
// is refused with [ErrForbidden] whatever the case; their view is [Service.Mine].
func (s *Service) Get(ctx context.Context, by Actor, id ID) (AgencyView, error) {
	if by.role() == RoleReporter {
		return AgencyView{}, fmt.Errorf("complaint %s: a reporter has a view of their own: %w", id, ErrForbidden)
	}
	v, err := s.load(ctx, by, id)
	if err != nil {
		return AgencyView{}, err
	}
	view := v.rules.AgencyView(v.c, v.by, v.at)
	return view, s.withhold(ctx, &view, v.rules.Access(v.c, v.by, v.at), v.by, v.at)
}

// withhold takes from a view what other cases keep from the viewer: which case this one
// was merged into, unless they see that one too, so that it tells nobody that they are
// accused there; and what the reporters of merged cases wrote that accuse whom they act
// for, or are secret where the viewer only reads what is not. Of a case that cannot be
// read nobody knows that, so only those are shown it who see every case.
func (s *Service) withhold(ctx context.Context, view *AgencyView, as Access, by Actor, at Moment) error {
	for i := range view.Events {
		e := &view.Events[i]
		id := cmp.Or(e.Details.Parent, e.Details.Child)
		if id.IsZero() {
			continue
		}
		other, err := s.cfg.Store.Head(ctx, id, "")
		unread := errors.Is(err, storage.ErrNotFound) || storage.IsRecord(err)
		if err != nil && !unread {
			return err
		}
		if unread {
			s.logOdd(ctx, fmt.Errorf("complaint %s: a case that is joined to it: %w", view.ID, err))
			if by.Agency == "" && s.seesAll(by) {
				continue
			}
		}
		switch {
		case !e.Details.Child.IsZero() && (unread || other.bars(by.Agency, at) || other.Disclosure.Secret() && !as.By.readsSecret(s.rulesOf(other), other)):
			sent := e.Details.Attachments
			view.Attachments = slices.DeleteFunc(view.Attachments, func(a Attachment) bool { return slices.Contains(sent, a) })
			e.Text, e.Details = "", Details{}
		case e.Details.Child.IsZero() && (unread || !s.shows(other, by, at)):
			if view.Parent == id {
				view.Parent = ID{}
			}
			e.Details.Parent = ID{}
		}
	}
	return nil
}

// shows reports whether an actor sees a case; that of one whose rules are missing is
// judged by the roles of this package.
func (s *Service) shows(c *Complaint, by Actor, at Moment) bool {
	return s.access(c, by, at).Sees != SeesNothing
}

// access is what an actor has to do with a case; by the roles of this package with one whose
// rules are missing.
func (s *Service) access(c *Complaint, by Actor, at Moment) Access {
	if l := s.rulesOf(c); l != nil {
		return l.Access(c, by, at)
	}
	return reachOf(by.role()).access(nil, c, by, at)
}

// rulesOf are the rules of a case, nil if they are missing.
func (s *Service) rulesOf(c *Complaint) *Lifecycle {
	l, err := s.lifecycleOf(c)
	if err != nil {
		return nil
	}
	return l
}

// seesAll reports whether an actor sees every case under some of the rules.
func (s *Service) seesAll(by Actor) bool {
	return slices.ContainsFunc(s.cfg.Lifecycles, func(l *Lifecycle) bool { return l.reaches[by.role()]&ReachAll != 0 })
}

// Mine returns the reporter's view of their own case; for anybody else the case
// does not exist.
func (s *Service) Mine(ctx context.Context, by Actor, id ID) (ReporterView, error) {
	if by.role() != RoleReporter {
		return ReporterView{}, notFound(id)
	}
	v, err := s.load(ctx, by, id)
	if err != nil {
		return ReporterView{}, err
	}
	return s.mine(ctx, v)
}

// mine renders the view of the reporter who visits their case.
func (s *Service) mine(ctx context.Context, v visit) (view ReporterView, err error) {
	view = v.rules.ReporterView(v.c, v.at)
	view.Follows, err = s.follows(ctx, v.c, toReporter, false, followed)
	return view, err
}

// MineAll yields the reporter's views of all their cases, in the order of their
// IDs; none for a reporter without an account. A case that cannot be shown or is not
// there yields an error in its place and the list goes on.
func (s *Service) MineAll(ctx context.Context, by Actor) iter.Seq2[ReporterView, error] {
	return func(yield func(ReporterView, error) bool) {
		if by.role() != RoleReporter || by.ID == "" || s.seesNothing(ctx, by) {
			return
		}
		for identity, err := range s.cfg.Identities.ByAccount(ctx, by.ID) {
			var v ReporterView
			if err == nil {
				v, err = s.Mine(ctx, by, identity.Complaint)
			}
			if !yield(v, err) || err != nil && !storage.IsRecord(err) && !errors.Is(err, storage.ErrNotFound) {
				return
			}
		}
	}
}

// Track returns the public view of the case with a tracking number, as
// [ParseTracking] reads it. A secret report yields its state and dates only. One that
// cannot be shown is as good as missing, and the log says why.
func (s *Service) Track(ctx context.Context, tracking string) (PublicView, error) {
	number, err := ParseTracking(tracking)
	if err != nil {
		return PublicView{}, &storage.InvalidError{What: "tracking number", Problems: []storage.Problem{{Message: err.Error()}}}
	}
	for c, err := range s.cfg.Store.List(ctx, Query{Filter: Filter{Tracking: number}}) {
		var v PublicView
		if err == nil {
			v, err = s.public(ctx, c)
		}
		if !storage.IsRecord(err) {
			return v, err
		}
		s.logOdd(ctx, err)
	}
	return PublicView{}, &storage.NotFoundError{Kind: KindOfComplaint, Key: "with this tracking number"}
}

// public renders the public view of a case with that of the case it was merged into.
func (s *Service) public(ctx context.Context, c *Complaint) (PublicView, error) {
	l, err := s.lifecycleOf(c)
	if err != nil {
		return PublicView{}, err
	}
	v := s.publicly(l, c)
	v.Follows, err = s.follows(ctx, c, toPublic, false, followed)
	return v, err
}

// publicly renders the public view of a case, with whoever holds it now.
func (s *Service) publicly(l *Lifecycle, c *Complaint) PublicView {
	v := l.PublicView(c)
	if v.Report != nil {
		v.Report.Agency = s.moment().told(c)
	}
	return v
}

// reader is for whom the case is rendered into which another was merged.
type reader int8

const (
	toPublic   reader = iota // anybody with the number of the merged case
	toReporter               // the reporter of the merged case
)

// follows renders the parent of a merged case, nil if there is none, or none that
// can be shown. The parent's tracking number stays with its own reporter. Where one
// of the two is secret, what the other shows would tell what it is about: of a secret
// parent, and of what that one follows, the public gets nothing and the reporter the
// state and the answers; of what a secret case follows the public gets the state,
// without the instants by which it could be found. Hide says that a case before on
// the way asks for that.
func (s *Service) follows(ctx context.Context, c *Complaint, to reader, hide bool, depth int) (*PublicView, error) {
	if c.Parent.IsZero() || depth == 0 {
		return nil, nil
	}
	parent, err := s.cfg.Store.Get(ctx, c.Parent)
	var l *Lifecycle
	if err == nil {
		l, err = s.lifecycleOf(parent)
	}
	switch {
	case errors.Is(err, storage.ErrNotFound), storage.IsRecord(err):
		s.logOdd(ctx, fmt.Errorf("complaint %s: its parent: %w", c.ID, err))
		return nil, nil
	case err != nil:
		return nil, err
	case to == toPublic && parent.Disclosure.Secret():
		return nil, nil
	}
	v := s.publicly(l, parent)
	v.Status.Tracking = ""
	switch hide = hide || to == toPublic && (c.Disclosure.Secret() || len(c.Accused) > 0) || to == toReporter && parent.Disclosure.Secret(); {
	case hide && to == toPublic:
		v.Report, v.Status = nil, Status{State: v.Status.State, Label: v.Status.Label, Bucket: v.Status.Bucket, Final: v.Status.Final}
	case hide, to == toReporter && v.Report == nil: // what the office answered, they are told all the same
		v.Report, v.Answers = nil, parent.events(answers)
		for i := range v.Answers {
			v.Answers[i].At = day(v.Answers[i].At)
		}
	}
	v.Follows, err = s.follows(ctx, parent, to, hide, depth-1)
	return &v, err
}

// WhyNot explains why the actor cannot take an action on a case that they may
// see; nil if some command could.
func (s *Service) WhyNot(ctx context.Context, by Actor, id ID, a lifecycle.Action) (*Denial, error) {
	v, err := s.load(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return v.rules.WhyNot(v.c, v.by, a, v.at), nil
}
