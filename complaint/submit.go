package complaint

import (
	"context"
	"errors"
	"fmt"

	"github.com/aduan-go/aduan/storage"
)

// trackingDraws is how often a tracking number is drawn anew when it is taken.
const trackingDraws = 16

// Submit opens a complaint. With an ID chosen by the caller, repeating the
// same draft by the same actor returns the first receipt; so does repeating an
// external reference. Without Identities in the configuration only drafts
// that name nobody are recognised. Errors: that of ctx if it ended before, storage.ErrInvalid, [ErrForbidden] for a role
// that may not submit, [ErrKeyReuse] for an ID of another report,
// storage.ErrDuplicate for an external reference of another report,
// storage.ErrUnknownOutcome.
func (s *Service) Submit(ctx context.Context, by Actor, d Draft) (Receipt, error) {
	if err := ctx.Err(); err != nil {
		return Receipt{}, err
	}
	person, err := s.checkDraft(by, d)
	if err != nil {
		return Receipt{}, err
	}
	if first, err := s.submitted(ctx, by, d, person); err != nil || first.Version > 0 {
		return first, err
	}
	l, err := s.lifecycleAt(canonical(s.cfg.Now()))
	if err != nil {
		return Receipt{}, err
	}
	path, err := s.regionPath(d.Region)
	if err != nil {
		return Receipt{}, &storage.InvalidError{What: "draft", Problems: []storage.Problem{{Field: "region", Message: err.Error()}}}
	}
	at, _, err := s.moment(l, nil)
	if err != nil {
		return Receipt{}, err
	}
	h := Header{ID: d.ID, Place: Located{Region: path}}
	if h.ID.IsZero() {
		if h.ID, err = NewID(at.Now, s.cfg.Entropy); err != nil {
			return Receipt{}, err
		}
	}
	if h.Reporter, err = NewReporterRef(s.cfg.Entropy); err != nil {
		return Receipt{}, err
	}
	if s.cfg.Deadlines != nil {
		h.Policy = s.cfg.Deadlines.Policy(at.Now)
	}
	for range trackingDraws {
		if h.Tracking, err = NewTracking(s.cfg.Entropy); err != nil {
			return Receipt{}, err
		}
		var c *Complaint
		if c, err = l.Open(h, by, d, at); err != nil {
			return Receipt{}, err
		}
		c.NextDue = s.nextDue(l, c, at.Now)
		err = s.cfg.Store.Commit(ctx, opening(c, person))
		if err == nil {
			return Receipt{ID: c.ID, Version: 1, Entry: 1, Tracking: c.Tracking}, nil
		}
		var taken *storage.DuplicateError
		if !errors.As(err, &taken) || taken.Field != "tracking" {
			break
		}
	}
	d.ID = h.ID
	return s.settleSubmit(ctx, by, d, person, err)
}

// opening is the batch that opens a case. A reporter who told nothing about
// himself and has no account leaves no identity.
func opening(c *Complaint, p Person) Batch {
	b := Batch{Complaints: []*Complaint{c}}
	if p != (Person{}) {
		b.Identities = []*Identity{{Ref: c.Reporter, Complaint: c.ID, Person: p}}
	}
	return b
}

// checkDraft checks everything about a draft that needs no store, and returns
// the person that it comes from.
func (s *Service) checkDraft(by Actor, d Draft) (Person, error) {
	if err := d.Validate(s.cfg.Limits); err != nil {
		return Person{}, err
	}
	var p problems
	person := d.Reporter
	if by.role() == RoleReporter {
		if person.Account != "" && person.Account != by.ID {
			p.add("reporter.account", "a reporter submits under his own account; only an officer may name another")
		}
		person.Account = by.ID
	} else if person.Account != "" && person.Account == by.ID {
		p.add("reporter.account", "an officer who reports for himself submits as a reporter; his account would show in the timeline")
	}
	p.actor(by, s.cfg.Limits.orDefault())
	if c := s.cfg.Categories; c != nil && d.Category != "" && !c.Contains(d.Category) {
		p.add("category", fmt.Sprintf("there is no category %s", d.Category))
	}
	if _, err := s.regionPath(d.Region); err != nil {
		p.add("region", err.Error())
	}
	if _, err := s.agencyPath(d.Agency, s.cfg.Now()); err != nil {
		p.add("agency", err.Error())
	}
	return person, p.err("draft")
}

