package complaint_test

import (
	"context"
	"errors"
	"iter"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// cutStore is a store of which one read fails, the n-th from when that was said.
type cutStore struct {
	complaint.Store
	left atomic.Int64
	cut  atomic.Int64 // how many reads failed
}

func (s *cutStore) broken() bool {
	if s.left.Add(-1) != 0 {
		return false
	}
	s.cut.Add(1)
	return true
}

func (s *cutStore) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	if s.broken() {
		return nil, errLost
	}
	return s.Store.Get(ctx, id)
}

func (s *cutStore) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	if s.broken() {
		return nil, errLost
	}
	return s.Store.Head(ctx, id, key)
}

func (s *cutStore) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return s.until(s.Store.List(ctx, q))
}

func (s *cutStore) Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return s.until(s.Store.(complaint.Searcher).Search(ctx, text, q))
}

// until is a list until a read of it fails.
func (s *cutStore) until(list iter.Seq2[*complaint.Complaint, error]) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		if s.broken() {
			yield(nil, errLost)
			return
		}
		for c, err := range list {
			if s.broken() {
				yield(nil, errLost)
				return
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// untilEnd is what a list yields until it ends, and with which error.
func untilEnd[T any](seq iter.Seq2[T, error]) (list []T, err error) {
	for v, one := range seq {
		if one != nil {
			err = errors.Join(err, one)
			continue
		}
		list = append(list, v)
	}
	return list, err
}

// A read that fails anywhere within a call fails the call, with the error of the store: no
// answer is made of half of what was asked for, and nothing is written on the strength of it.
func TestABrokenReadBreaksTheCall(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(ctx context.Context, s *complaint.Service, parent, child complaint.ID) (any, error){
		"get a child": func(ctx context.Context, s *complaint.Service, _, child complaint.ID) (any, error) {
			return s.Get(ctx, byNational(), child)
		},
		"get a parent": func(ctx context.Context, s *complaint.Service, parent, _ complaint.ID) (any, error) {
			return s.Get(ctx, byNational(), parent)
		},
		"get as a liaison": func(ctx context.Context, s *complaint.Service, parent, _ complaint.ID) (any, error) {
			return s.Get(ctx, byAgency("works"), parent)
		},
		"mine": func(ctx context.Context, s *complaint.Service, _, child complaint.ID) (any, error) {
			return s.Mine(ctx, byReporter(), child)
		},
		"all of mine": func(ctx context.Context, s *complaint.Service, _, _ complaint.ID) (any, error) {
			return untilEnd(s.MineAll(ctx, byReporter()))
		},
		"search mine": func(ctx context.Context, s *complaint.Service, _, _ complaint.ID) (any, error) {
			return untilEnd(s.SearchMine(ctx, byReporter(), "jalan"))
		},
		"list": func(ctx context.Context, s *complaint.Service, _, _ complaint.ID) (any, error) {
			return untilEnd(s.List(ctx, byNational(), complaint.Query{}))
		},
		"list of an agency": func(ctx context.Context, s *complaint.Service, _, _ complaint.ID) (any, error) {
			return untilEnd(s.List(ctx, byAgency("works"), complaint.Query{}))
		},
		"list, escalated too": func(ctx context.Context, s *complaint.Service, _, _ complaint.ID) (any, error) {
			return untilEnd(s.List(ctx, complaint.Actor{ID: "exe", Role: complaint.RoleSuperior, Agency: "works"}, complaint.Query{}))
		},
		"inbox": func(ctx context.Context, s *complaint.Service, _, _ complaint.ID) (any, error) {
			return untilEnd(s.Inbox(ctx, byNational(), complaint.Query{}))
		},
		"allowed": func(ctx context.Context, s *complaint.Service, _, child complaint.ID) (any, error) {
			return s.WhyNot(ctx, byReporter(), child, complaint.ActionReply)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cut := &cutStore{}
			d := newDesk(t, func(cfg *complaint.Config) { cut.Store = cfg.Store; cfg.Store = cut })
			parent, child := d.handled("works", false), d.submit()
			d.do(byNational(), child.ID, mergeInto(parent.ID))
			d.do(byReporter(), child.ID, complaint.Command{Action: complaint.ActionReply, Note: "Masih rusak."})
			d.do(byNational(), parent.ID, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"elsewhere"}})
			_, err := call(t.Context(), d.Service, parent.ID, child.ID)
			require.NoError(t, err)
			reads := 0
			for n := int64(1); ; n++ {
				cut.left.Store(n)
				before := cut.cut.Load()
				_, err := call(t.Context(), d.Service, parent.ID, child.ID)
				if cut.cut.Load() == before {
					require.NoError(t, err)
					break
				}
				reads++
				require.ErrorIs(t, err, errLost, "read %d", n)
			}
			require.Positive(t, reads)
		})
	}
}

