package faulty

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/storagetest"
)

func isErr(err, target error) bool { return errors.Is(err, target) }

func versionFaults() []Fault {
	met := func(check, planted string, wrong func(c *complaint.Complaint, e *storage.ConflictError, s *plant) bool) Fault {
		return accepts(check, planted, func(s *plant, b backend.Batch, err error) bool {
			c, e := sole(b), conflict(err, complaint.KindOfComplaint)
			return c != nil && e != nil && wrong(c, e, s)
		})
	}
	changing := func(check, planted string, when func(err error) bool) Fault {
		return commits(check, planted, func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error {
			copied := b
			copied.Complaints = cloned(b.Complaints)
			err := call(ctx, copied)
			if when(err) {
				for _, c := range b.Complaints {
					if err != nil || c.Version == 0 {
						c.Version++
					}
				}
			}
			return err
		})
	}
	return []Fault{
		{Check: "versions/count", Planted: "the fourth version reads as the fifth", Shared: true, into: func(s *plant) {
			s.read = func(c *complaint.Complaint) {
				if c.Version >= 4 {
					c.Version++
				}
			}
		}},
		shared(met("versions/stale", "a stale complaint is dropped in silence", func(_ *complaint.Complaint, e *storage.ConflictError, _ *plant) bool {
			return e.Expected > 0 && e.Expected < e.Stored
		})),
		{Check: "versions/read", Planted: "what was read cannot be committed: its salts are gone", Shared: true, into: func(s *plant) {
			s.read = eachText(func(t *complaint.Text) { t.Salt = complaint.Salt{} })
		}},
		changing("versions/argument", "the commit of a new complaint raises the version in its argument", func(err error) bool { return err == nil }),
		changing("versions/refused-argument", "a conflict raises the version in the argument", func(err error) bool { return isErr(err, storage.ErrConflict) }),
		met("versions/future", "a version from the future is dropped in silence", func(_ *complaint.Complaint, e *storage.ConflictError, _ *plant) bool {
			return e.Stored > 0 && e.Expected > e.Stored
		}),
		met("versions/missing", "an update of nothing is dropped in silence", func(_ *complaint.Complaint, e *storage.ConflictError, _ *plant) bool {
			return e.Stored == 0 && e.Expected == 1
		}),
		met("versions/again", "creating the same complaint again is taken for a repetition", func(c *complaint.Complaint, e *storage.ConflictError, s *plant) bool {
			return e.Expected == 0 && len(s.stored(c.ID).Texts) == 2 && len(c.Texts) == 2
		}),
		answers("versions/facts", "a conflict has no facts", func(_ *plant, b backend.Batch, err error) error {
			if sole(b) != nil && isErr(err, storage.ErrConflict) {
				return bare(err)
			}
			return err
		}),
		answers("versions/negative", "a negative version is a conflict", func(_ *plant, b backend.Batch, err error) error {
			if c := sole(b); c != nil && c.Version < 0 {
				return storage.ErrConflict
			}
			return err
		}),
		commits("versions/touch", "a commit that changes nothing is skipped", func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error {
			if c := sole(b); c != nil && c.Version > 0 {
				old := s.stored(c.ID)
				if old != nil && storagetest.Difference(old, c) == "" {
					return nil
				}
			}
			return call(ctx, b)
		}),
	}
}

// shared marks a fault that several checks catch.
func shared(f Fault) Fault {
	f.Shared = true
	return f
}

func cloned(list []*complaint.Complaint) []*complaint.Complaint {
	copied := make([]*complaint.Complaint, len(list))
	for i, c := range list {
		if c != nil {
			copied[i] = c.Clone()
		}
	}
	return copied
}

// only keeps the complaints of a batch that are so.
func only(b backend.Batch, keep func(i int, c *complaint.Complaint) bool) backend.Batch {
	var list []*complaint.Complaint
	for i, c := range b.Complaints {
		if keep(i, c) {
			list = append(list, c)
		}
	}
	b.Complaints = list
	return b
}

func isNew(c *complaint.Complaint) bool { return c != nil && c.Version == 0 }
func isOld(c *complaint.Complaint) bool { return c != nil && c.Version > 0 }