// submitted looks for an earlier submission of the same draft. It returns the
// zero receipt if there is none.
func (s *Service) submitted(ctx context.Context, by Actor, d Draft, person Person) (Receipt, error) {
	var earlier *Complaint
	if !d.ID.IsZero() {
		c, err := s.cfg.Store.Get(ctx, d.ID)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return Receipt{}, fmt.Errorf("complaint %s: looking for an earlier submission: %w", d.ID, err)
		}
		earlier = c
	}
	if earlier == nil && !d.External.IsZero() {
		for c, err := range s.cfg.Store.List(ctx, Query{Filter: Filter{External: d.External}, Limit: 1}) {
			if err != nil {
				return Receipt{}, fmt.Errorf("complaint: looking for an earlier import: %w", err)
			}
			earlier = c
		}
	}
	if earlier == nil {
		return Receipt{}, nil
	}
	same, err := s.sameSubmission(ctx, earlier, by, d, person)
	switch {
	case err != nil:
		return Receipt{}, err
	case same:
		return Receipt{ID: earlier.ID, Version: 1, Entry: 1, Tracking: earlier.Tracking}, nil
	case earlier.ID == d.ID:
		return Receipt{}, &KeyReuseError{Complaint: d.ID}
	default:
		return Receipt{}, &storage.DuplicateError{Kind: KindOfComplaint, Key: d.ID.String(), Field: "external"}
	}
}

// sameSubmission compares a draft with the first entry of a case: the same
// actor, the same person, the same facts and the same texts.
func (s *Service) sameSubmission(ctx context.Context, c *Complaint, by Actor, d Draft, person Person) (bool, error) {
	if len(c.Timeline) == 0 {
		return false, nil
	}
	e := c.Timeline[0]
	if by.role() != e.By.role() || (by.role() != RoleReporter && (by.ID != e.By.ID || by.Agency != e.By.Agency)) {
		return false, nil
	}
	if s.cfg.Identities == nil && person != (Person{}) {
		return false, nil // nobody can tell whether it is the same person
	}
	if s.cfg.Identities != nil {
		var known Person
		identity, err := s.cfg.Identities.Identity(ctx, c.Reporter)
		switch {
		case err == nil:
			known = identity.Person
		case !errors.Is(err, storage.ErrNotFound):
			return false, fmt.Errorf("complaint %s: looking up the reporter: %w", c.ID, err)
		}
		if known != person {
			return false, nil
		}
	}
	disclosure := d.Disclosure
	facts := Details{
		Kind: d.Kind, Channel: d.Channel, External: d.External, EventDate: d.EventDate, Category: d.Category,
		Agency: d.Agency, Attachments: d.Attachments, Disclosure: &disclosure,
	}
	if !d.Region.IsZero() {
		facts.Region = append(facts.Region, d.Region)
	}
	return facts.same(e.Details) && c.says(e.Title, d.Title) && c.says(e.Body, d.Body) && c.says(e.Place, d.Place), nil
}

// settleSubmit finds out what became of a commit that failed: the draft may
// have been submitted by a twin of this call, or its answer may be lost.
func (s *Service) settleSubmit(ctx context.Context, by Actor, d Draft, person Person, cause error) (Receipt, error) {
	if nothingWritten(cause) {
		return Receipt{}, cause
	}
	known := errors.Is(cause, storage.ErrConflict) || errors.Is(cause, storage.ErrDuplicate)
	ctx, cancel := settling(ctx)
	defer cancel()
	first, err := s.submitted(ctx, by, d, person)
	switch {
	case err == nil && first.Version > 0:
		return first, nil
	case known && (errors.Is(err, ErrKeyReuse) || errors.Is(err, storage.ErrDuplicate)):
		return Receipt{}, err
	case known:
		return Receipt{}, cause
	default:
		return Receipt{}, &UnknownOutcomeError{Complaint: d.ID, Cause: cause}
	}
}

// Result is what became of one item of many: a receipt or an error.
type Result struct {
	Receipt Receipt
	Err     error
}

// SubmitAll submits drafts one after another, each by itself: an item that
// fails does not stop the others. The results are in the order of the drafts.
// After ctx is cancelled the rest fails with its error.
func (s *Service) SubmitAll(ctx context.Context, by Actor, drafts []Draft) []Result {
	results := make([]Result, len(drafts))
	for i, d := range drafts {
		if results[i].Err = ctx.Err(); results[i].Err == nil {
			results[i].Receipt, results[i].Err = s.Submit(ctx, by, d)
		}
	}
	return results
}
