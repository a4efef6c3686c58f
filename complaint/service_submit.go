package complaint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/storage"
)

// trackingDraws is how often a tracking number is drawn anew when it is taken.
const trackingDraws = 16

// Submit opens a complaint, whether or not its deadlines can be judged; the
// receipt warns of those that cannot. With an ID chosen by the caller, repeating the
// same draft by the same actor returns the first receipt; so does repeating an
// external reference, and what it names need not be in force any more. Without
// Identities in the configuration only drafts that name nobody are recognised.
//
// Errors: that of ctx if it ended before, storage.ErrInvalid, [ErrForbidden] for a role
// that may not submit, or not under such a reference, [ErrKeyReuse] for an ID of another report,
// storage.ErrDuplicate for an external reference of another report, [ErrClock],
// storage.ErrUnknownOutcome; after every other error nothing was written, as with
// [Service.Do].
func (s *Service) Submit(ctx context.Context, by Actor, d Draft) (receipt Receipt, err error) {
	defer func() { err = ended(err) }()
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
	past      *history // nil for a report of now
	warnings  []Unjudged
	// unlocated is what the locator failed with.
	unlocated error
	// unfit is why it cannot be opened today; a repetition does not open anything.
	unfit error
}

// receipt is what the reporter gets for a case that was opened.
func (sub *submission) receipt() Receipt {
	r := sub.opened.receipt()
	r.Warnings = sub.warnings
	return r
}

// receipt is what the reporter gets for a case that is stored.
func (c *Complaint) receipt() Receipt {
	return Receipt{ID: c.ID, Version: 1, Entry: 1, Tracking: c.Tracking, Regions: c.candidates()}
}

// prepareSubmission does all that comes before the commit. Without an error it
// returns a submission, or the receipt of an earlier one.
func (s *Service) prepareSubmission(ctx context.Context, by Actor, d Draft) (*submission, Receipt, error) {
	if err := ctx.Err(); err != nil {
		return nil, Receipt{}, err
	}
	sub := &submission{by: by, draft: d, at: s.moment(), header: Header{ID: d.ID}}
	var closed error
	sub.lifecycle, closed = s.lifecycleAt(sub.at.Now)
	if err := s.checkSubmission(sub); err != nil {
		return nil, Receipt{}, err
	}
	if err := s.mayOpen(ctx, sub); err != nil {
		return nil, Receipt{}, cmp.Or(sub.unfit, err)
	}
	sub.unfit = cmp.Or(sub.unfit, closed)
	first, err := s.submitted(ctx, sub)
	if sub.unfit != nil && first.Version == 0 && (err == nil || errors.Is(err, storage.ErrDuplicate)) {
		err = sub.unfit // whose number it is, nobody learns who could not submit it
	}
	if err != nil || first.Version > 0 {
		return nil, first, err
	}
	if err := s.checkClock(ctx, sub.at.Now, true); err != nil {
		return nil, Receipt{}, err
	}
	s.locate(ctx, sub)
	if sub.at.Salt, err = s.salt(); err != nil {
		return nil, Receipt{}, err
	}
	if err := s.name(sub); err != nil {
		return nil, Receipt{}, err
	}
	if err := s.draw(sub); err != nil {
		return nil, Receipt{}, err
	}
	return sub, Receipt{}, nil
}

// name gives the case its ID and its reporter, and the policy that it keeps.
func (s *Service) name(sub *submission) (err error) {
	if sub.header.ID.IsZero() {
		if sub.header.ID, err = NewID(sub.at.Now, s.cfg.Entropy); err != nil {
			return err
		}
	}
	sub.header.Reporter, err = NewReporterRef(s.cfg.Entropy)
	sub.draft.ID, sub.header.Policy = sub.header.ID, s.cfg.Deadlines.Policy(sub.at.Now)
	return err
}

