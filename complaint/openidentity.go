package complaint

import (
	"context"
	"errors"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// OpenIdentity returns who reported, and leaves an entry in the timeline that
// says who looked and for which purpose; the entry is committed before anything
// is shown. The national admin may open any identity; the admin and the liaison
// officer of the agency that holds the case, or of its main unit, only one whose
// reporter is named. Who may do so is our decision. Errors: storage.ErrInvalid without a purpose, storage.ErrNotFound
// for a case that the actor may not see or that has no identity, [ErrForbidden],
// storage.ErrConflict if the case moved on meanwhile, storage.ErrUnknownOutcome
// if the store's answer was lost; then nothing was shown.
func (s *Service) OpenIdentity(ctx context.Context, by Actor, id ID, purpose string) (Identity, error) {
	if err := ctx.Err(); err != nil {
		return Identity{}, err
	}
	var p problems
	p.required("purpose", purpose)
	p.check("purpose", checkText(purpose, s.cfg.Limits.orDefault().Text))
	p.actor(by, s.cfg.Limits.orDefault())
	if by.ID == "" {
		p.add("actor.id", "is required: the entry must say who looked")
	}
	if err := p.err("opening an identity"); err != nil {
		return Identity{}, err
	}
	c, l, actor, err := s.load(ctx, by, id)
	if err != nil {
		return Identity{}, err
	}
	if denial := l.denyOpeningIdentity(c, actor); denial != nil {
		return Identity{}, denial
	}
	if p.room(c, l.limits, false, purpose); len(p) > 0 {
		return Identity{}, p.err("opening an identity")
	}
	if s.cfg.Identities == nil {
		return Identity{}, notFound(id)
	}
	identity, err := s.cfg.Identities.Identity(ctx, c.Reporter)
	if err != nil {
		return Identity{}, err
	}
	at, _, err := s.moment(l, c)
	if err != nil {
		return Identity{}, err
	}
	next := c.Clone()
	l.absorb(next, Entry{
		At: at.Now, By: actor, Action: ActionOpenIdentity, From: c.State, Version: c.Version + 1, Note: next.keep(at.Salt, purpose),
	})
	err = s.cfg.Store.Commit(ctx, Batch{Complaints: []*Complaint{next}})
	switch {
	case err == nil:
		return *identity, nil
	case nothingWritten(err), errors.Is(err, storage.ErrConflict), errors.Is(err, storage.ErrDuplicate):
		return Identity{}, err
	default: // perhaps the entry is there; nothing was shown
		return Identity{}, &UnknownOutcomeError{Complaint: id, Cause: err}
	}
}

// denyOpeningIdentity says who may open an identity.
func (l *Lifecycle) denyOpeningIdentity(c *Complaint, by Actor) *Denial {
	label := aduan.Label{Indonesian: "hanya admin nasional", English: "only the national admin opens the identity of an anonymous reporter, and the holding agency and the main unit that of a named one"}
	switch by.role() {
	case RoleNationalAdmin:
		return nil
	case RoleAgencyAdmin, RoleLiaisonOfficer:
		if c.Disclosure.Named && (by.Agency == c.Agency || by.Agency == c.Main) {
			return nil
		}
	default:
		label = aduan.Label{Indonesian: "peran ini tidak boleh membuka identitas", English: "this role never opens identities"}
	}
	return &Denial{
		Complaint: c.ID, Action: ActionOpenIdentity, State: c.State, Role: by.role(), forbidden: true,
		Reasons: []Reason{{Code: DeniedByRole, Label: label, Legal: []string{string(RoleNationalAdmin)}}},
	}
}