// Neither is anything written after such a read, by anybody, and a sweep says of what it lost
// its hold; with the next one all is done.
func TestABrokenReadWritesNothing(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(ctx context.Context, s *complaint.Service, parent, child complaint.ID) error{
		"pass on": func(ctx context.Context, s *complaint.Service, _, child complaint.ID) error {
			_, err := s.Do(ctx, byReporter(), child, complaint.Command{Action: complaint.ActionReply, Note: "Masih rusak.", Key: "k"})
			return err
		},
		"note": func(ctx context.Context, s *complaint.Service, _, child complaint.ID) error {
			_, err := s.Do(ctx, byNational(), child, complaint.Command{Action: complaint.ActionNote, Note: "a", Key: "k"})
			return err
		},
		"accuse": func(ctx context.Context, s *complaint.Service, parent, _ complaint.ID) error {
			_, err := s.Do(ctx, byNational(), parent, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"elsewhere"}, Key: "k"})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reads := 0
			for n := int64(1); ; n++ {
				cut := &cutStore{}
				d := newDesk(t, func(cfg *complaint.Config) { cut.Store = cfg.Store; cfg.Store = cut })
				parent, child := d.handled("works", false), d.submit()
				d.do(byNational(), child.ID, mergeInto(parent.ID))
				versions := [2]any{d.stored(parent.ID).Version, d.stored(child.ID).Version}
				cut.left.Store(n)
				err := call(t.Context(), d.Service, parent.ID, child.ID)
				cut.left.Store(0)
				if cut.cut.Load() == 0 {
					require.NoError(t, err)
					break
				}
				reads++
				require.ErrorIs(t, err, errLost, "read %d", n)
				require.Equal(t, versions, [2]any{d.stored(parent.ID).Version, d.stored(child.ID).Version}, "read %d", n)
			}
			require.Greater(t, reads, 1)
		})
	}
}

// A sweep and a recheck that lose their hold on the store say so, and the next one does what
// is left.
func TestABrokenReadOfASweepIsMadeGood(t *testing.T) {
	t.Parallel()
	sweep := func(ctx context.Context, s *complaint.Service) error {
		swept, err := s.Sweep(ctx, complaint.Position{}, 0)
		for _, f := range swept.Failed {
			err = errors.Join(err, f.Err)
		}
		return err
	}
	var whole [2][]lifecycle.Action // what became of the cases where no read failed
	for n := int64(0); ; n++ {
		cut := &cutStore{}
		d := newDesk(t, func(cfg *complaint.Config) { cut.Store = cfg.Store; cfg.Store = cut })
		parent, child := d.handled("works", false), d.submit()
		d.do(byNational(), child.ID, mergeInto(parent.ID))
		d.do(byAgency("works"), parent.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
		d.clock.advance(11 * deskDay)
		cut.left.Store(n)
		err := sweep(t.Context(), d.Service)
		cut.left.Store(0)
		lost := cut.cut.Load() > 0
		require.Equal(t, lost, errors.Is(err, errLost), "read %d: %v", n, err)
		for range 3 {
			require.NoError(t, sweep(t.Context(), d.Service))
		}
		became := [2][]lifecycle.Action{actionsOf(d.stored(parent.ID)), actionsOf(d.stored(child.ID))}
		if n == 0 {
			whole = became
			require.Equal(t, complaint.StateResolved, d.stored(parent.ID).State)
			continue
		}
		require.Equal(t, whole, became, "read %d", n)
		if !lost {
			require.Greater(t, n, int64(3))
			break
		}
	}
}

// Recheck makes a merged case due that has something to learn and is not, counts it, and
// passes on what it cannot read or write; that somebody else wrote meanwhile is no error.
func TestRecheckTellsWhatItCannotDo(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	parent, child := d.handled("works", false), d.submit()
	d.do(byNational(), child.ID, mergeInto(parent.ID))
	found, err := d.Recheck(t.Context())
	require.NoError(t, err)
	require.Zero(t, found, "it has nothing to learn")
	d.do(byAgency("works"), parent.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	forget := func() {
		if c := d.stored(child.ID); !c.NextDue.IsZero() { // as an earlier release left it
			require.NoError(t, d.working.Commit(t.Context(), complaint.Batch{Due: []complaint.Due{{ID: c.ID, Version: c.Version, Was: c.NextDue}}}))
		}
	}
	forget()
	cut, strike := &cutStore{Store: d.working}, &strikeStore{}
	s := d.serve(func(cfg *complaint.Config) { strike.Store = cut; cfg.Store = strike })
	strike.hints.Store(true)
	for n := int64(1); ; n++ {
		cut.left.Store(n)
		before := cut.cut.Load()
		found, err := s.Recheck(t.Context())
		if cut.cut.Load() == before {
			require.NoError(t, err)
			require.Equal(t, 1, found)
			require.Equal(t, d.clock.now().UTC(), d.stored(child.ID).NextDue)
			break
		}
		require.ErrorIs(t, err, errLost, "read %d", n)
		require.Zero(t, found, "read %d", n)
		require.Zero(t, d.stored(child.ID).NextDue)
	}
	cut.left.Store(0)
	found, err = s.Recheck(t.Context())
	require.NoError(t, err)
	require.Zero(t, found, "it is due")
	forget()
	var conflict error = &storage.ConflictError{Kind: complaint.KindOfComplaint, Key: child.ID.String()}
	strike.before.Store(&conflict)
	found, err = s.Recheck(t.Context())
	require.NoError(t, err)
	require.Zero(t, found)
	lost := errLost
	strike.before.Store(&lost)
	found, err = s.Recheck(t.Context())
	require.ErrorIs(t, err, errLost)
	require.Zero(t, found)
	odd := d.serve(func(cfg *complaint.Config) { cfg.Store = &oddStore{cfg.Store, child.ID} })
	found, err = odd.Recheck(t.Context())
	require.ErrorContains(t, err, "of a newer release")
	require.Zero(t, found)
	d.clock.advance(2 * complaint.MostAhead)
	found, err = d.serve().Recheck(t.Context())
	require.ErrorIs(t, err, complaint.ErrClock)
	require.ErrorContains(t, err, "recheck: ")
	require.Zero(t, found)
}
