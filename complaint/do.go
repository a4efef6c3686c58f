package complaint

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Do carries out a command on a complaint. Repeating a command with its key is
// harmless: the same actor with the same content gets the first receipt, even
// if he may no longer see the case. Errors come in this order:
// storage.ErrInvalid, storage.ErrNotFound (also for what the actor may not
// see), [ErrForbidden], [ErrKeyReuse], storage.ErrConflict, [ErrNotAllowed];
// storage.ErrUnknownOutcome if the store's answer was lost.
func (s *Service) Do(ctx context.Context, by Actor, id ID, cmd Command) (Receipt, error) {
	if err := ctx.Err(); err != nil {
		return Receipt{}, err
	}
	if err := s.checkShape(by, id, cmd); err != nil {
		return Receipt{}, err
	}
	c, err := s.cfg.Store.Get(ctx, id)
	if err != nil {
		return Receipt{}, err
	}
	l, err := s.lifecycleOf(c)
	if err != nil {
		return Receipt{}, err
	}
	actor, err := s.asActor(ctx, c, by)
	if err != nil {
		return Receipt{}, err
	}
	if first, ok := replay(c, actor, cmd); ok {
		return first, nil
	}
	if !l.CanSee(c, actor) {
		return Receipt{}, notFound(id)
	}
	at, _, err := s.moment(l, c)
	if err != nil {
		return Receipt{}, err
	}
	if ever, _ := l.everPermitted(actor.role(), cmd.Action); !ever && len(l.machine.From(cmd.Action)) > 0 {
		return Receipt{}, l.deny(c, actor, cmd.Action, &cmd, at)
	}
	if c.entryByKey(cmd.Key) != nil {
		return Receipt{}, &KeyReuseError{Complaint: id, Key: cmd.Key}
	}
	if cmd.Expect != 0 && cmd.Expect != c.Version {
		return Receipt{}, &storage.ConflictError{Kind: KindOfComplaint, Key: id.String(), Expected: cmd.Expect, Stored: c.Version}
	}
	extra, err := s.prepare(ctx, l, c, actor, &cmd, at)
	if err != nil {
		return Receipt{}, err
	}
	next, err := l.Apply(c, actor, cmd, at)
	if err != nil {
		return Receipt{}, err
	}
	return s.commit(ctx, l, actor, next, cmd, at.Now, extra)
}

// DoAll carries out commands one after another, each by itself; see
// [Service.SubmitAll].
func (s *Service) DoAll(ctx context.Context, by Actor, items []Item) []Result {
	results := make([]Result, len(items))
	for i, item := range items {
		if results[i].Err = ctx.Err(); results[i].Err == nil {
			results[i].Receipt, results[i].Err = s.Do(ctx, by, item.ID, item.Command)
		}
	}
	return results
}

// Item is a command for one complaint among many.
type Item struct {
	ID      ID
	Command Command
}

// checkShape checks what can be said of a command before anything is read. A
// forward without an agency is left for the router.
func (s *Service) checkShape(by Actor, id ID, cmd Command) error {
	var p problems
	if id.IsZero() {
		p.add("id", "is required")
	}
	p.actor(by, s.cfg.Limits.orDefault())
	if strings.HasPrefix(cmd.Key, timerKey) && by.role() != RoleTimer {
		p.add("key", "keys that begin with "+timerKey+" are the timer's; taking the next one would keep it from acting")
	}
	if c := s.cfg.Categories; c != nil && cmd.Category != "" && !c.Contains(cmd.Category) {
		p.add("category", fmt.Sprintf("there is no category %s", cmd.Category))
	}
	known := func(l *Lifecycle) bool { return len(l.machine.From(cmd.Action)) > 0 }
	if cmd.Action == ActionSubmit || (cmd.Action != "" && !slices.ContainsFunc(s.cfg.Lifecycles, known)) {
		p.add("action", fmt.Sprintf("no lifecycle has an action %q on an existing complaint", cmd.Action), s.actions()...)
	}
	if err := p.err("command " + string(cmd.Action)); err != nil {
		return err
	}
	if cmd.Action == ActionForward && cmd.Agency == "" && s.cfg.Router != nil {
		cmd.Agency = "to-be-routed"
	}
	return cmd.Validate(s.cfg.Limits)
}

// actions lists the actions of all lifecycles but the opening one.
func (s *Service) actions() []string {
	var all []string
	for _, l := range s.cfg.Lifecycles {
		for a := range l.machine.Actions() {
			if a != ActionSubmit && !slices.Contains(all, string(a)) {
				all = append(all, string(a))
			}
		}
	}
	return all
}

// replay returns the first receipt of a command that was already carried out:
// the same key, actor and content.
func replay(c *Complaint, by Actor, cmd Command) (Receipt, bool) {
	e := c.entryByKey(cmd.Key)
	if e == nil || e.Action != cmd.Action || e.By.role() != by.role() || e.By.ID != by.ID || e.By.Agency != by.Agency {
		return Receipt{}, false
	}
	if by.role() == RoleReporter && by.ID == "" {
		return Receipt{}, false // nobody in particular
	}
	stated, asked := e.Details, cmd.details()
	if cmd.Action == ActionForward && cmd.Agency == "" {
		asked.Agency = stated.Agency // it was routed
	}
	if !stated.same(asked) || !c.says(e.Note, cmd.Note) || !c.says(e.Title, cmd.Title) || !c.says(e.Body, cmd.Body) {
		return Receipt{}, false
	}
	return Receipt{ID: c.ID, Version: e.Version, Entry: e.Seq}, true
}

