package complaint

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Do carries out a command on a complaint. Repeating a command with its key is
// harmless: the same actor with the same content gets the first receipt, even
// if they may no longer see the case. A command that names no version (Expect is
// 0) takes the case as it is: if somebody else changes that meanwhile, it is
// carried out anew on what is stored then, up to 100 times and as long as ctx
// lasts. Errors come in this order:
// storage.ErrInvalid, storage.ErrNotFound (also for what the actor may not
// see), [ErrForbidden], [ErrKeyReuse], storage.ErrConflict, [ErrClock], [ErrNotAllowed], and
// storage.ErrInvalid again for what does not fit this case, which may be full;
// storage.ErrUnknownOutcome if the store's answer was lost. After every other error
// nothing was written; storage.SaysNotWritten says so of a call that was cancelled and
// of a store that failed, with the reason in the text.
func (s *Service) Do(ctx context.Context, by Actor, id ID, cmd Command) (receipt Receipt, err error) {
	defer func() { err = ended(err) }()
	if err := ctx.Err(); err != nil {
		return Receipt{}, err
	}
	if err := s.checkShape(by, id, cmd); err != nil {
		return Receipt{}, err
	}
	if cmd.Expect != 0 {
		return s.try(ctx, by, id, &cmd, true)
	}
	err = s.repeat(ctx, id, func(last bool) (err error) {
		receipt, err = s.try(ctx, by, id, &cmd, last)
		return err
	})
	return receipt, err
}

// try carries out a command on the case as it is now, once. It looks for the
// command first; after a conflict only the last try looks again.
func (s *Service) try(ctx context.Context, by Actor, id ID, given *Command, last bool) (Receipt, error) {
	d, first, err := s.workOut(ctx, by, id, given)
	if d == nil {
		return first, err
	}
	cause := s.cfg.Store.Commit(ctx, d.batch())
	switch {
	case cause == nil:
		s.wrote(d.next)
		return d.receipt, nil
	case !last && errors.Is(cause, storage.ErrConflict):
		return Receipt{}, cause
	default:
		ctx, cancel := settling(ctx)
		defer cancel()
		return s.settle(ctx, d, cause)
	}
}

// decided is a command that may be carried out, and what is to be written.
type decided struct {
	v       visit
	given   Command // with its key
	cmd     Command // completed
	next    *Complaint
	joined  []*Complaint // records that must not change meanwhile
	receipt Receipt      // what to say once it is written
}

func (d *decided) batch() Batch {
	return Batch{Complaints: append([]*Complaint{d.next}, d.joined...)}
}

// workOut decides on a command for the case as it is now. It is nil for an error, and
// for a command that was carried out before, with the first receipt. The clocks of the
// case are judged only where a guard of the action asks for them, and to say what is
// possible instead of it.
func (s *Service) workOut(ctx context.Context, by Actor, id ID, given *Command) (*decided, Receipt, error) {
	d, first, err := s.weigh(ctx, by, id, given, false)
	if _, refused := errors.AsType[*Denial](err); refused {
		return s.weigh(ctx, by, id, given, true)
	}
	return d, first, err
}

// weigh is workOut, with clocks in any case or only where they are asked for.
func (s *Service) weigh(ctx context.Context, by Actor, id ID, given *Command, clocks bool) (*decided, Receipt, error) {
	v, err := s.visit(ctx, by, id, given.Key)
	if err != nil {
		return nil, Receipt{}, err
	}
	if first, ok := replay(v.rules, v.c, v.by, *given); ok {
		return nil, s.again(first, v), nil
	}
	if err := s.enter(ctx, &v, clocks || v.rules.asksClocks(v.c.State, given.Action, v.by.role())); err != nil {
		return nil, Receipt{}, err
	}
	if err := v.rules.knows(*given); err != nil {
		return nil, Receipt{}, err
	}
	if !v.rules.everPermitted(v.by.role(), given.Action) && len(v.rules.machine.From(given.Action)) > 0 {
		return nil, Receipt{}, v.rules.deny(v.c, v.by, given.Action, given, v.at)
	}
	if v.c.entryByKey(given.Key) != nil {
		return nil, Receipt{}, &KeyReuseError{Complaint: id, Key: given.Key}
	}
	if given.Expect != 0 && given.Expect != v.c.Version {
		return nil, Receipt{}, &storage.ConflictError{Kind: KindOfComplaint, Key: id.String(), Expected: given.Expect, Stored: v.c.Version}
	}
	if err := s.checkClock(ctx, v.at.clock(), false); err != nil {
		return nil, Receipt{}, err
	}
	if err := s.key(given); err != nil {
		return nil, Receipt{}, err
	}
	d := &decided{v: v, given: *given, cmd: *given}
	if v.rules.has(d.cmd.Action) {
		if _, err := v.rules.admit(v.c, v.by, d.cmd, v.at); err != nil {
			return nil, Receipt{}, err
		}
	}
	if d.joined, err = s.prepare(ctx, v, &d.cmd); err != nil {
		return nil, Receipt{}, err
	}
	if d.next, err = v.rules.Apply(v.c, v.by, d.cmd, v.at); err != nil {
		return nil, Receipt{}, err
	}
	judged, err := s.due(ctx, v.rules, d.next, v.at)
	if err != nil {
		return nil, Receipt{}, err
	}
	d.next.NextDue = judged.Next
	entry := &d.next.Timeline[len(d.next.Timeline)-1]
	warnings := append(judged.Unjudged, entry.Details.Routed.warnings()...)
	if d.cmd.unnamed != nil {
		warnings = append(warnings, Unjudged{Clock: d.cmd.Clock, Err: d.cmd.unnamed})
	}
	d.receipt = Receipt{ID: d.next.ID, Version: d.next.Version + 1, Entry: entry.Seq, Told: entry.Told, Warnings: warnings}
	return d, Receipt{}, nil
}

