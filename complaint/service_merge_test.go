package complaint_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

func mergeInto(parent complaint.ID) complaint.Command {
	return complaint.Command{Action: complaint.ActionMerge, Parent: parent}
}

// TestServiceMergesFormNoRing merges cases into each other at the same time,
// two and three in a round: at least one of them stays open.
func TestServiceMergesFormNoRing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for round := range 300 {
		ring := make([]complaint.ID, 2+round%2)
		for i := range ring {
			ring[i] = d.submit().ID
		}
		errs := make([]error, len(ring))
		var wg sync.WaitGroup
		for i, id := range ring {
			wg.Go(func() { _, errs[i] = d.Do(t.Context(), byNational(), id, mergeInto(ring[(i+1)%len(ring)])) })
		}
		wg.Wait()
		open := 0
		for i, id := range ring {
			c := d.stored(id)
			require.Equal(t, errs[i] == nil, !c.Parent.IsZero())
			if c.Parent.IsZero() {
				open++
				require.Equal(t, complaint.StateSubmitted, c.State)
			}
		}
		require.Positive(t, open, "round %d", round)
		require.Less(t, open, len(ring), "one of them wins")
		_, err := d.Track(t.Context(), d.stored(ring[0]).Tracking.String())
		require.NoError(t, err)
	}
}

func TestServiceRefusesParents(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	a, b, c := d.submit().ID, d.submit().ID, d.submit().ID
	d.do(byNational(), a, mergeInto(b))
	require.Equal(t, storage.Version(2), d.stored(b).Version, "the parent is committed along")
	require.Len(t, d.stored(b).Timeline, 1)

	_, err := d.Do(ctx, byNational(), c, mergeInto(a))
	require.ErrorIs(t, err, storage.ErrInvalid, "into a merged case")
	_, err = d.Do(ctx, byNational(), b, mergeInto(a))
	require.ErrorIs(t, err, storage.ErrInvalid, "back")
	_, err = d.Do(ctx, byNational(), c, mergeInto(d.id()))
	require.ErrorIs(t, err, storage.ErrInvalid, "into what is not there")
	_, err = d.Do(ctx, byNational(), c, mergeInto(c))
	require.ErrorIs(t, err, complaint.ErrNotAllowed, "into itself")

	d.do(byNational(), c, forwardTo("works"))
	hidden := d.submit().ID
	_, err = d.Do(ctx, byAgency("works"), c, mergeInto(hidden))
	require.ErrorContains(t, err, "there is no case", "into what he may not see, as if it were not there")

	cmd := mergeInto(b)
	cmd.Key = "k"
	first := d.do(byNational(), c, cmd)
	require.Equal(t, repeated(first), d.do(byNational(), c, cmd))
	d.do(byNational(), c, complaint.Command{Action: complaint.ActionUnmerge})
	require.True(t, d.stored(c).Parent.IsZero())
	require.Equal(t, complaint.StateForwarded, d.stored(c).State)
	require.Len(t, whole(t, d.List(ctx, byNational(), complaint.Query{Filter: complaint.Filter{Parent: b}})), 1)
}
