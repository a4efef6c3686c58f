package complaint_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// foundStore finds what it is told to, whatever is sought.
type foundStore struct {
	complaint.Store
	found []any // a case or an error each
}

func (s *foundStore) Search(context.Context, string, complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		for _, one := range s.found {
			c, _ := one.(*complaint.Complaint)
			err, _ := one.(error)
			if !yield(c, err) {
				return
			}
		}
	}
}

// A list goes on for as long as its reader does, and no longer, also after an error.
func TestListsStopWhereTheirReaderDoes(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var ids []complaint.ID
	for range 3 {
		r := d.handled("works", false)
		ids = append(ids, r.ID)
	}
	for name, count := range map[string]func(s *complaint.Service, most int) int{
		"mine": func(s *complaint.Service, most int) int { return read(s.MineAll(t.Context(), byReporter()), most) },
		"list": func(s *complaint.Service, most int) int {
			return read(s.List(t.Context(), byNational(), complaint.Query{}), most)
		},
		"their list": func(s *complaint.Service, most int) int {
			return read(s.List(t.Context(), byAgency("works"), complaint.Query{}), most)
		},
		"search": func(s *complaint.Service, most int) int {
			return read(s.Search(t.Context(), byNational(), "jalan", complaint.Query{}), most)
		},
		"search mine": func(s *complaint.Service, most int) int {
			return read(s.SearchMine(t.Context(), byReporter(), "jalan"), most)
		},
		"search public": func(s *complaint.Service, most int) int {
			return read(s.SearchPublic(t.Context(), "jalan", complaint.PublicQuery{}), most)
		},
	} {
		for most, want := range map[int]int{1: 1, 2: 2, 9: 3} {
			require.Equal(t, want, count(d.Service, most), name)
		}
	}

	mine, theirs := d.stored(ids[0]), d.id()
	other, err := d.Submit(t.Context(), complaint.Actor{ID: "ketut"}, deskDraft())
	require.NoError(t, err)
	oddOf := func(id complaint.ID) error {
		return &storage.RecordError{Kind: complaint.KindOfComplaint, Key: id.String(), Cause: errors.New("of a newer release")}
	}
	for name, tt := range map[string]struct {
		found []any
		most  int
		want  int
		err   bool
	}{
		"one of mine is odd":        {[]any{oddOf(ids[1]), mine}, 9, 2, true},
		"and they stop there":       {[]any{oddOf(ids[1]), mine}, 1, 1, true},
		"one of others is odd":      {[]any{oddOf(theirs), mine}, 9, 1, false},
		"one of others":             {[]any{d.stored(other.ID), mine}, 9, 1, false},
		"the connection is lost":    {[]any{errLost, mine}, 9, 1, true},
		"lost, and they stop there": {[]any{errLost, mine}, 1, 1, true},
	} {
		s := d.serve(func(cfg *complaint.Config) { cfg.Store = &foundStore{cfg.Store, tt.found} })
		n, failed := 0, false
		for _, err := range s.SearchMine(t.Context(), byReporter(), "jalan") {
			n++
			if failed = failed || err != nil; n == tt.most {
				break
			}
		}
		require.Equal(t, tt.want, n, name)
		require.Equal(t, tt.err, failed, name)
	}
}

// read counts what a reader takes who stops after the first few.
func read[T any](seq iter.Seq2[T, error], most int) (n int) {
	for _, err := range seq {
		if err != nil {
			return -1
		}
		if n++; n == most {
			break
		}
	}
	return n
}

// headStore has lost a case but for its head.
type headStore struct{ *goneStore }

func (s headStore) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	return s.Store.Head(ctx, id, key)
}

// A case that is not there any more is not found, and has ended for those that were merged
// into it: their reporters write to nobody through it, and the timer gives them back.
func TestACaseThatIsGone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	parent, child := d.handled("works", false), d.submit()
	d.do(byNational(), child.ID, mergeInto(parent.ID))
	gone := &goneStore{d.working, parent.ID}
	for _, store := range []complaint.Store{gone, headStore{gone}} {
		s := d.serve(func(cfg *complaint.Config) { cfg.Store = store })
		_, err := s.Get(t.Context(), byNational(), parent.ID)
		require.ErrorIs(t, err, storage.ErrNotFound)
		require.ErrorContains(t, err, parent.ID.String())
		_, err = s.Do(t.Context(), byNational(), parent.ID, noteOf("a"))
		require.ErrorIs(t, err, storage.ErrNotFound)
		_, err = s.Do(t.Context(), byReporter(), child.ID, complaint.Command{Action: complaint.ActionReply, Note: "Masih rusak."})
		require.ErrorIs(t, err, complaint.ErrNotAllowed)
		v, err := s.Mine(t.Context(), byReporter(), child.ID)
		require.NoError(t, err)
		require.Nil(t, v.Follows)
	}
	s := d.serve(func(cfg *complaint.Config) { cfg.Store = gone })
	found, err := s.Recheck(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, found)
	swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Equal(t, []complaint.Orphan{{ID: child.ID, Parent: parent.ID, Returned: true}}, swept.Orphans)
	require.True(t, d.stored(child.ID).Parent.IsZero())
	require.Equal(t, complaint.StateSubmitted, d.stored(child.ID).State)
}
