package complaint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/aduan-go/aduan/storage"
)

// visit is a case as somebody comes upon it.
type visit struct {
	c     *Complaint
	rules *Lifecycle // those that the case keeps
	by    Actor      // what they are inside the case
	at    Moment     // as it counts for the case; empty before they have entered
}

// visit reads a case for somebody who may see it, or who left an entry with this key:
// for anybody else it does not exist, and is read no further than its head. That the
// service does not have the rules of a case is told to those who would see it by the
// roles of this package; for anybody else the log says so.
func (s *Service) visit(ctx context.Context, by Actor, id ID, key string) (visit, error) {
	g, err := s.glance(ctx, by, id, key)
	if err != nil {
		return visit{}, err
	}
	if !g.sees && !(g.here && g.head.did(g.by, key)) {
		return visit{}, s.unseen(ctx, g)
	}
	v := visit{by: g.by}
	v.c, err = s.cfg.Store.Get(ctx, id)
	if errors.Is(err, storage.ErrNotFound) {
		return visit{}, notFound(id)
	}
	if err == nil {
		v.rules, err = s.lifecycleOf(v.c)
	}
	if err != nil && !g.sees {
		return visit{}, s.unseen(ctx, g)
	}
	return v, err
}

// enter lets whoever may see the case in: for anybody else it does not exist. It judges
// the clocks of the case too, if they are asked for.
func (s *Service) enter(ctx context.Context, v *visit, clocks bool) (err error) {
	if v.at, err = s.now(); err != nil {
		return err
	}
	v.at, _ = v.at.on(v.c) // whoever writes is refused by a clock that is wrong; others may look
	if !v.rules.CanSee(v.c, v.by, v.at) {
		return s.absent(ctx, v.rules, v.by, v.c.ID)
	}
	if clocks {
		s.judge(v.rules, v.c, &v.at)
	}
	if err := s.joined(ctx, v.c, &v.at); err != nil {
		return err
	}
	if err := s.whoReported(ctx, v.rules, v.c, v.by, &v.at); err != nil {
		return err
	}
	if v.by.role() == RoleReporter && v.at.Parent != nil {
		v.at.Parent.Refuses, err = s.notPassedOn(ctx, *v)
	}
	return err
}

// load reads a case for somebody who may see it.
func (s *Service) load(ctx context.Context, by Actor, id ID) (visit, error) {
	v, err := s.visit(ctx, by, id, "")
	if err != nil {
		return visit{}, err
	}
	return v, s.enter(ctx, &v, true)
}

// asActor translates an account into what it is inside this case: the
// reporter acts under the case's reference, everybody else as they are. An
// account that is not the reporter's becomes nobody.
func (s *Service) asActor(ctx context.Context, c *Complaint, by Actor) (Actor, error) {
	if by.role() != RoleReporter {
		return by, nil
	}
	nobody := Actor{Role: RoleReporter}
	if by.ID == "" {
		return nobody, nil
	}
	person, err := s.reporterOf(ctx, c)
	if storage.IsRecord(err) {
		s.logOdd(ctx, err)
		return nobody, nil
	}
	if err != nil || person.Account.Open() != by.ID {
		return nobody, err
	}
	return Actor{ID: c.Reporter.String(), Role: RoleReporter}, nil
}

// reporterOf reads who reported a case; nobody if it is not known.
func (s *Service) reporterOf(ctx context.Context, c *Complaint) (Person, error) {
	if s.cfg.Identities == nil {
		return Person{}, nil
	}
	identity, err := s.cfg.Identities.Identity(ctx, c.Reporter)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return Person{}, nil
	case err != nil:
		return Person{}, fmt.Errorf("complaint %s: looking up the reporter: %w", c.ID, err)
	default:
		return identity.Person, nil
	}
}

// whoReported adds to a moment whose account the reporter is, where a duty has to know. Of an
// identity that cannot be read nothing is known.
func (s *Service) whoReported(ctx context.Context, l *Lifecycle, c *Complaint, by Actor, at *Moment) error {
	if !l.asksWho || by.role() == RoleTimer {
		return nil
	}
	person, err := s.reporterOf(ctx, c)
	if storage.IsRecord(err) {
		s.logOdd(ctx, err)
		return nil
	}
	at.reporter = person.Account.Open()
	return err
}

// moment is the present instant, and how agencies and regions stand.
func (s *Service) moment() Moment {
	return Moment{Now: canonical(s.cfg.Now()), Directory: s.cfg.Directory, Regions: s.cfg.Regions}
}

