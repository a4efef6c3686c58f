package complaint_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// oddStore is a store in which one record cannot be read.
type oddStore struct {
	complaint.Store
	odd complaint.ID
}

func (s *oddStore) error(c *complaint.Complaint) error {
	return &storage.RecordError{Kind: complaint.KindOfComplaint, Key: c.ID.String(), Due: c.NextDue, Cause: errors.New("of a newer release")}
}

func (s *oddStore) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	c, err := s.Store.Get(ctx, id)
	if err == nil && id == s.odd {
		return nil, s.error(c)
	}
	return c, err
}

func (s *oddStore) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	c, err := s.Store.Head(ctx, id, key)
	if err == nil && id == s.odd {
		return nil, s.error(c)
	}
	return c, err
}

func (s *oddStore) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		for c, err := range s.Store.List(ctx, q) {
			if err == nil && c.ID == s.odd {
				c, err = nil, s.error(c)
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// One record that cannot be read hides no other from anybody, and only those who may
// see every case hear of it.
func TestServiceGoesOnAfterAnOddRecord(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	var log bytes.Buffer
	s := &oddStore{}
	d := newDesk(t, func(cfg *complaint.Config) { s.Store = cfg.Store; cfg.Store = s }, logged(&log))
	first, odd, last := d.submit(), d.submit(), d.submit()
	for _, r := range []complaint.Receipt{first, odd, last} {
		d.do(byNational(), r.ID, forwardTo("works"))
	}
	child := d.submit()
	d.do(byNational(), child.ID, mergeInto(odd.ID))
	d.clock.advance(30 * deskDay)
	d.do(byAgency("works"), odd.ID, noteOf("a"))
	due := d.submit()
	d.clock.advance(30 * deskDay)
	s.odd = odd.ID

	for _, order := range []complaint.Order{complaint.ByID, complaint.ByDue} {
		var at []complaint.ID
		q := complaint.Query{Order: order, Limit: 1}
		for range 5 { // page by page
			for v, err := range d.List(ctx, byNational(), q) {
				if err != nil {
					require.ErrorContains(t, err, odd.ID.String())
					q.After, _ = complaint.PositionOfError(err)
				} else {
					q.After = v.After()
				}
				at = append(at, q.After.ID)
			}
		}
		require.ElementsMatch(t, []complaint.ID{first.ID, odd.ID, last.ID, child.ID, due.ID}, at)
	}
	require.Len(t, whole(t, d.List(ctx, byAgency("works"), complaint.Query{})), 2, "those of the agency, without the odd one")
	require.Contains(t, log.String(), odd.ID.String())

	failed, mine := 0, 0
	for v, err := range d.MineAll(ctx, byReporter()) {
		if mine++; err != nil {
			failed++
			require.ErrorContains(t, err, odd.ID.String())
			continue
		}
		require.Nil(t, v.Follows, "a parent that cannot be shown hides no child")
	}
	require.Equal(t, 5, mine)
	require.Equal(t, 1, failed)
	view, err := d.Track(ctx, child.Tracking.String())
	require.NoError(t, err)
	require.Nil(t, view.Follows)
	_, err = d.Track(ctx, odd.Tracking.String())
	require.ErrorIs(t, err, storage.ErrNotFound)

	s.odd = due.ID
	var next complaint.Position
	var swept []complaint.ID
	for range 9 {
		one, err := d.Sweep(ctx, next, 1)
		require.NoError(t, err)
		for _, f := range one.Failed {
			swept = append(swept, f.ID)
		}
		if next = one.Next; one.Done {
			break
		}
	}
	require.Equal(t, []complaint.ID{due.ID}, swept, "a sweep of one at a time passes it")
}

// An identity whose case is gone hides none of the reporter's other cases.
func TestServiceMineAllWithoutACase(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	first, last := d.submit(), d.submit()
	s := d.serve(func(cfg *complaint.Config) { cfg.Store = &goneStore{cfg.Store, first.ID} })
	var seen []complaint.ID
	for v, err := range s.MineAll(t.Context(), byReporter()) {
		if err != nil {
			require.ErrorIs(t, err, storage.ErrNotFound)
			require.ErrorContains(t, err, first.ID.String())
			continue
		}
		seen = append(seen, v.ID)
	}
	require.Equal(t, []complaint.ID{last.ID}, seen)
}

// goneStore has lost a case.
type goneStore struct {
	complaint.Store
	gone complaint.ID
}

func (s *goneStore) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	c, err := s.Store.Head(ctx, id, key)
	if id == s.gone {
		err = &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
	}
	return c, err
}

func (s *goneStore) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	if id == s.gone {
		return nil, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
	}
	return s.Store.Get(ctx, id)
}
