package complaint

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Export yields the records of the cases that a query asks for, as [Service.List]
// means it, for a backup or another store: [WriteLines] and [WriteSheet] write them,
// [Service.Import] takes them from the file or from here. It is for those who see every
// case and act for no agency, as the national admin does; whoever sees less has the views of
// Service.List. The order is [ByID] or [ByNewest].
//
// Without a purpose nobody's identity is in it, and no external reference of a case that hides
// who reported or what. With one, the identity of each case is opened as [Service.OpenIdentity]
// does, with its entry, which the record then holds, before the record is yielded; only
// the national admin may. A case of which nobody told who they are is exported without.
//
// A case that cannot be read, or that has no room for that entry, yields a
// *storage.RecordError in its place and the list goes on ([PositionOfError]). Other errors end
// it: [ErrForbidden], storage.ErrInvalid for an order or a purpose that cannot be, those
// of the store and of OpenIdentity. What is committed meanwhile may or may not be in it.
func (s *Service) Export(ctx context.Context, by Actor, q Query, purpose string) iter.Seq2[Past, error] {
	return func(yield func(Past, error) bool) {
		if err := s.mayExport(by, q, purpose); err != nil {
			yield(Past{}, err)
			return
		}
		at, seen := s.moment(), 0
		for c, err := range s.present(ctx, q, at, s.cfg.Store.List) {
			var past Past
			if err == nil {
				if !s.shows(c, by, at) {
					continue
				}
				past.Record, err = s.export(ctx, by, c, purpose)
			}
			if !yield(past, err) || err != nil && !storage.IsRecord(err) {
				return
			}
			if seen++; seen == q.Limit {
				return
			}
		}
	}
}

// mayExport refuses what cannot be exported.
func (s *Service) mayExport(by Actor, q Query, purpose string) error {
	const what = "export"
	if by.Agency != "" || !s.seesAll(by) {
		return fmt.Errorf("complaints: records are exported by those who see every case and act for no agency: %w", ErrForbidden)
	}
	if purpose != "" && !(&Complaint{}).mayOpenIdentity(by, s.moment()) {
		return fmt.Errorf("complaints: identities are exported by the %s only: %w", RoleNationalAdmin, ErrForbidden)
	}
	var p storage.Problems
	if q.Order != ByID && q.Order != ByNewest {
		p.Add("order", "want ByID or ByNewest: an export that opens identities changes the cases")
	}
	if purpose != "" && aduan.Blank(purpose) {
		p.Add("purpose", "holds only spaces and characters that do not show")
	}
	if purpose != "" && s.cfg.Identities == nil {
		p.Add("purpose", "no identity can be opened: Config.Identities is missing")
	}
	if purpose != "" && aduan.Blank(by.ID) {
		p.Add("actor.id", "is required: the entry must say who looked")
	}
	return p.Err(what)
}

// export is the record of a case, with the identity if there is a purpose.
func (s *Service) export(ctx context.Context, by Actor, c *Complaint, purpose string) (*Record, error) {
	r := &Record{Complaint: c}
	if purpose == "" {
		r.Complaint.hideExternal()
		r.Complaint.NextDue = time.Time{}
		return r, nil
	}
	found, err := s.OpenIdentity(ctx, by, c.ID, purpose)
	switch {
	case errors.Is(err, storage.ErrNotFound): // nobody told
	case errors.Is(err, storage.ErrInvalid) && !storage.IsRecord(err), errors.Is(err, storage.ErrConflict):
		return nil, &storage.RecordError{Kind: KindOfComplaint, Key: c.ID.String(), Due: c.NextDue, Updated: c.UpdatedAt(), Cause: err}
	case err != nil:
		return nil, err
	default:
		r.Identity = &found
		if r.Complaint, err = s.cfg.Store.Get(ctx, c.ID); err != nil {
			return nil, err
		}
	}
	r.Complaint.NextDue = time.Time{}
	return r, nil
}

// hideExternal leaves the external reference out of a record that hides who reported or what.
func (c *Complaint) hideExternal() {
	if !c.Disclosure.Anonymous() && !c.Disclosure.Secret() {
		return
	}
	c.External = External{}
	for i := range c.Timeline {
		c.Timeline[i].Details.External = External{}
	}
}