func batchFaults() []Fault {
	good := func(_ int, c *complaint.Complaint) bool { return c != nil && c.State != "" && c.Version == 0 }
	return []Fault{
		rewrites("batch/several", "the third of three new complaints is forgotten", func(_ *plant, b backend.Batch) backend.Batch {
			if len(b.Complaints) == 3 && !some(b.Complaints, func(c *complaint.Complaint) bool { return !isNew(c) }) {
				return only(b, func(i int, _ *complaint.Complaint) bool { return i < 2 })
			}
			return b
		}),
		rewrites("batch/new-and-old", "beside a stored complaint new ones are forgotten", func(_ *plant, b backend.Batch) backend.Batch {
			if some(b.Complaints, isOld) && some(b.Complaints, isNew) {
				return only(b, func(_ int, c *complaint.Complaint) bool { return isOld(c) })
			}
			return b
		}),
		accepts("batch/empty", "an empty batch is accepted", func(_ *plant, b backend.Batch, _ error) bool {
			return size(b) == 0
		}),
		rewrites("batch/nil", "nil records are skipped", func(_ *plant, b backend.Batch) backend.Batch {
			return only(b, func(_ int, c *complaint.Complaint) bool { return c != nil || len(b.Complaints) == 1 })
		}),
		rewrites("batch/twice", "of a record that stands twice the last one is written", func(_ *plant, b backend.Batch) backend.Batch {
			if len(b.Complaints) == 2 && b.Complaints[0].ID == b.Complaints[1].ID {
				return only(b, func(i int, _ *complaint.Complaint) bool { return i == 1 })
			}
			return b
		}),
		halves("batch/conflict", "beside a stale complaint the new ones are written", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			e := conflict(err, complaint.KindOfComplaint)
			return only(b, good), e != nil && e.Stored > 0 && len(b.Complaints) == 3
		}),
		halves("batch/invalid", "beside an invalid complaint the others are written", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return only(b, good), some(b.Complaints, func(c *complaint.Complaint) bool { return isNew(c) && c.State == "" })
		}),
		halves("batch/duplicate", "beside a complaint with a taken number the others are written", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return only(b, func(i int, _ *complaint.Complaint) bool { return i != 1 }), isErr(err, storage.ErrDuplicate) && len(b.Complaints) == 3
		}),
		halves("batch/update-undone", "an update before a conflict stays", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			e := conflict(err, complaint.KindOfComplaint)
			return only(b, func(i int, _ *complaint.Complaint) bool { return i == 0 }), e != nil && len(b.Complaints) == 2 && isOld(b.Complaints[0])
		}),
		accepts("batch/zero-id", "a complaint without ID is dropped in silence", func(_ *plant, b backend.Batch, _ error) bool {
			return sole(b) != nil && sole(b).ID.IsZero()
		}),
		accepts("batch/no-timeline", "a complaint without timeline is dropped in silence", func(_ *plant, b backend.Batch, _ error) bool {
			return sole(b) != nil && len(sole(b).Timeline) == 0
		}),
		answers("batch/order-of-errors", "versions are compared before anything else", func(_ *plant, b backend.Batch, err error) error {
			if c := sole(b); c != nil && c.State == "" && c.Version > 0 {
				return storage.ErrConflict
			}
			return err
		}),
		answers("batch/conflict-first", "unique values are compared before versions", func(s *plant, b backend.Batch, err error) error {
			c := sole(b)
			if c != nil && isErr(err, storage.ErrConflict) && s.stored(c.ID) == nil && s.count() > 0 && s.taken(c) {
				return storage.ErrDuplicate
			}
			return err
		}),
		shared(answers("batch/stale-before-past", "the past is compared before versions", func(s *plant, b backend.Batch, err error) error {
			if c := sole(b); c != nil && isErr(err, storage.ErrConflict) && c.Version > 0 {
				return storage.ErrInvalid
			}
			return err
		})),
	}
}

// taken reports whether another complaint has the tracking number.
func (s *plant) taken(c *complaint.Complaint) bool {
	q := complaint.Query{Filter: complaint.Filter{Tracking: c.Tracking}}
	list, err := collect(s.Store.Set().Complaints.List(context.Background(), q))
	return err == nil && len(list) > 0 && list[0].ID != c.ID
}