// checkShape checks what can be said of a command before anything is read. A
// forward without an agency is left for the router.
func (s *Service) checkShape(by Actor, id ID, cmd Command) error {
	p := checks(Limits{})
	p.require("id", !id.IsZero())
	p.actor("actor", by)
	if strings.HasPrefix(cmd.Key, timerKey) && by.role() != RoleTimer {
		p.Add("key", "keys that begin with "+timerKey+" are the timer's; taking the next one would keep it from acting")
	}
	s.category(p, cmd.Category)
	known := func(l *Lifecycle) bool { return len(l.machine.From(cmd.Action)) > 0 }
	opens := func(l *Lifecycle) bool { return cmd.Action == l.opens }
	if slices.ContainsFunc(s.cfg.Lifecycles, opens) || (cmd.Action != "" && cmd.Action != ActionCorrectTime && !slices.ContainsFunc(s.cfg.Lifecycles, known)) {
		p.Add("action", fmt.Sprintf("no lifecycle has an action %q on an existing complaint", cmd.Action), actionsOf(s.cfg.Lifecycles...)...)
	}
	if p.Len() == 0 {
		cmd.check(p)
	}
	var first error // that one lifecycle has against it; nothing if another has nothing
	for _, l := range s.cfg.Lifecycles {
		if p.Len() > 0 || !l.has(cmd.Action) {
			continue
		}
		q := checks(Limits{})
		q.takes(l, cmd, s.cfg.Router != nil)
		if q.Len() == 0 {
			return nil
		}
		first = cmp.Or(first, q.Err("command "+string(cmd.Action)))
	}
	return cmp.Or(p.Err("command "+string(cmd.Action)), first)
}

// replay returns the first receipt of a command that was already carried out:
// the same key, actor and content.
func replay(l *Lifecycle, c *Complaint, by Actor, cmd Command) (Receipt, bool) {
	e := c.entryByKey(cmd.Key)
	if !c.did(by, cmd.Key) || e.Action != cmd.Action {
		return Receipt{}, false
	}
	if by.role() == RoleReporter && by.ID == "" {
		return Receipt{}, false // nobody in particular
	}
	stated, asked := e.Details, cmd.details()
	if cmd.Agency == "" && e.Does(MeaningRoutes) {
		asked.Agency, asked.Supporting, asked.Routed = stated.Agency, stated.Supporting, stated.Routed
	}
	if l.declared(cmd.Action).reason != "" {
		asked.Reason = stated.Reason
	}
	if !stated.same(asked) || !c.saysAttributes(stated.Attributes, cmd.Attributes) || !c.says(e.Note, cmd.Note) || !c.says(e.Title, cmd.Title) || !c.says(e.Body, cmd.Body) {
		return Receipt{}, false
	}
	return Receipt{ID: c.ID, Version: e.Version, Entry: e.Seq, Told: e.Told, Repeated: true}, true
}

// again adds to the receipt of an earlier command what cannot be judged now, for who
// may still see the case.
func (s *Service) again(r Receipt, v visit) Receipt {
	at, _ := s.moment().on(v.c)
	if v.rules.CanSee(v.c, v.by, at) {
		r = s.warned(r, v.c, at)
		r.Warnings = append(r.Warnings, v.c.Timeline[r.Entry-1].Details.Routed.warnings()...)
	}
	return r
}