// mayOpen refuses a role that may not open such a case, before anything is looked up.
func (s *Service) mayOpen(ctx context.Context, sub *submission) error {
	if sub.lifecycle == nil {
		return nil
	}
	if denial := sub.lifecycle.denyOpening(sub.draft.ID, sub.by, sub.draft); denial != nil {
		s.logMistake(ctx, sub.lifecycle, sub.by)
		return denial
	}
	return nil
}

// draw opens the case under a new tracking number.
func (s *Service) draw(sub *submission) (err error) {
	if sub.header.Tracking, err = NewTracking(s.cfg.Entropy); err != nil {
		return err
	}
	var c *Complaint
	if sub.past == nil {
		c, err = sub.lifecycle.open(sub.header, sub.by, sub.draft, sub.at)
	} else {
		c, err = sub.lifecycle.OpenPast(sub.header, sub.by, sub.past.Past, sub.past.mapping, sub.at)
	}
	if err != nil {
		return err
	}
	judged := s.outlook(sub.lifecycle, c, sub.at)
	c.NextDue, sub.warnings = judged.Next, append(judged.Unjudged, s.aboutFormer(c, sub.at)...)
	sub.warnings = slices.Concat(sub.warnings, s.aboutPlace(c, sub.unlocated), s.aboutQuestions(c))
	sub.opened = c
	return nil
}

