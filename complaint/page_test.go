package complaint_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// found is a list with an error at its end, which keeps to limits.
func found(all []*complaint.Complaint, last error) func(complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return func(q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
		return func(yield func(*complaint.Complaint, error) bool) {
			for i, c := range all {
				if q.Limit > 0 && i == q.Limit || !yield(c, nil) {
					return
				}
			}
			if last != nil && (q.Limit == 0 || len(all) < q.Limit) {
				yield(nil, last)
			}
		}
	}
}

// TestReadPage: what a page knows of a list of three, by its limit and by how the list ends.
func TestReadPage(t *testing.T) {
	t.Parallel()
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 8)
	var all []*complaint.Complaint
	for range 3 {
		all = append(all, &complaint.Complaint{ID: w.id()})
	}
	broken := errors.New("broken")
	stopped := complaint.Position{ID: w.id()}
	odd := &storage.RecordError{Kind: complaint.KindOfComplaint, Key: w.id().String(), Updated: w.now, Cause: broken}
	for name, tt := range map[string]struct {
		limit            int
		last             error
		n, odd           int
		isLast, isPartly bool
		err              error
	}{
		"no limit":                     {0, nil, 3, 0, true, false, nil},
		"more than there are":          {4, nil, 3, 0, true, false, nil},
		"as many":                      {3, nil, 3, 0, true, false, nil},
		"fewer":                        {2, nil, 2, 0, false, false, nil},
		"an odd one":                   {4, odd, 3, 1, true, false, nil},
		"an odd one on the next page":  {3, odd, 3, 0, false, false, nil},
		"stopped":                      {5, &complaint.IncompleteError{After: stopped}, 3, 0, false, true, nil},
		"stopped where the page ended": {3, &complaint.IncompleteError{After: stopped}, 3, 0, false, true, nil},
		"broken":                       {5, broken, 3, 0, false, false, broken},
		"broken behind the page":       {2, broken, 2, 0, false, false, nil},
	} {
		page, err := complaint.ReadPage(complaint.Query{Limit: tt.limit}, found(all, tt.last))
		require.ErrorIs(t, err, tt.err, name)
		require.Equal(t, all[:tt.n], page.Items, name)
		require.Len(t, page.Odd, tt.odd, name)
		require.Equal(t, []bool{tt.isLast, tt.isPartly}, []bool{page.Last, page.Incomplete}, name)
		switch next := complaint.PositionOf(all[tt.n-1]); {
		case tt.isPartly:
			require.Equal(t, stopped, page.Next, name)
		case tt.odd > 0:
			require.Equal(t, odd.Key, page.Next.ID.String(), name)
			require.Equal(t, w.now, page.Next.Updated, name)
		default:
			require.Equal(t, next, page.Next, name)
		}
	}
	require.NotEqual(t, (&complaint.IncompleteError{}).Error(), (&complaint.IncompleteError{}).In(aduan.Indonesian()))
}

// halting is a search that stops after each case that it finds.
type halting struct{ complaint.Searcher }

func (h halting) Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		for c, err := range h.Searcher.Search(ctx, text, q) {
			if yield(c, err) && err == nil {
				yield(nil, &complaint.IncompleteError{After: complaint.PositionOf(c)})
			}
			return
		}
	}
}

// TestWhoHearsThatASearchStopped: those who see every case. All others, who could tell
// from it that there are cases which they may not see, find everything.
func TestWhoHearsThatASearchStopped(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for range 3 {
		d.do(byNational(), d.submit().ID, forwardTo("works"))
		d.submit()
	}
	svc := d.serve(func(cfg *complaint.Config) { cfg.Search = halting{d.store} })
	for _, order := range []complaint.Order{complaint.ByID, complaint.ByNewest, complaint.ByLatest} {
		page := func(by complaint.Actor, q complaint.Query) complaint.Page[complaint.AgencyView] {
			q.Order = order
			page, err := complaint.ReadPage(q, func(q complaint.Query) iter.Seq2[complaint.AgencyView, error] {
				return svc.Search(t.Context(), by, "berlubang", q)
			})
			require.NoError(t, err)
			return page
		}
		theirs := page(byAgency("works"), complaint.Query{})
		require.Len(t, theirs.Items, 3)
		require.True(t, theirs.Last)
		require.Len(t, page(byAgency("works"), complaint.Query{Limit: 2}).Items, 2)
		var q complaint.Query
		for seen := 0; ; seen++ {
			one := page(byNational(), q)
			if one.Last {
				require.Equal(t, 6, seen)
				break
			}
			require.Len(t, one.Items, 1)
			require.True(t, one.Incomplete)
			q.After = one.Next
		}
	}
}