func pastFaults() []Fault {
	forgives := func(name, planted string, wrong func(old, next *complaint.Complaint) bool) Fault {
		return accepts("past/"+name, planted, func(s *plant, b backend.Batch, err error) bool {
			next := sole(b)
			if next == nil || next.Version == 0 || !isErr(err, storage.ErrInvalid) || next.State == "" {
				return false
			}
			old := s.stored(next.ID)
			return old != nil && wrong(old, next)
		})
	}
	entry := func(name, planted string, wrong func(old, next complaint.Entry) bool) Fault {
		return forgives(name, planted, func(old, next *complaint.Complaint) bool {
			if len(next.Timeline) < len(old.Timeline) {
				return false
			}
			for i, e := range old.Timeline {
				if wrong(e, next.Timeline[i]) {
					return true
				}
			}
			return false
		})
	}
	return []Fault{
		forgives("shortened", "a shorter timeline is accepted", func(old, next *complaint.Complaint) bool { return len(next.Timeline) < len(old.Timeline) }),
		entry("rewritten", "another action of an old entry is accepted", func(old, next complaint.Entry) bool { return old.Action != next.Action }),
		entry("instant", "another instant of an old entry is accepted", func(old, next complaint.Entry) bool { return !old.At.Equal(next.At) }),
		entry("actor", "another actor of an old entry is accepted", func(old, next complaint.Entry) bool { return old.By != next.By }),
		entry("details", "other facts of an old entry are accepted", func(old, next complaint.Entry) bool {
			return old.Details.Disclosure != nil && next.Details.Disclosure != nil && *old.Details.Disclosure != *next.Details.Disclosure
		}),
		entry("key", "another key of an old entry is accepted", func(old, next complaint.Entry) bool { return old.Key != next.Key }),
		entry("note", "another note of an old entry is accepted", func(old, next complaint.Entry) bool { return old.Note != next.Note }),
		forgives("entry-version", "a new entry with any version is accepted", func(old, next *complaint.Complaint) bool {
			return some(next.Timeline[min(len(old.Timeline), len(next.Timeline)):], func(e complaint.Entry) bool { return e.Version != next.Version+1 })
		}),
		forgives("text-lost", "a lost text is accepted", func(old, next *complaint.Complaint) bool { return len(next.Texts) < len(old.Texts) }),
		forgives("text-replaced", "a replaced text is accepted", func(old, next *complaint.Complaint) bool {
			return len(next.Texts) == len(old.Texts) && some(next.Texts, func(t complaint.Text) bool {
				return !t.Erased && !slices.Contains(old.Texts, t)
			}) && !some(old.Texts, func(t complaint.Text) bool { return t.Erased })
		}),
		forgives("tracking", "another tracking number is accepted", func(old, next *complaint.Complaint) bool { return old.Tracking != next.Tracking }),
		forgives("reporter", "another reporter is accepted", func(old, next *complaint.Complaint) bool { return old.Reporter != next.Reporter }),
		forgives("lifecycle", "another lifecycle is accepted", func(old, next *complaint.Complaint) bool { return old.Lifecycle != next.Lifecycle }),
		forgives("policy", "another policy is accepted", func(old, next *complaint.Complaint) bool { return old.Policy != next.Policy }),
		forgives("external", "another external reference is accepted", func(old, next *complaint.Complaint) bool { return !old.External.Equal(next.External) }),
		forgives("silent", "another category without an entry is accepted", func(old, next *complaint.Complaint) bool {
			return len(next.Timeline) == len(old.Timeline) && next.Category != old.Category
		}),
		forgives("silent-text", "a text more without an entry is accepted", func(old, next *complaint.Complaint) bool {
			return len(next.Timeline) == len(old.Timeline) && len(next.Texts) > len(old.Texts)
		}),
		refuses("past/hint", "whatever comes without an entry and is not the stored record is refused", storage.ErrInvalid, func(s *plant, b backend.Batch) bool {
			c := sole(b)
			if !isOld(c) {
				return false
			}
			old := s.stored(c.ID)
			return old != nil && len(c.Timeline) == len(old.Timeline) && some(c.Texts, func(t complaint.Text) bool { return t.Erased })
		}),
		refuses("past/erase", "erasing a stored text is refused", storage.ErrInvalid, func(s *plant, b backend.Batch) bool {
			c := sole(b)
			return isOld(c) && len(c.Timeline) > 1 && some(c.Texts, func(t complaint.Text) bool { return t.Erased })
		}),
		forgives("unerase", "an erased text may come back", func(old, next *complaint.Complaint) bool {
			return some(old.Texts, func(t complaint.Text) bool { return t.Erased })
		}),
		refuses("past/open-header", "the disclosure counts as header", storage.ErrInvalid, func(s *plant, b backend.Batch) bool {
			if c := sole(b); isOld(c) {
				old := s.stored(c.ID)
				return old != nil && old.Disclosure != c.Disclosure
			}
			return false
		}),
	}
}