// commitSubmission commits one submission, under other tracking numbers if the
// drawn one is taken.
func (s *Service) commitSubmission(ctx context.Context, sub *submission) (Receipt, error) {
	for n := 1; ; n++ {
		err := s.cfg.Store.Commit(ctx, opening(sub))
		if err == nil {
			s.wrote(sub.opened)
			return sub.receipt(), nil
		}
		var taken *storage.DuplicateError
		if !errors.As(err, &taken) || taken.Field != "tracking" || n == trackingDraws || sub.past.record() != nil {
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
// themselves and has no account leaves no identity.
func opening(subs ...*submission) Batch {
	var b Batch
	for _, sub := range subs {
		c := sub.opened
		b.Complaints = append(b.Complaints, c)
		if !sub.person.IsZero() {
			b.Identities = append(b.Identities, &Identity{Ref: c.Reporter, Complaint: c.ID, Person: sub.person})
		}
	}
	return b
}

// checkSubmission checks everything about a submission that needs no store,
// looks its region up, and notes from whom it comes. The limits are those of
// its lifecycle, if there is one. What only the surroundings of today do not know is
// noted as unfit: they may have known it when the draft was first submitted.
func (s *Service) checkSubmission(sub *submission) error {
	var limits Limits
	if sub.lifecycle != nil {
		limits = sub.lifecycle.limits
	}
	p, by, d := checks(limits), sub.by, sub.draft
	p.edition = sub.lifecycle
	p.opening(sub.lifecycle, by, d, sub.at)
	sub.person = d.Reporter
	if by.role() == RoleReporter {
		if account := sub.person.Account; !account.IsZero() && account.Open() != by.ID {
			p.Add("reporter.account", "a reporter submits under their own account; only an officer may name another")
		}
		sub.person.Account = NewPrivate(by.ID)
	} else if account := sub.person.Account; !account.IsZero() && account.Open() == by.ID {
		p.Add("reporter.account", "an officer who reports for themselves submits as a reporter; their account would show in the timeline")
	}
	inItself := p.Len() > 0
	sub.lifecycle.checkWordsOfDraft(&p.Problems, d)
	s.category(p, d.Category)
	sub.header.Questions = s.cfg.Questions.judge(p, d, sub.at.Now)
	var err error
	sub.header.Region, err = s.regionPath(d.Region, sub.at.Now)
	p.Check("region", err)
	p.understood(d.Accused, sub.at)
	if _, err = s.agencyPath(d.Agency, sub.at.Now); !former(err, sub.at.Now) {
		s.body(&p.Problems, "agency", err)
	}
	if inItself {
		return p.Err("draft")
	}
	sub.unfit = p.Err("draft")
	return nil
}

// submitted looks for an earlier submission of the same draft. It returns the
// zero receipt if there is none.
func (s *Service) submitted(ctx context.Context, sub *submission) (Receipt, error) {
	d := sub.draft
	var earlier *Complaint
	if !d.ID.IsZero() {
		c, err := s.cfg.Store.Get(ctx, d.ID)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return Receipt{}, fmt.Errorf("complaint %s: looking for an earlier submission: %w", d.ID, err)
		}
		earlier = c
	}
	if earlier == nil && !d.External.IsZero() {
		for c, err := range s.cfg.Store.List(ctx, Query{Filter: Filter{External: d.External}}) {
			switch {
			case storage.IsRecord(err): // if it is this one, the store refuses the second
				s.logOdd(ctx, err)
			case err != nil:
				return Receipt{}, fmt.Errorf("complaint: looking for an earlier import: %w", err)
			default:
				earlier = c
			}
		}
	}
	if earlier == nil {
		return Receipt{}, nil
	}
	same, err := s.same(ctx, earlier, sub)
	switch {
	case err != nil:
		return Receipt{}, err
	case same:
		receipt := earlier.receipt()
		receipt.Repeated = sub.opened == nil || earlier.Reporter != sub.opened.Reporter
		return s.warned(receipt, earlier, sub.at), nil
	case earlier.ID == d.ID:
		return Receipt{}, &KeyReuseError{Complaint: d.ID}
	default:
		key := d.ID.String()
		if d.ID.IsZero() { // it was to be drawn
			key = "of " + d.External.System
		}
		return Receipt{}, &storage.DuplicateError{Kind: KindOfComplaint, Key: key, Field: "external"}
	}
}

// same compares a submission with the first entry of a case: the same actor,
// the same person, the same facts and the same texts.
func (s *Service) same(ctx context.Context, c *Complaint, sub *submission) (bool, error) {
	if len(c.Timeline) == 0 {
		return false, nil
	}
	if r := sub.past.record(); r != nil && r.Identity == nil {
		return r.began(c), nil
	} else if r != nil {
		known, err := s.reporterOf(ctx, c)
		return err == nil && known.Equal(sub.person) && r.began(c), err
	}
	e, by, d := c.Timeline[0], sub.by, sub.draft
	if by.role() != e.By.role() || (by.role() != RoleReporter && (by.ID != e.By.ID || by.Agency != e.By.Agency)) {
		return false, nil
	}
	if known, err := s.reporterOf(ctx, c); err != nil || !known.Equal(sub.person) {
		return false, err // without Identities only nobody is known to be the same
	}
	stated := c.statedRegion()
	path := stated
	if d.Region != stated.Unit() { // else the region may have ended since
		path, _ = s.regionPath(d.Region, sub.at.Now)
	}
	e.Details.Region = stated
	return d.details(path).same(e.Details) && c.saysLocation(e.Details.Where, d.Location) && c.saysAttributes(e.Details.Attributes, d.Attributes) &&
		c.says(e.Title, d.Title) && c.says(e.Body, d.Body) && c.says(e.Place, d.Place) && sub.begins(c), nil
}

// settleSubmit finds out what became of a commit that failed: the draft may
// have been submitted by a twin of this call, or its answer may be lost. Its
// context is one of [settling].
func (s *Service) settleSubmit(ctx context.Context, sub *submission, cause error) (Receipt, error) {
	taken := errors.Is(cause, storage.ErrConflict) || errors.Is(cause, storage.ErrDuplicate)
	if storage.SaysNotWritten(cause) && !taken {
		return Receipt{}, cause
	}
	first, err := s.submitted(ctx, sub)
	switch {
	case err == nil && first.Version > 0:
		return first, nil
	case taken && (errors.Is(err, ErrKeyReuse) || errors.Is(err, storage.ErrDuplicate)):
		return Receipt{}, err
	default:
		return Receipt{}, outcome(sub.draft.ID, "", cause)
	}
}
