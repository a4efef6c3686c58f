package faulty

import (
	"context"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// moving is the hint that a batch moves and nothing else.
func moving(b backend.Batch) *complaint.Due {
	if len(b.Due) == 1 && size(b) == 1 {
		return &b.Due[0]
	}
	return nil
}

// moved reports whether a hint moved alone since the complaint was committed.
func (s *plant) moved(id complaint.ID) bool {
	return some(s.committed(), func(b backend.Batch) bool {
		return some(b.Due, func(d complaint.Due) bool { return d.ID == id })
	})
}

func hintFaults() []Fault {
	met := func(check, planted string, wrong func(s *plant, d *complaint.Due, e *storage.ConflictError) bool) Fault {
		return accepts(check, planted, func(s *plant, b backend.Batch, err error) bool {
			d, e := moving(b), conflict(err, complaint.KindOfComplaint)
			return d != nil && e != nil && wrong(s, d, e)
		})
	}
	changing := func(check, planted string, change func(b backend.Batch) []complaint.Due) Fault {
		return rewrites(check, planted, func(_ *plant, b backend.Batch) backend.Batch {
			b.Due = change(b)
			return b
		})
	}
	lists := func(check, planted string, when func(q complaint.Query) bool) Fault {
		return yields(check, planted, func(s *plant, q complaint.Query, ask func(complaint.Query) []*complaint.Complaint) ([]*complaint.Complaint, error) {
			list := ask(q)
			if when(q) {
				list = slices.DeleteFunc(list, func(c *complaint.Complaint) bool { return s.moved(c.ID) })
			}
			return list, nil
		})
	}
	return []Fault{
		shared(commits("hints/moves", "a hint that moves alone stays", func(_ *plant, ctx context.Context, b backend.Batch, call commitCall) error {
			if moving(b) != nil {
				return nil
			}
			return call(ctx, b)
		})),
		commits("hints/never", "a hint that moves to never stays", func(_ *plant, ctx context.Context, b backend.Batch, call commitCall) error {
			if d := moving(b); d != nil && d.Next.IsZero() {
				return nil
			}
			return call(ctx, b)
		}),
		met("hints/version", "a stale hint is dropped in silence", func(_ *plant, _ *complaint.Due, e *storage.ConflictError) bool {
			return e.Field == "" && e.Stored > 0
		}),
		met("hints/was", "a hint that moved since it was read is dropped in silence, if it was never due", func(_ *plant, d *complaint.Due, e *storage.ConflictError) bool {
			return e.Field != "" && d.Was.IsZero()
		}),
		met("hints/missing", "the hint of nothing is dropped in silence", func(_ *plant, _ *complaint.Due, e *storage.ConflictError) bool {
			return e.Stored == 0
		}),
		changing("hints/twice", "of a hint that moves twice the last move is written", func(b backend.Batch) []complaint.Due {
			if len(b.Due) == 2 && b.Due[0].ID == b.Due[1].ID {
				return b.Due[1:]
			}
			return b.Due
		}),
		changing("hints/both", "of a complaint and its hint the complaint is written", func(b backend.Batch) []complaint.Due {
			if c := only(b, func(_ int, c *complaint.Complaint) bool { return isOld(c) }).Complaints; len(c) == 1 && len(b.Due) == 1 && c[0].ID == b.Due[0].ID {
				return nil
			}
			return b.Due
		}),
		changing("hints/odd", "hints are cut to microseconds", func(b backend.Batch) []complaint.Due {
			list := slices.Clone(b.Due)
			for i := range list {
				list[i].Next = list[i].Next.Truncate(time.Microsecond)
			}
			return list
		}),
		halves("hints/undone", "beside a hint that is refused the others move", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			if e := conflict(err, complaint.KindOfComplaint); e == nil || e.Field == "" || len(b.Due) != 2 {
				return b, false
			}
			return backend.Batch{Batch: complaint.Batch{Due: b.Due[:1]}}, true
		}),
		halves("hints/refused", "beside a complaint that is refused hints move", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			e := conflict(err, complaint.KindOfComplaint)
			return backend.Batch{Batch: complaint.Batch{Due: b.Due}}, e != nil && e.Field == "" && len(b.Due) == 1 && len(b.Complaints) == 1
		}),
		lists("hints/lists", "the list of what is due does not know of hints that moved alone", func(q complaint.Query) bool {
			return !q.Filter.DueBy.IsZero() && q.Filter.Agency == ""
		}),
		lists("hints/agencies", "the list of what is due in an agency does not know of hints that moved alone", func(q complaint.Query) bool {
			return !q.Filter.DueBy.IsZero() && q.Filter.Agency != ""
		}),
		refuses("hints/commit", "a complaint that was read before its hint moved is a conflict", storage.ErrConflict, func(s *plant, b backend.Batch) bool {
			c := sole(b)
			return isOld(c) && s.moved(c.ID)
		}),
		changing("hints/many", "of many hints thirty move", func(b backend.Batch) []complaint.Due { return b.Due[:min(len(b.Due), 30)] }),
		follows("hints/feed", "the feed tells of hints that moved alone", func(s *plant, ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
			return func(yield func(storage.Change, error) bool) {
				for c, err := range call(ctx, after, limit) {
					if !yield(c, err) {
						return
					}
					if id, bad := complaint.ParseID(c.Key); bad == nil && c.Kind == complaint.KindOfComplaint && s.moved(id) && !yield(c, err) {
						return
					}
				}
			}
		}),
		met("races/claim", "a claim that lost a race is taken for a repetition", func(s *plant, d *complaint.Due, e *storage.ConflictError) bool {
			c := s.stored(d.ID)
			return e.Field != "" && c != nil && c.NextDue.Equal(d.Next)
		}),
	}
}
