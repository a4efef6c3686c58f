package complaint

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// mostMerges bounds the way from a merged case to the one at the end of the chain.
const mostMerges = 1000

// parentOf says how the case stands into which this one was merged, nil if it was
// merged into none. One that is not there any more has ended.
func (s *Service) parentOf(ctx context.Context, c *Complaint) (*Parent, error) {
	if c.Parent.IsZero() {
		return nil, nil
	}
	parent, err := s.cfg.Store.Get(ctx, c.Parent)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return &Parent{Ended: true}, nil
	case err != nil:
		return nil, err
	}
	l, err := s.lifecycleOf(parent)
	if err != nil {
		return nil, err
	}
	stands := l.asParent(parent)
	return &stands, nil
}

// due is the judgement whose Next is the hint for the index with which a case is
// written. At once is due what a sweep has to see to: a case that ended or was
// answered and into which others were merged, because they have to learn it, and a
// merged case that has something to learn. As this is asked at every commit, and
// whoever is merged into a case commits that one too, nobody is forgotten. A merged
// case whose parent cannot be read stays due if it is.
func (s *Service) due(ctx context.Context, l *Lifecycle, c *Complaint, at Moment) (Judgement, error) {
	judged := s.outlook(l, c, at)
	parent, err := s.parentOf(ctx, c)
	if err != nil && !storage.IsRecord(err) {
		return judged, err
	}
	waits := l.waits(c, parent) || err != nil && c.soon(at.Now)
	if !waits && l.asParent(c).concerns() {
		for _, err := range s.cfg.Store.List(ctx, Query{Filter: Filter{Parent: c.ID}, Limit: 1}) {
			if err != nil && !storage.IsRecord(err) {
				return judged, err
			}
			waits = true
		}
	}
	if waits {
		judged.Next = canonical(at.Now)
	}
	return judged, nil
}

// parent loads the case into which another is to be merged. It is committed
// along, unchanged but for its version: two cases that are merged into each
// other at the same time then conflict instead of forming a ring, and so do a merge
// and the end of the parent. A case that cannot be a parent becomes a problem of
// the command; the error is the store's.
func (s *Service) parent(ctx context.Context, v visit, id ID, p *storage.Problems) (*Complaint, error) {
	other, err := s.visit(ctx, v.by, id, "")
	parent, l := other.c, other.rules
	switch {
	case err != nil && !errors.Is(err, storage.ErrNotFound):
		return nil, err
	case err != nil || !l.CanSee(parent, v.by, v.at):
		p.Add("parent", fmt.Sprintf("there is no case %s to merge into", id))
	case !parent.Parent.IsZero() && !s.sees(ctx, v, parent.Parent):
		p.Add("parent", fmt.Sprintf("case %s was itself merged into another one; merge into one that is open", id))
	case !parent.Parent.IsZero():
		p.Add("parent", fmt.Sprintf("case %s was itself merged into %s; merge into that one", id, parent.Parent))
	case v.c.bars(parent.Agency, v.at) || v.c.bars(parent.Main, v.at):
		p.Add("parent", fmt.Sprintf("the report accuses whoever has case %s", id))
	case len(v.c.accusedBeside(parent)) > 0:
		p.Add("parent", fmt.Sprintf("the report accuses %s, which case %s does not, so they could get that one; it has to accuse them first", aduan.List(v.c.accusedBeside(parent)), id))
	case l.machine.Final(parent.State):
		p.Add("parent", fmt.Sprintf("case %s has ended (%s); a case is merged into one that is open", id, parent.State))
	}
	return parent, nil
}

// uncleared is what [Moment.Uncleared] says of a case. A merged case that cannot be read
// may accuse anybody.
func (s *Service) uncleared(ctx context.Context, c *Complaint) (list []agency.ID, err error) {
	if len(c.Accused) == 0 {
		return nil, nil
	}
	for child, err := range s.cfg.Store.List(ctx, Query{Filter: Filter{Parent: c.ID, Accusing: true}}) {
		switch {
		case storage.IsRecord(err):
			return c.accused(), nil
		case err != nil:
			return nil, err
		}
		list = append(list, child.accused()...)
	}
	return list, nil
}

// sees reports whether whoever visits a case may see another one as well.
func (s *Service) sees(ctx context.Context, v visit, id ID) bool {
	other, err := s.cfg.Store.Head(ctx, id, "")
	if err != nil {
		return false
	}
	l, err := s.lifecycleOf(other)
	return err == nil && l.CanSee(other, v.by, v.at)
}

// root is the case at the end of the chain into which a merged one leads, with its rules;
// nil if one on the way is missing or cannot be read. The error is the store's.
func (s *Service) root(ctx context.Context, c *Complaint) (*Complaint, *Lifecycle, error) {
	for range mostMerges {
		next, err := s.cfg.Store.Get(ctx, c.Parent)
		if errors.Is(err, storage.ErrNotFound) || storage.IsRecord(err) {
			return nil, nil, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if c = next; !c.Parent.IsZero() {
			continue
		}
		l, err := s.lifecycleOf(c)
		if err != nil {
			return nil, nil, nil // as good as one that cannot be read
		}
		return c, l, nil
	}
	return nil, nil, nil
}

// passing is the moment as it counts for the root of the chain into which a case leads
// on which its reporter writes.
func (v visit) passing() Moment {
	at := v.at
	at.Elapsed, at.Unlimited, at.Fixed, at.Parent, at.Child = nil, nil, nil, nil, v.c.ID
	return at
}

// notPassedOn lists the actions by which the reporter of a merged case would add what
// the case at the end of the chain does not take.
func (s *Service) notPassedOn(ctx context.Context, v visit) ([]lifecycle.Action, error) {
	writes := v.rules.actionsThat(MeaningAdds)
	root, l, err := s.root(ctx, v.c)
	if root == nil {
		return writes, err
	}
	return slices.DeleteFunc(writes, func(a lifecycle.Action) bool {
		cmd, at := v.rules.least(a), v.passing()
		cmd.Action = l.timers(MeaningPassesOn, root.State)
		at, err := l.admit(root, timer(), cmd, at)
		return err == nil && l.fits(root, timer(), cmd, at) == nil
	}), nil
}

// passOn writes what the reporter of a merged case adds to it on the case at the
// end of the chain as well, for those who work on that one. Where that cannot be,
// the command is refused: the reporter would write to nobody. Of what stands against it
// there they learn no more than that.
func (s *Service) passOn(ctx context.Context, v visit, cmd *Command, p *storage.Problems) (*Complaint, error) {
	refuse := func() { p.Add("parent", "the case into which this one was merged takes nothing more at this time") }
	root, l, err := s.root(ctx, v.c)
	if root == nil {
		refuse()
		return nil, err
	}
	at := v.passing()
	if at.Salt, err = s.salt(); err != nil {
		return nil, err
	}
	pass := l.timers(MeaningPassesOn, root.State)
	next, err := l.Apply(root, timer(), Command{
		Action: pass, Key: timerCommand(pass, root), Note: cmd.Note, Attachments: cmd.Attachments,
	}, at)
	if full, ok := errors.AsType[*storage.InvalidError](err); ok {
		for _, problem := range full.Problems {
			p.Note(problem)
		}
		return nil, nil
	}
	if err != nil {
		refuse()
		return nil, nil
	}
	judged, err := s.due(ctx, l, next, at)
	next.NextDue = judged.Next
	return next, err
}
