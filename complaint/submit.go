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
	sub, first, err := s.prepareSubmission(ctx, by, d)
	if err != nil || sub == nil {
		return first, err
	}
	return s.commitSubmission(ctx, sub)
}

// submission is a draft that can be committed.
type submission struct {
	by        Actor
	draft     Draft // with the ID of the case
	person    Person
	lifecycle *Lifecycle
	header    Header
	at        Moment
	opened    *Complaint
}

// receipt is what the reporter gets once the case is stored.
func (sub *submission) receipt() Receipt {
	return Receipt{ID: sub.opened.ID, Version: 1, Entry: 1, Tracking: sub.opened.Tracking}
}

// prepareSubmission does all that comes before the commit. Without an error it
// returns a submission, or the receipt of an earlier one.
func (s *Service) prepareSubmission(ctx context.Context, by Actor, d Draft) (*submission, Receipt, error) {
	if err := ctx.Err(); err != nil {
		return nil, Receipt{}, err
	}
	person, err := s.checkDraft(by, d)
	if err != nil {
		return nil, Receipt{}, err
	}
	if first, err := s.submitted(ctx, by, d, person); err != nil || first.Version > 0 {
		return nil, first, err
	}
	l, err := s.lifecycleAt(canonical(s.cfg.Now()))
	if err != nil {
		return nil, Receipt{}, err
	}
	at, _, err := s.moment(l, nil)
	if err != nil {
		return nil, Receipt{}, err
	}
	path, err := s.regionPath(d.Region, at.Now)
	if err != nil {
		return nil, Receipt{}, &storage.InvalidError{What: "draft", Problems: []storage.Problem{{Field: "region", Message: err.Error()}}}
	}
	h := Header{ID: d.ID, Region: path}
	if h.ID.IsZero() {
		if h.ID, err = NewID(at.Now, s.cfg.Entropy); err != nil {
			return nil, Receipt{}, err
		}
	}
	if h.Reporter, err = NewReporterRef(s.cfg.Entropy); err != nil {
		return nil, Receipt{}, err
	}
	if s.cfg.Deadlines != nil {
		h.Policy = s.cfg.Deadlines.Policy(at.Now)
	}
	sub := &submission{by: by, draft: d, person: person, lifecycle: l, header: h, at: at}
	if err := s.draw(sub); err != nil {
		return nil, Receipt{}, err
	}
	sub.draft.ID = h.ID
	return sub, Receipt{}, nil
}

// draw opens the case under a new tracking number.
func (s *Service) draw(sub *submission) error {
	var err error
	if sub.header.Tracking, err = NewTracking(s.cfg.Entropy); err != nil {
		return err
	}
	c, err := sub.lifecycle.Open(sub.header, sub.by, sub.draft, sub.at)
	if err != nil {
		return err
	}
	c.NextDue = s.nextDue(sub.lifecycle, c, sub.at.Now)
	sub.opened = c
	return nil
}

// commitSubmission commits one submission, under other tracking numbers if the
// drawn one is taken.
func (s *Service) commitSubmission(ctx context.Context, sub *submission) (Receipt, error) {
	for n := 1; ; n++ {
		err := s.cfg.Store.Commit(ctx, opening(sub))
		if err == nil {
			return sub.receipt(), nil
		}
		var taken *storage.DuplicateError
		if !errors.As(err, &taken) || taken.Field != "tracking" || n == trackingDraws {
			ctx, cancel := settling(ctx)
			defer cancel()
			return s.settleSubmit(ctx, sub, err)
		}
		if err := s.draw(sub); err != nil {
			return Receipt{}, err
		}
	}
}

// opening is the batch that opens cases. A reporter who told nothing about
// himself and has no account leaves no identity.
func opening(subs ...*submission) Batch {
	var b Batch
	for _, sub := range subs {
		c := sub.opened
		b.Complaints = append(b.Complaints, c)
		if sub.person != (Person{}) {
			b.Identities = append(b.Identities, &Identity{Ref: c.Reporter, Complaint: c.ID, Person: sub.person})
		}
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
	now := canonical(s.cfg.Now())
	if _, err := s.regionPath(d.Region, now); err != nil {
		p.add("region", err.Error())
	}
	if _, err := s.agencyPath(d.Agency, now); err != nil {
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
// have been submitted by a twin of this call, or its answer may be lost. Its
// context is one of [settling].
func (s *Service) settleSubmit(ctx context.Context, sub *submission, cause error) (Receipt, error) {
	if nothingWritten(cause) {
		return Receipt{}, cause
	}
	known := errors.Is(cause, storage.ErrConflict) || errors.Is(cause, storage.ErrDuplicate)
	first, err := s.submitted(ctx, sub.by, sub.draft, sub.person)
	switch {
	case err == nil && first.Version > 0:
		return first, nil
	case known && (errors.Is(err, ErrKeyReuse) || errors.Is(err, storage.ErrDuplicate)):
		return Receipt{}, err
	case known:
		return Receipt{}, cause
	default:
		return Receipt{}, &UnknownOutcomeError{Complaint: sub.draft.ID, Cause: cause}
	}
}