// key gives a command that has none a key, which it keeps when it is tried again.
func (s *Service) key(cmd *Command) error {
	if cmd.Key != "" {
		return nil
	}
	var random [12]byte
	if _, err := io.ReadFull(s.cfg.Entropy, random[:]); err != nil {
		return fmt.Errorf("complaint: no entropy for a key: %w", err)
	}
	cmd.Key = "auto:" + hex.EncodeToString(random[:])
	return nil
}

// prepare completes a command with what has to be looked up, and returns
// records that must not change while it is committed.
func (s *Service) prepare(ctx context.Context, v visit, cmd *Command) (extra []*Complaint, err error) {
	p := checks(v.rules.limits)
	if v.rules.Does(cmd.Action, MeaningAccuses) {
		p.understood(cmd.Accused, v.at)
	}
	if cmd.Agency == "" && s.cfg.Router != nil && v.rules.Does(cmd.Action, MeaningRoutes) {
		if err := s.route(v, cmd, &p.Problems); err != nil {
			return nil, err
		}
	}
	s.tells(v.rules, v.c, cmd, v.at)
	cmd.agencyPath, err = s.agencyPath(cmd.Agency, v.at.Now)
	s.body(&p.Problems, "agency", err)
	if cmd.Main != "" {
		s.units(v, cmd, &p.Problems)
	}
	if v.rules.Does(cmd.Action, MeaningMerges) && cmd.Parent != v.c.ID {
		parent, err := s.parent(ctx, v, cmd.Parent, &p.Problems)
		if err != nil {
			return nil, err
		}
		extra = append(extra, parent)
	}
	if v.rules.Does(cmd.Action, MeaningAdds) && !v.c.Parent.IsZero() && v.by.role() == RoleReporter {
		root, err := s.passOn(ctx, v, cmd, &p.Problems)
		if err != nil {
			return nil, err
		}
		extra = append(extra, root)
	}
	return extra, p.Err("command " + string(cmd.Action))
}

// tells completes an escalation with the bodies that it tells.
func (s *Service) tells(l *Lifecycle, c *Complaint, cmd *Command, at Moment) {
	if naming, ok := s.cfg.Deadlines.(Naming); ok && l.Does(cmd.Action, MeaningEscalates) {
		cmd.recipients, cmd.unnamed = naming.Recipients(l, c, Escalation{Clock: cmd.Clock, Rung: cmd.Rung, Step: cmd.Step}, at.Now)
	}
}

// units checks that the units of an assignment belong to the agency that holds the
// case.
func (s *Service) units(v visit, cmd *Command, p *storage.Problems) {
	holder, err := v.at.Holder(v.c)
	if v.rules.Does(cmd.Action, MeaningRoutes|MeaningTransfers) {
		holder, err = cmd.Agency, nil
	}
	if err != nil {
		s.body(p, "main", err)
		return
	}
	for i, unit := range append([]agency.ID{cmd.Main}, cmd.Supporting...) {
		field := "main"
		if i > 0 {
			field = storage.At("supporting", i-1)
		}
		path, err := s.agencyPath(unit, v.at.Now)
		s.body(p, field, err)
		if path != nil && !slices.Contains(path, holder) {
			p.Add(field, fmt.Sprintf("%s does not belong to %s, which holds the case", unit, holder))
		}
	}
}

// settle finds out what became of a command whose commit failed: it may have
// been carried out by a twin of this call, or its answer may be lost. The context
// is that of [settling].
func (s *Service) settle(ctx context.Context, d *decided, cause error) (Receipt, error) {
	v, cmd, id, mine := d.v, d.cmd, d.next.ID, d.next.Timeline[len(d.next.Timeline)-1]
	conflict := errors.Is(cause, storage.ErrConflict)
	if storage.SaysNotWritten(cause) && !conflict {
		return Receipt{}, cause
	}
	if stored, err := s.cfg.Store.Get(ctx, id); err == nil {
		if first, ok := replay(v.rules, stored, v.by, cmd); ok {
			if !conflict && stored.entryByKey(cmd.Key).Equal(mine) {
				return d.receipt, nil
			}
			v.c = stored
			return s.again(first, v), nil
		}
		if conflict && stored.entryByKey(cmd.Key) != nil {
			return Receipt{}, &KeyReuseError{Complaint: id, Key: cmd.Key}
		}
	}
	if met, ok := errors.AsType[*storage.ConflictError](cause); ok && met.Key != id.String() {
		cause = fmt.Errorf("complaint %s: a case that is joined to it: %w", id, storage.ErrConflict) // which is not theirs to know
	}
	return Receipt{}, outcome(id, cmd.Key, cause)
}
