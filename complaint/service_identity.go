package complaint

import (
	"context"
	"errors"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// OpenIdentity returns who reported, and leaves an entry in the timeline that
// says who looked and for which purpose; the entry is committed before anything
// is shown. The national admin may open any identity; the admin and the liaison
// officer of the agency that holds the case, or of its main unit, only one whose
// reporter is named. Who may do so is our decision. Errors: storage.ErrInvalid without a purpose, storage.ErrNotFound
// for a case that the actor may not see or that has no identity, [ErrForbidden],
// storage.ErrConflict if the case moved on again and again (a look names no
// version, so it is tried as often as a command without one), [ErrClock], storage.ErrUnknownOutcome
// if the store's answer was lost; then nothing was shown.
func (s *Service) OpenIdentity(ctx context.Context, by Actor, id ID, purpose string) (found Identity, err error) {
	defer func() { err = ended(err) }()
	if err := ctx.Err(); err != nil {
		return Identity{}, err
	}
	var p storage.Problems
	if aduan.Blank(purpose) {
		p.Add("purpose", "is required")
	}
	if aduan.Blank(by.ID) {
		p.Add("actor.id", "is required: the entry must say who looked")
	}
	if err := p.Err(openingIdentity); err != nil {
		return Identity{}, err
	}
	err = s.repeat(ctx, id, func(bool) (err error) {
		found, err = s.openIdentity(ctx, by, id, purpose)
		return err
	})
	return found, err
}

// openingIdentity is what errors call it.
const openingIdentity = "opening an identity"

// openIdentity opens an identity by the case as it is now, once.
func (s *Service) openIdentity(ctx context.Context, by Actor, id ID, purpose string) (Identity, error) {
	v, err := s.load(ctx, by, id)
	if err != nil {
		return Identity{}, err
	}
	if denial := v.rules.denyOpeningIdentity(v.c, v.by, v.at); denial != nil {
		return Identity{}, denial
	}
	fits := checks(v.rules.limits)
	fits.text("purpose", purpose, fits.limits.Text)
	fits.actor("actor", v.by)
	fits.room(v.c, v.by, step{}, holding{texts: len(purpose)})
	if err := fits.Err(openingIdentity); err != nil {
		return Identity{}, err
	}
	if s.cfg.Identities == nil {
		s.cfg.Log.WarnContext(ctx, "no identity can be opened: Config.Identities is missing")
		return Identity{}, notFound(id)
	}
	identity, err := s.cfg.Identities.Identity(ctx, v.c.Reporter)
	switch odd, isOdd := errors.AsType[*storage.RecordError](err); {
	case errors.Is(err, storage.ErrNotFound):
		return Identity{}, notFound(id)
	case isOdd:
		return Identity{}, &storage.RecordError{Kind: KindOfComplaint, Key: id.String(), Cause: odd.Cause}
	case err != nil:
		return Identity{}, err
	}
	if err := s.checkClock(ctx, v.at.clock(), false); err != nil {
		return Identity{}, err
	}
	at, err := v.at.on(v.c)
	if err != nil {
		return Identity{}, err
	}
	next := v.c.Clone()
	v.rules.absorb(next, Entry{
		At: at.Now, Told: at.skewed, By: v.by, Action: ActionOpenIdentity, From: v.c.State, Version: v.c.Version + 1, Note: next.keep(v.at.Salt, purpose),
	})
	if err := s.cfg.Store.Commit(ctx, Batch{Complaints: []*Complaint{next}}); err != nil {
		return Identity{}, outcome(id, "", err) // perhaps the entry is there; nothing was shown
	}
	s.wrote(next)
	return *identity, nil
}

// mayOpenIdentity reports whether somebody who may see the case may open the
// reporter's identity at a moment.
func (c *Complaint) mayOpenIdentity(by Actor, at Moment) bool {
	switch by.role() {
	case RoleNationalAdmin:
		return true
	case RoleAgencyAdmin, RoleLiaisonOfficer:
		return c.Disclosure.Named && (at.holds(c, by.Agency) || at.main(c, by.Agency))
	}
	return false
}

// denyOpeningIdentity says who may open an identity.
func (l *Lifecycle) denyOpeningIdentity(c *Complaint, by Actor, at Moment) *Denial {
	if c.mayOpenIdentity(by, at) {
		return nil
	}
	text := texts().Message("denied.identity")
	legal := []lifecycle.Role{RoleNationalAdmin}
	if c.Disclosure.Named {
		legal = append(legal, RoleAgencyAdmin, RoleLiaisonOfficer)
	}
	if by.role() != RoleAgencyAdmin && by.role() != RoleLiaisonOfficer {
		text = texts().Message("denied.identity_role")
	}
	return &Denial{
		Complaint: c.ID, Action: ActionOpenIdentity, State: c.State, Role: by.role(), forbidden: true, rules: l,
		Reasons: []Reason{{Code: DeniedByRole, Text: text, Legal: codes(legal)}},
	}
}