// now is the present moment with a new salt.
func (s *Service) now() (at Moment, err error) {
	at = s.moment()
	if at.Now, err = s.instant(); err != nil {
		return at, err
	}
	at.Salt, err = s.salt()
	return at, err
}

func (s *Service) salt() (salt Salt, err error) {
	if _, err := io.ReadFull(s.cfg.Entropy, salt[:]); err != nil {
		return Salt{}, fmt.Errorf("complaint: no entropy for a salt: %w", err)
	}
	return salt, nil
}

// judge adds to a moment the clocks of the case that have run out. Those that cannot be
// judged have not.
func (s *Service) judge(l *Lifecycle, c *Complaint, at *Moment) {
	if judged, err := s.judgement(l, c, *at); err == nil {
		at.Elapsed, at.Unlimited, at.Fixed, at.Near = judged.Elapsed, judged.Unlimited, judged.Fixed, judged.Near
	}
}

// joined adds to a moment how the cases stand that are joined to the case. Of a parent
// whose rules are missing nothing is known. The error is the store's.
func (s *Service) joined(ctx context.Context, c *Complaint, at *Moment) (err error) {
	if at.Uncleared, err = s.uncleared(ctx, c); err != nil {
		return err
	}
	at.Parent, err = s.parentOf(ctx, c)
	if storage.IsRecord(err) {
		return nil
	}
	return err
}

// judgement is what the deadlines say of a case at a moment, and whether nobody knows
// who holds it: such a case is due since when that was found. An error can be that of
// [Complaint.JudgedAt].
func (s *Service) judgement(l *Lifecycle, c *Complaint, at Moment) (Judgement, error) {
	at, err := at.on(c)
	if err != nil {
		return Judgement{}, err
	}
	out, err := s.cfg.Deadlines.Judge(l, c, at.Now)
	if err != nil {
		return Judgement{}, err
	}
	out.Next = canonical(out.Next) // as a store keeps it: a finer instant would be postponed to for ever
	if orphaned := l.orphaned(c, at); orphaned != nil {
		out.Unjudged = append([]Unjudged{{Err: orphaned}}, out.Unjudged...)
		since := canonical(at.Now)
		if c.dueBy(since) {
			since = c.NextDue
		}
		if out.Next.IsZero() || since.Before(out.Next) {
			out.Next = since
		}
	}
	return out, nil
}

// outlook is the judgement whose Next is the hint for the index of a store. If
// nothing can be judged, the case keeps the hint it has, or is due at once if it is watched
// ([Lifecycle.Watched]) and has none, so that a sweep comes upon it and says why.
func (s *Service) outlook(l *Lifecycle, c *Complaint, at Moment) Judgement {
	judged, err := s.judgement(l, c, at)
	switch {
	case err == nil:
		return judged
	case !l.Watched(c):
		return Judgement{Next: c.NextDue}
	case c.NextDue.IsZero():
		return Judgement{Next: canonical(at.Now), Unjudged: []Unjudged{{Err: err}}}
	default:
		return Judgement{Next: c.NextDue, Unjudged: []Unjudged{{Err: err}}}
	}
}

// warned adds to the receipt of an earlier call what cannot be judged of the
// case as it stands.
func (s *Service) warned(r Receipt, c *Complaint, at Moment) Receipt {
	l, err := s.lifecycleOf(c)
	if err != nil {
		r.Warnings = []Unjudged{{Err: err}}
		return r
	}
	r.Warnings = slices.Concat(s.outlook(l, c, at).Unjudged, s.aboutFormer(c, at), s.aboutPlace(c, nil), s.aboutQuestions(c))
	return r
}

// outcome is the error of a commit that failed, for whoever gave the command:
// the store's own where that says that nothing was written.
func outcome(id ID, key string, err error) error {
	if storage.SaysNotWritten(err) {
		return err
	}
	return &UnknownOutcomeError{Complaint: id, Key: key, Cause: err}
}

// ended marks the error of a call whose context ended: unless a commit left the
// outcome unknown, nothing was written.
func ended(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return storage.NotWritten(err)
	}
	return err
}

// settleTime bounds how long a service looks for the outcome of a commit.
const settleTime = 5 * time.Second

// settling is a context to find out what became of a commit: it outlives the
// caller's, whose end may be the reason for the question.
func settling(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), settleTime)
}
