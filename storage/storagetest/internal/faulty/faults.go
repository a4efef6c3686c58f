package faulty

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// Faults lists every planted fault, ordered as the suite orders its checks.
func Faults() []Fault {
	return slices.Concat(
		recordFaults(), headFaults(), textFaults(), timeFaults(), versionFaults(), batchFaults(), pastFaults(), hintFaults(), uniqueFaults(), copyFaults(),
		listFaults(), placeFaults(), orderFaults(), walkFaults(), filterFaults(), fieldFaults(), cancelFaults(), raceFaults(),
		identityFaults(), accountFaults(), agencyFaults(), planFaults(), meetingFaults(), roadmapFaults(),
		editionFaults(), editionListFaults(), wholeFaults(), closedFaults(), feedFaults(), feedReadFaults(), searchFaults(),
	)
}

// reads plants a change of what is read.
func reads(check, planted string, change func(*complaint.Complaint)) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) { s.read = change }}
}

// commits, follows and searches plant another Commit, another feed and another
// search.
func commits(check, planted string, commit func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error { return commit(s, ctx, b, call) }
	}}
}

func follows(check, planted string, changes func(s *plant, ctx context.Context, after storage.Cursor, limit int, call feedCall) feed) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		s.changes = func(ctx context.Context, after storage.Cursor, limit int, call feedCall) feed {
			return changes(s, ctx, after, limit, call)
		}
	}}
}

func searches(check, planted string, search func(s *plant, ctx context.Context, text string, q complaint.Query, call searchCall) cases) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		s.search = func(ctx context.Context, text string, q complaint.Query, call searchCall) cases {
			return search(s, ctx, text, q, call)
		}
	}}
}

// accepts plants a commit that acknowledges what it should refuse, and writes
// nothing.
func accepts(check, planted string, wrong func(s *plant, b backend.Batch, err error) bool) Fault {
	return answers(check, planted, func(s *plant, b backend.Batch, err error) error {
		if wrong(s, b, err) {
			return nil
		}
		return err
	})
}

// answers plants another answer to a refused commit.
func answers(check, planted string, answer func(s *plant, b backend.Batch, err error) error) Fault {
	return commits(check, planted, func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error {
		err := call(ctx, b)
		if err != nil {
			err = answer(s, b, err)
		}
		return err
	})
}

// refuses plants a refusal of what is right.
func refuses(check, planted string, err error, wrong func(s *plant, b backend.Batch) bool) Fault {
	return commits(check, planted, func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error {
		if wrong(s, b) {
			return err
		}
		return call(ctx, b)
	})
}

// rewrites plants a change of what is committed.
func rewrites(check, planted string, change func(s *plant, b backend.Batch) backend.Batch) Fault {
	return commits(check, planted, func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error {
		return call(ctx, change(s, b))
	})
}

// halves plants a refused batch of which a part is written all the same.
func halves(check, planted string, part func(s *plant, b backend.Batch, err error) (backend.Batch, bool)) Fault {
	return commits(check, planted, func(s *plant, ctx context.Context, b backend.Batch, call commitCall) error {
		err := call(ctx, b)
		if err == nil {
			return nil
		}
		if some, ok := part(s, b, err); ok {
			_ = call(context.WithoutCancel(ctx), some)
		}
		return err
	})
}

// asks plants a change of what a list is asked for.
func asks(check, planted string, change func(s *plant, q *complaint.Query)) Fault {
	return toCases().lists(check, planted, func(s *plant, ctx context.Context, q complaint.Query, call casesCall) cases {
		change(s, &q)
		return call(ctx, q)
	})
}

// yields plants a change of what a list yields: the function gets the query and
// a way to ask another.
func yields(check, planted string, change func(s *plant, q complaint.Query, ask func(complaint.Query) []*complaint.Complaint) ([]*complaint.Complaint, error)) Fault {
	return toCases().lists(check, planted, func(s *plant, ctx context.Context, q complaint.Query, call casesCall) cases {
		return func(yield func(*complaint.Complaint, error) bool) {
			var failed error
			list, err := change(s, q, func(q complaint.Query) []*complaint.Complaint {
				got, err := collect(call(ctx, q))
				failed = errors.Join(failed, err)
				return got
			})
			spread(ctx, list, errors.Join(err, failed))(yield)
		}
	})
}

// keeps plants a list that leaves out, or takes in, what it should not: the
// field of the filter is cleared and judged anew.
func keeps(check, planted string, field func(f *complaint.Filter) (asked bool), match func(f complaint.Filter, c *complaint.Complaint) bool) Fault {
	return yields(check, planted, func(_ *plant, q complaint.Query, ask func(complaint.Query) []*complaint.Complaint) ([]*complaint.Complaint, error) {
		wide := q
		if !field(&wide.Filter) || q.Limit > 0 {
			return ask(q), nil
		}
		return slices.DeleteFunc(ask(wide), func(c *complaint.Complaint) bool { return !match(q.Filter, c) }), nil
	})
}

// collect gathers a sequence.
func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var list []T
	for v, err := range seq {
		if err != nil {
			return list, err
		}
		list = append(list, v)
	}
	return list, nil
}

// spread yields a list, and an error last. It looks at the context as a correct
// store does.
func spread[T any](ctx context.Context, list []T, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if ctx.Err() != nil {
				yield(*new(T), ctx.Err())
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}

// conflict is the conflict in an error, nil if there is none.
func conflict(err error, kind storage.Kind) *storage.ConflictError {
	var c *storage.ConflictError
	if errors.As(err, &c) && c.Kind == kind {
		return c
	}
	return nil
}

// sole is the complaint of a batch that holds nothing else.
func sole(b backend.Batch) *complaint.Complaint {
	if len(b.Complaints) == 1 && size(b) == 1 {
		return b.Complaints[0]
	}
	return nil
}

// noted reports whether the last entry of a complaint has a note.
func noted(c *complaint.Complaint) bool {
	return c != nil && len(c.Timeline) > 0 && !c.Timeline[len(c.Timeline)-1].Note.IsZero()
}

// some reports whether a list has something that is so.
func some[T any](list []T, is func(T) bool) bool { return slices.ContainsFunc(list, is) }