func uniqueFaults() []Fault {
	named := func(check, from, to string) Fault {
		return answers(check, "the error for a taken value names no known field", func(_ *plant, _ backend.Batch, err error) error {
			var d *storage.DuplicateError
			if errors.As(err, &d) && d.Field == from {
				return &storage.DuplicateError{Kind: d.Kind, Key: d.Key, Field: to}
			}
			return err
		})
	}
	two := func(check, planted string, same func(a, b *complaint.Complaint) bool) Fault {
		return accepts(check, planted, func(_ *plant, b backend.Batch, err error) bool {
			return isErr(err, storage.ErrDuplicate) && len(b.Complaints) == 2 && same(b.Complaints[0], b.Complaints[1])
		})
	}
	// alike refuses a reference that some other stored one resembles.
	alike := func(check, planted string, same func(a, b complaint.External) bool) Fault {
		return refuses(check, planted, storage.ErrDuplicate, func(s *plant, b backend.Batch) bool {
			var seen []*complaint.Complaint
			for _, done := range s.committed() {
				seen = append(seen, done.Complaints...)
			}
			for _, c := range b.Complaints {
				if c == nil || c.External.IsZero() {
					continue
				}
				for _, d := range seen {
					if d.ID != c.ID && !d.External.IsZero() && !d.External.Equal(c.External) && same(c.External, d.External) {
						return true
					}
				}
				seen = append(seen, c)
			}
			return false
		})
	}
	return []Fault{
		named("unique/tracking", "tracking", "number"),
		named("unique/external", "external", "reference"),
		two("unique/within-a-batch", "two of one batch may share a number", func(a, b *complaint.Complaint) bool { return a.Tracking == b.Tracking }),
		two("unique/external-within-a-batch", "two of one batch may share a reference", func(a, b *complaint.Complaint) bool {
			return a.External.Equal(b.External) && !a.External.IsZero()
		}),
		refuses("unique/own", "a complaint with a reference collides with itself", storage.ErrDuplicate, func(s *plant, b backend.Batch) bool {
			if c := sole(b); isOld(c) && !c.External.IsZero() {
				old := s.stored(c.ID)
				return old != nil && old.External.Equal(c.External)
			}
			return false
		}),
		alike("unique/systems", "references are unique by their ID alone", func(a, b complaint.External) bool { return a.ID.Equal(b.ID) }),
		alike("unique/case", "references are compared without case", func(a, b complaint.External) bool {
			return strings.EqualFold(a.ID.Open(), b.ID.Open()) && a.System == b.System
		}),
		alike("unique/joints", "references are joined with a slash", func(a, b complaint.External) bool { return a.System+"/"+a.ID.Open() == b.System+"/"+b.ID.Open() }),
		{Check: "unique/released", Planted: "a refused batch keeps its numbers", into: func(s *plant) {
			var mu sync.Mutex
			held := map[complaint.Tracking]complaint.ID{}
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				mu.Lock()
				defer mu.Unlock()
				for _, c := range b.Complaints {
					if isNew(c) && !held[c.Tracking].IsZero() && held[c.Tracking] != c.ID {
						return storage.ErrDuplicate
					}
				}
				err := call(ctx, b)
				if isErr(err, storage.ErrConflict) && len(b.Complaints) == 2 {
					held[b.Complaints[0].Tracking] = b.Complaints[0].ID
				}
				return err
			}
		}},
		accepts("unique/many", "beyond thirty complaints numbers are forgotten", func(s *plant, _ backend.Batch, err error) bool {
			return isErr(err, storage.ErrDuplicate) && s.count() > 30
		}),
	}
}