// prepare completes a command with what has to be looked up, and returns
// records that must not change while it is committed.
func (s *Service) prepare(ctx context.Context, l *Lifecycle, c *Complaint, by Actor, cmd *Command, at Moment) ([]*Complaint, error) {
	var p problems
	if cmd.Key == "" {
		var random [12]byte
		if _, err := io.ReadFull(s.cfg.Entropy, random[:]); err != nil {
			return nil, fmt.Errorf("complaint: no entropy for a key: %w", err)
		}
		cmd.Key = "auto:" + hex.EncodeToString(random[:])
	}
	if cmd.Action == ActionForward && cmd.Agency == "" {
		s.route(c, cmd, &p)
	}
	var err error
	if cmd.agencyPath, err = s.agencyPath(cmd.Agency, at.Now); err != nil {
		p.add("agency", err.Error())
	}
	for i, unit := range append([]agency.ID{cmd.Main}, cmd.Supporting...) {
		path, err := s.agencyPath(unit, at.Now)
		field := "main"
		if i > 0 {
			field = fmt.Sprintf("supporting[%d]", i-1)
		}
		if err != nil {
			p.add(field, err.Error())
		} else if path != nil && !slices.Contains(path, c.Agency) {
			p.add(field, fmt.Sprintf("%s does not belong to %s, which holds the case", unit, c.Agency))
		}
	}
	var extra []*Complaint
	if cmd.Action == ActionMerge && cmd.Parent != c.ID {
		parent, err := s.parent(ctx, by, cmd.Parent, &p)
		if err != nil {
			return nil, err
		}
		extra = append(extra, parent)
	}
	if err := p.err("command " + string(cmd.Action)); err != nil {
		return nil, err
	}
	return extra, nil
}

// route asks the router for the agency of a forward that names none.
func (s *Service) route(c *Complaint, cmd *Command, p *problems) {
	facts := FactsOf(c)
	facts.Class = cmd.Class
	if cmd.Category != "" {
		facts.Category = cmd.Category
	}
	decision, err := s.cfg.Router.Route(facts)
	switch {
	case err != nil:
		p.add("agency", "routing failed: "+err.Error())
	case decision.Agency == "":
		var legal []string
		for _, a := range decision.Candidates {
			legal = append(legal, string(a))
		}
		p.add("agency", "the routing table leaves the choice to a person", legal...)
	}
	cmd.Agency = decision.Agency
}

// parent loads the case into which another is to be merged. It is committed
// along, unchanged but for its version: two cases that are merged into each
// other at the same time then conflict instead of forming a ring. A case that
// cannot be a parent becomes a problem of the command; the error is the store's.
func (s *Service) parent(ctx context.Context, by Actor, id ID, p *problems) (*Complaint, error) {
	parent, err := s.cfg.Store.Get(ctx, id)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return nil, err
	}
	visible := false
	if err == nil {
		l, err := s.lifecycleOf(parent)
		if err != nil {
			return nil, err
		}
		visible = l.CanSee(parent, by)
	}
	switch {
	case !visible:
		p.add("parent", fmt.Sprintf("there is no case %s to merge into", id))
	case !parent.Parent.IsZero():
		p.add("parent", fmt.Sprintf("case %s was itself merged into %s; merge into that one", id, parent.Parent))
	}
	return parent, nil
}

// settleTime bounds how long a service looks for the outcome of a commit.
const settleTime = 5 * time.Second

// settling is a context to find out what became of a commit: it outlives the
// caller's, whose end may be the reason for the question.
func settling(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), settleTime)
}

// nothingWritten reports whether a store refused a batch whatever it holds.
func nothingWritten(err error) bool {
	return errors.Is(err, storage.ErrInvalid) || errors.Is(err, storage.ErrClosed)
}

// commit writes what a command made of a complaint. A failed write is looked
// up by its key before an error is reported.
func (s *Service) commit(ctx context.Context, l *Lifecycle, by Actor, next *Complaint, cmd Command, now time.Time, extra []*Complaint) (Receipt, error) {
	next.NextDue = s.nextDue(l, next, now)
	cause := s.cfg.Store.Commit(ctx, Batch{Complaints: append([]*Complaint{next}, extra...)})
	if cause == nil {
		return Receipt{ID: next.ID, Version: next.Version + 1, Entry: len(next.Timeline)}, nil
	}
	if nothingWritten(cause) || errors.Is(cause, storage.ErrDuplicate) {
		return Receipt{}, cause
	}
	known := errors.Is(cause, storage.ErrConflict)
	ctx, cancel := settling(ctx)
	defer cancel()
	stored, err := s.cfg.Store.Get(ctx, next.ID)
	if err == nil {
		if first, ok := replay(stored, by, cmd); ok {
			return first, nil
		}
		if known && stored.entryByKey(cmd.Key) != nil {
			return Receipt{}, &KeyReuseError{Complaint: next.ID, Key: cmd.Key}
		}
	}
	if known {
		return Receipt{}, cause
	}
	return Receipt{}, &UnknownOutcomeError{Complaint: next.ID, Key: cmd.Key, Cause: cause}
}
